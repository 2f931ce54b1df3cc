"""What a cycle takes from the mains, phase by phase: energy of a shot, a power meter's trace."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_sim.data import Preset, Settings
from sprue_sim.physics import drives, mould_heat
from sprue_sim.process.conditions import Conditions
from sprue_sim.process.curves import Times
from sprue_sim.process.press import Shot, needed_cm3

Floats = NDArray[np.float64]
LOSS_SHARE = 0.06  # of the heaters' rating that goes into the hall at temperature
CLAMP_KJ_KN = 0.004  # to close, lock and open, per kN of clamp force
HOLD_FLOW_SHARE = 0.05  # of the shot's volume creeps while holding
FEED_C = 40.0


class Load(NamedTuple):
    """Power by stretch of the cycle: `ends_s` begins with 0 and has one entry more than `kw`."""

    ends_s: Floats
    kw: Floats
    kwh: float

    def at_kw(self, t: Floats) -> Floats:
        """Power at each time of the cycle."""
        return np.asarray(self.kw[np.searchsorted(self.ends_s[1:-1], t, side="right")])

    def used_kwh(self, t: Floats) -> Floats:
        """Energy from the cycle's start to each time."""
        sums = np.concatenate(([0.0], np.cumsum(self.kw * np.diff(self.ends_s))))
        return np.asarray(np.interp(t, self.ends_s, sums) / 3600)


def load_of(preset: Preset, settings: Settings, now: Conditions, shot: Shot, times: Times) -> Load:
    """The cycle's power, phase by phase; over the whole cycle it is the shot's energy."""
    press = preset.press
    cycle_s = float(shot.cycle_s)
    grams = shot_g(preset)
    cycle = _phases(preset, settings, shot, times, grams)
    used = drives.power_kw(press.drive, press.rated_kw, cycle)
    heaters = heater_kw(preset, now, grams / cycle_s)
    marks = (times.transfer_s, times.hold_end_s, times.dose_s, times.dosed_s, times.open_s)
    ends = np.array([0.0, press.close_s, *(press.close_s + at for at in marks), cycle_s])
    drive = (used.clamp, used.inject, used.hold, used.idle, used.recover, used.idle, used.clamp)
    kw = np.array(drive) + heaters
    return Load(ends, kw, float(np.sum(kw * np.diff(ends)) / 3600))


def shot_g(preset: Preset) -> float:
    """Mass of one shot, parts and runner."""
    return needed_cm3(preset) * preset.material.thermal.melt_kg_m3 / 1000


def heater_kw(preset: Preset, now: Conditions, throughput_g_s: float) -> float:
    """Mean power of barrel heaters: the melt's heat less the screw's work, and losses."""
    thermal = preset.material.thermal
    enthalpy = mould_heat.enthalpy_kj_kg(
        now.melt_c, heat_kj_kg_k=thermal.heat_j_kg_k / 1000, fusion_kj_kg=thermal.fusion_j_kg / 1000
    ) - mould_heat.enthalpy_kj_kg(FEED_C, heat_kj_kg_k=thermal.heat_j_kg_k / 1000)
    return drives.heater_kw(
        throughput_g_s,
        enthalpy_kj_kg=enthalpy,
        screw_kw=drives.screw_kw(throughput_g_s),
        loss_kw=LOSS_SHARE * preset.press.heating_kw,
    )


def idle_kw(preset: Preset) -> float:
    """A heated press that stands."""
    resting = drives.phase_kw(preset.press.drive, preset.press.rated_kw, drives.Phase(1.0))
    return resting + LOSS_SHARE * preset.press.heating_kw


def _phases(preset: Preset, settings: Settings, shot: Shot, times: Times, grams: float) -> drives.Cycle:
    press = preset.press
    limit, cycle_s = press.max_pressure_bar, float(shot.cycle_s)
    inject_s, hold_s = max(times.transfer_s, 0.05), settings.hold_s + settings.hold_end_s
    recover_s = max(times.dosed_s - times.dose_s, 0.1)
    clamp_s = press.close_s + press.open_s + preset.eject_s
    mean_bar = 0.6 * float(shot.transfer_bar)
    creep = needed_cm3(preset) * HOLD_FLOW_SHARE / hold_s
    phase = drives.Phase
    return drives.Cycle(
        clamp=phase(clamp_s, CLAMP_KJ_KN * press.clamp_kn / clamp_s, 0.3),
        inject=phase(inject_s, drives.melt_kw(mean_bar, settings.flow_cm3_s), mean_bar / limit),
        hold=phase(hold_s, drives.melt_kw(settings.hold_bar, creep), settings.hold_bar / limit),
        recover=phase(recover_s, drives.screw_kw(grams / recover_s), 0.4),
        idle=phase(max(cycle_s - inject_s - hold_s - recover_s - clamp_s, 0.1)),
    )
