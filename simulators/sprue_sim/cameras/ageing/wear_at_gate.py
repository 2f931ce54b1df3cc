"""Wear: melt with fillers has washed out the steel in front of the gate; a shallow, polished hollow."""

import numpy as np

from sprue_sim.cameras.frame import grid_mm
from sprue_sim.cameras.marks import Mark, marked
from sprue_sim.cameras.surface import View

DEEP_MM = 0.06


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:  # noqa: ARG001
    """Grows outwards and deeper."""
    x, y = grid_mm(view.frame)
    at_x, at_y = view.product.gates[0]
    radius = np.float32((0.02 + 0.055 * severity) * view.frame.frame_mm)
    hollow = np.exp(-(((x - np.float32(at_x)) ** 2 + (y - np.float32(at_y)) ** 2) / radius**2))
    return marked(height_mm=np.float32(-DEEP_MM * severity) * hollow * view.body)
