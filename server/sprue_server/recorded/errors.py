"""What is said of files that cannot be read."""

from collections.abc import Sequence
from pathlib import Path

SHOWN = 3  # mistakes that are told one by one; a column of words has as many as rows


class RecordedError(Exception):
    """Cycles that cannot be read; says where, what, what now and what did not happen."""


def cannot(path: Path, what: str, now: str) -> RecordedError:
    """One mistake of a file."""
    return RecordedError(f"{path}: {what}. {now} Nothing was read.")


def all_of(path: Path, mistakes: Sequence[str], now: str) -> RecordedError:
    """The first mistakes of a file, and how many more there are."""
    more = len(mistakes) - SHOWN
    told = [*mistakes[:SHOWN], *([f"and {more} more"] if more > 0 else [])]
    return cannot(path, "; ".join(told), now)
