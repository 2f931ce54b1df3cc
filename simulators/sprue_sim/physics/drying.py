"""How wet the pellets are and what water does to melt and part. Plain floats, scalars only.

Moisture is in per cent by mass. Linear sorption: equilibrium = saturation x relative humidity.
"""

from math import exp, log

from pydantic import BaseModel, ConfigDict, Field

from sprue_sim.physics.viscosity import KELVIN

GAS_J_MOL_K = 8.314
HALL_HUMIDITY = 0.5  # pellets come into the dryer in balance with such air
SPLAY_HALF = 2.0  # times the limit, where every second part shows streaks
SPLAY_POWER = 5  # 3 % severity at the limit, 97 % at four times it
THINNEST = 0.4  # of the nominal viscosity, however wet: most steam leaves through the hopper
OVERDRY_THICK = 0.3  # chains of a bone-dry polyamide grow on: up to this much thicker
MIN_DECAY = 2.0  # grades that come in dry anyway still lose half their water in `dry_time_h`


class Moisture(BaseModel):
    """What water does to a polymer; `dry_time_h` at `dry_temperature_c` takes hall-wet pellets to the limit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limit_pct: float = Field(gt=0, description="Above it parts show streaks")
    saturation_pct: float = Field(gt=0, description="In balance with air of 100 % relative humidity")
    dry_temperature_c: float = Field(gt=0)
    dry_time_h: float = Field(gt=0)
    activation_kj_mol: float = Field(default=45.0, gt=0, description="Of diffusion of water")
    viscosity_per_pct: float = Field(ge=0, description="Relative fall of viscosity per % of water")
    hydrolyses: bool = Field(description="Water cuts its chains for good")
    overdry_pct: float | None = Field(default=None, description="Below it brittle and viscous")


def _grade(limit: float, full: float, dry: tuple[float, float], thin: float, **more: float | bool) -> Moisture:
    return Moisture.model_validate(
        {"limit_pct": limit, "saturation_pct": full, "dry_temperature_c": dry[0], "dry_time_h": dry[1]}
        | {"viscosity_per_pct": thin, "hydrolyses": False}
        | more
    )


POLYMERS: dict[str, Moisture] = {
    # Limits: ABS 0.1, PC 0.02, PBT 0.03, PET 0.02, PA 0.2 as collected in reference; the rest are working
    # values of usual data sheets. PC's low activation energy is ours: too wet after 1 to 2 h in the hall.
    "pp": _grade(0.10, 0.02, (80, 1), 0.05),
    "hdpe": _grade(0.10, 0.02, (70, 1), 0.05),
    "ps": _grade(0.10, 0.10, (75, 1.5), 0.05),
    "abs": _grade(0.10, 0.60, (82, 3), 0.3),
    "pom": _grade(0.20, 0.50, (95, 2), 0.1),
    "pc": _grade(0.02, 0.35, (120, 3), 2.5, hydrolyses=True, activation_kj_mol=26),
    "pbt": _grade(0.03, 0.50, (120, 4), 3.0, hydrolyses=True),
    "pet": _grade(0.02, 0.60, (160, 5), 4.0, hydrolyses=True),
    "pa66": _grade(0.20, 8.50, (80, 5), 2.0, hydrolyses=True, activation_kj_mol=52, overdry_pct=0.05),
}


def vapour_hpa(temperature_c: float) -> float:
    """Saturation pressure of water vapour over water, hPa, by Magnus.

    Within 5 % from -20 to 130 °C, 10 % high at 180 °C (tested against steam tables). Source: WMO-No. 8.
    """
    return 6.112 * exp(17.62 * temperature_c / (243.12 + temperature_c))


def equilibrium_pct(grade: Moisture, *, air_c: float, dew_point_c: float) -> float:
    """Moisture that pellets end at in such air; the drier and hotter the air, the less."""
    humidity = min(vapour_hpa(dew_point_c) / vapour_hpa(air_c), 1.0)
    return grade.saturation_pct * humidity


def rate_1_h(grade: Moisture, pellet_c: float) -> float:
    """How fast pellets approach their equilibrium, 1/h: Arrhenius through the data sheet's drying time."""
    decay = max(HALL_HUMIDITY * grade.saturation_pct / grade.limit_pct, MIN_DECAY)
    colder = 1 / (pellet_c + KELVIN) - 1 / (grade.dry_temperature_c + KELVIN)
    return log(decay) / grade.dry_time_h * exp(-grade.activation_kj_mol * 1000 / GAS_J_MOL_K * colder)


def dried_pct(grade: Moisture, moisture_pct: float, *, air_c: float, dew_point_c: float, hours: float) -> float:
    """Moisture after `hours` in a dryer, exact for constant air; any number of hours.

    First order. A sphere that needs as long to its limit is drier on the way: by 21 % of its first moisture
    after a tenth of the time, 7 % at half (tested: Crank, Mathematics of Diffusion, 1975, eq. 6.20).
    """
    final = equilibrium_pct(grade, air_c=air_c, dew_point_c=dew_point_c)
    return final + (moisture_pct - final) * exp(-rate_1_h(grade, air_c) * hours)


def reabsorbed_pct(
    grade: Moisture, moisture_pct: float, *, hall_c: float, humidity: float, hours: float
) -> float:
    """Moisture after `hours` in an open hopper; `humidity` is the hall's relative one, 0 to 1."""
    final = grade.saturation_pct * humidity
    return final + (moisture_pct - final) * exp(-rate_1_h(grade, hall_c) * hours)


def overdry(grade: Moisture, moisture_pct: float) -> float:
    """How far a polyamide is dried too far, 0 (not) to 1 (no water left); 0 for the others."""
    if grade.overdry_pct is None:
        return 0.0
    return max(1 - moisture_pct / grade.overdry_pct, 0.0)


def viscosity_factor(grade: Moisture, moisture_pct: float) -> float:
    """Melt viscosity over that at half the limit: wetter is thinner, over-dried is thicker. 0.4 to 1.6."""
    wetter = moisture_pct - grade.limit_pct / 2
    thinned = THINNEST + (1 - THINNEST) * exp(-grade.viscosity_per_pct * wetter / (1 - THINNEST))
    return thinned * (1 + OVERDRY_THICK * overdry(grade, moisture_pct))


def brittleness(grade: Moisture, moisture_pct: float) -> float:
    """Toughness lost for good, 0 to 1: chains cut by water over the limit, or a polyamide dried too far."""
    over = max(moisture_pct / grade.limit_pct - 1, 0.0) if grade.hydrolyses else 0.0
    return 1 - exp(-0.4 * over) * (1 - 0.6 * overdry(grade, moisture_pct))


def splay_severity(moisture_ratio: float) -> float:
    """Silver streaks, 0 to 1, by moisture over the polymer's limit: 0.03 at 1, 0.5 at 2, 0.97 at 4."""
    wet = max(moisture_ratio, 0.0) ** SPLAY_POWER
    return wet / (wet + SPLAY_HALF**SPLAY_POWER)
