"""The size and depth at which a product's pictures are looked at, chosen once, by pictures of good parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from sprue_server.vision.pictures import Picture, Pixels

STEP = 32  # pixels; the network halves five times
LEAST, MOST = 64, 1280  # pixels of a side
BUDGET = 164_000  # pixels; 256 x 640, about 75 ms on one core
SHARE = 224 / 256  # of a side: a picture of 256 pixels is judged within 25 ms


@dataclass(frozen=True)
class Working:
    """Height and width in pixels, and the number that is white (255, or 2^n - 1 for deeper cameras)."""

    height: int
    width: int
    white: int

    def of(self, pixels: Pixels) -> NDArray[np.float32]:
        """A picture at the working size, RGB in 0..1, shape (height, width, 3)."""
        smaller = pixels.shape[0] * pixels.shape[1] > self.height * self.width
        how = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
        resized = cv2.resize(pixels, (self.width, self.height), interpolation=how)
        told: NDArray[np.float32] = np.divide(resized, self.white, dtype=np.float32)
        return np.minimum(told, 1, out=told)


def chosen(pictures: Sequence[Picture]) -> Working:
    """For some pictures of good parts: their usual shape, as many pixels as time allows."""
    width, height = median(one.width for one in pictures), median(one.height for one in pictures)
    scale = min(SHARE, sqrt(BUDGET / (width * height)))
    return Working(_side(height * scale), _side(width * scale), _white(pictures))


def _side(pixels: float) -> int:
    return min(MOST, max(LEAST, round(pixels / STEP) * STEP))


def _white(pictures: Sequence[Picture]) -> int:
    """8 bit cameras fill their range; 10 or 12 bits in a file of 16 leave the upper bits empty."""
    if all(one.pixels.dtype == np.uint8 for one in pictures):
        return 255
    brightest = max(int(one.pixels.max()) for one in pictures)
    return max(255, (1 << brightest.bit_length()) - 1)
