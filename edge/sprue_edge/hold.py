"""One gateway per data folder: a second one would number and send the rows of the same outbox as well."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sprue_edge.keeper import ADVICE, OutboxError, make_folder


class HeldError(Exception):
    """Another gateway has the folder; the message says which, what now and what did not happen."""


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Keep other gateways away from `folder` for as long as this lasts.

    The lock is SQLite's, on an empty file: it works on every system and dies with its holder.

    Raises:
        HeldError: another gateway runs there; nothing in the folder was changed.
        OutboxError: the folder cannot be used.
    """
    make_folder(folder)
    with closing(_locked(folder / "gateway.lock")):
        yield


def _locked(path: Path) -> sqlite3.Connection:
    try:
        lock = sqlite3.connect(path, timeout=0, isolation_level=None)
        lock.execute("PRAGMA journal_mode = OFF")  # a journal needs room, and the disk may be full
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as problem:
        if problem.sqlite_errorname.startswith("SQLITE_BUSY"):
            raise HeldError(
                f"{path.parent}: another gateway already runs on this data folder. Stop it first, or give this "
                "one a folder of its own with --data. Nothing was started and nothing there was changed."
            ) from problem
        raise OutboxError(f"{path}: cannot be locked: {problem}. {ADVICE}") from problem
    return lock
