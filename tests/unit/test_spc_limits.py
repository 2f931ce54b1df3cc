"""Constants, run lengths and what a reference teaches, against tables and simulation."""

import csv
import doctest
from dataclasses import replace
from math import sqrt
from pathlib import Path

import numpy as np
import pytest

from sprue_server.spc import charts, run_length
from sprue_server.spc.constants import A2, D2, D3, D4, E2, SIZES, range_limit, range_share
from sprue_server.spc.lag import lag1
from sprue_server.spc.learning import Learnt, learn, run
from sprue_server.spc.levels import Levels, wider, wider_cusum, wider_ewma


def series(phi: float, count: int, seed: int) -> np.ndarray:
    """AR(1) with unit innovations, from its own distribution on."""
    draw = np.random.default_rng(seed).standard_normal(count)
    values = np.empty(count)
    values[0] = draw[0] / sqrt(1 - phi**2)
    for place in range(1, count):
        values[place] = phi * values[place - 1] + draw[place]
    return values


def taught(values: np.ndarray) -> Learnt:
    learnt = learn(values[:, None], np.ones(len(values), np.bool_))
    assert isinstance(learnt, Learnt)
    return learnt


@pytest.mark.parametrize("size", SIZES)
def test_the_tables_agree_with_each_other_and_with_the_integral(size: int):
    widths = np.linspace(0, 10, 400)
    beyond = 1 - np.array([range_share(width, size) for width in widths])
    mean = np.trapezoid(beyond, widths)
    spread = sqrt(np.trapezoid(2 * widths * beyond, widths) - mean**2)
    assert mean == pytest.approx(D2[size], abs=1e-3)
    assert A2[size] == pytest.approx(3 / (mean * sqrt(size)), abs=1e-3)
    assert D4[size] == pytest.approx(1 + 3 * spread / mean, abs=2e-3)
    assert D3[size] == pytest.approx(max(0, 1 - 3 * spread / mean), abs=2e-3)


def test_quantiles_of_ranges_are_those_of_the_studentized_range_with_many_degrees():
    assert pytest.approx(2.66, abs=0.001) == E2
    assert range_limit(0.05, 5) == pytest.approx(3.858, abs=0.002)  # Montgomery, appendix VII, f = infinity
    assert range_limit(0.01, 10) == pytest.approx(5.157, abs=0.002)
    assert range_limit(0.05, 2) == pytest.approx(2.772, abs=0.002)


def test_run_lengths_are_the_published_ones():
    assert doctest.testmod(run_length).failed == 0
    assert run_length.single_arl(3) == pytest.approx(370.4, abs=0.1)
    assert run_length.single_arl(3, 1.0) == pytest.approx(43.9, abs=0.1)
    # Lucas & Saccucci 1990, table 3 (ARL 500): weight 0.25 L 2.998, weight 0.1 L 2.814, with a shift of 1
    assert run_length.ewma_arl(2.998, 0.25) == pytest.approx(500, rel=0.01)
    assert run_length.ewma_arl(2.814, 0.1, 1.0) == pytest.approx(10.3, abs=0.1)
    # Montgomery, table 9.3: h = 4 and 5 with a shift of 1
    assert run_length.cusum_arl(4, 0.5, 1.0) == pytest.approx(8.38, abs=0.02)
    assert run_length.cusum_arl(5, 0.5, 1.0) == pytest.approx(10.4, abs=0.05)


@pytest.mark.parametrize("arl", [1_000, 60_000])
def test_limits_give_the_run_length_that_was_asked_for(arl: float):
    assert run_length.ewma_arl(run_length.ewma_limit(arl)) == pytest.approx(arl, rel=0.01)
    assert run_length.cusum_arl(run_length.cusum_limit(arl)) == pytest.approx(arl, rel=0.01)
    assert run_length.single_arl(run_length.single_limit(arl)) == pytest.approx(arl, rel=0.01)


def test_an_integral_equation_agrees_with_a_simulation():
    rng, height, lengths = np.random.default_rng(5), 3.0, []
    up, down, age = np.zeros(4000), np.zeros(4000), np.zeros(4000)
    for _ in range(700):
        z = rng.standard_normal(4000)
        up, down, age = np.maximum(0, up + z - 0.5), np.maximum(0, down - z - 0.5), age + 1
        out = np.maximum(up, down) > height
        lengths += age[out].tolist()
        up[out] = down[out] = age[out] = 0
    # what is still running when it ends is the reason for a little less
    assert np.mean(lengths) == pytest.approx(run_length.cusum_arl(height), rel=0.1)


@pytest.mark.parametrize("phi", [-0.5, 0.0, 0.6, 0.9])
def test_lag_1_is_found_and_single_odd_values_do_not_matter(phi: float):
    values = series(phi, 600, 3)
    used = np.ones(600, np.bool_)
    plain = lag1(values, used)
    values[[50, 51, 200, 420]] += 40
    assert plain == pytest.approx(phi, abs=0.12)
    assert lag1(values, used) == pytest.approx(plain, abs=0.03)


def test_values_that_resemble_each_other_get_limits_from_residuals_and_say_so():
    learnt = taught(series(0.6, 200, 5))
    assert learnt.basis == "ar1"
    assert learnt.phi == pytest.approx(0.6, abs=0.15)
    assert learnt.sigma == pytest.approx(1, abs=0.12)
    assert taught(series(0.0, 200, 1)).basis == "moving_range"


