"""A number that wear moves: when it meets its limit, and when that cannot be said."""

import numpy as np
import pytest

from sprue_server.wear.trend import FARTHEST, NEEDS, trend

SHOTS = np.arange(1, 61) * 180.0


def noise(size: int, seed: int, alike: float = 0.0) -> np.ndarray:
    draws = np.random.default_rng(seed).normal(0, 1, size)
    for at in range(1, size):
        draws[at] = alike * draws[at - 1] + np.sqrt(1 - alike**2) * draws[at]
    return draws


def test_a_straight_line_meets_its_limit_where_it_does():
    told = trend(SHOTS, 10 - SHOTS / 2000, "down", 2.0)
    assert told.state == "nearing"
    assert told.left == pytest.approx((8.0 - SHOTS[-1] / 2000) * 2000, rel=1e-6)
    assert told.earliest == pytest.approx(told.left, rel=0.01)
    assert told.per_1000 == pytest.approx(-0.5)


def test_with_noise_the_interval_holds_what_comes_nineteen_times_in_twenty():
    held = 0
    for seed in range(200):
        told = trend(SHOTS, 10 + SHOTS / 4000 + 0.3 * noise(60, seed), "up", 20.0)
        truth = 40_000 - SHOTS[-1]
        held += told.state == "nearing" and told.earliest <= truth <= told.latest
    assert held >= 186


@pytest.mark.parametrize("alike", [0.0, 0.6])
def test_where_nothing_wears_seldom_anybody_is_told_so_even_where_hours_resemble_each_other(alike: float):
    nearing = [
        trend(SHOTS, 10 + 0.3 * noise(60, 1000 + seed, alike), "up", 12.0).state == "nearing"
        for seed in range(200)
    ]
    assert sum(nearing) <= 12


def test_what_noise_could_hide_is_told():
    told = trend(SHOTS, 10 + 0.1 * noise(60, 7), "up", 12.0)
    assert (told.state, told.left) == ("steady", None)
    assert told.earliest > SHOTS[-1] / 2


def test_a_number_that_stands_still_has_no_date():
    told = trend(SHOTS, np.full(60, 10.0), "up", 12.0)
    assert (told.state, told.earliest, told.latest) == ("steady", None, None)
    slow = trend(SHOTS, 10 + SHOTS * 1.9 / (FARTHEST * 1.5), "up", 12.0)
    assert slow.earliest is None


def test_wear_that_becomes_faster_is_told_by_its_newest_half():
    values = 10 + np.maximum(SHOTS - SHOTS[30], 0) / 1000 + 0.02 * noise(60, 3)
    told = trend(SHOTS, values, "up", 20.0)
    assert told.faster
    assert told.left == pytest.approx((20 - values[-1]) * 1000, rel=0.15)


def test_a_limit_that_is_passed_is_met_and_few_hours_say_nothing():
    assert trend(SHOTS, 10 - SHOTS / 1000, "down", 2.0).state == "met"
    assert trend(SHOTS[: NEEDS - 1], SHOTS[: NEEDS - 1], "up", 9e9).state == "too_few"
    assert trend(SHOTS, np.full(60, 3.0), "up", 2.0).state == "met", "it began beyond the limit"
