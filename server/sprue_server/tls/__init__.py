"""HTTPS in a hall without a domain: a certificate authority of its own, for the institute's own tablets."""
