"""How long the screw takes to meter the next shot. Pure functions, machine units."""

import numpy as np
from numpy.typing import ArrayLike

from sprue_sim.physics.viscosity import Floats

DRAG = 0.05  # of pi^2 D^3 N / 2: filled share of the metering channel; 14 cm3 in 2.3 s on a 30 mm press
BACK_FLOW = 0.0034  # per bar: +50 bar back pressure takes 17 % longer, measured on a 30 mm press


def dosing_time_s(
    volume_cm3: ArrayLike,
    *,
    screw_mm: float,
    speed_1_min: ArrayLike,
    back_bar: ArrayLike,
    thin: ArrayLike = 1.0,
) -> Floats:
    """Screw recovery: drag flow less the back flow that back pressure drives, seconds.

    `thin` is the melt's viscosity against its nominal one: a thinner melt flows back more.
    Valid for 20 to 150 bar back pressure.
    """
    drag_cm3_s = DRAG * np.pi**2 * (screw_mm / 10) ** 3 * np.asarray(speed_1_min, dtype=float) / 60 / 2
    lost = BACK_FLOW * np.asarray(back_bar, dtype=float) / np.asarray(thin, dtype=float)
    return np.asarray(np.asarray(volume_cm3, dtype=float) / drag_cm3_s * (1 + lost))
