"""All facts of a cell in a period, from everything that the store knows: for OEE and the terminal alike.

Told later counts from its moment: a reason, a count of scrap, a job from a sheet. What is not known stays
unknown.
"""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from sprue_contract.fields import CycleQuality
from sprue_contract.plant import WEEKDAYS, Plant
from sprue_server.floor import stops
from sprue_server.floor.following import followed
from sprue_server.floor.jobs import Orders, orders_of, usual_of
from sprue_server.floor.states import CHANNELS, modes_of, states
from sprue_server.oee.calendar import HOUR_US, Shift, planned
from sprue_server.oee.facts import Facts, Reading, Scrap, Span
from sprue_server.store.buckets import COUNT, HIGH
from sprue_server.store.floor import Made
from sprue_server.store.floor_tables import JobRow, ScrapRow, StopReasonRow
from sprue_server.store.reader import Reader
from sprue_server.store.rollup import Interval
from sprue_server.store.rungs import MINUTE, TEN_SECONDS

BEFORE_US = 2 * HOUR_US  # what had begun before a period is known from here on
AFTER_US = HOUR_US // 6  # a shot is told when it is made
LONG_US = 8 * 24 * HOUR_US  # from here on states are read by the minute
SLOT_US = HOUR_US // 12
COUNTER = ("machine_cycle_counter",)
BAD = {
    CycleQuality.BAD_CYCLE: "bad_cycle",
    CycleQuality.TEST_SAMPLE_CYCLE: "test_sample",
    CycleQuality.FAILED_CYCLE: "failed_cycle",
}


def shifts_of(plant: Plant) -> tuple[Shift, ...]:
    """Crews of the plant file, as OEE wants them."""
    return tuple(
        Shift(one.name, one.begins, one.ends, frozenset(map(WEEKDAYS.index, one.weekdays)))
        for one in plant.shifts
    )


def facts_of(reader: Reader, plant: Plant, cell: str, span: Span) -> Facts:
    """What is known of a cell from shortly before a span until shortly after it."""
    births = reader.births(cell)
    wide = Span(span.start_us - BEFORE_US, span.end_us + AFTER_US)
    runs = reader.shown(cell, *wide)
    made, events = reader.made(cell, runs), reader.happened(cell, runs)
    rung = MINUTE if span.end_us - span.start_us > LONG_US else TEN_SECONDS
    points = reader.points(cell, CHANNELS, Interval(*wide), births, rung)
    did = states(points, made, modes_of(events, runs))
    usual = {birth.run: usual_of(birth.body) for birth in sorted(births, key=lambda one: one.born_us)}
    orders = orders_of(reader.noted(JobRow, [cell]), made, runs, usual)
    reasons = reader.noted(StopReasonRow, [cell], wide.start_us, wide.end_us)
    return Facts(
        states=did,
        stops=(*stops.alarms(events, wide), *stops.told(reasons, did, wide)),
        readings=tuple(_readings(made, orders)) or _counted(reader, cell, wide),
        jobs=orders.jobs,
        scraps=(*_bad(made, orders), *_sorted_out(reader, cell, wide, orders)),
        planned=planned(*wide, shifts_of(plant), ZoneInfo(plant.timezone)),
        goods_us=tuple(one.measured_us for one in made if one.quality == CycleQuality.GOOD_CYCLE),
    )


def _readings(made: Iterable[Made], orders: Orders) -> Iterator[Reading]:
    """The machine's count; a job that nobody knows by this name is that of its moment.

    Of shots that follow each other one by one the last of five minutes tells them all: shifts begin and end on
    such minutes.
    """
    smooth, offset, before = False, 0, None
    for one, after in followed(list(made)):
        offset = _offset(before, one, offset)
        follows = after is not None and _follows(one, after)
        if not (smooth and follows):
            yield Reading(one.measured_us, one.counter + offset, orders.name(one.job, one.measured_us))
        smooth, before = follows, one


def _offset(before: Made | None, one: Made, offset: int) -> int:
    """What is added to a count: another run begins at its own number, and nobody knows the time between."""
    if before is None:
        return 0
    if one.run != before.run:
        return before.counter + offset + 1 - one.counter
    return 0 if one.counter < before.counter else offset


def _follows(one: Made, after: Made) -> bool:
    same = (after.counter, after.job, after.run) == (one.counter + 1, one.job, one.run)
    return same and after.measured_us // SLOT_US == one.measured_us // SLOT_US


def _counted(reader: Reader, cell: str, span: Span) -> tuple[Reading, ...]:
    """Of a machine that tells no shots: its counter, as a channel."""
    points = reader.points(cell, COUNTER, Interval(*span), reader.births(cell), MINUTE)
    there = points.summary[:, 0, COUNT] > 0
    at, high = (points.begin + points.reach)[there].tolist(), points.summary[there, 0, HIGH].tolist()
    return tuple(Reading(us, round(shots)) for us, shots in zip(at, high, strict=True))


def _bad(made: Iterable[Made], orders: Orders) -> Iterator[Scrap]:
    """Shots that the machine calls bad, with all their parts."""
    for one in made:
        if one.quality in BAD:
            job = orders.of(one.job, one.measured_us)
            reason = "start_up" if one.start_up else BAD[CycleQuality(one.quality)]
            name = orders.name(one.job, one.measured_us)
            yield Scrap(one.measured_us, job.active if job else 1, reason, name)


def _sorted_out(reader: Reader, cell: str, span: Span, orders: Orders) -> Iterator[Scrap]:
    """What people counted; rows of one moment and reason are one count, so that none is taken for a repeat."""
    sums: dict[tuple[int, str, str | None], int] = {}
    for row in reader.noted(ScrapRow, [cell], *span):
        key = (row.at_us, row.reason, orders.name(row.job, row.at_us))
        sums[key] = sums.get(key, 0) + row.parts
    for (at_us, reason, job), parts in sums.items():
        yield Scrap(at_us, parts, reason, job)
