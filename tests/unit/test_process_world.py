"""What earlier shots leave behind: heat, moisture, lots, wear; and that a snapshot is the whole of it."""

import pickle

import numpy as np
import pytest
from cell_runs import STEADY, run_cell
from hypothesis import given, settings
from hypothesis import strategies as st

from sprue_sim import library
from sprue_sim.faults import Injected
from sprue_sim.process.cell import Cell, running
from sprue_sim.process.influences import Change, Influences, ordered
from sprue_sim.process.now import conditions
from sprue_sim.process.press import needed_cm3
from sprue_sim.process.readings import readings
from sprue_sim.process.surroundings import Surroundings
from sprue_sim.process.world import World, after_cycle, after_stand, is_ready

CELLS = library.names("cells")
CAP = library.preset("kassel-cap")


def cycled(cell: Cell, world: World, shots: int) -> World:
    usual = cell.facts.usual
    for _ in range(shots):
        world = after_cycle(cell, world, usual.shot, usual.cycle_s, world.us + int(usual.cycle_s * 1e6))
    return world


@pytest.mark.parametrize("name", CELLS)
def test_a_settled_cell_stays_settled(name: str):
    preset = library.preset(name)
    cell, world = running(preset), World.begin(preset, 1, around=STEADY)
    first, later = conditions(cell, world), conditions(cell, cycled(cell, world, 200))
    assert later.melt_c == pytest.approx(first.melt_c, abs=0.3)
    assert later.wall_c == pytest.approx(first.wall_c, abs=0.5)
    assert later.viscosity == pytest.approx(1.0, abs=0.02)
    assert later.slip < 1e-3
    assert abs(later.unsettled_c) < 0.2


def test_neutral_means_neutral_on_the_measured_cap():
    now = conditions(running(CAP), World.begin(CAP, 1, around=STEADY))
    assert (now.melt_c, now.slip, now.drive_share, now.vent_open) == (CAP.settings.nozzle_c, 0, 1, 1)
    assert now.wall_c == pytest.approx(CAP.settings.mould_c + CAP.mould.wall_rise_c)
    assert now.viscosity == pytest.approx(1.0, abs=1e-9)


def test_a_copy_goes_on_as_the_original():
    sound = run_cell(CAP, shots=12, seed=5)
    copied = pickle.loads(pickle.dumps(sound.world))  # noqa: S301  # our own bytes
    assert copied == sound.world
    again = run_cell(CAP, shots=8, seed=6, world=copied)
    assert again.world == run_cell(CAP, shots=8, seed=6, world=sound.world).world


@pytest.mark.parametrize("seconds", [60.0, 600.0])
def test_a_stop_spoils_some_shots_and_they_get_better(seconds: float):
    cell = running(CAP)
    stood = after_stand(cell, World.begin(CAP, 1, around=STEADY), seconds, int(seconds * 1e6))
    off = [abs(conditions(cell, cycled(cell, stood, shots)).unsettled_c) for shots in (0, 4, 8, 16)]
    assert off[0] > 5
    assert off == sorted(off, reverse=True)
    four_s = 4 * cell.facts.usual.cycle_s
    assert off[1] == pytest.approx(off[0] * np.exp(-four_s / CAP.mould.wall_tau_s), rel=0.05)
    assert stood.since_stop == 0
    assert cycled(cell, stood, 3).since_stop == 3


def test_melt_that_stands_long_degrades_and_is_washed_out():
    cell = running(CAP)
    begun = World.begin(CAP, 1, around=STEADY)
    stood = after_stand(cell, begun, 3600, 3_600_000_000)
    spoilt = [conditions(cell, cycled(cell, stood, shots)).degraded for shots in (0, 5, 20)]
    assert spoilt[0] > 5 * conditions(cell, begun).degraded
    assert spoilt == sorted(spoilt, reverse=True)
    assert spoilt[2] < 2 * conditions(cell, begun).degraded


@pytest.mark.parametrize(
    ("influences", "field"),
    [
        (Influences(viscosity=1.2), "viscosity"),
        (Influences(regrind_pct=50.0), "regrind_pct"),
        (Influences(colour=0.4), "colour"),
        (Influences(moisture_pct=0.2), "moisture_pct"),
    ],
)
def test_what_is_fed_arrives_over_many_shots(influences: Influences, field: str):
    cell, world = running(CAP, None, influences), World.begin(CAP, 1, around=STEADY)
    seen = np.array([getattr(conditions(cell, cycled(cell, world, shots)), field) for shots in range(0, 40, 2)])
    change = (seen - seen[0]) / (seen[-1] - seen[0])
    assert change[1] < 0.05, "the throat is far from the nozzle"
    assert 0.1 < change[5] < 0.95
    assert change[-1] - change[-3] < 0.03
    assert all(np.diff(change) > -1e-6)


