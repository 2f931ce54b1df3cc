"""How things are for the shot that begins now: slow state and disturbances -> conditions of a shot."""

from sprue_sim.data import Preset, Settings
from sprue_sim.physics import drying, wear
from sprue_sim.physics.residence import Melt
from sprue_sim.physics.viscosity import viscosity_pa_s
from sprue_sim.process import melting, plastify, surroundings
from sprue_sim.process.cell import Cell
from sprue_sim.process.conditions import Conditions
from sprue_sim.process.facts import Facts
from sprue_sim.process.influences import Influences
from sprue_sim.process.noise import Draws
from sprue_sim.process.world import OIL_C, World

OIL_FORCE_1_K = 0.0008  # cold oil leaks less: up to 2 % more pressure on a cold morning, then parts shrink
RING_SHEAR_1_S = 2000.0  # in the gap of a check ring
MOST_SLIP = 0.35
SPOILT_THIN = 2.0  # relative fall of viscosity per share degraded
THINNEST = 0.5
LOST_DRAG = 2.0  # `Conditions.screw_worn` is 1 where half of the conveying is gone
STILL = Draws()


def conditions(cell: Cell, world: World, draws: Draws = STILL) -> Conditions:
    """How things are for the shot that begins now. `draws` only serve what influences make scatter."""
    preset, settings, influences, facts = cell
    state, ready = world.mould, world.barrel.ready
    share = preset.settings.metered_cm3 / settings.metered_cm3
    spoilt = plastify.degraded(facts, world.barrel, facts.usual_cm3 / share, facts.usual.cycle_s)
    wall = sum(state.walls_c) / 2
    carried = conveying(preset, world, influences)
    worn = min(LOST_DRAG * (1 - carried), 1.0)
    return Conditions(
        melt_c=world.barrel.melt_c - influences.runner_k,
        wall_c=wall,
        wall_delta_c=state.walls_c[1] - state.walls_c[0],
        unsettled_c=wall - state.aim_c,
        viscosity=viscosity(preset, facts, ready, spoilt)
        * (1 + influences.viscosity_scatter * draws.viscosity),
        flow_share=influences.flow * (1 + influences.flow_scatter * draws.flow),
        slip=_slip(cell, world, draws),
        vent_open=state.vent_open * influences.vents,
        drive_share=influences.drive * _oil_force(preset, world),
        screw_worn=max(worn * (1 + influences.screw_scatter * draws.dosing), 0.0),
        moisture_pct=ready.moisture_pct,
        regrind_pct=100 * ready.regrind_share,
        degraded=spoilt,
        mixing=_mixing(preset, settings, carried),
        gap_um=state.line_um + influences.gap_um,
        hall_c=world.hall_c,
        balance=_tips(preset, influences),
        colour=ready.colour,
        dew_c=surroundings.dew_point_c(world.hall_c, world.humidity),
    )


def conveying(preset: Preset, world: World, influences: Influences) -> float:
    """Share of a new screw's conveying."""
    gap = world.flight_mm + influences.screw_mm
    return wear.conveying_share(gap, depth_mm=melting.depth_mm(preset.press))


def leak_share(cell: Cell, world: World) -> float:
    """Share of the pushed melt that goes back through the check ring, before scatter."""
    preset, settings, influences, _ = cell
    gap = world.ring_mm + influences.ring_mm
    if gap <= 0:
        return 0.0
    thick = viscosity_pa_s(preset.material.cross_wlf, RING_SHEAR_1_S, world.barrel.melt_c)
    leak = wear.leak_cm3_s(
        gap, pressure_bar=world.push_bar, viscosity_pa_s=thick, ring_mm=preset.press.screw_mm
    )
    return wear.leak_share(leak, flow_cm3_s=settings.flow_cm3_s)


def viscosity(preset: Preset, facts: Facts, melt: Melt, spoilt: float) -> float:
    """Of this melt over the grade as it is usually dried and blended: lot, water, regrind, heat."""
    wet = drying.viscosity_factor(facts.water, melt.moisture_pct)
    usual = drying.viscosity_factor(facts.water, facts.usual.moisture_pct)
    ground, usually = (
        1 + (preset.material.regrind.viscosity - 1) * share
        for share in (melt.regrind_share, preset.settings.regrind_pct / 100)
    )
    cut = max(1 - SPOILT_THIN * (spoilt - facts.usual.degraded), THINNEST)
    return melt.viscosity_factor * wet / usual * ground / usually * cut


def _slip(cell: Cell, world: World, draws: Draws) -> float:
    """A ring that leaks also closes early or late."""
    leak = leak_share(cell, world)
    return min(max(leak * (1 + wear.SCATTER * float(draws.metered)), 0.0), MOST_SLIP)


def _oil_force(preset: Preset, world: World) -> float:
    return 1.0 if preset.press.drive == "electric" else 1 - OIL_FORCE_1_K * (world.oil_c - OIL_C)


def _mixing(preset: Preset, settings: Settings, carried: float) -> float:
    usual = preset.settings
    return wear.mixing_index(
        carried,
        back_ratio=settings.back_bar / usual.back_bar,
        speed_ratio=settings.screw_1_min / usual.screw_1_min,
    )


def _tips(preset: Preset, influences: Influences) -> tuple[float, ...]:
    if not influences.tips:
        return ()
    return tuple(influences.tips.get(cavity, 1.0) for cavity in range(preset.mould.cavities))
