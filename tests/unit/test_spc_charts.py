"""Each file in spc/charts/ keeps the same promises; a new chart is tested the moment it exists."""

from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprue_server.spc import charts
from sprue_server.spc.constants import range_limit
from sprue_server.spc.learning import Learnt, Run, learn, run
from sprue_server.spc.levels import Levels
from sprue_server.spc.panel import Level, Panel
from sprue_server.spc.rules import NELSON, RULES, WESTERN_ELECTRIC

# Montgomery, Introduction to Statistical Quality Control, table 9.1: 20 values about 10, then 10 about 11
SHIFTING = """9.45 7.99 9.29 11.66 12.16 10.18 8.04 11.46 9.20 10.34 9.03 11.47 10.51 9.40 10.08 9.37 10.62
10.31 8.52 10.84 10.90 9.33 12.29 11.50 10.60 11.08 10.38 11.62 11.31 10.52"""
# table 6.6: weekly cost of processing a mortgage loan, dollars
LOANS = "310 288 297 298 307 303 294 297 308 306 294 299 297 299 314 295 293 306 301 304"


def column(text: str) -> np.ndarray:
    return np.array(text.split(), np.float64)[:, None]


def known(centre: float = 0.0, sigma: float = 1.0, size: int = 1) -> Learnt:
    """As if learnt from very many."""
    basis = "moving_range" if size == 1 else "within"
    return Learnt(size, centre, 0.0, sigma / size**0.5, sigma, basis, 10**9, 1e9, 0)


def every(values: np.ndarray, learnt: Learnt) -> Run:
    return run(values, np.ones(len(values), np.bool_), learnt)


def marked(panels: tuple[Panel, ...], level: Level) -> list[tuple[int, ...]]:
    return [mark.points for panel in panels for mark in panel.marks if mark.level == level]


@pytest.mark.parametrize("name", charts.names())
def test_every_chart_answers_a_question_and_draws_as_many_points_as_there_are(name: str):
    chart = charts.chart(name)
    assert "?" in chart.__doc__.splitlines()[0]
    for size in (chart.SIZES[0], chart.SIZES[-1]):
        values = np.random.default_rng(1).normal(50, 2, (300, size))
        used = np.arange(300) % 17 != 3
        values[7] = np.nan
        learnt = learn(values, used)
        for panel in chart.draw(run(values, used, learnt), Levels()):
            lines = (panel.points, panel.centre, panel.lower, panel.upper, panel.alarm_lower, panel.alarm_upper)
            assert {line.shape for line in lines} == {(300,)}
            shown = np.isfinite(panel.upper)
            assert not shown[~used].any(), "what is left out has no limits"
            assert not shown[7], "nor has what was not measured"
            assert (panel.upper[shown] <= panel.alarm_upper[shown]).all()
            assert all(mark.level in get_args(Level) for mark in panel.marks)
            assert all(used[point] and point != 7 for mark in panel.marks for point in mark.points)


@pytest.mark.parametrize("name", charts.names())
def test_every_chart_alarms_at_a_large_shift_and_not_before(name: str):
    chart = charts.chart(name)
    values = np.random.default_rng(4).normal(0, 1, (400, chart.SIZES[0]))
    values[300:] += 5
    panels = chart.draw(every(values, known(size=chart.SIZES[0])), Levels())
    alarms = marked(panels, "alarm")
    assert min(points[-1] for points in alarms) >= 300
    assert min(points[0] for points in alarms) in range(295, 310)


@pytest.mark.parametrize("name", charts.names())
@settings(max_examples=20, deadline=None)
@given(st.floats(-1e3, 1e3), st.floats(1e-3, 1e3))
def test_every_chart_says_the_same_in_other_units(name: str, offset: float, scale: float):
    chart = charts.chart(name)
    values = np.random.default_rng(8).normal(0, 1, (120, chart.SIZES[0]))
    values[100:] += 3
    used = np.ones(120, np.bool_)
    told = []
    for same in (values, offset + scale * values):
        learnt = learn(same[:80], used[:80])
        told.append([panel.marks for panel in chart.draw(run(same, used, learnt), Levels())])
    assert told[0] == told[1]


@pytest.mark.parametrize("name", charts.names())
def test_of_1000_points_in_control_about_one_is_marked_and_of_60000_one_alarms(name: str):
    """Known limits; alarms are asked for once in 6,000 here, so that there are some to count."""
    chart, count = charts.chart(name), 200_000
    size = chart.SIZES[0]
    values = np.random.default_rng(11).standard_normal((count, size))
    drawn = chart.draw(every(values, known(size=size)), Levels(alarm_every=6_000))
    per_mark = count / len(marked(drawn, "mark"))
    per_alarm = count / len(marked(drawn, "alarm"))
    assert 900 < per_mark < 1_900
    assert 4_200 < per_alarm < 9_500


