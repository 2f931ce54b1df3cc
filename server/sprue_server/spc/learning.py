"""Phase I: centre and spread of a reference stretch, without its outliers; phase II: how far a point lies out.

Limits from moving ranges are too tight where neighbours resemble each other (part weight in a constant setting:
lag-1 0.4 to 0.6). Then each point is held against its forecast by an AR(1), x' = m + phi (x - m): Montgomery,
Introduction to SQC, 6th ed., ch. 10.4. A lasting shift then shows in full at its first point only and by the
share 1 - phi afterwards; EWMA and CUSUM of these residuals find it.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sprue_server.spc.constants import D2, MOVING
from sprue_server.spc.lag import STRONGEST, lag1, matters

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Basis = Literal["moving_range", "ar1", "within", "between"]
"""Where limits come from: moving ranges, residuals of an AR(1), ranges within subgroups, or moving ranges of
subgroup means where these spread more than what is within explains."""
Reason = Literal["too_few", "no_spread"]
NEEDS = 50  # points to learn from; with fewer an alarm once in 60,000 would be a guess
NEIGHBOURS = 25  # pairs of them; without, the spread from shot to shot is not known
OUTLIER = 3.5  # robust standard deviations; of 2,000 normal values one is trimmed
MAD = 1.4826
ROUNDS = 10
WANDERS = 0.85  # of phi: half forgotten after four shots, about the time constant of a mould's wall
HALVES = 3.5  # standard errors; one steady reference in 2,000
BETWEEN = 1.5  # times the variance that what is within explains
RANGE_FREEDOM = 0.9  # per value more than one of a subgroup; Duncan, Quality Control, 4th ed., table D3
FREEDOM = 0.62  # degrees of freedom per moving range; Patnaik, Biometrika 37 (1950) 78


@dataclass(frozen=True)
class Learnt:
    """What a reference stretch has taught; kept, it makes the limits of later shots.

    `sigma`: of a point about its forecast; `within`: of a single value within its subgroup (else `sigma`).
    """

    size: int
    centre: float
    phi: float
    sigma: float
    within: float
    basis: Basis
    count: int
    freedom: float
    trimmed: int
    steady: bool = True
    """False: the reference drifted, so that limits are wide and a drift that goes on looks usual."""


@dataclass(frozen=True)
class Run:
    """Points as charts draw them, shape (n,) each; `used` is False where a point is shown only."""

    points: Floats
    ranges: Floats
    expected: Floats
    spread: Floats
    used: Flags
    learnt: Learnt

    @property
    def distances(self) -> Floats:
        """How far each used point lies from what was expected, in standard deviations; else NaN."""
        return np.where(self.used, (self.points - self.expected) / self.spread, np.nan)


def learn(values: Floats, used: Flags, resolution: float = 0.0) -> Learnt | Reason:
    """Centre and spread of points, shape (n, size); `used` (n,) leaves out start-up and interrupted shots.

    `resolution`: of the sensor; no spread is less than its rounding, resolution / sqrt(12). Without it constant
    values teach no limits ("no_spread").
    """
    usual = kept(values, used)
    if usual.sum() < NEEDS or (usual[1:] & usual[:-1]).sum() < NEIGHBOURS:
        return "too_few"
    found = _fitted(values, values.mean(axis=1), usual, int(used.sum() - usual.sum()))
    floor = resolution / sqrt(12)
    if max(found.sigma, floor) <= 1e-12 * max(1.0, abs(found.centre)):  # rounding of floats
        return "no_spread"
    return Learnt(**(vars(found) | {name: max(getattr(found, name), floor) for name in ("sigma", "within")}))


def kept(values: Floats, used: Flags) -> Flags:
    """Which used points, (n,), are no outliers, by their mean and their range; `values` (n, size)."""
    means = values.mean(axis=1)
    usual = _trimmed(means, used & np.isfinite(means))
    return usual & _trimmed(np.ptp(values, axis=1), usual) if values.shape[1] > 1 else usual


def _trimmed(values: Floats, used: Flags) -> Flags:
    left = used.copy()
    for _ in range(ROUNDS):
        if not left.any():
            break
        middle = np.median(values[left])
        spread = MAD * np.median(np.abs(values[left] - middle))
        with np.errstate(invalid="ignore"):
            fewer = left & (np.abs(values - middle) <= OUTLIER * spread) if spread > 0 else left
        if (fewer == left).all():
            break
        left = fewer
    return left


def _fitted(values: Floats, means: Floats, usual: Flags, trimmed: int) -> Learnt:
    size, count = values.shape[1], int(usual.sum())
    centre, phi = float(means[usual].mean()), lag1(means, usual)
    moving, pairs = _moving_sigma(means, usual)
    own = float(np.ptp(values[usual], axis=1).mean()) / D2[size] if size > 1 else moving
    basis, sigma, freedom = _basis(own, moving, size, count)
    if size == 1:
        freedom = FREEDOM * pairs
    if matters(phi, count):
        phi, sigma = _ar1(means - centre, usual, phi)
        basis, freedom = "ar1", float(count - 2)
    else:
        phi = 0.0
    within = own if size > 1 else sigma
    steady = _steady(means[usual], phi, sigma)
    return Learnt(size, centre, phi, sigma, within, basis, count, freedom, trimmed, steady)


def _steady(points: Floats, phi: float, sigma: float) -> bool:
    """Whether the halves of a reference differ by chance only, and points return to its centre soon."""
    first, second = np.array_split(points, 2)
    error = 2 * sigma / (1 - phi) / sqrt(points.size)  # of their difference: the long-run spread of an AR(1)
    return phi < WANDERS and abs(float(second.mean() - first.mean())) <= HALVES * error


def _basis(own: float, moving: float, size: int, count: int) -> tuple[Basis, float, float]:
    """Of points that do not resemble each other: where limits come from, sigma, degrees of freedom."""
    if size == 1:
        return "moving_range", moving, FREEDOM * count
    inside = own / sqrt(size)
    if moving**2 > BETWEEN * inside**2:
        return "between", moving, FREEDOM * count
    return "within", inside, RANGE_FREEDOM * count * (size - 1)


def _moving_sigma(means: Floats, usual: Flags) -> tuple[float, int]:
    pairs = np.flatnonzero(usual[1:] & usual[:-1])
    return float(np.abs(means[pairs + 1] - means[pairs]).mean()) / D2[MOVING], int(pairs.size)


def _ar1(apart: Floats, usual: Flags, phi: float) -> tuple[float, float]:
    """Coefficient and sigma by least squares over neighbours that the robust coefficient explains.

    Corrected for its bias of -(1 + 3 phi) / n (Kendall, Biometrika 41 (1954) 403).
    """
    pairs = np.flatnonzero(usual[1:] & usual[:-1])
    before, now = apart[pairs], apart[pairs + 1]
    close = _trimmed(now - phi * before, np.ones(pairs.shape, np.bool_))
    before, now = before[close], now[close]
    fitted = float(before @ now / (before @ before))
    phi = float(np.clip(fitted + (1 + 3 * fitted) / before.size, -STRONGEST, STRONGEST))
    return phi, float(np.sqrt(((now - phi * before) ** 2).sum() / (before.size - 2)))


def run(values: Floats, used: Flags, learnt: Learnt) -> Run:
    """Points with forecast and spread. Shapes (n, size) and (n,).

    After a gap of g points the forecast has forgotten phi^g of the last one, and its variance has grown to
    sigma^2 (1 - phi^2g) / (1 - phi^2).
    """
    means = values.mean(axis=1)
    told = used & np.isfinite(means)
    where = np.flatnonzero(told)
    share = learnt.phi ** np.diff(where, prepend=-1e6)  # the first one is forecast by the centre
    before = np.concatenate(([learnt.centre], means[where][:-1]))
    expected, spread = (np.full(means.shape, np.nan) for _ in range(2))
    expected[where] = learnt.centre + share * (before - learnt.centre)
    spread[where] = learnt.sigma * np.sqrt((1 - share**2) / (1 - learnt.phi**2))
    return Run(means, _ranges(values, means, told), expected, spread, told, learnt)


def _ranges(values: Floats, means: Floats, told: Flags) -> Floats:
    """Within each subgroup; of single values from the one before, where both are used."""
    if values.shape[1] > 1:
        return np.where(told, np.ptp(values, axis=1), np.nan)
    apart = np.abs(np.diff(means, prepend=np.nan))
    return np.where(told & np.concatenate(([False], told[:-1])), apart, np.nan)
