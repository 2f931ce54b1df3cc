"""Barrel zones against an accurate integration, the energy balance, and faults as on the shop floor."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from sprue_sim.physics import barrel
from sprue_sim.physics.barrel import Around, Heating

HEATING = Heating()
SET = (200.0, 210.0, 220.0, 225.0, 230.0)
USUAL = Around(SET, (-150.0, 0.0, 80.0, 80.0, 0.0), (1.0,) * 5, (0.0,) * 5)


def run(around: Around, seconds: float, dt_s: float = 30.0, start: barrel.Zones | None = None) -> barrel.Zones:
    zones = start or barrel.cold(5)
    for _ in range(round(seconds / dt_s)):
        zones = barrel.stepped(HEATING, zones, around, dt_s)
    return zones


SETTLED = run(USUAL, 7200)


def _exact(seconds: float) -> tuple[np.ndarray, np.ndarray]:
    """The same network under a continuous controller, integrated in small steps."""

    def slope(_, state):
        temperature, integral = state[:5], state[5:]
        error = (np.array(SET) - temperature) / HEATING.band_k
        wanted = error + integral
        duty = np.clip(wanted, 0, 1)
        near = np.diff(temperature, prepend=temperature[0], append=temperature[-1])
        heat = HEATING.band_w * duty + np.array(USUAL.heat_w) - HEATING.loss_w_k * (temperature - USUAL.hall_c)
        flow = HEATING.couple_w_k * (near[1:] - near[:-1])
        return [*((heat + flow) / HEATING.capacity_j_k), *np.where(wanted == duty, error / HEATING.reset_s, 0)]

    state = solve_ivp(slope, (0, seconds), [23.0] * 5 + [0.0] * 5, max_step=1, rtol=1e-6).y[:, -1]
    return state[:5], state[5:]


@pytest.mark.parametrize("seconds", [300, 900, 3600])
def test_heating_up_agrees_with_an_accurate_integration(seconds):
    temperature, _ = _exact(seconds)
    assert run(USUAL, seconds).temperature_c == pytest.approx(temperature, abs=0.2)


def test_a_settled_barrel_is_at_its_set_points_and_heaters_cover_the_losses():
    assert pytest.approx(SET, abs=0.05) == SETTLED.temperature_c
    lost = sum(HEATING.loss_w_k * (t - USUAL.hall_c) for t in SETTLED.temperature_c)
    assert HEATING.band_w * sum(SETTLED.duty) + sum(USUAL.heat_w) == pytest.approx(lost, rel=0.002)


def test_heating_up_takes_a_quarter_to_three_quarters_of_an_hour_and_hardly_overshoots():
    zones, peak, ready = barrel.cold(5), 0.0, None
    for i in range(240):
        zones = barrel.stepped(HEATING, zones, USUAL, 30)
        peak = max(peak, *(t - s for t, s in zip(zones.temperature_c, SET, strict=True)))
        if ready is None and min(t - s for t, s in zip(zones.temperature_c, SET, strict=True)) > -3:
            ready = i * 30 / 60
    assert 12 < ready < 45
    assert peak < 5


def test_step_length_does_not_matter():
    fine, coarse = run(USUAL, 900, 5), run(USUAL, 900, 30)
    assert fine.temperature_c == pytest.approx(coarse.temperature_c)


def test_a_broken_band_runs_at_full_duty_and_its_zone_sags():
    broken = run(USUAL._replace(power_share=(1, 1, 1, 1, 0.0)), 7200, start=SETTLED)
    assert broken.duty[4] == 1
    assert broken.temperature_c[4] < SET[4] - 20
    assert broken.duty[3] > SETTLED.duty[3], "the neighbour helps"
    weak = run(USUAL._replace(power_share=(0.5, 1, 1, 1, 1)), 7200, start=SETTLED)
    assert weak.duty[0] == pytest.approx(2 * SETTLED.duty[0], rel=0.02)


def test_a_thermocouple_that_reads_low_overheats_its_zone():
    wrong = run(USUAL._replace(offset_k=(0, 0, -15.0, 0, 0)), 7200, start=SETTLED)
    assert wrong.temperature_c[2] == pytest.approx(SET[2] + 15, abs=0.2)


def test_too_much_shear_heats_a_zone_over_its_set_point_with_the_heater_off():
    hot = run(USUAL._replace(heat_w=(-150, 0, 80, 700, 0)), 7200, start=SETTLED)
    assert hot.duty[3] == 0
    assert hot.temperature_c[3] > SET[3] + 5


@settings(max_examples=30, deadline=None)
@given(st.floats(0.1, 60), st.lists(st.floats(-300, 300), min_size=5, max_size=5))
def test_any_step_is_stable(dt_s, heat_w):
    zones, around = SETTLED, USUAL._replace(heat_w=tuple(heat_w))
    for _ in range(60):
        zones = barrel.stepped(HEATING, zones, around, dt_s)
    assert all(0 <= t < 500 for t in zones.temperature_c)
    assert all(0 <= d <= 1 for d in zones.duty)


def test_melt_on_its_way_agrees_with_the_integrated_equation():
    stay = 180 / 5

    def slope(t, melt):
        return (SET[min(int(t / stay), 4)] - melt) / 18 + 40 / 180

    exact = solve_ivp(slope, (0, 180), [40.0], max_step=0.05).y[0, -1]
    found = barrel.nozzle_melt_c(SET, feed_c=40, residence_s=180, shear_k=40)
    assert found == pytest.approx(exact, abs=0.05)


@given(st.floats(30, 900), st.floats(0, 60))
def test_melt_is_hotter_with_hotter_zones_and_more_shear(residence_s, shear_k):
    def melt(zones_c, shear):
        return barrel.nozzle_melt_c(zones_c, feed_c=40, residence_s=residence_s, shear_k=shear)

    base = melt(SET, shear_k)
    assert melt(tuple(t + 5 for t in SET), shear_k) > base
    assert melt(SET, shear_k + 5) > base


def test_melt_that_hurries_through_is_colder():
    slow, fast = (barrel.nozzle_melt_c(SET, feed_c=40, residence_s=s, shear_k=20) for s in (300, 40))
    assert fast < slow - 10


def test_shear_heat_agrees_with_the_dissipation_of_drag_flow():
    depth, length = 0.0025, 0.24
    y = np.linspace(0, depth, 101)
    speed = np.pi * 0.03 * 200 / 60 * y / depth
    dissipated = 300 * np.gradient(speed, y) ** 2
    expected = np.trapezoid(dissipated, y) * np.pi * 0.03 * length
    found = barrel.shear_w(300, screw_mm=30, speed_1_min=200, depth_mm=2.5, length_mm=240)
    assert found == pytest.approx(expected)
    assert 100 < found < 2000
    assert barrel.shear_rise_k(500, throughput_g_s=5, heat_j_g_k=2.5) == 40
