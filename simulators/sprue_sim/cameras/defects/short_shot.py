"""Short shot: the corner that the front reaches last is missing; its edge is round and uneven."""

import numpy as np

from sprue_sim.cameras.arrays import smooth
from sprue_sim.cameras.marks import Mark, marked
from sprue_sim.cameras.surface import View, cloud
from sprue_sim.physics.defects import MISSING_SHARE

MOST_SHARE = 0.25
UNEVEN = 0.012  # of the longest way


def missing_share(severity: float) -> float:
    """How much of the cavity stays empty at a severity: as the process model has it, the other way round."""
    return float(min(MISSING_SHARE * (severity / max(1 - severity, 1e-3)) ** 0.5, MOST_SHARE))


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:
    """All that lies beyond the front."""
    blots = np.roll(cloud(view.fine, view.frame, 5.0), int(chance.integers(300)), axis=0)
    way = view.fill.distance + np.float32(UNEVEN) * blots
    front = np.quantile(way[view.body], 1 - missing_share(severity))
    behind = (way - np.float32(front)) * view.body
    gone = smooth(behind * np.float32(60) + np.float32(0.5)) * (way > front) * view.body
    rounded = smooth(np.float32(1) + behind * np.float32(40)) * view.body
    return marked(cover=-gone, height_mm=-rounded * view.part.height_mm)._replace(mask=(gone > 0.5) & view.body)  # noqa: PLR2004
