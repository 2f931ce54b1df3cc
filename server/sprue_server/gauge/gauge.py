"""The virtual gauge: a part's weight or size from its shot, with an interval, or why it cannot say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_server.fingerprint import Cycle
from sprue_server.gauge.blend import Members
from sprue_server.gauge.experience import Experience
from sprue_server.gauge.inputs import Inputs, told_by
from sprue_server.gauge.interval import Width
from sprue_server.gauge.report import Report

Floats = NDArray[np.float64]
AT_ONCE = 2000  # shots; more would take much memory for their distances to what was learnt
FAR = 3.0  # times the limit of experience; beyond it a number would be a guess


class Judged(NamedTuple):
    """What the gauge says of a shot, in the target's unit; None where it does not say.

    `in_experience` False with numbers: they are extrapolated, and 90 % is not promised.
    """

    prediction: float | None
    low_90: float | None
    high_90: float | None
    in_experience: bool


SILENT = Judged(None, None, None, in_experience=False)


@dataclass(frozen=True)
class Gauge:
    """All that was learnt of one target of one mould."""

    target: str
    inputs: Inputs
    members: Members
    shares: Floats
    width: Width
    experience: Experience
    report: Report

    def judge(self, cycle: Cycle) -> Judged:
        """The part of a shot."""
        return self.judge_all([cycle])[0]

    def judge_all(self, cycles: Sequence[Cycle]) -> list[Judged]:
        """Parts of many shots; of an interrupted one nothing is said."""
        told = [told_by(cycle) for cycle in cycles]
        whole = [at for at, one in enumerate(told) if one]
        found = dict.fromkeys(range(len(told)), SILENT)
        for begin in range(0, len(whole), AT_ONCE):
            some = whole[begin : begin + AT_ONCE]
            found |= dict(zip(some, self._judged(self.inputs.table([told[at] for at in some])), strict=True))
        return list(found.values())

    def predict(self, table: Floats) -> tuple[Floats, Floats]:
        """Prediction and half an interval of shots' inputs (n, d), asked whether in experience or not."""
        said = self.members.predict(table)
        return said @ self.shares, self.width.half(said)

    def _judged(self, table: Floats) -> list[Judged]:
        strange = self.experience.strangeness(table)
        middle, half = self.predict(table)
        return [
            SILENT if far > FAR else Judged(float(at), float(at - wide), float(at + wide), bool(far <= 1))
            for far, at, wide in zip(strange, middle, half, strict=True)
        ]
