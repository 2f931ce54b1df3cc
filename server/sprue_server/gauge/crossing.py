"""What models say of cycles that they were not learnt from: one part left out, and each pair of parts.

A model without parts k and j tells of j for whoever judges k, and of k for whoever judges j: so everything that
is chosen for part k (weights of the blend, width of the interval) never saw k, at half the price.
"""

from collections.abc import Callable
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sprue_server.gauge.blend import MODELS
from sprue_server.gauge.growing import members

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]
Progress = Callable[[str, int, int], None]


def silent(_what: str, _done: int, _total: int) -> None:
    """No bar."""


def singles(table: Floats, target: Floats, groups: Labels, part: Labels, progress: Progress = silent) -> Floats:
    """What models without a cycle's part say of it, (cycle, model)."""
    told, count = np.zeros((len(table), MODELS)), int(part.max()) + 1
    for left_out in range(count):
        out = part == left_out
        told[out] = members(table[~out], target[~out], groups[~out]).predict(table[out])
        progress("parts left out", left_out + 1, count)
    return told


def pairs(table: Floats, target: Floats, groups: Labels, part: Labels, progress: Progress = silent) -> Floats:
    """(part, cycle, model): of cycles outside a part, by models without both parts; NaN of the part itself."""
    count = int(part.max()) + 1
    told = np.full((count, len(table), MODELS), np.nan)
    couples = list(combinations(range(count), 2))
    for done, (one, other) in enumerate(couples, 1):
        ones, others = part == one, part == other
        known = ~(ones | others)
        found = members(table[known], target[known], groups[known])
        told[one, others], told[other, ones] = found.predict(table[others]), found.predict(table[ones])
        progress("pairs left out", done, len(couples))
    return told
