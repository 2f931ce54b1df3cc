"""One part or cavity as the checks see it: laid true, evenly lit, every light in the same place.

Each picture is moved once, from the camera straight into the frame of the part: every further time would blur
it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from sprue_server.vision import lamps, registration
from sprue_server.vision.aligning import looking
from sprue_server.vision.fixture import Matrix, moved
from sprue_server.vision.inspection import Reason
from sprue_server.vision.pictures import Pixels
from sprue_server.vision.stage import PATCH, Stage

Array = NDArray[Any]
MOVED = 0.012  # of the frame's width: farther, lamps and focus are no longer what was learnt
SHAKEN_PX = 1.5  # between two lights
DARK, BRIGHT, SHARE = 8, 250, 0.995  # of 255; of the picture
STEPS, NEAR_PX = 3, 0.12  # of a marker's patch
FAINT = 0.25  # of the brightness of goods: a lamp that is off
MARKED = 0.6  # correlation of the markers with those learnt, at least


class Unseen(Exception):  # noqa: N818  # no fault of the program
    """Nothing can be said of these pictures; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


class Watch(NamedTuple):
    """What is watched beside the part, by light: brightness of what lies still, how it leans, sharpness."""

    level: Array
    lean: Array
    sharp: Array
    shaken_px: float
    alike: float
    """Correlation of the part with the mean of the goods."""


@dataclass
class Seen:
    """Pictures in the window of the stage, brightness as under the lamps of the goods (about 0..1).

    `colour` (h / 2, w / 2, 3): RGB under the first, even light. `grey`: the other lights, (h, w).

    `pose` leads from mm of the part to mm of the frame, `to_picture` on to pixels of the first light's picture.
    """

    stage: Stage
    colour: Array
    grey: Mapping[str, Array]
    pose: Matrix
    to_picture: Matrix
    watch: Watch
    memo: dict[Callable[["Seen"], Array], Array] = field(default_factory=dict)

    def of(self, measure: Callable[["Seen"], Array]) -> Array:
        """What is measured once and used by several."""
        if measure not in self.memo:
            self.memo[measure] = measure(self)
        return self.memo[measure]


def seen(stage: Stage, pictures: Mapping[str, Pixels]) -> Seen:
    """Lay the pictures of one moment true.

    Raises:
        Unseen: they cannot be; with the reason.
    """
    first = stage.lights[0]
    told = {light: eight_bit(_there(pictures, light), stage.white) for light in stage.lights}
    greys = {light: registration.grey(one) for light, one in told.items()}
    places, sharp, shaken = _placed(stage, greys)
    pose, alike = _pose(stage, greys[first], places[first])
    lit, gains = _lit_alike(stage, {**greys, first: told[first]}, places, pose)
    colour = lit.pop(first)
    level = np.array([float(one[:, 0].mean()) for one in gains])
    lean = np.array([float(np.abs(one[:, 1:]).sum(1).max()) for one in gains])
    return Seen(stage, colour, lit, pose, places[first] @ pose, Watch(level, lean, sharp, shaken, alike))


def _placed(stage: Stage, greys: Mapping[str, NDArray[np.uint8]]) -> tuple[dict[str, Matrix], Array, float]:
    """Where the frame is under each light, how sharp its markers are, how far the camera was shaken."""
    first = stage.lights[0]
    _lit(greys[first])
    where = _where(stage, greys[first])
    if _away(stage, where, stage.usual) > MOVED * stage.fixture.width_px:
        raise Unseen("moved")
    told = {first: _shifted(stage, greys[first], where, 0)}
    for number, light in enumerate(stage.lights[1:], start=1):
        told[light] = _shifted(stage, greys[light], told[first][0], number)
    shaken = max(_away(stage, place, told[first][0]) for place, _ in told.values())
    if shaken > SHAKEN_PX:
        raise Unseen("unstable")
    return (
        {light: place for light, (place, _) in told.items()},
        np.array([one for _, one in told.values()]),
        shaken,
    )


def _where(stage: Stage, whole: NDArray[np.uint8]) -> Matrix:
    """By the markers; where they are too soft to be read, but are where they should be, as usual."""
    where = registration.located(whole, stage.fixture, stage.usual)
    if where is not None:
        return where
    if _correlation(patches(stage, whole, stage.usual), stage.patches[0]) < MARKED:
        raise Unseen("no_markers")
    return stage.usual


