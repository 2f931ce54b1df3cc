"""Read-only connections to the frame and roll-up files, kept open between questions."""

import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sprue_server.store.sqlite.files import connect

IDLE = 4  # connections per file that wait for the next question


class ReadPool:
    """Lends one connection at a time to each thread that asks; a deque's pop and append are thread-safe."""

    def __init__(self) -> None:
        self._idle: dict[Path, deque[sqlite3.Connection]] = {}

    @contextmanager
    def lend(self, path: Path) -> Iterator[sqlite3.Connection]:
        """A connection to an existing file."""
        idle = self._idle.setdefault(path, deque())
        try:
            db = idle.pop()
        except IndexError:
            db = connect(path, writing=False)
        try:
            yield db
        except sqlite3.Error:
            db.close()
            raise
        if len(idle) < IDLE:
            idle.append(db)
        else:
            db.close()

    def close(self) -> None:
        """Close what is idle."""
        for idle in self._idle.values():
            while idle:
                idle.pop().close()
