"""Reads frames, marks and tallies across the months; safe from any thread."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sprue_server.store.frame_reading import FrameReading, Row
from sprue_server.store.frames import MINUTE_US, Half, Mark, Teller, half_of, month_of
from sprue_server.store.sqlite.frames import frame_file, months
from sprue_server.store.sqlite.pool import ReadPool

# one statement sees one moment: a half hour is loose or packed, never both or neither
ROWS = """SELECT seq, count, body FROM bundle WHERE stream = ?1 AND half_us >= ?2 AND half_us < ?3
    UNION ALL SELECT 0, 0, body FROM block WHERE stream = ?1 AND half_us >= ?2 AND half_us < ?3"""
NEWEST = """SELECT max(half_us) FROM (
    SELECT max(half_us) AS half_us FROM bundle WHERE stream = ?1
    UNION ALL SELECT max(half_us) FROM block WHERE stream = ?1)"""
HALVES = """SELECT stream, half_us FROM loose WHERE half_us >= ?1
    UNION SELECT stream, half_us FROM block WHERE half_us >= ?1"""
RIPE = """SELECT stream, half_us FROM loose WHERE half_us < ? AND NOT EXISTS (
    SELECT * FROM dirty WHERE dirty.stream = loose.stream
    AND minute_us >= half_us AND minute_us < half_us + 1800000000) LIMIT ?"""
PURGED = "SELECT until_us FROM purged WHERE stream = ?"
OLD = """SELECT stream, half_us FROM (
    SELECT stream, half_us FROM block UNION SELECT stream, half_us FROM loose) AS half
    WHERE half_us + 1800000000 <= ? AND NOT EXISTS (
    SELECT * FROM dirty WHERE dirty.stream = half.stream
    AND minute_us >= half_us AND minute_us < half_us + 1800000000) ORDER BY half_us LIMIT ?"""
DIRTY = "SELECT minute_us FROM dirty WHERE stream = ? AND minute_us >= ? AND minute_us < ? ORDER BY minute_us"
MARKS = "SELECT stream, minute_us, generation FROM dirty ORDER BY minute_us DESC LIMIT ?"


class FrameFileReader(FrameReading):
    """Frames of one data folder."""

    def __init__(self, data: Path) -> None:
        self.data, self._pool = data, ReadPool()

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()

    def rows(self, stream: int, from_half: int, to_half: int) -> Sequence[Row]:
        """Bundles and blocks of the half hours that begin in a period, as one moment saw them."""
        found: list[Row] = []
        for month in self._months(from_half, to_half):
            found += self._ask(month, ROWS, (stream, from_half, to_half))
        return found

    def newest_half(self, stream: int) -> int | None:
        """The newest half hour of which there are frames."""
        for month in reversed(months(self.data)):
            newest: int | None = self._ask(month, NEWEST, (stream,))[0][0]
            if newest is not None:
                return newest
        return None

    def halves(self, from_us: int) -> list[Half]:
        """All half hours of all streams of which there are frames, from a moment on."""
        some = [month for month in months(self.data) if month >= month_of(from_us)]
        return [Half(*row) for month in some for row in self._ask(month, HALVES, (half_of(from_us),))]

    def ripe(self, before_us: int, limit: int) -> list[Half]:
        """Loose half hours that began before a moment and are rolled up."""
        found: list[Half] = []
        for month in months(self.data):
            found += [Half(*row) for row in self._ask(month, RIPE, (before_us, limit - len(found)))]
            if len(found) >= limit:
                break
        return found

    def old(self, before_us: int, limit: int) -> list[Half]:
        """Rolled-up half hours that ended before a moment, the oldest months first."""
        found: list[Half] = []
        for month in self._months(0, before_us):
            found += [Half(*row) for row in self._ask(month, OLD, (before_us, limit - len(found)))]
            if len(found) >= limit:
                break
        return found

    def purged(self) -> dict[int, int]:
        """Up to when the frames of streams are gone."""
        found: dict[int, int] = {}
        for month in months(self.data):
            for stream, until_us in self._ask(month, "SELECT stream, until_us FROM purged", ()):
                found[stream] = max(until_us, found.get(stream, 0))
        return found

    def purged_until(self, stream: int, from_us: int, to_us: int) -> int:
        """Up to when a stream's frames of a period are gone; 0: they are all there."""
        asked = (self._ask(month, PURGED, (stream,)) for month in self._months(from_us, to_us))
        return max((until for rows in asked for (until,) in rows), default=0)

    def dirty(self, stream: int, from_us: int, to_us: int) -> list[int]:
        """Minutes that touch a period and that the roll-ups have not seen yet."""
        found: list[int] = []
        begin = from_us // MINUTE_US * MINUTE_US
        for month in self._months(from_us, to_us):
            found += [minute for (minute,) in self._ask(month, DIRTY, (stream, begin, to_us))]
        return found

    def marks(self, limit: int) -> list[Mark]:
        """Minutes to roll up, newest first: people look at the present while a back-fill runs."""
        found: list[Mark] = []
        for month in reversed(months(self.data)):
            rows = self._ask(month, MARKS, (limit - len(found),))
            found += [Mark(month, *row) for row in rows]
            if len(found) >= limit:
                break
        return found

    def behind(self) -> int:
        """How many minutes of streams wait to be rolled up."""
        return sum(self._ask(month, "SELECT count(*) FROM dirty", ())[0][0] for month in months(self.data))

    def tallies(self) -> Counter[Teller]:
        """Frames stored, per teller, over all months."""
        found: Counter[Teller] = Counter()
        for month in months(self.data):
            for *teller, stored in self._ask(month, "SELECT * FROM tally", ()):
                found[Teller(*teller)] += stored
        return found

    def _months(self, from_us: int, to_us: int) -> list[str]:
        first, last = month_of(max(from_us, 0)), month_of(max(to_us, 0))
        return [month for month in months(self.data) if first <= month <= last]

    def _ask(self, month: str, question: str, values: tuple[int, ...]) -> list[Any]:
        with self._pool.lend(frame_file(self.data, month)) as db:
            return db.execute(question, values).fetchall()
