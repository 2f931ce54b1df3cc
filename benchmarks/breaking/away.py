"""Forty cells with cameras whose hub is away for an hour: what is kept, what not, how fast it catches up."""

import statistics
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from benchmarks.breaking.books import Waiting, books, waiting
from benchmarks.breaking.ledger import judge, numbers_in
from benchmarks.breaking.machine import kind_of
from benchmarks.breaking.result import Result, told
from benchmarks.breaking.stack import Stack, wait_for

CELLS, SLACK = 40, 1.35  # of the file over its rows: pages that are not full
PICTURE_EVERY, PICTURE_BYTES = 60, 20_000
LOOK_S = 0.5
ROOM = 0.11  # of the limit that may fill up with pictures before the next time that something is given up
LIVE_S, CAUGHT_UP_S = 5, 120  # goals: how old the newest values may be, until the past has arrived


class Hour(NamedTuple):
    """What was seen of the outbox while the hub was away."""

    largest_mb: float
    file_mb: float
    pictures_at_first_mb: float  # waited when the first sample had been thinned


class Return(NamedTuple):
    """What happened once the broker was there again."""

    live_s: float
    caught_up_s: float
    ages_s: list[float]  # of the newest values, while the past arrived

    @property
    def quick(self) -> bool:
        """Within the goals."""
        return self.caught_up_s < CAUGHT_UP_S and max(self.ages_s) < LIVE_S


def run(folder: Path, hours: float, pace: float, limit_mb: int) -> Result:
    """The hour passes `pace` times as fast; the broker is not there meanwhile."""
    away_s = hours * 3600
    with Stack(folder, CELLS, rate=1, more=_plan(away_s, pace)) as stack:
        stack.options["gateway"] = ["--outbox-mb", str(limit_mb)]
        stack.start("machine", "hub", "gateway")
        hour = _watched(stack, stack.planned["began_us"] / 1e6 + away_s / pace)
        back = _returned(stack)
        stack.end_load()
        wait_for(stack.delivered, "everything is delivered", 180, 0.2)
        agree = books(stack)
        stack.stop("gateway")
        stack.stop("hub")
        verdict, gone = judge(stack), _given_up(stack)
    rows = [
        ("cells, hours away (told so many times as fast)", f"{CELLS}, {hours:g} ({pace:g})"),
        ("limit, most that waited, file", f"{limit_mb}, {hour.largest_mb:.1f}, {hour.file_mb:.0f} MB"),
        ("given up: pictures, frames, shots", f"{gone['image']:,}, {gone['sample']:,}, {gone['shot']}"),
        ("pictures still waiting when the first frame went", f"{hour.pictures_at_first_mb:.1f} MB"),
        ("live again, and the past has arrived, after", f"{back.live_s:.1f} s, {back.caught_up_s:.0f} s"),
        ("age of the newest values meanwhile: median, highest", _ages(back.ages_s)),
        *((what, "yes" if right else "NO") for what, right in agree.items()),
        *told(verdict),
    ]
    kept = hour.largest_mb <= limit_mb and hour.file_mb <= limit_mb * SLACK + 5
    in_turn = hour.pictures_at_first_mb <= limit_mb * ROOM and gone["shot"] == gone["birth"] == 0
    good = verdict.good and kept and in_turn and back.quick and all(agree.values())
    return Result("an hour away", rows, good)


def _plan(away_s: float, pace: float) -> dict[str, int | float]:
    """Told so many times as fast, from so long ago that the machines' time is ours when the hour is over."""
    return {
        "pace": pace,
        "measured_from_us": time.time_ns() // 1000 - int((away_s - away_s / pace) * 1e6),
        "until": int(away_s),
        "picture_every": PICTURE_EVERY,
        "picture_bytes": PICTURE_BYTES,
    }


def _returned(stack: Stack) -> Return:
    """From now on the machines tell one record a second, measured now; and the broker is there."""
    stack.planned |= {"pace": 1, "began_us": stack.planned["measured_from_us"], "until": 2**52}
    stack._write_plan()  # noqa: SLF001
    stack.start("broker")
    began = time.monotonic()
    live_s = wait_for(lambda: _age_s(stack) < LIVE_S, "live values while the past arrives", 120)
    ages = _until_caught_up(stack)
    return Return(live_s, time.monotonic() - began, ages)


def _ages(ages_s: list[float]) -> str:
    return f"{statistics.median(ages_s):.1f}, {max(ages_s):.1f} s"


def _watched(stack: Stack, until_s: float) -> Hour:
    """Let the hour pass until the machines' time is ours, and look at the outbox meanwhile."""
    outbox = stack.folder / "edge" / "outbox.db"
    wait_for(outbox.exists, "the gateway makes its outbox")
    seen, at_first = [Waiting(0, 0, 0, thinned=False)], 0.0
    while time.time() < until_s:
        time.sleep(LOOK_S)
        seen.append(waiting(stack))
        if seen[-1].thinned and not seen[-2].thinned:
            at_first = seen[-1].picture_bytes / 1e6
    return Hour(max(one.bytes for one in seen) / 1e6, outbox.stat().st_size / 1e6, at_first)


def _until_caught_up(stack: Stack) -> list[float]:
    """Ages of the newest values, one after the other, until nothing of the past waits; pictures apart."""
    ages = [_age_s(stack)]
    end = time.monotonic() + 600
    while waiting(stack).other_rows > 3 * CELLS:
        assert time.monotonic() < end, "the past has not arrived within ten minutes"
        time.sleep(LOOK_S)
        ages.append(_age_s(stack))
    return ages


def _given_up(stack: Stack) -> Counter[str]:
    """Records by kind that the machines told and the store has not."""
    found, _ = numbers_in(stack.folder / "hub", stack, stack.database)
    numbers = range(1, stack.planned["until"] + 1)
    missing = (number for cell in stack.cells for number in numbers if number not in found[cell])
    return Counter(kind_of(stack.planned, number) for number in missing)


def _age_s(stack: Stack) -> float:
    """Of the newest value that the hub shows of the cell that is furthest behind."""
    try:
        clocks = [one["clock_us"] or 0 for one in stack.get("/cells")]
    except OSError:
        clocks = []
    return time.time() - min(clocks, default=0) / 1e6
