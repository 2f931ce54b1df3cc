"""What every keeper of roll-ups does with its database's rows: buckets and blocks become arrays."""

from collections.abc import Iterator, Sequence

import numpy as np

from sprue_server.store.blocks import Which, chunk_of, joined_buckets, unpack_buckets
from sprue_server.store.buckets import Times, Values, picked, summaries

Row = tuple[int | None, bytes]  # beginning and summary of a bucket; of a block no beginning and its body
EVER = (0, 2**62)


def buckets_in(
    rows: Sequence[Row], period: tuple[int, int] = EVER, which: Which = None
) -> tuple[Times, Values]:
    """Buckets that begin in a period and their summaries (buckets, channels, 6), of some channels or all."""
    loose = [(begin, vals) for begin, vals in rows if begin is not None]
    parts = [unpack_buckets(body, which) for begin, body in rows if begin is None]
    if loose:
        begins = np.array([begin for begin, _ in loose], dtype=np.int64)
        parts.append((begins, picked(summaries([vals for _, vals in loose]), which, 0)))
    begins, summary = joined_buckets(parts, which)
    low, high = np.searchsorted(begins, period)
    return begins[low:high], summary[low:high]


def kept(begins: Times, summary: Values) -> Iterator[tuple[int, bytes]]:
    """Buckets as rows."""
    yield from zip(begins.tolist(), (row.tobytes() for row in summary), strict=True)


def loose_of(size_us: int, begins: Times) -> list[int]:
    """Beginnings of the stretches that these buckets lie in."""
    return sorted({chunk_of(size_us, begin) for begin in begins.tolist()})
