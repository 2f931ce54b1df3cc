"""A data folder as a database: hub.db commits first, then each month of frames.

What is sent again after a crash in between meets rows that are there already: nothing doubles, and each file's
tally tells what that file holds.
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from sprue_server.store.frames import Told
from sprue_server.store.migrate import migrate
from sprue_server.store.problems import StoreError, opening_error
from sprue_server.store.sqlite.files import connect
from sprue_server.store.sqlite.frame_reader import FrameFileReader
from sprue_server.store.sqlite.frames import FrameFiles
from sprue_server.store.sqlite.problems import SQLITE
from sprue_server.store.sqlite.rolls import RollFile, RollFileReader

HUB = "hub.db"
SPARE = 2  # times the database's size must be free before it is copied and changed


class SqliteDatabase:
    """The files of one data folder."""

    driver = SQLITE

    def __init__(self, data: Path) -> None:
        self.place = data

    def for_writing(self) -> "SqliteWriting":
        """Open, migrate, be ready to write.

        Raises:
            StoreError: a file is locked, damaged, no database, from a newer program, or must not be written.
        """
        return SqliteWriting(self.place)

    def for_reading(self) -> "SqliteReading":
        """Open for readers.

        Raises:
            StoreError: the writer has not made it yet.
        """
        return SqliteReading(self.place)


class SqliteWriting:
    """All files, for the one writer."""

    def __init__(self, data: Path) -> None:
        hub = data / HUB
        with ExitStack() as undo:
            self.engine = writing_engine(hub)
            undo.callback(self.engine.dispose)
            self.frames, self.marks = FrameFiles(data), FrameFileReader(data)
            undo.callback(self.frames.close)
            where = hub
            try:
                self.backup = migrate(self.engine, hub, lambda found: back_up(hub, found))
                where = data
                self.frames.look()
                self.ladder = RollFile(data)
            except (DBAPIError, sqlite3.Error, OSError) as problem:
                raise opening_error(where, SQLITE, problem) from problem
            undo.pop_all()

    def keep(self, work: Callable[[Connection], Told]) -> None:
        """Commit hub.db, then each month."""
        with self.engine.begin() as db:
            told = work(db)
        self.frames.write(told)

    def close(self) -> None:
        """Let go of all files."""
        for part in (self.marks, self.ladder, self.frames):  # who writes leaves last, and takes the log along
            part.close()
        self.engine.dispose()


class SqliteReading:
    """All files, for readers."""

    def __init__(self, data: Path) -> None:
        self.engine = reading_engine(data / HUB)
        self.frames, self.ladder = FrameFileReader(data), RollFileReader(data)

    def close(self) -> None:
        """Let go of all connections."""
        self.frames.close()
        self.ladder.close()
        self.engine.dispose()


def writing_engine(path: Path) -> Engine:
    """Open a database for its one writer.

    Raises:
        StoreError: it is locked, damaged, no database, or must not be written.
    """
    engine = _engine(path, writing=True)
    event.listen(engine, "begin", lambda db: db.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.begin() as db:
            db.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except (DBAPIError, sqlite3.Error) as problem:
        engine.dispose()
        raise opening_error(path, SQLITE, problem) from problem
    return engine


def reading_engine(path: Path) -> Engine:
    """Open a database for readers.

    Raises:
        StoreError: the writer has not made it yet.
    """
    if not path.exists():
        raise StoreError(
            path, "there is no such database", "Start the hub on this data folder.", "Nothing was read."
        )
    engine = _engine(path, writing=False)
    event.listen(engine, "connect", _only_read)
    return engine


def _engine(path: Path, *, writing: bool) -> Engine:
    """One connection for the writer, a few for readers."""
    return create_engine(
        "sqlite://",
        creator=lambda: connect(path, writing=writing),
        poolclass=QueuePool,
        pool_size=1 if writing else 8,
        max_overflow=0 if writing else 24,
    )


def _only_read(db: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    db.cursor().execute("PRAGMA query_only = ON")


def back_up(path: Path, found: str) -> Path:
    """A copy that SQLite itself makes, so that what is still in the WAL is in it."""
    size, free = path.stat().st_size, shutil.disk_usage(path.parent).free
    if free < SPARE * size:
        what = f"a backup before its change of form needs {SPARE * size:,} bytes, {free:,} are free"
        raise StoreError(path, what, "Free some space on this disk.", "Nothing was changed.")
    folder = path.parent / "backups"
    folder.mkdir(exist_ok=True)
    copies = len(list(folder.glob(f"hub-{found}-*.db")))
    backup = folder / f"hub-{found}-{copies + 1}.db"
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(backup)) as copy:
        source.backup(copy)
    return backup
