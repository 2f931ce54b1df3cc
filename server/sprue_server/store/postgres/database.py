"""A PostgreSQL database by URL: everything but pictures in one transaction, receipts only after its commit."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from sprue_server.store.frames import Told
from sprue_server.store.migrate import migrate
from sprue_server.store.postgres.asking import Asking
from sprue_server.store.postgres.frame_reader import FrameTableReader
from sprue_server.store.postgres.frames import STAGE, FrameTable
from sprue_server.store.postgres.problems import POSTGRES, goes_down
from sprue_server.store.postgres.rolls import RollTable, RollTableReader
from sprue_server.store.postgres.schema import make_schema
from sprue_server.store.problems import StoreError, blocked, opening_error

SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
CONNECT: dict[str, Any] = {  # a server that falls silent is noticed; seconds and, the last one, milliseconds
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
WRITER = "-c lock_timeout=2s"  # waiting longer than this is a state worth showing
FOLLOWER = "-c synchronous_commit=off"  # roll-ups that a power cut takes are marked still, and computed again
READER = "-c default_transaction_read_only=on -c statement_timeout=30s"
DURABLE = """SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') = 'off'"""
READERS, MORE_READERS = 4, 4  # connections kept, and more when all are busy


class PostgresDatabase:
    """A database behind a URL."""

    driver = POSTGRES

    def __init__(self, url: str) -> None:
        """Take the address apart; nothing is connected yet.

        Raises:
            StoreError: it is no address of a PostgreSQL database.
        """
        self._url = _address(url)
        port = f":{self._url.port}" if self._url.port else ""
        self.place = f"postgresql://{self._url.host or ''}{port}/{self._url.database or ''}"

    def for_writing(self) -> "PostgresWriting":
        """Connect, migrate, be ready to write.

        Raises:
            StoreError: with one message that says what keeps it from opening.
        """
        return PostgresWriting(self._url, self.place)

    def for_reading(self) -> "PostgresReading":
        """Connections are made when they are needed."""
        return PostgresReading(self._url, self.place)


class PostgresWriting:
    """One connection for the writer, one for the follower that keeps roll-ups, and what the follower reads."""

    def __init__(self, url: URL, place: str) -> None:
        with ExitStack() as undo:
            self.engine = _engine(url, WRITER, size=1)
            event.listen(self.engine, "connect", _prepare)
            undo.callback(self.engine.dispose)
            try:
                self.backup = migrate(self.engine, place, lambda _found: None)
                with self.engine.begin() as db:
                    make_schema(db, place)
            except (DBAPIError, psycopg.Error) as problem:
                raise opening_error(place, POSTGRES, problem) from problem
            self._follower = _engine(url, FOLLOWER, size=1)
            self._reading = PostgresReading(url, place, readers=1)
            self.frames, self.marks = FrameTable(self.engine), self._reading.frames
            self.ladder = RollTable(self._follower)
            undo.pop_all()

    def keep(self, work: Callable[[Connection], Told]) -> None:
        """All of it in one transaction. Cut off within a commit nobody knows how it ended: it is done again."""
        with self.engine.begin() as db:
            self.frames.write(db, work(db))

    def close(self) -> None:
        """Let go of all connections."""
        self._reading.close()
        _close(self._follower)
        _close(self.engine)


class PostgresReading:
    """A few connections that can do nothing but read, each for a limited time."""

    def __init__(self, url: URL, place: str, readers: int = READERS) -> None:
        self.engine = _engine(url, READER, size=readers, more=MORE_READERS)

        def tell(context: ExceptionContext) -> None:
            problem = context.original_exception
            if isinstance(problem, psycopg.Error) and POSTGRES.passes(problem):
                raise blocked(place, POSTGRES, problem) from problem

        event.listen(self.engine, "handle_error", tell)
        ask = Asking(self.engine, place)
        self.frames, self.ladder = FrameTableReader(ask), RollTableReader(ask)

    def close(self) -> None:
        """Let go of all connections."""
        _close(self.engine)


def _address(text: str) -> URL:
    """The URL with our driver's name; what is wrong with it is told without repeating it: it has a password."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in SCHEMES or not url.database:
        what = "this is not an address of a PostgreSQL database"
        raise StoreError("--database", what, "Write it like postgresql://user:password@host:5432/name.")
    return url.set(drivername="postgresql+psycopg")


def _engine(url: URL, settings: str, *, size: int, more: int = 0) -> Engine:
    own = " ".join(str(part) for part in (url.query.get("options"), settings) if part)
    told = {name: value for name, value in CONNECT.items() if name not in url.query}
    name = url.query.get("application_name", "sprue-hub")
    engine = create_engine(
        url,
        connect_args={**told, "options": own, "application_name": name},
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=more,
        pool_pre_ping=bool(more),  # a reader need not notice that the server was away; a writer tries again
    )
    event.listen(engine, "handle_error", _notice)
    return engine


def _notice(context: ExceptionContext) -> None:
    context.is_disconnect = context.is_disconnect or goes_down(context.original_exception)


def _close(engine: Engine) -> None:
    """A connection that a thread still uses is closed as soon as it is given back."""
    event.listen(engine.pool, "checkin", lambda db, _entry: db.close())
    engine.dispose()


def _prepare(db: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """A server that is set to lose commits in a power cut is told not to lose ours."""
    _run(db, STAGE)
    _run(db, DURABLE)


def _run(db: DBAPIConnection, statement: str) -> None:
    cursor = db.cursor()
    cursor.execute(statement)
    cursor.close()
    db.commit()
