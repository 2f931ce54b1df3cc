"""The camera: exposure, blur by vibration, noise of photons and of reading, 8 bits a colour, linear."""

from functools import lru_cache
from math import cos, sin
from typing import NamedTuple

import cv2
import numpy as np

from sprue_sim.cameras.arrays import Bytes, Floats

WELL = 9000.0  # electrons of a full pixel: noise of photons is its root
READ = 0.0045  # of full, 1 sigma
FOCUS_PX = 0.55  # blur of a lens in focus
TILE = 1.5  # noise is drawn once for a picture this much larger, and another part of it is used each time


class Exposure(NamedTuple):
    """How one picture is taken."""

    gain: float = 1.0
    blur_px: float = FOCUS_PX
    shake_px: float = 0.0
    shake_deg: float = 0.0
    moved_px: tuple[float, float] = (0.0, 0.0)
    """Right and down, since the fixture was set."""


def expose(lit: Floats, how: Exposure, chance: np.random.Generator) -> Bytes:
    """What the camera makes of brightness. Blur first, then noise: each pixel has its own."""
    seen = _moved(lit, how.moved_px) if any(how.moved_px) else lit
    seen = cv2.GaussianBlur(seen, (0, 0), how.blur_px) if how.blur_px > 0 else seen
    if how.shake_px > 0:
        seen = cv2.filter2D(seen, -1, _streak(how.shake_px, how.shake_deg))
    seen = seen * np.float32(how.gain)
    np.clip(seen, 0, 1, out=seen)
    rough = np.sqrt(seen * np.float32(1 / WELL) + np.float32(READ**2))
    rough *= _noise(seen.shape, chance)
    seen += rough
    return np.asarray(cv2.convertScaleAbs(np.maximum(seen, 0, out=seen), alpha=255.0), np.uint8)


def _moved(lit: Floats, by_px: tuple[float, float]) -> Floats:
    move = np.array([[1, 0, by_px[0]], [0, 1, by_px[1]]], np.float32)
    size = (lit.shape[1], lit.shape[0])
    return np.asarray(cv2.warpAffine(lit, move, size, borderMode=cv2.BORDER_REPLICATE), np.float32)


def _noise(shape: tuple[int, ...], chance: np.random.Generator) -> Floats:
    tile = _tile(shape[0], shape[1])
    row, column = (int(chance.integers(have - need)) for have, need in zip(tile.shape, shape[:2], strict=False))
    return tile[row : row + shape[0], column : column + shape[1]]


@lru_cache(maxsize=2)
def _tile(rows: int, columns: int) -> Floats:
    size = (int(rows * TILE), int(columns * TILE), 3)
    return np.random.default_rng(20).standard_normal(size, dtype=np.float32)


def _streak(length_px: float, angle_deg: float) -> Floats:
    """The way that the picture goes while the shutter is open."""
    half = max(int(np.ceil(length_px / 2)), 1)
    kernel = np.zeros((2 * half + 1, 2 * half + 1), np.float32)
    angle = np.radians(angle_deg)
    for along in np.linspace(-length_px / 2, length_px / 2, 33):
        x, y = half + along * cos(angle), half + along * sin(angle)
        column, row = int(x), int(y)
        for down, right in ((0, 0), (0, 1), (1, 0), (1, 1)):
            share = (1 - abs(y - row - down)) * (1 - abs(x - column - right))
            if share > 0:
                kernel[min(row + down, 2 * half), min(column + right, 2 * half)] += share
    return np.asarray(kernel / kernel.sum(), np.float32)
