"""What differs from shot to shot when nothing has changed: drawn once per shot, in units of a laboratory press.

Repeatability of the laboratory press: settled cycles of one setting, 1 sigma (Kassel). A plant press has
`noise` times as much, as data of the press.
"""

from typing import NamedTuple

import numpy as np

from sprue_sim.data import Preset
from sprue_sim.process.conditions import Conditions
from sprue_sim.process.press import Shot, shown


class Draws(NamedTuple):
    """Standard normal numbers of one shot, each a float."""

    viscosity: float = 0.0
    flow: float = 0.0
    metered: float = 0.0
    cavity: float = 0.0
    dosing: float = 0.0
    melt: float = 0.0
    wall: float = 0.0
    weight: float = 0.0
    first: float = 0.0
    second: float = 0.0


VISCOSITY = 0.0065  # shares of the value, unless a unit is named
FLOW = 0.0016
METERED_CM3 = 0.005
CAVITY = 0.004
DOSING = 0.0054
MELT_C = 0.15
WALL_C = 0.25
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
    seen, melt = shown(shot.injection, shot.melt, 1 + CAVITY * scale * draws.cavity)
    return shot._replace(
        injection=seen,
        melt=melt,
        cavity_peak_bar=seen.cavity_peak_bar,
        cushion_cm3=max(shot.cushion_cm3 + METERED_CM3 * scale * draws.metered, 0.0),
        dosing_s=shot.dosing_s * (1 + DOSING * scale * draws.dosing),
    )
