"""Factors of control charts for subgroups of 2 to 10 normal values, and the distribution of their range.

Source of the tables: Montgomery, Introduction to Statistical Quality Control, 6th ed. 2009, appendix VI; the
same in ASTM E2587 and ISO 7870-2. A test integrates d2 and d3 anew.
"""

from functools import lru_cache
from math import sqrt

import numpy as np
from scipy.special import ndtr, ndtri

D2 = {2: 1.128, 3: 1.693, 4: 2.059, 5: 2.326, 6: 2.534, 7: 2.704, 8: 2.847, 9: 2.970, 10: 3.078}
A2 = {2: 1.880, 3: 1.023, 4: 0.729, 5: 0.577, 6: 0.483, 7: 0.419, 8: 0.373, 9: 0.337, 10: 0.308}
D3 = {2: 0.0, 3: 0.0, 4: 0.0, 5: 0.0, 6: 0.0, 7: 0.076, 8: 0.136, 9: 0.184, 10: 0.223}
D4 = {2: 3.267, 3: 2.574, 4: 2.282, 5: 2.114, 6: 2.004, 7: 1.924, 8: 1.864, 9: 1.816, 10: 1.777}
SIZES = range(2, 11)
MOVING = 2  # values of a moving range
E2 = 3 / D2[MOVING]  # 2.66: limits of single values from the mean moving range
WIDEST = 20.0  # standard deviations: no range of ten values lies beyond


def range_share(width: float, size: int) -> float:
    """Probability that `size` standard normal values lie within `width` of each other.

    n times the integral of phi(x) [Phi(x + w) - Phi(x)]^(n-1): David & Nagaraja, Order Statistics, 2003, ch.
    2.3.
    """
    x = np.linspace(-9, 9, 2001)
    density = np.exp(-(x**2) / 2) / sqrt(2 * np.pi)
    return float(size * np.trapezoid(density * (ndtr(x + width) - ndtr(x)) ** (size - 1), x))


@lru_cache(maxsize=256)
def range_limit(tail: float, size: int) -> float:
    """Range, in standard deviations of a value, that a share `tail` of subgroups exceeds."""
    if size == MOVING:
        return float(-ndtri(tail / 2) * sqrt(2))
    low, high = 0.0, WIDEST
    while high - low > 1e-6:  # noqa: PLR2004  # far below what a chart shows
        middle = (low + high) / 2
        low, high = (middle, high) if 1 - range_share(middle, size) > tail else (low, middle)
    return high
