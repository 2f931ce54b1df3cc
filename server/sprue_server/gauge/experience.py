"""Is a shot like those that were learnt from? Four questions; the worst answer counts.

Is every input there? Does each lie in the range that was seen? Do they go together as they did (what principal
components leave over)? Are there neighbours? Limits come from groups that were left out: a new setting between
those that were learnt is experience, another mould or a broken sensor is none.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprue_server.gauge.filled import Scale, scale

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]
MARGIN = 0.25  # of an input's range, beyond it on both sides
MISSING = 0.05  # share of inputs that may be missing
EXPLAINED = 0.99  # of the variance, by the components that are kept
NEIGHBOURS = 5
USUAL = 0.99  # of shots of groups left out lie within a limit; wider ones let later, hotter runs pass as known
MOST = 3000  # shots that are remembered


@dataclass(frozen=True)
class Experience:
    """Ranges (d,), components (c, d), remembered shots (n, d) in spreads; limits of both distances."""

    scale: Scale
    low: Floats
    high: Floats
    components: Floats
    shots: Floats
    limits: Floats

    def strangeness(self, table: Floats) -> Floats:
        """Of each shot: 1 at the limit, above it out of experience; infinite where too much is missing."""
        missing = np.isnan(table).mean(axis=1)
        scaled = self.scale.filled(table)
        distances = np.stack([_left_over(scaled, self.components), _remoteness(scaled, self.shots)], axis=1)
        worst = np.maximum((distances / self.limits).max(axis=1), self._outside(table))
        return np.where(missing > MISSING, np.inf, worst)

    def farthest(self, row: Floats) -> tuple[int, float, float, float]:
        """Of one shot (d,): which input lies farthest beyond its range, by how many margins, and that range."""
        beyond = self._beyond(row)
        at = int(beyond.argmax())
        return at, float(beyond[at]), float(self.low[at]), float(self.high[at])

    def _outside(self, table: Floats) -> Floats:
        """1 where an input lies a margin beyond its range, 2 where it lies two beyond."""
        return np.asarray(np.fmax(self._beyond(table).max(axis=1), 0.0))

    def _beyond(self, table: Floats) -> Floats:
        """Of each input; none where it is missing."""
        margin = MARGIN * (self.high - self.low)
        return np.nan_to_num(np.fmax(self.low - table, table - self.high) / margin, nan=0.0)


def experience(table: Floats, groups: Labels, part: Labels) -> Experience:
    """Of the shots that are learnt from (n, d); groups of a part are left out together to find the limits."""
    step = -(-len(table) // MOST)
    table, groups, part = table[::step], groups[::step], part[::step]
    found = scale(table)
    scaled = found.filled(table)
    far = np.zeros((len(table), 2))
    for left_out in np.unique(part):
        out = part == left_out
        far[out, 0] = _left_over(scaled[out], _components(scaled[~out]))
        far[out, 1] = _remoteness(scaled[out], scaled[~out])
    limits = np.quantile(far, USUAL, axis=0)
    return Experience(
        found, np.nanmin(table, axis=0), np.nanmax(table, axis=0), _components(scaled), scaled, limits
    )


def _components(scaled: Floats) -> Floats:
    values, vectors = np.linalg.eigh(scaled.T @ scaled)
    explained = np.cumsum(values[::-1]) / max(float(values.sum()), 1e-300)
    kept = int(np.searchsorted(explained, EXPLAINED)) + 1
    return np.asarray(vectors[:, ::-1][:, :kept].T)


def _left_over(scaled: Floats, components: Floats) -> Floats:
    """Root mean square of what the components do not explain; its floor keeps rounding from being strange."""
    rest = scaled - scaled @ components.T @ components
    return np.asarray(np.hypot(np.sqrt((rest**2).mean(axis=1)), 1e-3))


def _remoteness(scaled: Floats, shots: Floats) -> Floats:
    """Mean distance to the nearest shots, in spreads per input."""
    squares = (scaled**2).sum(1)[:, None] + (shots**2).sum(1) - 2 * scaled @ shots.T
    nearest = np.sort(np.partition(np.maximum(squares, 0), NEIGHBOURS - 1, axis=1)[:, :NEIGHBOURS], axis=1)
    return np.asarray(np.sqrt(nearest / scaled.shape[1]).mean(axis=1) + 1e-6)
