"""A chart's answer: per bucket the lowest, highest and mean reading; no extreme is ever lost.

The coarsest rung that is fine enough is read where it covers whole buckets; finer rungs fill in at the edges
of the period, and frames wherever a minute has not been rolled up yet: a chart is never behind.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypedDict

import numpy as np
from numpy.typing import NDArray

from sprue_server.store import buckets, rungs
from sprue_server.store.buckets import COUNT, HIGH, LOW, MEAN, Times, Values
from sprue_server.store.database import FrameReader
from sprue_server.store.frames import MINUTE_US
from sprue_server.store.rollup import Interval, RollReader, joined
from sprue_server.store.rungs import RUNGS, Rung

MOST_VALUES = 2000  # lows and highs of one series together
PATIENCE = 4  # times the usual distance between readings; a longer silence is a gap


class SeriesPart(TypedDict):
    """One channel; the lists are equally long, a None in low, high and mean marks a gap."""

    name: str
    unit: str
    t_us: list[int]
    low: list[float | None]
    high: list[float | None]
    mean: list[float | None]


class Piece(NamedTuple):
    """A stretch of the period and what is read there; no rung: frames."""

    rung: Rung | None
    part: Interval


class Points(NamedTuple):
    """Summaries in order of time: when each begins, how long it reaches, what it says (per channel)."""

    begin: Times
    reach: Times
    summary: Values


class Grid(NamedTuple):
    """The buckets of an answer; `shift_us` puts a local midnight in the middle of a bucket of whole days."""

    rung: Rung | None
    width_us: int
    shift_us: int = 0


def grid(from_us: int, to_us: int, points: int, timezone: str) -> Grid:
    """Choose what to read and how wide an answer's buckets are."""
    most = max(min(points, MOST_VALUES) // 2 - 1, 1)  # one less: the period may begin within a bucket
    wanted = -(-(to_us - from_us) // most)
    rung = rungs.coarsest(wanted)
    size = rung.size_us if rung else 1
    midnight = rungs.floor(rungs.DAY, from_us, timezone) % rungs.DAY_US
    shift = rungs.DAY_US // 2 - midnight if rung is rungs.DAY else 0
    return Grid(rung, max(-(-wanted // size) * size, 1), shift)


def pieces(rung: Rung | None, whole: Interval, dirty: Sequence[int], timezone: str) -> list[Piece]:
    """What to read where, in order of time, without gap or overlap."""
    if rung is None:
        return [Piece(None, whole)]
    found: list[Piece] = []
    begin = whole.from_us
    for hidden in joined(dirty, MINUTE_US):
        low, high = max(hidden.from_us, begin), min(hidden.to_us, whole.to_us)
        found += [*_cover(rung, Interval(begin, low), timezone), Piece(None, Interval(low, high))]
        begin = high
    found += _cover(rung, Interval(begin, whole.to_us), timezone)
    return [piece for piece in found if piece.part.from_us < piece.part.to_us]


def _cover(rung: Rung | None, part: Interval, timezone: str) -> list[Piece]:
    """Whole buckets of this rung, and finer ones at both ends."""
    if part.from_us >= part.to_us:
        return []
    if rung is None:
        return [Piece(None, part)]
    finer = RUNGS[RUNGS.index(rung) - 1] if rung is not RUNGS[0] else None
    low, high = rungs.ceil(rung, part.from_us, timezone), rungs.floor(rung, part.to_us, timezone)
    if low >= high:
        return _cover(finer, part, timezone)
    before, later = Interval(part.from_us, low), Interval(high, part.to_us)
    return [*_cover(finer, before, timezone), Piece(rung, Interval(low, high)), *_cover(finer, later, timezone)]


class Shelves(NamedTuple):
    """Where readings lie, and the calendar that days follow."""

    frames: FrameReader
    rolls: RollReader
    timezone: str


def _with_purged(shelves: Shelves, stream: int, plan: Sequence[Piece]) -> list[Piece]:
    """Where frames are gone the finest roll-ups stand in for them; a bucket belongs to where it begins."""
    found: list[Piece] = []
    for piece in plan:
        low, high = piece.part
        gone = low if piece.rung else min(max(shelves.frames.purged_until(stream, low, high), low), high)
        parts = Piece(RUNGS[0], Interval(low, gone)), Piece(piece.rung, Interval(gone, high))
        found += [part for part in parts if part.part.from_us < part.part.to_us]
    return found


def gather(shelves: Shelves, stream: int, rung: Rung | None, part: Interval, columns: Sequence[int]) -> Points:
    """Read a stream; `columns` picks channels, -1 stands for one that the stream does not have."""
    usable = rung if shelves.rolls.ready() else None
    dirty = (
        shelves.frames.dirty(stream, *part) if usable else []
    )  # asked first: what is rolled up later is whole
    plan = _with_purged(shelves, stream, pieces(usable, part, dirty, shelves.timezone))
    parts = [_read(shelves, stream, piece, columns) for piece in plan]
    return Points(*(np.concatenate(some) for some in zip(*parts, strict=True)))


def nothing(channels: int) -> Points:
    """No reading at all."""
    none = np.empty(0, dtype=np.int64)
    return Points(none, none, np.empty((0, channels, buckets.STATS)))


def merged(parts: Sequence[Points], channels: int) -> Points:
    """Readings of several streams as one, in order of time."""
    some = [part for part in parts if part.begin.size] or [nothing(channels)]
    if len(some) == 1:
        return some[0]
    begin, reach, summary = (np.concatenate(values) for values in zip(*some, strict=True))
    order = np.argsort(begin, kind="stable")
    return Points(begin[order], reach[order], summary[order])


def channel(points: Points, place: int) -> Points:
    """One channel of many."""
    return Points(points.begin, points.reach, points.summary[:, place])


def drawn(name: str, unit: str, points: Points, on: Grid) -> SeriesPart:
    """One channel's points on a grid: at most one per bucket, gaps marked in the first empty bucket."""
    there = points.summary[:, COUNT] > 0
    begin, reach = points.begin[there], points.reach[there]
    key = (begin + on.shift_us) // on.width_us
    first = buckets.starts(key)
    summary = buckets.combine(points.summary[there][:, None], first)[:, 0]
    gaps = _gaps(begin, reach, key, first)
    moments = np.insert(begin[first], gaps, (key[first[gaps] - 1] + 1) * on.width_us - on.shift_us)
    values = np.insert(summary, gaps, np.nan, axis=0)
    return SeriesPart(
        name=name,
        unit=unit,
        t_us=moments.tolist(),
        low=_listed(values[:, LOW]),
        high=_listed(values[:, HIGH]),
        mean=_listed(values[:, MEAN]),
    )


def _gaps(begin: Times, reach: Times, key: Times, first: NDArray[np.intp]) -> NDArray[np.intp]:
    """Indices in `first` before which a bucket is empty although readings usually come closer together."""
    if begin.size < 2:  # noqa: PLR2004  # one reading has no neighbour
        return np.empty(0, dtype=np.intp)
    silence = np.maximum(begin[1:] - begin[:-1] - reach[:-1], 0)
    usual = np.median(silence)
    later = first[1:]
    empty = key[later] - key[later - 1] > 1
    return np.flatnonzero(empty & (silence[later - 1] > PATIENCE * usual)) + 1


def _read(shelves: Shelves, stream: int, piece: Piece, columns: Sequence[int]) -> Points:
    if piece.rung is None:
        begin, values = shelves.frames.read(stream, *piece.part, columns)
        return Points(begin, np.zeros_like(begin), buckets.of_readings(values))
    begin, summary = shelves.rolls.read(piece.rung, stream, piece.part, columns)
    return Points(begin, _reach(piece.rung, begin, shelves.timezone), summary)


def _reach(rung: Rung, begin: Times, timezone: str) -> Times:
    if rung is not rungs.DAY:
        return np.full_like(begin, rung.size_us)
    return np.array([rungs.after(rung, day, timezone) - day for day in begin.tolist()], dtype=np.int64)


def _listed(values: NDArray[np.float64]) -> list[float | None]:
    return [None if value != value else value for value in values.tolist()]  # noqa: PLR0124  # only NaN
