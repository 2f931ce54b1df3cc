"""Crack: closing and opening a million times tears the steel from a sharp corner of the cavity inwards."""

import numpy as np

from sprue_sim.cameras.marks import BLACK, Mark, marked
from sprue_sim.cameras.strokes import drawn, wandering
from sprue_sim.cameras.surface import View

DEEP_MM, DARK = 0.05, 0.75
STEPS = 60


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:
    """Begins at the outline and wanders; grows at its tip only."""
    rim = np.abs(view.edge_mm) < 1 / view.frame.px_per_mm
    rows, columns = np.nonzero(rim)
    place = int(chance.integers(len(rows)))
    down, right = (float(one[rows[place], columns[place]]) for one in np.gradient(view.edge_mm))
    outwards = np.arctan2(down, right) + chance.normal(0, 0.4)
    turns = np.cumsum(chance.normal(0, 0.5, STEPS)) * 0.4 + chance.normal(0, 0.35, STEPS)
    start = (float(columns[place]), float(rows[place]))
    line = wandering(start, outwards, turns, view.frame.width_px / 400)[: int(STEPS * severity) + 2]
    tear = drawn(view, [line], [1.0], view.frame.width_px / 640, 0.6)
    depth = np.float32(-DEEP_MM * severity) * tear
    return marked(height_mm=depth, tint=np.float32(DARK * severity) * tear, colour=BLACK)
