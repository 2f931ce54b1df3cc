"""Frames in one table, divided by month of measured time; a month is purged by dropping its partition."""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, Engine

from sprue_server.store.frames import MINUTE_US, Mark, Teller, Told, month_of
from sprue_server.store.postgres.asking import Cursor, cursor_of
from sprue_server.store.postgres.schema import make_months

STAGE = """CREATE TEMPORARY TABLE staged (measured_us bigint, seq bigint, stream integer, cell text, vals bytea)
    ON COMMIT DELETE ROWS"""
COLUMNS = "measured_us, seq, stream, cell, vals"
TYPES = ["int8", "int8", "int4", "text", "bytea"]
COPY = f"COPY staged ({COLUMNS}) FROM STDIN (FORMAT BINARY)"
# in the order in which they came: of one key the first stays
ADD = f"""WITH new AS (
        INSERT INTO frames.frame ({COLUMNS}) SELECT {COLUMNS} FROM staged
        ON CONFLICT DO NOTHING RETURNING stream, measured_us / {MINUTE_US} * {MINUTE_US} AS minute_us
    ) SELECT stream, minute_us, count(*) FROM new GROUP BY stream, minute_us ORDER BY stream, minute_us"""  # noqa: S608
MARK = """INSERT INTO frames.dirty (stream, minute_us, generation)
    SELECT *, nextval('frames.generation') FROM unnest(%s::integer[], %s::bigint[])
    ON CONFLICT (stream, minute_us) DO UPDATE SET generation = excluded.generation"""
MARK_ALL = f"""INSERT INTO frames.dirty (stream, minute_us, generation)
    SELECT stream, minute_us, nextval('frames.generation') FROM (
        SELECT DISTINCT stream, measured_us / {MINUTE_US} * {MINUTE_US} AS minute_us FROM frames.frame) AS every
    ON CONFLICT (stream, minute_us) DO UPDATE SET generation = excluded.generation"""  # noqa: S608
CLEAR = """DELETE FROM frames.dirty USING unnest(%s::integer[], %s::bigint[], %s::bigint[]) AS done (s, m, g)
    WHERE stream = s AND minute_us = m AND generation = g"""
COUNT = """INSERT INTO frames.tally VALUES (%s, %s, %s, %s)
    ON CONFLICT (gateway, session, cell) DO UPDATE SET stored = tally.stored + excluded.stored"""


class FrameTable:
    """Writes frames; used by the one writer thread only."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def write(self, db: Connection, told: Told) -> int:
        """Store frames within a transaction; how many were new. What is there already stays as it is."""
        rows = [
            (frame.measured_us, frame.seq, frame.stream, teller.cell, frame.vals)
            for teller, frames in told.items()
            for frame in frames
        ]
        if not rows:
            return 0
        make_months(db, {month_of(row[0]) for row in rows})
        with cursor_of(db) as cursor:
            with cursor.copy(COPY) as copy:
                copy.set_types(TYPES)
                for row in rows:
                    copy.write_row(row)
            return _count(cursor, {frame.stream: teller for teller in told for frame in told[teller]})

    def clear(self, marks: Iterable[Mark]) -> None:
        """Forget marks that have been rolled up, unless they were set again meanwhile."""
        columns = [list(column) for column in zip(*(mark[1:] for mark in marks), strict=True)]
        if columns:
            with self.engine.begin() as db, cursor_of(db) as cursor:
                cursor.execute(CLEAR, columns)

    def mark_all(self) -> None:
        """Have every minute rolled up again."""
        with self.engine.begin() as db:
            db.exec_driver_sql(MARK_ALL)


def _count(cursor: Cursor, tellers: dict[int, Teller]) -> int:
    """Take over what has been staged, mark its minutes, count it."""
    added = cursor.execute(ADD).fetchall()
    new: Counter[Teller] = Counter()
    for stream, _, count in added:
        new[tellers[stream]] += count
    if added:
        cursor.execute(MARK, ([stream for stream, *_ in added], [minute for _, minute, _ in added]))
        cursor.executemany(COUNT, [(*teller, count) for teller, count in sorted(new.items())])
    return new.total()
