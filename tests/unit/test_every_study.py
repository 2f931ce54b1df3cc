"""Every study runs on every cell of the library, alters nothing, and sees what an instrument shows."""

from math import isfinite, log
from types import ModuleType

import pytest

from sprue_contract.studies import COLUMNS, FACTS, GOOD, SEEN, STUDIES, StudyName, StudyRun
from sprue_server import studies as readings
from sprue_sim import library, studies
from sprue_sim.machine import Machine
from sprue_sim.physics.defects import HOT_EJECT_K, Severities
from sprue_sim.process.facts import facts_of
from sprue_sim.process.reference import SERIES, reference_of, wall_s
from sprue_sim.study_bench import REST_K, Bench
from sprue_sim.study_instruments import BY_GAUGE, weighed_g

NOW = 1_772_436_600_000_000  # no break, changeover or new lot for an hour
FEW = {"STEPS": 4, "SHOTS": 1, "TEMPERATURES": 3, "HOLDS": 3}  # whole studies take up to 1 s


def machine(cell: str, seed: int = 3) -> Machine:
    preset = library.preset(cell)
    return Machine(preset, preset.title, seed, NOW)


def run(study: StudyName, cell: str, seed: int = 3) -> StudyRun:
    return studies.run(study, cell, Bench(machine(cell, seed), NOW))


@pytest.fixture
def _quick(monkeypatch):
    for name in STUDIES:
        module: ModuleType = studies.study(name)
        for size, value in FEW.items():
            if hasattr(module, size):
                monkeypatch.setattr(module, size, value)


def test_each_study_has_a_file_on_either_side_and_its_columns_in_the_contract():
    assert set(studies.names()) == set(readings.names()) == set(STUDIES) == set(COLUMNS) == set(FACTS)


def test_what_an_eye_may_find_are_the_defects_of_the_simulator():
    assert set(Severities._fields) - {BY_GAUGE} <= set(SEEN)


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize("cell", library.names("cells"))
def test_every_study_runs_on_every_cell_or_says_why_not(cell: str):
    for study in STUDIES:
        made = run(study, cell)
        assert made.cell == cell
        if made.why_not:
            assert made.points == []
            continue
        assert made.facts.keys() == FACTS[study].keys()
        assert made.cost is not None
        assert made.cost.shots > len(made.points) / 8
        assert made.cost.minutes > 0 < made.cost.kg
        assert made.restless_k <= REST_K
        for point in made.points:
            assert point.keys() == COLUMNS[study].keys()
            for name, column in COLUMNS[study].items():
                value = point[name]
                assert value in column.choices if column.choices else column.low <= value <= column.high
        reading = readings.read(study, made.points, made.facts)
        assert (reading.says and reading.advises) or reading.cannot
        assert all(isfinite(one.value) for one in reading.numbers)


@pytest.mark.usefixtures("_quick")
def test_the_machine_itself_goes_on_as_if_nothing_had_been():
    studied, twin = machine("toy-gear"), machine("toy-gear")
    before = studied.state
    for study in STUDIES:
        studies.run(study, "gears", Bench(studied, NOW))
    assert studied.state is before
    assert [told.kind for told in studied.advance()] == [told.kind for told in twin.advance()]
    assert studied.state == twin.state


@pytest.mark.usefixtures("_quick")
def test_a_study_of_the_same_moment_is_the_same_and_its_chance_is_its_own():
    first, again, other = (run("gate_seal", "toy-gear", seed).points for seed in (3, 3, 4))
    assert first == again != other
    ahead = machine("toy-gear")
    ahead.advance()
    assert Bench(ahead, NOW).moment.number - ahead.state.cycles >= 1 << 40


def test_when_shots_count_the_copy_has_come_to_rest():
    bench = Bench(machine("lunch-box"), NOW)
    bench.turn(mould_c=bench.set.mould_c + 15)
    bench.settle()
    settled = bench.world.mould.walls_c[0]
    for _ in range(6):
        bench.settle()
        bench.shoot(20)
    assert bench.world.mould.walls_c[0] == pytest.approx(settled, abs=1.0)
    assert settled > Bench(machine("lunch-box"), NOW).world.mould.walls_c[0] + 12


def test_a_copy_keeps_the_lot_that_the_cell_has_now():
    bench = Bench(machine("toy-gear"), NOW)
    fed = bench.world.barrel.ready.viscosity_factor
    bench.moment = bench.moment._replace(story_us=bench.moment.story_us + 12 * 3_600_000_000)  # two lots later
    bench.settle()
    bench.shoot(40)
    assert bench.world.barrel.ready.viscosity_factor == pytest.approx(fed, rel=1e-6)


def test_a_balance_shows_whole_divisions():
    assert (weighed_g(3.20349), weighed_g(250.0071)) == (3.203, 250.01)


@pytest.mark.parametrize("cell", ["toy-gear", "lunch-box", "bottle-cap"])
def test_the_gate_seals_when_the_physics_says_so(cell: str):
    """Weight tells it within a step or an eighth: the last of a freezing gate lets hardly anything through."""
    shot = facts_of(library.preset(cell)).usual.shot
    true_s = float(shot.injection.sealed_s - shot.injection.transfer_s)
    made = run("gate_seal", cell)
    holds = sorted({float(point["hold_s"]) for point in made.points})
    sealed = readings.read("gate_seal", made.points, made.facts).numbers[0]
    assert sealed.value == pytest.approx(true_s, abs=max(holds[1] - holds[0], true_s / 8))


def test_parts_warp_where_the_formula_of_cooling_has_them_too_warm():
    """Half of the inspectors see it 15 K over a safe ejection: within a step of the formula's time."""
    cell = library.preset("cosmetic-jar")
    warped: dict[float, int] = {}
    for point in run("cooling_time", "cosmetic-jar").points:
        warped[float(point["cooling_s"])] = warped.get(float(point["cooling_s"]), 0) + (
            point["seen"] == "warpage"
        )
    times = sorted(warped)
    last = max(place for place, time in enumerate(times) if warped[time] >= 2)
    bench = Bench(machine("cosmetic-jar"), NOW)
    bench.turn(cooling_s=times[last])
    bench.settle()
    wall_c, melt_c = sum(bench.world.mould.walls_c) / 2, bench.world.barrel.melt_c
    limit_c = max(cell.material.thermal.eject_c, reference_of(cell).eject_c) + HOT_EJECT_K
    needed_s = wall_s(cell) * log(SERIES * (melt_c - wall_c) / (limit_c - wall_c))
    expected_s = needed_s - cell.settings.hold_s - cell.settings.hold_end_s
    assert times[last - 1] < expected_s < times[last + 1] * 1.1


def test_a_cavity_that_is_frozen_off_is_missing_and_named():
    made = run("cavity_balance", "automotive-clip")
    reading = readings.read("cavity_balance", made.points, made.facts)
    assert {said.key for said in reading.says} >= {"missing"}
    assert {point["cavity"] for point in made.points} == {1.0, 2.0, 3.0, 4.0, 5.0, 7.0, 8.0}


def test_a_window_is_bounded_on_both_sides_and_the_cell_runs_inside(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(studies.study("process_window"), "TEMPERATURES", 1)
    made = run("process_window", "toy-gear")
    seen = {point["seen"] for point in made.points}
    assert {GOOD, "sink", "off_size"} <= seen
    reading = readings.read("process_window", made.points, made.facts)
    keys = {said.key for said in (*reading.says, *reading.advises)}
    assert {"below", "above", "inside"} <= keys
