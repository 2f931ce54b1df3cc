"""How much room a gram of melt takes: pressure, volume, temperature. Pure functions."""

from typing import NamedTuple

import numpy as np

from sprue_sim.physics import Real

TAIT_C = 0.0894  # universal constant of the Tait equation
BAR_PA = 1e5


class Tait(NamedTuple):
    """Melt constants: v0 = a0 + a1 T + a2 T² in m³/kg, B = b0 exp(-b1 T) in Pa, T in °C."""

    a0: float
    a1: float
    a2: float
    b0_pa: float
    b1: float


def specific_volume_cm3_g(law: Tait, melt_c: Real, pressure_bar: Real) -> Real:
    """Specific volume of melt in cm³/g; above solidification, 0 to 2000 bar.

    Below solidification it is that of undercooled melt. Source: Tait as in Danner & High 1993.

    >>> pp = Tait(1.2033e-3, 4.8182e-7, 7.7589e-10, 1.4236e8, 4.0184e-3)
    >>> round(1 / float(specific_volume_cm3_g(pp, 230, 0)), 3)  # 738 kg/m³
    0.737
    """
    at_rest = law.a0 + law.a1 * melt_c + law.a2 * melt_c**2
    stiffness = law.b0_pa * np.exp(-law.b1 * melt_c)
    return 1000 * at_rest * (1 - TAIT_C * np.log1p(pressure_bar * BAR_PA / stiffness))


def compressibility_1_bar(law: Tait, melt_c: Real, pressure_bar: Real) -> Real:
    """Relative loss of volume per bar, -(dv/dp)/v, about 1e-4 for melts.

    >>> pp = Tait(1.2033e-3, 4.8182e-7, 7.7589e-10, 1.4236e8, 4.0184e-3)
    >>> round(float(compressibility_1_bar(pp, 230, 400)), 6)
    9.6e-05
    """
    stiffness_bar = law.b0_pa * np.exp(-law.b1 * melt_c) / BAR_PA
    shrunk = 1 - TAIT_C * np.log1p(pressure_bar / stiffness_bar)
    return TAIT_C / ((stiffness_bar + pressure_bar) * shrunk)


def expansivity_1_k(law: Tait, melt_c: Real) -> Real:
    """Relative gain of volume per kelvin at 1 bar, (dv/dT)/v.

    >>> pp = Tait(1.2033e-3, 4.8182e-7, 7.7589e-10, 1.4236e8, 4.0184e-3)
    >>> round(float(expansivity_1_k(pp, 200)), 6)
    0.000597
    """
    return (law.a1 + 2 * law.a2 * melt_c) / (law.a0 + law.a1 * melt_c + law.a2 * melt_c**2)
