"""Mean and spread of what is measured on goods, added up one after the other, and any good taken out again.

Taking one out costs one subtraction, so each good is judged by all the others: no part of them need be held
back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from sprue_server.vision.seen import Seen

Array = NDArray[Any]
Arrays = Mapping[str, Array]
Measure = Callable[[Seen], Array]
SOFT = 1.2  # pixels: neighbours share their spread, or few goods would make it a gamble
EDGES = np.ones((3, 3), np.uint8)  # the largest of nine: a part that lies a little aside is no defect
MAP_DIMENSIONS = 2


@dataclass
class Spread:
    """Learns a map (h, w) or (h, w, k), or a row (k,). `least`: the spread below which all is noise."""

    measure: Measure
    least: float | tuple[float, ...]
    count: int = 0
    rough: Array = field(default_factory=lambda: np.zeros(0))
    total: Array = field(default_factory=lambda: np.zeros(0))
    squares: Array = field(default_factory=lambda: np.zeros(0))

    def add(self, seen: Seen) -> None:
        """One more good."""
        told = seen.of(self.measure)
        if not self.count:
            self.rough, self.total, self.squares = told.copy(), np.zeros_like(told), np.zeros_like(told)
        apart = told - self.rough
        self.count += 1
        self.total += apart
        self.squares += apart * apart

    def learnt(self) -> Arrays:
        """`mean` and `spread` of all goods."""
        return self._of(self.count, self.total, self.squares)

    def without(self, number: int, seen: Seen) -> Arrays:  # noqa: ARG002
        """The same of all goods but one."""
        apart = seen.of(self.measure) - self.rough
        return self._of(self.count - 1, self.total - apart, self.squares - apart * apart)

    def _of(self, count: int, total: Array, squares: Array) -> Arrays:
        mean = total * np.float32(1 / count)
        variance = np.maximum(squares * np.float32(1 / count) - mean * mean, 0) * np.float32(
            count / max(count - 1, 1)
        )
        if variance.ndim >= MAP_DIMENSIONS:
            variance = np.asarray(cv2.GaussianBlur(cv2.dilate(variance, EDGES), (0, 0), SOFT))
        least = np.asarray(self.least, np.float32)
        return {"mean": mean + self.rough, "spread": np.sqrt(variance + least * least)}


def standard(told: Array, learnt: Arrays) -> Array:
    """How many spreads of goods from their mean."""
    return np.asarray((told - learnt["mean"]) / learnt["spread"], np.float32)
