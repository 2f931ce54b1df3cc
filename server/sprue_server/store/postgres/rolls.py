"""Roll-ups in a table, rewritten only where they differ: what is replaced takes room until it is vacuumed."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from sprue_server.store.buckets import Bucket
from sprue_server.store.postgres.asking import Asking, Cursor, cursor_of

ROLLING = 7_075_727_574  # any number, the same in all hubs
BUILT_FOR = "SELECT timezone FROM frames.built_for"
READ = """SELECT bucket_us, vals FROM frames.roll
    WHERE rung = %s AND stream = %s AND bucket_us >= %s AND bucket_us < %s ORDER BY bucket_us"""
FORGET = """DELETE FROM frames.roll
    WHERE rung = %s AND stream = %s AND bucket_us >= %s AND bucket_us < %s
    AND bucket_us <> ALL (%s::bigint[])"""
KEEP = """INSERT INTO frames.roll (rung, stream, bucket_us, vals)
    SELECT %s, %s, * FROM unnest(%s::bigint[], %b::bytea[])
    ON CONFLICT (rung, stream, bucket_us) DO UPDATE SET vals = excluded.vals WHERE roll.vals <> excluded.vals"""


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


class RollChange:
    """What one transaction does to the ladder."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor

    def begin_anew(self, timezone: str) -> None:
        """Forget everything."""
        self._cursor.execute("DELETE FROM frames.roll")
        self._cursor.execute("DELETE FROM frames.built_for")
        self._cursor.execute("INSERT INTO frames.built_for VALUES (%s)", (timezone,))

    def read(self, size_us: int, stream: int, from_us: int, to_us: int) -> list[Bucket]:
        """Buckets of a stream that begin in a period."""
        rows = self._cursor.execute(READ, (size_us, stream, from_us, to_us)).fetchall()
        return [(bucket_us, vals) for bucket_us, vals in rows]

    def replace(self, size_us: int, stream: int, period: tuple[int, int], buckets: Iterable[Bucket]) -> None:
        """Put these buckets where others were."""
        some = list(buckets)
        begins = [begin for begin, _ in some]
        self._cursor.execute(FORGET, (size_us, stream, *period, begins))
        if some:
            self._cursor.execute(KEEP, (size_us, stream, begins, [vals for _, vals in some]))


class RollTableReader:
    """Reads the ladder; safe from any thread."""

    def __init__(self, ask: Asking) -> None:
        self._ask = ask

    def built_for(self) -> str | None:
        """The time zone whose calendar it follows; None: it is new."""
        return _timezone(self._ask(BUILT_FOR))

    def read(self, size_us: int, stream: int, from_us: int, to_us: int) -> list[Bucket]:
        """Buckets of a stream that begin in a period."""
        return self._ask(READ, (size_us, stream, from_us, to_us))


def _timezone(rows: list[tuple[str]]) -> str | None:
    return rows[0][0] if rows else None
