"""Shapes that products are built of: the distance of every point from a shape's edge in mm, negative inside.

Distances of the kinds are written once, in `KINDS`; a product's YAML names them.
"""

from collections.abc import Callable
from math import cos, pi, radians, sin
from typing import Annotated, Literal

import cv2
import numpy as np
from pydantic import Field

from sprue_sim.cameras.arrays import Floats
from sprue_sim.grades import Data, Positive

Point = tuple[float, float]


class Repeat(Data):
    """The same shape again: turned around a point by equal angles, or moved by steps."""

    count: int = Field(ge=1, le=200)
    around: Point | None = None
    step: Point = (0.0, 0.0)


class Shape(Data):
    """One shape. `turn` in degrees clockwise; what a kind does not need is ignored."""

    kind: Literal["disc", "box", "bar", "polygon", "gear", "ellipse", "turned", "text"]
    at: Point = (0.0, 0.0)
    radius: Positive = 1.0
    size: Point = (1.0, 1.0)
    corner: Annotated[float, Field(ge=0)] = 0.0
    turn: float = 0.0
    to: Point = Field(default=(0.0, 0.0), description="Other end of a bar")
    points: tuple[Point, ...] = Field(default=(), description="Corners; of a turned body: y and radius")
    teeth: int = Field(default=24, ge=3)
    depth: Positive = 1.0
    text: str = ""
    ring: Annotated[float, Field(ge=0)] = Field(
        default=0.0, description="Only a band of this width at its edge"
    )
    repeat: Repeat | None = None

    def distance_mm(self, x: Floats, y: Floats) -> Floats:
        """Distance from the edge of the nearest copy."""
        copies = self.repeat or Repeat(count=1)
        found = self._one(*self._moved(x, y, copies, 0))
        for number in range(1, copies.count):
            np.minimum(found, self._one(*self._moved(x, y, copies, number)), out=found)
        return found

    def _moved(self, x: Floats, y: Floats, copies: Repeat, number: int) -> tuple[Floats, Floats]:
        if copies.around is None:
            return x - np.float32(copies.step[0] * number), y - np.float32(copies.step[1] * number)
        return turned(x, y, copies.around, 2 * pi * number / copies.count)

    def _one(self, x: Floats, y: Floats) -> Floats:
        if self.kind not in {"bar", "polygon"}:
            x, y = x - np.float32(self.at[0]), y - np.float32(self.at[1])
        if self.turn:
            x, y = turned(x, y, (0.0, 0.0), radians(self.turn))
        found = KINDS[self.kind](self, x, y).astype(np.float32)
        return np.abs(found + self.ring / 2) - np.float32(self.ring / 2) if self.ring else found


def turned(x: Floats, y: Floats, around: Point, angle: float) -> tuple[Floats, Floats]:
    """Coordinates in a frame that is turned by an angle around a point."""
    c, s = np.float32(cos(angle)), np.float32(sin(angle))
    dx, dy = x - np.float32(around[0]), y - np.float32(around[1])
    return c * dx + s * dy + np.float32(around[0]), -s * dx + c * dy + np.float32(around[1])


def _disc(shape: Shape, x: Floats, y: Floats) -> Floats:
    return np.hypot(x, y) - np.float32(shape.radius)


def _ellipse(shape: Shape, x: Floats, y: Floats) -> Floats:
    """Exact on the edge and at the middle only."""
    a, b = shape.size[0] / 2, shape.size[1] / 2
    return (np.hypot(x / np.float32(a), y / np.float32(b)) - 1) * np.float32(min(a, b))


def _box(shape: Shape, x: Floats, y: Floats) -> Floats:
    dx = np.abs(x) - np.float32(shape.size[0] / 2 - shape.corner)
    dy = np.abs(y) - np.float32(shape.size[1] / 2 - shape.corner)
    outside = np.hypot(np.maximum(dx, 0), np.maximum(dy, 0))
    return outside + np.minimum(np.maximum(dx, dy), 0) - np.float32(shape.corner)


def _bar(shape: Shape, x: Floats, y: Floats) -> Floats:
    """A line from `at` to `to` with round ends, as thick as twice the radius."""
    return segment_mm(x, y, shape.at, shape.to) - np.float32(shape.radius)


def segment_mm(x: Floats, y: Floats, start: Point, end: Point) -> Floats:
    """Distance from a stretch of line."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    px, py = x - np.float32(start[0]), y - np.float32(start[1])
    along = np.clip((px * np.float32(dx) + py * np.float32(dy)) / np.float32(dx * dx + dy * dy or 1.0), 0, 1)
    return np.hypot(px - along * np.float32(dx), py - along * np.float32(dy))


def _polygon(shape: Shape, x: Floats, y: Floats) -> Floats:
    """With corners rounded outwards by `corner`."""
    ends = [*shape.points[1:], shape.points[0]]
    near = np.full(x.shape, np.inf, dtype=np.float32)
    inside = np.zeros(x.shape, dtype=bool)
    for (ax, ay), (bx, by) in zip(shape.points, ends, strict=True):
        np.minimum(near, segment_mm(x, y, (ax, ay), (bx, by)), out=near)
        if ay != by:
            crossed = ((ay > y) != (by > y)) & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
            inside ^= crossed
    return np.where(inside, -near, near) - np.float32(shape.corner)


def _gear(shape: Shape, x: Floats, y: Floats) -> Floats:
    """Radius is that of the tips; teeth with slanted flanks."""
    wave = np.cos(np.arctan2(y, x) * np.float32(shape.teeth))
    tooth = np.clip(0.5 + np.float32(1.1) * wave, 0, 1)
    root = np.float32(shape.radius - shape.depth)
    return np.asarray(np.hypot(x, y) - root - np.float32(shape.depth) * tooth)


def _turned(shape: Shape, x: Floats, y: Floats) -> Floats:
    """A body of revolution from the side: `points` give y along its axis and the radius there."""
    along, radii = zip(*shape.points, strict=True)
    radius = np.interp(y, along, radii, left=0.0, right=0.0).astype(np.float32)
    ends = np.maximum(np.float32(along[0]) - y, y - np.float32(along[-1]))
    return np.asarray(np.maximum(np.abs(x) - radius, ends))


def _text(shape: Shape, x: Floats, y: Floats) -> Floats:
    """Letters `size` high; found by drawing them large and measuring from their edge."""
    scale_px = 40.0
    (wide, high), _ = cv2.getTextSize(shape.text, cv2.FONT_HERSHEY_SIMPLEX, scale_px / 22, 8)
    canvas = np.zeros((high + 80, wide + 80), np.uint8)
    cv2.putText(canvas, shape.text, (40, high + 40), cv2.FONT_HERSHEY_SIMPLEX, scale_px / 22, 255, 8)
    inside = cv2.distanceTransform(canvas, cv2.DIST_L2, 5)
    outside = cv2.distanceTransform(255 - canvas, cv2.DIST_L2, 5)
    mm_px = np.float32(shape.size[1] / scale_px)
    columns, rows = x / mm_px + np.float32(canvas.shape[1] / 2), y / mm_px + np.float32(canvas.shape[0] / 2)
    found = cv2.remap(
        np.asarray((outside - inside) * mm_px, np.float32),
        columns,
        rows,
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(float(40 * mm_px),),
    )
    return np.asarray(found, np.float32)


KINDS: dict[str, Callable[[Shape, Floats, Floats], Floats]] = {
    "disc": _disc,
    "ellipse": _ellipse,
    "box": _box,
    "bar": _bar,
    "polygon": _polygon,
    "gear": _gear,
    "turned": _turned,
    "text": _text,
}
