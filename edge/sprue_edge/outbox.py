"""The gateway's memory: every row from the moment it is read until the hub says that it is stored.

One SQLite file per gateway; its life is the **session** that receipts name. Rows, the position their source
goes on from, and the counts change in one transaction. Not thread-safe: `keeper.py` calls it from one thread.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sprue_contract.messages import row_text
from sprue_contract.payloads import CellCount
from sprue_edge.intake import Draft
from sprue_edge.outbox_file import Group, Kept, OutboxFile, Stock
from sprue_edge.thinning import Given, shrink

LIMIT_BYTES = 2_000_000_000
KEEP_RUNS = 8  # births kept per cell: the hub may still meet rows of earlier runs
Range = tuple[int, int]
INSERT = "INSERT INTO row (seq, lane, cell, kind, weight, bytes, text) VALUES (?,?,?,?,?,?,?)"


class Change(NamedTuple):
    """What a transaction did: waiting rows and bytes per group (may be negative), and the counts now."""

    stock: dict[Group, Stock]
    counts: dict[str, CellCount]
    last_seq: int
    grown: Collection[Group] = ()  # where rows have come, even if as many have left
    births: Mapping[str, int] = {}  # cell: number of the birth that says what it is from now on
    aged: bool = False  # live rows have moved to the backlog


class Outbox(OutboxFile):
    """Rows that wait for a receipt."""

    def __init__(self, path: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        super().__init__(path)
        self.limit_bytes = limit_bytes
        self._handed: set[int] = set()  # rows read to be sent: the hub may have them already
        self._bytes = sum(group.bytes for group in self.stock().values())

    def write(
        self,
        drafts: Sequence[Draft],
        receipts: Sequence[Range],
        old_below: int = 0,
    ) -> Change:
        """Keep `drafts`, forget what `receipts` name, move live rows below `old_below` to the backlog.

        Beyond the limit something is given up, but nothing that was handed out to be sent.
        """
        stock: dict[Group, Stock] = {}
        with self._transaction():
            for receipt in receipts:
                self._forget(receipt, stock)
            if old_below:
                self._demote(old_below, stock)
            last = self._keep(drafts, stock)
            grown_bytes = sum(more.bytes for more in stock.values())
            self._give_up(shrink(self._db, self._bytes + grown_bytes, self.limit_bytes, self._handed), stock)
            born = _born(drafts, last)
            grown = {group for group in stock if group.lane == "backlog"} if old_below else set()
            grown |= {Group(draft.lane, draft.cell, draft.kind) for draft in drafts}
            change = Change(stock, self.counts(), last, grown, born, aged=old_below > 0)
        self._bytes += sum(more.bytes for more in stock.values())
        self._take_back(receipts)
        return change

    def rows(self, group: Group, after: int, room_bytes: int, limit: int) -> list[Kept]:
        """The next rows of a group as far as they fit, to be sent; the first comes whatever its size."""
        found = super().rows(group, after, room_bytes, limit)
        self._handed.update(row.seq for row in found)
        return found

    def _take_back(self, receipts: Sequence[Range]) -> None:
        """What is receipted is gone from here."""
        for first, last in receipts:
            if last - first < len(self._handed):
                self._handed.difference_update(range(first, last + 1))
            else:
                self._handed = {seq for seq in self._handed if not first <= seq <= last}

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

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
