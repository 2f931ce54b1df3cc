"""What is the same on every picture of a fixture: where it is, its markers, what lies still, where parts lie.

It is set once, by some goods (`setting.py`), before anything is learnt of the part itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from sprue_server.vision.aligning import Aligner, Reference
from sprue_server.vision.fixture import Fixture, Matrix, moved

Array = NDArray[Any]
Made = TypeVar("Made")
PATCH = 48  # pixels of a marker's patch, each way
AROUND = 1.35  # of a marker's side: what its patch shows
PAPER = 1.45  # of a marker's side: its white margin is part of it
CELLS = (32, 24)  # of the frame: places that may lie still
LATTICE = 6  # points per cell, each way


class Window(NamedTuple):
    """The part of the working frame that is looked at: left, top, width, height in pixels, multiples of 8."""

    left: int
    top: int
    width: int
    height: int

    def cut(self, picture: Array, coarse: int = 1) -> Array:
        """What of a picture of the whole frame, so many times smaller, is in the window."""
        left, top, width, height = (one // coarse for one in self)
        return picture[top : top + height, left : left + width]


@dataclass(frozen=True)
class Stage:
    """All of it.

    Of the whole frame: `reference` (h / 2, w / 2), mean picture of goods; `body` (h / 2, w / 2), 1 on the part;
    `trust` (h / 4, w / 4), how steady slopes are. `patches` (lights, markers, PATCH, PATCH); `levels` (lights,
    3, cells) of what lies still, `steady` (lights, cells) its weights.
    """

    fixture: Fixture
    lights: tuple[str, ...]
    usual: Matrix
    white: int
    reference: Array
    body: Array
    window: Window
    patches: Array
    levels: Array
    steady: Array
    trust: Array
    memo: dict[Callable[["Stage"], Any], Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, work: Callable[["Stage"], Made]) -> Made:
        """What a check works out of the stage once, and uses for every part."""
        if work not in self.memo:
            self.memo[work] = work(self)
        found: Made = self.memo[work]
        return found

    @cached_property
    def aligner(self) -> Aligner:
        """Finds how a part lies. What is far from it does not count."""
        near = cv2.dilate(self.body, np.ones((9, 9), np.uint8)).astype(np.float32)
        return Aligner(Reference(self.reference, near))

    @cached_property
    def to_window(self) -> Matrix:
        """From pixels of the window to those of the frame."""
        return np.array([[1.0, 0, self.window.left], [0, 1, self.window.top], [0, 0, 1]])

    @cached_property
    def patch_grids(self) -> list[Matrix]:
        """From pixels of each marker's patch to mm."""
        found = []
        for corners in self.fixture.markers_mm:
            four = np.array(corners, np.float64)
            side = np.hypot(*(four[1] - four[0])) * AROUND / PATCH
            x, y = four.mean(0) - side * (PATCH - 1) / 2
            found.append(np.array([[side, 0, x], [0, side, y], [0, 0, 1]]))
        return found

    @cached_property
    def ground_mm(self) -> NDArray[np.float64]:
        """Points (cells * LATTICE^2, 2) at which what lies still is measured, cell by cell."""
        return ground_mm(self.fixture)

    @cached_property
    def middle(self) -> Array:
        """In the window at half size: True on the part without its rim, or on a mould's cavity and plate."""
        face = self.body if self.fixture.of == "part" else 1 - self.markers
        return np.asarray(self.window.cut(cv2.erode(face, np.ones((3, 3), np.uint8)), 2) > 0)

    @property
    def markers(self) -> Array:
        """1 where markers and their paper are, at half size."""
        found = np.zeros(self.body.shape, np.uint8)
        to_half = np.diag([0.5, 0.5, 1]) @ self.fixture.to_px()
        for corners in self.fixture.markers_mm:
            four = np.array(corners)
            wider = moved((four - four.mean(0)) * PAPER + four.mean(0), to_half)
            cv2.fillPoly(found, [np.round(wider).astype(np.int32)], 1)
        return found

    def still(self, light: int) -> NDArray[np.int64]:
        """Numbers of the cells that lie still under a light."""
        return np.flatnonzero(self.steady[light] > 0)

    @property
    def mm2_half(self) -> float:
        """Square millimetres of a pixel at half size."""
        return (2 / self.fixture.px_per_mm) ** 2


def ground_mm(fixture: Fixture) -> NDArray[np.float64]:
    """Points of a lattice over the frame, cell by cell."""
    across, down = CELLS
    x = (np.arange(across * LATTICE) + 0.5) / (across * LATTICE) - 0.5
    y = (np.arange(down * LATTICE) + 0.5) / (down * LATTICE) - 0.5
    grid = np.stack(np.meshgrid(x * fixture.width_mm, y * fixture.height_mm), axis=-1)
    cut = grid.reshape(down, LATTICE, across, LATTICE, 2).swapaxes(1, 2)
    return np.ascontiguousarray(cut).reshape(-1, 2)


def packed(stage: Stage) -> dict[str, Array]:
    """As named arrays."""
    return {
        "stage_fixture": np.array(stage.fixture.model_dump_json()),
        "stage_lights": np.array(stage.lights),
        "stage_usual": stage.usual,
        "stage_white": np.array(stage.white),
        "stage_reference": stage.reference.astype(np.float16),
        "stage_body": stage.body,
        "stage_window": np.array(stage.window),
        "stage_patches": stage.patches.astype(np.float16),
        "stage_levels": stage.levels.astype(np.float32),
        "stage_steady": stage.steady.astype(np.float16),
        "stage_trust": stage.trust.astype(np.float16),
    }


def unpacked(told: Mapping[str, Array]) -> Stage:
    """From named arrays. KeyError or ValueError when they are not a stage's."""
    return Stage(
        fixture=Fixture.model_validate_json(str(told["stage_fixture"])),
        lights=tuple(str(one) for one in told["stage_lights"]),
        usual=told["stage_usual"],
        white=int(told["stage_white"]),
        reference=told["stage_reference"].astype(np.float32),
        body=told["stage_body"],
        window=Window(*(int(one) for one in told["stage_window"])),
        patches=told["stage_patches"].astype(np.float32),
        levels=told["stage_levels"],
        steady=told["stage_steady"].astype(np.float32),
        trust=told["stage_trust"].astype(np.float32),
    )
