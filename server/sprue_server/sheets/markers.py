"""The four markers of a fixture: their numbers, codes and places in mm. Pure.

ARUCO_MIP_36h12, 0 to 3 clockwise from the upper left; side and white margin are shares of the frame's width.
The simulated cameras have the same, and a page in a browser reads them.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import cv2
import numpy as np

FAMILY = cv2.aruco.DICT_ARUCO_MIP_36h12
SIDE, INSET = 0.07, 0.014  # over the frame's width; the inset is the white margin
MODULES = 8  # six of code and a border
COUNT = 4


class Box(NamedTuple):
    """A rectangle in mm, y downwards."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float


class Fixture(NamedTuple):
    """The frame that a camera sees, in mm; `side` and `inset` of its markers over its width."""

    width_mm: float
    height_mm: float
    side: float = SIDE
    inset: float = INSET

    @property
    def side_mm(self) -> float:
        """Of a marker, its black border included."""
        return self.width_mm * self.side

    @property
    def inset_mm(self) -> float:
        """White around a marker, and its distance from the frame's edge."""
        return self.width_mm * self.inset

    @property
    def apart_mm(self) -> tuple[float, float]:
        """From a marker's middle to that beside it, and to that below it."""
        taken = 2 * self.inset_mm + self.side_mm
        return self.width_mm - taken, self.height_mm - taken

    def boxes(self) -> tuple[Box, ...]:
        """The markers' squares, by number, from the frame's upper left corner."""
        right, down = (self.inset_mm + apart for apart in self.apart_mm)
        near, side = self.inset_mm, self.side_mm
        places = (near, near), (right, near), (right, down), (near, down)
        return tuple(Box(x, y, side, side) for x, y in places)


@lru_cache(maxsize=COUNT)
def ink(number: int) -> tuple[Box, ...]:
    """What is black of a marker of side 1: runs of modules, row by row."""
    family = cv2.aruco.getPredefinedDictionary(FAMILY)
    drawn = np.asarray(cv2.aruco.generateImageMarker(family, number, MODULES))
    return tuple(_runs(drawn == 0))


def _runs(black: "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]") -> Iterator[Box]:
    one = 1 / MODULES
    for row, line in enumerate(black):
        turns = np.flatnonzero(np.diff(np.concatenate([[0], line.astype(np.int8), [0]])))
        for begin, end in turns.reshape(-1, 2):
            yield Box(float(begin) * one, row * one, float(end - begin) * one, one)
