"""Burn: trapped air was pressed until it was hot; brown to black at a vent where the front comes last."""

import numpy as np

from sprue_sim.cameras.arrays import smooth
from sprue_sim.cameras.frame import grid_mm
from sprue_sim.cameras.marks import Colour, Mark, marked
from sprue_sim.cameras.surface import View, cloud

BROWN: Colour = (0.015, 0.022, 0.035)
LAST = 0.95  # of the longest way: the air is nowhere else
SMALL, GROWS = 0.02, 0.09  # radius over the frame


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:
    """Around the last vent, ragged."""
    x, y = grid_mm(view.frame)
    at_x, at_y = view.fill.vents[0]
    radius = (SMALL + GROWS * severity) * view.frame.frame_mm
    ragged = 1 + np.float32(0.25) * np.roll(
        cloud(view.fine, view.frame, 2.5), int(chance.integers(200)), axis=1
    )
    away = np.hypot(x - np.float32(at_x), y - np.float32(at_y)) / np.float32(radius)
    soot = np.exp(-((away * ragged) ** 2)) * smooth((view.fill.distance - np.float32(LAST)) / np.float32(0.02))
    return marked(tint=np.float32(0.95 * severity) * soot * view.body, colour=BROWN)
