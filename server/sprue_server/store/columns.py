"""Compressed columns: numbers one under the other as pcodec packs them, each column readable by itself.

pcodec finds by itself that readings have two decimals or that moments come once a second; every bit comes back.
A body is the number of columns, where each ends (uint32), and the columns.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pcodec import ChunkConfig, standalone

Column = NDArray[Any]


def pack(columns: Sequence[Column]) -> bytes:
    """Columns of int64 or float64, each of one dimension, as one body."""
    config = ChunkConfig()
    bodies = [standalone.simple_compress(np.ascontiguousarray(column), config) for column in columns]
    ends = np.cumsum([len(columns), *map(len, bodies)])
    ends[0] = len(bodies)
    ends[1:] -= len(columns)
    return ends.astype("<u4").tobytes() + b"".join(bodies)


def width(body: bytes) -> int:
    """How many columns there are."""
    return int.from_bytes(body[:4], "little")


def unpack(body: bytes, which: Sequence[int]) -> list[Column]:
    """Some columns of a body, by their places.

    Raises:
        ValueError: it is none; TypeError, RuntimeError: what pcodec says of damage.
    """
    count = width(body)
    head = 4 * (count + 1)
    if len(body) < head:
        raise ValueError(f"{len(body)} bytes cannot hold {count} columns")
    ends = np.frombuffer(body, dtype="<u4", count=count, offset=4) + head
    begins = np.r_[head, ends[:-1]]
    return [_column(body[begins[place] : ends[place]]) for place in which]


def _column(body: bytes) -> Column:
    found: Column = standalone.simple_decompress(body)
    return found
