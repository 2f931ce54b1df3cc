"""May a number of firms be told? Never so that one or two firms can be read out of it, or out of what is left.

Rule: a class of fewer than LEAST firms is not told by itself but with all others; when those together are still
fewer than LEAST, the smallest class that would be told joins them, for else total minus told would tell.
Where some firms have said in public who they are, the others of each class are held to the same: who knows
those subtracts them.
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


def split(firms: Mapping[str, int], known: Mapping[str, int] | None = None) -> Split:
    """Firms by class, as far as they may be told; the largest class first. `known`: those that all can tell.

    >>> split({"toys": 5, "packaging": 4, "medical": 2})
    Split(told={'toys': 5}, rest=6)
    >>> split({"toys": 1, "medical": 1})
    Split(told={}, rest=None)
    >>> split({"toys": 4, "medical": 4}, known={"toys": 2})
    Split(told={}, rest=8)
    """
    told = dict(
        sorted(((name, count) for name, count in firms.items() if count), key=lambda one: (-one[1], one[0]))
    )
    quiet = {name: count - (known or {}).get(name, 0) for name, count in told.items()}
    rest = quiet_rest = 0
    while told:
        few = [name for name, count in told.items() if count < LEAST or not enough(quiet[name])]
        if not few and enough(rest) and enough(quiet_rest):
            break
        name = (few or list(told))[-1]
        rest += told.pop(name)
        quiet_rest += quiet[name]
    return Split(told, rest if enough(rest) else None)


def alike(firms: Mapping[str, int], of: str) -> int | None:
    """How many firms are of one class; None: fewer than LEAST, or not to be told by itself."""
    return split(firms).told.get(of)
