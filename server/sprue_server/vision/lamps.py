"""How bright the lamps are, by what lies still beside the part: paper of the markers, tray, plate.

A picture is divided by what its lamp has changed since the goods were pictured: power, lean and, under the even
light, colour. So a check sees the part and not the age of a lamp.
"""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from sprue_server.vision.fixture import Matrix, moved
from sprue_server.vision.stage import CELLS, LATTICE, Stage

Array = NDArray[Any]
ODD = 0.08  # of a place beside the median of all: something lies on it
LEAST_CELLS = 8  # with fewer there is nothing to go by, and lamps are taken to be as they were
LEAST = np.array([0.1, -0.3, -0.3])  # gains below are no lamp's, and would divide by nothing
GREY = np.array([0.299, 0.587, 0.114], np.float32)


def levels(stage: Stage, pixels: NDArray[np.uint8], where: Matrix, cells: NDArray[np.int64]) -> Array:
    """(colours, cells): mean brightness of some cells of the frame, 0..255."""
    points = stage.ground_mm.reshape(-1, LATTICE**2, 2)[cells].reshape(-1, 2)
    at = moved(points, where).astype(np.float32).reshape(-1, LATTICE**2, 2)
    found = cv2.remap(pixels, at[..., 0], at[..., 1], cv2.INTER_LINEAR)
    return np.asarray(found.reshape(len(cells), LATTICE**2, -1).mean(1, dtype=np.float32).T)


def gain(stage: Stage, light: int, pixels: NDArray[np.uint8], where: Matrix) -> Array:
    """(colours, 3): how many times brighter it has become: in the middle, more to the right, more downwards."""
    cells = stage.still(light)
    if cells.size < LEAST_CELLS:
        return np.tile([1.0, 0, 0], (1 if pixels.ndim == 2 else 3, 1))  # noqa: PLR2004
    now, learnt = levels(stage, pixels, where, cells), stage.levels[light][:, cells]
    if len(now) == 1:
        learnt = (GREY @ learnt)[None]
    weight = stage.steady[light][cells].astype(np.float64)
    return np.stack([_plane(one, weight, cells) for one in now / np.maximum(learnt, 1)])


def _plane(ratio: Array, weight: Array, cells: NDArray[np.int64]) -> Array:
    usual = float(np.median(ratio))
    counts = weight * (np.abs(ratio / max(usual, 1e-3) - 1) < ODD)
    down, right = np.divmod(cells, CELLS[0])
    told = np.stack([np.ones(len(cells)), _middle(right, CELLS[0]), _middle(down, CELLS[1])])
    if np.count_nonzero(counts) < LEAST_CELLS:
        return np.array([usual, 0, 0])
    return np.asarray(np.linalg.solve((told * counts) @ told.T + 1e-6 * np.eye(3), (told * counts) @ ratio))


def _middle(place: Array, count: int) -> Array:
    """-1 at one edge of the frame, 1 at the other."""
    return np.asarray((place + 0.5) / count * 2 - 1)


def _middles(long: int, count: int) -> Array:
    """Middles of so many pixels over a way that is `long` pixels of the frame long."""
    return np.asarray((np.arange(count) + 0.5) * (long / count) - 0.5)


def evened(stage: Stage, pixels: NDArray[np.uint8], gains: Array) -> Array:
    """A picture of the window at any size, (h, w) or (h, w, 3), as under the learnt lamps, 0..1, float32."""
    left, top, width, height = stage.window
    across, down = stage.fixture.size_px
    x = _middle(left + _middles(width, pixels.shape[1]), across).astype(np.float32)[None]
    y = _middle(top + _middles(height, pixels.shape[0]), down).astype(np.float32)[:, None]
    fields = [(a + c * y) + b * x for a, b, c in (255 * np.maximum(gains, LEAST)).astype(np.float32)]
    field = fields[0] if len(fields) == 1 else cv2.merge(fields)
    return np.asarray(cv2.divide(pixels.astype(np.float32), field))
