"""How much room a gram of melt takes: Tait's equation for the melt domain. Floats or arrays, SI units."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from sprue_sim.physics.ops import ops_of

TAIT = 0.0894
Number = Any
Positive = Annotated[float, Field(gt=0)]


class TaitMelt(BaseModel):
    """v(T, p) = (a0 + a1 T + a2 T^2) (1 - 0.0894 ln(1 + p / (b0 exp(-b1 T)))), T in °C, p in Pa, v in m3/kg."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    a0: Positive
    a1: float
    a2: float
    b0: Positive
    b1: Positive
    source: str


def specific_volume_m3_kg(melt: TaitMelt, temperature_c: Number, pressure_pa: Number) -> Number:
    """Specific volume of the melt, m3/kg. Source: Danner & High 1993 as in polykin 0.8.

    Used down to the freezing of the gate, where the wall's mean temperature is still near the melt domain.
    """
    ops = ops_of(temperature_c)
    free = melt.a0 + melt.a1 * temperature_c + melt.a2 * temperature_c**2
    return free * (1 - TAIT * ops.log1p(pressure_pa / (melt.b0 * ops.exp(-melt.b1 * temperature_c))))


def bulk_modulus_pa(melt: TaitMelt, temperature_c: Number, pressure_pa: Number) -> Number:
    """Stiffness against compression, -v dp/dv, Pa: about 1e9 for a melt at 500 bar."""
    ops = ops_of(temperature_c)
    stiff = melt.b0 * ops.exp(-melt.b1 * temperature_c)
    return (stiff + pressure_pa) * (1 - TAIT * ops.log1p(pressure_pa / stiff)) / TAIT
