"""Frames in one file per month of UTC; a month is purged by deleting its file."""

import sqlite3
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from pathlib import Path

from sprue_server.store.frames import MINUTE_US, Frame, Mark, Teller, Told, month_of
from sprue_server.store.sqlite.files import Change, open_file

VERSION = 1
OPEN_FILES = 4  # of which a back-fill needs two
SCHEMA = """
CREATE TABLE frame (
    stream INTEGER NOT NULL, measured_us INTEGER NOT NULL, seq INTEGER NOT NULL, vals BLOB NOT NULL,
    PRIMARY KEY (stream, measured_us, seq)
) WITHOUT ROWID;
CREATE TABLE dirty (
    stream INTEGER NOT NULL, minute_us INTEGER NOT NULL, generation INTEGER NOT NULL,
    PRIMARY KEY (stream, minute_us)
) WITHOUT ROWID;
CREATE TABLE tally (
    gateway TEXT NOT NULL, session TEXT NOT NULL, cell TEXT NOT NULL, stored INTEGER NOT NULL,
    PRIMARY KEY (gateway, session, cell)
) WITHOUT ROWID;
"""
INSERT = "INSERT INTO frame VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
MARK = """INSERT INTO dirty VALUES (?, ?, 1)
    ON CONFLICT DO UPDATE SET generation = generation + 1"""
MARK_ALL = """INSERT INTO dirty
    SELECT DISTINCT stream, measured_us / 60000000 * 60000000, 1 FROM frame WHERE true
    ON CONFLICT DO UPDATE SET generation = generation + 1"""
CLEAR = "DELETE FROM dirty WHERE stream = ? AND minute_us = ? AND generation = ?"
COUNT = """INSERT INTO tally VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET stored = stored + excluded.stored"""


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

    def write(self, told: Told) -> int:
        """Store frames, month by month; how many were new. What is there already stays as it is."""
        by_month: dict[str, dict[Teller, list[Frame]]] = defaultdict(lambda: defaultdict(list))
        for teller, frames in told.items():
            for frame in frames:
                by_month[month_of(frame.measured_us)][teller].append(frame)
        return sum(self._write_month(month, parts) for month, parts in sorted(by_month.items()))

    def clear(self, marks: Iterable[Mark]) -> None:
        """Forget marks that have been rolled up, unless they were set again meanwhile."""
        by_month: dict[str, list[Mark]] = defaultdict(list)
        for mark in marks:
            by_month[mark.month].append(mark)
        for month, some in by_month.items():
            with Change(self._file(month)) as db:
                db.executemany(CLEAR, [mark[1:] for mark in some])

    def mark_all(self) -> None:
        """Have every minute rolled up again."""
        for month in months(self.data):
            with Change(self._file(month)) as db:
                db.execute(MARK_ALL)

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

    def _write_month(self, month: str, parts: dict[Teller, list[Frame]]) -> int:
        with Change(self._file(month)) as db:
            return sum(_insert(db, teller, frames) for teller, frames in parts.items())

    def _file(self, month: str) -> sqlite3.Connection:
        if month not in self._open:
            while len(self._open) >= OPEN_FILES:
                self._open.popitem(last=False)[1].close()
            self._open[month] = open_file(frame_file(self.data, month), SCHEMA, VERSION)
        self._open.move_to_end(month)
        return self._open[month]


def _insert(db: sqlite3.Connection, teller: Teller, frames: list[Frame]) -> int:
    before = db.total_changes
    db.executemany(INSERT, frames)
    new = db.total_changes - before
    if new:
        minutes = {(frame.stream, frame.measured_us // MINUTE_US * MINUTE_US) for frame in frames}
        db.executemany(MARK, sorted(minutes))
        db.execute(COUNT, (*teller, new))
    return new
