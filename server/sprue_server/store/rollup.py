"""The roll-up ladder: computed again from frames wherever a minute was marked.

Nothing is ever added to a bucket: it is computed from what lies below it and replaced. So repeats, late data
and a crash between two steps cannot spoil it, and it can be thrown away and is built again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from sprue_server.store import rungs
from sprue_server.store.blocks import BUCKETS, Chunk, Which, chunk_end, chunk_of, pack_buckets
from sprue_server.store.buckets import Times, Values, combine, of_readings, starts
from sprue_server.store.database import FrameReader, Ladder, LadderChange, LadderWriter
from sprue_server.store.frames import MINUTE_US, Mark
from sprue_server.store.packing import Quiet
from sprue_server.store.roll_reading import loose_of
from sprue_server.store.rungs import RUNGS, Rung

CHUNKS_AT_ONCE = 8  # some 20 ms each, and of several hubs one at a time changes the ladder
Buckets = tuple[Times, Values]


class Interval(NamedTuple):
    """A stretch of time, its end not included."""

    from_us: int
    to_us: int


class Where(NamedTuple):
    """A stretch of one stream."""

    stream: int
    part: Interval


class Rollups:
    """Writes the ladder; used by one thread at a time."""

    def __init__(self, ladder: LadderWriter, timezone: str, frames: FrameReader) -> None:
        self.ladder, self.timezone, self.frames = ladder, timezone, frames
        self.quiet = Quiet()

    def complete(self) -> bool:
        """Was it built for this calendar? A new one, or one of another time zone, was not."""
        return self.ladder.built_for() == self.timezone

    def begin_anew(self) -> None:
        """Forget everything but what cannot be computed again; every other minute must have been marked before.

        What is kept of days follows the calendar of its own time.
        """
        with self.ladder.change() as change:
            change.begin_anew(self.timezone, self.frames.purged())

    def roll(self, marks: Iterable[Mark]) -> None:
        """Compute all buckets again that these marked minutes belong to, each once."""
        minutes: dict[int, list[int]] = defaultdict(list)
        for mark in marks:
            minutes[mark.stream].append(mark.minute_us)
        with self.ladder.change() as change:
            for stream, some in sorted(minutes.items()):
                self._roll_stream(change, stream, sorted(some))

    def pack(self, now_us: int) -> int:
        """Pack some stretches that are over and have been left alone; how many."""
        with self.ladder.change() as change:
            over = (chunk for chunk in change.ripe() if chunk_end(chunk) <= now_us and self.quiet(chunk))
            some = list(islice(over, CHUNKS_AT_ONCE))
            for chunk in some:
                end = chunk.chunk_us + BUCKETS * chunk.size_us
                begins, summary = change.read(chunk.size_us, chunk.stream, chunk.chunk_us, end)
                change.pack(chunk, end, pack_buckets(begins, summary))
        return len(some) + self.ladder.tidy()

    def _replace(self, change: LadderChange, rung: Rung, where: Where, buckets: Buckets) -> None:
        change.replace(rung.size_us, where.stream, where.part, buckets)
        ends = {*loose_of(rung.size_us, buckets[0]), chunk_of(rung.size_us, where.part.from_us)}
        self.quiet.touch(Chunk(rung.size_us, where.stream, chunk_us) for chunk_us in ends)

    def _roll_stream(self, change: LadderChange, stream: int, minutes: list[int]) -> None:
        for part in joined(minutes, MINUTE_US):
            moments, values = self.frames.read(stream, *part)
            buckets = self._summed(rungs.TEN_SECONDS, moments, of_readings(values))
            self._replace(change, rungs.TEN_SECONDS, Where(stream, part), buckets)
        touched = minutes
        for rung in RUNGS[1:]:
            touched = sorted({rungs.floor(rung, moment, self.timezone) for moment in touched})
            for part in self._joined(rung, touched):
                lower = rungs.below(rung, part.from_us, self.timezone)
                found = change.read(lower.size_us, stream, *part)
                self._replace(change, rung, Where(stream, part), self._summed(rung, *found))

    def _joined(self, rung: Rung, touched: Sequence[int]) -> Iterator[Interval]:
        """Days stay single: each may have a rung of its own below it."""
        if rung is rungs.DAY:
            yield from (Interval(day, rungs.after(rung, day, self.timezone)) for day in touched)
        else:
            yield from joined(touched, rung.size_us)

    def _summed(self, rung: Rung, moments: Times, summary: Values) -> Buckets:
        buckets = rungs.buckets_of(rung, moments, self.timezone)
        begin = starts(buckets)
        return buckets[begin], combine(summary, begin)


class RollReader:
    """Reads the ladder; safe from any thread."""

    def __init__(self, ladder: Ladder, timezone: str) -> None:
        self.ladder, self.timezone = ladder, timezone

    def ready(self) -> bool:
        """Is there a ladder of this calendar, whose missing minutes are marked?"""
        return self.ladder.built_for() == self.timezone

    def read(self, rung: Rung, stream: int, part: Interval, which: Which = None) -> Buckets:
        """Buckets of a stream that begin in a period: their beginnings and summaries."""
        return self.ladder.read(rung.size_us, stream, *part, which)


def joined(begins: Sequence[int], size_us: int) -> list[Interval]:
    """Neighbouring buckets of one size as one interval; `begins` are sorted."""
    found: list[Interval] = []
    for begin in begins:
        if found and found[-1].to_us >= begin:
            found[-1] = Interval(found[-1].from_us, begin + size_us)
        else:
            found.append(Interval(begin, begin + size_us))
    return found
