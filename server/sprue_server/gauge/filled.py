"""A shot's inputs in spreads from the middle; the few that are missing as the others let expect."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FARTHEST = 4.0  # spreads; farther counts as this far, so that no outlier leads a model
SHRUNK = 0.05  # of the covariance towards none: as many inputs as shots would fit by chance


@dataclass(frozen=True)
class Scale:
    """Middle and spread of each input (d,), and how they go together, (d, d), in spreads."""

    middle: Floats
    spread: Floats
    together: Floats

    def filled(self, table: Floats) -> Floats:
        """In spreads, without gaps, (shot, input)."""
        scaled = (table - self.middle) / self.spread
        for row in np.flatnonzero(np.isnan(scaled).any(axis=1)):
            scaled[row] = self._expected(scaled[row])
        return scaled

    def of(self, table: Floats) -> Floats:
        """The same, as models see it."""
        return np.clip(self.filled(table), -FARTHEST, FARTHEST)

    def _expected(self, row: Floats) -> Floats:
        """Mean of what is missing, given what is there, as if all were normal."""
        known = np.isfinite(row)
        if not known.any():
            return np.zeros_like(row)
        weights = np.linalg.solve(self.together[np.ix_(known, known)], row[known])
        made = row.copy()
        made[~known] = self.together[np.ix_(~known, known)] @ weights
        return made


def scale(table: Floats) -> Scale:
    """Of the shots that are learnt from; no input may be missing in all of them or be always the same."""
    middle = np.nanmean(table, axis=0)
    spread = np.maximum(np.nanstd(table, axis=0), 1e-12 + 1e-9 * np.abs(middle))
    scaled = np.nan_to_num((table - middle) / spread)
    together = (1 - SHRUNK) * scaled.T @ scaled / len(table) + SHRUNK * np.eye(table.shape[1])
    return Scale(middle, spread, together)
