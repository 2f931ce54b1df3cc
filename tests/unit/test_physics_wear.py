"""Leakage against the exact annulus, scatter against ten drawn shots, fouling and scale against their ODEs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from sprue_sim.physics import wear


@pytest.mark.parametrize("clearance_mm", [0.02, 0.1, 0.5])
def test_the_leak_agrees_with_the_exact_annulus(clearance_mm):
    """Bird, Stewart & Lightfoot, Transport Phenomena, eq. 2.4-17."""
    outer = 0.0305
    inner = outer - clearance_mm / 1000
    kappa = inner / outer
    gradient = 800e5 / 0.012
    exact = np.pi * gradient * outer**4 / (8 * 200) * ((1 - kappa**4) - (1 - kappa**2) ** 2 / np.log(1 / kappa))
    mean_mm = (outer + inner) * 1000
    found = wear.leak_cm3_s(clearance_mm, pressure_bar=800, viscosity_pa_s=200, ring_mm=mean_mm)
    assert found == pytest.approx(exact * 1e6, rel=0.01)


def leak(clearance_mm: float) -> float:
    back = wear.leak_cm3_s(clearance_mm, pressure_bar=800, viscosity_pa_s=200, ring_mm=30)
    return wear.leak_share(back, flow_cm3_s=40)


def test_a_new_ring_holds_tight_and_a_worn_one_leaks_some_per_cent():
    assert leak(0.02) < 0.0005
    assert 0.02 < leak(0.18) < 0.08


def test_while_holding_a_worn_ring_lets_most_of_it_back():
    back = wear.leak_cm3_s(0.18, pressure_bar=500, viscosity_pa_s=300, ring_mm=30)
    assert wear.leak_share(back, flow_cm3_s=0.5) > 0.5


def test_ten_shots_spread_by_a_quarter_per_cent_when_new_and_over_the_limit_when_worn():
    rng = np.random.default_rng(3)
    draws = rng.standard_normal((4000, 10))

    def ten_shot_pct(share):
        shots = 1 + wear.shot_sigma(share) * draws
        return 100 * np.mean((shots.max(1) - shots.min(1)) / shots.mean(1))

    assert ten_shot_pct(leak(0.02)) < 0.4
    assert 2 < ten_shot_pct(leak(0.18)) < 6


def test_a_worn_screw_takes_longer_and_mixes_less():
    new, worn = (wear.conveying_share(gap, depth_mm=2.5) for gap in (0.05, 0.4))
    assert wear.recovery_factor(new) < 1.03
    assert 1.3 < wear.recovery_factor(worn) < 2.5
    assert wear.mixing_index(worn) < 0.6
    assert wear.mixing_index(new) > 0.95
    assert wear.mixing_index(1.0) == 1


def test_growth_is_a_power_of_what_was_made():
    assert wear.grown(0.02, rate=1e-7, count=1_000_000) == pytest.approx(0.12)
    assert wear.grown(0, rate=1e-3, count=10_000, power=0.5) == pytest.approx(0.1)


def test_vents_foul_as_their_equation_and_cleaning_frees_them():
    rate = np.log(2) / 20_000
    exact = solve_ivp(lambda _, v: -rate * (v - wear.FOULING_FLOOR), (0, 50_000), [1.0], rtol=1e-9).y[0, -1]
    at_once = wear.vents_open(1.0, shots=50_000, shots_to_half=20_000)
    assert at_once == pytest.approx(exact, rel=1e-6)
    halves = wear.vents_open(
        wear.vents_open(1.0, shots=25_000, shots_to_half=20_000), shots=25_000, shots_to_half=20_000
    )
    assert halves == pytest.approx(at_once)
    assert wear.vents_cleaned(at_once) == pytest.approx(0.98)
    assert wear.vents_cleaned(at_once, thorough=0) == at_once
    assert wear.vents_cleaned(1.0) == 1


def test_scale_grows_as_kern_and_seaton_say():
    exact = solve_ivp(lambda _, s: 3e-4 * (1 - s / 2), (0, 6000), [0.1], rtol=1e-9).y[0, -1]
    assert wear.scale_mm(0.1, hours=6000, rate_mm_1000_h=0.3) == pytest.approx(exact, rel=1e-6)


@given(st.floats(0.01, 0.5), st.floats(50, 1500), st.floats(20, 2000))
def test_wider_gap_more_pressure_or_thinner_melt_leaks_more(gap_mm, bar, eta):
    def found(gap_mm, bar, eta):
        return wear.leak_share(
            wear.leak_cm3_s(gap_mm, pressure_bar=bar, viscosity_pa_s=eta, ring_mm=30), flow_cm3_s=40
        )

    base = found(gap_mm, bar, eta)
    assert 0 < base < found(gap_mm * 1.1, bar, eta) < 1
    assert found(gap_mm, bar * 1.1, eta) > base
    assert found(gap_mm, bar, eta * 1.1) < base
    assert wear.shot_sigma(found(gap_mm, bar * 1.1, eta)) > wear.shot_sigma(base)


@given(st.floats(0, 0.8), st.floats(0.3, 3))
def test_a_worn_screw_never_conveys_more(gap_mm, back):
    base = wear.conveying_share(gap_mm, depth_mm=2.5, back_ratio=back)
    assert 0 < wear.conveying_share(gap_mm + 0.01, depth_mm=2.5, back_ratio=back) < base <= 1
    assert wear.mixing_index(base, back_ratio=back * 1.1) > wear.mixing_index(base, back_ratio=back)
