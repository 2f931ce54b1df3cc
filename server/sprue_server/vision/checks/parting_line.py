"""Is the edge of the cavity dented, where flash will come from?

A narrow band outside of the parting line: unrest of its slopes, gathered over short stretches of the line.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from sprue_server.vision.checks import Arrays
from sprue_server.vision.found import Found, over, worst
from sprue_server.vision.inspection import Of
from sprue_server.vision.seen import Array, Seen
from sprue_server.vision.slopes import RAKING, slopes_half
from sprue_server.vision.spreads import Spread, standard
from sprue_server.vision.stage import Stage

OF: frozenset[Of] = frozenset({"mould"})
LIGHTS = RAKING
TELLS = frozenset({"parting_line_damage"})
LEAST = 0.004
BAND = 0.02  # of the frame's width
FINE_PX, BROAD_PX = 1.2, 6.0
MOST = 10.0


def suits(stage: Stage) -> bool:
    """The drawing says where the line is."""
    return bool(stage.fixture.outline_mm)


def begin(stage: Stage) -> Spread:  # noqa: ARG001
    """Mean and spread of slopes."""
    return Spread(slopes_half, LEAST)


def look(seen: Seen, learnt: Arrays, limits: Sequence[float]) -> Found:
    """Farthest stretch, fine and broad."""
    band = seen.stage.once(_band).astype(np.float32)
    apart = np.clip(standard(seen.of(slopes_half), learnt), -MOST, MOST) * band[..., None]
    square = (cv2.GaussianBlur(apart, (0, 0), FINE_PX) ** 2).sum(-1)
    gathered = np.sqrt(
        cv2.GaussianBlur(square, (0, 0), BROAD_PX) / (cv2.GaussianBlur(band, (0, 0), BROAD_PX) + 0.05)
    )
    maps = [np.sqrt(square) * band, gathered * band]
    mask = band > 0
    return Found(tuple(worst(one, mask) for one in maps), over(list(zip(maps, limits, strict=False))))


def _band(stage: Stage) -> Array:
    reach = 2 * round(BAND * stage.fixture.width_px / 2) + 1
    near = cv2.dilate(stage.body, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    return np.asarray(stage.window.cut(near - cv2.erode(stage.body, np.ones((3, 3), np.uint8)), 2) > 0)
