"""How wide an interval must be to hold nine readings of ten: from errors on cycles left out (cross-conformal).

Vovk, Cross-conformal predictors, Annals of Mathematics and Artificial Intelligence 74, 2015; errors are counted
in units of how much the models disagree, so that an interval is wider where the gauge knows less.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
HELD = 0.9  # share of readings


@dataclass(frozen=True)
class Width:
    """Half an interval is `reach` times the difficulty, which is at least `floor`, in the target's unit."""

    floor: float
    reach: float

    def half(self, told: Floats) -> Floats:
        """Of shots that the models spoke of, (shot, model)."""
        return self.reach * _difficulty(told, self.floor)


def width(told: Floats, blended: Floats, target: Floats) -> Width:
    """From cycles left out: what each model said, (cycle, model), the blend of it, and what was measured."""
    errors = np.abs(target - blended)
    floor = max(float(np.median(errors)), 1e-12)
    scores = np.sort(errors / _difficulty(told, floor))
    place = min(int(np.ceil((scores.size + 1) * HELD)), scores.size) - 1
    return Width(floor, float(scores[place]))


def _difficulty(told: Floats, floor: float) -> Floats:
    return np.asarray(np.hypot(floor, told.std(axis=1)))
