"""The driver's own cursor: values travel as bytes, rows by COPY."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine

from sprue_server.store.postgres.problems import POSTGRES, goes_down
from sprue_server.store.problems import blocked

Cursor = psycopg.Cursor[tuple[Any, ...]]


@contextmanager
def cursor_of(db: Connection) -> Iterator[Cursor]:
    """A cursor on this connection; a connection that breaks, or whose server goes down, is thrown away."""
    driver: Any = db.connection.driver_connection
    try:
        with driver.cursor(binary=True) as cursor:
            yield cursor
    except psycopg.Error as problem:
        if driver.closed or goes_down(problem):
            db.invalidate()
        raise


class Asking:
    """Questions to the tables of frames; safe from any thread."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine, self.place = engine, place

    def __call__(self, question: str, values: Sequence[object] = ()) -> list[Any]:
        """All rows.

        Raises:
            StoreBlockedError: the server does not answer.
        """
        try:
            with self.engine.begin() as db, cursor_of(db) as cursor:
                return cursor.execute(question.encode(), values).fetchall()
        except psycopg.Error as problem:
            if POSTGRES.passes(problem):
                raise blocked(self.place, POSTGRES, problem) from problem
            raise
