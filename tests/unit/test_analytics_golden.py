"""The golden template: a median and a band that missing readings and uneven lengths cannot bend."""

import numpy as np
import pytest

from sprue_server.golden import ENOUGH, Signal, golden

LENGTH = 200


def cycle(rng: np.random.Generator, length: int = LENGTH) -> list[Signal]:
    return [Signal(name, "bar", 0.0, 0.02, rng.normal(100, 5, length)) for name in ("cavity", "injection")]


def test_median_and_band_are_what_numpy_calls_them():
    rng = np.random.default_rng(1)
    shots = [cycle(rng) for _ in range(40)]
    cavity = golden(shots)[0]
    expected = np.percentile([signals[0].values for signals in shots], [5, 50, 95], axis=0)
    assert np.allclose([cavity.low, cavity.median, cavity.high], expected)


def test_a_gap_in_some_shots_is_filled_by_the_others():
    rng = np.random.default_rng(2)
    shots = [cycle(rng) for _ in range(10)]
    for signals in shots[:4]:
        signals[0].values[50:60] = np.nan
    expected = np.nanpercentile([signals[0].values for signals in shots], [5, 50, 95], axis=0)
    cavity = golden(shots)[0]
    assert np.allclose([cavity.low, cavity.median, cavity.high], expected)


def test_where_most_shots_are_silent_the_template_is_too():
    rng = np.random.default_rng(3)
    shots = [cycle(rng) for _ in range(10)]
    for signals in shots[:6]:
        signals[0].values[50:60] = np.nan
    cavity = golden(shots)[0]
    assert np.isnan(cavity.median[50:60]).all()
    assert not np.isnan(np.delete(cavity.median, slice(50, 60))).any()


def test_shots_of_different_length_give_a_template_as_long_as_the_usual_shot():
    rng = np.random.default_rng(4)
    shots = [cycle(rng, length) for length in (190, 195, 200, 205, 400)]
    cavity = golden(shots)[0]
    assert len(cavity.low) == len(cavity.median) == len(cavity.high) == 200


def test_the_order_of_the_shots_is_chance():
    rng = np.random.default_rng(5)
    shots = [cycle(rng) for _ in range(12)]
    there, back = golden(shots)[0], golden(shots[::-1])[0]
    assert np.array_equal(there.median, back.median)


def test_a_curve_that_too_few_shots_have_gets_no_template():
    rng = np.random.default_rng(6)
    shots = [cycle(rng) for _ in range(ENOUGH)]
    shots[-1] = shots[-1][:1]
    assert [curve.name for curve in golden(shots)] == ["cavity"]


@pytest.mark.parametrize("count", [0, 1, ENOUGH - 1])
def test_too_few_shots_give_no_template(count: int):
    rng = np.random.default_rng(7)
    assert golden([cycle(rng) for _ in range(count)]) == []
