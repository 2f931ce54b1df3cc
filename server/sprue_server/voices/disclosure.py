"""May a number of firms be told? Never so that one or two firms can be read out of it, or out of what is left.

Rule: a class of fewer than LEAST firms is not told by itself but with all others; when those together are still
fewer than LEAST, the smallest class that would be told joins them, for else total minus told would tell.
"""

from collections.abc import Mapping
from typing import NamedTuple

LEAST = 3  # firms


def enough(count: int) -> bool:
    """Whether a number may be told as it is: of none, or of LEAST and more."""
    return count == 0 or count >= LEAST


class Split(NamedTuple):
    """Classes that are told with their firms, and all others together; None: fewer than LEAST."""

    told: dict[str, int]
    rest: int | None


def split(firms: Mapping[str, int]) -> Split:
    """Firms by class, as far as they may be told; the largest class first.

    >>> split({"toys": 5, "packaging": 4, "medical": 2})
    Split(told={'toys': 5}, rest=6)
    >>> split({"toys": 1, "medical": 1})
    Split(told={}, rest=None)
    """
    told = dict(
        sorted(((name, count) for name, count in firms.items() if count), key=lambda one: (-one[1], one[0]))
    )
    rest = 0
    while told and (0 < rest < LEAST or min(told.values()) < LEAST):
        rest += told.popitem()[1]
    return Split(told, None if 0 < rest < LEAST else rest)


def alike(firms: Mapping[str, int], of: str) -> int | None:
    """How many firms are of one class; None: fewer than LEAST, or not to be told by itself."""
    return split(firms).told.get(of)
