"""How warm mould and melt are when a shot is made: after a stop the mould warms over some cycles."""

from typing import NamedTuple

import numpy as np

from sprue_sim import story
from sprue_sim.physics.cooling import wall_start_c
from sprue_sim.presets import Preset
from sprue_sim.press import DRAWS, State

SETTLED_RISE_C = 8.0  # of the cavity wall over the mould's set temperature, once settled
HALL_SHARE = 0.25  # of the hall's drift that reaches the cooling water
SETTLED_CYCLES = 8  # after a stop; first-order with four cycles: 86 % there
LAB_WALL_C, LAB_MELT_C = 0.1, 0.15


class Warmth(NamedTuple):
    """Wall at the cycle's start, and how many cycles since the last stop."""

    wall_c: float
    cycles: int


def coolant_c(preset: Preset, us: int) -> float:
    """Water to the mould: the set temperature, and some of the hall's drift."""
    return preset.settings.mould_c + HALL_SHARE * (story.hall_c(us) - 22.5)


def settled(preset: Preset, us: int) -> Warmth:
    """After hours of steady production."""
    return Warmth(coolant_c(preset, us) + SETTLED_RISE_C, 1000)


def after_cycle(preset: Preset, before: Warmth, us: int, cycle_s: float) -> Warmth:
    """One more cycle brings the wall nearer to its settled temperature."""
    wall = wall_start_c(
        before.wall_c,
        coolant_c=coolant_c(preset, us),
        settled_rise_c=SETTLED_RISE_C,
        elapsed_s=cycle_s,
        tau_s=4 * cycle_s,
    )
    return Warmth(float(wall), before.cycles + 1)


def after_stop(preset: Preset, before: Warmth, us: int, stopped_s: float) -> Warmth:
    """While the machine stands, the wall falls towards the water."""
    wall = wall_start_c(
        before.wall_c, coolant_c=coolant_c(preset, us), settled_rise_c=0, elapsed_s=stopped_s, tau_s=160
    )
    return Warmth(float(wall), 0)


def state_at(preset: Preset, seed: int, us: int, warmth: Warmth, draw: np.random.Generator) -> State:
    """Everything that a shot begun at `us` depends on, each as an array of one."""
    settings, noise = preset.settings, preset.noise
    wall = warmth.wall_c + LAB_WALL_C * noise * draw.standard_normal()
    melt = settings.nozzle_c + LAB_MELT_C * noise * draw.standard_normal()
    leak = story.leak_at(seed, us) * draw.uniform(0.4, 1.6)
    one = np.ones(1)
    return State(
        melt_c=one * melt,
        wall_c=one * wall,
        thin=one * story.thin_at(seed, us),
        leak=one * leak,
        flow_cm3_s=one * settings.flow_cm3_s * story.flow_factor_at(seed, us),
        over_fill=one * settings.over_fill,
        hold_bar=one * settings.hold_bar,
        draws=draw.standard_normal((DRAWS, 1)),
    )
