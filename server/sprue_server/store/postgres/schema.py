"""The tables of frames and roll-ups. They are no part of `tables.py`: SQLite keeps the same things in files."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection, text

from sprue_server.store.dialect import alone
from sprue_server.store.problems import StoreError

VERSION = 1
# `cell` leads the key so that frames can be distributed by it; fixed widths first: no padding between them
SCHEMA = """
CREATE SCHEMA IF NOT EXISTS frames;
CREATE TABLE IF NOT EXISTS frames.format (version integer NOT NULL PRIMARY KEY);
CREATE TABLE IF NOT EXISTS frames.frame (
    measured_us bigint NOT NULL, seq bigint NOT NULL, stream integer NOT NULL, cell text NOT NULL,
    vals bytea NOT NULL,
    PRIMARY KEY (cell, stream, measured_us, seq)
) PARTITION BY RANGE (measured_us);
CREATE SEQUENCE IF NOT EXISTS frames.generation;
CREATE TABLE IF NOT EXISTS frames.dirty (
    minute_us bigint NOT NULL, generation bigint NOT NULL, stream integer NOT NULL,
    PRIMARY KEY (stream, minute_us)
);
CREATE INDEX IF NOT EXISTS ix_dirty_minute_us ON frames.dirty (minute_us);
CREATE TABLE IF NOT EXISTS frames.tally (
    gateway text NOT NULL, session text NOT NULL, cell text NOT NULL, stored bigint NOT NULL,
    PRIMARY KEY (gateway, session, cell)
);
CREATE TABLE IF NOT EXISTS frames.roll (
    rung bigint NOT NULL, bucket_us bigint NOT NULL, stream integer NOT NULL, vals bytea NOT NULL,
    PRIMARY KEY (rung, stream, bucket_us)
);
CREATE TABLE IF NOT EXISTS frames.built_for (timezone text NOT NULL PRIMARY KEY);
"""
MISSING = text(
    """SELECT month FROM unnest(CAST(:months AS text[])) AS month
    WHERE to_regclass('frames.frame_' || month) IS NULL
    AND (SELECT relkind FROM pg_class WHERE oid = to_regclass('frames.frame')) = 'p'"""
)


def make_schema(db: Connection, place: str) -> None:
    """Make what is missing.

    Raises:
        StoreError: a newer program wrote it.
    """
    if db.execute(text("SELECT to_regclass('frames.built_for')")).scalar() is None:
        alone(db)
        for statement in SCHEMA.split(";\n")[:-1]:
            db.exec_driver_sql(statement)
    found = db.execute(text("SELECT version FROM frames.format")).scalar()
    if found is None:
        db.execute(
            text("INSERT INTO frames.format VALUES (:version) ON CONFLICT DO NOTHING"), {"version": VERSION}
        )
    elif found != VERSION:
        what = f"its frames have format {found}, this program knows {VERSION}"
        raise StoreError(place, what, "Use the newer Sprue that wrote them, or another database.")


def make_months(db: Connection, months: Iterable[str]) -> None:
    """A partition for each month that has none. Attached, not created as one: that would wait for every reader.

    A table that somebody else divides (docs/postgres) is left to them.
    """
    wanted = {"months": sorted(months)}
    missing = list(db.execute(MISSING, wanted).scalars())
    if missing:
        alone(db)  # two hubs may begin a month at once
        missing = list(db.execute(MISSING, wanted).scalars())
    for month in missing:
        begin, end = _reach(month)
        part = f"frames.frame_{month}"
        db.exec_driver_sql(f"CREATE TABLE {part} (LIKE frames.frame INCLUDING ALL)")
        reach = f"FOR VALUES FROM ({begin}) TO ({end})"
        db.exec_driver_sql(f"ALTER TABLE frames.frame ATTACH PARTITION {part} {reach}")


def _reach(month: str) -> tuple[int, int]:
    begin = datetime.strptime(month, "%Y%m").replace(tzinfo=UTC)
    end = begin.replace(year=begin.year + begin.month // 12, month=begin.month % 12 + 1)
    return int(begin.timestamp()) * 1_000_000, int(end.timestamp()) * 1_000_000
