"""A straight line that single wild points do not turn, and how sure its height is.

Theil-Sen: the median of the slopes between all pairs of points, and for its interval the quantiles of these
slopes that Kendall's statistic gives (Sen, Estimates of the regression coefficient based on Kendall's tau, JASA
63, 1968).
"""

from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Floats = NDArray[np.float64]
SURE = 0.95
MEDIAN_ERROR = 1.2533  # standard error of a median over that of a mean, normal noise
SPREAD = 1.4826  # standard deviation over median distance, normal noise


class Line(NamedTuple):
    """level + slope x at, and the slope's interval."""

    slope: float
    level: float
    low: float
    high: float


def line(at: Floats, values: Floats) -> Line:
    """Through points, shapes (n,); at least two of them apart."""
    from scipy.stats import theilslopes  # noqa: PLC0415  # a hub that starts need not wait 1 s for all of statistics

    return Line(*(float(one) for one in theilslopes(values, at, SURE)))


def error(rest: Floats) -> float:
    """Half the interval of a median, from the median distance of what a line leaves over (normal noise)."""
    spread = SPREAD * float(np.median(np.abs(rest)))
    return float(ndtri((1 + SURE) / 2)) * MEDIAN_ERROR * spread / sqrt(len(rest))
