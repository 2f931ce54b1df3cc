"""All that is known of a cell's energy in a period: its meter, what it made meanwhile, what its shots were fed.

Facts are those of OEE, so that parts, states and jobs are the same on every screen.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sprue_contract.plant import Plant
from sprue_contract.quantities import QUANTITIES
from sprue_server.energy.line import Line, NoLine, line
from sprue_server.energy.meter import Meter, counted, from_power
from sprue_server.energy.standing import Standing, standing
from sprue_server.energy.windows import Windows, spans_of, windows
from sprue_server.floor.gathering import LONG_US, facts_of
from sprue_server.metering.weighing import Weighed, told, weighed, weights
from sprue_server.oee.facts import Facts, Span
from sprue_server.oee.timeline import Timeline, timeline
from sprue_server.store.buckets import COUNT, FIRST, LAST, MEAN
from sprue_server.store.fed import FedHour
from sprue_server.store.reader import Reader
from sprue_server.store.rollup import Interval
from sprue_server.store.rungs import MINUTE, TEN_SECONDS
from sprue_server.store.series import Points, channel
from sprue_server.store.tables import BirthRow

Source = Literal["meter", "power"]
METER, POWER = "energy_total_kwh", "power_kw"
BESIDE = tuple(name for name in QUANTITIES if name.endswith("_power_kw"))  # what stands beside the press
AROUND_US = 60_000_000  # a reading just before and just after says what flowed at the ends


@dataclass(frozen=True)
class Beside:
    """Energy of an auxiliary that has a meter of its own, in the time in which it was read."""

    name: str
    kwh: float
    measured_us: float


@dataclass(frozen=True)
class Gathered:
    """A cell in a period. `source`: what tells its energy; None where nothing does."""

    cell: str
    period: Span
    source: Source | None
    windows: Windows
    line: Line | NoLine
    standing: Standing
    weight: Weighed | None
    fed: tuple[FedHour, ...]
    kg_shot: Mapping[int, float]
    beside: tuple[Beside, ...]


def gathered(reader: Reader, plant: Plant, cell: str, period: Span) -> Gathered:
    """From the store."""
    births = reader.births(cell)
    known = weights(reader, cell, period.end_us)
    bare = facts_of(reader, plant, cell, period)
    facts = weighed(bare, known)
    when = timeline(facts, period)
    points = _points(reader, cell, period, births)
    runs = reader.shown(cell, period.start_us - AROUND_US, period.end_us + AROUND_US)
    cuts = [one.from_us for one in runs]
    source, meter = _meter(points, cuts)
    counts = windows(facts, when, meter, spans_of(period))
    fed = tuple(reader.fed(cell, reader.shown(cell, *period)))
    found = line(counts.counted)
    return Gathered(
        cell=cell,
        period=period,
        source=source,
        windows=counts,
        line=found,
        standing=standing(when.stretches, meter, period),
        weight=told(_mould(facts), bare.jobs, known),
        fed=fed,
        kg_shot=_kg_shot(when, {one.hour_us for one in fed}),
        beside=tuple(_beside(points, cuts, period)),
    )


def _points(reader: Reader, cell: str, period: Span, births: Sequence[BirthRow]) -> Points:
    wide = Interval(period.start_us - AROUND_US, period.end_us + AROUND_US)
    rung = MINUTE if period.end_us - period.start_us > LONG_US else TEN_SECONDS
    return reader.points(cell, (METER, POWER, *BESIDE), wide, births, rung)


def _meter(points: Points, cuts: Iterable[int]) -> tuple[Source | None, Meter]:
    """The meter's count, or else power that was read often; neither: a meter that tells nothing."""
    count, power = channel(points, 0), channel(points, 1)
    there = count.summary[:, COUNT] > 0
    if there.any():
        at = np.append(count.begin[there], count.begin[there][-1] + count.reach[there][-1])
        said = count.summary[there]
        return "meter", counted(at, np.append(said[:, FIRST], said[-1, LAST]), cuts)
    found = _of_power(power, cuts)
    return ("power" if found.at_us.size else None), found


def _of_power(points: Points, cuts: Iterable[int]) -> Meter:
    there = points.summary[:, COUNT] > 0
    return from_power(points.begin[there], points.summary[there, MEAN], cuts)


def _beside(points: Points, cuts: Sequence[int], period: Span) -> Iterable[Beside]:
    for place, name in enumerate(BESIDE, 2):
        kwh, us = _of_power(channel(points, place), cuts).between(*period)
        if us > 0:
            yield Beside(name, kwh, us)


def _mould(facts: Facts) -> str | None:
    """The one that hangs there last."""
    return facts.jobs[-1].mould if facts.jobs else None


def _kg_shot(told: Timeline, hours: Iterable[int]) -> dict[int, float]:
    """Kilograms of parts in a shot of the job at the end of each hour; an hour without a weight is left out."""
    found = {}
    for hour in hours:
        place = bisect_left(told.made, hour, key=lambda one: one.at_us)
        job = next((one.job for one in told.made[place : place + 1] if one.job), None)
        if job and job.part_weight_g is not None:
            found[hour] = job.active * job.part_weight_g / 1000
    return found
