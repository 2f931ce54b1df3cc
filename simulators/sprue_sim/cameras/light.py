"""Light on a surface: a dome and four bars at a low angle, Lambert with a weak gloss, uneven and drifting.

A bar from the north lights from above in the picture. Brightness is linear: 1 is a white face under the dome.
"""

from math import cos, radians, sin
from typing import NamedTuple

import cv2
import numpy as np

from sprue_sim.cameras.arrays import Floats
from sprue_sim.cameras.colours import plus, times
from sprue_sim.cameras.frame import Frame
from sprue_sim.cameras.surface import Surface

RAKING_DEG = 28.0
COARSE = 4  # shadows are soft: a quarter of the picture's size is enough
REACH_SHARE = 0.16  # of the picture's width: longer shadows do not matter
STEPS = 10
SHADE = 0.3  # of a bar's light comes into its shadow all the same: from the box around
HOLLOW = 0.09  # darker per mm that a place lies lower than what is around it, under the dome
GLOSS_POWER = 4  # doublings: cos^16


class Light(NamedTuple):
    """One switched light. `from_deg`: None for the dome, else clockwise from the north."""

    name: str
    from_deg: float | None
    power: float
    uneven: tuple[float, float]
    """How much brighter at the right and the lower edge than in the middle."""


LIGHTS = {
    light.name: light
    for light in (
        Light("diffuse", None, 1.0, (0.03, -0.02)),
        Light("raking-n", 0.0, 1.2, (0.02, -0.13)),
        Light("raking-e", 90.0, 1.2, (0.12, 0.03)),
        Light("raking-s", 180.0, 1.2, (-0.03, 0.14)),
        Light("raking-w", 270.0, 1.2, (-0.12, 0.02)),
    )
}


class Drift(NamedTuple):
    """How lamps have changed since they were set: each bar's power, how the light leans, its colour."""

    power: float = 1.0
    lean: tuple[float, float] = (0.0, 0.0)
    warmer: float = 0.0
    """Share by which red has grown and blue has fallen."""


STEADY = Drift()


def towards(light: Light) -> tuple[float, float, float]:
    """Direction to a bar: right, down, up."""
    if light.from_deg is None:
        return 0.0, 0.0, 1.0
    flat, angle = cos(radians(RAKING_DEG)), radians(light.from_deg)
    return flat * sin(angle), -flat * cos(angle), sin(radians(RAKING_DEG))


class Relief(NamedTuple):
    """What shading needs of a surface, the same for every light: slopes, upright share, hollows."""

    surface: Surface
    frame: Frame
    right: Floats
    down: Floats
    up: Floats
    coarse_mm: Floats
    hollow: Floats


def relief(surface: Surface, frame: Frame) -> Relief:
    """Slopes of a surface."""
    scale = frame.px_per_mm / 32
    right = cv2.Scharr(surface.height_mm, cv2.CV_32F, 1, 0, scale=scale)
    down = cv2.Scharr(surface.height_mm, cv2.CV_32F, 0, 1, scale=scale)
    up = cv2.multiply(right, right)
    cv2.accumulateSquare(down, up)
    up += 1
    up = np.asarray(cv2.pow(up, -0.5), np.float32)
    small = cv2.resize(surface.height_mm, None, fx=1 / COARSE, fy=1 / COARSE, interpolation=cv2.INTER_AREA)
    return Relief(surface, frame, right, down, up, small, _hollow(small, frame))


def _hollow(small: Floats, frame: Frame) -> Floats:
    """How much of the dome a place sees, at the coarse size."""
    around = cv2.GaussianBlur(small, (0, 0), max(0.03 * frame.width_px / COARSE, 1.0))
    return np.clip(1 - np.float32(HOLLOW) * np.maximum(around - small, 0), 0.55, 1)


def shade(at: Relief, light: Light, drift: Drift = STEADY) -> Floats:
    """Brightness in three colours, linear."""
    grey, shine = _dome(at) if light.from_deg is None else _bar(at, light)
    field = np.float32(light.power * drift.power) * flat_field(at.frame, light, drift)
    shine *= np.float32(0.6 * at.surface.gloss)
    lit = plus(times(at.surface.albedo, grey * field), shine * field)
    if drift.warmer:
        lit *= np.array([1 - drift.warmer, 1.0, 1 + drift.warmer], np.float32)
    return lit


def flat_field(frame: Frame, light: Light, drift: Drift = STEADY) -> Floats:
    """How evenly a light lights an even face: what a picture of a white card shows."""
    right, down = (before + more for before, more in zip(light.uneven, drift.lean, strict=True))
    columns = np.linspace(-1, 1, frame.width_px, dtype=np.float32)
    rows = np.linspace(-1, 1, frame.height_px, dtype=np.float32)
    across = 1 + np.float32(right) * columns - np.float32(0.03) * columns**2
    downwards = 1 + np.float32(down) * rows - np.float32(0.03) * rows**2
    return np.outer(downwards, across)


def _dome(at: Relief) -> tuple[Floats, Floats]:
    hollow = cv2.resize(at.hollow, at.up.shape[::-1], interpolation=cv2.INTER_LINEAR)
    grey = hollow * (np.float32(0.5) + np.float32(0.5) * at.up)
    return grey, np.float32(0.25) * hollow * at.up


def _bar(at: Relief, light: Light) -> tuple[Floats, Floats]:
    """Lambert, and a gloss about the half way between lamp and camera."""
    right, down, up = towards(light)
    lambert = (np.float32(up) - np.float32(right) * at.right - np.float32(down) * at.down) * at.up
    half = (2 + 2 * up) ** 0.5
    shine = (lambert + at.up) * np.float32(1 / half)
    np.maximum(shine, 0, out=shine)
    for _ in range(GLOSS_POWER):
        np.multiply(shine, shine, out=shine)
    np.maximum(lambert, 0, out=lambert)
    open_ = _open(at, light)
    lambert *= open_
    shine *= open_
    lambert += np.float32(0.06)
    return lambert, shine


def _open(at: Relief, light: Light) -> Floats:
    """1 where the bar is seen, little in a shadow: marches from each place towards the bar."""
    right, down, up = towards(light)
    flat = (right**2 + down**2) ** 0.5
    small, size = at.coarse_mm, at.coarse_mm.shape[::-1]
    mm_px = at.frame.frame_mm / at.coarse_mm.shape[1]
    stands = np.zeros_like(small)
    for step in range(1, STEPS + 1):
        away_px = REACH_SHARE * size[0] * (step / STEPS) ** 1.6
        move = np.array([[1, 0, -right / flat * away_px], [0, 1, -down / flat * away_px]], np.float32)
        there: Floats = cv2.warpAffine(small, move, size, borderMode=cv2.BORDER_REPLICATE)
        there -= np.float32(away_px * mm_px * up / flat)
        np.maximum(stands, there - small, out=stands)
    shadow = np.clip(stands / np.float32(6 * mm_px), 0, 1)
    return cv2.resize(1 - np.float32(1 - SHADE) * shadow, at.up.shape[::-1], interpolation=cv2.INTER_LINEAR)
