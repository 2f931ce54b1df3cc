"""How long a moulded part must cool, and when its gate is shut. Pure functions, SI units, floats or arrays."""

from math import pi
from typing import Any

from sprue_sim.physics.ops import ops_of

Number = Any


def centre_time_s(wall_m: float, diffusivity_m2_s: float, excess: Number) -> Number:
    """Time until the centre's excess over the wall has fallen to the part 1/`excess` of what it was.

    First term of the Fourier series for a slab with both faces held (Ballman-Shusman); within 1 % once 30 % of
    the excess is gone (tested against the slab solved in steps).
    Source: Ballman & Shusman, Modern Plastics 37, 1959; Carslaw & Jaeger 1959, ch. III.
    """
    return wall_m**2 / pi**2 / diffusivity_m2_s * ops_of(excess).log(4 / pi * excess)


def cooling_time_s(
    wall_m: float, diffusivity_m2_s: float, *, melt_c: float, mould_c: float, eject_c: float
) -> float:
    """Time until the centre of a flat wall falls to `eject_c`, in seconds.

    Raises:
        ValueError: unless mould < eject < melt: a part cannot be ejected cooler than its mould.
    """
    if not mould_c < eject_c < melt_c:
        raise ValueError(f"need mould < eject < melt, got {mould_c} °C, {eject_c} °C, {melt_c} °C")
    return float(centre_time_s(wall_m, diffusivity_m2_s, (melt_c - mould_c) / (eject_c - mould_c)))
