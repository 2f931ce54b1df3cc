"""Wide frames: all continuous channels of a cell at one moment, written once and never altered.

They come and are kept by the record: what one record brought of one half hour is a `Bundle`, known by the
record's number, so that a repeat is harmless. Half hours that are over become compressed columns (`blocks`).
Frames tell by themselves how many are stored of whom (`tally`) and which minutes the roll-ups have not seen yet
(`dirty`); both change in the frames' own transaction.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_server.store.buckets import Times, Values, side_by_side

MINUTE_US = 60_000_000
HALF_US = 30 * MINUTE_US
DAY_US = 86_400_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Teller(NamedTuple):
    """Who sent records about what: the unit of the counters."""

    gateway: str
    session: str
    cell: str


class Half(NamedTuple):
    """A half hour of UTC of one stream."""

    stream: int
    half_us: int


class Bundle(NamedTuple):
    """Frames that one record brought of one half hour.

    `body` holds as many moments (int64) as there are frames, then as many rows of values (float64; NaN: not
    measured), little-endian.
    """

    stream: int
    half_us: int
    seq: int
    frames: int
    body: bytes

    @property
    def half(self) -> Half:
        """Where it belongs."""
        return Half(self.stream, self.half_us)


class Frames(NamedTuple):
    """Frames as arrays: moments, numbers of their records (frames,), values (frames, channels)."""

    moments: Times
    seqs: Times
    values: Values

    def at(self, which: NDArray[np.intp] | slice) -> "Frames":
        """Some of them."""
        return Frames(self.moments[which], self.seqs[which], self.values[which])


Told = Mapping[Teller, Sequence[Bundle]]


class Mark(NamedTuple):
    """A minute of a stream that must be rolled up; another generation means: changed again since."""

    month: str
    stream: int
    minute_us: int
    generation: int


def body_of(moments: Times, values: Values) -> bytes:
    """Frames as a bundle keeps them."""
    return moments.astype("<i8").tobytes() + values.astype("<f8").tobytes()


def minutes_of(bundles: Iterable[Bundle], purged: Mapping[int, int]) -> list[tuple[int, int]]:
    """(stream, minute_us) that these frames touch, sorted.

    Not those of which other frames are purged: what is rolled up of them must not be computed from the rest.
    """
    moments: dict[int, list[bytes]] = defaultdict(list)
    for stream, _, _, count, body in bundles:
        moments[stream].append(body[: 8 * count])
    found: list[tuple[int, int]] = []
    for stream, some in sorted(moments.items()):
        minutes = np.unique(np.frombuffer(b"".join(some), dtype="<i8") // MINUTE_US * MINUTE_US)
        found += [(stream, minute) for minute in minutes.tolist() if minute >= purged.get(stream, 0)]
    return found


def all_minutes(half: Half) -> list[tuple[int, int]]:
    """(stream, minute_us) of a half hour."""
    return [(half.stream, half.half_us + begin) for begin in range(0, HALF_US, MINUTE_US)]


def unbundled(rows: Iterable[tuple[int, int, bytes]]) -> Frames:
    """Frames of (seq, count, body), in the order of the rows; a row that is too short is filled up with NaN."""
    shapes: dict[tuple[int, int], list[tuple[int, bytes]]] = defaultdict(list)
    for seq, count, body in rows:
        shapes[count, len(body)].append((seq, body))
    parts = [_of_one_shape(count, some) for (count, _), some in shapes.items()]
    return joined_frames(parts)


def _of_one_shape(count: int, some: Sequence[tuple[int, bytes]]) -> Frames:
    whole = np.frombuffer(b"".join(body for _, body in some), dtype="<i8").reshape(len(some), -1)
    moments, values = whole[:, :count].ravel(), whole[:, count:].view("<f8")
    seqs = np.repeat(np.array([seq for seq, _ in some], dtype=np.int64), count)
    return Frames(moments, seqs, values.reshape(moments.size, -1) if count else np.empty((0, 0)))


def joined_frames(parts: Sequence[Frames], channels: int = 0) -> Frames:
    """Several as one; of none that has so many channels."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        nothing = np.empty(0, dtype=np.int64)
        return Frames(nothing, nothing, np.empty((0, channels)))
    moments, seqs = (np.concatenate([part[place] for part in parts]) for place in (0, 1))
    return Frames(moments, seqs, side_by_side([part.values for part in parts]))


def in_time(frames: Frames) -> Frames:
    """By moment, and of one moment by number."""
    return frames.at(np.lexsort((frames.seqs, frames.moments)))


def bundled(half: Half, frames: Frames) -> Iterator[Bundle]:
    """Frames of one half hour as the bundles that they came in."""
    moments, seqs, values = frames.at(np.argsort(frames.seqs, kind="stable"))
    edges: NDArray[np.intp] = np.flatnonzero(np.r_[True, seqs[1:] != seqs[:-1], True])
    for begin, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        body = body_of(moments[begin:end], values[begin:end])
        yield Bundle(*half, int(seqs[begin]), end - begin, body)


def half_of(moment_us: int) -> int:
    """Beginning of the half hour that a moment falls into."""
    return moment_us // HALF_US * HALF_US


def month_of(measured_us: int) -> str:
    """Month of UTC that a moment falls into, for example 202611."""
    return _month_of_day(measured_us // DAY_US)


@lru_cache(maxsize=512)
def _month_of_day(day: int) -> str:
    return f"{EPOCH + timedelta(days=day):%Y%m}"