def _lit_alike(
    stage: Stage, pictures: Mapping[str, NDArray[np.uint8]], places: Mapping[str, Matrix], pose: Matrix
) -> tuple[dict[str, Array], list[Array]]:
    """Each picture in the window, as under the lamps of the goods; and how those have changed."""
    to_mm = pose @ np.linalg.inv(stage.fixture.to_px()) @ stage.to_window
    lit, gains = {}, []
    for number, light in enumerate(stage.lights):
        gains.append(lamps.gain(stage, number, pictures[light], places[light]))
        times = 1 if number else 2
        size = (stage.window.width // times, stage.window.height // times)
        laid = registration.laid(pictures[light], places[light] @ to_mm @ coarser(times), size)
        lit[light] = lamps.evened(stage, laid, gains[-1])
    return lit, gains


def _there(pictures: Mapping[str, Pixels], light: str) -> Pixels:
    if light not in pictures:
        raise Unseen("missing_light")
    found = pictures[light]
    if found.ndim != 3 or found.shape[2] != 3 or min(found.shape[:2]) < 64:  # noqa: PLR2004
        raise Unseen("damaged")
    return found


def eight_bit(pixels: Pixels, white: int) -> NDArray[np.uint8]:
    """As the stage's cameras are: `white` is the brightest number there is."""
    if pixels.dtype == np.uint8:
        return np.asarray(pixels, np.uint8)
    return np.asarray(cv2.convertScaleAbs(pixels, alpha=255 / white), np.uint8)


def _lit(whole: NDArray[np.uint8]) -> None:
    """A lens cap or the sun: no marker could be found then, and that would be the wrong reason."""
    low, high = (int(one) for one in np.quantile(whole[::8, ::8], (1 - SHARE, SHARE)))
    if high <= 3 * DARK:
        raise Unseen("dark")
    if low >= BRIGHT:
        raise Unseen("bright")


def _away(stage: Stage, one: Matrix, other: Matrix) -> float:
    """How far the corners of the frame lie from each other, in working pixels."""
    half = np.array([stage.fixture.width_mm, stage.fixture.height_mm]) / 2
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
    back = moved(moved(corners, one), np.asarray(np.linalg.inv(other), np.float64))
    return float(np.hypot(*(back - corners).T).max()) * stage.fixture.px_per_mm


def patches(stage: Stage, whole: NDArray[np.uint8], where: Matrix) -> Array:
    """(markers, PATCH, PATCH) of grey, 0..255."""
    return np.stack(
        [registration.laid(whole, where @ grid, (PATCH, PATCH)) for grid in stage.patch_grids]
    ).astype(np.float32)


def sharpness(told: Array) -> float:
    """Mean square slope of the markers over the square of their contrast; falls when the focus goes."""
    right, down = np.diff(told, axis=2)[:, 1:], np.diff(told, axis=1)[:, :, 1:]
    contrast = told.reshape(len(told), -1).std(1).mean()
    return float(np.sqrt((right**2).mean() + (down**2).mean()) / max(contrast, 1.0))


def _shifted(stage: Stage, whole: NDArray[np.uint8], where: Matrix, light: int) -> tuple[Matrix, float]:
    """The frame where this light's markers are; a few steps of Lucas and Kanade, moving only."""
    learnt = stage.patches[light]
    told = patches(stage, whole, where)
    if _correlation(told, learnt) < MARKED:
        raise Unseen("dark" if told.mean() < FAINT * learnt.mean() else "unstable")
    scale = stage.patch_grids[0][0, 0]
    for _ in range(STEPS):
        right, down = _step(told, learnt)
        where = where @ np.array([[1, 0, -right * scale], [0, 1, -down * scale], [0, 0, 1]])
        if max(abs(right), abs(down)) < NEAR_PX:  # the step after would be a hundredth of a pixel
            break
        told = patches(stage, whole, where)
    return where, sharpness(told)


def _step(told: Array, learnt: Array) -> Array:
    """(2,): pixels right and down by which the patches lie beside those learnt."""
    slopes = np.stack([one.ravel() for one in _slopes(learnt)])
    scale = max(float(np.sqrt(told.var() / max(float(learnt.var()), 1e-6))), 1e-3)
    apart = (told - told.mean()) / scale - (learnt - learnt.mean())
    stiff = slopes @ slopes.T + 1e-6 * np.eye(2)
    return np.asarray(np.linalg.solve(stiff, slopes @ apart[:, 1:-1, 1:-1].ravel()))


def _slopes(told: Array) -> tuple[Array, Array]:
    right = (told[:, 1:-1, 2:] - told[:, 1:-1, :-2]) / 2
    return right, (told[:, 2:, 1:-1] - told[:, :-2, 1:-1]) / 2


def _correlation(one: Array, other: Array) -> float:
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1]) if one.std() > 1 else 0.0


def coarser(times: int) -> Matrix:
    """From pixels of a picture so many times smaller to those of the whole."""
    return np.array([[times, 0, (times - 1) / 2], [0, times, (times - 1) / 2], [0, 0, 1.0]])


def _pose(stage: Stage, whole: NDArray[np.uint8], where: Matrix) -> tuple[Matrix, float]:
    """From mm of the part to mm of the frame, and how alike the part is to the goods."""
    half = np.array([[2, 0, 0.5], [0, 2, 0.5], [0, 0, 1]])
    to_mm = np.linalg.inv(stage.fixture.to_px()) @ half
    look = looking(whole, where @ to_mm)
    fine = stage.aligner.pose(look)
    return to_mm @ fine @ np.linalg.inv(to_mm), _alike(stage, look(fine, stage.reference.shape[::-1]))


def _alike(stage: Stage, found: Array) -> float:
    near = stage.aligner.fine.weight > 0
    return float(np.corrcoef(found[near], stage.reference[near])[0, 1])
