"""The gateway's memory: every row from the moment it is read until the hub says that it is stored.

One SQLite file per gateway; its life is the **session** that receipts name. Rows, the position their source
goes on from, and the counts change in one transaction. Not thread-safe: `keeper.py` calls it from one thread.
"""

import json
import secrets
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sprue_contract.fields import Kind
from sprue_contract.messages import row_text
from sprue_contract.payloads import CellCount
from sprue_edge.intake import Draft, Lane
from sprue_edge.reading import Position
from sprue_edge.thinning import Given, shrink

BUSY_S = 2.0
LIMIT_BYTES = 2_000_000_000
KEEP_RUNS = 8  # births kept per cell: the hub may still meet rows of earlier runs
Range = tuple[int, int]

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
INSERT = "INSERT INTO row (seq, lane, cell, kind, weight, bytes, text) VALUES (?,?,?,?,?,?,?)"
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


class Change(NamedTuple):
    """What a transaction did: waiting rows and bytes per group (may be negative), and the counts now."""

    stock: dict[Group, Stock]
    counts: dict[str, CellCount]
    last_seq: int
    grown: Collection[Group] = ()  # where rows have come, even if as many have left
    births: Mapping[str, int] = {}  # cell: number of the birth that says what it is from now on
    aged: bool = False  # live rows have moved to the backlog


