"""Dimension drift: the whole part is too large or too small; only a measure tells, the eye does not."""

import numpy as np

from sprue_sim.cameras.marks import Mark
from sprue_sim.cameras.surface import View

TOLERANCE = 0.004  # of the length, plus or minus: usual here
MOST = 3.0


def off_tolerances(severity: float) -> float:
    """Deviation over the tolerance at a severity: as the process model has it, the other way round."""
    return float(min((severity / max(1 - severity, 1e-3)) ** 0.25, MOST))


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:
    """The mask is the rim that has come in or gone out."""
    change = TOLERANCE * off_tolerances(severity) * float(chance.choice((-1, 1)))
    return resized(view, 1 + change)


def resized(view: View, scale: float) -> Mark:
    """A part of another size."""
    moved_mm = abs(scale - 1) * view.frame.frame_mm / 3
    return Mark(np.abs(view.edge_mm) < moved_mm, scale=scale)
