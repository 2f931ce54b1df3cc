"""Energy of presses against published specific energies, a sampled integral, and balances."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprue_sim.physics import drives
from sprue_sim.physics.drives import Cycle, Phase

ORDINARY = [  # kg/h, shot g, cycle s, rated kW of the pump or drives: usual machine for the job
    (3, 15, 18.0, 5.5),
    (8, 40, 18.0, 11),
    (15, 75, 18.0, 18.5),
    (25, 140, 20.2, 30),
    (40, 250, 22.5, 45),
]
RANGES = {"hydraulic": (0.6, 1.2), "servo-hydraulic": (0.35, 0.65), "electric": (0.2, 0.5)}


def cycle(shot_g: float, cycle_s: float) -> Cycle:
    """Fill in 5 % of the cycle at 900 bar, hold 15 %, recover 35 %, move 12 %."""
    cm3 = shot_g / 0.75
    inject_s, recover_s = 0.05 * cycle_s, 0.35 * cycle_s
    return Cycle(
        clamp=Phase(0.12 * cycle_s, 0.004 * shot_g, 0.5),
        inject=Phase(inject_s, drives.melt_kw(700, cm3 / inject_s), 0.6),
        hold=Phase(0.15 * cycle_s, drives.melt_kw(400, 0.1 * cm3 / (0.15 * cycle_s)), 0.4),
        recover=Phase(recover_s, drives.screw_kw(shot_g / recover_s), 0.5),
        idle=Phase(0.33 * cycle_s),
    )


def specific(drive: str, shot_g: float, cycle_s: float, rated_kw: float) -> float:
    rate = shot_g / cycle_s
    heat = drives.heater_kw(
        rate, enthalpy_kj_kg=640, screw_kw=drives.screw_kw(rate), loss_kw=0.1 + 0.03 * rated_kw
    )
    used = drives.shot_kwh(drive, rated_kw, cycle(shot_g, cycle_s), heater_kw=heat)
    return drives.specific_kwh_kg(used, shot_g)


@pytest.mark.parametrize(("rate", "shot_g", "cycle_s", "rated_kw"), ORDINARY)
@pytest.mark.parametrize("drive", list(RANGES))
def test_ordinary_jobs_take_what_is_published(drive, rate, shot_g, cycle_s, rated_kw):
    assert shot_g / cycle_s * 3.6 == pytest.approx(rate, rel=0.01)
    low, high = RANGES[drive]
    assert low < specific(drive, shot_g, cycle_s, rated_kw) < high


def test_drives_compare_as_measured_side_by_side():
    pump, servo, electric = (
        sum(specific(drive, *job[1:]) for job in ORDINARY)
        for drive in ("hydraulic", "servo-hydraulic", "electric")
    )
    assert 0.45 < servo / pump < 0.65
    assert 0.35 < electric / pump < 0.55


@pytest.mark.parametrize("drive", list(RANGES))
def test_energy_of_a_shot_is_the_integral_of_its_power(drive):
    job = cycle(75, 18)
    power = drives.power_kw(drive, 18.5, job)
    edges = np.cumsum([phase.seconds for phase in job])
    t = (np.arange(180_000) + 0.5) * 1e-4
    kw = np.array(power)[np.minimum(np.searchsorted(edges, t), 4)] + 1.2
    assert drives.shot_kwh(drive, 18.5, job, heater_kw=1.2) == pytest.approx(kw.sum() * 1e-4 / 3600, rel=1e-4)


def test_a_waiting_fixed_pump_takes_many_times_an_electrics_power():
    waiting = [drives.phase_kw(drive, 30, Phase(1.0)) for drive in ("hydraulic", "servo-hydraulic", "electric")]
    assert waiting == sorted(waiting, reverse=True)
    assert waiting[0] > 4 * waiting[2]


def test_specific_energy_falls_with_throughput():
    """Thiriez & Gutowski 2006: the fixed load is spread over more material."""
    slow, fast = (specific("hydraulic", 75, seconds, 18.5) for seconds in (36, 18))
    assert fast < slow


def test_the_melt_gets_its_heat_from_screw_and_heaters():
    assert drives.heater_kw(5, enthalpy_kj_kg=600, screw_kw=1.2, loss_kw=0.5) == pytest.approx(2.3)
    assert drives.heater_kw(5, enthalpy_kj_kg=600, screw_kw=5, loss_kw=0.5) == 0.5


def test_helpers_take_what_is_usual():
    assert 0.05 < drives.dryer_kw(20, dry_c=120) / 20 < 0.2, "kWh/kg"
    assert 2.5 < 10 / drives.chiller_kw(10, hall_c=30, water_c=12) < 6, "COP"
    assert 10 / drives.chiller_kw(10, hall_c=0, water_c=25) == pytest.approx(20), "free cooling"
    assert drives.tcu_kw(-3) == drives.tcu_kw(0) == 0.8
    assert drives.granulator_kw(5) == pytest.approx(0.8)


@given(st.sampled_from(list(RANGES)), st.floats(0, 50), st.floats(0, 1))
def test_more_work_or_pressure_never_takes_less_power(drive, useful, pressure):
    base = drives.phase_kw(drive, 30, Phase(1, useful, pressure))
    assert base >= useful
    assert drives.phase_kw(drive, 30, Phase(1, useful + 1, pressure)) > base
    assert drives.phase_kw(drive, 30, Phase(1, useful, pressure + 0.1)) > base


@given(st.floats(-5, 45), st.floats(8, 30))
def test_a_hotter_hall_or_colder_water_costs_the_chiller_more(hall_c, water_c):
    base = drives.chiller_kw(10, hall_c=hall_c, water_c=water_c)
    assert drives.chiller_kw(10, hall_c=hall_c + 2, water_c=water_c) >= base
    assert drives.chiller_kw(10, hall_c=hall_c, water_c=water_c - 2) >= base
