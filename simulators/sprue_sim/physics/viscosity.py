"""How thick the melt is at a temperature and a shear rate. Pure functions."""

from typing import NamedTuple

import numpy as np

from sprue_sim.physics import Real

ZERO_C_K = 273.15


class CrossWlf(NamedTuple):
    """Constants of the Cross-WLF law without its pressure term (D3 = 0 in every set we have)."""

    n: float
    tau_star_pa: float
    d1_pa_s: float
    d2_k: float
    a1: float
    a2_k: float


def zero_shear_viscosity_pa_s(law: CrossWlf, melt_c: Real) -> Real:
    """Viscosity of melt at rest, Pa s; valid between the set's D2 and about 40 K above usual processing.

    Source: Cross-WLF as in Autodesk Moldflow, MFLO_CROSSWLF_VISCOSITY_MODEL.

    >>> pp = CrossWlf(0.378, 5300, 4.04e14, 263.15, 30.02, 51.6)
    >>> round(zero_shear_viscosity_pa_s(pp, 220), -1)  # Kazmer's table says 9070
    9070.0
    """
    above = melt_c + ZERO_C_K - law.d2_k
    return law.d1_pa_s * np.exp(-law.a1 * above / (law.a2_k + above))


def viscosity_pa_s(law: CrossWlf, melt_c: Real, shear_rate_1_s: Real, factor: Real = 1.0) -> Real:
    """Viscosity of flowing melt, Pa s; `factor` scales the zero-shear viscosity (lot, regrind, moisture).

    Range: 1 to 100,000 1/s. Source: Cross 1965 with the WLF shift above.

    >>> ps = CrossWlf(0.252, 30800, 4.76e10, 373.15, 25.7, 61.06)
    >>> round(float(viscosity_pa_s(ps, 230, 1000)))  # Vietri 2011: 73
    73
    """
    at_rest = zero_shear_viscosity_pa_s(law, melt_c) * factor
    return at_rest / (1 + (at_rest * shear_rate_1_s / law.tau_star_pa) ** (1 - law.n))
