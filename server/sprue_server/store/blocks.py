"""Frames of one half hour, and stretches of roll-ups, packed into columns once their time is over.

A block is never read together with loose rows of its own stretch: what comes late for a packed stretch has it
unpacked first, and it is packed again when it has been quiet.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sprue_server.store import columns
from sprue_server.store.buckets import STATS, Times, Values, side_by_side
from sprue_server.store.frames import Frames
from sprue_server.store.rungs import RUNGS

BUCKETS = 360  # of one block of roll-ups: an hour of 10 s, 15 days of hours
Which = Sequence[int] | None  # places of channels, -1: one that is not there; None: all


class Chunk(NamedTuple):
    """A stretch of roll-ups that is packed together."""

    size_us: int
    stream: int
    chunk_us: int


def chunk_of(size_us: int, moment_us: int) -> int:
    """Beginning of the stretch that a bucket lies in."""
    return moment_us // (size_us * BUCKETS) * size_us * BUCKETS


def chunk_end(chunk: Chunk) -> int:
    """Moment at which no bucket of the stretch is open any more; a day's bucket may last 25 hours."""
    spare = chunk.size_us // 24 * 2 if chunk.size_us == RUNGS[-1].size_us else 0
    return chunk.chunk_us + (BUCKETS + 1) * chunk.size_us + spare


def pack_frames(frames: Frames) -> bytes:
    """Frames, sorted, as a body: moments, numbers, then a column per channel."""
    return columns.pack([frames.moments, frames.seqs, *frames.values.T])


def count_frames(body: bytes) -> int:
    """How many frames a body holds."""
    return int(columns.unpack(body, [0])[0].size)


def unpack_frames(body: bytes, which: Which = None) -> Frames:
    """Frames of a body, of some channels or all."""
    channels = columns.width(body) - 2
    wanted = range(channels) if which is None else which
    there = [at for at, place in enumerate(wanted) if 0 <= place < channels]
    moments, seqs, *found = columns.unpack(body, [0, 1, *(wanted[at] + 2 for at in there)])
    values = np.full((moments.size, len(wanted)), np.nan)
    for at, column in zip(there, found, strict=True):
        values[:, at] = column
    return Frames(moments, seqs, values)


def pack_buckets(begins: Times, summary: Values) -> bytes:
    """Buckets (n,) and their summaries (n, channels, 6) as a body."""
    flat = summary.reshape(len(begins), -1)
    return columns.pack([begins, *flat.T])


def unpack_buckets(body: bytes, which: Which = None) -> tuple[Times, Values]:
    """Buckets of a body and their summaries, of some channels or all; a channel that is not there counts 0."""
    channels = (columns.width(body) - 1) // STATS
    wanted = range(channels) if which is None else which
    there = [at for at, place in enumerate(wanted) if 0 <= place < channels]
    places = [1 + wanted[at] * STATS + stat for at in there for stat in range(STATS)]
    begins, *found = columns.unpack(body, [0, *places])
    summary = nothing_measured(begins.size, len(wanted))
    for number, column in enumerate(found):
        summary[:, there[number // STATS], number % STATS] = column
    return begins, summary


def nothing_measured(buckets: int, channels: int) -> Values:
    """Summaries without a reading."""
    summary = np.full((buckets, channels, STATS), np.nan)
    summary[..., -1] = 0
    return summary


def joined_buckets(parts: Sequence[tuple[Times, Values]], which: Which) -> tuple[Times, Values]:
    """Several stretches as one, in order of time; what is narrower is filled up with channels that count 0.

    Rows of a table come in any order, and PostgreSQL changes its mind about it.
    """
    some = [part for part in parts if part[0].size]
    if not some:
        return np.empty(0, dtype=np.int64), nothing_measured(0, len(which or ()))
    begins = np.concatenate([begin for begin, _ in some])
    flat = side_by_side([summary.reshape(len(summary), -1) for _, summary in some])
    summary = flat.reshape(begins.size, -1, STATS)
    summary[np.isnan(summary[..., -1]), -1] = 0
    order = np.argsort(begins, kind="stable")
    return begins[order], summary[order]
