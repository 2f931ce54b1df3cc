"""How thick a melt is at a given shear and temperature: Cross-WLF. Pure functions, arrays welcome."""

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pydantic import BaseModel, ConfigDict, Field

Floats = NDArray[np.float64]
KELVIN = 273.15


class CrossWlf(BaseModel):
    """Constants of a grade: eta = eta0/(1+(eta0 shear/tau)^(1-n)); eta0 by WLF without pressure (D3 = 0)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    n: Annotated[float, Field(gt=0, lt=1)]
    tau_star_pa: Annotated[float, Field(gt=0)]
    d1_pa_s: Annotated[float, Field(gt=0)]
    d2_k: float
    a1: float
    a2_k: float
    source: str


def zero_shear_pa_s(grade: CrossWlf, melt_c: ArrayLike) -> Floats:
    """Viscosity at rest, Pa·s, for a melt temperature in °C above the glass temperature `d2_k`.

    Source: Autodesk Moldflow help, Cross-WLF viscosity model.
    """
    above = np.asarray(melt_c, dtype=float) + KELVIN - grade.d2_k
    return np.asarray(grade.d1_pa_s * np.exp(-grade.a1 * above / (grade.a2_k + above)))


def viscosity_pa_s(grade: CrossWlf, shear_1_s: ArrayLike, melt_c: ArrayLike) -> Floats:
    """Viscosity in Pa·s at a shear rate in 1/s and a melt temperature in °C.

    Valid for the process range of the grade, about 10 to 1e5 1/s. Falls with shear and with temperature.
    """
    rest = zero_shear_pa_s(grade, melt_c)
    shear = np.asarray(shear_1_s, dtype=float)
    return np.asarray(rest / (1 + (rest * shear / grade.tau_star_pa) ** (1 - grade.n)))
