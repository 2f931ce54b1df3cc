"""Curves as they are kept."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprue_contract.curves import pack, to_text
from sprue_contract.payloads import Curve
from sprue_server.store.curves import from_blob, to_blob

readings = st.lists(st.one_of(st.just(math.nan), st.floats(-1e4, 1e4)), min_size=1, max_size=50)


def curve(name: str, values: list[float], **other: object) -> Curve:
    data = to_text(pack(values, 0.1))
    told = {"name": name, "unit": "bar", "period_s": 0.02, "step": 0.1, "count": len(values), "data": data}
    return Curve.model_validate(told | other)


@settings(deadline=None, max_examples=40)
@given(st.lists(readings, max_size=4))
def test_curves_come_back_as_they_were_measured(told: list[list[float]]):
    found = from_blob(to_blob([curve(f"c{n}", values) for n, values in enumerate(told)]))
    assert [one.name for one in found] == [f"c{n}" for n in range(len(told))]
    for one, values in zip(found, told, strict=True):
        assert one.values.tolist() == pytest.approx(values, abs=0.0501, nan_ok=True)


def test_missing_readings_are_null_in_json():
    (found,) = from_blob(to_blob([curve("c", [1.0, math.nan, 2.0])]))
    assert found.listed() == [pytest.approx(1), None, pytest.approx(2)]


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        ({"data": "###"}, "not base64"),
        ({"data": to_text(b"plain")}, "not packed"),
        ({"count": 2}, "another number"),
        ({"count": 4}, "another number"),
        ({"data": to_text(pack([0.0] * 90_000, 0.1))}, "another number"),
        ({"data": to_text(pack([1.0, 2.0, 3.0], 0.1)[:-6])}, "packed|another number"),
    ],
)
def test_a_curve_that_is_not_what_it_says_is_refused(spoilt: dict[str, object], words: str):
    with pytest.raises(ValueError, match=words):
        to_blob([curve("c", [1.0, 2.0, 3.0], **spoilt)])
