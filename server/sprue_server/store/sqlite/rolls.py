"""Roll-ups in `rollups.db`: built again from the frames, but for those older than the frames that are kept."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sprue_server.store.blocks import Chunk, Which, chunk_of
from sprue_server.store.buckets import Times, Values
from sprue_server.store.roll_reading import Row, buckets_in, kept, loose_of
from sprue_server.store.sqlite.files import Change, Form, give_back, open_file
from sprue_server.store.sqlite.pool import ReadPool

VERSION = 2
FILE = "rollups.db"
# a row longer than a quarter of a page gets pages of its own: 25 channels took 22 bytes a reading instead of 7
PAGE_BYTES = 16_384
PACKED = """
CREATE TABLE block (
    rung INTEGER NOT NULL, stream INTEGER NOT NULL, chunk_us INTEGER NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (rung, stream, chunk_us)
);
CREATE TABLE loose (
    rung INTEGER NOT NULL, stream INTEGER NOT NULL, chunk_us INTEGER NOT NULL,
    PRIMARY KEY (rung, stream, chunk_us)
) WITHOUT ROWID;
"""
SCHEMA = f"""
CREATE TABLE roll (
    rung INTEGER NOT NULL, stream INTEGER NOT NULL, bucket_us INTEGER NOT NULL, vals BLOB NOT NULL,
    PRIMARY KEY (rung, stream, bucket_us)
) WITHOUT ROWID;
CREATE TABLE built_for (timezone TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
{PACKED}"""
BEFORE = "INSERT INTO loose SELECT DISTINCT rung, stream, bucket_us / (rung * 360) * rung * 360 FROM roll"
READ = """SELECT bucket_us, vals FROM roll
    WHERE rung = ?1 AND stream = ?2 AND bucket_us >= ?3 AND bucket_us < ?4
    UNION ALL SELECT NULL, body FROM block
    WHERE rung = ?1 AND stream = ?2 AND chunk_us >= ?5 AND chunk_us < ?4"""
FORGET = "DELETE FROM roll WHERE rung = ? AND stream = ? AND bucket_us >= ? AND bucket_us < ?"
KEEP = "INSERT INTO roll VALUES (?, ?, ?, ?)"
BLOCKS = "SELECT chunk_us, body FROM block WHERE rung = ? AND stream = ? AND chunk_us >= ? AND chunk_us < ?"
STREAMS = "SELECT stream FROM roll UNION SELECT stream FROM block"
ACROSS = "SELECT rung, chunk_us FROM block WHERE stream = ? AND chunk_us + rung * 360 > ?"
LOOSE = "INSERT INTO loose VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
HERE = "WHERE rung = ? AND stream = ? AND chunk_us = ?"


def _from_version_1(db: sqlite3.Connection) -> None:
    for statement in PACKED.split(";\n")[:-1]:
        db.execute(statement)
    db.execute(BEFORE)


FORM = Form(SCHEMA, VERSION, PAGE_BYTES, {1: _from_version_1})


class RollFile:
    """Writes the ladder; used by one thread at a time."""

    def __init__(self, data: Path) -> None:
        self.db = open_file(data / FILE, FORM)

    def built_for(self) -> str | None:
        """The time zone whose calendar it follows; None: it is new."""
        return _built_for(self.db)

    @contextmanager
    def change(self) -> Iterator["RollFile"]:
        """A transaction."""
        with Change(self.db):
            yield self

    def begin_anew(self, timezone: str, kept: Mapping[int, int]) -> None:
        """Forget all buckets; of streams in `kept` only those that begin at a moment or later."""
        for (stream,) in self.db.execute(STREAMS).fetchall():
            self._forget(stream, kept.get(stream, 0))
        self.db.execute("DELETE FROM built_for")
        self.db.execute("INSERT INTO built_for VALUES (?)", (timezone,))

    def read(
        self, size_us: int, stream: int, from_us: int, to_us: int, which: Which = None
    ) -> tuple[Times, Values]:
        """Buckets of a stream that begin in a period, and their summaries."""
        return buckets_in(_rows(self.db, size_us, stream, from_us, to_us), (from_us, to_us), which)

    def replace(
        self, size_us: int, stream: int, period: tuple[int, int], buckets: tuple[Times, Values]
    ) -> None:
        """Put these buckets where others were."""
        self._unpack(size_us, stream, period)
        self.db.execute(FORGET, (size_us, stream, *period))
        self.db.executemany(KEEP, ((size_us, stream, *row) for row in kept(*buckets)))
        self.db.executemany(LOOSE, ((size_us, stream, chunk) for chunk in loose_of(size_us, buckets[0])))

    def ripe(self) -> list[Chunk]:
        """All stretches that are not packed, the oldest of each rung first."""
        return [Chunk(*row) for row in self.db.execute("SELECT * FROM loose ORDER BY rung, chunk_us")]

    def pack(self, chunk: Chunk, end_us: int, body: bytes) -> None:
        """Put a block where loose buckets were."""
        self.db.execute("INSERT INTO block VALUES (?, ?, ?, ?)", (*chunk, body))
        self.db.execute(FORGET, (*chunk, end_us))
        self.db.execute(f"DELETE FROM loose {HERE}", chunk)  # noqa: S608

    def tidy(self) -> bool:
        """Give some of the room that packing has freed back to the disk; False: there is none to give."""
        return give_back(self.db, idle=self.db.execute("SELECT 1 FROM loose LIMIT 1").fetchone() is None)

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def _forget(self, stream: int, from_us: int) -> None:
        here = (stream, from_us)
        self.db.execute("DELETE FROM block WHERE stream = ? AND chunk_us >= ?", here)
        for size_us, chunk_us in self.db.execute(ACROSS, here).fetchall():
            self._unpack(size_us, stream, (chunk_us, chunk_us + 1))
        self.db.execute("DELETE FROM roll WHERE stream = ? AND bucket_us >= ?", here)

    def _unpack(self, size_us: int, stream: int, period: tuple[int, int]) -> None:
        low, high = period
        found = self.db.execute(BLOCKS, (size_us, stream, chunk_of(size_us, low), high)).fetchall()
        for chunk_us, body in found:
            here = (size_us, stream, chunk_us)
            self.db.execute(f"DELETE FROM block {HERE}", here)  # noqa: S608
            rows = kept(*buckets_in([(None, body)]))
            self.db.executemany(KEEP, ((size_us, stream, *row) for row in rows))
            self.db.execute(LOOSE, here)


class RollFileReader:
    """Reads the ladder; safe from any thread."""

    def __init__(self, data: Path) -> None:
        self.path, self._pool = data / FILE, ReadPool()

    def built_for(self) -> str | None:
        """The time zone whose calendar it follows; None: there is none yet."""
        if not self.path.exists():
            return None
        with self._pool.lend(self.path) as db:
            return _built_for(db)

    def read(
        self, size_us: int, stream: int, from_us: int, to_us: int, which: Which = None
    ) -> tuple[Times, Values]:
        """Buckets of a stream that begin in a period, and their summaries."""
        with self._pool.lend(self.path) as db:
            rows = _rows(db, size_us, stream, from_us, to_us)
        return buckets_in(rows, (from_us, to_us), which)

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()


def _rows(db: sqlite3.Connection, size_us: int, stream: int, from_us: int, to_us: int) -> list[Row]:
    values = (size_us, stream, from_us, to_us, chunk_of(size_us, from_us))
    return db.execute(READ, values).fetchall()


def _built_for(db: sqlite3.Connection) -> str | None:
    found = db.execute("SELECT timezone FROM built_for").fetchone()
    return str(found[0]) if found else None
