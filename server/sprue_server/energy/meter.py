"""How many kilowatt-hours went into a stretch of time, and for how much of it anybody knows.

A step between two readings counts unless the meter ran back (reset), ran ahead of what any press can take
(jump), was silent for too long (gap), or another run began between them. What does not count adds neither
energy nor measured time, and is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_contract.quantities import QUANTITIES

Times = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Odd = Literal["reset", "jump", "gap", "another_run"]
HOUR_US = 3_600_000_000
MOST_KW = QUANTITIES["power_kw"].high
PATIENCE_US = 60_000_000  # so long a silence is no gap
PATIENCE = 3  # times the usual distance, where readings come seldom


class Measured(NamedTuple):
    """Energy, and the time in which it was measured."""

    kwh: float
    us: float


class Trouble(NamedTuple):
    """What does not count, and from when to when."""

    key: Odd
    start_us: int
    end_us: int


@dataclass(frozen=True)
class Meter:
    """Sums up to each reading: energy in kWh and measured time in microseconds, shapes (n,)."""

    at_us: Times
    kwh: Floats
    us: Floats
    troubles: tuple[Trouble, ...] = ()

    def between(self, start_us: int, end_us: int) -> Measured:
        """Energy of [start, end); between two readings it flows evenly. Nothing outside of all readings."""
        if self.at_us.size < 2:  # noqa: PLR2004  # one reading tells no energy
            return Measured(0.0, 0.0)
        ends = np.array([start_us, end_us])
        kwh, us = (np.interp(ends, self.at_us, sums) for sums in (self.kwh, self.us))
        return Measured(float(kwh[1] - kwh[0]), float(us[1] - us[0]))


def counted(at_us: Times, kwh: Floats, runs_us: Iterable[int] = ()) -> Meter:
    """From a meter's count at each moment, in order of time; `runs_us`: when other runs begin. Shapes (n,)."""
    steps = np.diff(kwh)
    hours = np.diff(at_us) / HOUR_US
    found: dict[Odd, Flags] = {
        "another_run": _across(at_us, runs_us),
        "reset": steps < 0,
        "gap": _gaps(at_us),
        "jump": steps > MOST_KW * np.maximum(hours, 1 / HOUR_US),
    }
    return _summed(at_us, steps, found)


def from_power(at_us: Times, kw: Floats, runs_us: Iterable[int] = ()) -> Meter:
    """From mean power from each moment to the next, for a press whose meter does not count. Shapes (n,)."""
    steps = kw[:-1] * np.diff(at_us) / HOUR_US
    return _summed(at_us, steps, {"another_run": _across(at_us, runs_us), "gap": _gaps(at_us)})


def _gaps(at_us: Times) -> Flags:
    apart = np.diff(at_us)
    usual = float(np.median(apart)) if apart.size else 0.0
    return np.asarray(apart > max(PATIENCE_US, PATIENCE * usual))


def _across(at_us: Times, runs_us: Iterable[int]) -> Flags:
    """Steps that begin before another run and end in it."""
    found = np.zeros(max(at_us.size - 1, 0), dtype=np.bool_)
    for us in runs_us:
        after = int(np.searchsorted(at_us, us))
        if 0 < after < at_us.size:
            found[after - 1] = True
    return found


def _summed(at_us: Times, steps: Floats, odd: dict[Odd, Flags]) -> Meter:
    """Each step that is odd has one name, the first that fits."""
    counts = np.ones(steps.size, dtype=np.bool_)
    troubles: list[Trouble] = []
    for key, flags in odd.items():
        places = np.flatnonzero(flags & counts).tolist()
        troubles += [Trouble(key, int(at_us[place]), int(at_us[place + 1])) for place in places]
        counts &= ~flags
    kwh = np.concatenate([[0.0], np.cumsum(np.where(counts, steps, 0.0))])
    us = np.concatenate([[0.0], np.cumsum(np.where(counts, np.diff(at_us), 0))]).astype(np.float64)
    return Meter(
        at_us, kwh[: at_us.size], us[: at_us.size], tuple(sorted(troubles, key=lambda one: one.start_us))
    )
