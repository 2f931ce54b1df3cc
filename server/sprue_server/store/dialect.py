"""What differs between databases: inserting without harm, connecting, settings of a connection."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool
from sqlmodel import SQLModel

PATIENCE_S = 2.0  # waiting for a lock longer than this is a state worth showing


def insert_new(table: type[SQLModel]) -> Insert:
    """Insert rows, skipping those whose key is there already."""
    return insert(table).on_conflict_do_nothing()


def insert_or_add(table: type[SQLModel], column: str) -> Insert:
    """Insert a row, or add its `column` to the row that is there."""
    new = insert(table)
    total = getattr(table, column) + new.excluded[column]
    return new.on_conflict_do_update(index_elements=_keys(table), set_={column: total})


def insert_or_replace(table: type[SQLModel], columns: list[str], newer: str | None = None) -> Insert:
    """Insert a row, or replace these columns; with `newer`, only if that column does not go back."""
    new = insert(table)
    where = None if newer is None else new.excluded[newer] >= getattr(table, newer)
    values = {name: new.excluded[name] for name in columns}
    return new.on_conflict_do_update(index_elements=_keys(table), set_=values, where=where)


def connect(path: Path, *, writing: bool) -> sqlite3.Connection:
    """Open a SQLite file. WAL lets readers go on while one writes; FULL makes a commit outlive a power cut."""
    mode = "rwc" if writing else "ro"
    db = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode={mode}",
        uri=True,
        timeout=PATIENCE_S,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        if writing:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error:
        db.close()
        raise
    return db


def engine_for(path: Path, *, writing: bool) -> Engine:
    """An engine on one SQLite file; one connection for the writer, a few for readers."""
    size = 1 if writing else 8
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, writing=writing),
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0 if writing else 24,
    )
    if writing:
        event.listen(engine, "begin", lambda db: db.exec_driver_sql("BEGIN IMMEDIATE"))
    else:
        event.listen(engine, "connect", _only_read)
    return engine


def _only_read(db: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    db.cursor().execute("PRAGMA query_only = ON")


def _keys(table: type[SQLModel]) -> list[str]:
    return [column.name for column in table.metadata.tables[str(table.__tablename__)].primary_key]