def test_individuals_with_three_sigmas_are_montgomerys_example():
    values = column(LOANS)
    moving = np.abs(np.diff(values[:, 0])).mean()
    learnt = known(values.mean(), moving / 1.128)
    single, ranges = charts.chart("individuals").draw(every(values, learnt), Levels(sigmas=3.0, rules=NELSON))
    # centre 300.5, mean range 7.79, limits 300.5 +- 2.66 x 7.79 and 3.267 x 7.79
    assert (single.centre[5], single.upper[5], single.lower[5]) == pytest.approx(
        (300.5, 321.22, 279.78), abs=0.01
    )
    assert (ranges.centre[5], ranges.upper[5]) == pytest.approx((7.79, 25.45), abs=0.02)
    assert ranges.lower[5] == 0
    assert np.isnan(ranges.points[0])
    assert single.marks == ranges.marks == ()


def test_means_and_ranges_with_three_sigmas_are_those_of_the_tables():
    # Montgomery, example 6.1: flow width of resist, mean 1.5056, mean range 0.32521, n = 5
    values = np.full((3, 5), 1.5056)
    learnt = known(1.5056, 0.32521 / 2.326, 5)
    means, ranges = charts.chart("xbar_r").draw(
        every(values, learnt), Levels(sigmas=3.0, rules=WESTERN_ELECTRIC)
    )
    assert (means.lower[0], means.upper[0]) == pytest.approx((1.31795, 1.69325), abs=2e-4)
    assert (ranges.lower[0], ranges.upper[0]) == pytest.approx((0, 0.68749), abs=5e-4)


def test_ranges_have_exact_quantiles_as_limits_and_wider_ones_when_learnt_from_few():
    values = np.random.default_rng(2).normal(0, 3, (60, 5))
    ranges = charts.chart("xbar_r").draw(every(values, known(sigma=3.0, size=5)), Levels())[1]
    assert ranges.upper[0] == pytest.approx(3 * range_limit(0.15 / 1000, 5), rel=1e-3)
    assert ranges.alarm_upper[0] == pytest.approx(3 * range_limit(0.2 / 60_000, 5), rel=1e-3)
    few = Learnt(5, 0.0, 0.0, 3.0 / 5**0.5, 3.0, "within", 50, 180.0, 0)
    wider = charts.chart("xbar_r").draw(every(values, few), Levels())[1]
    assert 1.02 < wider.alarm_upper[0] / ranges.alarm_upper[0] < 1.15


def test_the_cusum_is_montgomerys_table():
    up, down = charts.chart("cusum").draw(every(column(SHIFTING), known(10.0)), Levels(sigmas=3.0))
    assert up.points[[3, 4, 27, 28, 29]] == pytest.approx([1.16, 2.82, 4.47, 5.28, 5.30], abs=0.01)
    assert down.points[[0, 1, 2]] == pytest.approx([0.05, 1.56, 1.77], abs=0.01)
    assert marked((up,), "mark") == [tuple(range(22, 30))], "N+ = 7 at point 29: the shift began at point 23"
    assert marked((down,), "mark") == []


def test_the_ewma_has_exact_limits_that_open():
    # Montgomery, example 9.2: weight 0.1, L = 2.7
    chart = charts.chart("ewma")
    (panel,) = chart.draw(every(column(SHIFTING), known(10.0)), Levels(sigmas=2.7), weight=0.1)
    assert panel.points[:4] == pytest.approx([9.945, 9.7495, 9.70355, 9.8992], abs=1e-4)
    assert panel.upper[[0, 1, 29]] == pytest.approx([10.27, 10.36, 10.62], abs=0.006)
    assert panel.lower[0] == pytest.approx(9.73, abs=0.005)
    assert marked((panel,), "mark") == [(28, 29)], "10.647 and 10.634"


def test_a_chart_of_several_together_alarms_more_seldom():
    values = np.random.default_rng(3).standard_normal((50, 1))
    chart = charts.chart("individuals")
    alone, joined = (chart.draw(every(values, known()), Levels(together=one))[0] for one in (1, 20))
    assert joined.alarm_upper[0] > alone.alarm_upper[0]
    assert joined.upper[0] == alone.upper[0]


def test_rules_have_keys_of_their_own():
    assert len(RULES) == 15
    assert {rule.key for rule in NELSON} == {f"nelson_{number}" for number in range(1, 9)}
