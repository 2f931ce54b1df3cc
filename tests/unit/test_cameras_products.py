"""Every mould has a picture, every defect is where physics puts it, on every product."""

import numpy as np
import pytest

from sprue_sim import library
from sprue_sim.cameras.frame import grid_mm
from sprue_sim.cameras.marks import drawing, marks_of, names
from sprue_sim.cameras.product import names as pictured
from sprue_sim.cameras.product import product
from sprue_sim.cameras.surface import View, view
from sprue_sim.library import LibraryError
from sprue_sim.physics.defects import Severities

SMALL = 320  # pixels: quick, and large enough for the promises below
MOULDS = library.names("moulds")


def marked(mould: str, folder: str, defect: str, severity: float, seed: int = 3):
    return marks_of(folder, view(mould, SMALL), {defect: severity}, (seed,))[defect]


def test_every_mould_has_a_picture_and_nothing_else_has():
    assert pictured() == MOULDS


def test_a_mould_without_a_picture_is_refused_by_name():
    with pytest.raises(LibraryError, match="no picture of 'teapot'"):
        product("teapot")


def test_each_defect_of_the_process_model_can_be_seen():
    assert set(names("defects")) == set(Severities._fields)


@pytest.mark.parametrize("mould", MOULDS)
def test_a_product_lies_in_its_frame_and_leaves_the_markers_free(mould: str):
    seen = view(mould, SMALL)
    assert 0.08 < seen.body.mean() < 0.75
    assert not seen.body[[0, -1]].any()
    assert not seen.body[:, [0, -1]].any()
    corner = SMALL // 10
    assert not seen.body[:corner, :corner].any()
    assert not seen.body[-corner:, -corner:].any()


@pytest.mark.parametrize("mould", MOULDS)
def test_gauged_size_and_drawn_size_agree(mould: str):
    """The largest dimension that is gauged is the drawn part's, within a tenth; wider parts have lugs."""
    gauged = max(one.nominal_mm for one in library.mould(mould).dimensions)
    x, y = grid_mm(view(mould, SMALL).frame)
    body = view(mould, SMALL).body
    extents = np.ptp(x[body]), np.ptp(y[body])
    assert any(0.9 * gauged < extent < 1.2 * gauged or extent > 2 * gauged for extent in extents)


@pytest.mark.parametrize("mould", MOULDS)
def test_the_front_starts_at_the_gate_and_ends_at_a_vent(mould: str):
    seen = view(mould, SMALL)
    inside = seen.fill.distance[seen.body]
    assert inside.min() < 0.05
    assert inside.max() == pytest.approx(1)
    row, column = seen.frame.place(*seen.fill.vents[0])
    around = seen.fill.distance[max(row - 3, 0) : row + 4, max(column - 3, 0) : column + 4]
    assert around.max() > 0.96


@pytest.mark.parametrize("mould", MOULDS)
def test_fronts_meet_somewhere_away_from_the_gate(mould: str):
    seen = view(mould, SMALL)
    mask = marked(mould, "defects", "weld_line", 0.9).mask
    assert 3 < mask.sum() < 0.06 * seen.body.sum()
    assert seen.fill.distance[mask].min() > 0.15


@pytest.mark.parametrize("mould", MOULDS)
def test_a_burn_lies_within_the_last_twentieth_of_the_way(mould: str):
    mark = marked(mould, "defects", "burn", 0.9)
    assert mark.mask.sum() > 5
    assert view(mould, SMALL).fill.distance[mark.mask].min() >= 0.95


@pytest.mark.parametrize("mould", MOULDS)
def test_what_a_short_shot_lacks_is_what_fills_last(mould: str):
    seen = view(mould, SMALL)
    mark = marked(mould, "defects", "short_shot", 0.9)
    assert 0.005 < mark.mask.sum() / seen.body.sum() < 0.1
    assert np.median(seen.fill.distance[mark.mask]) > np.quantile(seen.fill.distance[seen.body], 0.93)


@pytest.mark.parametrize("mould", MOULDS)
def test_sink_lies_over_ribs_and_flash_outside_of_the_parting_line(mould: str):
    seen = view(mould, SMALL)
    sink, flash = (marked(mould, "defects", defect, 0.8).mask for defect in ("sink", "flash"))
    assert sink.any()
    assert seen.rib_mm[sink].max() < 0.03 * seen.frame.frame_mm
    assert seen.body[sink].all()
    assert flash.any()
    assert not seen.body[flash].any()
    assert seen.edge_mm[flash].max() < 0.04 * seen.frame.frame_mm


@pytest.mark.parametrize("mould", MOULDS)
def test_splay_and_jetting_begin_near_the_gate(mould: str):
    seen = view(mould, SMALL)
    for defect in ("splay", "jetting"):
        mask = marked(mould, "defects", defect, 0.8).mask
        assert mask.any()
        assert seen.fill.distance[mask & seen.body].min() < 0.3


@pytest.mark.parametrize(("folder", "defect"), [(f, d) for f in ("defects", "ageing") for d in names(f)])
def test_a_defect_grows_with_its_severity_from_nothing(folder: str, defect: str):
    seen: View = view("toy-gear", SMALL)
    marks = [
        drawing(folder, defect).mark(seen, severity, np.random.default_rng(4))
        for severity in (1e-9, 0.2, 0.5, 0.9)
    ]
    masks = [int(mark.mask.sum()) for mark in marks]
    assert masks[0] <= 1 or defect in {"short_shot", "dimension_drift"}
    assert masks[-1] > masks[0]
    strengths = [_strength(mark) for mark in marks]
    assert strengths == sorted(strengths)
    assert strengths[-1] > strengths[1] > 0


def _strength(mark) -> float:
    parts = [mark.height_mm, mark.cover, mark.tint]
    changes = [float(np.abs(part).sum()) for part in parts if part is not None]
    return sum(changes) + 1e4 * abs(mark.scale - 1)


def test_marks_of_a_mould_stay_where_they_are_while_they_grow():
    small, large = (marked("toy-gear", "ageing", "scratch", severity).mask for severity in (0.4, 0.9))
    assert (small & large).sum() > 0.9 * small.sum()


def test_another_defect_does_not_move_the_first():
    seen = view("toy-gear", SMALL)
    alone = marks_of("defects", seen, {"splay": 0.4}, (1,))
    both = marks_of("defects", seen, {"black_specks": 0.6, "burn": 0.6, "splay": 0.4}, (1,))
    np.testing.assert_array_equal(alone["splay"].mask, both["splay"].mask)


def test_severity_0_leaves_no_mark():
    assert marks_of("defects", view("toy-gear", SMALL), {}, (1,)) == {}
    assert marks_of("defects", view("toy-gear", SMALL), dict.fromkeys(Severities._fields, 0.0), (1,)) == {}
