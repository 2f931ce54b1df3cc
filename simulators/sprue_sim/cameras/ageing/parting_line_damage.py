"""Parting-line damage: the edge of the cavity is dented, where something was caught between the halves."""

import numpy as np

from sprue_sim.cameras.frame import grid_mm
from sprue_sim.cameras.marks import Mark, marked
from sprue_sim.cameras.surface import View, cloud

DEEP_MM = 0.06
WIDE = 0.012  # over the frame, away from the edge


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:
    """A stretch of the edge on the plate's side; longer and deeper the worse it is."""
    x, y = grid_mm(view.frame)
    rows, columns = np.nonzero(np.abs(view.edge_mm) < 1 / view.frame.px_per_mm)
    place = int(chance.integers(len(rows)))
    middle_x, middle_y = x[rows[place], columns[place]], y[rows[place], columns[place]]
    reach = np.float32((0.04 + 0.12 * severity) * view.frame.frame_mm)
    stretch = np.exp(-((np.hypot(x - middle_x, y - middle_y) / reach) ** 4))
    beside = np.exp(-np.abs(view.edge_mm) / np.float32(WIDE * view.frame.frame_mm)) * (view.edge_mm > 0)
    dents = np.clip(cloud(view.fine, view.frame, 1.6) * np.float32(0.6) + np.float32(0.5), 0, 1.5)
    return marked(height_mm=np.float32(-DEEP_MM * severity) * stretch * beside * dents)
