"""What pressure it takes to push melt through a runner and along a plate. Floats or arrays, SI units."""

from math import pi
from typing import Any

from sprue_sim.physics.viscosity import CrossWlf, viscosity_pa_s

PA_PER_BAR = 1e5
REPRESENTATIVE_SLIT = 0.772  # Schümmer: where Newtonian and power-law shear profiles cross, slit
REPRESENTATIVE_TUBE = 0.815  # and tube; hardly depends on n
Number = Any


def tube_shear_1_s(flow_m3_s: Number, radius_m: float) -> Number:
    """Representative shear rate in a round runner: of 4 Q / (pi R^3) at the wall."""
    return 4 * flow_m3_s / (pi * radius_m**3) * REPRESENTATIVE_TUBE


def slit_drop_pa(  # noqa: PLR0913  # one physical quantity each
    grade: CrossWlf, flow_m3_s: Number, melt_c: Number, *, length_m: float, width_m: float, gap_m: Number
) -> Number:
    """Pressure drop along a wide slit: 12 eta L Q / (w h^3), eta at the apparent wall shear 6 Q / (w h^2).

    Representative-viscosity method; within 15 % of the power-law solution for n > 0.25 (tested against it).
    Source: Osswald & Rudolph, Polymer Rheology, 2015, ch. 4.
    """
    shear = 6 * flow_m3_s / (width_m * gap_m**2) * REPRESENTATIVE_SLIT
    return 12 * viscosity_pa_s(grade, shear, melt_c) * length_m * flow_m3_s / (width_m * gap_m**3)


def tube_drop_pa(
    grade: CrossWlf, flow_m3_s: Number, melt_c: Number, *, length_m: float, radius_m: float
) -> Number:
    """Pressure drop along a round runner: 8 eta L Q / (pi R^4), eta at the representative shear."""
    eta = viscosity_pa_s(grade, tube_shear_1_s(flow_m3_s, radius_m), melt_c)
    return 8 * eta * length_m * flow_m3_s / (pi * radius_m**4)
