"""How well do parts fit their tolerance, and how sure is that? Cp, Cpk (within) and Pp, Ppk (overall).

Indices and the interval of Cp: Montgomery, ch. 8.2 (chi-square); of Cpk: Bissell, Applied Statistics 39 (1990)
331. Neighbours that resemble each other tell less than they are many: for a mean n (1 - phi) / (1 + phi), for a
variance n (1 - phi^2) / (1 + phi^2) values count (Bayley & Hammersley, JRSS Suppl. 8 (1946) 184). Cpk says what
the process could do if nothing but neighbours' differences were left; Ppk what was delivered.
"""

from dataclasses import dataclass
from math import inf, sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtri, log_ndtr, ndtri

from sprue_server.spc.constants import D2, MOVING
from sprue_server.spc.lag import lag1, matters
from sprue_server.spc.learning import FREEDOM

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Reason = Literal["too_few", "no_tolerance", "tolerance_reversed", "no_spread"]
Remark = Literal["not_normal", "autocorrelated", "few_independent"]
NEEDS = 30  # values; with fewer the 95 % interval of a Cpk of 1.33 is wider than 0.7
CONFIDENCE = 0.95
NORMAL = 1.035  # Anderson-Darling A*^2; a normal sample exceeds it once in 100: Stephens 1986, table 4.7


@dataclass(frozen=True)
class Tolerance:
    """What the drawing allows, in the quantity's unit; None where a side is open."""

    low: float | None
    high: float | None


@dataclass(frozen=True)
class Index:
    """A capability index with its confidence interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Capability:
    """Indices; `cp` and `pp` are None where a side of the tolerance is open. `remarks` say what limits them."""

    cp: Index | None
    cpk: Index
    pp: Index | None
    ppk: Index
    mean: float
    within: float
    overall: float
    count: int
    independent: float
    """Values that the spread is as well known as from, were they independent."""
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class NoCapability:
    """Why there is no capability."""

    reason: Reason


def capability(
    values: Floats, tolerance: Tolerance, used: Flags | None = None, confidence: float = CONFIDENCE
) -> Capability | NoCapability:
    """Of values in the order they were made, shape (n,); NaN and what is not `used` counts for nothing."""
    told = np.isfinite(values) & (True if used is None else used)
    if reason := _why_not(tolerance, int(told.sum())):
        return NoCapability(reason)
    known = values[told]
    overall, within = float(known.std(ddof=1)), _within(values, told)
    if min(overall, within) <= 1e-12 * max(1.0, abs(float(known.mean()))):  # rounding of floats
        return NoCapability("no_spread")
    phi = lag1(values, told)
    phi = phi if matters(phi, known.size) else 0.0
    sides = _sides(float(known.mean()), tolerance)
    means = known.size * min((1 - phi) / (1 + phi), 1.0)
    freedom = max(known.size * (1 - phi**2) / (1 + phi**2) - 1, 1.0)
    potential, performance = _Spread(within, FREEDOM * freedom, means), _Spread(overall, freedom, means)
    return Capability(
        cp=potential.both(tolerance, confidence),
        cpk=potential.nearest(sides, confidence),
        pp=performance.both(tolerance, confidence),
        ppk=performance.nearest(sides, confidence),
        mean=float(known.mean()),
        within=within,
        overall=overall,
        count=known.size,
        independent=freedom + 1,
        remarks=_remarks(known, phi, freedom + 1),
    )


def _why_not(tolerance: Tolerance, count: int) -> Reason | None:
    if tolerance.low is None and tolerance.high is None:
        return "no_tolerance"
    if tolerance.low is not None and tolerance.high is not None and tolerance.low >= tolerance.high:
        return "tolerance_reversed"
    return "too_few" if count < NEEDS else None


def _within(values: Floats, told: Flags) -> float:
    pairs = np.flatnonzero(told[1:] & told[:-1])
    return float(np.abs(values[pairs + 1] - values[pairs]).mean()) / D2[MOVING] if pairs.size else 0.0


def _sides(mean: float, tolerance: Tolerance) -> float:
    """Distance to the nearer side; negative outside."""
    low = mean - tolerance.low if tolerance.low is not None else inf
    return min(low, tolerance.high - mean if tolerance.high is not None else inf)


@dataclass(frozen=True)
class _Spread:
    """A standard deviation, its degrees of freedom, and how many independent values its mean is worth."""

    sigma: float
    freedom: float
    means: float

    def both(self, tolerance: Tolerance, confidence: float) -> Index | None:
        if tolerance.low is None or tolerance.high is None:
            return None
        value, half = (tolerance.high - tolerance.low) / (6 * self.sigma), (1 - confidence) / 2
        tails = (1 - half, half)  # chdtri wants the upper tail
        low, high = (value * sqrt(float(chdtri(self.freedom, tail)) / self.freedom) for tail in tails)
        return Index(value, low, high)

    def nearest(self, distance: float, confidence: float) -> Index:
        value = distance / (3 * self.sigma)
        error = sqrt(1 / (9 * self.means) + value**2 / (2 * self.freedom))
        reach = float(ndtri((1 + confidence) / 2)) * error
        return Index(value, value - reach, value + reach)


def _remarks(known: Floats, phi: float, independent: float) -> tuple[Remark, ...]:
    told: list[Remark] = []
    if not normal(known[:: max(1, round(known.size / independent))]):  # the test wants independent values
        told.append("not_normal")
    if phi:
        told.append("autocorrelated")
    if independent < NEEDS:
        told.append("few_independent")
    return tuple(told)


def normal(values: Floats) -> bool:
    """Whether values, shape (n,), may be normal: Anderson & Darling with mean and sigma from the values.

    False once in 100 normal samples; true with fewer than 8, which could not tell.
    """
    count = values.size
    if count < 8 or not values.std() > 0:  # noqa: PLR2004  # Stephens' correction begins there
        return True
    z = np.sort((values - values.mean()) / values.std(ddof=1))
    weights = 2 * np.arange(1, count + 1) - 1
    squared = -count - float((weights * (log_ndtr(z) + log_ndtr(-z[::-1]))).sum()) / count
    return squared * (1 + 0.75 / count + 2.25 / count**2) < NORMAL
