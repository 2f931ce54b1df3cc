"""Moisture of pellets against steam tables, an integrated ODE, Crank's sphere, and plain directions."""

from math import exp, log, pi

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from sprue_sim.physics import drying

PC, PA66, PP = (drying.POLYMERS[name] for name in ("pc", "pa66", "pp"))
GRADES = st.sampled_from(sorted(drying.POLYMERS)).map(drying.POLYMERS.__getitem__)
WATER = st.floats(0, 3)


@pytest.mark.parametrize(
    ("celsius", "steam_hpa", "rel"),
    [
        (-20, 1.254, 0.05),
        (0, 6.112, 0.001),
        (23, 28.1, 0.01),
        (60, 199.3, 0.01),
        (100, 1013.3, 0.03),
        (130, 2703, 0.05),
        (180, 10027, 0.11),
    ],
)
def test_vapour_pressure_is_that_of_the_steam_tables(celsius, steam_hpa, rel):
    assert drying.vapour_hpa(celsius) == pytest.approx(steam_hpa, rel=rel)


def test_the_data_sheets_drying_time_brings_hall_wet_pellets_to_the_limit():
    for grade in (PC, PA66, drying.POLYMERS["pbt"], drying.POLYMERS["pet"]):
        start = drying.HALL_HUMIDITY * grade.saturation_pct
        dry = drying.dried_pct(
            grade, start, air_c=grade.dry_temperature_c, dew_point_c=-40, hours=grade.dry_time_h
        )
        assert dry == pytest.approx(grade.limit_pct, rel=0.05)


def test_drying_agrees_with_the_integrated_equation_while_the_dryer_warms_up():
    def air_c(hours):
        return 80 + 20 * hours

    def slope(hours, wet):
        final = drying.equilibrium_pct(PC, air_c=air_c(hours), dew_point_c=-20)
        return -drying.rate_1_h(PC, air_c(hours)) * (wet - final)

    exact = solve_ivp(slope, (0, 2), [0.17], rtol=1e-9).y[0, -1]
    wet, step = 0.17, 0.01
    for i in range(200):
        wet = drying.dried_pct(PC, wet, air_c=air_c((i + 0.5) * step), dew_point_c=-20, hours=step)
    assert wet == pytest.approx(exact, rel=1e-4)


def _sphere(fourier: float) -> float:
    n = np.arange(1, 400)
    return float(6 / pi**2 * np.sum(np.exp(-((n * pi) ** 2) * fourier) / n**2))


def test_a_spherical_pellet_dries_faster_at_first_by_what_the_docstring_says():
    for grade in (PC, PA66, drying.POLYMERS["pbt"]):
        end = grade.limit_pct / (drying.HALL_HUMIDITY * grade.saturation_pct)
        done = brentq(lambda f, end=end: _sphere(f) - end, 1e-4, 1)
        apart = [exp(log(end) * part) - _sphere(part * done) for part in np.linspace(0.02, 1, 50)]
        assert 0.18 < max(apart) < 0.215
        assert 0 < apart[24] < 0.075


def test_dried_polyamide_takes_up_a_tenth_of_a_per_cent_in_an_hour_of_a_humid_hall():
    after = drying.reabsorbed_pct(PA66, 0.1, hall_c=23, humidity=0.6, hours=1)
    assert 0.05 < after - 0.1 < 0.3


def test_dried_polycarbonate_is_too_wet_within_hours_in_an_open_hopper():
    wet = [drying.reabsorbed_pct(PC, 0.01, hall_c=23, humidity=0.5, hours=h) for h in (0.5, 4)]
    assert wet[0] < PC.limit_pct < wet[1]


def test_a_bad_dew_point_stops_the_dryer_short_of_the_limit():
    good, bad = (drying.dried_pct(PA66, 0.5, air_c=80, dew_point_c=dew, hours=24) for dew in (-40, 15))
    assert good < PA66.limit_pct < bad


def test_polyolefins_hardly_care_and_wet_pc_is_five_to_twenty_per_cent_thinner():
    assert drying.viscosity_factor(PP, 0.02) == pytest.approx(1, abs=0.01)
    assert 0.80 < drying.viscosity_factor(PC, 0.08) < 0.95
    assert drying.brittleness(PC, 0.01) == 0
    assert drying.brittleness(PC, 0.10) > 0.5


def test_overdried_polyamide_is_viscous_and_brittle():
    assert drying.viscosity_factor(PA66, 0.02) > drying.viscosity_factor(PA66, 0.06) * 1.1
    assert drying.brittleness(PA66, 0.02) > 0.2
    assert drying.brittleness(PA66, 0.10) == 0
    assert drying.overdry(PC, 0.0) == 0


def test_splay_begins_at_the_limit():
    assert [round(drying.splay_severity(ratio), 2) for ratio in (0, 0.5, 1, 2, 4)] == [0, 0, 0.03, 0.5, 0.97]


@given(GRADES, WATER, st.floats(0.001, 1))
def test_wetter_is_thinner_and_never_less_streaky(grade, wet, more):
    assert drying.viscosity_factor(grade, wet + more) < drying.viscosity_factor(grade, wet)
    assert drying.splay_severity(wet + more) >= drying.splay_severity(wet)


@given(GRADES, WATER, st.floats(40, 120), st.floats(-40, 20), st.floats(0, 48))
def test_moisture_moves_towards_its_equilibrium_and_never_past_it(grade, wet, air_c, dew_c, hours):
    final = drying.equilibrium_pct(grade, air_c=air_c, dew_point_c=dew_c)
    after = drying.dried_pct(grade, wet, air_c=air_c, dew_point_c=dew_c, hours=hours)
    assert min(wet, final) - 1e-12 <= after <= max(wet, final) + 1e-12


@given(GRADES, st.floats(30, 150), st.floats(-40, 20))
def test_hotter_or_drier_air_dries_further(grade, air_c, dew_c):
    base = drying.equilibrium_pct(grade, air_c=air_c, dew_point_c=dew_c)
    assert drying.equilibrium_pct(grade, air_c=air_c + 5, dew_point_c=dew_c) < base
    assert drying.equilibrium_pct(grade, air_c=air_c, dew_point_c=dew_c - 5) < base
    assert drying.rate_1_h(grade, air_c + 5) > drying.rate_1_h(grade, air_c)
