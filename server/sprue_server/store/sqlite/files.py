"""SQLite files: connecting, changing one whole or not at all, and making one of our own small ones."""

import logging
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from sprue_server.store.problems import StoreError

PAGE_BYTES = 4096  # SQLite's own choice
PATIENCE_S = 2.0  # waiting for a lock longer than this is a state worth showing
GIVES_BACK = "PRAGMA auto_vacuum = INCREMENTAL"
FREE_BYTES = 4_000_000  # that may lie idle in a file: loose rows come and go
STEP_BYTES = 4_000_000  # given back at once: the writer must not wait
log = logging.getLogger(__name__)


class Form(NamedTuple):
    """What a file of ours looks like, and how one of an earlier version is brought there, step by step."""

    schema: str
    version: int
    page_bytes: int = PAGE_BYTES
    upgrades: Mapping[int, Callable[[sqlite3.Connection], None]] = {}


def connect(path: Path, *, writing: bool) -> sqlite3.Connection:
    """Open a SQLite file. WAL lets readers go on while one writes; FULL makes a commit outlive a power cut."""
    mode = "rwc" if writing else "ro"
    db = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode={mode}",
        uri=True,
        timeout=PATIENCE_S,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        if writing:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error:
        db.close()
        raise
    return db


class Change:
    """A transaction of a SQLite file: whole or not at all."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def __enter__(self) -> sqlite3.Connection:
        self.db.execute("BEGIN IMMEDIATE")
        return self.db

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            try:
                self.db.execute("COMMIT")
            except sqlite3.Error:
                self._undo()
                raise
        else:
            self._undo()

    def _undo(self) -> None:
        if self.db.in_transaction:  # a full disk has undone it already
            self.db.execute("ROLLBACK")


def open_file(path: Path, form: Form) -> sqlite3.Connection:
    """Open one of our own databases for writing; a new one appears complete or not at all.

    One of an earlier version is brought to this form in one transaction.

    Raises:
        StoreError: it was written by a newer program.
    """
    if not path.exists():
        _make(path, form)
    db = connect(path, writing=True)
    try:
        _bring_up(db, path, form)
    except BaseException:
        db.close()
        raise
    return db


def _bring_up(db: sqlite3.Connection, path: Path, form: Form) -> None:
    found = first = int(db.execute("PRAGMA user_version").fetchone()[0])
    while found in form.upgrades:
        log.info("%s: brought from version %d to %d", path.name, found, found + 1)
        with Change(db):
            form.upgrades[found](db)
            db.execute(f"PRAGMA user_version = {found + 1}")
        found += 1
    if found != form.version:
        raise StoreError(
            path,
            f"it has format {found}, this program knows {form.version}",
            "Use the newer Sprue that wrote it, or another data folder.",
        )
    if found != first:
        db.execute(GIVES_BACK)
        db.execute("VACUUM")  # what was left free is given back, and can be from now on


def _make(path: Path, form: Form) -> None:
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    # not `connect`: a second file, as WAL has it, would be lost by the renaming
    with closing(sqlite3.connect(unfinished, isolation_level=None)) as db:
        db.execute(f"PRAGMA page_size = {form.page_bytes}")
        db.execute(GIVES_BACK)
        db.executescript(f"BEGIN; {form.schema} PRAGMA user_version = {form.version}; COMMIT;")
    unfinished.rename(path)


def give_back(db: sqlite3.Connection, *, idle: bool) -> bool:
    """Give some free pages of a file back to the disk; False: there were not too many.

    `idle`: nothing more is expected to be written into it.
    """
    free, pages, size = (
        int(db.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("freelist_count", "page_count", "page_size")
    )
    if free <= (0 if idle else max(FREE_BYTES // size, pages // 4)):
        return False
    # a step for each row that is asked for
    db.execute(f"PRAGMA incremental_vacuum({STEP_BYTES // size})").fetchall()
    return True
