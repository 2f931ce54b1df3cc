"""Sets the stage by some goods: where the camera stands, how parts usually lie, what lies still beside them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from sprue_server.vision import registration
from sprue_server.vision.aligning import Aligner, Reference, looking
from sprue_server.vision.fixture import Fixture, Matrix
from sprue_server.vision.lamps import levels as levels_at
from sprue_server.vision.pictures import Pixels
from sprue_server.vision.seen import Array, Unseen, eight_bit, patches, seen
from sprue_server.vision.slopes import slopes_coarse
from sprue_server.vision.stage import CELLS, Stage, Window

Series = Callable[[], Mapping[str, Pixels]]  # reads the pictures of one good
FIRST = "diffuse"
BESIDE = {"part": 0.05, "mould": 0.1}  # of the frame's width: how far beside it is looked (vents are long)
SHADE = 0.07  # of the frame's width: nearer to the part nothing lies still
DARKEST, BRIGHTEST = 8, 240  # of 255: levels that can be compared
STEADY = 0.004  # relative spread of a level below which all count the same
EVERYWHERE = np.arange(CELLS[0] * CELLS[1])
HALF = np.array([[2, 0, 0.5], [0, 2, 0.5], [0, 0, 1]])


class SettingError(Exception):
    """The goods do not show the fixture; says what now and what did not happen."""


def ordered(lights: Sequence[str]) -> tuple[str, ...]:
    """The even light first: the part is found by it."""
    return tuple(sorted(lights, key=lambda one: (one != FIRST, one)))


def stage_of(fixture: Fixture, goods: Sequence[Series]) -> Stage:
    """Look at each of some goods three times; memory for one series and small pictures.

    Raises:
        SettingError: fewer than half of them show the markers.
    """
    firsts, places, whites = [], [], []
    lights: tuple[str, ...] = ()
    for good in goods:
        pictures = good()
        lights = lights or ordered(list(pictures))
        whites.append(_white(pictures[lights[0]]))
        where = registration.located(registration.grey(pictures[lights[0]]), fixture)
        if where is not None:
            firsts.append(_framed(eight_bit(pictures[lights[0]], whites[-1]), where, fixture))
            places.append(where / where[2, 2])
    if len(places) * 2 < len(goods) or not places:
        raise SettingError(
            f"the markers were found on {len(places)} of {len(goods)} pictures. All four must be seen whole, "
            "flat and in focus, as fixture.json says. Nothing was learnt."
        )
    bare = _bare(fixture, lights, np.median(places, axis=0), max(whites))
    mean, body = _parts(firsts, bare)
    laid = replace(bare, reference=mean, body=body, window=_window(body, fixture))
    return _trusted(_grounded(laid, goods), goods)


def _white(pixels: Pixels) -> int:
    return 255 if pixels.dtype == np.uint8 else max(255, (1 << int(pixels.max()).bit_length()) - 1)


def _framed(pixels: NDArray[np.uint8], where: Matrix, fixture: Fixture) -> Array:
    """The frame at half size in colour."""
    width, height = fixture.size_px
    to_half = where @ np.linalg.inv(fixture.to_px()) @ HALF
    return np.asarray(registration.laid(pixels, to_half, (width // 2, height // 2)))


def _parts(firsts: Sequence[Array], stage: Stage) -> tuple[Array, Array]:
    """Mean picture of the parts, laid on each other where they lie on the average, and their body."""
    greys = [registration.grey(one) for one in firsts]
    weight = (1 - stage.markers).astype(np.float32)
    reference = greys[0].astype(np.float32)
    mean = reference
    for turn in range(2):
        aligner = Aligner(Reference(reference, weight))
        poses = [aligner.pose(looking(one, np.eye(3))) for one in greys]
        if turn == 0:
            back = np.linalg.inv(np.mean(poses, axis=0))
            poses = [pose @ back for pose in poses]
        laid = [
            registration.laid(one, pose, reference.shape[::-1]) for one, pose in zip(firsts, poses, strict=True)
        ]
        mean = np.asarray(np.mean(laid, axis=0), np.float32)
        reference = np.asarray(cv2.cvtColor(mean, cv2.COLOR_RGB2GRAY))
    return reference, _body(mean, stage)


def _body(mean: Array, stage: Stage) -> Array:
    """1 on the part: by its known outline in a mould, else by what differs from the tray around it."""
    free = stage.markers == 0
    if stage.fixture.of == "mould":
        return _outlined(stage.fixture) if stage.fixture.outline_mm else free.astype(np.uint8)
    lab = cv2.GaussianBlur(cv2.cvtColor(mean / np.float32(255), cv2.COLOR_RGB2Lab), (0, 0), 0.8)
    rim = free.copy()
    edge = max(mean.shape[1] // 40, 3)
    rim[edge:-edge, edge:-edge] = False
    apart = np.sqrt(((lab - np.median(lab[rim], axis=0)) ** 2).sum(-1)) * free
    scaled = np.clip(apart * (255 / max(float(np.quantile(apart, 0.99)), 1e-6)), 0, 255).astype(np.uint8)
    limit, _ = cv2.threshold(scaled[free].reshape(1, -1), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return _largest((scaled > limit).astype(np.uint8))


def _largest(found: Array) -> Array:
    """Without specks beside the part and pinholes in it."""
    for of in (1, 0):
        _, labels, stats, _ = cv2.connectedComponentsWithStats((found == of).astype(np.uint8), connectivity=4)
        small = np.flatnonzero(stats[:, cv2.CC_STAT_AREA] < found.size // 2000)
        found = np.where(np.isin(labels, small) & (found == of), 1 - of, found).astype(np.uint8)
    return found


def _outlined(fixture: Fixture) -> Array:
    width, height = fixture.size_px
    found = np.zeros((height // 2, width // 2), np.uint8)
    to_half = np.linalg.inv(HALF) @ fixture.to_px()
    rings = [np.array(one) @ to_half[:2, :2].T + to_half[:2, 2] for one in fixture.outline_mm]
    cv2.fillPoly(found, [np.round(one).astype(np.int32) for one in rings], 1)
    return found


def _bare(fixture: Fixture, lights: tuple[str, ...], usual: Matrix, white: int) -> Stage:
    """A stage on which nothing is lit yet, and no part lies."""
    width, height = fixture.size_px
    body = np.zeros((height // 2, width // 2), np.uint8)
    cells, markers = CELLS[0] * CELLS[1], len(fixture.markers_mm)
    return Stage(
        fixture=fixture,
        lights=lights,
        usual=usual,
        white=white,
        reference=body.astype(np.float32),
        body=body,
        window=Window(0, 0, width // 8 * 8, height // 8 * 8),
        patches=np.zeros((len(lights), markers, 48, 48), np.float32),
        levels=np.ones((len(lights), 3, cells), np.float32),
        steady=np.zeros((len(lights), cells), np.float32),
        trust=np.ones((body.shape[0] // 2, body.shape[1] // 2), np.float32),
    )


def _window(body: Array, fixture: Fixture) -> Window:
    left, top, width, height = cv2.boundingRect(body)
    more = round(BESIDE[fixture.of] * fixture.width_px)
    across, down = fixture.size_px
    low_x, low_y = max(2 * left - more, 0) // 8 * 8, max(2 * top - more, 0) // 8 * 8
    high_x, high_y = min(2 * (left + width) + more, across), min(2 * (top + height) + more, down)
    return Window(low_x, low_y, (high_x - low_x) // 8 * 8, (high_y - low_y) // 8 * 8)


def _grounded(stage: Stage, goods: Sequence[Series]) -> Stage:
    """With what lies still beside the part, and the markers under each light."""
    levels, marks = [], []
    for good in goods:
        pictures = good()
        if set(pictures) < set(stage.lights):
            continue
        eight = [eight_bit(pictures[light], stage.white) for light in stage.lights]
        where = registration.located(registration.grey(eight[0]), stage.fixture, stage.usual)
        if where is not None:
            levels.append([levels_at(stage, one, where, EVERYWHERE) for one in eight])
            marks.append([patches(stage, registration.grey(one), where) for one in eight])
    told = np.array(levels, np.float32)
    mean = told.mean(0)
    relative = told / np.maximum(told.mean(3, keepdims=True), 1)  # lamps that change together are no unrest
    spread = relative.std(0).max(1) / np.maximum(relative.mean(0).min(1), 0.05)
    usable = (mean.min(1) > DARKEST) & (mean.max(1) < BRIGHTEST) & ~_near(stage)[None]
    steady = np.where(usable & (spread < 0.05), 1 / (spread**2 + STEADY**2), 0)  # noqa: PLR2004
    steady /= np.maximum(steady.max(1, keepdims=True), 1e-9)
    return replace(stage, levels=mean, steady=steady, patches=np.asarray(np.mean(marks, axis=0), np.float32))


def _near(stage: Stage) -> Array:
    """Cells on the part or in its shade."""
    reach = 2 * round(SHADE * stage.fixture.width_px / 2) + 1
    grown = cv2.dilate(stage.body, np.ones((reach, reach), np.uint8)).astype(np.float32)
    return np.asarray(cv2.resize(grown, CELLS, interpolation=cv2.INTER_AREA).ravel() > 0)


def _trusted(stage: Stage, goods: Sequence[Series]) -> Stage:
    """With how much the slope of each place is to be trusted: little at edges and in shadows."""
    if not {"raking-n", "raking-e", "raking-s", "raking-w"} <= set(stage.lights):
        return stage
    told = []
    for good in goods:
        try:
            told.append(seen(stage, good()).of(slopes_coarse))
        except Unseen:
            continue
    if len(told) < 2:  # noqa: PLR2004
        return stage
    spread = cv2.GaussianBlur(np.std(told, axis=0).max(-1), (0, 0), 1.0)
    usual = float(np.median(spread))
    trust = np.ones_like(stage.trust)
    stage.window.cut(trust, 4)[:] = np.clip((2 * usual / np.maximum(spread, 1e-6)) ** 2, 0, 1)
    return replace(stage, trust=trust)
