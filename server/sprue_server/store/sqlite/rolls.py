"""Roll-ups in `rollups.db`, which can be deleted and is built again."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sprue_server.store.buckets import Bucket
from sprue_server.store.sqlite.files import Change, open_file
from sprue_server.store.sqlite.pool import ReadPool

VERSION = 1
FILE = "rollups.db"
# a row longer than a quarter of a page gets pages of its own: 25 channels took 22 bytes a reading instead of 7
PAGE_BYTES = 16_384
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


class RollFile:
    """Writes the ladder; used by one thread at a time."""

    def __init__(self, data: Path) -> None:
        self.db = open_file(data / FILE, SCHEMA, VERSION, PAGE_BYTES)

    def built_for(self) -> str | None:
        """The time zone whose calendar it follows; None: it is new."""
        return _built_for(self.db)

    @contextmanager
    def change(self) -> Iterator["RollFile"]:
        """A transaction."""
        with Change(self.db):
            yield self

    def begin_anew(self, timezone: str) -> None:
        """Forget everything."""
        self.db.execute("DELETE FROM roll")
        self.db.execute("DELETE FROM built_for")
        self.db.execute("INSERT INTO built_for VALUES (?)", (timezone,))

    def read(self, size_us: int, stream: int, from_us: int, to_us: int) -> list[Bucket]:
        """Buckets of a stream that begin in a period."""
        return self.db.execute(READ, (size_us, stream, from_us, to_us)).fetchall()

    def replace(self, size_us: int, stream: int, period: tuple[int, int], buckets: Iterable[Bucket]) -> None:
        """Put these buckets where others were."""
        self.db.execute(FORGET, (size_us, stream, *period))
        self.db.executemany(KEEP, ((size_us, stream, bucket, vals) for bucket, vals in buckets))

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()


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

    def read(self, size_us: int, stream: int, from_us: int, to_us: int) -> list[Bucket]:
        """Buckets of a stream that begin in a period."""
        with self._pool.lend(self.path) as db:
            return db.execute(READ, (size_us, stream, from_us, to_us)).fetchall()

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()


def _built_for(db: sqlite3.Connection) -> str | None:
    found = db.execute("SELECT timezone FROM built_for").fetchone()
    return str(found[0]) if found else None
