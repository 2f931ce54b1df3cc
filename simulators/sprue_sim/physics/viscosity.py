"""How thick a melt is at a given shear and temperature: Cross-WLF. Pure functions, arrays welcome."""

from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from sprue_sim.physics.ops import ops_of

Floats = NDArray[np.float64]
Number = Any  # float or array
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


def zero_shear_pa_s(grade: CrossWlf, melt_c: Number) -> Number:
    """Viscosity at rest, Pa·s, for a melt temperature in °C above the glass temperature `d2_k`.

    Source: Autodesk Moldflow help, Cross-WLF viscosity model.
    """
    above = melt_c + KELVIN - grade.d2_k
    return grade.d1_pa_s * ops_of(melt_c).exp(-grade.a1 * above / (grade.a2_k + above))


def viscosity_pa_s(grade: CrossWlf, shear_1_s: Number, melt_c: Number) -> Number:
    """Viscosity in Pa·s at a shear rate in 1/s and a melt temperature in °C.

    Valid for the process range of the grade, about 10 to 1e5 1/s. Falls with shear and with temperature.
    """
    rest = zero_shear_pa_s(grade, melt_c)
    return rest / (1 + (rest * shear_1_s / grade.tau_star_pa) ** (1 - grade.n))


def local_power(grade: CrossWlf, shear_1_s: Number, melt_c: Number) -> Number:
    """Slope of log stress over log shear: 1 where the melt is Newtonian, down to `n` where it thins."""
    bent = (zero_shear_pa_s(grade, melt_c) * shear_1_s / grade.tau_star_pa) ** (1 - grade.n)
    return 1 - (1 - grade.n) * bent / (1 + bent)
