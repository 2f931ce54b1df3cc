"""What is said when a gauge cannot be learnt, kept or read."""


class GaugeError(Exception):
    """Says where, what, what now and what did not happen."""
