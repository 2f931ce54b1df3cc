"""Pictures are laid true from any view, lamps told from faces, and any good can be taken out of a sum again."""

from math import cos, hypot, radians, sin

import cv2
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sprue_server.vision import registration, verdicts
from sprue_server.vision.aligning import Aligner, Reference, looking
from sprue_server.vision.fixture import Fixture, moved
from sprue_server.vision.spreads import Spread
from sprue_sim.cameras.fixture_file import fixture as told_of
from sprue_sim.cameras.frame import Frame
from sprue_sim.cameras.markers import markers
from sprue_sim.cameras.surface import view

FIXTURE = Fixture.model_validate(told_of("part", "bottle-cap", 640))


def sheet() -> np.ndarray:
    """The fixture's markers on a grey tray, RGB."""
    paper, ink = markers(Frame(640, view("bottle-cap").frame.frame_mm))
    grey = np.where(paper, 255 * ink, 60).astype(np.uint8)
    return np.repeat(grey[:, :, None], 3, axis=2)


@settings(deadline=None, max_examples=15)
@given(
    size=st.sampled_from([(1280, 960), (3000, 2250)]),  # a marker's squares need some four pixels
    turn=st.floats(-180, 180),
    near=st.floats(0.55, 0.8),
    tilt=st.floats(-0.25, 0.25),
)
@example(size=(1280, 960), turn=12.0, near=0.625, tilt=0.0)  # a window around a corner sees inner corners too
def test_any_photograph_of_a_fixture_is_laid_true(size: tuple[int, int], turn: float, near: float, tilt: float):
    flat, (width, height) = sheet(), size
    scale = near * height / hypot(*flat.shape[:2])
    c, s = scale * cos(radians(turn)), scale * sin(radians(turn))
    lay = np.array([[c, -s, width / 2], [s, c, height / 2], [0, 0, 1]]) @ np.array(
        [
            [1, 0, -319.5],
            [0, 1, -239.5],
            [tilt / 640, tilt / 900, 1 - (tilt / 640) * 319.5 - (tilt / 900) * 239.5],
        ]
    )
    photograph = cv2.warpPerspective(flat, lay, size, borderValue=(60, 60, 60))
    found = registration.rectified(photograph, FIXTURE)
    assert found is not None
    corners = np.array([(-20.0, -14.0), (20, -14), (20, 14), (-20, 14), (0, 0)])
    true = moved(moved(corners, FIXTURE.to_px()), lay)
    off = np.hypot(*(moved(corners, found.mm_to_picture) - true).T)
    assert off.max() < max(0.5, 0.6 * scale)
    assert found.pixels.shape == (480, 640, 3)


def test_a_photograph_without_markers_is_not_laid():
    assert registration.rectified(np.full((480, 640, 3), 90, np.uint8), FIXTURE) is None


def test_markers_of_another_sheet_do_not_lie_in_the_plane():
    there = {
        0: np.array([[0, 0], [50, 0], [50, 50], [0, 50]]),
        1: np.array([[9, 300], [60, 200], [20, 9], [0, 50]]),
    }
    assert registration.homography(there, FIXTURE) is None


@settings(deadline=None, max_examples=15)
@given(right=st.floats(-3, 3), down=st.floats(-3, 3), turn=st.floats(-0.7, 0.7), grown=st.floats(-0.004, 0.004))
def test_how_a_part_lies_is_found_to_hundredths(right: float, down: float, turn: float, grown: float):
    height = view("toy-gear", 320).part.height_mm * view("toy-gear", 320).part.cover
    flat = cv2.GaussianBlur(40 + 60 * height / height.max(), (0, 0), 1.0).astype(np.float32)
    c, s = (1 + grown) * cos(radians(turn)), (1 + grown) * sin(radians(turn))
    x, y = (flat.shape[1] - 1) / 2, (flat.shape[0] - 1) / 2
    true = np.array([[c, -s, right + x - c * x + s * y], [s, c, down + y - s * x - c * y], [0, 0, 1]])
    seen = cv2.warpPerspective(
        flat, true, flat.shape[::-1], flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    lit = np.clip(np.rint(0.9 * seen), 0, 255).astype(np.uint8)
    found = Aligner(Reference(flat, np.ones_like(flat))).pose(looking(lit, np.eye(3)))
    corners = np.array([(60.0, 40.0), (260, 40), (260, 200), (60, 200)])
    assert np.hypot(*(moved(corners, found) - moved(corners, true)).T).max() < 0.1


class Told:
    """A part of which a row of numbers or a map is known."""

    def __init__(self, values: np.ndarray) -> None:
        self.values = values

    def of(self, _measure: object) -> np.ndarray:
        return self.values


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([(4,), (12, 9), (12, 9, 3)]), st.integers(4, 12))
def test_a_good_that_is_taken_out_leaves_what_the_others_would_have_taught(
    seed: int, shape: tuple[int, ...], count: int
):
    values = np.random.default_rng(seed).normal(50, 3, (count, *shape)).astype(np.float32)
    every, others = Spread(lambda one: one, 0.5), Spread(lambda one: one, 0.5)
    for number, one in enumerate(values):
        every.add(Told(one))
        if number != 1:
            others.add(Told(one))
    told, true = every.without(1, Told(values[1])), others.learnt()
    assert told["mean"] == pytest.approx(true["mean"], abs=2e-4)
    assert told["spread"] == pytest.approx(true["spread"], rel=2e-2)


@given(st.integers(0, 2**32 - 1), st.floats(0.01, 100))
def test_what_a_distance_is_measured_in_changes_no_order(seed: int, scale: float):
    held = np.random.default_rng(seed).gamma(3, 1, (80, 2))
    other = held * [1, scale]
    same = verdicts.gauge({"a": 1, "b": 1}, other)
    assert np.argsort(same.standard(other)[:, 1]).tolist() == np.argsort(held[:, 1]).tolist()
