"""How much room a gram of plastic takes, molten or solid (two-domain Tait), and how much it shrinks.

Floats give floats, arrays give arrays of the same shape.
"""

from typing import Any, TypeVar

import numpy as np
from pydantic import BaseModel, ConfigDict

from sprue_sim.physics.pvt import TAIT
from sprue_sim.physics.viscosity import KELVIN, Floats

Number = TypeVar("Number", float, Floats)
ROOM_C = 23.0  # ISO 291 standard atmosphere, where parts are measured
PER_DIRECTION = 1 / 3  # of the shrinkage in volume; a part held by its cores shrinks less along the wall


class Tait2(BaseModel):
    """Constants of a grade in SI units; `m` melt, `s` solid, pressures in Pa, v in m3/kg.

    v = v0 (1 - 0.0894 ln(1 + p / B)) + vt; v0 = b1 + b2 T', B = b3 exp(-b4 T'), T' = T - b5;
    transition at b5 + b6 p; below it vt = b7 exp(b8 T' - b9 p), above it 0.
    Source: Autodesk Moldflow help, two-domain Tait pvT model.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    b1m: float
    b2m: float
    b3m: float
    b4m: float
    b1s: float
    b2s: float
    b3s: float
    b4s: float
    b5_k: float
    b6_k_pa: float
    b7: float = 0.0
    b8: float = 0.0
    b9: float = 0.0
    source: str


def transition_c(grade: Tait2, pressure_pa: Number) -> Number:
    """Temperature where the melt begins to set, °C; pressure lifts it. Valid 0 to 2e8 Pa."""
    return grade.b5_k - KELVIN + grade.b6_k_pa * pressure_pa


def specific_volume_m3_kg(grade: Tait2, temperature_c: Number, pressure_pa: Number) -> Number:
    """Specific volume, m3/kg, for 0 to 300 °C and 0 to 2e8 Pa.

    Steps at the transition as the published constants do (HDPE: 0.8 % the wrong way, tested); keep
    a seal temperature 5 K away from it.
    """
    over = temperature_c + (KELVIN - grade.b5_k)
    molten = temperature_c > transition_c(grade, pressure_pa)
    melt = (grade.b1m + grade.b2m * over) * _squeezed(grade.b3m, grade.b4m * over, pressure_pa)
    solid = (grade.b1s + grade.b2s * over) * _squeezed(grade.b3s, grade.b4s * over, pressure_pa)
    crystals = grade.b7 * np.exp(np.minimum(grade.b8 * over - grade.b9 * pressure_pa, 50.0))
    volume: Number = molten * melt + (1 - molten) * (solid + crystals)
    return volume


def _squeezed(stiff_pa: float, softer: Any, pressure_pa: Any) -> Any:  # noqa: ANN401  # numpy's ufuncs give Any
    return 1 - TAIT * np.log1p(pressure_pa / (stiff_pa * np.exp(-softer)))


def volume_shrinkage(
    grade: Tait2, seal_c: Number, seal_pa: Number, *, room_c: float = ROOM_C, room_pa: float = 1e5
) -> Number:
    """Share of volume lost from the closed gate to the cold part: 1 - v(room) / v(seal)."""
    cold = specific_volume_m3_kg(grade, room_c, room_pa)
    return 1 - cold / specific_volume_m3_kg(grade, seal_c, seal_pa)


def linear_shrinkage(
    grade: Tait2, seal_c: Number, seal_pa: Number, *, room_c: float = ROOM_C, share: float = PER_DIRECTION
) -> Number:
    """Share of a length lost, `share` of that in volume. Falls with pressure, rises with temperature."""
    return share * volume_shrinkage(grade, seal_c, seal_pa, room_c=room_c)
