"""The parting line against a spring model solved by roots, and flash against a computed slit profile."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from sprue_sim.physics import clamp


def test_a_hundred_bar_on_a_hundred_square_centimetres_are_a_hundred_kilonewtons():
    assert clamp.opening_kn(100, projected_cm2=25, cavities=4) == 100
    assert clamp.clamp_needed_kn(100) == pytest.approx(115)


@pytest.mark.parametrize("force_kn", [200.0, 999.0, 1100.0, 1500.0])
def test_the_gap_is_where_tie_bars_and_mould_balance(force_kn):
    """Tie bars as springs stretched by the clamp force; the mould as a stiff spring that can only push."""
    tie, mould, preload = clamp.stiffness_kn_mm(1000), 1e6, 1000.0

    def unbalanced(opening_mm):
        bars = preload + tie * opening_mm
        return force_kn + max(preload - mould * opening_mm, 0.0) - bars

    exact = brentq(unbalanced, -1, 5)
    touching = preload / mould  # the mould itself springs back this far before it opens
    found = clamp.elastic_gap_mm(force_kn, clamp_kn=1000, stiffness_kn_mm=tie)
    assert found == pytest.approx(max(exact - touching, 0), abs=1.5 * touching)


def test_ten_per_cent_too_little_clamp_opens_more_than_a_vent():
    gap = clamp.elastic_gap_mm(1100, clamp_kn=1000, stiffness_kn_mm=clamp.stiffness_kn_mm(1000))
    assert gap == pytest.approx(0.06)
    assert clamp.flash_severity(gap / clamp.VENT_MM["pp"], cavity_bar=400) > 0.5


def test_a_vent_as_deep_as_allowed_makes_no_flash_and_no_pressure_makes_none_either():
    assert clamp.flash_severity(0.5, cavity_bar=800) < 0.001
    assert clamp.flash_severity(1.0, cavity_bar=800) < 0.05
    assert clamp.flash_severity(3.0, cavity_bar=0) == 0


def test_clamping_presses_part_of_a_damage_shut():
    gaps = [clamp.local_gap_mm(0.0, damage_mm=0.1, closed_share=share) for share in (0, 0.5, 1, 2)]
    assert gaps == pytest.approx([0.1, 0.085, 0.07, 0.07])


def test_the_slit_flow_agrees_with_a_computed_profile():
    """Finite differences of eta u'' = -p / L between two plates, summed over the gap."""
    gap, land, edge, eta, pascal = 5e-5, 3e-3, 0.02, 150.0, 4e7
    cells = 401
    y = np.linspace(0, gap, cells)
    matrix = (
        np.diag(np.full(cells - 2, -2.0)) + np.diag(np.ones(cells - 3), 1) + np.diag(np.ones(cells - 3), -1)
    )
    speed = np.zeros(cells)
    speed[1:-1] = np.linalg.solve(matrix, np.full(cells - 2, -pascal / land / eta) * (y[1] - y[0]) ** 2)
    exact = np.trapezoid(speed, y) * edge * 1e6
    found = clamp.flash_flow_cm3_s(0.05, edge_mm=20, land_mm=3, cavity_bar=400, viscosity_pa_s=eta)
    assert found == pytest.approx(exact, rel=1e-4)


def test_flash_grows_with_the_cube_of_the_gap_and_then_saturates():
    def mass(gap_mm):
        flow = clamp.flash_flow_cm3_s(gap_mm, edge_mm=20, land_mm=3, cavity_bar=400, viscosity_pa_s=150)
        return clamp.flash_g(flow, seconds=0.5, density_g_cm3=0.75, limit_g=0.5)

    assert mass(0.02) / mass(0.01) == pytest.approx(8, rel=0.01)
    assert 0.49 < mass(1.0) <= 0.5


@given(st.floats(0, 5), st.floats(0, 1500), st.floats(0.01, 1))
def test_wider_or_harder_pushed_gaps_never_flash_less(ratio, bar, more):
    base = clamp.flash_severity(ratio, cavity_bar=bar)
    assert 0 <= base <= clamp.flash_severity(ratio + more, cavity_bar=bar) <= 1
    assert base <= clamp.flash_severity(ratio, cavity_bar=bar + 100 * more)


@given(st.floats(0, 5000), st.floats(100, 5000))
def test_more_clamp_never_opens_wider(force_kn, clamp_kn):
    stiff = clamp.stiffness_kn_mm(1000)
    gap = clamp.elastic_gap_mm(force_kn, clamp_kn=clamp_kn, stiffness_kn_mm=stiff)
    assert 0 <= clamp.elastic_gap_mm(force_kn, clamp_kn=clamp_kn + 50, stiffness_kn_mm=stiff) <= gap
