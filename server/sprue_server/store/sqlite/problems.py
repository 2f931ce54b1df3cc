"""How SQLite says no."""

import sqlite3

from sprue_server.store.problems import DISK_FULL, LOCKED, Driver, says

SAYS = (
    ("locked", LOCKED),
    ("full", DISK_FULL),
    ("not a database", ("it is not a SQLite database", "Move it away, or name another data folder.")),
    ("malformed", ("the database is damaged", "Put back the newest copy from the backups folder.")),
    ("readonly", ("it may only be read", "Give this user the right to write it.")),
    ("disk I/O", ("the disk does not write or read", "Look whether it is read-only now, or failing (dmesg).")),
    ("unable to open", ("it cannot be opened", "Check that the folder exists and may be written.")),
)
THE_RECORD = (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.ProgrammingError)


def _passes(problem: Exception) -> bool:
    return isinstance(problem, sqlite3.DatabaseError) and not isinstance(problem, THE_RECORD)


def _told(problem: Exception) -> tuple[str, str]:
    return next((words for sign, words in SAYS if sign in str(problem)), says(problem))


SQLITE = Driver((sqlite3.Error,), _passes, _told)
