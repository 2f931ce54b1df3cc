"""Whether the mould stays shut, and what flash comes where it does not. Plain floats, scalars only."""

from math import exp

VENT_MM: dict[str, float] = {
    # A gap that this polymer does not enter: the deep end of usual vent depths (viewmold, inches there)
    "abs": 0.038,
    "pom": 0.025,
    "pa66": 0.013,
    "pc": 0.064,
    "hdpe": 0.030,
    "pp": 0.030,
    "ps": 0.030,
}
FLASH_HALF = 1.6  # times the vent depth, where every second part has flash to trim
FLASH_POWER = 8  # 2 % severity at the vent depth, 86 % at twice it
PRESSURE_BAR = 80.0  # e-fold: less pressure than this hardly pushes melt into a gap
STRETCH_MM = 0.6  # tie bars and platens at rated force, 0.4 to 0.9 on usual presses


def opening_kn(cavity_bar: float, *, projected_cm2: float, cavities: int = 1) -> float:
    """Force that pushes the mould open: mean cavity pressure x projected area. 100 bar on 100 cm2 is 100 kN."""
    return cavity_bar * projected_cm2 * cavities / 100


def clamp_needed_kn(force_kn: float, *, margin: float = 0.15) -> float:
    """Clamp force to set for an opening force: 10 to 20 % more is the rule."""
    return force_kn * (1 + margin)


def stiffness_kn_mm(rated_kn: float) -> float:
    """Stiffness of tie bars and platens of a press, kN/mm, from its rated clamp force."""
    return rated_kn / STRETCH_MM


def elastic_gap_mm(force_kn: float, *, clamp_kn: float, stiffness_kn_mm: float) -> float:
    """Opening of the parting line, mm: shut up to the clamp force, then the tie bars stretch.

    Prestressed joint with a rigid mould; a real one, some 30 times stiffer than the bars, opens 3 % later.
    """
    return max(force_kn - clamp_kn, 0.0) / stiffness_kn_mm


def local_gap_mm(elastic_mm: float, *, damage_mm: float, closed_share: float = 1.0) -> float:
    """Gap where the edge is damaged; `closed_share` 0..1 of full clamp force presses part of it shut again."""
    return elastic_mm + damage_mm * (1 - 0.3 * min(closed_share, 1.0))


def flash_severity(gap_ratio: float, *, cavity_bar: float) -> float:
    """Flash, 0 to 1, from the gap over the polymer's vent depth, where there is pressure to fill it."""
    wide = max(gap_ratio, 0.0) ** FLASH_POWER
    return wide / (wide + FLASH_HALF**FLASH_POWER) * (1 - exp(-max(cavity_bar, 0.0) / PRESSURE_BAR))


def flash_flow_cm3_s(
    gap_mm: float, *, edge_mm: float, land_mm: float, cavity_bar: float, viscosity_pa_s: float
) -> float:
    """Flow into a gap between plates: w h^3 p / (12 eta L), cm3/s. Valid for a gap thin against the land."""
    per_width_m2_s = (gap_mm / 1000) ** 3 * cavity_bar * 1e5 / (12 * viscosity_pa_s * land_mm / 1000)
    return per_width_m2_s * edge_mm / 1000 * 1e6


def flash_g(flow_cm3_s: float, *, seconds: float, density_g_cm3: float, limit_g: float) -> float:
    """Mass of flash: as flow x time while small, never over `limit_g` (the land is full, the skin frozen)."""
    free_g = flow_cm3_s * seconds * density_g_cm3
    return limit_g * (1 - exp(-free_g / limit_g))
