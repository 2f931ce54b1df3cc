"""From a map of distances to what a check tells: its worst place as numbers, and outlines of where."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from sprue_server.vision.fixture import Matrix
from sprue_server.vision.inspection import PointMm, Region
from sprue_server.vision.stage import Stage

Array = NDArray[Any]
WORST = 6  # pixels whose mean is the worst place: one alone may be chance
HALFWAY = 0.45  # of the worst place: how far down an outline is drawn
MOST, LEAST_PX = 20, 4  # outlines; pixels of one
CLOSE_PX = 0.7


class Found(NamedTuple):
    """Distances (higher is farther), a map of where (over the limit: more than 1), numbers with their units."""

    distances: tuple[float, ...]
    where: Array | None = None
    numbers: Mapping[str, float] = {}


def length(told: Array) -> Array:
    """(h, w): length of three numbers at each place (h, w, 3)."""
    return np.asarray(cv2.sqrt(dot(told, told)))


def dot(one: Array, other: Array) -> Array:
    """(h, w): product of three numbers at each place with three others; numpy takes ten times as long."""
    return np.asarray(cv2.transform(cv2.multiply(one, other), np.ones((1, 3), np.float32)))


def worst(map_: Array, mask: Array) -> float:
    """Mean of the highest few values where the mask is."""
    inside = map_[mask]
    if inside.size <= WORST:
        return float(inside.max()) if inside.size else 0.0
    return float(np.partition(inside, -WORST)[-WORST:].mean())


def over(maps: Mapping[float, Array] | list[tuple[Array, float]]) -> Array | None:
    """The highest of several maps, each over its own limit; None when nothing has a limit yet."""
    pairs = list(maps) if isinstance(maps, list) else [(one, limit) for limit, one in maps.items()]
    told = [one / np.float32(max(limit, 1e-6)) for one, limit in pairs if np.isfinite(limit)]
    return np.maximum.reduce(told) if told else None


def regions(stage: Stage, where: Array) -> tuple[Region, ...]:
    """Outlines of places over the limit (1), each down to about half of its worst; largest first.

    `where` is the window at a whole part of its size.
    """
    times = stage.window.width // where.shape[1]
    high = (where > 1).astype(np.uint8)
    if not high.any():
        return ()
    low = (where > max(1.0, HALFWAY * float(where.max()))).astype(np.uint8)
    low = low if low.any() else high
    rings, _ = cv2.findContours(
        cv2.resize(low, None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST),
        cv2.RETR_EXTERNAL,
        cv2.CHAIN_APPROX_NONE,
    )
    to_mm = _to_mm(stage, times / 2)
    scale = float(to_mm[0, 0])
    told = [(cv2.contourArea(one) * scale**2, one) for one in rings if len(one) >= 2 * LEAST_PX]
    told.sort(key=lambda pair: -pair[0])
    return tuple(Region(_outline(ring, to_mm), round(area, 4)) for area, ring in told[:MOST])


def _to_mm(stage: Stage, times: float) -> Matrix:
    """From pixels of a map, so many times smaller than the window, to mm."""
    larger = np.array([[times, 0, (times - 1) / 2], [0, times, (times - 1) / 2], [0, 0, 1]])
    found: Matrix = np.linalg.inv(stage.fixture.to_px()) @ stage.to_window @ larger
    return found


def _outline(ring: Array, to_mm: Matrix) -> tuple[PointMm, ...]:
    points = cv2.approxPolyDP(ring, CLOSE_PX, True).reshape(-1, 2)  # noqa: FBT003  # closed
    told = points @ to_mm[:2, :2].T + to_mm[:2, 2]
    return tuple((round(float(x), 3), round(float(y), 3)) for x, y in told)
