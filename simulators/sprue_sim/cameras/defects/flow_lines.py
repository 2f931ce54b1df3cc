"""Flow lines: a cold, hesitating front leaves ripples across its way, like a record's grooves."""

import numpy as np

from sprue_sim.cameras.arrays import smooth
from sprue_sim.cameras.defects.weld_line import darker
from sprue_sim.cameras.marks import Mark, marked
from sprue_sim.cameras.surface import View, cloud

RIPPLES = 26  # over the whole way
DEEP_MM, DULL = 0.012, 0.28
FROM = 0.35


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:
    """Along lines of equal arrival."""
    phase = np.float32(chance.uniform(0, 2 * np.pi))
    uneven = np.float32(0.02) * cloud(view.fine, view.frame, 12.0)
    wave = np.sin((view.fill.distance + uneven) * np.float32(2 * np.pi * RIPPLES) + phase)
    window = smooth((view.fill.distance - np.float32(FROM)) / np.float32(0.3)) * view.body
    tint = np.float32(DULL * severity) * np.maximum(wave, 0) * window
    return marked(height_mm=np.float32(DEEP_MM * severity) * wave * window, tint=tint, colour=darker(view))