def test_a_forecast_forgets_over_a_gap():
    learnt = Learnt(1, 10.0, 0.5, 1.0, 1.0, "ar1", 200, 198.0, 0)
    used = np.array([True, False, True, True])
    drawn = run(np.array([[14.0], [99.0], [12.0], [10.0]]), used, learnt)
    assert drawn.expected[[0, 2, 3]] == pytest.approx([10, 11, 11])  # 0.5^2 of 4; 0.5 of 2
    assert drawn.spread[[0, 2, 3]] == pytest.approx([sqrt(4 / 3), sqrt((1 - 0.5**4) / 0.75), 1.0])
    assert np.isnan(drawn.distances[1])


def test_outliers_of_the_reference_do_not_widen_limits():
    values = np.random.default_rng(2).normal(100, 1, 200)
    clean = taught(values)
    values[[20, 90, 91]] += 30
    dirty = taught(values)
    assert dirty.trimmed == clean.trimmed + 3
    assert (dirty.centre, dirty.sigma) == pytest.approx((clean.centre, clean.sigma), rel=0.08)


def test_a_reference_that_drifts_is_called_unsteady():
    rng = np.random.default_rng(4)
    assert taught(rng.normal(0, 1, 200)).steady
    assert taught(series(0.5, 200, 4)).steady
    assert not taught(rng.normal(0, 1, 200) + np.linspace(0, 2, 200)).steady
    assert not taught(0.2 * rng.normal(0, 1, 200) + np.linspace(0, 5, 200)).steady


def test_hardly_any_steady_reference_is_called_unsteady():
    told = [taught(series(phi, 200, seed)).steady for phi in (0.0, 0.5) for seed in range(150)]
    assert sum(told) >= 294


def test_on_a_real_press_weights_within_a_setting_resemble_each_other(kassel: Path):
    with (kassel / "doe_cycles.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["weight_g"]]
    weights = np.array([float(row["weight_g"]) for row in rows])
    settings = np.array([row["setting"] for row in rows])
    for one in np.unique(settings):
        weights[settings == one] -= np.median(weights[settings == one])
    assert 0.4 < lag1(weights, np.abs(weights) < 1) < 0.8


def test_groups_that_differ_from_each_other_get_limits_from_their_means():
    rng = np.random.default_rng(9)
    within = rng.normal(0, 1, (100, 5))
    used = np.ones(100, np.bool_)
    assert learn(within, used).basis == "within"
    assert learn(within, used).freedom == pytest.approx(0.9 * 100 * 4)
    learnt = learn(within + rng.normal(0, 1, (100, 1)), used)
    assert learnt.basis == "between"
    assert learnt.sigma == pytest.approx(sqrt(1.2), rel=0.2)
    assert learnt.within == pytest.approx(1, rel=0.1)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([1.0], "too_few"),
        ([np.nan] * 100, "too_few"),
        (list(range(49)), "too_few"),
        ([7.3] * 100, "no_spread"),
        ([], "too_few"),
    ],
)
def test_too_little_teaches_nothing_and_says_why(values: list[float], reason: str):
    told = np.array(values, np.float64)[:, None]
    assert learn(told, np.ones(len(told), np.bool_)) == reason


def test_limits_learnt_from_few_are_beaten_as_seldom_as_planned():
    """Errors of centre and sigma drawn as theory has them, 30 values; a CUSUM's h is only ever higher."""
    rng, count, freedom = np.random.default_rng(5), 30, 20.0
    few = Learnt(1, 0.0, 0.0, 1.0, 1.0, "moving_range", count, freedom, 0)
    centre = rng.normal(0, 1 / sqrt(count), 400_000)
    sigma = np.sqrt(rng.chisquare(freedom, 400_000) / freedom)
    planned = 0.0027
    single = np.abs(rng.standard_normal(400_000) - centre) > wider(3.0, few) * sigma
    assert single.mean() == pytest.approx(planned, rel=0.15)
    spread = sqrt(0.2 / 1.8)
    smooth = np.abs(spread * rng.standard_normal(400_000) - centre) > wider_ewma(3.0, 0.2, few) * spread * sigma
    assert planned / 3 < smooth.mean() < planned  # some is left for an error of phi
    heights = [wider_cusum(5.0, 0.5, replace(few, count=one, freedom=0.62 * one)) for one in (10**6, 1000, 100)]
    assert heights == pytest.approx([5.0, 5.16, 7.16], abs=0.06)


def test_shots_that_are_no_neighbours_teach_nothing():
    used = np.arange(400) % 2 == 0
    assert learn(np.random.default_rng(1).normal(0, 1, (400, 1)), used) == "too_few"


def test_constant_values_have_the_spread_of_their_rounding_when_it_is_known():
    learnt = learn(np.full((100, 1), 7.3), np.ones(100, np.bool_), resolution=0.1)
    assert learnt.sigma == pytest.approx(0.1 / sqrt(12))


@pytest.mark.parametrize("phi", [0.0, 0.5])
@pytest.mark.parametrize("name", charts.names())
def test_limits_learnt_from_200_points_mark_about_once_in_1000(name: str, phi: float):
    """Averaged over references: with each the rate is another, so the tolerance is wide."""
    chart, marks, rounds, later = charts.chart(name), 0, 30, 1500
    size = chart.SIZES[0]
    for seed in range(rounds):
        level = series(phi, 200 + later, seed)[:, None]
        noise = np.random.default_rng(seed + 500).standard_normal((200 + later, size))
        values = level if size == 1 else noise + (level if phi else 0)
        used = np.ones(len(values), np.bool_)
        drawn = chart.draw(run(values, used, learn(values[:200], used[:200])), Levels())
        marks += sum(mark.level == "mark" and mark.points[-1] >= 200 for one in drawn for mark in one.marks)
    assert 500 < rounds * later / max(marks, 1) < 6_000
