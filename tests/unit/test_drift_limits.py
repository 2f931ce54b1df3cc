"""An alarm that calls a person is rare while nothing happens, and quick when something does."""

import numpy as np
import pytest
from scipy.special import ndtr

from sprue_server.drift.monitor import LIMIT, WEIGHT, Monitor
from sprue_server.drift.template import Level, Template, learnt, level_of
from sprue_server.drift.watched import WATCHED, Watched

PRESS_WEEK = 60_000  # shots
NAMES = [name for name in WATCHED if not name.startswith(("barrel_zone", "dryer", "set_"))][:30]


def run_length(limit: float, weight: float, states: int = 301) -> float:
    """Shots between false alarms of a two-sided EWMA (Brook & Evans 1972, Lucas & Saccucci 1990)."""
    edge = limit * np.sqrt(weight / (2 - weight))
    width = 2 * edge / states
    middles = -edge + width * (np.arange(states) + 0.5)
    ends = (middles[None, :] + width / 2 - (1 - weight) * middles[:, None]) / weight
    starts = (middles[None, :] - width / 2 - (1 - weight) * middles[:, None]) / weight
    moves = ndtr(ends) - ndtr(starts)
    return float(np.linalg.solve(np.eye(states) - moves, np.ones(states))[states // 2])


def test_the_run_length_is_that_of_the_tables():
    assert run_length(3.054, 0.40) == pytest.approx(500, rel=0.01)  # Lucas & Saccucci, table 3
    assert run_length(2.814, 0.10) == pytest.approx(500, rel=0.01)


def test_thirty_numbers_call_less_than_once_in_a_press_week():
    assert run_length(LIMIT, WEIGHT) > 30 * PRESS_WEEK


def numbers(generator: np.random.Generator, shots: int, memory: float) -> list[dict[str, float]]:
    """Thirty numbers around 100 with spread 2, each remembering the shot before."""
    table = generator.standard_normal((shots, len(NAMES)))
    for shot in range(1, shots):
        table[shot] = memory * table[shot - 1] + np.sqrt(1 - memory**2) * table[shot]
    return [dict(zip(NAMES, 100 + 2 * row, strict=True)) for row in table]


@pytest.mark.parametrize("memory", [0.0, 0.4])
def test_shots_that_only_breathe_call_nobody(memory: float):
    for seed in range(6):
        told = numbers(np.random.default_rng(seed), 1040, memory)
        monitor = Monitor(learnt(told[:40]))
        assert not any(monitor.see(number, shot).alarm for number, shot in enumerate(told[40:]))


@pytest.mark.parametrize("shift", [3.0, 4.0, 8.0])
def test_a_step_of_three_spreads_is_called_within_fifteen_shots(shift: float):
    delays = []
    for seed in range(15):
        told = numbers(np.random.default_rng(seed), 120, 0.2)
        monitor = Monitor(learnt(told[:60]))
        for number, shot in enumerate(told[60:]):
            shifted = {
                name: value + (2 * shift if number >= 20 and name == NAMES[3] else 0)
                for name, value in shot.items()
            }
            if monitor.see(number, shifted).alarm:
                delays.append(number - 19)
                break
    assert len(delays) == 15
    assert min(delays) > 0
    assert np.median(delays) <= 15


def test_an_alarm_says_since_when_and_ends_when_it_is_over():
    told = numbers(np.random.default_rng(5), 200, 0.0)
    monitor = Monitor(learnt(told[:60]))
    states = []
    for number, shot in enumerate(told[60:]):
        off = 12.0 if 30 <= number < 60 else 0.0
        states.append(
            monitor.see(number, {name: value + off * (name == NAMES[0]) for name, value in shot.items()})
        )
    assert abs(states[40].since - 30) <= 2
    assert states[40].farthest == NAMES[0]
    assert states[59].alarm
    assert not states[-1].alarm


def test_one_wild_shot_calls_nobody():
    told = numbers(np.random.default_rng(6), 160, 0.0)
    monitor = Monitor(learnt(told[:60]))
    states = [monitor.see(n, {**shot, NAMES[2]: 1e6} if n == 50 else shot) for n, shot in enumerate(told[60:])]
    assert not any(state.alarm for state in states)


def test_the_way_home_after_a_stop_calls_nobody():
    told = numbers(np.random.default_rng(7), 160, 0.0)
    monitor = Monitor(learnt(told[:60]))
    for number, shot in enumerate(told[60:]):
        cold = -20.0 * np.exp(-(number - 30) / 4) if number >= 30 else 0.0
        state = monitor.see(number, {**shot, "cavity_wall_start_c": 100.0 + cold})
        assert not state.alarm, number


def test_few_shots_and_memory_widen_the_limits():
    few, many = Level(0, 1, 0, 10, 9), Level(0, 1, 0, 200, 199)
    assert few.widening > many.widening > 1
    assert Monitor(Template({NAMES[0]: Level(0, 1, 0.6, 50, 49)}, (), 50, "a")).tracks[NAMES[0]].error > (
        1.3 * Monitor(Template({NAMES[0]: Level(0, 1, 0.0, 50, 49)}, (), 50, "a")).tracks[NAMES[0]].error
    )


def test_what_still_moves_is_learnt_when_it_stands():
    generator = np.random.default_rng(8)
    told = [
        {"cavity_wall_start_c": 60 - 14 * np.exp(-n / 12) + 0.2 * generator.standard_normal()}
        for n in range(120)
    ]
    template = learnt(told[:20])
    assert template.settling == ("cavity_wall_start_c",)
    monitor = Monitor(template)
    assert not any(monitor.see(number, shot).alarm for number, shot in enumerate(told[20:]))
    assert monitor.template.version == template.version  # what was stored is still what it is watched against
    assert monitor.template.levels["cavity_wall_start_c"].middle == pytest.approx(60, abs=1.6)


def test_a_level_is_of_the_settled_end():
    generator = np.random.default_rng(9)
    values = np.concatenate([np.linspace(40, 50, 10), np.full(40, 50.0)]) + 0.1 * generator.standard_normal(50)
    level = level_of(values, Watched("wall", 0.3))
    assert level is not None
    assert level.middle == pytest.approx(50, abs=0.2)
    assert level.spread == 0.3  # the floor
    assert level.freedom > level.shots


def test_a_template_comes_back_from_json_and_its_version_names_it():
    template = learnt(numbers(np.random.default_rng(1), 50, 0.0))
    again = Template.unpacked(template.packed())
    assert again == template
    assert again.version == template.version != learnt(numbers(np.random.default_rng(2), 50, 0.0)).version
