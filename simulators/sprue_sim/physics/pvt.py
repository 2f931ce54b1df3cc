"""How much room a gram of melt takes: Tait's equation for the melt domain. Pure functions, SI units."""

import numpy as np
from numpy.typing import ArrayLike
from pydantic import BaseModel, ConfigDict

from sprue_sim.physics.viscosity import Floats

TAIT = 0.0894


class TaitMelt(BaseModel):
    """v(T, p) = (a0 + a1 T + a2 T^2) (1 - 0.0894 ln(1 + p / (b0 exp(-b1 T)))), T in °C, p in Pa, v in m3/kg."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    a0: float
    a1: float
    a2: float
    b0: float
    b1: float
    source: str


def specific_volume_m3_kg(melt: TaitMelt, temperature_c: ArrayLike, pressure_pa: ArrayLike) -> Floats:
    """Specific volume of the melt, m3/kg. Source: Danner & High 1993 as in polykin 0.8.

    Used down to the freezing of the gate, where the wall's mean temperature is still near the melt domain.
    """
    t = np.asarray(temperature_c, dtype=float)
    free = melt.a0 + melt.a1 * t + melt.a2 * t**2
    stiff = melt.b0 * np.exp(-melt.b1 * t)
    return np.asarray(free * (1 - TAIT * np.log1p(np.asarray(pressure_pa, dtype=float) / stiff)))


def bulk_modulus_pa(melt: TaitMelt, temperature_c: ArrayLike, pressure_pa: ArrayLike) -> Floats:
    """Stiffness against compression, -v dp/dv, Pa: about 1e9 for a melt at 500 bar."""
    t, p = np.asarray(temperature_c, dtype=float), np.asarray(pressure_pa, dtype=float)
    stiff = melt.b0 * np.exp(-melt.b1 * t)
    return np.asarray((stiff + p) * (1 - TAIT * np.log1p(p / stiff)) / TAIT)
