"""Frames in one file per month of UTC, which also tells what it holds of whom."""

import sqlite3
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from pathlib import Path

from sprue_server.store.blocks import count_frames, unpack_frames
from sprue_server.store.frames import (
    HALF_US,
    Bundle,
    Half,
    Mark,
    Teller,
    Told,
    all_minutes,
    bundled,
    minutes_of,
    month_of,
)
from sprue_server.store.packing import Packed
from sprue_server.store.sqlite.files import Change, Form, give_back, open_file
from sprue_server.store.sqlite.frames_before import from_version_1

VERSION = 2
OPEN_FILES = 4  # of which a back-fill needs two
SCHEMA = """
CREATE TABLE bundle (
    stream INTEGER NOT NULL, half_us INTEGER NOT NULL, seq INTEGER NOT NULL, count INTEGER NOT NULL,
    body BLOB NOT NULL, PRIMARY KEY (stream, half_us, seq)
) WITHOUT ROWID;
CREATE TABLE block (
    stream INTEGER NOT NULL, half_us INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (stream, half_us)
);
CREATE TABLE loose (
    stream INTEGER NOT NULL, half_us INTEGER NOT NULL, PRIMARY KEY (stream, half_us)
) WITHOUT ROWID;
CREATE TABLE dirty (
    stream INTEGER NOT NULL, minute_us INTEGER NOT NULL, generation INTEGER NOT NULL,
    PRIMARY KEY (stream, minute_us)
) WITHOUT ROWID;
CREATE TABLE purged (stream INTEGER NOT NULL PRIMARY KEY, until_us INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE tally (
    gateway TEXT NOT NULL, session TEXT NOT NULL, cell TEXT NOT NULL, stored INTEGER NOT NULL,
    PRIMARY KEY (gateway, session, cell)
) WITHOUT ROWID;
"""
FORM = Form(SCHEMA, VERSION, upgrades={1: from_version_1})
INSERT = "INSERT INTO bundle VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
LOOSE = "INSERT INTO loose VALUES (?, ?) ON CONFLICT DO NOTHING"
MARK = """INSERT INTO dirty VALUES (?, ?, 1)
    ON CONFLICT DO UPDATE SET generation = generation + 1"""
CLEAR = "DELETE FROM dirty WHERE stream = ? AND minute_us = ? AND generation = ?"
COUNT = """INSERT INTO tally VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET stored = stored + excluded.stored"""
BLOCK = "SELECT body FROM block WHERE stream = ? AND half_us = ?"
BUNDLES = "SELECT count(*) FROM bundle WHERE stream = ? AND half_us = ?"
DIRTY = "SELECT 1 FROM dirty WHERE stream = ? AND minute_us >= ? AND minute_us < ? + 1800000000"
PURGED = (
    "INSERT INTO purged VALUES (?, ?) ON CONFLICT DO UPDATE SET until_us = max(until_us, excluded.until_us)"
)
HERE = "WHERE stream = ? AND half_us = ?"


def frame_file(data: Path, month: str) -> Path:
    """Where the frames of a month lie."""
    return data / f"frames-{month}.db"


def months(data: Path) -> list[str]:
    """Months of which there are frames, oldest first."""
    return sorted(path.stem.removeprefix("frames-") for path in data.glob("frames-*.db"))


