"""The hub: stores what gateways send, answers questions about it, shows it live."""
