"""Every fault of the folder moves what it says, to where it says, and its defects follow."""

from functools import cache

import numpy as np
import pytest
from cell_runs import Run, run_cell

from sprue_contract.quantities import QUANTITIES
from sprue_sim import faults, library
from sprue_sim.data import Preset
from sprue_sim.faults import FaultError, Injected, influences_at, parse_fault, shot_us
from sprue_sim.physics.defects import Severities
from sprue_sim.process.influences import Influences
from sprue_sim.process.surroundings import Surroundings
from sprue_sim.process.world import World

USUAL = "lunch-box"
WHERE = {  # a cell in which the fault matters; the others run where lunch boxes are made
    "worn_check_ring": "kassel-cap",
    "thermocouple_drift": "kassel-cap",
    "wet_material": "lamp-lens",
    "dryer_failure": "lamp-lens",
    "hydraulic_leak": "lamp-lens",
    "robot_grip": "lamp-lens",
    "tcu_fault": "toy-gear",
    "hot_runner_zone": "bottle-cap",
    "heat_wave": "bottle-cap",
}
AGES = {  # cycles until a slow fault has come through, of which nothing is kept
    "dryer_failure": 450,
    "hydraulic_leak": 100,
    "heater_band_out": 80,
}
OTHERWISE = 40
CHANNELS_TO_COME = {"heater_duty_pct", "dryer_air_c", "dryer_dew_point_c", "material_moisture_pct"}
SHIFT, SCATTER, STEADY = 3.0, 1.5, 0.02


def cell_for(name: str) -> Preset:
    return library.preset(WHERE.get(name, USUAL))


def pair(name: str, severity: float, seed: int) -> tuple[Run, Run]:
    """The same draws without and with the fault."""
    cell = WHERE.get(name, USUAL)
    hall = Surroundings(mean_c=27.0) if name == "heat_wave" else Surroundings()
    skip = AGES.get(name, OTHERWISE)
    return made(cell, (), seed, skip, hall), made(cell, (Injected(name, severity),), seed, skip, hall)


@cache
def made(cell: str, injected: tuple[Injected, ...], seed: int, skip: int, hall: Surroundings) -> Run:
    """Each run once: many faults are held against the same sound cell."""
    preset = library.preset(cell)
    begun = World.begin(preset, seed, around=hall)
    return run_cell(preset, injected, shots=60, seed=seed, skip=skip, world=begun)


def moves(sound: np.ndarray, faulty: np.ndarray, direction: str) -> bool:
    """By more than three standard errors of a median of the sound cell's scatter."""
    shift = float(np.median(faulty) - np.median(sound))
    error = 1.25 * float(sound.std()) / len(sound) ** 0.5 + 1e-9
    match direction:
        case "up":
            return shift > SHIFT * error
        case "down":
            return shift < -SHIFT * error
        case "scatters":
            return float(faulty.std()) > SCATTER * float(sound.std()) + 1e-9
    return abs(shift) < STEADY * abs(float(np.median(sound)))


@pytest.mark.parametrize("name", faults.names())
def test_a_fault_says_what_it_is_what_tells_it_and_what_follows(name: str):
    fault = faults.fault(name)
    first = (fault.__doc__ or "").splitlines()[0]
    assert first.endswith(".")
    assert len(first) > 40
    assert fault.TELLS
    for signal, direction in fault.TELLS:
        assert signal in QUANTITIES or signal in CHANNELS_TO_COME, signal
        assert direction in {"up", "down", "scatters", "steady"}
    assert fault.DEFECTS
    assert set(fault.DEFECTS) <= set(Severities._fields)


@pytest.mark.parametrize("name", faults.names())
def test_no_strength_disturbs_nothing(name: str):
    influences = Influences()
    faults.fault(name).apply(influences, 0.0, cell_for(name))
    untouched = Influences()
    influences.settings.clear()
    influences.tips = {tip: share for tip, share in influences.tips.items() if share != 1.0}
    assert influences == untouched


