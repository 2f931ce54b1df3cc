"""What a good shot looks like: median and band of the curves of recent good shots, per signal."""

import warnings
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
    table = np.full((len(same), length), np.nan)
    for row, values in zip(table, same, strict=True):
        row[: len(values)] = values[:length]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a moment at which no shot has a reading stays NaN
        low, middle, high = np.nanpercentile(table, [LOW, 50, HIGH], axis=0)
    thin = np.isnan(table).mean(axis=0) > 0.5  # noqa: PLR2004  # fewer than half
    parts = [np.where(thin, np.nan, part) for part in (low, middle, high)]
    return GoldenCurve(like.name, like.unit, like.start_s, like.period_s, *parts)
