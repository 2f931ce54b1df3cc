"""The performance line of a simulated press against what its drive's model takes."""

import pytest

from benchmarks.modelling.energy import found
from sprue_server.energy.line import Line


def test_the_line_finds_base_load_and_slope_that_the_drive_was_given():
    told = found("lamp-lens", hours=4)
    assert isinstance(told.line, Line)
    base, slope = told.line.base_kw, told.line.kwh_kg
    assert base.value == pytest.approx(told.truth.base_kw, rel=0.04)
    assert slope.value == pytest.approx(told.truth.kwh_kg, rel=0.04)
    assert base.low < told.truth.base_kw < base.high
    assert slope.low < told.truth.kwh_kg < slope.high
    assert told.standing.kw == pytest.approx(told.truth.base_kw, rel=0.01)
    assert told.windows.left_out == {}
