"""From which shot on is a series of numbers settled?

After a start the steel warms over four cycles and more (measured: first-order, 150 to 170 s), and what is
learnt meanwhile is no template. Means of thirds tell a trend from noise.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LEAST = 8  # values from which a level and its spread can be said
SURE = 3.0  # standard errors between first and last third
STEPS = 4  # starts that are tried: the whole series, then without its first sixths


def settled_from(values: Floats, floor: float) -> int | None:
    """Index of the first value of the longest settled end of a series (n,); None when its end still moves.

    `floor` is what a number may differ by and still be the same.
    """
    for start in np.linspace(0, len(values) / 2, STEPS).astype(int):
        rest = values[start:]
        if len(rest) < LEAST:
            return None
        if not moves(rest, floor):
            return int(start)
    return None


def moves(values: Floats, floor: float) -> bool:
    """Whether the last third lies elsewhere than the first by more than noise and `floor` explain."""
    third = len(values) // 3
    first, last = values[:third], values[-third:]
    apart = abs(float(np.median(last) - np.median(first)))
    noise = roughness(values) * 1.25 * np.sqrt(2 / third)  # 1.25: a median's error over a mean's
    return bool(apart > max(SURE * noise, floor))


def roughness(values: Floats) -> float:
    """Standard deviation from one value to the next, so that a trend does not count; robust."""
    steps = np.abs(np.diff(values))
    return float(1.0484 * np.median(steps)) if len(steps) else 0.0  # 1.4826 / sqrt(2)
