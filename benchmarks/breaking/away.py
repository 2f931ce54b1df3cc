"""Forty cells whose hub is away for an hour: what is kept, how fast it catches up, whether it lands right."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from benchmarks.breaking.ledger import judge, shots_stored
from benchmarks.breaking.machine import SHOT_EVERY
from benchmarks.breaking.result import Result, told
from benchmarks.breaking.stack import Stack, wait_for

CELLS, SLACK_BYTES = 40, 1.35  # of the file over its rows: pages that are not full


def run(folder: Path, hours: float, pace: float, limit_mb: int) -> Result:
    """The hour passes `pace` times as fast; the broker is not there meanwhile."""
    away_s = hours * 3600
    more = {"pace": pace, "measured_from_us": time.time_ns() // 1000 - int((away_s - away_s / pace) * 1e6)}
    with Stack(folder, CELLS, rate=1, more=more) as stack:
        stack.options["gateway"] = ["--outbox-mb", str(limit_mb)]
        stack.start("machine", "hub", "gateway")
        time.sleep(away_s / pace)  # the hour
        largest_mb = (folder / "edge" / "outbox.db").stat().st_size / 1e6
        waiting_mb, dropped = _outbox(folder / "edge" / "outbox.db")
        _at_its_own_pace(stack)
        stack.start("broker")
        began = time.monotonic()
        live_s = wait_for(lambda: _age_s(stack) < 3, "live values while the past arrives", 120)
        wait_for(lambda: _caught_up(stack), "the past has arrived", 600, 0.2)
        caught_s = time.monotonic() - began
        until = stack.end_load()
        wait_for(stack.delivered, "everything is delivered", 180, 0.2)
        stack.stop("gateway")
        stack.stop("hub")
        verdict, shots = judge(stack), shots_stored(stack)
    every_shot = shots == until // SHOT_EVERY * CELLS
    rows = [
        ("cells, hours away (told so many times as fast)", f"{CELLS}, {hours:g} ({pace:g})"),
        ("limit, rows that waited, file of the outbox", f"{limit_mb}, {waiting_mb:.0f}, {largest_mb:.0f} MB"),
        ("frames thinned meanwhile, counted", f"{dropped:,}"),
        ("live again, and the past has arrived, after", f"{live_s:.1f} s, {caught_s:.0f} s"),
        ("every shot stored", f"{shots:,} {'yes' if every_shot else 'NO'}"),
        *told(verdict),
    ]
    kept = waiting_mb <= limit_mb and largest_mb <= limit_mb * SLACK_BYTES + 5
    return Result("an hour away", rows, verdict.good and every_shot and kept and caught_s < 120)


def _at_its_own_pace(stack: Stack) -> None:
    """From now on the machines tell one record a second, measured now."""
    told = int((time.time() - stack.planned["began_us"] / 1e6) * stack.planned["pace"])
    now_us = time.time_ns() // 1000
    stack.planned |= {"pace": 1, "began_us": now_us - told * 1_000_000}
    stack._write_plan()  # noqa: SLF001


def _outbox(path: Path) -> tuple[float, int]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        rows = db.execute("SELECT total(bytes) FROM row").fetchone()[0]
        return rows / 1e6, int(db.execute("SELECT total(dropped) FROM count").fetchone()[0])


def _age_s(stack: Stack) -> float:
    return time.time() - min(stack.clock_us(cell) for cell in stack.cells[:1]) / 1e6


def _caught_up(stack: Stack) -> bool:
    try:
        counts = stack.counts()
    except OSError:
        return False
    return len(counts) == CELLS and sum(one["waiting"] for one in counts.values()) < 3 * CELLS
