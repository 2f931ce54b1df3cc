"""What a cell's slow sensors show between two shots: zones, water, oil, hall, dryer. Catalogue names."""

from sprue_sim.data import Preset
from sprue_sim.physics import drives, mould_heat
from sprue_sim.process import mould
from sprue_sim.process.cell import Cell
from sprue_sim.process.world import World

STEEL_SHARE = 0.5  # of the wall's rise over the water is left where the mould's thermocouple sits


def readings(cell: Cell, world: World, drawn_g_s: float = 0.0) -> dict[str, float]:
    """Channels that hardly move within a cycle, by name; only those that this cell can have.

    `drawn_g_s`: material that the screw draws from the dryer.
    """
    zones = zip(world.barrel.zones.temperature_c, cell.influences.thermocouple_k, strict=True)
    return {
        **{f"barrel_zone_{i}_c": true + wrong for i, (true, wrong) in enumerate(zones, start=1)},
        "heater_duty_pct": 100 * sum(world.barrel.zones.duty) / len(world.barrel.zones.duty),
        "melt_temperature_c": world.barrel.melt_c - cell.influences.runner_k,
        "cavity_wall_start_c": sum(world.mould.walls_c) / 2,
        "hall_temperature_c": world.hall_c,
        "hall_humidity_pct": 100 * world.humidity,
        **_water(cell, world),
        **_helpers(cell.preset, world, drawn_g_s),
    }


def _water(cell: Cell, world: World) -> dict[str, float]:
    """Supply, flow, and the return of both halves mixed."""
    preset, influences, state = cell.preset, cell.influences, world.mould
    supply = state.supply_c + mould.hunting_k(influences, world.us)
    heat = flow = 0.0
    for share, wall in zip(influences.coolant, state.walls_c, strict=True):
        one = mould.circuit(preset, state, share)
        back = mould_heat.return_c(cell.facts.half, one._replace(supply_c=supply), wall)
        heat += one.flow_l_min * back
        flow += one.flow_l_min
    return {
        "mould_temperature_c": supply + STEEL_SHARE * (sum(state.walls_c) / 2 - supply),
        "coolant_supply_c": supply,
        "coolant_return_c": heat / flow if flow else supply,
        "coolant_flow_l_min": flow,
    }


def _helpers(preset: Preset, world: World, drawn_g_s: float) -> dict[str, float]:
    found: dict[str, float] = {}
    if preset.press.drive != "electric":
        found["oil_temperature_c"] = world.oil_c
    if dryer := preset.auxiliary("dryer"):
        found["dryer_power_kw"] = drives.dryer_kw(
            3.6 * drawn_g_s,
            dry_c=world.pellets.air_c,
            hall_c=world.hall_c,
            idle_kw=dryer.numbers.get("idle_kw", 0.4),
        )
        found["dryer_air_c"] = world.pellets.air_c
        found["dryer_dew_point_c"] = world.pellets.dew_c
        found["material_moisture_pct"] = world.pellets.hopper_pct
    if preset.auxiliary("chiller"):
        found["chiller_water_c"] = mould.water_c(preset, world.hall_c)
    if preset.auxiliary("hot_runner"):
        found["hot_runner_c"] = world.barrel.melt_c
    return found
