"""What four raking lamps tell together, as a picture for people: where the face is bent, finely or broadly.

In the camera's own pixels, so that it lies on the pictures it is made of; nothing needs to have been learnt.
Heights would tell more of a sink, but without what was learnt the shadows of walls drown them: where slopes are
to be trusted only `checks/relief.py` knows. How a face is bent stays where it is.
"""

from collections.abc import Mapping
from typing import Literal

import cv2
import numpy as np

from sprue_server.vision import registration
from sprue_server.vision.pictures import Pixels
from sprue_server.vision.seen import Array
from sprue_server.vision.slopes import RAKING, bent, between

Shows = Literal["lines", "hollows"]
RAKING_DEG = 28.0  # of lamps whose angle nobody tells; the fixture's usual one
FULL = {"lines": 0.06, "hollows": 0.004}  # slope per pixel that is drawn black; its opposite is white
BROAD_PX = 6.0  # of a picture 640 wide: a hollow is wider, a scratch far narrower
STEEP, BESIDE_PX = 0.25, 5  # slope of a wall, and how far it reaches: no hollow of a face
WIDTH_PX, LEAST_PX = 640, 64


class ReliefError(Exception):
    """These pictures make no relief; the message says why."""


def relief(pictures: Mapping[str, Pixels], shows: Shows) -> Array:
    """(h, w) of bytes: middle grey where the face is even, dark in a groove or hollow, light on a ridge.

    `pictures`: (h, w, 3) by light, of one moment.

    Raises:
        ReliefError: a raking lamp is missing, or the pictures differ in size or are too small.
    """
    missing = sorted(RAKING - pictures.keys())
    if missing:
        raise ReliefError(
            f"there is no picture under {', '.join(missing)}: a relief needs all four raking lamps"
        )
    sizes = {pictures[light].shape[:2] for light in RAKING}
    if len(sizes) > 1 or min(min(size) for size in sizes) < LEAST_PX:
        raise ReliefError("the pictures under the four lamps differ in size, or are smaller than 64 pixels")
    told = between({light: _bright(pictures[light]) for light in RAKING}, RAKING_DEG)
    found = bent(told) if shows == "lines" else bent(_broad(told))
    return np.asarray(np.clip(127.5 * (1 - found / FULL[shows]), 0, 255), np.uint8)


def _bright(pixels: Pixels) -> Array:
    """Brightness 0..1; opposite lamps are divided by each other, so a common factor does not matter."""
    white = np.float32(np.iinfo(pixels.dtype).max)
    return registration.grey(np.asarray(pixels / white * np.float32(255), np.uint8)).astype(np.float32) / 255


def _broad(told: Array) -> Array:
    """Slopes without walls, as the mean of what is around."""
    wall = (np.abs(told).max(-1) > STEEP).astype(np.uint8)
    even = (1 - cv2.dilate(wall, np.ones((BESIDE_PX, BESIDE_PX), np.uint8))).astype(np.float32)
    wide = BROAD_PX * told.shape[1] / WIDTH_PX
    blurred = cv2.GaussianBlur(cv2.merge([*cv2.split(told * even[..., None]), even]), (0, 0), wide)
    return np.asarray(blurred[..., :2] / np.maximum(blurred[..., 2:], np.float32(0.05)))
