"""The hub looks at what cells picture: gathers, queues, hands to a process of its own, keeps what was seen."""
