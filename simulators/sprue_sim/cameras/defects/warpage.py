"""Warp: halves of different warmth bend the part along its longer side and twist it a little. Broad slopes."""

import numpy as np

from sprue_sim.cameras.frame import grid_mm
from sprue_sim.cameras.marks import Mark
from sprue_sim.cameras.surface import View

BEND = 0.022  # height of the bow over the part's length
TWIST = 0.35
SEEN = 0.003  # over the length: a gauge of a third of a millimetre under 100 mm


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:
    """The ends rise; the mask is where they have left the plane."""
    x, y = grid_mm(view.frame)
    length = _length_mm(view)
    along, across = (x, y) if np.ptp(x[view.body]) >= np.ptp(y[view.body]) else (y, x)
    twisted = np.float32(TWIST * chance.choice((-1, 1)))
    shape = (along**2 + twisted * along * across) / np.float32((length / 2) ** 2)
    rise = np.float32(BEND * length * severity) * shape * view.body
    return Mark(np.abs(rise) > SEEN * length, height_mm=np.asarray(rise, np.float32))


def _length_mm(view: View) -> float:
    x, y = grid_mm(view.frame)
    return float(max(np.ptp(x[view.body]), np.ptp(y[view.body])))
