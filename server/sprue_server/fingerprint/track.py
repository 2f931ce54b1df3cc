"""A curve on its time axis: values between samples, areas, crossings. Gaps are bridged when they are short."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sprue_server.golden import Signal

Floats = NDArray[np.float64]
LEAST = 8  # samples; fewer are no curve
GAP_S = 0.2  # a longer silence hides what happened in it
SILENT = 0.2  # share of samples that may be missing between the first and the last


@dataclass(frozen=True)
class Track:
    """Samples without gaps, `period_s` apart, the first at `begins_s`."""

    begins_s: float
    period_s: float
    values: Floats

    @cached_property
    def times(self) -> Floats:
        """Of the samples, in seconds."""
        return np.arange(self.values.size, dtype=np.float64) * self.period_s + self.begins_s

    @cached_property
    def _area(self) -> Floats:
        """Trapezoids up to each sample."""
        pieces = (self.values[1:] + self.values[:-1]) * (self.period_s / 2)
        return np.concatenate(([0.0], np.cumsum(pieces)))

    @property
    def ends_s(self) -> float:
        """Time of the last sample."""
        return self.begins_s + self.period_s * (self.values.size - 1)

    def at(self, time_s: float) -> float | None:
        """The value at a time, between samples too; None outside."""
        place = (time_s - self.begins_s) / self.period_s
        below = int(place)
        if not 0 <= place <= self.values.size - 1:
            return None
        above = min(below + 1, self.values.size - 1)
        return float(self.values[below] + (self.values[above] - self.values[below]) * (place - below))

    def integral(self, from_s: float, to_s: float) -> float | None:
        """Area below the curve; None unless it covers both ends."""
        if not self.begins_s <= from_s <= to_s <= self.ends_s:
            return None
        first, last = np.interp((from_s, to_s), self.times, self._area)
        return float(last - first)

    def mean(self, from_s: float, to_s: float) -> float | None:
        """Mean between two times; None unless the curve covers them and they differ."""
        area = self.integral(from_s, to_s)
        return None if area is None or to_s <= from_s else area / (to_s - from_s)

    def place(self, time_s: float) -> int:
        """Number of the first sample at or after a time, within the curve."""
        return min(max(int(np.ceil((time_s - self.begins_s) / self.period_s - 1e-9)), 0), self.values.size)

    def cut(self, from_s: float, to_s: float) -> Floats:
        """Samples between two times, both included."""
        return self.values[self.place(from_s) : self.place(to_s + self.period_s * 1e-6 + self.period_s)]

    def crossing(self, level: float, after_s: float, before_s: float = np.inf, *, rising: bool) -> float | None:
        """When the curve first passes a level, between samples; None when it does not."""
        first = self.place(after_s)
        last = self.values.size if before_s == np.inf else self.place(before_s)
        beyond = self.values[first:last] >= level if rising else self.values[first:last] <= level
        if not beyond.any():
            return None
        at = first + int(beyond.argmax())
        if at == first:
            return self.begins_s + self.period_s * at
        before, here = self.values[at - 1], self.values[at]
        return float(self.begins_s + self.period_s * (at - 1 + (level - before) / (here - before)))


def track(signal: Signal) -> Track | None:
    """The curve without padding; None when it is too short, too full of gaps, or one of them is long."""
    values = np.asarray(signal.values, np.float64)
    known = np.isfinite(values)
    at = np.flatnonzero(known)
    if at.size < LEAST or not 0 < signal.period_s < np.inf:
        return None
    values, known = values[at[0] : at[-1] + 1], known[at[0] : at[-1] + 1]
    if not known.all():
        longest = int(np.diff(at).max()) - 1
        if longest * signal.period_s > GAP_S or at.size < (1 - SILENT) * values.size:
            return None
        places = np.arange(values.size)
        values = np.interp(places, places[known], values[known])
    return Track(signal.start_s + signal.period_s * float(at[0]), signal.period_s, values)
