"""How fast the hub's two stores take frames, and how many bytes a reading takes, indexes and roll-ups included.

Six cells, 25 channels at 1 Hz with two decimals of noise, sent as after an absence: ten frames to a message, a
thousand messages to a commit; each is followed by roll-ups and packing, as in a hub that runs. Goals: at most 7
bytes per reading in fresh SQLite files and 3 once all is packed, at most 10 in PostgreSQL. `--database URL`
measures a server of your own (an empty database); else one from PyPI is started, which commits for good.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

import numpy as np
import psycopg

from benchmarks.common import ROOT, spread
from sprue_contract.messages import Message, Row
from sprue_contract.payloads import Sample
from sprue_contract.topics import CellTopic
from sprue_server.arrivals import Arrival
from sprue_server.store.packing import Quiet
from sprue_server.store.parcel import Parcel, parcel
from sprue_server.store.store import Store

S = 1_000_000
BEGIN_US = 1_790_000_000 * S
CELLS, CHANNELS, HOURS, FRAMES, MESSAGES = 6, 25, 24, 10, 1000
READINGS = CELLS * CHANNELS * HOURS * 3600
LAYOUT = "0" * 16
RUNS = 3
PER_READING = "bytes per reading"
SIZES = """SELECT sum(pg_total_relation_size(oid)) FILTER (WHERE relname NOT LIKE 'roll%'),
    sum(pg_total_relation_size(oid)) FILTER (WHERE relname LIKE 'roll%')
    FROM pg_class WHERE relnamespace = 'frames'::regnamespace AND relkind = 'r'"""


STEPS = ("keep", "roll", "pack")


class Measured(NamedTuple):
    """One run: readings a second of each step, bytes per reading while fresh, and once all is packed."""

    keep: float
    roll: float
    pack: float
    frame_bytes: float
    roll_bytes: float
    sealed_bytes: float


Batch = list[tuple[Arrival, Parcel]]


def batches() -> list[Batch]:
    """Made before the clock starts: this measures the store, not reading JSON."""
    drawn = np.random.default_rng(1)
    sent = []
    for begin in range(0, HOURS * 3600, FRAMES):
        for cell in range(CELLS):
            values = drawn.normal(200, 5, (FRAMES, CHANNELS)).round(2)
            moments = [BEGIN_US + (begin + n) * S for n in range(FRAMES)]
            frames = [[moment, *row] for moment, row in zip(moments, values.tolist(), strict=True)]
            row = Row(
                seq=begin + 1, run="r1", measured_us=moments[0], body=Sample(layout=LAYOUT, frames=frames)
            )
            message = Message(gateway="gw", session="s1", sent_us=moments[0], rows=[row])
            arrival = Arrival(CellTopic("gw", f"imm-{cell}", "sample"), message, moments[0])
            sent.append((arrival, parcel(arrival)))
    return [sent[begin : begin + MESSAGES] for begin in range(0, len(sent), MESSAGES)]


async def measure(data: Path, database: str | None, sent: list[Batch]) -> Measured:
    """Fill one empty store."""
    store = Store(data, "Europe/Madrid", database)
    store.quiet = store.rollups.quiet = Quiet(quiet_s=0)  # here nothing is repeated
    spent = Counter[str]()
    for batch in sent:
        with timed(spent, "keep"):
            await store.keep([one for one, _ in batch], [], [rows for _, rows in batch])
        with timed(spent, "roll"):
            while store.behind():
                await store.roll()
        with timed(spent, "pack"):
            while await store.pack(batch[-1][0].arrived_us):
                pass
        vacuumed(database)
    frames, rolls = size_of(data, database)
    with timed(spent, "pack"):
        while await store.pack(BEGIN_US + 3600 * 24 * 400 * S):
            pass
    vacuumed(database)
    await store.close()
    sealed = sum(size_of(data, database))
    speeds = (READINGS / spent[name] for name in STEPS)
    return Measured(*speeds, *(size / READINGS for size in (frames, rolls, sealed)))


def vacuumed(database: str | None) -> None:
    """What PostgreSQL's autovacuum does each minute; here a day passes within one."""
    if database:
        with psycopg.connect(database, autocommit=True) as db:
            db.execute("VACUUM")


@contextmanager
def timed(spent: Counter[str], name: str) -> Iterator[None]:
    """Add what this takes."""
    began = time.perf_counter()
    yield
    spent[name] += time.perf_counter() - began  # type: ignore[assignment]


def size_of(data: Path, database: str | None) -> tuple[int, int]:
    """Bytes of frames and of roll-ups."""
    return in_files(data) if database is None else in_tables(database)


def in_files(data: Path) -> tuple[int, int]:
    """Bytes of frames and of roll-ups; closing has put the log back into the files."""
    frames = sum(path.stat().st_size for path in data.glob("frames-*"))
    return frames, sum(path.stat().st_size for path in data.glob("rollups.db*"))


def in_tables(database: str) -> tuple[int, int]:
    """Bytes of frames and of roll-ups with their indexes."""
    with psycopg.connect(database) as db:
        frames, rolls = db.execute(SIZES).fetchone() or (0, 0)
    return int(frames), int(rolls)


@contextmanager
def databases(given: str | None) -> Iterator[Iterator[str]]:
    """Empty databases, one for each run; of a server of your own the given one, once."""
    if given:
        yield iter([given])
        return
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "integration")]
    from postgres_server import server  # noqa: PLC0415  # the tests' own

    with server() as made:
        yield (made.url(made.fresh()) for _ in range(RUNS))


def tell(name: str, runs: list[Measured]) -> tuple[float, float]:
    """Print medians; bytes per reading while fresh, and once all is packed."""
    for step, words in zip(STEPS, ("taken in", "rolled up", "packed"), strict=True):
        spread(f"{name}, {words}", [getattr(run, step) / 1000 for run in runs], "thousand readings/s")
    spread(f"{name}, frames, the newest half hours loose", [run.frame_bytes for run in runs], PER_READING)
    spread(f"{name}, roll-ups, likewise", [run.roll_bytes for run in runs], PER_READING)
    fresh = [run.frame_bytes + run.roll_bytes for run in runs]
    spread(f"{name}, both, fresh", fresh, PER_READING)
    sealed = [run.sealed_bytes for run in runs]
    spread(f"{name}, both, all packed", sealed, PER_READING)
    return median(fresh), median(sealed)


def main() -> int:
    """Fill both stores, three times each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", help="postgresql://... of an empty database")
    given = parser.parse_args().database
    sent = batches()
    files, tables = [], []
    with tempfile.TemporaryDirectory() as name, databases(given) as urls:
        for run, url in enumerate(urls):
            files.append(asyncio.run(measure(Path(name, f"sqlite-{run}"), None, sent)))
            tables.append(asyncio.run(measure(Path(name, f"postgres-{run}"), url, sent)))
    sqlite, postgres = tell("SQLite", files), tell("PostgreSQL", tables)
    return 0 if sqlite[0] <= 7 and sqlite[1] <= 3 and postgres[0] <= 10 else 1


if __name__ == "__main__":
    sys.exit(main())
