"""A good shot shows nothing; each cause raises its defect as the table of causes and effects says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprue_sim.physics import defects
from sprue_sim.physics.defects import Drivers, Severities

GOOD = Drivers()
UP = {  # driver -> (bad value, defects that it raises), from the cause and effect table
    "fill_share": (0.97, {"short_shot"}),
    "gap_ratio": (3.0, {"flash"}),
    "seal_ratio": (0.4, {"sink", "warpage"}),
    "eject_over_k": (40.0, {"sink", "warpage"}),
    "trapped_c": (500.0, {"burn"}),
    "trapped_bar": (60.0, {"weld_line"}),
    "moisture_ratio": (4.0, {"splay"}),
    "decompression_ratio": (4.0, {"splay"}),
    "dew_over_wall_k": (10.0, {"splay"}),
    "meeting_over_no_flow_k": (15.0, {"weld_line"}),
    "halves_k": (-25.0, {"warpage"}),
    "front_ratio": (0.3, {"flow_lines"}),
    "melt_off_k": (-80.0, {"flow_lines"}),
    "wall_off_k": (-55.0, {"flow_lines"}),
    "jet_number": (1.5, {"jetting"}),
    "degraded_share": (0.2, {"black_specks", "splay"}),
    "speck_index": (0.8, {"black_specks"}),
    "mixing_index": (0.3, {"colour_streak"}),
    "dose_off_share": (0.6, {"colour_streak"}),
    "off_tolerances": (-1.5, {"dimension_drift"}),
}
WORSE_UP = {  # +1: the defect grows with the driver
    "gap_ratio": ("flash", 1),
    "cavity_bar": ("flash", 1),
    "fill_share": ("short_shot", -1),
    "seal_ratio": ("sink", -1),
    "eject_over_k": ("warpage", 1),
    "trapped_c": ("burn", 1),
    "trapped_bar": ("weld_line", 1),
    "moisture_ratio": ("splay", 1),
    "decompression_ratio": ("splay", 1),
    "dew_over_wall_k": ("splay", 1),
    "meeting_over_no_flow_k": ("weld_line", -1),
    "front_ratio": ("flow_lines", -1),
    "melt_off_k": ("flow_lines", -1),
    "wall_off_k": ("flow_lines", -1),
    "jet_number": ("jetting", 1),
    "degraded_share": ("black_specks", 1),
    "speck_index": ("black_specks", 1),
    "mixing_index": ("colour_streak", -1),
    "dose_off_share": ("colour_streak", 1),
}
SPAN = {"trapped_c": 800, "trapped_bar": 100, "cavity_bar": 1500, "meeting_over_no_flow_k": 150}


def test_a_good_shot_shows_nothing():
    assert len(Severities._fields) == 12
    assert max(defects.severities(GOOD)) < 0.05


@pytest.mark.parametrize("driver", list(UP))
def test_a_bad_value_raises_its_defects_and_no_others(driver):
    value, raised = UP[driver]
    now = defects.severities(GOOD._replace(**{driver: value}))._asdict()
    usual = defects.severities(GOOD)._asdict()
    assert {name for name in now if now[name] > usual[name] + 0.2} == raised


def test_every_defect_has_a_cause_that_makes_it_sure():
    assert {name for _, raised in UP.values() for name in raised} == set(Severities._fields)


@given(st.sampled_from(list(WORSE_UP)), st.floats(0, 1), st.floats(0, 1))
def test_severities_are_monotone_and_between_nought_and_one(driver, one, other):
    low, high = sorted(part * SPAN.get(driver, 3) for part in (one, other))
    defect, sign = WORSE_UP[driver]
    start = GOOD._replace(gap_ratio=2.0) if driver == "cavity_bar" else GOOD
    few, many = (getattr(defects.severities(start._replace(**{driver: v})), defect) for v in (low, high))
    assert 0 <= few <= 1
    assert 0 <= many <= 1
    assert sign * (many - few) >= -1e-12


@given(st.sampled_from([name for name in UP if name != "fill_share"]), st.floats(0, 1))
def test_severities_are_smooth(driver, part):
    """No step: a thousandth of the way from good to bad never moves a severity by more than a hundredth."""
    good, bad = getattr(GOOD, driver), UP[driver][0]
    here, there = (GOOD._replace(**{driver: good + p * (bad - good)}) for p in (part, part + 0.001))
    moved = zip(defects.severities(here), defects.severities(there), strict=True)
    assert max(abs(a - b) for a, b in moved) < 0.01


def test_at_the_edge_of_the_tolerance_every_second_part_is_rejected():
    assert defects.severities(GOOD._replace(off_tolerances=1.0)).dimension_drift == 0.5


def test_either_adds_up_independent_causes():
    assert defects.either(0.5, 0.5) == 0.75
    assert defects.either() == 0


def test_a_fast_cold_strand_into_a_thick_wall_jets():
    usual = defects.jet_number(4, wall_mm=1.5, gate_mm=1.2)
    assert usual < 0.6
    assert defects.jet_number(12, wall_mm=4, gate_mm=1.2) > 1
    assert defects.jet_number(4, wall_mm=1.5, gate_mm=1.2, colder_k=20) > usual
    assert defects.jet_number(4, wall_mm=1.5, gate_mm=1.2, wear=1.2) > usual
