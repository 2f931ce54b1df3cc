"""What is said when a gauge cannot be learnt, kept or read."""

from typing import Literal

Why = Literal["too_few", "always_same", "nothing_told", "file"]


class GaugeError(Exception):
    """Says where, what, what now and what did not happen; `why` is what a screen has a sentence for."""

    def __init__(self, words: str, why: Why = "file") -> None:
        super().__init__(words)
        self.why = why
