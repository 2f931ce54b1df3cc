"""How much a value resembles the one before it, told so that single odd values do not matter.

Lag-1 autocorrelation of Ma & Genton, Journal of Time Series Analysis 21 (2000) 663, on the scale Q_n of
Rousseeuw & Croux, JASA 88 (1993) 1273: the spread of sums against that of differences of neighbours. Half of
the values may be wild, and it keeps four fifths of the information of an ordinary estimate.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
QN = 2.2219  # turns the quartile of differences of normal values into one standard deviation
MOST = 600  # newest values; pairs grow with the square
FEW = 10  # neighbours; with fewer nothing is said
MATTERS, ERRORS = 0.1, 1.7  # least correlation that changes limits, and how many standard errors it needs
STRONGEST = 0.95


def scale(values: Floats) -> float:
    """Standard deviation by Q_n: about the first quartile of |a - b| over all pairs. Shape (n,), n >= 2."""
    newest = values[-MOST:]
    half = newest.size // 2 + 1
    wanted = half * (half - 1) // 2
    apart = np.abs(newest[:, None] - newest[None, :])[np.triu_indices(newest.size, 1)]
    return float(QN * np.partition(apart, wanted - 1)[wanted - 1])


def lag1(values: Floats, used: Flags) -> float:
    """Correlation of neighbours that are both used, -0.95 to 0.95; 0 with fewer than `FEW` of them.

    Shapes (n,) and (n,); what is not used may be NaN.
    """
    pairs = np.flatnonzero(used[1:] & used[:-1])
    if pairs.size < FEW:
        return 0.0
    before, now = values[pairs], values[pairs + 1]
    sums, apart = scale(now + before) ** 2, scale(now - before) ** 2
    if sums + apart == 0:
        return 0.0
    return float(np.clip((sums - apart) / (sums + apart), -STRONGEST, STRONGEST))


def matters(correlation: float, count: int) -> bool:
    """Whether limits from moving ranges would be wrong: not by chance, and not a trifle."""
    return bool(abs(correlation) > max(MATTERS, ERRORS / np.sqrt(max(count, 1))))
