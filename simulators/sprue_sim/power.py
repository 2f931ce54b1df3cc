"""When in its cycle a press draws its power: the shot's energy, cause by cause, spread over its phases."""

from typing import NamedTuple

import numpy as np

from sprue_sim.curves import DOSE_DELAY_S, Cycle
from sprue_sim.physics.viscosity import Floats
from sprue_sim.presets import Preset
from sprue_sim.press import KJ_PER_KWH, energy_parts_kj

SCREW_SHARE = 0.6  # of the melt's heat comes from the screw's drive, the rest from the heater bands


class Load(NamedTuple):
    """Power by stretch of the cycle; `ends_s` begins with 0 and has one entry more than `kw`."""

    ends_s: Floats
    kw: Floats

    def at_kw(self, t: Floats) -> Floats:
        """Power at each time of the cycle."""
        return np.asarray(self.kw[np.searchsorted(self.ends_s[1:-1], t, side="right")])

    def used_kwh(self, t: Floats) -> Floats:
        """Energy from the cycle's start to each time."""
        steps = np.concatenate(([0.0], np.cumsum(self.kw * np.diff(self.ends_s))))
        return np.asarray(np.interp(t, self.ends_s, steps) / KJ_PER_KWH)


def load_of(preset: Preset, cycle: Cycle) -> Load:
    """The cycle's power; over the whole cycle it is the shot's energy."""
    shot = cycle.shot
    parts = energy_parts_kj(
        preset,
        np.asarray(cycle.melt_c),
        np.asarray(shot["transfer_specific_pressure_bar"]),
        np.asarray(cycle.end_s),
    )
    dose = cycle.hold_end_s + DOSE_DELAY_S
    dosed = dose + shot["dosing_time_s"]
    marks = [0.0, cycle.inject_s, cycle.transfer_s, cycle.hold_end_s, dose, dosed, cycle.open_s]
    ends = np.array([*marks, cycle.eject_s, cycle.end_s])
    screw, half = SCREW_SHARE * parts.heat, parts.clamp / 2
    extra = np.array([half, parts.fill, parts.hold, 0.0, screw, 0.0, half, 0.0])
    return Load(ends, (parts.idle + parts.heat - screw) / cycle.end_s + extra / np.diff(ends))
