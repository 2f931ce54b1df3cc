"""The surface that a camera looks at: heights, colour, how much of a pixel the part covers.

What is the same in every picture of a product is made once and shared; nothing writes into it.
"""

from functools import lru_cache
from math import hypot
from typing import NamedTuple
from zlib import crc32

import cv2
import numpy as np

from sprue_sim.cameras.arrays import Floats, Mask, smooth
from sprue_sim.cameras.fill import Fill, fill_of
from sprue_sim.cameras.frame import Frame, grid_mm
from sprue_sim.cameras.product import Product, product
from sprue_sim.cameras.shapes import Point, segment_mm

FINE_MM = 0.0012  # roughness of a moulded face at the scale of a pixel
MOTTLE = 0.015  # of the colour, over centimetres
STEEL = (0.42, 0.43, 0.44)
GROUND_MM = 0.0022  # of the plate around the cavity, along its grinding
POLISHED_MM = 0.0007
VENT_MM, LAND_MM, DEEP_MM = 3.0, 3.0, 0.12
PIN_SHARE = 0.045  # radius of an ejector's pin over the width of the picture


class Surface(NamedTuple):
    """A face before the camera. `cover`: 1 on the part, 0 on the tray."""

    height_mm: Floats
    cover: Floats
    albedo: Floats
    """Rows, columns, (blue, green, red) as OpenCV has it."""
    gloss: float


class View(NamedTuple):
    """A product in a frame, with all that only depends on it."""

    product: Product
    frame: Frame
    edge_mm: Floats
    body: Mask
    fill: Fill
    rib_mm: Floats
    fine: Floats
    """Texture with spread 1."""
    part: Surface
    cavity: Surface


@lru_cache(maxsize=12)
def view(mould: str, width_px: int = 640) -> View:
    """The view of a mould's product."""
    shown = product(mould)
    frame = Frame(width_px, shown.frame_mm)
    edge = shown.edge_mm(frame)
    body, chance = edge < 0, np.random.default_rng(crc32(mould.encode()))
    fine = chance.standard_normal(edge.shape, dtype=np.float32)
    fill, height = fill_of(shown, frame, body), shown.height_mm(frame)
    return View(
        product=shown,
        frame=frame,
        edge_mm=edge,
        body=body,
        fill=fill,
        rib_mm=shown.rib_mm(frame),
        fine=fine,
        part=_part(shown, frame, edge, height, fine),
        cavity=_cavity(frame, edge, height, fine, fill),
    )


def _cover(edge_mm: Floats, frame: Frame) -> Floats:
    """Share of each pixel within the outline."""
    return np.asarray(np.clip(np.float32(0.5) - edge_mm * np.float32(frame.px_per_mm), 0, 1))


def _part(shown: Product, frame: Frame, edge: Floats, height: Floats, fine: Floats) -> Surface:
    mottle = 1 + np.float32(MOTTLE) * cloud(fine, frame, 6.0)
    albedo = np.array(shown.colour[::-1], np.float32) * mottle[..., None]
    texture = np.float32(FINE_MM) * cv2.GaussianBlur(fine, (0, 0), 0.8)
    return Surface(height + texture, _cover(edge, frame), albedo, shown.gloss)


def _cavity(frame: Frame, edge: Floats, height: Floats, fine: Floats, fill: Fill) -> Surface:
    """The part's negative in a ground plate, with vents and an ejector's pins."""
    cover = _cover(edge, frame)
    ground: Floats = cv2.GaussianBlur(fine, (0, 0), sigmaX=9, sigmaY=0.6)
    ground *= np.float32(GROUND_MM / max(float(ground.std()), 1e-9))
    polish = np.float32(POLISHED_MM) * cv2.GaussianBlur(fine, (0, 0), 1.2)
    steel = -height * cover + ground * (1 - cover) + polish * cover
    for number in range(len(fill.vents)):
        steel -= np.float32(DEEP_MM) * vent_share(fill, frame, edge, number)
    steel -= np.float32(0.06) * _pins(frame, edge)
    stain = 1 + np.float32(0.03) * cloud(fine, frame, 5.0)
    albedo = np.array(STEEL[::-1], np.float32) * stain[..., None]
    albedo *= (1 - np.float32(0.08) * cover)[..., None]
    return Surface(np.asarray(steel, np.float32), np.ones_like(cover), albedo, 0.55)


def vent_share(fill: Fill, frame: Frame, edge_mm: Floats, number: int) -> Floats:
    """1 in one vent's channel, from the cavity's edge outwards."""
    start, end = vent_line(fill, frame, edge_mm, number)
    scale = np.float32(frame.frame_mm / 80)
    beside = segment_mm(*grid_mm(frame), start, end) - np.float32(VENT_MM / 2) * scale
    return smooth(-beside / (np.float32(0.4) * scale)) * smooth(edge_mm / (np.float32(0.2) * scale))


def vent_line(fill: Fill, frame: Frame, edge_mm: Floats, number: int) -> tuple[Point, Point]:
    """A vent's middle line, from the cavity's edge straight away from it."""
    x_mm, y_mm = fill.vents[number]
    row, column = frame.place(x_mm, y_mm)
    around = edge_mm[max(row - 6, 0) : row + 7, max(column - 6, 0) : column + 7]
    down, right = (float(one.mean()) for one in np.gradient(around))
    long = LAND_MM * 3 * frame.frame_mm / 80 / max(hypot(right, down), 1e-6)
    return (x_mm, y_mm), (x_mm + right * long, y_mm + down * long)


def _pins(frame: Frame, edge: Floats) -> Floats:
    """The fine gaps around four ejector pins, where there is room for them."""
    x, y = grid_mm(frame)
    radius, reach = np.float32(PIN_SHARE * frame.frame_mm), np.float32(0.13 * frame.frame_mm)
    gaps = np.zeros(x.shape, np.float32)
    for right, down in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
        away = np.hypot(x - right * reach, y - down * reach)
        room = edge[frame.place(right * float(reach), down * float(reach))] < -1.2 * radius
        if room:
            gaps += np.exp(-(((away - radius) * np.float32(frame.px_per_mm / 1.2)) ** 2))
    return gaps


def cloud(fine: Floats, frame: Frame, size_mm: float) -> Floats:
    """A soft pattern with spread 1 whose blots are `size_mm` large on a part of 80 mm."""
    blot_px = max(size_mm / 80 * frame.width_px / 4, 1.0)
    small = cv2.resize(fine, None, fx=1 / blot_px, fy=1 / blot_px, interpolation=cv2.INTER_NEAREST)
    soft: Floats = cv2.GaussianBlur(small, (0, 0), 1.5)
    soft -= soft.mean()
    soft /= max(float(soft.std()), 1e-6)
    return np.asarray(cv2.resize(soft, fine.shape[::-1], interpolation=cv2.INTER_CUBIC), np.float32)
