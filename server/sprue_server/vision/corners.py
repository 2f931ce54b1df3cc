"""Corners of a marker to a fraction of a pixel: each side is a line where dark becomes light.

As the dashboards' `refine.ts` does it on a live camera. A window around a corner, as OpenCV refines it, also
sees the marker's inner corners where a module is a few pixels: off by half a pixel (`benchmarks.ar`).
"""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

MODULES = 8  # of a marker's side; its border is one of them
REACH = 0.65  # modules, to each side of an edge: less than the border, less than the white margin
LEAST_PX, MOST_PX = 1.5, 12.0
STEP_PX = 0.5
ENDS = 0.1  # of a side, left out at each end: near a corner two edges are seen at once
SAMPLES = 32
LEAST_RISE = 12.0  # grey levels between dark and light; below it there is no edge
FAR = 0.15  # of the reach, from the line: not of this edge
JUMP = 0.15  # of a side: a corner does not move farther
PULLS = (1.0, 0.6)

Points = NDArray[np.floating[Any]]


def refined(grey: NDArray[np.uint8], corners: Points) -> Points:
    """Corners (4, 2), clockwise, moved to where the sides meet. One whose sides are hardly seen stays."""
    now, level = np.asarray(corners, np.float64), grey.astype(np.float32)
    for pull in PULLS:
        lines = [_side(level, now[at], now[(at + 1) % 4], pull) for at in range(4)]
        now = np.array([_meet(lines[at - 1], lines[at], now[at], _long(now)) for at in range(4)])
    return now


def _long(corners: Points) -> float:
    return float(np.hypot(*(corners - np.roll(corners, -1, axis=0)).T).mean())


def _side(grey: NDArray[np.float32], begin: Points, end: Points, pull: float) -> tuple[Points, Points] | None:
    """A point of the line and its direction."""
    long = float(np.hypot(*(end - begin)))
    along = (end - begin) / max(long, 1e-9)
    out = np.array([along[1], -along[0]])  # clockwise corners: outwards is to the left of the way
    reach = float(np.clip(long / MODULES * REACH, LEAST_PX, MOST_PX)) * pull
    at = long * (ENDS + (1 - 2 * ENDS) * (np.arange(SAMPLES) + 0.5) / SAMPLES)
    feet = begin + at[:, None] * along
    offsets = np.arange(-reach, reach + STEP_PX / 2, STEP_PX)
    places = (feet[:, None, :] + offsets[None, :, None] * out).astype(np.float32)
    right, down = (np.ascontiguousarray(places[..., axis]) for axis in (0, 1))
    levels = np.asarray(cv2.remap(grey, right, down, cv2.INTER_LINEAR), np.float64)
    rises = np.diff(levels, axis=1).clip(0)
    total = rises.sum(1)
    good = (total >= LEAST_RISE) & _inside(grey, places)
    middle = (offsets[1:] + offsets[:-1]) / 2
    edges = feet[good] + ((rises[good] * middle).sum(1) / total[good])[:, None] * out
    return _through(edges, FAR * reach)


def _inside(grey: NDArray[np.float32], places: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Whether all of a profile lies on the picture: an edge that is cut by the picture's is none."""
    most = np.array([grey.shape[1] - 1, grey.shape[0] - 1])
    return np.asarray(((places >= 0) & (places <= most)).all(axis=(1, 2)))


def _through(points: Points, far: float) -> tuple[Points, Points] | None:
    first = _nearest(points)
    if first is None:
        return None
    centre, way = first
    off = np.abs((points - centre) @ np.array([way[1], -way[0]]))
    return _nearest(points[off <= max(far, 0.6)])


def _nearest(points: Points) -> tuple[Points, Points] | None:
    """The line nearest to points, in both directions alike."""
    if len(points) < SAMPLES // 2:
        return None
    centre = points.mean(0)
    _, vectors = np.linalg.eigh(np.cov((points - centre).T))
    return centre, vectors[:, 1]


def _meet(
    one: tuple[Points, Points] | None, other: tuple[Points, Points] | None, old: Points, long: float
) -> Points:
    if one is None or other is None:
        return old
    (a, along), (b, across) = one, other
    cross = float(along[0] * across[1] - along[1] * across[0])
    if abs(cross) < 0.2:  # noqa: PLR2004  # nearly one line
        return old
    apart = b - a
    met: Points = a + along * float(apart[0] * across[1] - apart[1] * across[0]) / cross
    return met if float(np.hypot(*(met - old))) <= max(JUMP * long, 2.0) else old
