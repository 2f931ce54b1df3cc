"""Days of 23 and 25 hours in Europe/Madrid: each frame is there once, and roll-ups follow the local calendar.

What is expected is worked out here from the plan and the time zone's rules, without the hub's ladder.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from benchmarks.breaking import clocks
from benchmarks.breaking.ledger import judge
from benchmarks.breaking.machine import kind_of, moment_us
from benchmarks.breaking.result import Result, told
from benchmarks.breaking.stack import ZONE, Stack, wait_for
from sprue_server.store.reader import Reader
from sprue_server.store.rollup import Interval
from sprue_server.store.rungs import DAY, HOUR, HOUR_US
from sprue_server.store.tables import StreamRow

CHANGES = {23: date(2026, 3, 29), 25: date(2026, 10, 25)}
EVERY_S, TOLD_PER_S = 20, 400  # of a cell: measured so far apart, told so many times a second
BEFORE_CHANGE_S = 15  # the clocks of hub and gateway begin so long before theirs is put forward or back
FIRST, LAST, LOW, HIGH, MEAN, COUNT = range(6)


class Sum(NamedTuple):
    """Of the numbers of all frames in a stretch of time."""

    first: float
    last: float
    mean: float
    count: float


def run(folder: Path) -> Result:
    """The day before, the day itself and the day after, both times."""
    rows, good = list[tuple[str, str]](), True
    for hours, day in CHANGES.items():
        place = folder / f"{hours}"
        place.mkdir()
        more, right = _one(place, hours, day)
        rows += more
        good = good and right
    return Result("days of 23 and of 25 hours, Europe/Madrid", rows, good)


def _one(folder: Path, hours: int, day: date) -> tuple[list[tuple[str, str]], bool]:
    begin_us, end_us = midnight_us(day - timedelta(1)), midnight_us(day + timedelta(2))
    until = (end_us - begin_us) // (EVERY_S * 1_000_000) - 1
    more = {"measured_from_us": begin_us, "until": until, "pace": TOLD_PER_S * EVERY_S}
    with Stack(folder, cells=2, rate=1 / EVERY_S, more=more) as stack:
        faked = clocks.fake(stack, f"{change_s(day) - BEFORE_CHANGE_S - int(time.time()):+d}s")
        stack.start()
        wait_for(stack.delivered, "everything is delivered", 300, 0.2)
        wait_for(lambda: stack.get("/health")["rollup_behind"] == 0, "all is rolled up", 300, 0.2)
        stack.stop("gateway")
        stack.stop("hub")
        verdict = judge(stack)
        found = [_ladder(stack, day, reading) for reading in _streams(stack)]
    local = sorted({one.hours for one in found})
    whole = local == [hours] and all(one.right for one in found) and len(found) == len(stack.cells)
    clock = "crossed the change meanwhile" if faked else "as they are: libfaketime is not installed"
    rows = [
        (f"{day}: hours of the local day in the ladder", ", ".join(map(str, local))),
        ("its day and its hours, and the days beside it, as worked out by hand", "yes" if whole else "NO"),
        ("clocks of hub and gateway", clock),
        *told(verdict),
    ]
    return rows, verdict.good and whole


class Ladder(NamedTuple):
    """What the roll-ups say of a cell: hours of the day in question, and whether all is as expected."""

    hours: int
    right: bool


def _ladder(stack: Stack, day: date, stream: int) -> Ladder:
    begin_us, end_us = midnight_us(day - timedelta(1)), midnight_us(day + timedelta(2))
    days = [midnight_us(day + timedelta(shift)) for shift in (-1, 0, 1, 2)]
    hours = list(range(begin_us, end_us + 1, HOUR_US))
    with closing(Reader(stack.folder / "hub", ZONE)) as reader:
        told_days = _kept(reader, DAY, stream, Interval(begin_us, end_us))
        told_hours = _kept(reader, HOUR, stream, Interval(begin_us, end_us))
    right = told_days == expected(stack.planned, days) and told_hours == expected(stack.planned, hours)
    return Ladder(sum(days[1] <= begin < days[2] for begin in told_hours), right)


def _kept(reader: Reader, rung: Any, stream: int, part: Interval) -> dict[int, Sum]:
    begins, summaries = reader.rolls.read(rung, stream, part)
    rows = zip(begins.tolist(), summaries[:, 0].tolist(), strict=True)
    return {begin: Sum(row[FIRST], row[LAST], round(row[MEAN], 6), row[COUNT]) for begin, row in rows}


def expected(plan: dict[str, Any], edges: list[int]) -> dict[int, Sum]:
    """By the beginning of each stretch between two edges: what the plan puts there."""
    numbers: dict[int, list[int]] = defaultdict(list)
    place = 0
    for number in range(1, plan["until"] + 1):
        while moment_us(plan, number) >= edges[place + 1]:
            place += 1
        if kind_of(plan, number) == "sample":
            numbers[edges[place]].append(number)
    return {
        begin: Sum(some[0], some[-1], round(sum(some) / len(some), 6), len(some))
        for begin, some in numbers.items()
    }


def _streams(stack: Stack) -> Iterator[int]:
    with closing(Reader(stack.folder / "hub", ZONE)) as reader, Session(reader.engine) as db:
        found = db.exec(select(StreamRow).where(StreamRow.layout != "")).all()
    yield from (stream.id or 0 for stream in found)


def midnight_us(day: date) -> int:
    """When a local day begins."""
    return int(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(ZONE)).timestamp()) * 1_000_000


def change_s(day: date) -> int:
    """Clocks in Europe change at 01:00 UTC, both ways."""
    return int(datetime(day.year, day.month, day.day, 1, tzinfo=UTC).timestamp())
