"""What a good shot looks like: median and band of the curves of recent good shots, per signal."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LOW, HIGH = 5, 95  # per cent of the shots between which the band lies
ENOUGH = 5  # shots; with fewer there is no band


class Signal(NamedTuple):
    """One curve of one shot."""

    name: str
    unit: str
    start_s: float
    period_s: float
    values: Floats


class GoldenCurve(NamedTuple):
    """A signal's band. Arrays are as long as the median shot; NaN where fewer than half of the shots tell."""

    name: str
    unit: str
    start_s: float
    period_s: float
    low: Floats
    median: Floats
    high: Floats


def golden(shots: Sequence[Sequence[Signal]]) -> list[GoldenCurve]:
    """Template of these shots, in the order of the newest shot's signals; empty with fewer than `ENOUGH`."""
    if len(shots) < ENOUGH:
        return []
    found = (_band(signal, shots) for signal in shots[0])
    return [band for band in found if band is not None]


def _band(like: Signal, shots: Sequence[Sequence[Signal]]) -> GoldenCurve | None:
    grid = (like.name, like.start_s, like.period_s)
    same = [one.values for shot in shots for one in shot if (one.name, one.start_s, one.period_s) == grid]
    if len(same) < ENOUGH:
        return None
    length = int(np.median([len(values) for values in same]))
    table = np.full((length, len(same)), np.nan)
    for column, values in enumerate(same):
        table[: len(values), column] = values[:length]
    parts = _percentiles(table, (LOW, 50, HIGH))
    return GoldenCurve(like.name, like.unit, like.start_s, like.period_s, *parts)


def _percentiles(table: Floats, wanted: Sequence[float]) -> list[Floats]:
    """Of each row, interpolated; NaN where fewer than half of it tells.

    One sort puts NaN last, so the ranks follow from the counts; `np.nanpercentile` takes 100 times as long.
    """
    ordered = np.sort(table, axis=1)
    told = np.isfinite(table).sum(axis=1)
    rows, thin = np.arange(len(table)), 2 * told < table.shape[1]
    found = []
    for percent in wanted:
        rank = np.maximum(told - 1, 0) * (percent / 100)
        below = rank.astype(int)
        above = np.minimum(below + 1, np.maximum(told - 1, 0))
        low, high = ordered[rows, below], ordered[rows, above]
        found.append(np.where(thin, np.nan, low + (high - low) * (rank - below)))
    return found
