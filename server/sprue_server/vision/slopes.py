"""How steep the face is, from four lamps at a low angle: what one lamp darkens the opposite one brightens.

Woodham, Photometric method for determining surface orientation, Optical Engineering 19, 1980; opposite pairs
need no colour: it cancels out. Slopes are height over way, right and down; exact for a dull face without
shadows.
"""

from collections.abc import Mapping
from math import radians, tan
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from sprue_server.vision.seen import Seen

Array = NDArray[Any]
RAKING = frozenset({"raking-n", "raking-e", "raking-s", "raking-w"})
FAINT = 0.02  # brightness below which a pair says nothing


def slopes(seen: Seen) -> Array:
    """(h, w, 2): slope to the right and downwards, in the window."""
    return between(seen.grey, seen.stage.fixture.raking_deg)


def between(grey: Mapping[str, Array], raking_deg: float) -> Array:
    """(h, w, 2): the same of four pictures (h, w), brightness 0..1, by lamp."""
    scale = tan(radians(raking_deg))
    pairs = (("raking-w", "raking-e"), ("raking-n", "raking-s"))
    told = []
    for one, other in pairs:
        a, b = grey[one], grey[other]
        told.append(cv2.divide(cv2.subtract(a, b), np.float32(FAINT) + cv2.add(a, b), scale=scale))
    return np.asarray(cv2.merge(told))


def slopes_half(seen: Seen) -> Array:
    """The same at half size."""
    return _smaller(seen.of(slopes), 2)


def slopes_coarse(seen: Seen) -> Array:
    """The same at a quarter."""
    return _smaller(seen.of(slopes), 4)


def _smaller(told: Array, times: int) -> Array:
    size = (told.shape[1] // times, told.shape[0] // times)
    return np.asarray(cv2.resize(told, size, interpolation=cv2.INTER_AREA))


def curvature(seen: Seen) -> Array:
    """(h / 2, w / 2): how much the slope changes per pixel; above zero in a groove."""
    return _smaller(bent(seen.of(slopes)), 2)


def bent(told: Array) -> Array:
    """(h, w): how much slopes (h, w, 2) change per pixel; above zero in a groove."""
    soft = cv2.GaussianBlur(told, (0, 0), 0.9)
    right, down = cv2.split(soft)
    found = cv2.Sobel(right, cv2.CV_32F, 1, 0, scale=1 / 8)
    cv2.accumulate(cv2.Sobel(down, cv2.CV_32F, 0, 1, scale=1 / 8), found)
    return np.asarray(found)
