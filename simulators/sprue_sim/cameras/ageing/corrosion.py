"""Corrosion: acid from the melt or condensed water has pitted the steel; rusty blots with a rough floor."""

import numpy as np

from sprue_sim.cameras.arrays import smooth
from sprue_sim.cameras.frame import grid_mm
from sprue_sim.cameras.marks import Colour, Mark, marked
from sprue_sim.cameras.strokes import near_gate
from sprue_sim.cameras.surface import View, cloud

RUST: Colour = (0.06, 0.13, 0.26)
PITS_MM, STRONG = 0.02, 0.6


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:
    """Around one place, where the steel is coldest; blots join as it grows."""
    x, y = grid_mm(view.frame)
    column, row = near_gate(view, 1, (0.3, 0.9), chance)[0].astype(int)
    away = np.hypot(x - x[row, column], y - y[row, column]) / np.float32(0.11 * view.frame.frame_mm)
    blots = smooth(cloud(view.fine, view.frame, 1.8) * np.float32(0.5) + np.float32(1.6 * severity) - away)
    pits = np.clip(cloud(view.fine[::-1], view.frame, 0.8), 0, 2) * blots
    height = np.float32(-PITS_MM * severity) * pits
    return marked(height_mm=height, tint=np.float32(STRONG * severity) * blots, colour=RUST)
