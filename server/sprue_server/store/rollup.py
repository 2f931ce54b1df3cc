"""The roll-up ladder: kept in `rollups.db`, computed again from frames wherever a minute was marked.

Nothing is ever added to a bucket: it is computed from what lies below it and replaced. So repeats, late data
and a crash between two steps cannot spoil it, and the file can be deleted and is built again.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sprue_server.store import rungs
from sprue_server.store.buckets import Times, Values, combine, of_readings, starts, summaries
from sprue_server.store.frame_reader import FrameReader
from sprue_server.store.frames import MINUTE_US, Change, Mark
from sprue_server.store.opening import open_file
from sprue_server.store.pool import ReadPool
from sprue_server.store.rungs import RUNGS, Rung

VERSION = 1
FILE = "rollups.db"
SCHEMA = """
CREATE TABLE roll (
    rung INTEGER NOT NULL, stream INTEGER NOT NULL, bucket_us INTEGER NOT NULL, vals BLOB NOT NULL,
    PRIMARY KEY (rung, stream, bucket_us)
) WITHOUT ROWID;
CREATE TABLE built_for (timezone TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
"""
READ = """SELECT bucket_us, vals FROM roll
    WHERE rung = ? AND stream = ? AND bucket_us >= ? AND bucket_us < ? ORDER BY bucket_us"""
FORGET = "DELETE FROM roll WHERE rung = ? AND stream = ? AND bucket_us >= ? AND bucket_us < ?"
KEEP = "INSERT INTO roll VALUES (?, ?, ?, ?)"


class Interval(NamedTuple):
    """A stretch of time, its end not included."""

    from_us: int
    to_us: int


class Rollups:
    """Writes the ladder; used by one thread at a time."""

    def __init__(self, data: Path, timezone: str, frames: FrameReader) -> None:
        self.timezone, self.frames = timezone, frames
        self.db = open_file(data / FILE, SCHEMA, VERSION)

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def complete(self) -> bool:
        """Was it built for this calendar? A new file, or one of another time zone, was not."""
        return built_for(self.db, self.timezone)

    def begin_anew(self) -> None:
        """Forget everything; every minute must have been marked before."""
        with Change(self.db):
            self.db.execute("DELETE FROM roll")
            self.db.execute("DELETE FROM built_for")
            self.db.execute("INSERT INTO built_for VALUES (?)", (self.timezone,))

    def roll(self, marks: Iterable[Mark]) -> None:
        """Compute all buckets again that these marked minutes belong to, each once."""
        minutes: dict[int, list[int]] = defaultdict(list)
        for mark in marks:
            minutes[mark.stream].append(mark.minute_us)
        with Change(self.db):
            for stream, some in sorted(minutes.items()):
                self._roll_stream(stream, sorted(some))

    def _roll_stream(self, stream: int, minutes: list[int]) -> None:
        for part in joined(minutes, MINUTE_US):
            moments, values = self.frames.read(stream, *part)
            self._replace(rungs.TEN_SECONDS, stream, part, moments, of_readings(values))
        touched = minutes
        for rung in RUNGS[1:]:
            touched = sorted({rungs.floor(rung, moment, self.timezone) for moment in touched})
            for part in self._joined(rung, touched):
                lower = rungs.below(rung, part.from_us, self.timezone)
                self._replace(rung, stream, part, *read(self.db, lower, stream, part))

    def _joined(self, rung: Rung, touched: Sequence[int]) -> Iterator[Interval]:
        """Days stay single: each may have a rung of its own below it."""
        if rung is rungs.DAY:
            yield from (Interval(day, rungs.after(rung, day, self.timezone)) for day in touched)
        else:
            yield from joined(touched, rung.size_us)

    def _replace(self, rung: Rung, stream: int, part: Interval, moments: Times, summary: Values) -> None:
        buckets = rungs.buckets_of(rung, moments, self.timezone)
        begin = starts(buckets)
        rows = zip(buckets[begin].tolist(), combine(summary, begin), strict=True)
        self.db.execute(FORGET, (rung.size_us, stream, *part))
        self.db.executemany(KEEP, ((rung.size_us, stream, bucket, row.tobytes()) for bucket, row in rows))


class RollReader:
    """Reads the ladder; safe from any thread."""

    def __init__(self, data: Path, timezone: str) -> None:
        self.path, self.timezone, self._pool = data / FILE, timezone, ReadPool()

    def ready(self) -> bool:
        """Is there a ladder of this calendar, whose missing minutes are marked?"""
        if not self.path.exists():
            return False
        with self._pool.lend(self.path) as db:
            return built_for(db, self.timezone)

    def read(self, rung: Rung, stream: int, part: Interval) -> tuple[Times, Values]:
        """Buckets of a stream that begin in a period: their beginnings and summaries."""
        with self._pool.lend(self.path) as db:
            return read(db, rung, stream, part)

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()


def read(db: sqlite3.Connection, rung: Rung, stream: int, part: Interval) -> tuple[Times, Values]:
    """Buckets of a stream that begin in a period."""
    rows = db.execute(READ, (rung.size_us, stream, *part)).fetchall()
    moments = np.array([bucket for bucket, _ in rows], dtype=np.int64)
    return moments, summaries([vals for _, vals in rows])


def built_for(db: sqlite3.Connection, timezone: str) -> bool:
    """Does the ladder follow the calendar of this time zone?"""
    return db.execute("SELECT timezone FROM built_for").fetchall() == [(timezone,)]


def joined(begins: Sequence[int], size_us: int) -> list[Interval]:
    """Neighbouring buckets of one size as one interval; `begins` are sorted."""
    found: list[Interval] = []
    for begin in begins:
        if found and found[-1].to_us >= begin:
            found[-1] = Interval(found[-1].from_us, begin + size_us)
        else:
            found.append(Interval(begin, begin + size_us))
    return found
