"""How a part lies in its nest: turned, moved, larger or smaller than goods are, to hundredths of a pixel.

Baker & Matthews, Lucas-Kanade 20 Years On, IJCV 56, 2004, section 3.2 (inverse compositional), with two numbers
more for brightness. Slopes of the reference are worked out once; each step is one look and one product.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from sprue_server.vision.fixture import Matrix

Array = NDArray[Any]
Look = Callable[[Matrix, tuple[int, int]], Array]
"""Grey values under a grid of (width, height), for the matrix that leads from its pixels to the frame's."""
FULL, SMALL_STEPS, STEPS = 4, 5, 5
SHARE = 0.35  # of the pixels, those with the steepest slopes
FAR = 2.5  # mean residuals; beyond, a pixel shows something else
UNIT = 100.0  # pixels: turning and growing are numbers of the size of moving
STIFF = 1e-4  # of the mean stiffness: a round part can be turned by anything


@dataclass(frozen=True)
class Reference:
    """Mean picture of goods (h, w), and how much each pixel counts (h, w)."""

    picture: Array
    weight: Array

    @cached_property
    def chosen(self) -> NDArray[np.int64]:
        """Pixels that tell where the part is, as flat numbers."""
        right, down = self.slopes
        steep = np.hypot(right, down) * self.weight
        return np.flatnonzero(steep > max(float(np.quantile(steep, 1 - SHARE)), 1e-9))

    @cached_property
    def slopes(self) -> tuple[Array, Array]:
        """Of the picture, per pixel."""
        soft = cv2.GaussianBlur(self.picture, (0, 0), 0.6)
        return cv2.Sobel(soft, cv2.CV_32F, 1, 0, scale=1 / 8), cv2.Sobel(soft, cv2.CV_32F, 0, 1, scale=1 / 8)

    @cached_property
    def columns(self) -> Array:
        """(6, n): what one unit of growing, turning, right, down, gain and offset changes."""
        height, width = self.picture.shape
        right, down = (one.ravel()[self.chosen] for one in self.slopes)
        y, x = np.divmod(self.chosen, width)
        x, y = (x - (width - 1) / 2) / UNIT, (y - (height - 1) / 2) / UNIT
        grey = self.picture.ravel()[self.chosen]
        told = [right * x + down * y, down * x - right * y, right, down, grey, np.ones_like(grey)]
        return np.asarray(told, np.float32)

    @cached_property
    def solver(self) -> Array:
        """(6, n): from residuals to the change that explains them best."""
        weighted = self.columns * self.weight.ravel()[self.chosen]
        stiff = weighted @ self.columns.T
        stiff += STIFF * np.trace(stiff[:4, :4]) / 4 * np.diag([1, 1, 1, 1, 0, 0]) + 1e-9 * np.eye(6)
        return np.asarray(np.linalg.solve(stiff, weighted), np.float32)

    def step(self, seen: Array) -> Array:
        """Growing, turning, right, down that lead from the reference to what is seen."""
        apart = seen.ravel()[self.chosen] - self.picture.ravel()[self.chosen]
        apart = apart - apart.mean()
        reach = FAR * float(np.abs(apart).mean()) + 1e-6
        return np.asarray(self.solver @ np.clip(apart, -reach, reach))[:4]


@dataclass(frozen=True)
class Aligner:
    """A reference at two sizes."""

    fine: Reference

    @cached_property
    def coarse(self) -> Reference:
        """A quarter of the size: far ways in few steps."""
        small = (self.fine.picture.shape[1] // FULL, self.fine.picture.shape[0] // FULL)
        return Reference(
            *(
                cv2.resize(one, small, interpolation=cv2.INTER_AREA)
                for one in (self.fine.picture, self.fine.weight)
            )
        )

    def pose(self, look: Look) -> Matrix:
        """(3, 3) from pixels of the part to pixels of the frame, at the reference's size."""
        found = np.eye(3)
        for reference, scale, steps in ((self.coarse, FULL, SMALL_STEPS), (self.fine, 1, STEPS)):
            size = reference.picture.shape[::-1]
            larger = np.array([[scale, 0, (scale - 1) / 2], [0, scale, (scale - 1) / 2], [0, 0, 1]])
            smaller = np.linalg.inv(larger)
            for _ in range(steps):
                change = _similar(
                    reference.step(look(found @ larger, (size[0], size[1]))), reference.picture.shape
                )
                found = found @ larger @ np.linalg.inv(change) @ smaller
        return found


def looking(whole: NDArray[np.uint8], base: Matrix) -> Look:
    """Looks at a picture through a matrix from pixels of the reference to its own."""
    known: dict[int, Array] = {}

    def look(matrix: Matrix, size: tuple[int, int]) -> Array:
        through = base @ matrix
        step = max(round(float(np.sqrt(abs(np.linalg.det(through[:2, :2]))))), 1)
        if step not in known:
            known[step] = cv2.resize(whole, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
        off = 0.5 / step - 0.5
        through = np.array([[1 / step, 0, off], [0, 1 / step, off], [0, 0, 1]]) @ through
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        found = cv2.warpPerspective(known[step], through, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(found, np.float32)

    return look


def _similar(step: Array, shape: tuple[int, ...]) -> Matrix:
    """The change as a matrix about the middle of the picture."""
    grow, turn, right, down = (float(one) for one in step)
    c, s = 1 + grow / UNIT, turn / UNIT
    x, y = (shape[1] - 1) / 2, (shape[0] - 1) / 2
    return np.array([[c, -s, right + x - c * x + s * y], [s, c, down + y - s * x - c * y], [0, 0, 1]])
