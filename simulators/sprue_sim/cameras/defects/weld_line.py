"""Weld line: a fine notch where two fronts met too cold to join, a little darker than the face."""

import numpy as np

from sprue_sim.cameras.marks import SHARP_MM, Colour, Mark, marked
from sprue_sim.cameras.surface import View

DEEP_MM, DARK = 0.03, 0.45


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:  # noqa: ARG001
    """On the line where fronts meet; always the same place in a mould."""
    line = view.fill.meeting**2
    tint = np.float32(DARK * severity) * line
    height = np.float32(-DEEP_MM * severity) * line
    return marked(height_mm=height, tint=tint, colour=darker(view), seen_mm=SHARP_MM)


def darker(view: View) -> Colour:
    """The part's colour in a notch."""
    red, green, blue = (0.5 * one for one in view.product.colour)
    return blue, green, red
