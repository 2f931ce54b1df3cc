"""How many in-control points there are between two false signals (ARL), and which limit gives how many.

Integral equations on Gauss-Legendre nodes: Crowder, Technometrics 29 (1987) 401 for EWMA; Goel & Wu,
Technometrics 13 (1971) 221 for CUSUM. Shifts and limits are in standard deviations of a point. Both start at
the centre; the EWMA's limits are its final ones.
"""

from collections.abc import Callable
from functools import lru_cache
from math import pi, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

Floats = NDArray[np.float64]
NODES = 100
LAMBDA, SLACK = 0.2, 0.5  # weight of the newest point; CUSUM's k: half a shift of one standard deviation


def single_arl(sigmas: float, shift: float = 0.0) -> float:
    """Of single points against limits at +- `sigmas`: 1 / P(beyond)."""
    return float(1 / (ndtr(-sigmas - shift) + ndtr(shift - sigmas)))


def single_limit(arl: float) -> float:
    """Distance that a single in-control point exceeds once in `arl`."""
    return float(-ndtri(0.5 / arl))


def ewma_arl(width: float, weight: float = LAMBDA, shift: float = 0.0) -> float:
    """Of an EWMA against +- `width` of its own standard deviations.

    >>> round(ewma_arl(2.859, 0.2))  # Lucas & Saccucci, Technometrics 32 (1990) 1: L 2.86 has ARL 370
    370
    """
    edge = width * sqrt(weight / (2 - weight))
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    x, w = edge * nodes, edge * weights
    kernel = _density((x[None, :] - (1 - weight) * x[:, None]) / weight - shift) * w / weight
    lengths = np.linalg.solve(np.eye(NODES) - kernel, np.ones(NODES))
    return float(1 + (_density(x / weight - shift) * w / weight) @ lengths)


def cusum_arl(height: float, slack: float = SLACK, shift: float = 0.0) -> float:
    """Of an upper and a lower CUSUM together, without head start.

    >>> round(cusum_arl(4.0)), round(cusum_arl(5.0))  # Montgomery, table 9.3: 168 and 465
    (168, 465)
    """
    return 1 / (1 / _one_sided(height, slack - shift) + 1 / _one_sided(height, slack + shift))


def _one_sided(height: float, slack: float) -> float:
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    x, w = height / 2 * (nodes + 1), height / 2 * weights
    begins = np.concatenate(([0.0], x))
    kernel = np.empty((NODES + 1, NODES + 1))
    kernel[:, 0] = ndtr(slack - begins)  # back to zero
    kernel[:, 1:] = _density(x[None, :] - begins[:, None] + slack) * w
    return float(np.linalg.solve(np.eye(NODES + 1) - kernel, np.ones(NODES + 1))[0])


def _density(x: Floats) -> Floats:
    return np.asarray(np.exp(-(x**2) / 2) / sqrt(2 * pi), np.float64)


def _reaching(arl: float, of: Callable[[float], float], high: float) -> float:
    low = 0.5
    while high - low > 1e-4:  # noqa: PLR2004  # moves an ARL by 1 in 1,000 at most
        middle = (low + high) / 2
        low, high = (middle, high) if of(middle) < arl else (low, middle)
    return high


@lru_cache(maxsize=64)
def ewma_limit(arl: float, weight: float = LAMBDA) -> float:
    """L, in standard deviations of the EWMA, so that its ARL is `arl`."""
    return _reaching(arl, lambda width: ewma_arl(width, weight), 8.0)


@lru_cache(maxsize=64)
def cusum_limit(arl: float, slack: float = SLACK) -> float:
    """h, in standard deviations of a point, so that the ARL of both sides together is `arl`."""
    return _reaching(arl, lambda height: cusum_arl(height, slack), 40.0)
