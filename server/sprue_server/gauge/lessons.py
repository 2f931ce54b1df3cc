"""Which cycles teach: whole ones with a reading that can be of a part. Others are counted by their reason."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprue_contract.quantities import plausible
from sprue_server.fingerprint import Cycle, Level, interrupted
from sprue_server.gauge.errors import GaugeError
from sprue_server.gauge.inputs import SETTINGS, Inputs, chosen, told_by
from sprue_server.gauge.parts import Grouped, grouped
from sprue_server.gauge.report import WHY

Floats = NDArray[np.float64]
Told = Mapping[str, float]
NEEDS = 40  # whole cycles with a reading; with fewer an interval is a guess
FAR_OFF = 12.0  # usual spreads (median absolute deviation) from the median: an empty scale, a slipped calliper
MAD = 1.4826  # turns the median deviation of normal noise into one standard deviation
NOTHING = "Nothing was learnt."


@dataclass(frozen=True)
class Lessons:
    """Inputs (n, d) and target (n,) of the cycles that teach, how they are grouped, why others do not.

    `places` (n,): which of the cycles they are.
    """

    inputs: Inputs
    table: Floats
    target: Floats
    grouped: Grouped
    dropped: Mapping[str, int]
    places: NDArray[np.int64]


@dataclass(frozen=True)
class Wish:
    """What is asked of a gauge: its target, the level of inputs; `only` some inputs, for comparisons."""

    target: str = "target"
    level: Level = Level.D
    only: Collection[str] | None = None


ANYTHING = Wish()


def lessons(
    cycles: Sequence[Cycle], targets: Sequence[float | None], groups: Sequence[str] | None, wish: Wish
) -> Lessons:
    """Sort the cycles out.

    Raises:
        GaugeError: too few are left, the target never changes, or nothing is told that could tell it.
    """
    told = [told_by(cycle) for cycle in cycles]
    why = [None if one else interrupted(cycle) or "unreadable" for cycle, one in zip(cycles, told, strict=True)]
    return taught(told, why, targets, groups, wish)


def taught(
    told: Sequence[Told],
    why: Sequence[str | None],
    targets: Sequence[float | None],
    groups: Sequence[str] | None,
    wish: Wish,
) -> Lessons:
    """The same of what cycles tell (`told_by`); `why` says why one of them tells nothing, a key of WHY.

    Raises:
        GaugeError: as `lessons`.
    """
    readings = _readings(targets, wish.target)
    left_out = [one or _why(value) for one, value in zip(why, readings, strict=True)]
    good = [at for at, reason in enumerate(left_out) if reason is None]
    dropped = Counter(reason for reason in left_out if reason is not None)
    target = np.array([readings[at] for at in good])
    _refuse(len(told), target, dropped, wish.target)
    inputs = chosen([told[at] for at in good], wish.level, wish.only)
    if not inputs.names:
        raise GaugeError(
            f"{wish.target}: the cycles tell nothing at level {wish.level.name} that changes. "
            f"Name their curves, or a higher level. {NOTHING}",
            why="nothing_told",
        )
    by = grouped([groups[at] for at in good] if groups else None, [settings_of(told[at]) for at in good])
    table = inputs.table([told[at] for at in good])
    return Lessons(inputs, table, target, by, dropped, np.array(good, np.int64))


def settings_of(told: Told) -> dict[str, float]:
    """What was set, of all that a cycle tells."""
    return {name: value for name, value in told.items() if name in SETTINGS}


def _readings(targets: Sequence[float | None], name: str) -> list[float]:
    """NaN where not measured, infinite where it is no reading of a part."""
    told = np.array([np.nan if value is None else float(value) for value in targets])
    can_be = [np.isfinite(value) and plausible(name, float(value)) is not None for value in told]
    known = told[can_be]
    if known.size == 0:
        return [float(value) for value in np.where(np.isnan(told), np.nan, np.inf)]
    usual = MAD * float(np.median(np.abs(known - np.median(known))))
    near = np.abs(told - np.median(known)) <= FAR_OFF * usual if usual > 0 else np.isfinite(told)
    fits = near & np.array(can_be)
    return [float(value) for value in np.where(np.isnan(told), np.nan, np.where(fits, told, np.inf))]


def _why(reading: float) -> str | None:
    if np.isnan(reading):
        return "not_measured"
    return None if np.isfinite(reading) else "no_reading"


def _refuse(cycles: int, target: Floats, dropped: Mapping[str, int], name: str) -> None:
    if target.size < NEEDS:
        counts = ", ".join(f"{count}: {WHY[why]}" for why, count in dropped.items())
        raise GaugeError(
            f"{name}: {target.size} of {cycles} cycles are whole and measured"
            f"{f' ({counts})' if counts else ''}; at least {NEEDS} are needed. Measure more parts. {NOTHING}",
            why="too_few",
        )
    if np.ptp(target) == 0:
        raise GaugeError(
            f"{name}: it is {target[0]:g} in every cycle, so there is nothing to tell. "
            f"Name another target, or cycles of several settings. {NOTHING}",
            why="always_same",
        )
