"""Summing up readings per stretch of time: first, last, lowest, highest, mean, count; pure numpy.

A summary is an array of shape (moments, channels, 6). A frame is a summary of one reading. NaN = not measured.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FIRST, LAST, LOW, HIGH, MEAN, COUNT = range(6)
STATS = 6
Times = NDArray[np.int64]
Values = NDArray[np.float64]


def matrix(blobs: Sequence[bytes]) -> Values:
    """Packed rows as a matrix; a row that is too short is filled up with NaN."""
    if not blobs:
        return np.empty((0, 0))
    width = max(map(len, blobs))
    if any(len(blob) != width for blob in blobs):
        missing = np.float64(np.nan).tobytes()
        blobs = [blob + missing * ((width - len(blob)) // 8) for blob in blobs]
    return np.frombuffer(b"".join(blobs), dtype="<f8").reshape(len(blobs), -1)


def side_by_side(parts: Sequence[Values]) -> Values:
    """Matrices one under the other; a narrower one is filled up with NaN."""
    width = max(part.shape[1] for part in parts)
    if all(part.shape[1] == width for part in parts):
        return np.concatenate(parts)
    found = np.full((sum(len(part) for part in parts), width), np.nan)
    begin = 0
    for part in parts:
        found[begin : begin + len(part), : part.shape[1]] = part
        begin += len(part)
    return found


def picked(values: Values, columns: Sequence[int] | None, missing: float) -> Values:
    """Some channels of a matrix; one that is not there is missing throughout."""
    if columns is None:
        return values
    last = values.shape[1]
    if all(0 <= column < last for column in columns):
        return values[:, list(columns)]
    padding = np.full((len(values), 1, *values.shape[2:]), missing)
    return np.concatenate([values, padding], axis=1)[:, [c if 0 <= c < last else last for c in columns]]


def summaries(blobs: Sequence[bytes]) -> Values:
    """Packed summaries; the count of a channel that is not there is 0."""
    flat = matrix(blobs)
    found = flat.reshape(len(blobs), -1, STATS) if blobs else np.empty((0, 0, STATS))
    gone = np.isnan(found[..., COUNT])
    if gone.any():
        found = found.copy()
        found[gone, COUNT] = 0
    return found


def of_readings(values: Values) -> Values:
    """Each reading as a summary of itself."""
    found = np.repeat(values[..., None], STATS, axis=-1)
    found[..., COUNT] = ~np.isnan(values)
    return found


def starts(keys: Times) -> NDArray[np.intp]:
    """Where in sorted `keys` each value begins."""
    changed: NDArray[np.bool_] = (
        np.r_[True, keys[1:] != keys[:-1]] if keys.size else np.empty(0, dtype=np.bool_)
    )
    return np.flatnonzero(changed)


def combine(summary: Values, begin: NDArray[np.intp]) -> Values:
    """Sum up runs of rows, in order of time, that begin at the rows `begin`."""
    if not begin.size:
        return summary[:0]
    count = summary[..., COUNT]
    found = np.empty((begin.size, *summary.shape[1:]))
    with np.errstate(invalid="ignore", over="ignore"):
        weighted = np.where(count > 0, summary[..., MEAN] * count, 0)
        found[..., COUNT] = np.add.reduceat(count, begin, axis=0)
        found[..., MEAN] = _divided(np.add.reduceat(weighted, begin, axis=0), found[..., COUNT])
        found[..., LOW] = np.fmin.reduceat(summary[..., LOW], begin, axis=0)
        found[..., HIGH] = np.fmax.reduceat(summary[..., HIGH], begin, axis=0)
    row = np.arange(len(summary))[:, None]
    first = np.minimum.reduceat(np.where(count > 0, row, len(summary) - 1), begin, axis=0)
    last = np.maximum.reduceat(np.where(count > 0, row, 0), begin, axis=0)
    found[..., FIRST] = np.take_along_axis(summary[..., FIRST], first, axis=0)
    found[..., LAST] = np.take_along_axis(summary[..., LAST], last, axis=0)
    found[found[..., COUNT] == 0, :COUNT] = np.nan
    return found


def _divided(total: Values, count: Values) -> Values:
    return np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0)
