"""What travels through the barrel against the response of tanks in series, mass balance, integrated ODE."""

from math import exp, factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from sprue_sim.physics import residence
from sprue_sim.physics.residence import Melt, Slug

POM = residence.Stability(limit_c=215, limit_s=1200)
SHOTS = st.floats(0.5, 60)


def run(shots: int, shot_cm3: float, *, plug_cm3: float = 60.0, tank_cm3: float = 20.0, tanks: int = 3):
    content, out = residence.filled(Melt(), plug_cm3=plug_cm3, tanks=tanks), []
    for _ in range(shots):
        content, melt = residence.fed(content, Melt(colour=1.0), shot_cm3=shot_cm3, tank_cm3=tank_cm3)
        out.append(melt.colour)
    return content, out


def _step_response(turns: float, tanks: int) -> float:
    return 1 - exp(-turns) * sum(turns**k / factorial(k) for k in range(tanks)) if turns > 0 else 0.0


def test_a_step_comes_out_as_plug_flow_and_tanks_in_series_say():
    _, out = run(400, 0.5)
    for shot in (119, 130, 160, 200, 300):
        middle = (shot + 0.5) * 0.5 - 60
        assert out[shot] == pytest.approx(_step_response(middle / 20, 3), abs=2e-4)


def test_the_result_does_not_depend_on_how_the_volume_is_cut_into_shots():
    fine, _ = run(260, 0.5)
    coarse, _ = run(10, 13.0)
    assert [t.colour for t in coarse.tanks] == pytest.approx([t.colour for t in fine.tanks], abs=1e-9)


def test_colour_takes_one_barrel_on_average():
    _, out = run(800, 0.5)
    mean_cm3 = sum((1 - share) * 0.5 for share in out)
    assert mean_cm3 == pytest.approx(60 + 3 * 20, rel=0.001)


@given(st.lists(st.tuples(SHOTS, st.floats(0, 1)), min_size=1, max_size=25), st.integers(1, 4))
def test_nothing_is_lost_or_made(fed, tanks):
    def held(content):
        return sum(s.cm3 * s.melt.colour for s in content.slugs) + 20 * sum(t.colour for t in content.tanks)

    content, gone = residence.filled(Melt(colour=0.3), plug_cm3=40, tanks=tanks), 0.0
    total = held(content)
    for shot, colour in fed:
        content, melt = residence.fed(content, Melt(colour=colour), shot_cm3=shot, tank_cm3=20)
        gone, total = gone + shot * melt.colour, total + shot * colour
        assert -1e-9 <= melt.colour <= 1 + 1e-9
        assert sum(slug.cm3 for slug in content.slugs) == pytest.approx(40)
    assert held(content) + gone == pytest.approx(total, abs=1e-6)


def test_no_shot_moves_nothing():
    content = residence.filled(Melt(moisture_pct=0.1), plug_cm3=40)
    assert residence.fed(content, Melt(), shot_cm3=0, tank_cm3=20) == (content, Melt(moisture_pct=0.1))


def test_blends_are_means_by_volume():
    blend = residence.mixed([Slug(1, Melt(0.8, 0.4)), Slug(3, Melt(1.0, 0.0))])
    assert blend == Melt(pytest.approx(0.95), pytest.approx(0.1))


def test_residence_is_the_barrels_volume_over_the_throughput():
    assert residence.mean_residence_s(barrel_cm3=120, shot_cm3=20, cycle_s=30) == 180


def test_degradation_agrees_with_the_integrated_equation_while_the_melt_cools():
    def rate(seconds):
        return residence.degradation_rate_1_s(POM, 230 - seconds / 60)

    exact = solve_ivp(lambda t, sound: -rate(t) * sound, (0, 1200), [1.0], rtol=1e-10).y[0, -1]
    share = 0.0
    for i in range(120):
        share = residence.degraded_share(POM, melt_c=230 - (i + 0.5) / 6, seconds=10, before=share)
    assert share == pytest.approx(1 - exact, rel=1e-4)


def test_a_hundredth_is_degraded_at_the_limits_and_specks_are_rare_there():
    share = residence.degraded_share(POM, melt_c=215, seconds=1200)
    assert share == pytest.approx(0.01, rel=0.01)
    assert residence.speck_severity(share) < 0.05
    over_lunch = residence.degraded_share(POM, melt_c=225, seconds=3600)
    assert residence.speck_severity(over_lunch) > 0.3
    assert residence.speck_severity(residence.washed_out(over_lunch, shots=30)) < 0.05


@given(st.floats(150, 300), st.floats(1, 7200), st.floats(0, 0.9))
def test_hotter_or_longer_degrades_more(melt_c, seconds, before):
    base = residence.degraded_share(POM, melt_c=melt_c, seconds=seconds, before=before)
    assert before <= base <= 1
    assert residence.degraded_share(POM, melt_c=melt_c + 5, seconds=seconds, before=before) >= base
    assert residence.degraded_share(POM, melt_c=melt_c, seconds=seconds + 60, before=before) >= base
