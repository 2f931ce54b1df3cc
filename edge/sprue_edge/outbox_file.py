"""The gateway's memory as a file: its tables, and what can be asked of it."""

import json
import secrets
import shutil
import sqlite3
from pathlib import Path
from typing import NamedTuple

from sprue_contract.fields import Kind
from sprue_contract.payloads import CellCount
from sprue_edge.intake import Lane
from sprue_edge.reading import Position

BUSY_S = 2.0
SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -2000;
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS row (
  seq INTEGER PRIMARY KEY, lane TEXT NOT NULL, cell TEXT NOT NULL, kind TEXT NOT NULL,
  weight INTEGER NOT NULL, bytes INTEGER NOT NULL, text TEXT NOT NULL, thinned INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS row_by_group ON row (lane, cell, kind, seq, weight, bytes);
CREATE TABLE IF NOT EXISTS position (source TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS birth (
  cell TEXT, run TEXT, live INTEGER NOT NULL, seq INTEGER NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (cell, run));
CREATE TABLE IF NOT EXISTS count (
  cell TEXT PRIMARY KEY, produced INTEGER NOT NULL DEFAULT 0, receipted INTEGER NOT NULL DEFAULT 0,
  dropped INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
INSERT OR IGNORE INTO meta VALUES ('next_seq', 1);
"""
TO_THIN = "CREATE INDEX IF NOT EXISTS row_to_thin ON row (thinned, seq) WHERE kind = 'sample'"


class Group(NamedTuple):
    """Rows that may share a message."""

    lane: Lane
    cell: str
    kind: Kind


class Kept(NamedTuple):
    """A row as it waits."""

    seq: int
    text: str


class Birth(NamedTuple):
    """A cell's birth as it was last told; `current` is the one to keep retained at the broker."""

    cell: str
    run: str
    seq: int
    text: str
    current: bool


class Stock(NamedTuple):
    """How much waits in a group."""

    rows: int
    bytes: int


class OutboxFile:
    """Opened or made; the life of the file is the session."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
        self._db.executescript(SCHEMA)
        self._renew()
        fresh = f"s-{secrets.token_hex(8)}"
        self._db.execute("INSERT OR IGNORE INTO meta VALUES ('session', ?)", (fresh,))
        self.session = str(self._meta("session"))

    def close(self) -> None:
        """Fold the log into the file and let go of it."""
        self._db.close()

    def rows(self, group: Group, after: int, room_bytes: int, limit: int) -> list[Kept]:
        """The next rows of a group as far as they fit; the first comes whatever its size."""
        used = 0
        found: list[Kept] = []
        query = (
            "SELECT seq, text, bytes FROM row WHERE lane=? AND cell=? AND kind=? AND seq>? ORDER BY seq LIMIT ?"
        )
        for seq, text, size in self._db.execute(query, (*group, after, limit)):
            used += size
            if found and used > room_bytes:
                break
            found.append(Kept(seq, text))
        return found

    def stock(self) -> dict[Group, Stock]:
        """How much waits, by group."""
        query = "SELECT lane, cell, kind, count(*), sum(bytes) FROM row GROUP BY lane, cell, kind"
        return {Group(*row[:3]): Stock(*row[3:]) for row in self._db.execute(query)}

    def counts(self) -> dict[str, CellCount]:
        """Records ever produced, receipted and given up, by cell."""
        query = "SELECT cell, produced, receipted, dropped FROM count"
        return {
            cell: CellCount(produced=made, receipted=stored, dropped=lost)
            for cell, made, stored, lost in self._db.execute(query)
        }

    def position(self, source: str) -> Position | None:
        """Where `source` is to go on, or None when it has never been read."""
        row = self._db.execute("SELECT value FROM position WHERE source=?", (source,)).fetchone()
        return dict(json.loads(row[0])) if row else None

    def births(self, cell: str | None = None) -> list[Birth]:
        """Kept births of one cell or all, oldest first."""
        query = (
            "SELECT cell, run, seq, text, live AND seq = max(iif(live, seq, 0)) OVER (PARTITION BY cell) "
            "FROM birth WHERE ?1 IS NULL OR cell = ?1 ORDER BY seq"
        )
        found = self._db.execute(query, (cell,))
        return [Birth(name, run, seq, text, bool(current)) for name, run, seq, text, current in found]

    def room_bytes(self) -> int:
        """How much can still be kept: what is free on the disk and in the file."""
        pages, size = (
            int(self._db.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("freelist_count", "page_size")
        )
        return shutil.disk_usage(self.path.parent).free + pages * size

    def last_seq(self) -> int:
        """The highest number given so far."""
        return int(str(self._meta("next_seq"))) - 1

    def _meta(self, name: str) -> object:
        return self._db.execute("SELECT value FROM meta WHERE name=?", (name,)).fetchone()[0]

    def _renew(self) -> None:
        """An outbox of an earlier version gets the column that it lacks."""
        if "thinned" not in [column[1] for column in self._db.execute("PRAGMA table_info(row)")]:
            self._db.execute("ALTER TABLE row ADD COLUMN thinned INTEGER NOT NULL DEFAULT 0")
        self._db.execute(TO_THIN)
