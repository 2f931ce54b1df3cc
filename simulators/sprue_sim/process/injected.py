"""A fault as it was put into a cell: what, how strong, from when, how it grows. Never published."""

from dataclasses import dataclass
from math import exp
from typing import Literal, get_args
from zlib import crc32

from sprue_contract.refusals import UNCHANGED, Param, RefusalView, refusal

Shape = Literal["step", "ramp", "intermittent"]
SHAPES: tuple[Shape, ...] = get_args(Shape)
ON_SHARE = 0.5  # of its spells an intermittent fault is there
SPELL_S = 120.0  # when no time constant is given
US = 1e6


class FaultError(Exception):
    """A fault that does not exist, or not here; the message says what does, and that nothing changed.

    `why` is a code of `sprue_contract.refusals`, or words that have none.
    """

    def __init__(self, why: str, /, **params: Param) -> None:
        self.view = refusal(why, **params) if params else RefusalView(detail=f"{why}. {UNCHANGED}")
        super().__init__(self.view.detail)


@dataclass(frozen=True)
class Injected:
    """One fault in one cell.

    A step comes at once, or first-order within `time_constant_s`; a ramp grows evenly and is whole after
    `time_constant_s`; an intermittent fault comes and goes in spells of `time_constant_s`.

    Raises:
        FaultError: a severity outside 0..1, a negative time, an unknown shape.
    """

    name: str
    severity: float
    onset_us: int = 0
    shape: Shape = "step"
    time_constant_s: float = 0.0
    until_us: int | None = None

    def __post_init__(self) -> None:
        wrong = [
            (not 0 <= self.severity <= 1, f"severity {self.severity:g} is not between 0 and 1"),
            (self.shape not in SHAPES, f"no shape {self.shape!r}; there are {', '.join(SHAPES)}"),
            (not self.time_constant_s >= 0, f"time constant {self.time_constant_s:g} s is negative"),
            (self.until_us is not None and self.until_us < self.onset_us, "it would end before it begins"),
        ]
        for is_wrong, words in wrong:
            if is_wrong:
                raise FaultError(f"{self.name}: {words}")

    def strength(self, us: int) -> float:
        """How strong it is at a moment, 0 to `severity`; the same moment gives the same answer."""
        if us < self.onset_us or (self.until_us is not None and us >= self.until_us):
            return 0.0
        since_s = (us - self.onset_us) / US
        match self.shape:
            case "ramp":
                return self.severity * min(since_s / max(self.time_constant_s, 1e-6), 1.0)
            case "intermittent":
                return self.severity * self._is_on(since_s)
        return (
            self.severity * (1 - exp(-since_s / self.time_constant_s))
            if self.time_constant_s
            else self.severity
        )

    def _is_on(self, since_s: float) -> bool:
        """By a hash of the spell's number; it begins with a spell that it is there."""
        spell = int(since_s // (self.time_constant_s or SPELL_S))
        return spell == 0 or crc32(f"{self.name} {self.onset_us} {spell}".encode()) / 2**32 < ON_SHARE
