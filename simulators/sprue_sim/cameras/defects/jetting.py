"""Jetting: a strand shot through the gate, cooled, and lies as a snake in the part from the gate onwards."""

import numpy as np

from sprue_sim.cameras.defects.weld_line import darker
from sprue_sim.cameras.marks import Mark, marked
from sprue_sim.cameras.strokes import along_flow, drawn
from sprue_sim.cameras.surface import View

DEEP_MM, DULL = 0.03, 0.5
THICK = 0.012  # of the strand, over the frame
STEPS = 120


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:
    """The worse, the longer it is."""
    width, gate = view.frame.width_px, view.product.gates[0]
    start = np.array([view.frame.pixel(*gate)]) + chance.uniform(2, 4, (1, 2)) * chance.choice((-1, 1), (1, 2))
    way = along_flow(view, start, STEPS, width / 320)[0][: max(int(STEPS * (0.15 + 0.5 * severity)), 3)]
    ahead = np.gradient(way, axis=0)
    sideways = np.stack([-ahead[:, 1], ahead[:, 0]], axis=1)
    swing = (
        np.sin(np.arange(len(way)) * 0.55 + chance.uniform(0, 6))
        * np.minimum(np.arange(len(way)) / 12, 1)
        * 3.2
    )
    snake = way + sideways * swing[:, None]
    strand = drawn(view, [snake], [1.0], THICK * width, 1.2) * view.body
    tint = np.float32(DULL * severity) * strand
    return marked(height_mm=np.float32(DEEP_MM * severity) * strand, tint=tint, colour=darker(view))
