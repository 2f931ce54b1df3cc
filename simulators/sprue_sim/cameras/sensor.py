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
STEPS = 9  # of the way that the picture goes while the shutter is open
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
    seen: Floats = cv2.filter2D(lit, -1, how.gain * blur(how), borderType=cv2.BORDER_REPLICATE)
    np.clip(seen, 0, 1, out=seen)
    rough = seen * np.float32(1 / WELL)
    rough += np.float32(READ**2)
    cv2.sqrt(rough, rough)
    rough *= _noise(seen.shape, chance)
    seen += rough
    return np.asarray(cv2.convertScaleAbs(np.maximum(seen, 0, out=seen), alpha=255.0))


def blur(how: Exposure) -> Floats:
    """Lens, shake and a moved camera as one kernel, whose sum is 1."""
    away = max(abs(one) for one in how.moved_px)
    half = max(int(np.ceil(2.6 * how.blur_px + how.shake_px / 2 + away)), 1)
    across = np.arange(-half, half + 1, dtype=np.float32)
    angle, kernel = np.radians(how.shake_deg), np.zeros((2 * half + 1, 2 * half + 1), np.float32)
    for along in np.linspace(-how.shake_px / 2, how.shake_px / 2, STEPS if how.shake_px else 1):
        right = across + how.moved_px[0] + along * cos(angle)  # correlation: the kernel is its own mirror
        down = across + how.moved_px[1] + along * sin(angle)
        kernel += np.outer(_lens(down, how.blur_px), _lens(right, how.blur_px))
    return np.asarray(kernel / kernel.sum(), np.float32)


def _lens(away: Floats, blur_px: float) -> Floats:
    """A lens in focus is still a little soft; without blur the nearest pixels share."""
    if blur_px <= 0:
        return np.asarray(np.maximum(1 - np.abs(away), 0))
    return np.asarray(np.exp(-(away**2) / (2 * blur_px**2)))


def _noise(shape: tuple[int, ...], chance: np.random.Generator) -> Floats:
    tile = _tile(shape[0], shape[1])
    row, column = (int(chance.integers(have - need)) for have, need in zip(tile.shape, shape[:2], strict=False))
    return tile[row : row + shape[0], column : column + shape[1]]


@lru_cache(maxsize=2)
def _tile(rows: int, columns: int) -> Floats:
    size = (int(rows * TILE), int(columns * TILE), 3)
    return np.random.default_rng(20).standard_normal(size, dtype=np.float32)
