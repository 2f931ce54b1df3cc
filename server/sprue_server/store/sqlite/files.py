"""SQLite files: connecting, changing one whole or not at all, and making one of our own small ones."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from sprue_server.store.problems import StoreError

PAGE_BYTES = 4096  # SQLite's own choice
PATIENCE_S = 2.0  # waiting for a lock longer than this is a state worth showing


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


def open_file(path: Path, schema: str, version: int, page_bytes: int = PAGE_BYTES) -> sqlite3.Connection:
    """Open one of our own small databases for writing; a new one appears complete or not at all.

    Raises:
        StoreError: it was written by a newer program.
    """
    if not path.exists():
        _make(path, schema, version, page_bytes)
    db = connect(path, writing=True)
    found = db.execute("PRAGMA user_version").fetchone()[0]
    if found != version:
        db.close()
        raise StoreError(
            path,
            f"it has format {found}, this program knows {version}",
            "Use the newer Sprue that wrote it, or another data folder.",
        )
    return db


def _make(path: Path, schema: str, version: int, page_bytes: int) -> None:
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    # not `connect`: a second file, as WAL has it, would be lost by the renaming
    with closing(sqlite3.connect(unfinished, isolation_level=None)) as db:
        db.execute(f"PRAGMA page_size = {page_bytes}")
        db.executescript(f"BEGIN; {schema} PRAGMA user_version = {version}; COMMIT;")
    unfinished.rename(path)
