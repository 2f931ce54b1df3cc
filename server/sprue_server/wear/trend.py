"""Where a number that wear moves meets its limit, in shots: robust, honest about noise and about shape.

Nobody knows how wear goes on: evenly, slower or faster than before. So curves begin + rate x shots^power of
several powers are drawn through the points; each is a Theil-Sen line over shots^power, with Sen's interval of
its slope (JASA 63, 1968). Which are believable is tried on the newest quarter, told by the older points; the
interval is that of all believable ones together. Neighbouring points resemble each other, because halls and
lots breathe: intervals are widened by sqrt((1 + r) / (1 - r)), r the rest's correlation from one to the next
(Bayley & Hammersley, J. R. Stat. Soc. Suppl. 8, 1946; for a trend's test Hamed & Rao, J. Hydrol. 204, 1998).
"""

from math import inf, sqrt
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_server import robust
from sprue_server.spc.lag import lag1
from sprue_server.wear.part import Way

Floats = NDArray[np.float64]
NEEDS = 8  # points
POWERS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)  # a ring beds in, a pump wears evenly, a worn screw wears itself
LATE = (1.0, 2.0, 4.0, 6.0)  # of what began halfway
FASTER = 1.5  # power from which on it is said to become faster
NEWEST = 4  # its share on which powers are tried: a quarter
BELIEVABLE = (
    3.0  # times the error of the best one; chosen on wear simulated in four cells (docs/models.md has others)
)
MOST_ALIKE = 0.95
SOME = 0.05  # of the way from reference to limit; less is weather, not wear
FARTHEST = 5_000_000.0  # shots; beyond, a number would only look like knowledge
FIRST = 5  # points that say where it began
State = Literal["too_few", "too_short", "steady", "nearing", "met"]


class Trend(NamedTuple):
    """What a number does over shots.

    `reference`: where it began; `now`: where the curve is; per 1,000 shots now, with the interval. `left`:
    shots to the limit, `earliest` also where no wear is seen, because noise could hide so much; None: beyond
    FARTHEST.
    `power`: of the curve that foretold best. `faster`: it is clearly more than even, or began halfway.
    """

    state: State
    reference: float | None = None
    limit: float | None = None
    now: float | None = None
    per_1000: float | None = None
    per_1000_low: float | None = None
    per_1000_high: float | None = None
    left: float | None = None
    earliest: float | None = None
    latest: float | None = None
    power: float | None = None
    faster: bool = False


class _Curve(NamedTuple):
    """level + slope x shots^power; `error`: half the interval of a value. `late`: of the newest half only."""

    power: float
    level: float
    slope: float
    low: float
    high: float
    error: float
    late: bool

    def at(self, shots: float) -> float:
        """Its value."""
        return float(self.level + self.slope * shots**self.power)

    def steep(self, shots: float, slope: float) -> float:
        """Change per shot there, with this slope of the line."""
        return float(slope * self.power * shots ** (self.power - 1))

    def meets(self, end: float, now: float, slope: float, error: float) -> float:
        """Shots from now until it is at the end, turned about where it is now, lifted by an error."""
        way = end - self.at(now) - error
        if way <= 0:
            return 0.0
        if slope <= 0:
            return inf
        return float((now**self.power + way / slope) ** (1 / self.power) - now)


def reference_of(values: Floats) -> float:
    """Where it began: the middle of the first points."""
    return float(np.median(values[:FIRST]))


