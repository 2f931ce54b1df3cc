"""Jetting: a strand shot through the gate, cooled, and lies as a snake in the part from the gate onwards."""

import numpy as np

from sprue_sim.cameras.defects.weld_line import darker
from sprue_sim.cameras.marks import Mark, marked
from sprue_sim.cameras.strokes import Line, along_flow, drawn
from sprue_sim.cameras.surface import View

DEEP_MM, DULL = 0.03, 0.5
THICK, SWING = 0.007, 0.012  # of the strand and of its turns to either side, over the frame
WAVE = 0.28  # radians a step
STEPS = 120


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:
    """The worse, the longer it is."""
    width, gate = view.frame.width_px, view.product.gates[0]
    start = np.array([view.frame.pixel(*gate)]) + chance.uniform(2, 4, (1, 2)) * chance.choice((-1, 1), (1, 2))
    long = max(int(STEPS * (0.15 + 0.5 * severity)), 3)
    way = along_flow(view, start, STEPS, width / 320)[0][:long]
    snake = _swinging(way, SWING * width, float(chance.uniform(0, 6)))
    strand = drawn(view, [snake], [1.0], THICK * width, 1.2) * view.body
    tint = np.float32(DULL * severity) * strand
    return marked(height_mm=np.float32(DEEP_MM * severity) * strand, tint=tint, colour=darker(view))


def _swinging(way: Line, swing_px: float, phase: float) -> Line:
    """A way that turns from side to side, little at first."""
    ahead = np.gradient(way, axis=0)
    ahead /= np.hypot(ahead[:, :1], ahead[:, 1:]) + 1e-9
    steps = np.arange(len(way))
    swing = swing_px * np.sin(steps * WAVE + phase) * np.minimum(steps / 20, 1)
    sideways = np.stack([-ahead[:, 1], ahead[:, 0]], axis=1)
    return np.asarray(way + sideways * swing[:, None])
