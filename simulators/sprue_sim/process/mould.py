"""The mould's side of a cell: water and its control, both halves, vents, scale, the parting line."""

from math import exp
from typing import NamedTuple

import numpy as np

from sprue_sim.data import Preset
from sprue_sim.physics import mould_heat, wear
from sprue_sim.process.cell import Cell
from sprue_sim.process.facts import HALL_C, Facts
from sprue_sim.process.influences import Influences

MEASURED_POWER = 0.5  # of the heat: 5 s longer cooling lowers the measured wall by 1.1 K, not by 2.7
HOTTEST = 3.0  # times the rise: then heat goes the other half's way
OVER_WATER_K = 3.0  # a unit cannot cool nearer to the water it gets
PIPE_SHARE, PIPE_C = 0.5, 6.0  # water from outside, without a chiller: 17 °C at 22 °C in the hall
CHILLER_FULL_C, OVER_FULL = 30.0, 1.5  # hall where a chiller comes to its limit; K of water per K over it
VENT_SHOTS = 150_000.0  # half of what can foul is shut
SCALE_MM_1000_H = 0.15
LINE_UM_SHOT = 2e-6  # 2 um in a million shots
SERVICE_SHOTS = 100_000.0  # from one polishing to the next, as moulders report
SWING_S = 180.0
BODY_SHARE = 0.77  # of the wall's base is the steel behind it, the rest its water: measured steps of 10 °C


class MouldState(NamedTuple):
    """Walls of the fixed and the moving half at the cycle's start, °C; supply without its hunting."""

    walls_c: tuple[float, float]
    supply_c: float
    aim_c: float
    """Mean wall of settled production as things are."""
    body_c: float
    """Steel behind the walls: follows the water in ten to twenty minutes."""
    vent_open: float = 1.0
    scale_mm: float = 0.0
    line_um: float = 0.0
    unpolished: float = 0.0
    """Shots since the gate and the cavities were polished."""


class Load(NamedTuple):
    """What a stretch of time brings: heat of the shots into each half, W; hall; moment."""

    seconds: float
    heat_w: float
    mould_c: float
    hall_c: float
    us: int
    shots: int = 0
    tempered: bool = True


def settled(preset: Preset, facts: Facts, hall_c: float) -> MouldState:
    """After hours of production."""
    supply = _goal_c(preset, facts, preset.settings.mould_c, hall_c)
    load = Load(facts.usual.cycle_s, facts.usual.heat_w, preset.settings.mould_c, hall_c, 0)
    aim = supply + _rise_c(facts, load)
    return MouldState((aim, aim), supply, aim, supply)


def later(cell: Cell, before: MouldState, load: Load) -> MouldState:
    """The mould after a cycle or a stretch of standing."""
    preset, _, influences, facts = cell
    goal = (
        load.hall_c
        if not load.tempered
        else _goal_c(preset, facts, load.mould_c + influences.tcu_k, load.hall_c)
    )
    supply = mould_heat.supplied_c(
        facts.tcu, before.supply_c, set_c=goal, load_w=2 * load.heat_w, dt_s=load.seconds
    )
    body = supply + (before.body_c - supply) * exp(-load.seconds / facts.body_tau_s)
    now = before._replace(supply_c=supply)
    base = BODY_SHARE * body + (1 - BODY_SHARE) * (supply + hunting_k(influences, load.us))
    rise = _rise_c(facts, load)
    resist = resists(cell, now)
    walls = [
        base + rise * share + (wall - base - rise * share) * exp(-load.seconds / (facts.tau_s * share))
        for wall, share in zip(before.walls_c, resist, strict=True)
    ]
    shots, hours = load.shots * influences.haste, load.seconds / 3600 * influences.haste
    return MouldState(
        walls_c=(walls[0], walls[1]),
        supply_c=supply,
        aim_c=base + rise * (resist[0] + resist[1]) / 2 if load.shots else before.aim_c,
        body_c=body,
        vent_open=wear.vents_open(before.vent_open, shots=shots, shots_to_half=VENT_SHOTS),
        scale_mm=wear.scale_mm(before.scale_mm, hours=hours, rate_mm_1000_h=SCALE_MM_1000_H),
        line_um=before.line_um + LINE_UM_SHOT * shots,
        unpolished=before.unpolished + shots,
    )


def shots_before(preset: Preset, seed: int) -> float:
    """Shots that a mould had made when its story began: one in good care is not yet due for polishing."""
    if preset.mould_shots is not None:
        return preset.mould_shots
    return float(np.random.default_rng([seed, 41]).uniform(0, SERVICE_SHOTS))


def serviced(before: MouldState) -> MouldState:
    """Off the press and back: vents and parting line are cleaned, and it is polished when that is due."""
    due = before.unpolished >= SERVICE_SHOTS
    clean = wear.vents_cleaned(before.vent_open)
    return before._replace(vent_open=clean, unpolished=0.0 if due else before.unpolished)


def _rise_c(facts: Facts, load: Load) -> float:
    """How far a clean half ends over its water: by the heat of the shots, a little by the hall."""
    power = MEASURED_POWER if facts.measured else 1.0
    hall = facts.half.platen_w_k / (facts.circuit_w_k + facts.half.platen_w_k) * (load.hall_c - HALL_C)
    return float(facts.rise_c * (load.heat_w / facts.usual.heat_w) ** power) + hall


def resists(cell: Cell, state: MouldState) -> tuple[float, float]:
    """Resistance between wall and water of each half over that of a clean one."""
    fixed, moving = (_resist(cell.preset, cell.facts, state, share) for share in cell.influences.coolant)
    return fixed, moving


def _resist(preset: Preset, facts: Facts, state: MouldState, share: float) -> float:
    if share == 1.0 and state.scale_mm == 0.0 and state.supply_c == preset.settings.mould_c:
        return 1.0
    through = mould_heat.circuit_w_k(facts.half, circuit(preset, state, share)) + facts.half.platen_w_k
    return min((facts.circuit_w_k + facts.half.platen_w_k) / through, HOTTEST)


def circuit(preset: Preset, state: MouldState, share: float) -> mould_heat.Cooling:
    """The water that a half gets."""
    return mould_heat.Cooling(state.supply_c, preset.mould.circuit_l_min / 2 * share, state.scale_mm, HALL_C)


def water_c(preset: Preset, hall_c: float) -> float:
    """Cold water that comes to the cell."""
    chiller = preset.auxiliary("chiller")
    if chiller is None:
        return PIPE_C + PIPE_SHARE * hall_c
    return chiller.numbers.get("water_c", 14.0) + OVER_FULL * max(hall_c - CHILLER_FULL_C, 0.0)


def hunting_k(influences: Influences, us: int) -> float:
    """Swing of the supply by a badly controlled unit."""
    if influences.tcu_swing_k == 0:
        return 0.0
    return mould_heat.hunting_k(us / 1e6, amplitude_k=influences.tcu_swing_k, period_s=SWING_S)


def _goal_c(preset: Preset, facts: Facts, mould_c: float, hall_c: float) -> float:
    """Supply that the unit would reach: set, a little of the hall's drift, never below its cold water."""
    wanted = mould_c + facts.droop * (hall_c - HALL_C)
    return max(wanted, min(water_c(preset, hall_c) + OVER_WATER_K, mould_c + 15.0))
