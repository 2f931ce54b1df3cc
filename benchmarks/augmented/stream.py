"""A camera that moves over a plate with markers, as a file for Chromium's fake camera; its truth is known.

The plate tilts by 30 degrees both ways, comes near and goes away. Each frame bears its number as eight squares.
Sharpness, noise and motion are those of a telephone in a hall; the lens does not distort.
"""

from collections.abc import Iterator, Sequence
from math import pi, sin
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from sprue_sim.cameras.frame import Frame
from sprue_sim.cameras.light import STEADY
from sprue_sim.cameras.markers import INSET, MODULES, SIDE
from sprue_sim.cameras.shooting import Wish, shoot
from sprue_sim.cameras.surface import view

WIDTH, HEIGHT, FPS, FRAMES = 640, 480, 15, 120
FOCAL_PX = 620.0  # a telephone's camera sees about 55 degrees across
BITS, BIT_PX, BITS_AT = 8, 16, (4, 4)  # the frame's number: squares from the upper left
Numbers = NDArray[np.float64]
Bytes = NDArray[np.uint8]


class Plate(NamedTuple):
    """A picture with markers, and its scale."""

    picture: Bytes
    frame: Frame

    def markers_mm(self) -> list[dict[str, Any]]:
        """Numbers and corners as the hub tells them, from the same roundings as the picture's."""
        side = max(round(SIDE * self.frame.width_px / MODULES), 1) * MODULES
        inset = round(INSET * self.frame.width_px)
        right, down = self.frame.width_px - side - inset, self.frame.height_px - side - inset
        corners = [(inset, inset), (right, inset), (right, down), (inset, down)]
        return [
            {"id": n, "corners_mm": [self._mm(x + a, y + b) for a, b in _square(side)]}
            for n, (x, y) in enumerate(corners)
        ]

    def _mm(self, x_edge: float, y_edge: float) -> list[float]:
        scale, size = self.frame.px_per_mm, (self.frame.width_px, self.frame.height_px)
        return [(x_edge - size[0] / 2) / scale, (y_edge - size[1] / 2) / scale]

    def to_pixels(self) -> Numbers:
        """From mm to the picture's pixels, counted at their middles."""
        scale = self.frame.px_per_mm
        middle = (self.frame.width_px - 1) / 2, (self.frame.height_px - 1) / 2
        return np.array([[scale, 0, middle[0]], [0, scale, middle[1]], [0, 0, 1]])


class Stream(NamedTuple):
    """A file and where every frame has its plate: `homographies[n]` brings mm to pixels of frame n."""

    path: Path
    homographies: Sequence[Numbers]


def plate(
    mould: str = "toy-gear", of: str = "mould", *, width_px: int = 1280, seed: int = 3, **severities: float
) -> Plate:
    """A simulated cavity, or a part on its tray, with its markers. The width rounds the markers' size."""
    wish = Wish(
        of="mould" if of == "mould" else "part",
        mould=mould,
        cavity=0,
        severities=severities,
        seed=(seed, 62),
        marks_seed=(seed, 63),
        drift=STEADY,
        lights=("diffuse",),
        width_px=width_px,
    )
    return Plate(shoot(wish).pictures["diffuse"], view(mould, width_px).frame)


def path_at(share: float, width_mm: float, near: float = 1.0) -> Numbers:
    """Where the plate lies before the camera at a share of the loop: from mm to the frame's pixels."""
    turn = 2 * pi * share
    tilt_x, tilt_y, roll = 0.52 * sin(turn), 0.52 * sin(2 * turn + 0.7), 0.25 * sin(turn + 2)
    first, second = (cv2.Rodrigues(np.array(one))[0] for one in ([tilt_x, 0, 0.0], [0, tilt_y, roll]))
    turned: Numbers = first @ second
    away = near * width_mm * (1.42 + 0.10 * sin(3 * turn))
    shift = np.array([0.03 * width_mm * sin(turn), 0.02 * width_mm * sin(2 * turn), away])
    lens = np.array([[FOCAL_PX, 0, (WIDTH - 1) / 2], [0, FOCAL_PX, (HEIGHT - 1) / 2], [0, 0, 1]])
    seen: Numbers = lens @ np.column_stack([turned[:, 0], turned[:, 1], shift])
    return seen / seen[2, 2]


def frames(
    shown: Plate, count: int = FRAMES, *, near: float = 1.0, scale: int = 1, seed: int = 5
) -> Iterator[tuple[Bytes, Numbers]]:
    """Pictures (480, 640, 3) in OpenCV's order of colours, and their homographies.

    `near`: below 1 markers leave the picture. `scale`: a photograph so many times larger, of the same view.
    """
    chance = np.random.default_rng(seed)
    bench = chance.normal(70, 9, (HEIGHT // 8, WIDTH // 8, 1)).clip(0, 255).astype(np.uint8)
    size = (WIDTH * 2 * scale, HEIGHT * 2 * scale)
    background = np.repeat(cv2.resize(bench, size)[:, :, None], 3, axis=2)
    for number in range(count):
        truth = path_at(number / count, shown.frame.frame_mm, near)
        yield numbered(_taken(shown, _larger(scale) @ truth, background, chance), number), truth


def _taken(shown: Plate, truth: Numbers, background: Bytes, chance: np.random.Generator) -> Bytes:
    """Twice as large and then reduced, because a warp alone skips pixels."""
    way = _larger(2) @ truth @ np.linalg.inv(shown.to_pixels())
    height, width = background.shape[:2]
    large = background.copy()
    cv2.warpPerspective(shown.picture, way, (width, height), dst=large, borderMode=cv2.BORDER_TRANSPARENT)
    half = cv2.resize(large, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(half, (0, 0), 0.7)
    noisy = small + chance.normal(0, 4, small.shape[:2])[:, :, None]
    return np.asarray(noisy.clip(0, 255), np.uint8)


def _larger(scale: int) -> Numbers:
    """To pixels so many times smaller; both are counted at their middles."""
    return np.array([[scale, 0, (scale - 1) / 2], [0, scale, (scale - 1) / 2], [0, 0, 1]])


def numbered(picture: Bytes, number: int) -> Bytes:
    """The frame's number in it."""
    x, y = BITS_AT
    for bit in range(BITS):
        picture[y : y + BIT_PX, x + bit * BIT_PX : x + (bit + 1) * BIT_PX] = 255 if number >> bit & 1 else 0
    return picture


def write_y4m(taken: Iterator[tuple[Bytes, Numbers]], path: Path) -> Stream:
    """Uncompressed; Chromium wants C420, and nothing else in its place."""
    truths = []
    with path.open("wb") as file:
        file.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{FPS}:1 Ip A1:1 C420\n".encode())
        for picture, truth in taken:
            file.write(b"FRAME\n" + cv2.cvtColor(picture, cv2.COLOR_BGR2YUV_I420).tobytes())
            truths.append(truth)
    return Stream(path, truths)


def _square(side: float) -> list[tuple[float, float]]:
    return [(0, 0), (side, 0), (side, side), (0, side)]