def test_nothing_that_is_fed_is_lost():
    cell, world = running(CAP, None, Influences(colour=0.0)), World.begin(CAP, 1, around=STEADY)
    fed, passed = 0.0, 0.0
    usual = cell.facts.usual_cm3
    for _ in range(200):
        world = cycled(cell, world, 1)
        fed, passed = fed + usual, passed + usual * world.barrel.ready.colour
    assert passed == pytest.approx(cell.facts.barrel_cm3, rel=0.02), "as much colour as the barrel held"


def wet_shots(name: str, moisture_share: float) -> float:
    preset = library.preset(name)
    influences = Influences(moisture_pct=moisture_share * preset.material.moisture.saturation_pct)
    cell = running(preset, None, influences)
    world = cycled(cell, World.begin(preset, 1, around=STEADY), 60)
    return conditions(cell, world).moisture_pct / preset.material.moisture.limit_pct


def test_wet_pp_hardly_minds_and_wet_pc_and_pa66_do():
    assert wet_shots("lunch-box", 1.0) < 0.5
    assert wet_shots("lamp-lens", 1.0) > 4
    assert wet_shots("automotive-clip", 1.0) > 4
    splay = {
        name: run_cell(library.preset(name), [Injected("wet_material", 1.0)], shots=10, skip=60).defects[
            "splay"
        ][-1]
        for name in ("lunch-box", "lamp-lens", "automotive-clip")
    }
    assert splay["lunch-box"] < 0.01
    assert min(splay["lamp-lens"], splay["automotive-clip"]) > 0.9


def test_polyamide_that_waits_in_its_dryer_gets_stiff_and_dull():
    preset = library.preset("automotive-clip")
    cell, begun = running(preset), World.begin(preset, 1, around=STEADY)
    waited = after_stand(cell, begun, 40 * 3600, 40 * 3_600_000_000)
    before, after = run_cell(preset, shots=5, skip=120), run_cell(preset, shots=5, skip=120, world=waited)
    assert waited.pellets.layers[-1] < preset.material.moisture.overdry_pct
    peak = "specific_pressure_maximum_bar"
    assert after.signals[peak].mean() > 1.05 * before.signals[peak].mean()
    assert after.defects["flow_lines"].mean() > before.defects["flow_lines"].mean() + 0.01


def test_a_dryer_that_fails_is_felt_hours_later():
    preset = library.preset("lamp-lens")
    cell, world = running(preset, None, Influences(drying=0.0)), World.begin(preset, 1, around=STEADY)
    wet = [conditions(cell, cycled(cell, world, shots)).moisture_pct for shots in (0, 60, 500)]
    assert wet[1] < 2 * wet[0]
    assert wet[2] > 4 * preset.material.moisture.limit_pct


def dew_c(name: str, influences: Influences) -> tuple[float, float]:
    """Dew point of a cell's dryer before, and after hours with these influences."""
    preset = library.preset(name)
    cell, world = running(preset, None, influences), World.begin(preset, 1)
    return readings(cell, world)["dryer_dew_point_c"], readings(cell, cycled(cell, world, 1500))[
        "dryer_dew_point_c"
    ]


def test_the_air_of_a_hot_air_dryer_is_as_wet_as_the_halls_and_a_desiccants_is_not():
    before, after = dew_c("toy-gear", Influences(hall_k=10))
    assert before == pytest.approx(14.4, abs=0.3)
    assert before + 3 < after < 22
    before, after = dew_c("toy-gear", Influences(drying=0.0))
    assert after == pytest.approx(before, abs=0.5), "there is no desiccant that could fail"
    before, after = dew_c("automotive-clip", Influences(hall_k=10))
    assert before == after == -35


def test_lots_change_by_the_hour_and_the_laboratory_has_one():
    preset = library.preset("lunch-box")
    hours = [
        World.begin(preset, 1, us=h * 3_600_000_000).barrel.ready.viscosity_factor for h in range(0, 600, 6)
    ]
    assert 0.03 < np.std(np.log(hours)) < 0.05
    assert World.begin(CAP, 1, us=9 * 3_600_000_000).barrel.ready.viscosity_factor == 1.0


def test_oil_warms_up_on_a_hydraulic_press_and_parts_shrink_with_it():
    preset = library.preset("lamp-lens")
    cell = running(preset)
    cold = after_stand(cell, World.begin(preset, 1, around=STEADY), 30 * 3600, 30 * 3_600_000_000, heated=False)
    assert cold.oil_c < 25
    assert not is_ready(cell.settings, cold)
    ready = after_stand(cell, cold, 1800, 32 * 3_600_000_000)
    assert is_ready(cell.settings, ready)
    assert ready.oil_c < 40
    warm = cycled(cell, ready, 250)
    assert 45 < warm.oil_c < 55
    assert conditions(cell, ready).drive_share > conditions(cell, warm).drive_share


