"""Capability against published examples, and what it refuses to say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprue_server.spc.capability import Capability, NoCapability, Tolerance, _Spread, capability, normal


def parts(count: int = 400, seed: int = 2) -> np.ndarray:
    return np.random.default_rng(seed).normal(10, 0.1, count)


def of(values: np.ndarray, low: float | None = 9.5, high: float | None = 10.5) -> Capability:
    found = capability(values, Tolerance(low, high))
    assert isinstance(found, Capability)
    return found


def test_the_interval_of_cp_is_montgomerys():
    # example 8.4: 38..62, n = 20, s = 1.75: Cp 2.29, 95 % from 1.57 to 3.01
    index = _Spread(1.75, 19, 20).both(Tolerance(38, 62), 0.95)
    assert (index.value, index.low, index.high) == pytest.approx((2.29, 1.57, 3.01), abs=0.006)


def test_the_interval_of_cpk_is_bissells():
    # Montgomery, example 8.5: n = 20, Cpk 1.33: 95 % from 0.88 to 1.78
    index = _Spread(1.0, 19, 20).nearest(3 * 1.33, 0.95)
    assert (index.low, index.high) == pytest.approx((0.88, 1.78), abs=0.005)


def test_a_centred_process_has_all_indices_alike():
    found = of(parts())
    told = [one.value for one in (found.cp, found.cpk, found.pp, found.ppk)]
    assert told == pytest.approx([1.67] * 4, abs=0.2)
    assert found.cpk.low < found.cpk.value < found.cpk.high
    assert found.remarks == ()
    assert found.independent == found.count == 400


def test_a_process_that_wanders_is_better_within_than_overall():
    wandering = parts() + np.repeat([0, 0.3, -0.2, 0.2], 100)
    found = of(wandering)
    assert found.cpk.value > 1.3 * found.ppk.value
    assert "autocorrelated" in found.remarks
    assert found.independent < 200


def test_resembling_neighbours_make_the_interval_wider():
    draw = np.random.default_rng(4).standard_normal(400)
    alike = np.empty(400)
    alike[0] = draw[0]
    for place in range(1, 400):
        alike[place] = 0.7 * alike[place - 1] + draw[place]
    one, other = of(10 + 0.1 * alike), of(parts())
    share = [(index.ppk.high - index.ppk.low) / index.ppk.value for index in (one, other)]
    assert share[0] > 1.3 * share[1]


def test_with_one_side_there_is_no_cp():
    found = of(parts(), low=None)
    assert (found.cp, found.pp) == (None, None)
    assert found.cpk.value == pytest.approx(of(parts()).cpk.value, rel=0.05)


def test_outside_the_tolerance_cpk_is_negative():
    assert of(parts() + 2).cpk.high < 0


@pytest.mark.parametrize(
    ("values", "low", "high", "reason"),
    [
        (parts(29), 9.5, 10.5, "too_few"),
        (np.array([10.0]), 9.5, 10.5, "too_few"),
        (np.full(100, np.nan), 9.5, 10.5, "too_few"),
        (parts(), None, None, "no_tolerance"),
        (parts(), 10.5, 9.5, "tolerance_reversed"),
        (np.full(100, 10.0), 9.5, 10.5, "no_spread"),
    ],
)
def test_it_refuses_with_a_reason(values: np.ndarray, low: float | None, high: float | None, reason: str):
    assert capability(values, Tolerance(low, high)) == NoCapability(reason)


def test_what_is_not_used_or_not_measured_counts_for_nothing():
    values = parts()
    values[:20] = 99
    values[30] = np.nan
    found = capability(values, Tolerance(9.5, 10.5), used=np.arange(400) >= 20)
    assert isinstance(found, Capability)
    assert found.count == 379
    assert found.mean == pytest.approx(10, abs=0.02)


def test_a_skewed_quantity_is_remarked():
    skewed = 10 + np.random.default_rng(2).exponential(0.1, 400)
    assert "not_normal" in of(skewed).remarks


def test_one_normal_sample_in_a_hundred_is_not_called_normal():
    rng = np.random.default_rng(7)
    wrong = sum(not normal(rng.normal(5, 2, 60)) for _ in range(1500))
    assert 4 < wrong < 32
    assert normal(np.full(50, 3.0))
    assert normal(np.array([1.0]))


def test_intervals_hold_what_they_promise():
    """The true Ppk, 1.667, lies within nine of ten 90 % intervals."""
    rng, held = np.random.default_rng(3), 0
    for _ in range(400):
        found = capability(rng.normal(10, 0.1, 60), Tolerance(9.5, 10.5), confidence=0.9)
        held += found.ppk.low <= 5 / 3 <= found.ppk.high
    assert 0.84 < held / 400 < 0.96


@settings(max_examples=40, deadline=None)
@given(st.floats(-50, 50), st.floats(0.01, 100))
def test_other_units_change_nothing(offset: float, scale: float):
    one = of(parts(100))
    other = of(offset + scale * parts(100), offset + scale * 9.5, offset + scale * 10.5)
    assert one.cpk.value == pytest.approx(other.cpk.value, rel=1e-6)
    assert one.ppk.low == pytest.approx(other.ppk.low, rel=1e-6)
