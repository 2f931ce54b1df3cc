"""Roll-ups in a table, rewritten only where they differ: what is replaced takes room until it is vacuumed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Engine

from sprue_server.store.blocks import Chunk, Which, chunk_of
from sprue_server.store.buckets import Times, Values
from sprue_server.store.postgres.asking import Asking, Cursor, cursor_of
from sprue_server.store.roll_reading import buckets_in, kept, loose_of

ROLLING = 7_075_727_574  # any number, the same in all hubs
BUILT_FOR = "SELECT timezone FROM frames.built_for"
READ = """SELECT bucket_us, vals FROM frames.roll
    WHERE rung = %s AND stream = %s AND bucket_us >= %s AND bucket_us < %s
    UNION ALL SELECT NULL, body FROM frames.roll_block
    WHERE rung = %s AND stream = %s AND chunk_us >= %s AND chunk_us < %s"""
FORGET = """DELETE FROM frames.roll
    WHERE rung = %s AND stream = %s AND bucket_us >= %s AND bucket_us < %s
    AND bucket_us <> ALL (%s::bigint[])"""
KEEP = """INSERT INTO frames.roll (rung, stream, bucket_us, vals)
    SELECT %s, %s, * FROM unnest(%s::bigint[], %b::bytea[])
    ON CONFLICT (rung, stream, bucket_us) DO UPDATE SET vals = excluded.vals WHERE roll.vals <> excluded.vals"""
UNPACK = """DELETE FROM frames.roll_block
    WHERE rung = %s AND stream = %s AND chunk_us >= %s AND chunk_us < %s RETURNING chunk_us, body"""
STREAMS = "SELECT stream FROM frames.roll UNION SELECT stream FROM frames.roll_block"
ACROSS = "SELECT rung, chunk_us FROM frames.roll_block WHERE stream = %s AND chunk_us + rung * 360 > %s"
LOOSE = """INSERT INTO frames.roll_loose (rung, stream, chunk_us) SELECT %s, %s, * FROM unnest(%s::bigint[])
    ON CONFLICT DO NOTHING"""
RIPE = "SELECT rung, stream, chunk_us FROM frames.roll_loose ORDER BY rung, chunk_us"
PACK = "INSERT INTO frames.roll_block (rung, stream, chunk_us, body) VALUES (%s, %s, %s, %b)"
PACKED = "DELETE FROM frames.roll_loose WHERE rung = %s AND stream = %s AND chunk_us = %s"


class RollTable:
    """Writes the ladder; used by one thread at a time."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def built_for(self) -> str | None:
        """The time zone whose calendar it follows; None: it is new."""
        with self.engine.begin() as db, cursor_of(db) as cursor:
            return _timezone(cursor.execute(BUILT_FOR).fetchall())

    @contextmanager
    def change(self) -> Iterator["RollChange"]:
        """A transaction. Frames are read once the lock is had, or two hubs would undo each other's work."""
        with self.engine.begin() as db, cursor_of(db) as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (ROLLING,))
            yield RollChange(cursor)

    def tidy(self) -> bool:
        """PostgreSQL's own autovacuum does it."""
        return False


class RollChange:
    """What one transaction does to the ladder."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor

    def begin_anew(self, timezone: str, kept: Mapping[int, int]) -> None:
        """Forget all buckets; of streams in `kept` only those that begin at a moment or later."""
        for (stream,) in self._cursor.execute(STREAMS).fetchall():
            self._forget(stream, kept.get(stream, 0))
        self._cursor.execute("DELETE FROM frames.built_for")
        self._cursor.execute("INSERT INTO frames.built_for VALUES (%s)", (timezone,))

    def read(
        self, size_us: int, stream: int, from_us: int, to_us: int, which: Which = None
    ) -> tuple[Times, Values]:
        """Buckets of a stream that begin in a period, and their summaries."""
        rows = self._cursor.execute(READ, _asked(size_us, stream, from_us, to_us)).fetchall()
        return buckets_in([(begin, body) for begin, body in rows], (from_us, to_us), which)

    def replace(
        self, size_us: int, stream: int, period: tuple[int, int], buckets: tuple[Times, Values]
    ) -> None:
        """Put these buckets where others were."""
        self._unpack(size_us, stream, period)
        self._cursor.execute(FORGET, (size_us, stream, *period, buckets[0].tolist()))
        self._keep(size_us, stream, buckets)

    def ripe(self) -> list[Chunk]:
        """All stretches that are not packed, the oldest of each rung first."""
        return [Chunk(*row) for row in self._cursor.execute(RIPE).fetchall()]

    def pack(self, chunk: Chunk, end_us: int, body: bytes) -> None:
        """Put a block where loose buckets were."""
        self._cursor.execute(FORGET, (*chunk, end_us, []))
        self._cursor.execute(PACKED, chunk)
        self._cursor.execute(PACK, (*chunk, body))

    def _keep(self, size_us: int, stream: int, buckets: tuple[Times, Values]) -> None:
        rows = list(kept(*buckets))
        if rows:
            begins, vals = zip(*rows, strict=True)
            self._cursor.execute(KEEP, (size_us, stream, list(begins), list(vals)))
            self._cursor.execute(LOOSE, (size_us, stream, loose_of(size_us, buckets[0])))

    def _forget(self, stream: int, from_us: int) -> None:
        here = (stream, from_us)
        self._cursor.execute("DELETE FROM frames.roll_block WHERE stream = %s AND chunk_us >= %s", here)
        for size_us, chunk_us in self._cursor.execute(ACROSS, here).fetchall():
            self._unpack(size_us, stream, (chunk_us, chunk_us + 1))
        self._cursor.execute("DELETE FROM frames.roll WHERE stream = %s AND bucket_us >= %s", here)

    def _unpack(self, size_us: int, stream: int, period: tuple[int, int]) -> None:
        low, high = period
        found = self._cursor.execute(UNPACK, (size_us, stream, chunk_of(size_us, low), high)).fetchall()
        for _, body in found:
            self._keep(size_us, stream, buckets_in([(None, body)]))


class RollTableReader:
    """Reads the ladder; safe from any thread."""

    def __init__(self, ask: Asking) -> None:
        self._ask = ask

    def built_for(self) -> str | None:
        """The time zone whose calendar it follows; None: it is new."""
        return _timezone(self._ask(BUILT_FOR))

    def read(
        self, size_us: int, stream: int, from_us: int, to_us: int, which: Which = None
    ) -> tuple[Times, Values]:
        """Buckets of a stream that begin in a period, and their summaries."""
        return buckets_in(self._ask(READ, _asked(size_us, stream, from_us, to_us)), (from_us, to_us), which)


def _asked(size_us: int, stream: int, from_us: int, to_us: int) -> tuple[int, ...]:
    return (size_us, stream, from_us, to_us, size_us, stream, chunk_of(size_us, from_us), to_us)


def _timezone(rows: list[tuple[str]]) -> str | None:
    return rows[0][0] if rows else None