@pytest.mark.parametrize(("severity", "seed"), [(0.7, 1), (1.0, 2)])
@pytest.mark.parametrize("name", faults.names())
def test_its_signals_move_and_its_defects_follow(name: str, severity: float, seed: int):
    fault = faults.fault(name)
    assert fault.possible(cell_for(name)) is None
    sound, faulty = pair(name, severity, seed)
    for signal, direction in fault.TELLS:
        assert moves(sound.signals[signal], faulty.signals[signal], direction), (signal, direction)
    for defect in fault.DEFECTS:
        rise = faulty.defects[defect] - sound.defects[defect]
        rare = name == "robot_grip"  # a mean over few stops
        assert rise.mean() > max(0.0 if rare else SHIFT * rise.std() / len(rise) ** 0.5, 5e-4), defect
        assert sound.defects[defect].mean() < 0.06, "a sound cell makes good parts"


@pytest.mark.parametrize("name", ["worn_check_ring", "wet_material", "blocked_vents", "parting_line_damage"])
def test_more_of_a_fault_makes_more_of_its_defect(name: str):
    defect = faults.fault(name).DEFECTS[0]
    found = [pair(name, severity, seed=3)[1].defects[defect].mean() for severity in (0.3, 0.6, 1.0)]
    assert found == sorted(found)
    assert found[-1] > found[0] + 0.05


def test_at_least_seventeen_faults_are_there():
    assert len(faults.names()) >= 17


@pytest.mark.parametrize(
    ("name", "cell", "reason"),
    [
        ("hydraulic_leak", "kassel-cap", "electric"),
        ("dryer_failure", "lunch-box", "no dryer"),
        ("hot_runner_zone", "lamp-lens", "cold runner"),
        ("hot_runner_zone", "lunch-box", "only one tip"),
        ("robot_grip", "bottle-cap", "no robot"),
        ("tcu_fault", "kassel-cap", "no temperature control"),
    ],
)
def test_a_fault_that_cannot_exist_is_refused(name: str, cell: str, reason: str):
    with pytest.raises(FaultError, match=f"{reason}.*Nothing was changed"):
        parse_fault(f"{name}:0.5:10", library.preset(cell))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("worn_ring:0.5:10", "there are .*worn_check_ring"),
        ("worn_check_ring", "name:severity:onset"),
        ("worn_check_ring:-0.5:10", "not between 0 and 1"),
        ("worn_check_ring:1.5:10", "not between 0 and 1"),
        ("worn_check_ring:nan:10", "not a finite number"),
        ("worn_check_ring:much:10", "'much' is not a number"),
        ("worn_check_ring:0.5:-3", "-3 is negative"),
        ("worn_check_ring:0.5:3:jump", "step, ramp, intermittent"),
    ],
)
def test_bad_words_get_one_clear_error(text: str, words: str):
    with pytest.raises(FaultError, match=f"(?s){words}.*Nothing was changed"):
        parse_fault(text, library.preset("kassel-cap"))


def test_an_onset_is_a_shot_or_a_time():
    preset = library.preset("kassel-cap")
    by_shot = parse_fault("wet_material:0.5:80", preset)
    assert by_shot.onset_us == shot_us(preset, 80)
    assert by_shot.strength(shot_us(preset, 79)) == 0
    assert by_shot.strength(shot_us(preset, 80)) == 0.5
    assert parse_fault("wet_material:0.5:10m:ramp:1h", preset) == Injected(
        "wet_material", 0.5, 600_000_000, "ramp", 3600.0
    )


def test_shapes_step_climb_and_come_and_go():
    minute = 60_000_000
    assert Injected("x", 0.8, minute).strength(minute - 1) == 0
    assert Injected("x", 0.8, minute).strength(minute) == 0.8
    assert Injected("x", 0.8, 0, "step", 60).strength(minute) == pytest.approx(0.8 * 0.632, abs=1e-3)
    assert Injected("x", 0.8, 0, "ramp", 120).strength(minute) == pytest.approx(0.4)
    assert Injected("x", 0.8, 0, "ramp", 120).strength(9 * minute) == 0.8
    comes = Injected("x", 0.8, 0, "intermittent", 60)
    seen = [comes.strength(i * minute) for i in range(200)]
    assert seen == [comes.strength(i * minute) for i in range(200)]
    assert 60 < sum(one > 0 for one in seen) < 140
    assert Injected("x", 0.8, 0, until_us=minute).strength(minute) == 0


def test_faults_add_up():
    preset = library.preset("lamp-lens")
    both = influences_at([Injected("wet_material", 0.5), Injected("heat_wave", 1.0)], 0, preset)
    assert both.moisture_pct > 0
    assert both.hall_k > 0
