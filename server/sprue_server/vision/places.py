"""Where is a picture unlike good ones? A Gaussian of features for each place (PaDiM).

Defard et al., PaDiM, arXiv 2011.08785, with one change: each place has a mean of its own, but the spread is
shared by the 4 x 4 places around it. So 50 goods give 800 samples for each spread, the model is a sixteenth,
and real pictures were told apart no worse (docs/vision.md).
"""

from dataclasses import dataclass, field
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack

BLOCK = 4  # places per block, each way
SHRINK = 0.1  # of the mean variance, added to each: spreads of few samples lie
FLOOR = 0.01  # of a channel's overall variance: below it all is noise
SMOOTH = 1.0  # places, sigma of the blur of a map
TOGETHER = 16  # pictures
FEW = 0.01  # share of places whose mean distance is the picture's
Array = NDArray[np.float32]


@dataclass(frozen=True)
class Places:
    """Mean (h, w, c), overall spread (c,), whitening of each block (h / 4, w / 4, c, c)."""

    mean: Array
    spread: Array
    whiten: Array

    def distances(self, places: Array) -> Array:
        """Mahalanobis distance of each place, smoothed; (h, w) for features (h, w, c)."""
        apart = blocks((places - self.mean) / self.spread)
        white = apart @ self.whiten.swapaxes(-1, -2)
        squared: Array = np.einsum("yxpc,yxpc->yxp", white, white)
        smooth: Array = cv2.GaussianBlur(_unblocked(np.sqrt(squared)), (0, 0), SMOOTH).astype(np.float32)
        return smooth

    def odd(self, places: Array, distances: Array) -> Array:
        """What the farthest hundredth of a map looks like: its mean features (c,) in spreads of goods."""
        count = _few(distances)
        where = np.unravel_index(np.argpartition(distances, -count, axis=None)[-count:], distances.shape)
        apart: Array = (places[where] - self.mean[where]).mean(0) / self.spread
        return apart


def farthest(distances: Array) -> float:
    """One number for a map: the mean of its highest hundredth."""
    count = _few(distances)
    return float(np.partition(distances, -count, axis=None)[-count:].mean())


def _few(distances: Array) -> int:
    return max(1, round(distances.size * FEW))


@dataclass
class Sums:
    """What is added up over goods, so that a model without some of them costs no second look at the others."""

    count: int
    total: Array
    squares: Array
    waiting: list[Array] = field(default_factory=list)

    @classmethod
    def empty(cls, shape: tuple[int, int, int]) -> Self:
        """For features of a shape (h, w, c)."""
        height, width, channels = shape
        squares = np.zeros((height // BLOCK, width // BLOCK, channels, channels), np.float32)
        return cls(0, np.zeros(shape, np.float32), squares)

    def add(self, places: Array) -> None:
        """One more picture, less a rough mean (or float32 would cancel)."""
        self.count += 1
        self.total += places
        self.waiting.append(blocks(places))
        if len(self.waiting) == TOGETHER:
            self.settle()

    def settle(self) -> Self:
        """Multiply out what waits; several pictures at once, since the sums are large and memory is slow."""
        if self.waiting:
            inside = np.concatenate(self.waiting, axis=2)
            self.waiting.clear()
            for number, row in enumerate(inside):
                self.squares[number] += row.swapaxes(-1, -2) @ row
        return self

    def include(self, other: "Sums") -> None:
        """Add what another has seen."""
        self.count += other.count
        self.total += other.total
        self.squares += other.settle().squares

    def fitted(self, rough: Array) -> Places:
        """The model; `rough` is what was taken off each picture before it was added."""
        self.settle()
        mean: Array = self.total / np.float32(self.count)
        own = blocks(mean)
        samples = self.count * BLOCK * BLOCK
        spreads = (self.squares - self.count * (own.swapaxes(-1, -2) @ own)) / samples
        overall = np.sqrt(np.einsum("yxcc->c", spreads) / (spreads.shape[0] * spreads.shape[1])) + 1e-6
        return Places(mean + rough, overall, _whitening(spreads / (overall[:, None] * overall)))


def _whitening(spreads: Array) -> Array:
    """Inverse Cholesky factor of each block's shrunk covariance."""
    channels = spreads.shape[-1]
    more = SHRINK * np.einsum("yxcc->yx", spreads) / channels + FLOOR
    shrunk = spreads + more[..., None, None] * np.eye(channels, dtype=np.float32)
    return np.stack([[_inverse(np.linalg.cholesky(block)) for block in row] for row in shrunk])


def _inverse(lower: Array) -> Array:
    inverse, problem = lapack.strtri(lower, lower=1)
    assert problem == 0  # noqa: S101  # a Cholesky factor has no zero on its diagonal
    return np.asarray(inverse, np.float32)


def blocks(places: Array) -> Array:
    """(h, w, c) as (h / 4, w / 4, 16, c)."""
    height, width, channels = places.shape
    cut = places.reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK, channels)
    return np.ascontiguousarray(cut.swapaxes(1, 2)).reshape(
        height // BLOCK, width // BLOCK, BLOCK * BLOCK, channels
    )


def _unblocked(values: Array) -> Array:
    down, across, _ = values.shape
    whole = values.reshape(down, across, BLOCK, BLOCK).swapaxes(1, 2)
    return np.ascontiguousarray(whole).reshape(down * BLOCK, across * BLOCK)
