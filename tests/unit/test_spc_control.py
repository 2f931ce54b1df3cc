"""Stretches, phases, what is left out, and what is kept."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprue_server.findings import CAVITY, ShotFacts
from sprue_server.spc import charts
from sprue_server.spc.control import Plan, Shots, calls, control, shots_of, stretches
from sprue_server.spc.levels import Levels
from sprue_server.spc.rules import NELSON


def steady(count: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(8.1, 0.002, count)


def plain(values: np.ndarray) -> Shots:
    return Shots(values, np.zeros(len(values), np.bool_), np.zeros(len(values), np.int64))


def test_a_stretch_begins_wherever_something_was_set_anew_also_back():
    assert stretches(["a", "a", "b", "a"]).tolist() == [0, 0, 1, 2]
    assert stretches([]).tolist() == []


def test_limits_are_learnt_once_and_then_kept():
    values = np.concatenate((steady(200), steady(300, 2) + 0.05))
    (one,) = control("individuals", plain(values))
    assert one.reference == 200
    assert one.learnt.centre == pytest.approx(8.1, abs=0.001), "the shift has not moved them"
    alarms = [mark for mark in one.panels[0].marks if mark.level == "alarm"]
    assert alarms[0].points[0] == 200
    (again,) = control("individuals", plain(values[200:]), known={0: one.learnt})
    assert (again.reference, again.learnt) == (0, one.learnt)
    assert any(mark.level == "alarm" for mark in again.panels[0].marks)


def test_a_person_is_called_once_while_an_alarm_lasts():
    values = steady(700)
    values[300:400:7] += 0.1
    values[600] -= 0.1
    (one,) = control("individuals", plain(values))
    alarms = [mark for panel in one.panels for mark in panel.marks if mark.level == "alarm"]
    assert len(alarms) > 15
    assert [mark.points[0] for mark in calls(one)] == [300, 600]
    (silent,) = control("individuals", plain(values[:250]))
    assert calls(silent) == []


def test_the_first_shot_after_the_reference_may_be_marked():
    values = steady(210)
    values[200] += 0.1
    (one,) = control("individuals", plain(values))
    assert (200,) in {mark.points for mark in one.panels[0].marks if mark.level == "alarm"}


def test_a_reference_is_not_marked_itself():
    values = steady(300)
    values[50] += 1
    for name in ("individuals", "ewma", "cusum"):
        (one,) = control(name, plain(values))
        assert all(mark.points[-1] >= 200 for panel in one.panels for mark in panel.marks)
    assert one.learnt.trimmed >= 1


def test_start_up_and_interrupted_shots_are_shown_but_neither_used_nor_marked():
    values = steady(320)
    aside = np.zeros(320, np.bool_)
    aside[:8] = aside[250] = True
    values[:8] -= 1
    values[250] = 0.0
    (one,) = control("individuals", Shots(values, aside, np.zeros(320, np.int64)))
    panel = one.panels[0]
    assert panel.points[250] == 0.0
    assert np.isnan(panel.upper[250])
    assert not any({250, *range(8)} & set(mark.points) for panel in one.panels for mark in panel.marks)
    assert one.learnt.centre == pytest.approx(8.1, abs=0.001)


def test_each_stretch_has_limits_of_its_own_and_a_short_one_says_why_it_has_none():
    values = np.concatenate((steady(250), steady(250, 2) + 1, steady(20, 3)))
    numbers = np.repeat([0, 1, 2], [250, 250, 20])
    first, second, third = control("ewma", Shots(values, np.zeros(520, np.bool_), numbers))
    assert second.learnt.centre - first.learnt.centre == pytest.approx(1, abs=0.001)
    assert not any(mark.level == "alarm" for panel in second.panels for mark in panel.marks)
    assert (third.reason, third.learnt, third.panels) == ("too_few", None, ())
    assert second.shots[0, 0] == 250


def test_points_of_groups_are_made_of_shots_that_are_used():
    values, aside = steady(1010), np.zeros(1010, np.bool_)
    aside[3] = True
    (one,) = control("xbar_r", Shots(values, aside, np.zeros(1010, np.int64)), Plan(size=5))
    assert one.shots[0].tolist() == [0, 1, 2, 4, 5]
    assert one.shots.shape == (201, 5)
    assert one.learnt.basis == "within"


def test_a_chart_says_which_sizes_it_takes():
    with pytest.raises(ValueError, match="'individuals' takes"):
        control("individuals", plain(steady(100)), Plan(size=5))


@pytest.mark.parametrize("name", charts.names())
@pytest.mark.parametrize("values", [[], [1.0], [np.nan] * 80, [4.0] * 300])
def test_nothing_one_value_missing_and_constant_values(name: str, values: list[float]):
    found = control(name, plain(np.array(values, np.float64)), Plan(size=charts.chart(name).SIZES[0]))
    assert all(one.panels == () and one.reason for one in found)
    assert len(found) == min(len(values), 1)


def test_textbook_limits_with_nelsons_rules_can_be_asked_for():
    values = np.concatenate((steady(200), np.full(9, 8.1005)))
    (one,) = control("individuals", plain(values), Plan(levels=Levels(sigmas=3.0, rules=NELSON)))
    centre, sigma = one.learnt.centre, one.learnt.sigma
    assert one.panels[0].upper[0] == pytest.approx(centre + 3 * sigma)
    assert "nelson_2" in {mark.rule for mark in one.panels[0].marks}


def facts(count: int) -> list[ShotFacts]:
    weights = steady(count)
    return [
        ShotFacts(
            f"s{n}", n, {"weight_g": float(weights[n]), CAVITY: 500.0}, {"set_hold_time_s": 3.0 + n // 300}
        )
        for n in range(count)
    ]


def test_shots_come_in_any_order_and_twice():
    told = facts(600)
    mixed = random.Random(3).sample([*told, *told[:50]], 650)
    for one, other in zip(shots_of(told, "weight_g"), shots_of(mixed, "weight_g"), strict=True):
        if isinstance(one, Shots):
            assert all(
                np.array_equal(a, b) for a, b in zip(vars(one).values(), vars(other).values(), strict=True)
            )
        else:
            assert one == other
    assert shots_of(told, "weight_g")[1].stretch.tolist() == [0] * 300 + [1] * 300
    assert np.isnan(shots_of(told, "bore_mm")[1].values).all()


def test_an_interrupted_shot_is_put_aside():
    broken = ShotFacts("x", 5, {"weight_g": 1.0, CAVITY: 10.0})
    early = ShotFacts("y", 6, {"weight_g": 1.0, CAVITY: 500.0}, start_up=True)
    assert shots_of([broken, early], "weight_g")[1].aside.tolist() == [True, True]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.one_of(st.floats(-1e6, 1e6), st.just(np.nan)), max_size=120), st.sampled_from(charts.names())
)
def test_whatever_comes_in_something_sensible_comes_out(values: list[float], name: str):
    size = charts.chart(name).SIZES[0]
    for one in control(name, plain(np.array(values, np.float64)), Plan(size=size)):
        assert (one.learnt is None) == (one.reason is not None)
        for panel in one.panels:
            assert len(panel.points) == len(one.shots)
            assert all(0 <= point < len(one.shots) for mark in panel.marks for point in mark.points)
