"""Is a picture unlike good ones? The Mahalanobis distance of its pooled features.

Rippel et al., Modeling the Distribution of Normal Data in Pre-Trained Deep Features, arXiv 2005.14140; the
covariance is shrunk after Ledoit & Wolf 2004, kept as eigenvectors, since goods are fewer than features.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.covariance import ledoit_wolf_shrinkage

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Whole:
    """Mean and spread (d,), directions (r, d) in which goods vary, what each takes off a distance (r,)."""

    mean: Array
    spread: Array
    directions: Array
    relief: Array
    outside: float

    def scaled(self, whole: Array) -> Array:
        """Features (d,) or (n, d) in spreads of good pictures."""
        return (whole - self.mean) / self.spread

    def distance(self, whole: Array) -> float:
        """How far features (d,) are from those of goods, in spreads."""
        apart = self.scaled(whole).astype(np.float64)
        inside = self.directions @ apart
        squared = self.outside * float(apart @ apart) - float(self.relief @ inside**2)
        return float(np.sqrt(max(squared, 0.0)))


def fitted(goods: Array) -> Whole:
    """The model of goods, shape (n, d) with n >= 2."""
    mean, spread = goods.mean(0), goods.std(0) + 1e-6
    scaled = ((goods - mean) / spread).astype(np.float64)
    shrink = max(float(ledoit_wolf_shrinkage(scaled, assume_centered=True)), 1e-3)
    _, singular, directions = np.linalg.svd(scaled, full_matrices=False)
    variances = singular**2 / len(goods)
    rest = shrink * float(np.mean(scaled**2))
    relief = 1 / rest - 1 / ((1 - shrink) * variances + rest)
    return Whole(mean, spread, directions.astype(np.float32), relief.astype(np.float32), 1 / rest)
