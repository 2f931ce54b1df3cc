"""Splay: water or gas smeared out to silvery streaks that fan out from the gate along the flow."""

import numpy as np

from sprue_sim.cameras.marks import Colour, Mark, marked
from sprue_sim.cameras.strokes import along_flow, drawn, near_gate
from sprue_sim.cameras.surface import View

PALE = 0.35  # on a part as pale as that streaks are grey
MOST = 70
FROM = (0.05, 0.5)  # share of the way of flow where streaks begin


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:
    """More and brighter streaks the worse it is."""
    count = max(round(MOST * severity), 1)
    starts = near_gate(view, count, FROM, chance)
    step_px = view.frame.width_px / 220
    ways = along_flow(view, starts, 26, step_px)
    cut = chance.integers(8, 27, size=count)
    lines = [way[:end] for way, end in zip(ways, cut, strict=True)]
    streaks = drawn(view, lines, chance.uniform(0.35, 1, count), view.frame.width_px / 640, 0.7) * view.body
    return marked(tint=np.float32(0.9 * severity) * streaks, colour=silver(view))


def silver(view: View) -> Colour:
    """How a torn, dull face looks beside the part's colour."""
    pale = sum(view.product.colour) / 3 > PALE
    red, green, blue = (0.6 * one if pale else 0.5 * one + 0.3 for one in view.product.colour)
    return blue, green, red
