"""How fast the hub's two stores take frames, and how many bytes a reading takes, indexes and roll-ups included.

Six cells, 25 channels at 1 Hz, sent as after an absence: ten frames to a message, a thousand messages to a
commit. Goals: at most 7 bytes per reading in fresh SQLite files, at most 10 in PostgreSQL. `--database URL`
measures a server of your own (an empty database); else one from PyPI is started, which commits for good.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
import psycopg

from benchmarks.common import ROOT, spread
from sprue_contract.messages import Message, Row
from sprue_contract.payloads import Sample
from sprue_contract.topics import CellTopic
from sprue_server.arrivals import Arrival
from sprue_server.store.parcel import Parcel, parcel
from sprue_server.store.store import Store

S = 1_000_000
BEGIN_US = 1_790_000_000 * S
CELLS, CHANNELS, HOURS, FRAMES, MESSAGES = 6, 25, 4, 10, 1000
READINGS = CELLS * CHANNELS * HOURS * 3600
LAYOUT = "0" * 16
RUNS = 3
SIZES = """SELECT sum(pg_total_relation_size(oid)) FILTER (WHERE relname LIKE 'frame%'),
    sum(pg_total_relation_size(oid)) FILTER (WHERE relname = 'roll')
    FROM pg_class WHERE relnamespace = 'frames'::regnamespace AND relkind = 'r'"""


class Measured(NamedTuple):
    """One run: readings a second on the way in, seconds of roll-up, bytes per reading of both."""

    readings_per_s: float
    roll_s: float
    frame_bytes: float
    roll_bytes: float


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
    began = time.perf_counter()
    for batch in sent:
        await store.keep([one for one, _ in batch], [], [rows for _, rows in batch])
    kept = time.perf_counter()
    while store.behind():
        await store.roll()
    rolled = time.perf_counter()
    await store.close()
    frames, rolls = in_files(data) if database is None else in_tables(database)
    return Measured(READINGS / (kept - began), rolled - kept, frames / READINGS, rolls / READINGS)


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


def tell(name: str, runs: list[Measured]) -> float:
    """Print medians; bytes per reading of the whole."""
    spread(f"{name}, taken in", [run.readings_per_s / 1000 for run in runs], "thousand readings/s")
    spread(f"{name}, rolled up", [READINGS / run.roll_s / 1000 for run in runs], "thousand readings/s")
    spread(f"{name}, frames", [run.frame_bytes for run in runs], "bytes per reading")
    spread(f"{name}, roll-ups", [run.roll_bytes for run in runs], "bytes per reading")
    whole = [run.frame_bytes + run.roll_bytes for run in runs]
    spread(f"{name}, both", whole, "bytes per reading")
    return sorted(whole)[len(whole) // 2]


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
    return 0 if sqlite <= 7 and postgres <= 10 else 1


if __name__ == "__main__":
    sys.exit(main())
