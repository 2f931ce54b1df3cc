"""Regrind against the measured recyclate table, a loop followed shot by shot, and its mass balance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprue_sim.physics import regrind

SHARES = st.floats(0, 0.95)


@pytest.mark.parametrize(
    ("share", "grams"), [(0, 8.118), (0.1, 8.127), (0.25, 8.136), (0.5, 8.150), (0.75, 8.167), (1, 8.178)]
)
def test_the_caps_weight_is_the_measured_one(share, grams):
    assert 8.118 * regrind.effects(share).weight == pytest.approx(grams, abs=0.0005)


def test_pure_recyclate_changes_the_cap_as_measured():
    full = regrind.effects(1.0)
    assert full.weight - 1 == pytest.approx(0.0074, abs=5e-5)
    assert full[1:] == pytest.approx((1.23, 0.875, 0.991, 1.0057))
    assert regrind.effects(0.0) == (1, 1, 1, 1, 1)
    assert regrind.effects(1.0, sensitivity=0.5).cavity_peak == pytest.approx(1.115)


def test_viscosity_and_passes_are_those_of_a_loop_followed_shot_by_shot():
    share, loss = 0.3, 0.05
    viscosity, passes = 1.0, 0.0
    for _ in range(200):  # what was made last is ground and blended into what is made next
        viscosity = (1 - share) + share * viscosity * (1 - loss)
        passes = share * (passes + 1)
    assert regrind.viscosity_factor(share, loss_per_pass=loss) == pytest.approx(viscosity)
    assert regrind.mean_passes(share) == pytest.approx(passes)


def test_thinner_melt_packs_better_and_shrinks_less():
    assert regrind.shrinkage_factor(1.0, shrinkage=0.015) == pytest.approx(1 - 0.0057 / 0.015)
    assert regrind.shrinkage_factor(0, shrinkage=0.015) == 1


def test_blends_lie_between_their_parts():
    assert regrind.blended(0.02, 0.10, 0.25) == pytest.approx(0.04)


@given(
    st.lists(st.floats(0, 60), min_size=1, max_size=40),
    st.floats(20, 100),
    st.floats(0, 0.6),
    st.floats(0, 500),
)
def test_the_loop_loses_nothing_and_keeps_its_limits(ground, shot_g, most, room_g):
    waiting, taken, surplus = 0.0, 0.0, 0.0
    for grams in ground:
        stock = regrind.looped(waiting, grams, shot_g=shot_g, most_share=most, room_g=room_g)
        assert -1e-9 <= stock.share <= most + 1e-9
        assert -1e-9 <= stock.waiting_g <= room_g
        waiting, taken, surplus = stock.waiting_g, taken + stock.taken_g, surplus + stock.surplus_g
    assert waiting + taken + surplus == pytest.approx(sum(ground), abs=1e-6)


def test_a_runner_within_the_limit_goes_back_whole():
    waiting = 0.0
    for _ in range(50):
        stock = regrind.looped(waiting, 6, shot_g=30, most_share=0.25, room_g=100)
        waiting = stock.waiting_g
    assert (stock.share, stock.surplus_g) == (pytest.approx(0.2), 0)


def test_food_baby_and_toy_parts_refuse_regrind_and_say_why():
    assert regrind.verdict("technical") == (True, None)
    assert regrind.verdict("household") == (True, None)
    assert regrind.verdict("food") == (False, "food_contact")
    assert regrind.verdict("baby") == (False, "small_children")
    assert regrind.verdict("toy") == (False, "toy_safety")
    assert regrind.verdict("toy", released=True).allowed


@given(SHARES, st.floats(0.001, 0.04), st.floats(0, 5))
def test_more_regrind_is_thinner_heavier_faster_and_dirtier(share, more, dust):
    now, then = regrind.effects(share), regrind.effects(share + more)
    assert then.weight > now.weight
    assert then.cavity_peak > now.cavity_peak
    assert then.dosing < now.dosing
    assert regrind.viscosity_factor(share + more) < regrind.viscosity_factor(share)
    assert regrind.speck_severity(share + more, dust_pct=dust) >= regrind.speck_severity(share, dust_pct=dust)
    assert regrind.speck_severity(share, dust_pct=dust + 0.1) >= regrind.speck_severity(share, dust_pct=dust)


def test_sieved_regrind_is_clean_and_dull_knives_are_not():
    assert regrind.speck_severity(0.25, dust_pct=0.5) < 0.05
    assert regrind.speck_severity(0.6, dust_pct=5) > 0.5
