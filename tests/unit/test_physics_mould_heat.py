"""The mould's warmth against other authors' correlations, an integrated ODE, and a measured cap mould."""

from math import log, pi, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from sprue_sim.physics import mould_heat
from sprue_sim.physics.mould_heat import Cooling, Half, Tcu

HALF, WATER = Half(), Cooling(supply_c=30, flow_l_min=5)


def _gnielinski(re: float, pr: float) -> float:
    friction = (0.790 * log(re) - 1.64) ** -2
    return friction / 8 * (re - 1000) * pr / (1 + 12.7 * sqrt(friction / 8) * (pr ** (2 / 3) - 1))


@pytest.mark.parametrize("re", [5000, 10_000, 20_000, 50_000])
@pytest.mark.parametrize("pr", [2.2, 5.4, 9.4])
def test_heat_transfer_agrees_with_gnielinski(re, pr):
    assert mould_heat.nusselt(re, pr) == pytest.approx(_gnielinski(re, pr), rel=0.15)


@pytest.mark.parametrize(
    ("celsius", "published"), [(10, 1.306e-3), (30, 7.97e-4), (60, 4.66e-4), (90, 3.14e-4)]
)
def test_water_has_the_published_viscosity(celsius, published):
    assert mould_heat.water_pa_s(celsius) == pytest.approx(published, rel=0.025)


def test_five_litres_a_minute_in_eight_millimetres_are_turbulent():
    assert mould_heat.reynolds(5, bore_mm=8, water_c=30) == pytest.approx(16_600, rel=0.03)
    assert 6500 < mould_heat.film_w_m2_k(5, bore_mm=8, water_c=30) < 9500


def test_the_default_half_behaves_as_the_measured_cap_mould():
    assert 150 < mould_heat.time_constant_s(HALF, WATER) < 170
    heat_j = mould_heat.heat_per_shot_j(33, in_kj_kg=640, out_kj_kg=160)
    assert 10 < mould_heat.settled_c(HALF, WATER, heat_j / 38) - 30 < 12


def test_a_millimetre_of_scale_hinders_like_fifty_of_steel():
    area = pi * HALF.channel_mm / 1000 * HALF.channel_m
    steel = HALF.model_copy(update={"spread_k_w": HALF.spread_k_w + 0.050 / mould_heat.STEEL_W_M_K / area})
    scaled = mould_heat.circuit_w_k(HALF, WATER._replace(scale_mm=1))
    assert scaled == pytest.approx(mould_heat.circuit_w_k(steel, WATER))


def test_the_circuit_takes_what_a_channel_cut_into_slices_takes():
    """Steel at one temperature, water warming along the channel: march through 1000 slices."""
    flow_w_k = 4180 * 2 / 60
    area = pi * 0.008 * 0.6
    film = mould_heat.film_w_m2_k(2, bore_mm=8, water_c=30)
    through = 1 / (HALF.spread_k_w + 1 / (film * area))
    water, steel = 30.0, 60.0
    for _ in range(1000):
        water += through / 1000 * (steel - water) / flow_w_k
    found = mould_heat.return_c(HALF, Cooling(30, 2), steel)
    assert found == pytest.approx(water, abs=0.01)


def test_cycles_agree_with_the_integrated_equation_and_settle_where_computed():
    circuit = mould_heat.circuit_w_k(HALF, WATER)
    heat_j, cycle_s = 7000.0, 38.0

    def slope(_, wall):
        out = circuit * (wall - 30) + HALF.platen_w_k * (wall - 23)
        return (heat_j / cycle_s - out) / (HALF.steel_kg * 460)

    wall, walls = 30.0, []
    for _ in range(60):
        wall = mould_heat.wall_start_c(HALF, WATER, wall, heat_j=heat_j, cycle_s=cycle_s)
        walls.append(wall)
    exact = solve_ivp(slope, (0, 60 * cycle_s), [30.0], t_eval=np.arange(1, 61) * cycle_s, rtol=1e-9).y[0]
    assert walls == pytest.approx(exact, abs=1e-3)
    assert walls[-1] == pytest.approx(mould_heat.settled_c(HALF, WATER, heat_j / cycle_s), abs=1e-3)


def test_heat_is_kept_settled_water_and_platen_take_what_the_shots_bring():
    wall = mould_heat.settled_c(HALF, WATER, 200)
    water_w = 4180 * WATER.flow_l_min / 60 * (mould_heat.return_c(HALF, WATER, wall) - WATER.supply_c)
    assert water_w + HALF.platen_w_k * (wall - 23) == pytest.approx(200)


def test_a_blocked_circuit_raises_that_half_and_returns_no_heat():
    blocked = WATER._replace(flow_l_min=0)
    assert mould_heat.settled_c(HALF, blocked, 100) > mould_heat.settled_c(HALF, WATER, 100) + 50
    assert mould_heat.return_c(HALF, blocked, 80) == 80


@given(st.floats(0.2, 20), st.floats(0, 2), st.floats(20, 400))
def test_more_water_cools_and_more_scale_or_heat_warms(flow, scale, heat_w):
    cooling = Cooling(25, flow, scale)
    wall = mould_heat.settled_c(HALF, cooling, heat_w)
    assert mould_heat.settled_c(HALF, cooling._replace(flow_l_min=flow * 1.2), heat_w) < wall
    assert mould_heat.settled_c(HALF, cooling._replace(scale_mm=scale + 0.1), heat_w) > wall
    assert mould_heat.settled_c(HALF, cooling, heat_w + 10) > wall


@given(st.floats(2000, 4500))
def test_between_laminar_and_turbulent_there_is_no_jump(re):
    assert mould_heat.nusselt(re + 1, 5) - mould_heat.nusselt(re, 5) < 0.05


def test_melt_leaves_the_heat_of_its_crystals_too():
    plain = mould_heat.enthalpy_kj_kg(230, heat_kj_kg_k=2.2)
    melting = mould_heat.enthalpy_kj_kg(230, heat_kj_kg_k=2.2, fusion_kj_kg=90, melting_c=130)
    assert melting - plain == pytest.approx(90)
    assert mould_heat.enthalpy_kj_kg(60, heat_kj_kg_k=2.2, fusion_kj_kg=90) == pytest.approx(132, abs=0.1)


def test_a_unit_approaches_its_set_point_and_saturates_when_power_is_short():
    unit = Tcu()
    one = mould_heat.supplied_c(unit, 39.9, set_c=40, load_w=0, dt_s=60)
    assert one == pytest.approx(40 - 0.1 * np.exp(-1))
    assert mould_heat.supplied_c(unit, 20, set_c=90, load_w=0, dt_s=60) == pytest.approx(20 + 9000 * 60 / 40000)
    assert mould_heat.supplied_c(unit, 40, set_c=40, load_w=30000, dt_s=60) == pytest.approx(55), "too hot"
    assert mould_heat.supplied_c(unit, 40, set_c=40, load_w=5000, dt_s=60) == 40


def test_hunting_swings_about_nothing():
    swing = [mould_heat.hunting_k(t, amplitude_k=3) for t in range(180)]
    assert sum(swing) == pytest.approx(0, abs=1e-9)
    assert max(swing) == pytest.approx(3, abs=0.01)
