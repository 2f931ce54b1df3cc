"""What the parts of one shot are: weight, two dimensions and twelve defects, cavity by cavity.

Relative to a part of settled production at the cell's own settings, by what differs in this shot. A dimension's
tolerance is plus or minus.
"""

from math import exp, log
from typing import NamedTuple

from sprue_sim.data import Dimension, Preset, Settings
from sprue_sim.physics import clamp, drying, venting
from sprue_sim.physics.defects import Drivers, Severities, severities
from sprue_sim.process import noise
from sprue_sim.process.cavities import Cavity, cavities
from sprue_sim.process.conditions import Conditions
from sprue_sim.process.facts import Facts, facts_of
from sprue_sim.process.noise import Draws
from sprue_sim.process.press import Shot
from sprue_sim.process.reference import Answer, Reference, cooled_s, ejected_c, reference_of

STILL = Draws()
CLAMPED = 0.85  # of the highest clamp force is set
MEAN_PRESSURE = 0.6  # over the projected area, of the pressure at the sensor
TIGHT = 0.3  # of the polymer's vent depth: a parting line in order
THIN_POWER, HOT_1_K = -0.3, -0.012  # a thinner melt enters a smaller gap
USUAL_VENT = 4.0  # vent number of a clean mould at the cell's own settings
OPEN_VENT = 3.2  # over it the air hardly notices
FRONT_SHARE, FRONT_BAR = 0.3, 30.0  # of the cavity's peak pushes the air at the end of the flow
USUAL_JET, USUAL_MEETING_K = 0.35, 80.0
MEETING_COOLS = 0.25  # of melt minus wall, lost by the front on its way, at the usual speed
OVERDRY_DULL = 0.55  # of the front's apparent speed: a polyamide dried too far
FLASH_SHARE = 0.03  # of the part: the most flash there is room for
FLASH_LAND_MM, FLASH_PA_S, FLASH_S = 4.0, 120.0, 1.0
BOTTOMED = 0.012  # of the metered volume: with less cushion the screw has nothing left to hold with
UNHELD = 0.3  # of the packing pressure comes from filling alone
CAPABLE = 5.0  # sigmas in a tolerance, at least, when all is well


class Part(NamedTuple):
    """One part. `cavity` counts from 0."""

    cavity: int
    weight_g: float
    dimensions_mm: tuple[float, float]
    severities: Severities


class _Made(NamedTuple):
    """One shot against the reference: what all its parts have in common."""

    preset: Preset
    settings: Settings
    now: Conditions
    shot: Shot
    facts: Facts
    reference: Reference
    eject_c: float
    left_share: float
    packed_bar: float
    drivers: Drivers
    draws: Draws


def parts(
    preset: Preset, settings: Settings, now: Conditions, shot: Shot, draws: Draws = STILL
) -> tuple[Part, ...]:
    """The parts of a shot; a blocked cavity makes none. `draws` make them scatter as when all is well."""
    made = _made(preset, settings, now, shot, draws)
    return tuple(_part(made, cavity) for cavity in cavities(preset, now, shot))


def _made(preset: Preset, settings: Settings, now: Conditions, shot: Shot, draws: Draws) -> _Made:
    facts, reference = facts_of(preset), reference_of(preset)
    hot = now.wall_c + max(abs(now.wall_delta_c) - 1.0, 0.0) / 2
    eject = ejected_c(preset, now.melt_c, hot, cooled_s(preset, shot))
    air = _air(now, shot, facts)
    drivers = _drivers(preset, settings, now, shot, air)._replace(
        eject_over_k=eject - max(preset.material.thermal.eject_c, reference.eject_c)
    )
    left = max(air.left_share - venting.LAST_SHARE, 0.0)
    held = min(float(shot.left_cm3) / (BOTTOMED * settings.metered_cm3), 1.0)
    packed = float(shot.packed_bar) * (UNHELD + (1 - UNHELD) * held)
    return _Made(preset, settings, now, shot, facts, reference, eject, left, packed, drivers, draws)


