"""Colour streaks: masterbatch that was not mixed in, drawn out along the flow; darker or paler."""

import numpy as np

from sprue_sim.cameras.defects.splay import silver
from sprue_sim.cameras.defects.weld_line import darker
from sprue_sim.cameras.marks import Mark, marked
from sprue_sim.cameras.strokes import along_flow, drawn, near_gate
from sprue_sim.cameras.surface import View

MOST = 9
BROAD = 0.022  # over the frame


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:
    """Broad and soft."""
    count = max(round(MOST * severity), 2)
    width = view.frame.width_px
    ways = along_flow(view, near_gate(view, count, (0.08, 0.45), chance), 60, width / 220)
    lines = [way[: int(end)] for way, end in zip(ways, chance.integers(25, 61, count), strict=True)]
    bands = drawn(view, lines, chance.uniform(0.5, 1, count), BROAD * width, 0.006 * width) * view.body
    colour = darker(view) if chance.random() < 0.6 else silver(view)  # noqa: PLR2004
    return marked(tint=np.float32(0.7 * severity) * bands, colour=colour)
