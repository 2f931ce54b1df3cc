"""The same in the words of whichever database a connection leads to: inserting without harm, being alone."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

ALONE = 7_075_727_573  # any number, the same in all hubs
Insert = sqlite.Insert | postgresql.Insert


def insert_new(db: Connection, table: type[SQLModel]) -> Insert:
    """Insert rows, skipping those whose key is there already; `rowcount` tells how many were not."""
    return _insert(db, table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)


def insert_or_add(db: Connection, table: type[SQLModel], column: str, replaced: Iterable[str] = ()) -> Insert:
    """Insert a row, or add its `column` to the row that is there, and replace what else is named."""
    new = _insert(db, table)
    values: dict[str, Any] = {name: new.excluded[name] for name in replaced}
    total = getattr(table, column) + new.excluded[column]
    return new.on_conflict_do_update(index_elements=_keys(table), set_={**values, column: total})


def insert_or_replace(
    db: Connection, table: type[SQLModel], columns: list[str], newer: str | None = None
) -> Insert:
    """Insert a row, or replace these columns; with `newer`, only if that column does not go back."""
    new = _insert(db, table)
    where = None if newer is None else new.excluded[newer] >= getattr(table, newer)
    values: dict[str, Any] = {name: new.excluded[name] for name in columns}
    return new.on_conflict_do_update(index_elements=_keys(table), set_=values, where=where)


def alone(db: Connection) -> None:
    """Until the end of this transaction no other hub changes the form of tables; a SQLite file has one hub."""
    if db.dialect.name == "postgresql":
        # another hub may be bringing old tables to their new form: that takes longer than a lock
        db.execute(text("SET LOCAL lock_timeout = '10min'"))
        db.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": ALONE})
        db.execute(text("SET LOCAL lock_timeout TO DEFAULT"))


def erasing(db: Connection) -> None:
    """What is deleted from now on is overwritten in a SQLite file; PostgreSQL overwrites it when it vacuums."""
    if db.dialect.name == "sqlite":
        db.execute(text("PRAGMA secure_delete = ON"))


def _insert(db: Connection, table: type[SQLModel]) -> Insert:
    return postgresql.insert(table) if db.dialect.name == "postgresql" else sqlite.insert(table)


def _keys(table: type[SQLModel]) -> list[str]:
    return [column.name for column in table.metadata.tables[str(table.__tablename__)].primary_key]
