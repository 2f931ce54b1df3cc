"""Reads frames, marks and tallies across the months; safe from any thread."""

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from sprue_server.store.buckets import Times, Values, matrix
from sprue_server.store.frames import MINUTE_US, Mark, Teller, month_of
from sprue_server.store.sqlite.frames import frame_file, months
from sprue_server.store.sqlite.pool import ReadPool

READ = """SELECT measured_us, vals FROM frame
    WHERE stream = ? AND measured_us >= ? AND measured_us < ? ORDER BY measured_us, seq"""
DIRTY = "SELECT minute_us FROM dirty WHERE stream = ? AND minute_us >= ? AND minute_us < ? ORDER BY minute_us"
MARKS = "SELECT stream, minute_us, generation FROM dirty ORDER BY minute_us DESC LIMIT ?"
LATEST = "SELECT max(measured_us) FROM frame WHERE stream = ?"


class FrameFileReader:
    """Frames of one data folder."""

    def __init__(self, data: Path) -> None:
        self.data, self._pool = data, ReadPool()

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()

    def read(self, stream: int, from_us: int, to_us: int) -> tuple[Times, Values]:
        """Frames of a stream with from_us <= measured_us < to_us, by time: moments and (moments, channels)."""
        rows: list[Any] = []
        for month in self._months(from_us, to_us):
            rows += self._ask(month, READ, (stream, from_us, to_us))
        moments = np.array([moment for moment, _ in rows], dtype=np.int64)
        return moments, matrix([vals for _, vals in rows])

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

    def latest(self, stream: int) -> int | None:
        """Newest moment of a stream."""
        for month in reversed(months(self.data)):
            newest: int | None = self._ask(month, LATEST, (stream,))[0][0]
            if newest is not None:
                return newest
        return None

    def _months(self, from_us: int, to_us: int) -> list[str]:
        first, last = month_of(max(from_us, 0)), month_of(max(to_us, 0))
        return [month for month in months(self.data) if first <= month <= last]

    def _ask(self, month: str, question: str, values: tuple[int, ...]) -> list[Any]:
        with self._pool.lend(frame_file(self.data, month)) as db:
            return db.execute(question, values).fetchall()
