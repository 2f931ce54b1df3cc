"""The roll-up ladder: computed again from frames wherever a minute was marked.

Nothing is ever added to a bucket: it is computed from what lies below it and replaced. So repeats, late data
and a crash between two steps cannot spoil it, and it can be thrown away and is built again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from sprue_server.store import rungs
from sprue_server.store.buckets import Bucket, Times, Values, combine, of_readings, starts, summaries
from sprue_server.store.database import FrameReader, Ladder, LadderChange, LadderWriter
from sprue_server.store.frames import MINUTE_US, Mark
from sprue_server.store.rungs import RUNGS, Rung


class Interval(NamedTuple):
    """A stretch of time, its end not included."""

    from_us: int
    to_us: int


class Rollups:
    """Writes the ladder; used by one thread at a time."""

    def __init__(self, ladder: LadderWriter, timezone: str, frames: FrameReader) -> None:
        self.ladder, self.timezone, self.frames = ladder, timezone, frames

    def complete(self) -> bool:
        """Was it built for this calendar? A new one, or one of another time zone, was not."""
        return self.ladder.built_for() == self.timezone

    def begin_anew(self) -> None:
        """Forget everything; every minute must have been marked before."""
        with self.ladder.change() as change:
            change.begin_anew(self.timezone)

    def roll(self, marks: Iterable[Mark]) -> None:
        """Compute all buckets again that these marked minutes belong to, each once."""
        minutes: dict[int, list[int]] = defaultdict(list)
        for mark in marks:
            minutes[mark.stream].append(mark.minute_us)
        with self.ladder.change() as change:
            for stream, some in sorted(minutes.items()):
                self._roll_stream(change, stream, sorted(some))

    def _roll_stream(self, change: LadderChange, stream: int, minutes: list[int]) -> None:
        for part in joined(minutes, MINUTE_US):
            moments, values = self.frames.read(stream, *part)
            buckets = self._summed(rungs.TEN_SECONDS, moments, of_readings(values))
            change.replace(rungs.TEN_SECONDS.size_us, stream, part, buckets)
        touched = minutes
        for rung in RUNGS[1:]:
            touched = sorted({rungs.floor(rung, moment, self.timezone) for moment in touched})
            for part in self._joined(rung, touched):
                lower = rungs.below(rung, part.from_us, self.timezone)
                rows = change.read(lower.size_us, stream, *part)
                change.replace(rung.size_us, stream, part, self._summed(rung, *unpacked(rows)))

    def _joined(self, rung: Rung, touched: Sequence[int]) -> Iterator[Interval]:
        """Days stay single: each may have a rung of its own below it."""
        if rung is rungs.DAY:
            yield from (Interval(day, rungs.after(rung, day, self.timezone)) for day in touched)
        else:
            yield from joined(touched, rung.size_us)

    def _summed(self, rung: Rung, moments: Times, summary: Values) -> list[Bucket]:
        buckets = rungs.buckets_of(rung, moments, self.timezone)
        begin = starts(buckets)
        rows = zip(buckets[begin].tolist(), combine(summary, begin), strict=True)
        return [(bucket, row.tobytes()) for bucket, row in rows]


class RollReader:
    """Reads the ladder; safe from any thread."""

    def __init__(self, ladder: Ladder, timezone: str) -> None:
        self.ladder, self.timezone = ladder, timezone

    def ready(self) -> bool:
        """Is there a ladder of this calendar, whose missing minutes are marked?"""
        return self.ladder.built_for() == self.timezone

    def read(self, rung: Rung, stream: int, part: Interval) -> tuple[Times, Values]:
        """Buckets of a stream that begin in a period: their beginnings and summaries."""
        return unpacked(self.ladder.read(rung.size_us, stream, *part))


def unpacked(rows: Sequence[Bucket]) -> tuple[Times, Values]:
    """Kept buckets as arrays: their beginnings and summaries."""
    moments = np.array([bucket for bucket, _ in rows], dtype=np.int64)
    return moments, summaries([vals for _, vals in rows])


def joined(begins: Sequence[int], size_us: int) -> list[Interval]:
    """Neighbouring buckets of one size as one interval; `begins` are sorted."""
    found: list[Interval] = []
    for begin in begins:
        if found and found[-1].to_us >= begin:
            found[-1] = Interval(found[-1].from_us, begin + size_us)
        else:
            found.append(Interval(begin, begin + size_us))
    return found