def test_a_burnt_heater_band_lets_its_zone_sag_while_the_controller_gives_all():
    preset = library.preset("lunch-box")
    cell = running(preset, None, Influences(heater=[1, 1, 1, 0, 1]))
    world = cycled(cell, World.begin(preset, 1, around=STEADY), 150)
    shown = readings(cell, world)
    assert shown["barrel_zone_4_c"] < 190
    assert world.barrel.zones.duty[3] == 1.0
    assert shown["melt_temperature_c"] < 235


def test_a_thermocouple_that_lies_shows_its_set_point():
    cell = running(CAP, None, Influences(thermocouple_k=[0, 0, 0, 0, -30]))
    shown = readings(cell, cycled(cell, World.begin(CAP, 1, around=STEADY), 100))
    assert shown["barrel_zone_5_c"] == pytest.approx(250, abs=0.5)
    assert shown["melt_temperature_c"] > 268


def test_settings_by_an_operator_are_what_the_control_shows():
    changed = ordered(CAP.settings, {"hold_bar": Change(factor=0.5), "cooling_s": Change(to=20)})
    assert (changed.hold_bar, changed.cooling_s) == (275, 20)
    assert ordered(CAP.settings, {}) is CAP.settings
    with pytest.raises(ValueError, match="must be below"):
        ordered(CAP.settings, {"transfer_cm3": Change(to=99)})


@pytest.mark.parametrize("name", CELLS)
def test_a_mould_follows_its_water_in_minutes_not_at_once(name: str):
    preset = library.preset(name)
    warm = preset.settings.model_copy(update={"mould_c": preset.settings.mould_c + 10})
    cell, world = running(preset, warm), World.begin(preset, 1, around=STEADY)
    first = conditions(cell, world).wall_c
    minutes = [
        conditions(cell, cycled(cell, world, round(60 * m / cell.facts.usual.cycle_s))).wall_c for m in (4, 90)
    ]
    soon, settled = (wall - first for wall in minutes)
    assert settled == pytest.approx(10, abs=1.0)
    assert 0.1 * settled < soon < 0.75 * settled, "steel behind the wall is slow"
    assert 300 < cell.facts.body_tau_s < 1500


def test_a_negative_time_is_refused():
    with pytest.raises(ValueError, match="nothing was changed"):
        after_stand(running(CAP), World.begin(CAP, 1), -1.0, 0)


@given(hour=st.integers(0, 48), swing=st.floats(0, 8), mean=st.floats(5, 38))
@settings(max_examples=30, deadline=None)
def test_the_hall_is_plausible_at_any_hour(hour: int, swing: float, mean: float):
    world = World.begin(CAP, 1, hour * 3_600_000_000, Surroundings(mean_c=mean, swing_c=swing))
    assert mean - swing - 1e-6 <= world.hall_c <= mean + swing + 1e-6
    assert 0.05 < world.humidity <= 0.95


def test_long_shifts_stay_in_bounds():
    cell, world = running(CAP), World.begin(CAP, 1)
    world = cycled(cell, world, 2000)
    assert len(world.barrel.content.slugs) < 12
    assert 0.9 < world.mould.vent_open <= 1
    assert world.shots == 2000


def test_a_granulator_gives_back_what_the_runner_left_and_no_more():
    clips = library.preset("automotive-clip")
    greedy = running(clips, clips.settings.model_copy(update={"regrind_pct": 60.0}))
    world = World.begin(clips, 1, around=STEADY)
    for _ in range(40):
        world = cycled(greedy, world, 1)
    runner_pct = 100 * clips.mould.runner_cm3 / needed_cm3(clips)
    assert world.loop_pct == pytest.approx(runner_pct, rel=0.01)
    assert conditions(greedy, world).regrind_pct < 30
    modest = running(clips)
    world = cycled(modest, World.begin(clips, 1, around=STEADY), 50)
    assert world.loop_pct == pytest.approx(clips.settings.regrind_pct)
    assert world.ground_g > 0, "the rest waits in the bin"


def test_a_dryer_takes_more_while_the_press_draws_from_it():
    preset = library.preset("toy-gear")
    world = World.begin(preset, 1, around=STEADY)
    standing, drawing = (readings(running(preset), world, grams)["dryer_power_kw"] for grams in (0.0, 0.4))
    assert standing == pytest.approx(preset.auxiliary("dryer").numbers["idle_kw"])
    assert drawing - standing == pytest.approx(0.4 / 1000 * 1.7 * (95 - world.hall_c) / 0.45, rel=0.05)
    assert "dryer_power_kw" not in readings(running(CAP), World.begin(CAP, 1, around=STEADY), 0.4)
