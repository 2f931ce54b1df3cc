"""How long a moulded part must cool, and when its gate is shut. Pure functions, SI units, no clock, no I/O."""

import numpy as np
from numpy.typing import ArrayLike

from sprue_sim.physics.viscosity import Floats


def cooling_time_s(
    wall_m: ArrayLike, diffusivity_m2_s: float, *, melt_c: ArrayLike, mould_c: ArrayLike, eject_c: float
) -> Floats:
    """Time until the centre of a flat wall falls to `eject_c`, in seconds (Ballman-Shusman).

    First term of the Fourier series for a slab with both faces at `mould_c`; for the centre line
    it is within 1 % once 30 % of the excess temperature is gone (tested against the series).
    Source: Ballman & Shusman, Modern Plastics 37, 1959; Carslaw & Jaeger 1959, ch. III.

    Raises:
        ValueError: unless mould < eject < melt: a part cannot be ejected cooler than its mould.
    """
    melt, mould = np.asarray(melt_c, dtype=float), np.asarray(mould_c, dtype=float)
    if not (np.all(mould < eject_c) and np.all(eject_c < melt)):
        raise ValueError(f"need mould < eject < melt, got {mould!r} °C, {eject_c} °C, {melt!r} °C")
    excess = 4 / np.pi * (melt - mould) / (eject_c - mould)
    return np.asarray(np.asarray(wall_m) ** 2 / (np.pi**2 * diffusivity_m2_s) * np.log(excess))


def mean_temperature_c(
    wall_m: float, diffusivity_m2_s: float, elapsed_s: ArrayLike, *, melt_c: ArrayLike, mould_c: ArrayLike
) -> Floats:
    """Mean temperature over a flat wall after `elapsed_s`, °C.

    Three terms of the series: good from a Fourier number of 0.02 on.
    """
    melt, mould = np.asarray(melt_c, dtype=float), np.asarray(mould_c, dtype=float)
    fourier = diffusivity_m2_s * np.asarray(elapsed_s, dtype=float) / wall_m**2
    terms = sum(np.exp(-((k * np.pi) ** 2) * fourier) / k**2 for k in (1, 3, 5))
    return np.asarray(mould + (melt - mould) * np.minimum(8 / np.pi**2 * terms, 1.0))


def wall_start_c(
    previous_c: ArrayLike,
    *,
    coolant_c: ArrayLike,
    settled_rise_c: ArrayLike,
    elapsed_s: ArrayLike,
    tau_s: float,
) -> Floats:
    """Cavity wall at the next cycle's start: first order towards coolant + settled rise.

    Measured on a 30 g cap mould: tau about 4 cycles (150 to 170 s), start 10 to 12 °C low after a stop.
    """
    target = np.asarray(coolant_c) + np.asarray(settled_rise_c)
    keep = np.exp(-np.asarray(elapsed_s, dtype=float) / tau_s)
    return np.asarray(target + (np.asarray(previous_c) - target) * keep)
