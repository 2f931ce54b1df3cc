"""Curves: the median curve of a setting, simulated over measured, by correlation and by error over range."""

from typing import NamedTuple

import numpy as np

from benchmarks.comparing import kassel

LEAST_CORRELATION, MOST_ERROR = 0.97, 0.08
SIGNALS = {"cavity_pressure_bar": "cavity pressure", "injection_pressure_bar": "injection pressure"}


class Shape(NamedTuple):
    """One signal over all settings: arrays (settings,)."""

    title: str
    correlation: kassel.Floats
    error: kassel.Floats

    @property
    def good(self) -> int:
        """Settings that meet both."""
        return int(((self.correlation >= LEAST_CORRELATION) & (self.error <= MOST_ERROR)).sum())


def compare(measured: kassel.Run, simulated: kassel.Run) -> list[Shape]:
    """Both with one row per setting, in the same order; where either curve has ended nothing is compared."""
    return [_shape(title, measured.signal(name), simulated.signal(name)) for name, title in SIGNALS.items()]


def _shape(title: str, real: np.ndarray, ours: np.ndarray) -> Shape:
    correlation, error = [], []
    for one, other in zip(real, ours, strict=True):
        both = np.isfinite(one) & np.isfinite(other)
        a, b = one[both].astype(float), other[both].astype(float)
        correlation.append(np.corrcoef(a, b)[0, 1])
        error.append(np.sqrt(np.mean((a - b) ** 2)) / np.ptp(a))
    return Shape(title, np.array(correlation), np.array(error))
