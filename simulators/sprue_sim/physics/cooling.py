"""How long melt takes to cool in a flat wall. Pure functions."""

from math import pi

import numpy as np

from sprue_sim.physics import Real


def cooling_constant_s(wall_mm: float, diffusivity_mm2_s: float) -> float:
    """Time in which a slab's slowest mode falls to 1/e: h²/(π² α).

    >>> round(cooling_constant_s(2, 0.1033), 2)
    3.92
    """
    return wall_mm**2 / (pi**2 * diffusivity_mm2_s)


def cooling_time_s(
    wall_mm: float, diffusivity_mm2_s: float, *, melt_c: Real, mould_c: Real, eject_c: Real
) -> Real:
    """Time until the middle of a wall falls to `eject_c`, s (Ballman & Shusman 1959).

    First term of the Fourier series; within 1 % once the middle has lost a third of its heat.

    >>> round(float(cooling_time_s(2, 0.1033, melt_c=230, mould_c=40, eject_c=95)), 1)
    5.8
    """
    return cooling_constant_s(wall_mm, diffusivity_mm2_s) * np.log(
        4 / pi * (melt_c - mould_c) / (eject_c - mould_c)
    )


def mean_temperature_c(constant_s: float, seconds: Real, *, melt_c: Real, mould_c: Real) -> Real:
    """Mean temperature of a wall after `seconds` in the mould, °C.

    First term of the series, never above `melt_c`; good to 1 % of the fall once half of the heat is gone, up
    to 19 % of it at the very start, where the neglected terms matter.

    >>> round(float(mean_temperature_c(1.0, 2.0, melt_c=230, mould_c=30)), 1)
    51.9
    """
    left = np.minimum(8 / pi**2 * np.exp(-np.maximum(seconds, 0) / constant_s), 1)
    return mould_c + (melt_c - mould_c) * left
