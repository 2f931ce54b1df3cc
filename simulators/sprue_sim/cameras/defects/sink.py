"""Sink: the face falls in over ribs and thick places, where the melt shrank last. Broad and shallow."""

import numpy as np

from sprue_sim.cameras.marks import Mark, marked
from sprue_sim.cameras.surface import View

DEEP_MM = 0.14  # on a part of 60 mm; thicker walls on larger ones sink deeper
HALF = 0.4  # of the depth: where a finger feels it
WIDE = 0.022  # of the frame: how far the hollow reaches beside the rib


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:  # noqa: ARG001
    """Deepest over the rib."""
    beside = np.maximum(view.rib_mm, 0) / np.float32(WIDE * view.frame.frame_mm)
    hollow = np.exp(-(beside**2)) * view.body
    deep_mm = DEEP_MM * (view.frame.frame_mm / 60) ** 0.5
    found = marked(height_mm=np.float32(-deep_mm * severity) * hollow)
    return found._replace(mask=found.mask & (hollow > HALF))
