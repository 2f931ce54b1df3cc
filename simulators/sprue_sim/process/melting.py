"""How pellets become melt: set points of the zones, heat content, what the melt has after the screw."""

from math import pi
from typing import NamedTuple

from sprue_sim.data import Material, Preset, Press, Settings
from sprue_sim.physics import barrel, mould_heat
from sprue_sim.physics.viscosity import viscosity_pa_s
from sprue_sim.process.influences import ZONES

DEPTH_SHARE = 0.07  # metering depth over screw diameter, usual for thermoplastics
FEED_SHARE = 1.6  # mean depth over that of the metering zone
CHANNEL_SHARE = 0.55  # of pi D h L is melt: flights, and pellets in the feed zone, take the rest
ZONE_STEP_K = 5.0  # from zone to zone towards the nozzle, as on the measured press
SHEARED = 0.35  # of the screw's length is metering zone, where melt is sheared
CHANNEL_S = 18.0  # the melt nears a zone's temperature so fast
BACK_SHEAR = 0.003  # per bar of back pressure: the screw turns longer in its melt
FEED_C = 40.0  # pellets at the throat
EJECTED = 0.5  # of the way from wall to ejection limit: mean temperature of the part that leaves


class Run(NamedTuple):
    """What a stretch of time does to the barrel; standing: no volume."""

    seconds: float
    shot_cm3: float
    turning_s: float
    hall_c: float
    heated: bool = True


def zones_c(nozzle_c: float) -> tuple[float, ...]:
    """Set temperatures of the zones, feed first, nozzle last."""
    return tuple(nozzle_c - ZONE_STEP_K * (ZONES - 1 - i) for i in range(ZONES))


def depth_mm(press: Press) -> float:
    """Depth of the metering channel."""
    return DEPTH_SHARE * press.screw_mm


def barrel_cm3(press: Press) -> float:
    """Melt in the screw's channel and before it; 105 cm3 at 30 mm."""
    screw_cm = press.screw_mm / 10
    return CHANNEL_SHARE * pi * screw_cm * FEED_SHARE * DEPTH_SHARE * screw_cm * press.screw_ld * screw_cm


def enthalpy_j_g(material: Material, temperature_c: float) -> float:
    """Heat content over 0 °C, J/g."""
    thermal = material.thermal
    return mould_heat.enthalpy_kj_kg(
        temperature_c,
        heat_kj_kg_k=thermal.heat_j_kg_k / 1000,
        fusion_kj_kg=thermal.fusion_j_kg / 1000,
        melting_c=thermal.no_flow_c,
    )


def heat_j_g(material: Material, melt_c: float, wall_c: float) -> float:
    """Heat that a gram leaves in the mould."""
    out_c = wall_c + EJECTED * max(material.thermal.eject_c - wall_c, 0.0)
    return enthalpy_j_g(material, melt_c) - enthalpy_j_g(material, out_c)


def passed_c(preset: Preset, settings: Settings, temperature_c: tuple[float, ...], run: Run) -> float:
    """Melt that has passed zones of these temperatures, °C."""
    return barrel.nozzle_melt_c(
        temperature_c,
        feed_c=FEED_C,
        residence_s=barrel_cm3(preset.press) / run.shot_cm3 * run.seconds,
        shear_k=_shear_k(preset, settings, run),
        tau_s=CHANNEL_S,
    )


def _shear_k(preset: Preset, settings: Settings, run: Run) -> float:
    """Warming by the screw's turning, of the mean throughput."""
    press, thermal = preset.press, preset.material.thermal
    speed = min(settings.screw_1_min, press.screw_speed_1_min)
    shear_1_s = pi * press.screw_mm * speed / 60 / depth_mm(press)
    watts = barrel.shear_w(
        viscosity_pa_s(preset.material.cross_wlf, shear_1_s, settings.nozzle_c),
        screw_mm=press.screw_mm,
        speed_1_min=speed,
        depth_mm=depth_mm(press),
        length_mm=SHEARED * press.screw_ld * press.screw_mm,
    )
    grams = run.shot_cm3 * thermal.melt_kg_m3 / 1000
    return watts * run.turning_s * (1 + BACK_SHEAR * settings.back_bar) / (grams * thermal.heat_j_kg_k / 1000)
