"""What can be wrong with the store, in words: where, what, what now, what did not happen."""

import errno
import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError

FULL = (errno.ENOSPC, errno.EDQUOT)
SQLITE_SAYS = (
    ("locked", "another program keeps it locked", "End that program, or wait until it is done."),
    ("full", "the disk is full", "Free some space on this disk."),
    ("not a database", "it is not a SQLite database", "Move it away, or name another data folder."),
    ("malformed", "the database is damaged", "Put back the newest copy from the backups folder."),
    ("readonly", "it may only be read", "Give this user the right to write it."),
    ("unable to open", "it cannot be opened", "Check that the folder exists and may be written."),
)


class StoreError(Exception):
    """The store cannot be opened; the message is for the person at the keyboard."""

    def __init__(self, where: Path, what: str, now: str, not_happened: str = "Nothing was started.") -> None:
        super().__init__(f"{where}: {what}.\n{now} {not_happened}")


class StoreBlockedError(Exception):
    """Nothing can be written at the moment; the text says why. What was to be written may be tried again."""


def opening_error(where: Path, problem: Exception) -> StoreError:
    """Tell what keeps a file or folder from being opened."""
    what, now = _told(problem)
    return StoreError(where, what, now)


def blocked(where: Path, problem: Exception) -> StoreBlockedError:
    """Tell what keeps records from being written."""
    what, now = _told(problem)
    return StoreBlockedError(f"{where}: {what}. {now} Nothing is lost: what is not stored is sent again.")


def passes(problem: Exception) -> bool:
    """Is it the place that refuses (full, locked, read-only, damaged), rather than the record?"""
    if isinstance(problem, DBAPIError):
        return isinstance(problem.orig, Exception) and passes(problem.orig)
    if isinstance(problem, sqlite3.IntegrityError | sqlite3.DataError | sqlite3.ProgrammingError):
        return False
    return isinstance(problem, OSError | sqlite3.DatabaseError | StoreError)


def _told(problem: Exception) -> tuple[str, str]:
    if isinstance(problem, StoreError):
        return str(problem), "Nothing of this batch was stored."
    if isinstance(problem, OSError):
        return _told_by_system(problem)
    words = str(getattr(problem, "orig", None) or problem)
    for sign, what, now in SQLITE_SAYS:
        if sign in words:
            return what, now
    return f"the database says: {words}", "Look at this message, or name another data folder."


def _told_by_system(problem: OSError) -> tuple[str, str]:
    if problem.errno in FULL:
        return "the disk is full", "Free some space on this disk."
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "this user may not write here", "Give this user the right, or name another data folder."
    return f"it cannot be used: {problem.strerror or problem}", "Name another data folder."