class FrameFiles:
    """Writes frames; used by the one writer thread only."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._open: OrderedDict[str, sqlite3.Connection] = OrderedDict()
        self._untidy = set(months(data)[-2:])

    def write(self, told: Told) -> int:
        """Store frames, month by month; how many were new. What is there already stays as it is."""
        by_month: dict[str, dict[Teller, list[Bundle]]] = defaultdict(lambda: defaultdict(list))
        for teller, bundles in told.items():
            for bundle in bundles:
                by_month[month_of(bundle.half_us)][teller].append(bundle)
        return sum(self._write_month(month, parts) for month, parts in sorted(by_month.items()))

    def clear(self, marks: Iterable[Mark]) -> None:
        """Forget marks that have been rolled up, unless they were set again meanwhile."""
        by_month: dict[str, list[Mark]] = defaultdict(list)
        for mark in marks:
            by_month[mark.month].append(mark)
        for month, some in by_month.items():
            with Change(self._file(month)) as db:
                db.executemany(CLEAR, [mark[1:] for mark in some])

    def mark_all(self, halves: Iterable[Half]) -> None:
        """Have all minutes of these half hours rolled up again."""
        by_month: dict[str, list[Half]] = defaultdict(list)
        for half in halves:
            by_month[month_of(half.half_us)].append(half)
        for month, some in by_month.items():
            with Change(self._file(month)) as db:
                for half in some:
                    db.executemany(MARK, all_minutes(half))

    def pack(self, packed: Packed) -> bool:
        """Put a block where its loose bundles were; False: they are no more those that were packed."""
        half = packed.half
        with Change(self._file(month_of(half.half_us))) as db:
            if db.execute(BUNDLES, half).fetchone()[0] != packed.bundles or db.execute(BLOCK, half).fetchone():
                return False
            db.execute("INSERT INTO block VALUES (?, ?, ?)", (*half, packed.body))
            _forget_loose(db, half)
        self._untidy.add(month_of(half.half_us))
        return True

    def purge(self, half: Half) -> int:
        """Delete a half hour that is rolled up; how many frames."""
        with Change(self._file(month_of(half.half_us))) as db:
            if db.execute(DIRTY, (*half, half.half_us)).fetchone():
                return 0  # something came since it was chosen
            gone = _frames_of(db, half)
            db.execute(f"DELETE FROM block {HERE}", half)  # noqa: S608
            _forget_loose(db, half)
            db.execute(PURGED, (half.stream, half.half_us + HALF_US))
        self._untidy.add(month_of(half.half_us))
        return gone

    def tidy(self) -> bool:
        """Give some of the room that packing has freed back to the disk; False: there is none to give."""
        for month in sorted(self._untidy):
            db = self._file(month)
            if give_back(db, idle=db.execute("SELECT 1 FROM loose LIMIT 1").fetchone() is None):
                return True
            self._untidy.discard(month)
        return False

    def look(self) -> None:
        """Open each month once, to see that this program can.

        Raises:
            StoreError: a newer program wrote it.
        """
        for month in months(self.data):
            self._file(month)

    def close(self) -> None:
        """Let go of all files."""
        while self._open:
            self._open.popitem()[1].close()

    def _write_month(self, month: str, parts: dict[Teller, list[Bundle]]) -> int:
        with Change(self._file(month)) as db:
            for half in {bundle.half for bundles in parts.values() for bundle in bundles}:
                _unpack(db, half)
            return sum(_insert(db, teller, bundles) for teller, bundles in parts.items())

    def _file(self, month: str) -> sqlite3.Connection:
        if month not in self._open:
            while len(self._open) >= OPEN_FILES:
                self._open.popitem(last=False)[1].close()
            self._open[month] = open_file(frame_file(self.data, month), FORM)
        self._open.move_to_end(month)
        return self._open[month]


def _insert(db: sqlite3.Connection, teller: Teller, bundles: list[Bundle]) -> int:
    new = [bundle for bundle in bundles if db.execute(INSERT, bundle).rowcount]
    if new:
        db.executemany(LOOSE, {bundle.half for bundle in new})
        db.executemany(MARK, minutes_of(new, dict(db.execute("SELECT stream, until_us FROM purged"))))
        db.execute(COUNT, (*teller, sum(bundle.frames for bundle in new)))
    return sum(bundle.frames for bundle in new)


def _unpack(db: sqlite3.Connection, half: Half) -> None:
    """What comes for a packed half hour must meet loose bundles, or a repeat would not be seen as one."""
    found = db.execute(BLOCK, half).fetchone()
    if found:
        db.execute(f"DELETE FROM block {HERE}", half)  # noqa: S608
        db.executemany(INSERT, bundled(half, unpack_frames(found[0])))
        db.execute(LOOSE, half)


def _frames_of(db: sqlite3.Connection, half: Half) -> int:
    found = db.execute(BLOCK, half).fetchone()
    if found:
        return count_frames(found[0])
    return int(db.execute(f"SELECT coalesce(sum(count), 0) FROM bundle {HERE}", half).fetchone()[0])  # noqa: S608


def _forget_loose(db: sqlite3.Connection, half: Half) -> None:
    db.execute(f"DELETE FROM bundle {HERE}", half)  # noqa: S608
    db.execute(f"DELETE FROM loose {HERE}", half)  # noqa: S608
