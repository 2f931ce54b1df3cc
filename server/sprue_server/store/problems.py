"""What can be wrong with the store, in words: where, what, what now, what did not happen."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError

FULL = (errno.ENOSPC, errno.EDQUOT)
DISK_FULL = ("the disk is full", "Free some space on this disk.")
LOCKED = ("another program keeps it locked", "End that program, or wait until it is done.")


class StoreError(Exception):
    """The store cannot be opened; the message is for the person at the keyboard."""

    def __init__(
        self, where: Path | str, what: str, now: str, not_happened: str = "Nothing was started."
    ) -> None:
        super().__init__(f"{where}: {what}.\n{now} {not_happened}")


class StoreBlockedError(Exception):
    """Nothing can be written or read at the moment; the text says why. What was asked may be tried again."""


class Driver(NamedTuple):
    """How one kind of database says no."""

    errors: tuple[type[Exception], ...]  # all that its driver raises
    passes: Callable[[Exception], bool]  # does such an error say that the place refuses?
    told: Callable[[Exception], tuple[str, str]]  # what is wrong, and what now


def opening_error(where: Path | str, driver: Driver, problem: Exception) -> StoreError:
    """Tell what keeps a file, folder or database from being opened."""
    return StoreError(where, *_told(driver, problem))


def blocked(where: Path | str, driver: Driver, problem: Exception) -> StoreBlockedError:
    """Tell what keeps records from being written or read."""
    what, now = _told(driver, problem)
    return StoreBlockedError(f"{where}: {what}. {now} Nothing is lost: what is not stored is sent again.")


def passes(driver: Driver, problem: Exception) -> bool:
    """Is it the place that refuses (full, locked, read-only, away, damaged), rather than the record?"""
    if isinstance(problem, DBAPIError):
        return isinstance(problem.orig, Exception) and passes(driver, problem.orig)
    if isinstance(problem, driver.errors):
        return driver.passes(problem)
    return isinstance(problem, OSError | StoreError)


def _told(driver: Driver, problem: Exception) -> tuple[str, str]:
    if isinstance(problem, StoreError):
        return str(problem), "Nothing of this batch was stored."
    if isinstance(problem, OSError):
        return told_by_system(problem)
    cause = problem.orig if isinstance(problem, DBAPIError) else problem
    return driver.told(cause if isinstance(cause, Exception) else problem)


def told_by_system(problem: OSError) -> tuple[str, str]:
    """What the operating system says about a file or folder."""
    if problem.errno in FULL:
        return DISK_FULL
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "this user may not write here", "Give this user the right, or name another data folder."
    return f"it cannot be used: {problem.strerror or problem}", "Name another data folder."


def says(problem: Exception) -> tuple[str, str]:
    """What a database says, when we have no words of our own for it."""
    return f"the database says: {problem}", "Look at this message, or name another place."
