"""Frames in one table, divided by month of measured time; what is packed lies in a table of its own."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Engine

from sprue_server.store.blocks import count_frames, unpack_frames
from sprue_server.store.frames import (
    HALF_US,
    Bundle,
    Half,
    Mark,
    Teller,
    Told,
    all_minutes,
    bundled,
    minutes_of,
    month_of,
)
from sprue_server.store.packing import Packed
from sprue_server.store.postgres.asking import Cursor, cursor_of
from sprue_server.store.postgres.schema import make_months

PACKING = 7_075_727_576  # any number, the same in all hubs
# storage as in the table itself: what is compressed twice only takes time
STAGE = """CREATE TEMPORARY TABLE staged (
    half_us bigint, seq bigint, stream integer, count integer, cell text, body bytea STORAGE EXTERNAL)
    ON COMMIT DELETE ROWS"""
COLUMNS = "half_us, seq, stream, count, cell, body"
TYPES = ["int8", "int8", "int4", "int4", "text", "bytea"]
COPY = f"COPY staged ({COLUMNS}) FROM STDIN (FORMAT BINARY)"
# in the order in which they came: of one key the first stays
ADD = f"""INSERT INTO frames.bundle ({COLUMNS}) SELECT {COLUMNS} FROM staged
    ON CONFLICT DO NOTHING RETURNING stream, half_us, seq"""  # noqa: S608
UNPACK = """DELETE FROM frames.block USING unnest(%s::integer[], %s::bigint[]) AS met (s, h)
    WHERE stream = s AND half_us = h RETURNING stream, half_us, cell, body"""
LOOSE = """INSERT INTO frames.loose (stream, half_us) SELECT * FROM unnest(%s::integer[], %s::bigint[])
    ON CONFLICT DO NOTHING"""
MARK = """INSERT INTO frames.dirty (stream, minute_us, generation)
    SELECT *, nextval('frames.generation') FROM unnest(%s::integer[], %s::bigint[])
    ON CONFLICT (stream, minute_us) DO UPDATE SET generation = excluded.generation"""
# in the order in which all hubs mark minutes, so that none can wait for another in a circle
CLEAR = """WITH mine AS (
        SELECT stream, minute_us FROM frames.dirty
        JOIN unnest(%s::integer[], %s::bigint[], %s::bigint[]) AS done (s, m, g)
        ON stream = s AND minute_us = m AND generation = g ORDER BY stream, minute_us FOR UPDATE OF dirty
    ) DELETE FROM frames.dirty USING mine
    WHERE dirty.stream = mine.stream AND dirty.minute_us = mine.minute_us"""
COUNT = """INSERT INTO frames.tally VALUES (%s, %s, %s, %s)
    ON CONFLICT (gateway, session, cell) DO UPDATE SET stored = tally.stored + excluded.stored"""
DELETE = """DELETE FROM frames.bundle
    WHERE cell = (SELECT cell FROM stream WHERE id = %s) AND stream = %s AND half_us = %s"""
DELETE_BLOCK = """DELETE FROM frames.block
    WHERE cell = (SELECT cell FROM stream WHERE id = %s) AND stream = %s AND half_us = %s RETURNING body"""
DIRTY = """SELECT 1 FROM frames.dirty
    WHERE stream = %s AND minute_us >= %s AND minute_us < %s + 1800000000 LIMIT 1"""
PURGED = """INSERT INTO frames.purged (stream, until_us) VALUES (%s, %s)
    ON CONFLICT (stream) DO UPDATE SET until_us = greatest(purged.until_us, excluded.until_us)"""
PURGED_OF = "SELECT stream, until_us FROM frames.purged WHERE stream = ANY (%s::integer[])"
BLOCK = """INSERT INTO frames.block (half_us, stream, cell, body)
    SELECT %s, %s, cell, %b FROM stream WHERE id = %s"""


class FrameTable:
    """Writes frames; used by the one writer thread only."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def write(self, db: Connection, told: Told) -> int:
        """Store frames within a transaction; how many were new. What is there already stays as it is."""
        bundles = [bundle for some in told.values() for bundle in some]
        if not bundles:
            return 0
        make_months(db, {month_of(bundle.half_us) for bundle in bundles})
        with cursor_of(db) as cursor:
            # beside other writers, but not beside one who packs: he must not miss what is on its way
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", (PACKING,))
            _unpack(cursor, sorted({bundle.half for bundle in bundles}))
            _stage(cursor, [(bundle, teller.cell) for teller, some in told.items() for bundle in some])
            return _added(cursor, told)

    def clear(self, marks: Iterable[Mark]) -> None:
        """Forget marks that have been rolled up, unless they were set again meanwhile."""
        self._each(CLEAR, [mark[1:] for mark in marks])

    def mark_all(self, halves: Iterable[Half]) -> None:
        """Have all minutes of these half hours rolled up again."""
        self._each(MARK, [minute for half in halves for minute in all_minutes(half)])

    def pack(self, packed: Packed) -> bool:
        """Put a block where its loose bundles were; False: they are no more those that were packed."""
        half = packed.half
        here = (half.stream, *half)
        with self.engine.begin() as db, cursor_of(db) as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (PACKING,))
            cursor.execute(DELETE.encode(), here)
            if cursor.rowcount != packed.bundles or not packed.bundles:  # none: another hub has packed it
                db.rollback()
                return False
            cursor.execute("DELETE FROM frames.loose WHERE stream = %s AND half_us = %s", half)
            cursor.execute(BLOCK, (half.half_us, half.stream, packed.body, half.stream))
        return True

    def purge(self, half: Half) -> int:
        """Delete a half hour that is rolled up; how many frames."""
        here = (half.stream, *half)
        with self.engine.begin() as db, cursor_of(db) as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (PACKING,))
            if cursor.execute(DIRTY, (*half, half.half_us)).fetchone():
                return 0  # something came since it was chosen
            loose = cursor.execute(f"{DELETE} RETURNING count".encode(), here).fetchall()
            blocks = cursor.execute(DELETE_BLOCK.encode(), here).fetchall()
            cursor.execute("DELETE FROM frames.loose WHERE stream = %s AND half_us = %s", half)
            cursor.execute(PURGED, (half.stream, half.half_us + HALF_US))
        packed = sum(count_frames(body) for (body,) in blocks)
        return packed + sum(int(count) for (count,) in loose)

    def tidy(self) -> bool:
        """PostgreSQL's own autovacuum does it."""
        return False

    def _each(self, statement: str, rows: Sequence[tuple[int, ...]]) -> None:
        if rows:
            with self.engine.begin() as db, cursor_of(db) as cursor:
                cursor.execute(statement.encode(), columns_of(rows))


