"""Opening the data folder and its databases, or saying in one message why that cannot be."""

import sqlite3
import tempfile
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from sprue_server.store.dialect import connect, engine_for
from sprue_server.store.problems import StoreError, opening_error


def open_folder(data: Path) -> None:
    """Make the data folder and see that it can be written.

    Raises:
        StoreError: it cannot.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data):
            pass
    except OSError as problem:
        raise opening_error(data, problem) from problem


def writing_engine(path: Path) -> Engine:
    """Open a database for its one writer.

    Raises:
        StoreError: it is locked, damaged, no database, or must not be written.
    """
    engine = engine_for(path, writing=True)
    try:
        with engine.begin() as db:
            db.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except (DBAPIError, sqlite3.Error) as problem:
        engine.dispose()
        raise opening_error(path, problem) from problem
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
    return engine_for(path, writing=False)


def open_file(path: Path, schema: str, version: int) -> sqlite3.Connection:
    """Open one of our own small databases for writing; a new one appears complete or not at all.

    Raises:
        StoreError: it was written by a newer program.
    """
    if not path.exists():
        _make(path, schema, version)
    db = connect(path, writing=True)
    found = db.execute("PRAGMA user_version").fetchone()[0]
    if found != version:
        db.close()
        raise StoreError(
            path,
            f"it has format {found}, this program knows {version}",
            "Use the newer Sprue that wrote it, or another data folder.",
        )
    return db


def _make(path: Path, schema: str, version: int) -> None:
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    db = connect(unfinished, writing=True)
    try:
        db.executescript(f"BEGIN; {schema} PRAGMA user_version = {version}; COMMIT;")
        db.execute("PRAGMA journal_mode = DELETE")  # leaves no second file behind that a rename would lose
    finally:
        db.close()
    unfinished.rename(path)
