"""The tables of frames and roll-ups. They are no part of `tables.py`: SQLite keeps the same things in files."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection, text

from sprue_server.store.dialect import alone
from sprue_server.store.postgres.frames_before import from_version_1
from sprue_server.store.problems import StoreError

VERSION = 2
# `cell` leads the key so that frames can be distributed by it; fixed widths first: no padding between them;
# bodies are packed, or will soon be: PostgreSQL need not try to compress them
FRAMES = """
CREATE TABLE IF NOT EXISTS frames.bundle (
    half_us bigint NOT NULL, seq bigint NOT NULL, stream integer NOT NULL, count integer NOT NULL,
    cell text NOT NULL, body bytea STORAGE EXTERNAL NOT NULL,
    PRIMARY KEY (cell, stream, half_us, seq)
) PARTITION BY RANGE (half_us);
CREATE TABLE IF NOT EXISTS frames.block (
    half_us bigint NOT NULL, stream integer NOT NULL, cell text NOT NULL, body bytea STORAGE EXTERNAL NOT NULL,
    PRIMARY KEY (cell, stream, half_us)
) PARTITION BY RANGE (half_us);
CREATE TABLE IF NOT EXISTS frames.loose (
    half_us bigint NOT NULL, stream integer NOT NULL, PRIMARY KEY (stream, half_us)
);
CREATE TABLE IF NOT EXISTS frames.purged (stream integer NOT NULL PRIMARY KEY, until_us bigint NOT NULL);
CREATE TABLE IF NOT EXISTS frames.roll_block (
    rung bigint NOT NULL, chunk_us bigint NOT NULL, stream integer NOT NULL,
    body bytea STORAGE EXTERNAL NOT NULL, PRIMARY KEY (rung, stream, chunk_us)
);
CREATE TABLE IF NOT EXISTS frames.roll_loose (
    rung bigint NOT NULL, chunk_us bigint NOT NULL, stream integer NOT NULL,
    PRIMARY KEY (rung, stream, chunk_us)
);
"""
SCHEMA = f"""
CREATE SCHEMA IF NOT EXISTS frames;
CREATE TABLE IF NOT EXISTS frames.format (version integer NOT NULL PRIMARY KEY);
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
{FRAMES}"""
MADE = text(
    """SELECT 1 FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname = 'frames' AND relname = 'built_for'"""
)
DIVIDED = ("bundle", "block")
MISSING = text(
    """SELECT parent, month
    FROM unnest(CAST(:months AS text[])) AS month, unnest(CAST(:parents AS text[])) AS parent
    WHERE to_regclass('frames.' || parent || '_' || month) IS NULL
    AND (SELECT relkind FROM pg_class WHERE oid = to_regclass('frames.' || parent)) = 'p'"""
)


def make_schema(db: Connection, place: str) -> None:
    """Make what is missing; what an earlier Sprue wrote is brought to this form.

    Raises:
        StoreError: a newer program wrote it.
    """
    alone(db)  # first of all: what was looked for before the wait, PostgreSQL would remember as missing
    if db.execute(MADE).scalar() is None:
        _run(db, SCHEMA)
        made = text("INSERT INTO frames.format VALUES (:version) ON CONFLICT DO NOTHING")
        db.execute(made, {"version": VERSION})
    if _version(db) == 1:
        _run(db, FRAMES)
        from_version_1(db, make_months)
        db.execute(text("UPDATE frames.format SET version = 2"))
    found = _version(db)
    if found != VERSION:
        what = f"its frames have format {found}, this program knows {VERSION}"
        raise StoreError(place, what, "Use the newer Sprue that wrote them, or another database.")


def make_months(db: Connection, months: Iterable[str]) -> None:
    """A partition for each month that has none. Attached, not created as one: that would wait for every reader.

    A table that somebody else divides (docs/postgres) is left to them.
    """
    wanted = {"months": sorted(months), "parents": list(DIVIDED)}
    missing = db.execute(MISSING, wanted).all()
    if missing:
        alone(db)  # two hubs may begin a month at once
        missing = db.execute(MISSING, wanted).all()
    for parent, month in missing:
        begin, end = _reach(month)
        part = f"frames.{parent}_{month}"
        db.exec_driver_sql(f"CREATE TABLE {part} (LIKE frames.{parent} INCLUDING ALL)")
        reach = f"FOR VALUES FROM ({begin}) TO ({end})"
        db.exec_driver_sql(f"ALTER TABLE frames.{parent} ATTACH PARTITION {part} {reach}")


def _version(db: Connection) -> int | None:
    found: int | None = db.execute(text("SELECT version FROM frames.format")).scalar()
    return found


def _run(db: Connection, statements: str) -> None:
    for statement in statements.split(";\n")[:-1]:
        db.exec_driver_sql(statement)


def _reach(month: str) -> tuple[int, int]:
    begin = datetime.strptime(month, "%Y%m").replace(tzinfo=UTC)
    end = begin.replace(year=begin.year + begin.month // 12, month=begin.month % 12 + 1)
    return int(begin.timestamp()) * 1_000_000, int(end.timestamp()) * 1_000_000
