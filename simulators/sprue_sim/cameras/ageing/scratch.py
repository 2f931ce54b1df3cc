"""Scratch: somebody slipped with a tool, or a part stuck and was pried out; a fine groove in the cavity."""

import numpy as np

from sprue_sim.cameras.marks import SHARP_MM, Mark, marked
from sprue_sim.cameras.strokes import drawn, near_gate, wandering
from sprue_sim.cameras.surface import View

DEEP_MM = 0.02
STEPS = 60


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:
    """Longer and deeper the worse it is."""
    start = near_gate(view, 1, (0.15, 0.7), chance)[0]
    turns = np.cumsum(chance.normal(0, 0.02, STEPS))
    angle, step_px = float(chance.uniform(0, 2 * np.pi)), view.frame.width_px / 320
    line = wandering((start[0], start[1]), angle, turns, step_px)[: int(STEPS * (0.25 + 0.75 * severity)) + 1]
    groove = drawn(view, [line], [1.0], view.frame.width_px / 640, 0.7) * view.body
    return marked(height_mm=np.float32(-DEEP_MM * severity) * groove, seen_mm=SHARP_MM)
