"""Two-domain pvT against published densities, an independent melt fit, its own slope, and usual shrinkages."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprue_sim.physics import pvt, tait2

HDPE = tait2.Tait2(
    b1m=1.24953e-3,
    b2m=1.026e-6,
    b3m=1.04215e8,
    b4m=4.941e-3,
    b1s=1.070046e-3,
    b2s=2.077e-7,
    b3s=3.3242e8,
    b4s=2.46e-6,
    b5_k=390.65,
    b6_k_pa=1.543e-7,
    b7=1.89858e-4,
    b8=0.0283477,
    b9=1.023e-8,
    source="Krebelj 2021, openInjMoldSim",
)
PS = tait2.Tait2(
    b1m=9.76e-4,
    b2m=5.8e-7,
    b3m=1.67e8,
    b4m=3.6e-3,
    b1s=9.76e-4,
    b2s=2.3e-7,
    b3s=2.6e8,
    b4s=3.0e-3,
    b5_k=373,
    b6_k_pa=5.1e-7,
    source="Vietri 2011, openInjMoldSim",
)
MELT = {  # Danner & High 1993, fitted to other measurements
    "hdpe": pvt.TaitMelt(a0=1.1567e-3, a1=6.2888e-7, a2=1.1268e-9, b0=1.7867e8, b1=4.7254e-3, source=""),
    "ps": pvt.TaitMelt(a0=9.3805e-4, a1=3.3086e-7, a2=6.691e-10, b0=2.5001e8, b1=4.1815e-3, source=""),
}


@pytest.mark.parametrize(
    ("grade", "celsius", "published"), [(HDPE, 25, 939), (HDPE, 220, 738), (PS, 25, 1043), (PS, 230, 951)]
)
def test_densities_are_the_published_ones(grade, celsius, published):
    assert 1 / tait2.specific_volume_m3_kg(grade, float(celsius), 1e5) == pytest.approx(published, rel=0.005)


@pytest.mark.parametrize(("grade", "name"), [(HDPE, "hdpe"), (PS, "ps")])
@pytest.mark.parametrize("pressure_pa", [1e5, 5e7, 1e8])
def test_the_melt_agrees_with_an_independent_fit(grade, name, pressure_pa):
    found = tait2.specific_volume_m3_kg(grade, 210.0, pressure_pa)
    assert found == pytest.approx(float(pvt.specific_volume_m3_kg(MELT[name], 210, pressure_pa)), rel=0.02)


def test_pressure_lifts_the_transition_and_the_steps_there_are_as_documented():
    assert tait2.transition_c(PS, 0.0) == pytest.approx(99.85)
    assert tait2.transition_c(PS, 1e8) == pytest.approx(150.85)
    for grade, worst in ((HDPE, 0.0085), (PS, 1e-5)):
        at = tait2.transition_c(grade, 0.0)
        melt = tait2.specific_volume_m3_kg(grade, at + 1e-6, 0.0)
        solid = tait2.specific_volume_m3_kg(grade, at - 1e-6, 0.0)
        assert abs(solid / melt - 1) < worst


def test_arrays_keep_their_shape_and_give_what_floats_give():
    celsius, pascal = np.array([[20.0, 90.0], [150.0, 240.0]]), np.full((2, 2), 3e7)
    found = tait2.specific_volume_m3_kg(HDPE, celsius, pascal)
    assert found.shape == (2, 2)
    assert found[0, 1] == tait2.specific_volume_m3_kg(HDPE, 90.0, 3e7)
    assert isinstance(tait2.specific_volume_m3_kg(HDPE, 90.0, 3e7), float)


@pytest.mark.parametrize(
    ("grade", "seal_c", "seal_pa", "low", "high"),
    [(HDPE, 130.0, 3e7, 0.015, 0.055), (PS, 110.0, 2e7, 0.003, 0.0075)],
)
def test_shrinkage_is_about_what_data_sheets_say(grade, seal_c, seal_pa, low, high):
    """HDPE: free, a third of its volume is 4 to 5 %; parts measure 1.5 to 3 % as cores hold them."""
    assert low < tait2.linear_shrinkage(grade, seal_c, seal_pa) < high


def test_shrinkage_closes_the_balance_of_volume():
    seal = tait2.specific_volume_m3_kg(PS, 120.0, 4e7)
    cold = tait2.specific_volume_m3_kg(PS, 23.0, 1e5)
    assert seal * (1 - tait2.volume_shrinkage(PS, 120.0, 4e7)) == pytest.approx(cold)


@given(st.floats(0, 300), st.floats(0, 1.9e8), st.sampled_from([HDPE, PS]))
def test_more_pressure_never_needs_more_room_within_a_domain(celsius, pascal, grade):
    same = (celsius > tait2.transition_c(grade, pascal)) == (celsius > tait2.transition_c(grade, pascal + 1e6))
    if same:
        now, later = (tait2.specific_volume_m3_kg(grade, celsius, p) for p in (pascal, pascal + 1e6))
        assert later < now


@given(st.floats(125, 250), st.floats(0, 4e7))
def test_a_hotter_or_less_packed_seal_shrinks_more(celsius, pascal):
    base = tait2.linear_shrinkage(HDPE, celsius, pascal)
    assert tait2.linear_shrinkage(HDPE, celsius + 5, pascal) > base
    assert tait2.linear_shrinkage(HDPE, celsius, pascal + 2e6) < base
