"""What was learnt from, what was left out and why, and how well cycles are told that the gauge had not seen."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprue_server.fingerprint.interruption import REASONS

USEFUL = 0.3  # R²; below it a prediction is hardly better than the mean of all parts
LITTLE = "  That is hardly better than the mean of all parts: do not rely on this gauge."
Floats = NDArray[np.float64]
BY = {
    "group": "groups",
    "setting": "settings (no groups were told)",
    "stretch": "stretches of consecutive cycles (fewer than 6 groups were told)",
    "cycle": "cycles drawn by chance",
    "time": "later cycles from earlier ones",
}
WHY = {
    **REASONS,
    "not_measured": "the part was not measured",
    "no_reading": "the reading is far off: it is of the gauge, not of a part",
    "unreadable": "nothing of the cycle could be read",
}


@dataclass(frozen=True)
class Score:
    """How well left-out cycles were told; mean error and half an interval are in the target's unit."""

    by: str
    groups: int
    cycles: int
    r2: float
    mae: float
    coverage: float
    half: float


@dataclass(frozen=True)
class Report:
    """`dropped` counts cycles by a key of WHY."""

    score: Score
    dropped: Mapping[str, int]

    def lines(self) -> list[str]:
        """For people."""
        score = self.score
        warning = [LITTLE] if score.r2 < USEFUL else []
        left_out = [f"  {count} left out: {WHY[why]}" for why, count in self.dropped.items() if count]
        return [
            f"{score.cycles} cycles learnt from.",
            *left_out,
            f"Told without having seen them, {score.groups} {BY[score.by]}:",
            f"  R2 {score.r2:.3f}, mean error {score.mae:.4g}, n {score.cycles}, groups {score.groups}",
            f"  90 % intervals hold {score.coverage:.1%} of the readings and are {2 * score.half:.4g} wide",
            *warning,
        ]


def score(target: Floats, predicted: Floats, half: Floats, by: str, groups: int) -> Score:
    """Of cycles that were left out."""
    errors = target - predicted
    spread = float(((target - target.mean()) ** 2).sum())
    return Score(
        by,
        groups,
        target.size,
        1 - float(errors @ errors) / spread if spread > 0 else float("nan"),
        float(np.abs(errors).mean()),
        float((np.abs(errors) <= half).mean()),
        float(half.mean()),
    )