def trend(shots: Floats, values: Floats, way: Way, limit: float, made: float | None = None) -> Trend:
    """`shots` made up to each point, rising; `values` there; both (n,). `limit`: a value.

    `made`: shots made up to now, from where what is left is counted; none: the last of `shots`.
    """
    if len(shots) < NEEDS or shots[-1] <= shots[0]:
        return Trend("too_few", reference_of(values) if len(values) else None, limit)
    sign = 1.0 if way == "up" else -1.0
    reference, end = reference_of(values), sign * limit
    if end <= sign * reference:
        return Trend("met", reference, limit, reference, left=0.0, earliest=0.0, latest=0.0)
    since = shots - shots[0] + (shots[1] - shots[0]) / 2  # counted from the first point's beginning
    now = float(since[-1] + (0.0 if made is None else made - shots[-1]))
    best, *others = _believable(since, sign * values)
    state = _state(best, now, sign * reference, end)
    faster = best.late or best.power >= FASTER
    told = Trend(state, reference, limit, sign * best.at(now), power=best.power, faster=faster)
    slopes = sorted(sign * best.steep(now, slope) * 1000 for slope in (best.low, best.high))
    told = told._replace(per_1000=sign * best.steep(now, best.slope) * 1000)
    told = told._replace(per_1000_low=slopes[0], per_1000_high=slopes[1])
    return _when(told, [best, *others], now, end)


def _state(curve: _Curve, now: float, begin: float, end: float) -> State:
    if curve.at(now) >= end:
        return "met"
    grown = (curve.at(now) - begin) / (end - begin)
    return "nearing" if curve.low > 0 and grown >= SOME else "steady"


def _when(told: Trend, curves: list[_Curve], now: float, end: float) -> Trend:
    """Curves: the best first."""
    if told.state == "met":
        return told._replace(left=0.0, earliest=0.0, latest=0.0)
    earliest = _known(min(one.meets(end, now, one.high, one.error) for one in curves))
    if told.state == "steady":
        return told._replace(earliest=earliest)
    latest = _known(max(one.meets(end, now, one.low, -one.error) for one in curves))
    return told._replace(
        left=_known(curves[0].meets(end, now, curves[0].slope, 0.0)), earliest=earliest, latest=latest
    )


def _known(shots: float) -> float | None:
    return None if shots > FARTHEST else shots


def _believable(shots: Floats, values: Floats) -> list[_Curve]:
    """Curves of the shapes that foretold the newest quarter well from the older points, the best first."""
    older = len(shots) - max(len(shots) // NEWEST, 2)
    errors = {}
    for shape in _shapes(len(shots)):
        told = _curve(shots[shape.first : older], values[shape.first : older], shape.power)
        rest = values[older:] - told.level - told.slope * shots[older:] ** shape.power
        errors[shape] = sqrt(float(np.mean(rest**2)))
    ordered = sorted(errors, key=lambda shape: errors[shape])
    good = [shape for shape in ordered if errors[shape] <= BELIEVABLE * errors[ordered[0]]]
    return [_curve(shots[one.first :], values[one.first :], one.power, late=one.first > 0) for one in good]


class _Shape(NamedTuple):
    power: float
    first: int = 0
    """Point from which on it is drawn."""


def _shapes(points: int) -> list[_Shape]:
    """Powers from the first point on, and a straight line that began halfway: something has happened there."""
    late = [_Shape(power, points // 2) for power in LATE] if points >= 2 * NEEDS else []
    return [*(_Shape(power) for power in POWERS), *late]


def _curve(shots: Floats, values: Floats, power: float, *, late: bool = False) -> _Curve:
    slope, level, low, high = robust.line(shots**power, values)
    rest = values - level - slope * shots**power
    alike = _alike(rest)
    wider = sqrt((1 + alike) / (1 - alike))
    low, high = slope - (slope - low) * wider, slope + (high - slope) * wider
    return _Curve(power, level, slope, low, high, robust.error(rest) * wider, late)


def _alike(rest: Floats) -> float:
    """Correlation from one to the next, without the bias that few points and a fitted curve give it.

    Marriott & Pope, Biometrika 41, 1954: an estimate from n points is too low by (1 + 3 r) / n.
    """
    told = lag1(rest, np.isfinite(rest))
    return float(np.clip(told + (1 + 3 * told) / len(rest), 0.0, MOST_ALIKE)) if told > 0 else 0.0


def soonest(trends: list[Trend]) -> float:
    """Shots to the first limit that is met or neared; infinity where none is."""
    return min((one.left or 0.0 for one in trends if one.state in {"met", "nearing"}), default=inf)