def columns_of(rows: Iterable[Sequence[int]]) -> list[list[int]]:
    """Rows as the arrays that `unnest` takes."""
    return [list(column) for column in zip(*rows, strict=True)]


def _unpack(cursor: Cursor, halves: Sequence[Half]) -> None:
    """What comes for a packed half hour must meet loose bundles, or a repeat would not be seen as one."""
    found = cursor.execute(UNPACK, columns_of(halves)).fetchall()
    for stream, half_us, cell, body in found:
        half = Half(stream, half_us)
        _stage(cursor, [(bundle, cell) for bundle in bundled(half, unpack_frames(body))])
        cursor.execute(ADD.encode())
        cursor.execute("DELETE FROM staged")
        cursor.execute(LOOSE, columns_of([half]))


def _stage(cursor: Cursor, bundles: Iterable[tuple[Bundle, str]]) -> None:
    with cursor.copy(COPY.encode()) as copy:
        copy.set_types(TYPES)
        for (stream, half_us, seq, count, body), cell in bundles:
            copy.write_row((half_us, seq, stream, count, cell, body))


def _added(cursor: Cursor, told: Told) -> int:
    """Take over what has been staged, mark its minutes, count it."""
    added = {(stream, half_us, seq) for stream, half_us, seq in cursor.execute(ADD.encode()).fetchall()}
    if not added:
        return 0
    new: Counter[Teller] = Counter()
    fresh: dict[tuple[int, int, int], Bundle] = {}
    for teller, bundles in told.items():
        for bundle in bundles:
            if bundle[:3] in added and bundle[:3] not in fresh:
                fresh[bundle[:3]] = bundle
                new[teller] += bundle.frames
    cursor.execute(LOOSE, columns_of({bundle.half for bundle in fresh.values()}))
    minutes = minutes_of(fresh.values(), dict(cursor.execute(PURGED_OF, (list({key[0] for key in fresh}),))))
    if minutes:
        cursor.execute(MARK, columns_of(minutes))
    cursor.executemany(COUNT, [(*teller, count) for teller, count in sorted(new.items())])
    return new.total()
