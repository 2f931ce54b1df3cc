"""The barrel's side of a cell: zones and heaters, the melt they make, what waits in the screw's channel."""

from math import exp
from typing import NamedTuple

from sprue_sim.data import Preset
from sprue_sim.physics import barrel, residence
from sprue_sim.physics.drives import screw_kw
from sprue_sim.process import melting
from sprue_sim.process.cell import Cell
from sprue_sim.process.facts import Facts
from sprue_sim.process.influences import ZONES
from sprue_sim.process.melting import FEED_C, Run, enthalpy_j_g, zones_c

TAKES = (
    0.34,
    0.28,
    0.2,
    0.12,
    0.06,
)  # of the melt's heat that bands give, by zone: pellets are cold at the feed
SWITCHED_OFF_K = 50.0  # below the hall is set what does not heat
MOST_SOAK_K = 8.0  # melt of fast cycles lags its steel; standing it catches up, by so much at most
SOAKS_S = 180.0  # standing melt takes the temperature of its steel so slowly
CORNERS_SHOTS = 8.0  # overheated rests leave dead corners so slowly
CORNERS = 0.2  # of what has degraded while standing sits there


class Barrel(NamedTuple):
    """State: zones, melt before the screw, contents on their way, what standing has spoiled."""

    zones: barrel.Zones
    melt_c: float
    content: residence.Content
    ready: residence.Melt
    aged: float
    corners: float


def settled(preset: Preset, facts: Facts, fed: residence.Melt, hall_c: float) -> Barrel:
    """After hours of production: zones at their set points, heaters at what that takes."""
    usual = facts.usual
    sets = zones_c(usual.nozzle_c)
    taken = _heat_w(preset, usual.shot_g / usual.cycle_s, usual.nozzle_c)
    heating = facts.heating
    duty = tuple(
        min(max((_lost_w(heating, sets, i, hall_c) - taken[i]) / heating.band_w, 0.0), 1.0)
        for i in range(ZONES)
    )
    content = residence.filled(fed, plug_cm3=facts.plug_cm3)
    return Barrel(barrel.Zones(sets, duty, duty), usual.nozzle_c, content, fed, 0.0, 0.0)


def later(cell: Cell, before: Barrel, run: Run, fed: residence.Melt) -> Barrel:
    """The barrel after a cycle or a stretch of standing."""
    facts, zones = cell.facts, _zones(cell, before, run)
    if run.shot_cm3 <= 0:
        return _stood(facts, before, zones, run.seconds)
    content, ready = residence.fed(before.content, fed, shot_cm3=run.shot_cm3, tank_cm3=facts.tank_cm3)
    fresh = exp(-run.shot_cm3 / facts.tank_cm3)
    melt = _melt_c(cell, zones.temperature_c, run)
    return Barrel(
        zones=zones,
        melt_c=melt + (before.melt_c - melt) * fresh,
        content=content,
        ready=ready,
        aged=before.aged * exp(-run.shot_cm3 / (facts.barrel_cm3 - facts.plug_cm3)),
        corners=before.corners * exp(-1 / CORNERS_SHOTS),
    )


def degraded(facts: Facts, state: Barrel, shot_cm3: float, cycle_s: float) -> float:
    """Share of the next shot that heat has spoiled: on its way, by standing, in dead corners."""
    stay = residence.mean_residence_s(barrel_cm3=facts.barrel_cm3, shot_cm3=shot_cm3, cycle_s=cycle_s)
    steady = residence.degraded_share(facts.stability, melt_c=state.melt_c, seconds=stay)
    return min(steady + state.aged + state.corners, 1.0)


def _melt_c(cell: Cell, temperature_c: tuple[float, ...], run: Run) -> float:
    """Melt at the nozzle. At the cell's own settings it is what the nozzle is set to, by definition."""
    usual = cell.facts.usual
    return melting.passed_c(cell.preset, cell.settings, temperature_c, run) - usual.passed_c + usual.nozzle_c


def _zones(cell: Cell, before: Barrel, run: Run) -> barrel.Zones:
    grams = run.shot_cm3 * cell.preset.material.thermal.melt_kg_m3 / 1000
    nozzle_c = cell.settings.nozzle_c
    around = barrel.Around(
        set_c=zones_c(nozzle_c) if run.heated else (run.hall_c - SWITCHED_OFF_K,) * ZONES,
        heat_w=_heat_w(cell.preset, grams / run.seconds, nozzle_c),
        power_share=tuple(cell.influences.heater),
        offset_k=tuple(cell.influences.thermocouple_k),
        hall_c=run.hall_c,
    )
    return barrel.stepped(cell.facts.heating, before.zones, around, run.seconds)


def _heat_w(preset: Preset, throughput_g_s: float, melt_c: float) -> tuple[float, ...]:
    """What the melt takes from each zone, less what the screw gives; negative cools."""
    needed = enthalpy_j_g(preset.material, melt_c) - enthalpy_j_g(preset.material, FEED_C)
    lacking = throughput_g_s * needed - 1000 * screw_kw(throughput_g_s)
    return tuple(-lacking * share for share in TAKES)


def _lost_w(heating: barrel.Heating, sets: tuple[float, ...], i: int, hall_c: float) -> float:
    beside = sets[max(i - 1, 0) : i] + sets[i + 1 : i + 2]
    return heating.loss_w_k * (sets[i] - hall_c) + heating.couple_w_k * sum(sets[i] - one for one in beside)


def _stood(facts: Facts, before: Barrel, zones: barrel.Zones, seconds: float) -> Barrel:
    """Standing melt takes the temperature of its steel, and ages."""
    soak = min(facts.usual.nozzle_c - facts.usual.passed_c, MOST_SOAK_K)
    goal = zones.temperature_c[-1] + soak
    melt = goal + (before.melt_c - goal) * exp(-seconds / SOAKS_S)
    spoiled = residence.degradation_rate_1_s(facts.stability, melt) * seconds
    aged = 1 - (1 - before.aged) * exp(-spoiled)
    corners = before.corners + CORNERS * (aged - before.aged)
    return before._replace(zones=zones, melt_c=melt, aged=aged, corners=corners)
