"""Rules speak of what they are there for, of the right points, and as seldom as they say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprue_server.spc.rules import NELSON, OURS, RULES, WESTERN_ELECTRIC, marks

CASES = {  # points in sigmas, and which of them the rule tells
    "nelson_1": ([0, 3.1, 0, -3.2], [(1,), (3,)]),
    "nelson_2": ([-0.1] + [0.2] * 9, [tuple(range(1, 10))]),
    "nelson_3": ([0, 0.1, 0.2, 0.3, 0.4, 0.5], [tuple(range(6))]),
    "nelson_4": ([0.1, -0.1] * 7, [tuple(range(14))]),
    "nelson_5": ([2.1, 0, 2.2], [(0, 2)]),
    "nelson_6": ([-1.1, -1.2, 0, -1.3, -1.4], [(0, 1, 3, 4)]),
    "nelson_7": ([0.5, -0.5, 0.2] * 5, [tuple(range(15))]),
    "nelson_8": ([1.5, -1.5] * 4, [tuple(range(8))]),
    "western_electric_1": ([3.1], [(0,)]),
    "western_electric_2": ([-2.1, -2.2], []),
    "western_electric_3": ([1.1, 1.1, 1.1, 1.1, 0], []),
    "western_electric_4": ([0.1] * 8, [tuple(range(8))]),
    "two_of_three": ([0, 2.7, 2.7], [(1, 2)]),
    "one_side": ([0.1] * 14, [tuple(range(14))]),
    "trend": (list(range(8)), [tuple(range(8))]),
}


@pytest.mark.parametrize("key", RULES)
def test_a_rule_tells_the_points_that_make_it_speak(key: str):
    values, told = CASES[key]
    found = marks(np.array(values, np.float64), [RULES[key]])
    assert [mark.points for mark in found] == told
    assert all((mark.rule, mark.level) == (key, "mark") for mark in found)


def test_a_rule_that_goes_on_speaking_is_one_mark_and_gaps_do_not_break_it():
    values = np.array([np.nan, *[0.2] * 5, np.nan, *[0.2] * 6, -1, 0.2])
    (mark,) = marks(values, [RULES["nelson_2"]])
    assert mark.points == (*range(1, 6), *range(7, 13))


def test_two_of_three_on_different_sides_and_an_old_one_are_silent():
    assert marks(np.array([2.1, 0, -2.1, 0, 0]), [RULES["nelson_5"]]) == ()
    assert marks(np.array([2.5, 2.5, 0.0]), [RULES["western_electric_2"]]) == ()
    assert len(marks(np.array([0.0, 2.5, 2.5, 0.0]), [RULES["western_electric_2"]])) == 1


@pytest.mark.parametrize("values", [[], [np.nan], [5.0], [0.0] * 50])
def test_nothing_one_point_and_constant_points(values: list[float]):
    found = {mark.rule for mark in marks(np.array(values), [*NELSON, *WESTERN_ELECTRIC, *OURS])}
    alike = {"nelson_7"} if len(values) == 50 else set()
    assert found == ({"nelson_1", "western_electric_1"} if values == [5.0] else alike)


@given(st.lists(st.one_of(st.floats(-5, 5), st.just(np.nan)), max_size=60))
def test_the_other_way_up_the_same_is_told(values: list[float]):
    told = np.array(values, np.float64)
    rules = [*NELSON, *WESTERN_ELECTRIC, *OURS]
    assert marks(told, rules) == marks(-told, rules)
    assert all(np.isfinite(told[list(mark.points)]).all() for mark in marks(told, rules))


def first_signals(rules: tuple, rows: int, length: int) -> float:
    """Mean points to the first signal: all points seen by how many signals there were."""
    values = np.random.default_rng(6).standard_normal((rows, length))
    firsts = []
    for row in values:
        ends = [mark.points[rule.span - 1 :] or mark.points for rule in rules for mark in marks(row, [rule])]
        firsts.append(min((points[0] for points in ends), default=None))
    seen = sum(length if first is None else first + 1 for first in firsts)
    return seen / sum(first is not None for first in firsts)


def test_western_electric_speaks_as_often_as_published():
    """Champ & Woodall, Technometrics 29 (1987) 393, table 1: 91.75."""
    assert first_signals(WESTERN_ELECTRIC, 1200, 400) == pytest.approx(91.75, rel=0.09)


def test_three_sigmas_alone_speak_once_in_370():
    assert first_signals(NELSON[:1], 1500, 900) == pytest.approx(370.4, rel=0.09)
