"""Residue: what evaporates from the melt settles where the air leaves, as a brownish film around the vents."""

import numpy as np

from sprue_sim.cameras.arrays import smooth
from sprue_sim.cameras.frame import grid_mm
from sprue_sim.cameras.marks import Colour, Mark, marked
from sprue_sim.cameras.surface import View, cloud

FILM: Colour = (0.08, 0.17, 0.24)
THICK_MM, STRONG = 0.008, 0.6


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:
    """Spreads from each vent into cavity and land."""
    x, y = grid_mm(view.frame)
    blots = np.float32(0.3) * np.roll(cloud(view.fine, view.frame, 3.0), int(chance.integers(200)), axis=1)
    film = np.zeros(x.shape, np.float32)
    for at_x, at_y in view.fill.vents:
        radius = np.float32(view.frame.frame_mm * (0.025 + 0.045 * severity) * chance.uniform(0.6, 1.2))
        away = np.hypot(x - np.float32(at_x), y - np.float32(at_y)) / radius
        np.maximum(film, smooth(1.4 - away + blots), out=film)
    height = np.float32(THICK_MM * severity) * film
    return marked(height_mm=height, tint=np.float32(STRONG * severity) * film, colour=FILM)
