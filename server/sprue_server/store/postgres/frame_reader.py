"""Reads frames, marks and tallies; safe from any thread."""

from collections import Counter
from collections.abc import Sequence

from sprue_server.store.frame_reading import FrameReading, Row
from sprue_server.store.frames import MINUTE_US, Half, Mark, Teller, half_of
from sprue_server.store.postgres.asking import Asking

# the key begins with the cell; one statement sees one moment, at which a half hour is either loose or packed
PERIOD = "cell = (SELECT cell FROM stream WHERE id = %s) AND stream = %s AND half_us >= %s AND half_us < %s"
ROWS = f"""SELECT seq, count, body FROM frames.bundle WHERE {PERIOD}
    UNION ALL SELECT 0, 0, body FROM frames.block WHERE {PERIOD}"""  # noqa: S608
OWN = "cell = (SELECT cell FROM stream WHERE id = %s) AND stream = %s"
NEWEST = f"""SELECT max(half_us) FROM (
    SELECT max(half_us) AS half_us FROM frames.bundle WHERE {OWN}
    UNION ALL SELECT max(half_us) FROM frames.block WHERE {OWN}) AS newest"""  # noqa: S608
HALVES = """SELECT stream, half_us FROM frames.loose WHERE half_us >= %s
    UNION SELECT stream, half_us FROM frames.block WHERE half_us >= %s"""
RIPE = """SELECT stream, half_us FROM frames.loose WHERE half_us < %s AND NOT EXISTS (
    SELECT FROM frames.dirty WHERE dirty.stream = loose.stream
    AND minute_us >= half_us AND minute_us < half_us + 1800000000) LIMIT %s"""
PURGED = "SELECT until_us FROM frames.purged WHERE stream = %s"
OLD = """SELECT stream, half_us FROM (
    SELECT stream, half_us FROM frames.block UNION SELECT stream, half_us FROM frames.loose) AS half
    WHERE half_us + 1800000000 <= %s AND NOT EXISTS (
    SELECT FROM frames.dirty WHERE dirty.stream = half.stream
    AND minute_us >= half_us AND minute_us < half_us + 1800000000) ORDER BY half_us LIMIT %s"""
DIRTY = """SELECT minute_us FROM frames.dirty
    WHERE stream = %s AND minute_us >= %s AND minute_us < %s ORDER BY minute_us"""
MARKS = "SELECT stream, minute_us, generation FROM frames.dirty ORDER BY minute_us DESC LIMIT %s"
TALLIES = "SELECT gateway, session, cell, stored FROM frames.tally"


class FrameTableReader(FrameReading):
    """Frames of one database."""

    def __init__(self, ask: Asking) -> None:
        self._ask = ask

    def rows(self, stream: int, from_half: int, to_half: int) -> Sequence[Row]:
        """Bundles and blocks of the half hours that begin in a period, as one moment saw them."""
        return self._ask(ROWS, (stream, stream, from_half, to_half) * 2)

    def newest_half(self, stream: int) -> int | None:
        """The newest half hour of which there are frames."""
        newest: int | None = self._ask(NEWEST, (stream,) * 4)[0][0]
        return newest

    def halves(self, from_us: int) -> list[Half]:
        """All half hours of all streams of which there are frames, from a moment on."""
        return [Half(*row) for row in self._ask(HALVES, (half_of(from_us),) * 2)]

    def ripe(self, before_us: int, limit: int) -> list[Half]:
        """Loose half hours that began before a moment and are rolled up."""
        return [Half(*row) for row in self._ask(RIPE, (before_us, limit))]

    def old(self, before_us: int, limit: int) -> list[Half]:
        """Rolled-up half hours that ended before a moment, the oldest first."""
        return [Half(*row) for row in self._ask(OLD, (before_us, limit))]

    def purged(self) -> dict[int, int]:
        """Up to when the frames of streams are gone."""
        return dict(self._ask("SELECT stream, until_us FROM frames.purged"))

    def purged_until(self, stream: int, _from_us: int, _to_us: int) -> int:
        """Up to when a stream's frames of a period are gone; 0: they are all there."""
        return max((until for (until,) in self._ask(PURGED, (stream,))), default=0)

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