def _scatter_mm(dimension: Dimension, scale: float) -> float:
    """1 sigma of a dimension when all is well."""
    usual = float(noise.DIMENSION * scale**0.5 * dimension.nominal_mm)
    return min(usual, dimension.tolerance_mm / CAPABLE)


def _part(made: _Made, cavity: Cavity) -> Part:
    reference, scale = made.reference, made.preset.press.noise
    filled = min(cavity.fill_share, 1.0) * (1 - made.left_share)
    weight = reference.weight_g * filled * (1 + _change(made, cavity, reference.weight))
    weight *= 1 + noise.WEIGHT * scale * made.draws.weight
    scatter = made.draws.first, made.draws.second
    sizes = [
        one.nominal_mm * (1 + _change(made, cavity, answer)) + _scatter_mm(one, scale) * draw
        for one, answer, draw in zip(made.preset.mould.dimensions, reference.dimensions, scatter, strict=True)
    ]
    found = severities(_of_cavity(made, cavity, filled, sizes))
    flash = found.flash * _flash_g(made, cavity)
    return Part(cavity.number, weight + flash, (sizes[0], sizes[1]), found)


def _change(made: _Made, cavity: Cavity, answer: Answer) -> float:
    """Relative change of a quality: the sum of its causes."""
    now, settings, usual = made.now, made.settings, made.facts.usual
    set_before = usual.settings
    packed = made.packed_bar * cavity.pressure - float(usual.shot.packed_bar)
    flow = settings.flow_cm3_s * max(now.flow_share, 0.05) / set_before.flow_cm3_s
    return float(
        answer.pack_1_bar * packed
        + answer.melt_1_k * (now.melt_c - usual.nozzle_c)
        + answer.wall_1_k * (now.wall_c - usual.wall_c)
        + answer.unsettled_1_k * now.unsettled_c
        + answer.flow_log * log(flow)
        + answer.cooling_1_s * (settings.cooling_s - set_before.cooling_s)
        + answer.back_1_bar * (settings.back_bar - set_before.back_bar)
        + answer.hold_1_bar * (settings.hold_bar - set_before.hold_bar)
        + answer.eject_1_k * (made.eject_c - made.reference.eject_c)
        + answer.regrind * (now.regrind_pct - set_before.regrind_pct) / 100
    )


def _drivers(preset: Preset, settings: Settings, now: Conditions, shot: Shot, air: venting.Air) -> Drivers:
    """Drivers that all cavities share."""
    material, usual = preset.material, facts_of(preset).usual
    melt_off, wall_off = now.melt_c - usual.nozzle_c, now.wall_c - usual.wall_c
    speed = _speed(settings, shot, usual.settings, float(usual.shot.injection_s))
    thick = now.viscosity * exp(HOT_1_K * melt_off)
    meeting = _meeting_k(preset, now.melt_c, now.wall_c, speed)
    return Drivers(
        gap_ratio=_gap_ratio(preset, now, shot, thick),
        trapped_c=air.peak_c,
        trapped_bar=air.peak_bar,
        moisture_ratio=now.moisture_pct / material.moisture.limit_pct,
        dew_over_wall_k=now.dew_c - now.wall_c,
        meeting_over_no_flow_k=USUAL_MEETING_K
        * meeting
        / max(_meeting_k(preset, usual.nozzle_c, usual.wall_c, 1.0), 5.0),
        halves_k=1.0 + abs(now.wall_delta_c),
        front_ratio=speed * (1 - OVERDRY_DULL * drying.overdry(facts_of(preset).water, now.moisture_pct)),
        melt_off_k=melt_off,
        wall_off_k=wall_off,
        jet_number=USUAL_JET * speed * thick**0.5,
        degraded_share=now.degraded,
        speck_index=0.02 + material.regrind.specks * now.regrind_pct / 100,
        mixing_index=now.mixing,
        dose_off_share=0.02 + abs(now.colour - 1),
    )


