"""Is there a scratch, a crack, a notch: a line that is bent where the face is not?

Curvature from four raking lights (a groove is bent inwards, whatever its colour), then eight long narrow
filters: noise cancels out along a line, a line adds up. Frangi et al., MICCAI 1998, for the idea of lines as
curvature.
"""

from collections.abc import Sequence
from functools import cache

import cv2
import numpy as np

from sprue_server.vision.checks import Arrays
from sprue_server.vision.found import Found, over, worst
from sprue_server.vision.inspection import Of
from sprue_server.vision.seen import Array, Seen
from sprue_server.vision.slopes import RAKING, curvature
from sprue_server.vision.spreads import Spread, standard
from sprue_server.vision.stage import Stage

OF: frozenset[Of] = frozenset({"part", "mould"})
LIGHTS = RAKING
TELLS = frozenset({"flow_lines", "scratch", "crack"})
LEAST = 0.0008  # slope per pixel
LONG_PX, WIDE_PX, DIRECTIONS = 13, 0.4, 8  # at half size; wider, a groove and its rims cancel out
MOST = 8.0  # spreads; a single pixel is no line
POINT_PX, UNREST_PX = 0.8, 4.0


def suits(stage: Stage) -> bool:  # noqa: ARG001
    """Every face can be scratched."""
    return True


def begin(stage: Stage) -> Spread:  # noqa: ARG001
    """Mean and spread of curvature at each place."""
    return Spread(curvature, LEAST)


def look(seen: Seen, learnt: Arrays, limits: Sequence[float]) -> Found:
    """Farthest line, farthest point, farthest unrest."""
    apart, mask = standard(seen.of(curvature), learnt), seen.stage.middle
    apart = np.clip(apart * mask, -MOST, MOST)
    lines = np.abs(cv2.filter2D(apart, -1, _filters()[0]))
    for one in _filters()[1:]:
        np.maximum(lines, np.abs(cv2.filter2D(apart, -1, one)), out=lines)
    points = np.abs(cv2.GaussianBlur(apart, (0, 0), POINT_PX))
    unrest = np.sqrt(cv2.GaussianBlur(apart * apart, (0, 0), UNREST_PX))
    maps = (lines, points, unrest)
    told = tuple(worst(one, mask) for one in maps)
    return Found(told, over([(one * mask, limit) for one, limit in zip(maps, limits, strict=False)]))


@cache
def _filters() -> tuple[Array, ...]:
    """Each of length 1 as a vector, so that white noise stays as strong as it was."""
    half = LONG_PX // 2
    y, x = np.mgrid[-half : half + 1, -half : half + 1].astype(np.float32)
    found = []
    for angle in np.arange(DIRECTIONS) * np.pi / DIRECTIONS:
        along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
        one = np.exp(-(across**2) / (2 * WIDE_PX**2)) * np.exp(-((along / (LONG_PX / 2)) ** 4))
        found.append((one / np.sqrt((one**2).sum())).astype(np.float32))
    return tuple(found)
