"""The virtual gauge: a part's weight or size from its shot, with an interval, or why it cannot say."""

from collections.abc import Mapping, Sequence
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
Told = Mapping[str, float]
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


class Outside(NamedTuple):
    """An input beyond its range, with that range in the input's unit."""

    name: str
    value: float
    low: float
    high: float


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
        return self.judge_told([told_by(cycle) for cycle in cycles])

    def judge_told(self, told: Sequence[Told]) -> list[Judged]:
        """The same of what cycles tell (`told_by`)."""
        whole = [at for at, one in enumerate(told) if one]
        found = dict.fromkeys(range(len(told)), SILENT)
        for begin in range(0, len(whole), AT_ONCE):
            some = whole[begin : begin + AT_ONCE]
            found |= dict(zip(some, self._judged(self.inputs.table([told[at] for at in some])), strict=True))
        return list(found.values())

    def outside(self, told: Told) -> Outside | None:
        """The input that lies farthest beyond the range that was learnt; None where none does."""
        name, share, low, high = self.experience.farthest(self.inputs.row(told))
        return Outside(self.inputs.names[name], told[self.inputs.names[name]], low, high) if share > 1 else None

    def missing(self, told: Told) -> list[str]:
        """Inputs that a shot does not tell."""
        return [name for name in self.inputs.names if name not in told]

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