class Outbox:
    """Rows that wait for a receipt."""

    def __init__(self, path: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self.path, self.limit_bytes = path, limit_bytes
        self._db = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
        self._db.executescript(SCHEMA)
        self._renew()
        fresh = f"s-{secrets.token_hex(8)}"
        self._db.execute("INSERT OR IGNORE INTO meta VALUES ('session', ?)", (fresh,))
        self.session = str(self._meta("session"))
        self._bytes = sum(group.bytes for group in self.stock().values())

    def close(self) -> None:
        """Fold the log into the file and let go of it."""
        self._db.close()

    def write(
        self,
        drafts: Sequence[Draft],
        receipts: Sequence[Range],
        old_below: int = 0,
        held: Collection[int] = frozenset(),
    ) -> Change:
        """Keep `drafts`, forget what `receipts` name, move live rows below `old_below` to the backlog.

        Beyond the limit something is given up, but nothing that is `held`: on its way to the hub.
        """
        stock: dict[Group, Stock] = {}
        with self._transaction():
            for receipt in receipts:
                self._forget(receipt, stock)
            if old_below:
                self._demote(old_below, stock)
            last = self._keep(drafts, stock)
            grown_bytes = sum(more.bytes for more in stock.values())
            self._give_up(shrink(self._db, self._bytes + grown_bytes, self.limit_bytes, held), stock)
            born = _born(drafts, last)
            grown = {group for group in stock if group.lane == "backlog"} if old_below else set()
            grown |= {Group(draft.lane, draft.cell, draft.kind) for draft in drafts}
            change = Change(stock, self.counts(), last, grown, born, aged=old_below > 0)
        self._bytes += sum(more.bytes for more in stock.values())
        return change

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

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def _meta(self, name: str) -> object:
        return self._db.execute("SELECT value FROM meta WHERE name=?", (name,)).fetchone()[0]

    def _keep(self, drafts: Sequence[Draft], stock: dict[Group, Stock]) -> int:
        first = self.last_seq() + 1
        for seq, draft in enumerate(drafts, first):
            text = row_text(seq, draft.run, draft.measured_us, draft.body())
            row = (seq, draft.lane, draft.cell, draft.kind, draft.weight, len(text), text)
            self._db.execute(INSERT, row)
            _add(stock, Group(draft.lane, draft.cell, draft.kind), 1, len(text))
            if draft.kind == "birth":
                self._keep_birth(seq, draft, text)
        self._db.execute("UPDATE meta SET value=? WHERE name='next_seq'", (first + len(drafts),))
        self._count("produced", ((draft.cell, draft.weight) for draft in drafts))
        places = {draft.source: draft.position for draft in drafts if draft.position is not None}
        rows = [(source, json.dumps(place)) for source, place in places.items()]
        self._db.executemany("INSERT OR REPLACE INTO position VALUES (?,?)", rows)
        return first + len(drafts) - 1

    def _keep_birth(self, seq: int, draft: Draft, text: str) -> None:
        birth = (draft.cell, draft.run, _is_live_birth(draft), seq, text)
        self._db.execute("INSERT OR REPLACE INTO birth VALUES (?,?,?,?,?)", birth)
        self._db.execute(
            "DELETE FROM birth WHERE cell=?1 AND seq NOT IN "
            "(SELECT seq FROM birth WHERE cell=?1 ORDER BY seq DESC LIMIT ?2)",
            (draft.cell, KEEP_RUNS),
        )

    def _forget(self, receipt: Range, stock: dict[Group, Stock]) -> None:
        query = (
            "SELECT lane, cell, kind, count(*), sum(bytes), sum(weight) FROM row "
            "WHERE seq BETWEEN ? AND ? GROUP BY lane, cell, kind"
        )
        gone = self._db.execute(query, receipt).fetchall()
        self._db.execute("DELETE FROM row WHERE seq BETWEEN ? AND ?", receipt)
        for lane, cell, kind, rows, size, _ in gone:
            _add(stock, Group(lane, cell, kind), -rows, -size)
        self._count("receipted", ((row[1], row[5]) for row in gone))

    def _give_up(self, given: Sequence[Given], stock: dict[Group, Stock]) -> None:
        for one in given:
            _add(stock, Group(one.lane, one.cell, one.kind), -one.rows, -one.bytes)
        self._count("dropped", ((one.cell, one.weight) for one in given))

    def _renew(self) -> None:
        """An outbox of an earlier version gets the column that it lacks."""
        if "thinned" not in [column[1] for column in self._db.execute("PRAGMA table_info(row)")]:
            self._db.execute("ALTER TABLE row ADD COLUMN thinned INTEGER NOT NULL DEFAULT 0")
        self._db.execute(TO_THIN)

    def _demote(self, below: int, stock: dict[Group, Stock]) -> None:
        """Rows that waited long are no longer live; births stay, without them the rest is not understood."""
        old = "FROM row WHERE lane='live' AND kind<>'birth' AND seq < ?"
        query = f"SELECT cell, kind, count(*), sum(bytes) {old} GROUP BY cell, kind"
        for cell, kind, rows, size in self._db.execute(query, (below,)).fetchall():
            _add(stock, Group("live", cell, kind), -rows, -size)
            _add(stock, Group("backlog", cell, kind), rows, size)
        self._db.execute(
            "UPDATE row SET lane='backlog' WHERE lane='live' AND kind<>'birth' AND seq < ?", (below,)
        )

    def _count(self, column: str, records: Iterable[tuple[str, int]]) -> None:
        totals: dict[str, int] = {}
        for cell, weight in records:
            totals[cell] = totals.get(cell, 0) + weight
        self._db.executemany(
            f"INSERT INTO count (cell, {column}) VALUES (?1, ?2) "  # noqa: S608  # a constant
            f"ON CONFLICT (cell) DO UPDATE SET {column} = {column} + ?2",
            list(totals.items()),
        )


def _born(drafts: Sequence[Draft], last: int) -> dict[str, int]:
    """Number of each cell's newest live birth, when the newest draft has the number `last`."""
    numbered = enumerate(drafts, last + 1 - len(drafts))
    return {draft.cell: seq for seq, draft in numbered if _is_live_birth(draft)}


def _is_live_birth(draft: Draft) -> bool:
    """A run that is known to end is history and never a cell's present."""
    return draft.kind == "birth" and json.loads(draft.parts[0]).get("until_us") is None


def _add(stock: dict[Group, Stock], group: Group, rows: int, size: int) -> None:
    before = stock.get(group, Stock(0, 0))
    stock[group] = Stock(before.rows + rows, before.bytes + size)
