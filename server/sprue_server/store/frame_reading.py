"""What every reader of frames does with the rows that its database gives: bundles and blocks become arrays."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

import numpy as np

from sprue_server.store.blocks import Which, unpack_frames
from sprue_server.store.buckets import Times, Values, picked
from sprue_server.store.frames import HALF_US, Frames, Half, half_of, in_time, joined_frames, unbundled

Row = tuple[int, int, bytes]  # seq, count and body of a bundle; of a block the count is 0


class FrameReading(ABC):
    """Frames of one store; subclasses ask their database. Safe from any thread."""

    @abstractmethod
    def rows(self, stream: int, from_half: int, to_half: int) -> Sequence[Row]:
        """Bundles and blocks of the half hours that begin in a period, as one moment saw them."""

    @abstractmethod
    def newest_half(self, stream: int) -> int | None:
        """The newest half hour of which there are frames."""

    def frames(self, stream: int, from_us: int, to_us: int, which: Which = None) -> Frames:
        """Frames with from_us <= moment < to_us, in order of time, of some channels or all."""
        rows = self.rows(stream, half_of(from_us), to_us)
        found = in_time(joined_frames([*_loose(rows, which), *_packed(rows, which)], len(which or ())))
        begin, end = np.searchsorted(found.moments, (from_us, to_us))
        return found.at(slice(begin, end))

    def read(self, stream: int, from_us: int, to_us: int, which: Which = None) -> tuple[Times, Values]:
        """Moments and values (moments, channels) of a stream with from_us <= moment < to_us, by time."""
        found = self.frames(stream, from_us, to_us, which)
        return found.moments, found.values

    def latest(self, stream: int) -> int | None:
        """Newest moment of a stream."""
        half = self.newest_half(stream)
        if half is None:
            return None
        moments, _ = self.read(stream, half, half + HALF_US, [])
        return int(moments[-1]) if moments.size else None

    def half_frames(self, half: Half) -> tuple[Frames, int]:
        """All frames of a half hour, and how many loose bundles they came in."""
        rows = self.rows(half.stream, half.half_us, half.half_us + 1)
        found = in_time(joined_frames([*_loose(rows, None), *_packed(rows, None)]))
        return found, sum(count > 0 for _, count, _ in rows)


def _loose(rows: Iterable[Row], which: Which) -> list[Frames]:
    some = [row for row in rows if row[1]]
    if not some:
        return []
    moments, seqs, values = unbundled(some)
    return [Frames(moments, seqs, picked(values, which, np.nan))]


def _packed(rows: Iterable[Row], which: Which) -> list[Frames]:
    return [unpack_frames(body, which) for _, count, body in rows if not count]
