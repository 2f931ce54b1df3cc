"""What a reading of a study is made of, and the few statistics that all readings share. Plain data."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import sqrt
from statistics import fmean, median
from typing import Literal, NamedTuple

from sprue_contract.studies import Point

Param = str | float
SIGMAS = 2.0  # an interval of so many standard errors: 95 % where scatter is normal
DIFFERENCES = 1.349 * 0.7071  # median of |difference of neighbours| over their sigma, when nothing moves


class Number(NamedTuple):
    """A number of the reading, with the interval in which it lies, if it has one."""

    name: str
    value: float
    unit: str
    low: float | None = None
    high: float | None = None


class Said(NamedTuple):
    """A sentence under `study.<study>.<key>`, and what stands in it."""

    key: str
    params: Mapping[str, Param] = {}


class Axis(NamedTuple):
    """What an axis shows, and in which unit."""

    name: str
    unit: str


class Dot(NamedTuple):
    """One step of a study as it is drawn: its mean with its interval, from so many shots."""

    x: float
    y: float
    low: float
    high: float
    shots: int
    used: bool = True
    """Whether the reading stands on it."""
    word: str = ""
    """What was seen, or the place that it stands for."""


class Mark(NamedTuple):
    """Something found on the x axis: at a place, or from one to another."""

    key: str
    low: float
    high: float


class Plot(NamedTuple):
    """A picture of a study: dots joined by a line, dots by themselves, one bar each, or fields of a map."""

    kind: Literal["line", "dots", "bars", "map"]
    x: Axis
    y: Axis
    dots: tuple[Dot, ...] = ()
    marks: tuple[Mark, ...] = ()


class Reading(NamedTuple):
    """What points tell. `cannot`: why what was asked cannot be told from them."""

    plot: Plot
    numbers: tuple[Number, ...] = ()
    says: tuple[Said, ...] = ()
    """What was found."""
    advises: tuple[Said, ...] = ()
    """What to do, compared with what is set now as far as that is known."""
    cannot: Said | None = None


class Step(NamedTuple):
    """All values at one setting."""

    at: float
    values: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Their mean."""
        return fmean(self.values)


def steps_of(points: Iterable[Point], by: str, of: str) -> list[Step]:
    """Values of a column by another one, in the order of that."""
    found: dict[float, list[float]] = {}
    for point in points:
        found.setdefault(float(point[by]), []).append(float(point[of]))
    return [Step(at, tuple(values)) for at, values in sorted(found.items())]


def scatter(steps: Sequence[Step]) -> float:
    """1 sigma of one value: within the steps; where each has one value, from neighbours, as if level.

    0.0 when neither can be told.
    """
    squares = sum((value - step.mean) ** 2 for step in steps for value in step.values)
    free = sum(len(step.values) - 1 for step in steps)
    if free:
        return sqrt(squares / free)
    jumps = [abs(after.mean - step.mean) for step, after in pairwise(steps)]
    return median(jumps) / DIFFERENCES if jumps else 0.0


def error(sigma: float, *counts: int) -> float:
    """Standard error of a mean of so many values; of a difference of two means with two counts."""
    return sigma * sqrt(sum(1 / count for count in counts))


def dots_of(steps: Sequence[Step], sigma: float) -> tuple[Dot, ...]:
    """Means with their intervals."""
    found = []
    for step in steps:
        off = SIGMAS * error(sigma, len(step.values))
        found.append(Dot(step.at, step.mean, step.mean - off, step.mean + off, len(step.values)))
    return tuple(found)


def gained(facts: Mapping[str, float], saved_s: float) -> tuple[Said, ...]:
    """More in an hour, when `cycle_s` takes so much less: parts where `cavities` is known, else shots."""
    cycle_s, cavities = facts.get("cycle_s"), facts.get("cavities")
    if cycle_s is None or cycle_s <= saved_s:
        return ()
    shots_1_h = 3600 * (1 / (cycle_s - saved_s) - 1 / cycle_s)
    key = "more_shots" if cavities is None else "more_parts"
    return (Said(key, {"more_1_h": shots_1_h * (cavities or 1.0)}),)
