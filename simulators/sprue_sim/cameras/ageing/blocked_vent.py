"""Blocked vent: the vent where the front comes last is packed with residue up to the plate; dark."""

import numpy as np

from sprue_sim.cameras.marks import Colour, Mark, marked
from sprue_sim.cameras.surface import DEEP_MM, View, vent_share

PACKED: Colour = (0.03, 0.05, 0.07)
STRONG = 0.75


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:  # noqa: ARG001
    """Fills from the floor, and darkens."""
    channel = vent_share(view.fill, view.frame, view.edge_mm, 0)
    height = np.float32(DEEP_MM * severity) * channel
    return marked(height_mm=height, tint=np.float32(STRONG * severity) * channel, colour=PACKED)