def _of_cavity(made: _Made, cavity: Cavity, filled: float, sizes: list[float]) -> Drivers:
    mould, usual = made.preset.mould, made.facts.usual.shot
    off = max(
        abs(size - one.nominal_mm) / one.tolerance_mm for size, one in zip(sizes, mould.dimensions, strict=True)
    )
    return made.drivers._replace(
        fill_share=filled,
        cavity_bar=float(made.shot.cavity_peak_bar) * cavity.pressure,
        seal_ratio=made.packed_bar * cavity.pressure / max(float(usual.packed_bar), 1.0),
        front_ratio=made.drivers.front_ratio * min(cavity.flow, 1.0),
        off_tolerances=off,
    )


def _speed(settings: Settings, shot: Shot, before: Settings, usual_s: float) -> float:
    """Mean speed of the front over the usual one, as the screw really moved."""
    stroke = (settings.metered_cm3 - settings.transfer_cm3) / (before.metered_cm3 - before.transfer_cm3)
    return stroke * usual_s / max(float(shot.injection_s), 0.01)


def _meeting_k(preset: Preset, melt_c: float, wall_c: float, speed: float) -> float:
    """How far the front is over its no-flow temperature where fronts meet."""
    lost = MEETING_COOLS * (melt_c - wall_c) * max(speed, 0.05) ** -0.5
    return float(melt_c - lost - preset.material.thermal.no_flow_c)


def _air(now: Conditions, shot: Shot, facts: Facts) -> venting.Air:
    """The air at the end of the fill: fast fill and shut vents trap it."""
    vent = USUAL_VENT * now.vent_open * float(shot.injection_s) / float(facts.usual.shot.injection_s)
    if vent > OPEN_VENT:
        return venting.Air(Drivers().trapped_bar, Drivers().trapped_c, venting.LAST_SHARE)
    return venting.trapped(vent, front_bar=max(FRONT_SHARE * float(shot.cavity_peak_bar), FRONT_BAR))


def _gap_mm(preset: Preset, now: Conditions, shot: Shot) -> float:
    """Opening of the parting line: by force, and by damage."""
    mould = preset.mould
    mean = MEAN_PRESSURE * float(shot.cavity_peak_bar)
    open_count = sum(share > 0 for share in mould.balance)
    force = clamp.opening_kn(mean, projected_cm2=mould.projected_cm2, cavities=open_count)
    shut, stiff = CLAMPED * preset.press.clamp_kn, clamp.stiffness_kn_mm(preset.press.clamp_kn)
    elastic = clamp.elastic_gap_mm(force, clamp_kn=shut, stiffness_kn_mm=stiff)
    closed = max(1 - force / shut, 0.0)
    return clamp.local_gap_mm(elastic, damage_mm=now.gap_um / 1000, closed_share=closed)


def _gap_ratio(preset: Preset, now: Conditions, shot: Shot, thick: float) -> float:
    gap_um = TIGHT * preset.material.vent_um + 1000 * _gap_mm(preset, now, shot)
    return float(gap_um / preset.material.vent_um * max(thick, 0.05) ** THIN_POWER)


def _flash_g(made: _Made, cavity: Cavity) -> float:
    """Flash around the part if it flashes everywhere that it can."""
    mould, thermal = made.preset.mould, made.preset.material.thermal
    flow = clamp.flash_flow_cm3_s(
        made.preset.material.vent_um / 1000 * made.drivers.gap_ratio,
        edge_mm=2 * (mould.flow_mm + mould.width_mm),
        land_mm=FLASH_LAND_MM,
        cavity_bar=float(made.shot.cavity_peak_bar) * cavity.pressure,
        viscosity_pa_s=FLASH_PA_S,
    )
    return clamp.flash_g(
        flow,
        seconds=FLASH_S,
        density_g_cm3=thermal.melt_kg_m3 / 1000,
        limit_g=FLASH_SHARE * made.reference.weight_g,
    )
