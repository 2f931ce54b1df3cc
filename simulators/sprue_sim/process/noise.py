"""What differs from shot to shot when nothing has changed: drawn once per shot, in units of a laboratory press.

Repeatability of the laboratory press: settled cycles of one setting, 1 sigma (Kassel). A plant press has
`noise` times as much, as data of the press.
"""

from typing import Any, NamedTuple

import numpy as np

from sprue_sim.data import Preset
from sprue_sim.physics.ops import ops_of
from sprue_sim.process.conditions import Conditions
from sprue_sim.process.press import Shot, shown


class Draws(NamedTuple):
    """Standard normal numbers of one shot: floats, or arrays over shots."""

    viscosity: Any = 0.0
    flow: Any = 0.0
    metered: Any = 0.0
    cavity: Any = 0.0
    dosing: Any = 0.0
    melt: Any = 0.0
    wall: Any = 0.0
    weight: Any = 0.0
    first: Any = 0.0
    second: Any = 0.0
    clock: Any = 0.0
    pressure: Any = 0.0


VISCOSITY = 0.0085  # shares of the value, unless a unit is named
FLOW = 0.0005
METERED_CM3 = 0.0062
CAVITY = 0.0045
PRESSURE = 0.0055
TIME_S = 0.0006
DOSING = 0.006
MELT_C = 0.15
WALL_C = 0.16
WEIGHT = 0.00018
DIMENSION = 0.00045


def drawn(generator: np.random.Generator) -> Draws:
    """The numbers of the next shot."""
    return Draws(*generator.standard_normal(len(Draws._fields)).tolist())


def disturbed(preset: Preset, now: Conditions, draws: Draws) -> Conditions:
    """How things really are in this shot."""
    scale = preset.press.noise
    return now._replace(
        viscosity=now.viscosity * (1 + VISCOSITY * scale**0.5 * draws.viscosity),
        flow_share=now.flow_share * (1 + FLOW * scale * draws.flow),
        melt_c=now.melt_c + MELT_C * scale * draws.melt,
        wall_c=now.wall_c + WALL_C * scale**0.5 * draws.wall,
    )


def scattered(preset: Preset, shot: Shot, draws: Draws) -> Shot:
    """What the sensors of this shot show: the cavity's scatter is in its whole curve."""
    scale = preset.press.noise
    made, pushes = shot.injection, 1 + PRESSURE * scale**0.5 * draws.pressure
    before, off = made.traces.t_s <= made.transfer_s, METERED_CM3 * scale * draws.metered
    nozzle = made.traces.nozzle_bar * np.where(before, pushes, 1.0)
    made = made._replace(traces=made.traces._replace(nozzle_bar=nozzle))
    seen, melt = shown(made, shot.melt, 1 + CAVITY * scale * draws.cavity)
    return shot._replace(
        injection=seen,
        melt=melt,
        transfer_bar=shot.transfer_bar * pushes,
        peak_bar=shot.peak_bar * pushes,
        cavity_peak_bar=seen.cavity_peak_bar,
        cushion_cm3=ops_of(shot.cushion_cm3).maximum(shot.cushion_cm3 + off, 0.0),
        metered_off_cm3=off,
        injection_s=shot.injection_s + TIME_S * scale * draws.clock,
        dosing_s=shot.dosing_s * (1 + DOSING * scale * draws.dosing),
    )
