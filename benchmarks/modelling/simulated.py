"""Simulated shots as the hub sees them: what the control tells, the channels meanwhile, the curves."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from sprue_server.drift.numbers import numbers_of
from sprue_server.drift.watched import WATCHED
from sprue_server.fingerprint import Cycle
from sprue_server.golden import Signal
from sprue_server.minding.evidence import level_of
from sprue_sim import cycle as cycles
from sprue_sim.cycle import Made
from sprue_sim.faults import FaultError, parse_fault
from sprue_sim.recording import run, wishes
from sprue_sim.recording.wishes import Job, Shot

PERIOD_S = 0.02
BESIDE = {  # what a check beside the press reads: water, dryer, hall, oil, a needle in the melt
    *("coolant_supply_c", "coolant_return_c", "coolant_flow_l_min", "chiller_water_c", "hall_temperature_c"),
    *("oil_temperature_c", "dryer_air_c", "dryer_dew_point_c", "material_moisture_pct", "melt_temperature_c"),
    *("heater_duty_pct", "hot_runner_c", "mould_temperature_c"),
}
UNSEEN = {"weight_g"}  # no press weighs its parts
Numbers = dict[str, float]


class View(NamedTuple):
    """What a hall has: a sensor level, and whether somebody looks beside the press."""

    level: str
    beside: bool

    def of(self, shot: Numbers) -> Numbers:
        """The numbers that it has of a shot."""
        return {name: value for name, value in shot.items() if name in self.names}

    @property
    def names(self) -> set[str]:
        """All that it watches."""
        inside = {name for name in WATCHED if level_of(name) <= self.level and name not in UNSEEN}
        return inside if self.beside else inside - BESIDE


def job_of(mould: str, shots: int, seed: int, fault: str | None = None, stops: int = 0) -> Job | None:
    """A run of a mould's own cell; None where the fault cannot be. `stops`: it stands after so many shots."""
    preset = wishes.cell_of(mould, None, None)
    usual = Shot(preset.settings, "1")
    stopped = usual._replace(wait_s=600.0)
    rows = [stopped if stops and number and number % stops == 0 else usual for number in range(shots)]
    try:
        faults = (parse_fault(fault, preset),) if fault else ()
    except FaultError:
        return None
    return Job(wishes.in_lot(preset, [usual]), rows, seed, faults)


def shots_of(job: Job) -> Iterator[Numbers]:
    """Watched numbers of each shot; empty where it was broken off."""
    for row, made in run.shots_of(job):
        yield numbers(row, made)


def numbers(row: Shot, made: Made) -> Numbers:
    """The watched numbers of one shot."""
    told = {**made.slow.values, **cycles.values_of(row.settings, made), "cycle_time_s": made.cycle_s}
    values = {name: float(value) for name, value in told.items() if isinstance(value, int | float)}
    curves = {
        name: Signal(name, "", 0.0, PERIOD_S, np.asarray(curve, np.float64))
        for name, curve in made.drawn.signals.items()
    }
    return numbers_of(Cycle({n: v for n, v in values.items() if not n.startswith("set_")}, {}, curves))


def visible_from(
    faulty: Sequence[Numbers], sound: Sequence[Numbers], names: set[str], onset: int
) -> int | None:
    """The shot from which a fault moves a number by more than three spreads, in four of five shots.

    Both runs have the same noise, so their difference is the fault's own doing; spreads are those of the sound
    run, no less than the number's floor.
    """
    found = [_from(faulty, sound, name, onset) for name in names]
    return min((one for one in found if one is not None), default=None)


def _from(faulty: Sequence[Numbers], sound: Sequence[Numbers], name: str, onset: int) -> int | None:
    usual = np.array([shot[name] for shot in sound[20:] if name in shot])
    if len(usual) < len(sound) / 2:
        return None
    watched = WATCHED[name]
    spread = max(float(usual.std()), watched.absolute, watched.relative * abs(float(usual.mean())), 1e-9)
    pairs = [
        (a.get(name, np.nan), b.get(name, np.nan)) for a, b in zip(faulty[onset:], sound[onset:], strict=True)
    ]
    far = np.array([abs(a - b) / spread > 3 for a, b in pairs])  # what the issue counts from
    held = np.flatnonzero(np.convolve(far, np.ones(5), "valid") >= 4)
    return onset + int(held[0]) if held.size else None
