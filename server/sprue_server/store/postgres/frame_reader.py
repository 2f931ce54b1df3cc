"""Reads frames, marks and tallies; safe from any thread."""

from collections import Counter

import numpy as np

from sprue_server.store.buckets import Times, Values, matrix
from sprue_server.store.frames import MINUTE_US, Mark, Teller
from sprue_server.store.postgres.asking import Asking

# the key begins with the cell
READ = """SELECT measured_us, vals FROM frames.frame
    WHERE cell = (SELECT cell FROM stream WHERE id = %s) AND stream = %s
    AND measured_us >= %s AND measured_us < %s ORDER BY measured_us, seq"""
DIRTY = """SELECT minute_us FROM frames.dirty
    WHERE stream = %s AND minute_us >= %s AND minute_us < %s ORDER BY minute_us"""
MARKS = "SELECT stream, minute_us, generation FROM frames.dirty ORDER BY minute_us DESC LIMIT %s"
LATEST = """SELECT max(measured_us) FROM frames.frame
    WHERE cell = (SELECT cell FROM stream WHERE id = %s) AND stream = %s"""
TALLIES = "SELECT gateway, session, cell, stored FROM frames.tally"


class FrameTableReader:
    """Frames of one database."""

    def __init__(self, ask: Asking) -> None:
        self._ask = ask

    def read(self, stream: int, from_us: int, to_us: int) -> tuple[Times, Values]:
        """Frames of a stream with from_us <= measured_us < to_us, by time: moments and (moments, channels)."""
        rows = self._ask(READ, (stream, stream, from_us, to_us))
        moments = np.array([moment for moment, _ in rows], dtype=np.int64)
        return moments, matrix([vals for _, vals in rows])

    def dirty(self, stream: int, from_us: int, to_us: int) -> list[int]:
        """Minutes that touch a period and that the roll-ups have not seen yet."""
        begin = from_us // MINUTE_US * MINUTE_US
        return [minute for (minute,) in self._ask(DIRTY, (stream, begin, to_us))]

    def marks(self, limit: int) -> list[Mark]:
        """Minutes to roll up, newest first: people look at the present while a back-fill runs."""
        return [Mark("", *row) for row in self._ask(MARKS, (limit,))]

    def behind(self) -> int:
        """How many minutes of streams wait to be rolled up."""
        return int(self._ask("SELECT count(*) FROM frames.dirty")[0][0])

    def tallies(self) -> Counter[Teller]:
        """Frames stored, per teller."""
        return Counter({Teller(*teller): stored for *teller, stored in self._ask(TALLIES)})

    def latest(self, stream: int) -> int | None:
        """Newest moment of a stream."""
        newest: int | None = self._ask(LATEST, (stream, stream))[0][0]
        return newest
