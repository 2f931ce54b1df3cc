"""What a product looks like: shapes, colour, gates, hidden ribs. One YAML file per mould, found by its name."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
import yaml
from pydantic import Field

from sprue_sim.cameras.arrays import Floats, smooth
from sprue_sim.cameras.frame import Frame, grid_mm
from sprue_sim.cameras.shapes import Point, Shape
from sprue_sim.grades import Data, Positive, Share
from sprue_sim.library import LibraryError, check

HERE = Path(__file__).resolve().parent / "products"
Albedo = tuple[Share, Share, Share]


class Solid(Shape):
    """A shape with a height. Solids follow each other: each adds to, tops or pierces what is there."""

    height: float = Field(default=1.0, description="mm, over what is there; negative is a recess")
    edge: Positive = Field(default=0.4, description="Width of its flank, mm")
    how: Literal["add", "top", "hole"] = "add"
    profile: Literal["flank", "round"] = Field(default="flank", description="round: a quarter of a circle")
    adds_body: bool = Field(default=False, description="The part reaches as far as this shape")


class Slow(Shape):
    """Where the front is slower (a thin wall, below 1) or faster (a thick rim, over 1)."""

    speed: Annotated[float, Field(gt=0, le=5)]


class Product(Data):
    """One product as a camera over its fixture sees it. Millimetres from the part's middle, y downwards."""

    frame_mm: Positive = Field(description="What the picture's width shows")
    colour: Albedo = Field(description="Red, green, blue: share of the light that comes back")
    gloss: Share = 0.25
    clear: Share = Field(default=0.0, description="How much of the tray is seen through it")
    gates: tuple[Point, ...] = Field(min_length=1)
    solids: tuple[Solid, ...] = Field(min_length=1)
    ribs: tuple[Shape, ...] = Field(
        min_length=1, description="Thick places below the seen face: it sinks there"
    )
    slow: tuple[Slow, ...] = ()
    lean: float = Field(default=20.0, description="Direction, degrees, in which the wall is thinnest")

    def height_mm(self, frame: Frame) -> Floats:
        """Height of the seen face over the tray; only defined where the part is."""
        x, y = grid_mm(frame)
        height = np.zeros(x.shape, np.float32)
        for solid in self.solids:
            height = _laid(solid, height, solid.distance_mm(x, y), (x, y))
        return height

    def edge_mm(self, frame: Frame) -> Floats:
        """Distance from the outline of the part, negative inside; holes are outside."""
        x, y = grid_mm(frame)
        found = np.full(x.shape, np.inf, np.float32)
        for solid in self.solids:
            if solid.adds_body:
                np.minimum(found, solid.distance_mm(x, y), out=found)
        for solid in self.solids:
            if solid.how == "hole":
                np.maximum(found, -solid.distance_mm(x, y), out=found)
        return found

    def speed(self, frame: Frame) -> Floats:
        """Speed of the front over the usual one."""
        x, y = grid_mm(frame)
        speed = np.ones(x.shape, np.float32)
        for one in self.slow:
            speed[one.distance_mm(x, y) < 0] = one.speed
        return speed

    def rib_mm(self, frame: Frame) -> Floats:
        """Distance from the nearest thick place."""
        x, y = grid_mm(frame)
        return np.asarray(np.minimum.reduce([one.distance_mm(x, y) for one in self.ribs]), np.float32)


def _laid(solid: Solid, below: Floats, distance: Floats, at: tuple[Floats, Floats]) -> Floats:
    """What becomes of the height when one more solid is there."""
    if solid.how == "hole":
        return np.where(distance < 0, np.float32(0), below)
    profile = np.float32(solid.height) * _profile(solid, distance, *at)
    if solid.how == "top":
        return np.asarray(np.maximum(below, profile), np.float32)
    return below + profile


def _profile(solid: Solid, distance: Floats, x: Floats, y: Floats) -> Floats:
    """Height over that of the plateau, 0 to 1."""
    if solid.profile == "flank":
        return smooth(np.float32(0.5) - distance / np.float32(solid.edge))
    if solid.kind == "turned":
        along, radii = zip(*solid.points, strict=True)
        radius = np.interp(y - np.float32(solid.at[1]), along, radii, left=1.0, right=1.0)
        across = np.clip(np.abs(x - np.float32(solid.at[0])) / radius, 0, 1)
        return np.asarray(np.sqrt(1 - across**2) * radius / max(radii) * (distance < 0), np.float32)
    deep = np.clip(-distance / np.float32(solid.edge), 0, 1)
    return np.sqrt(1 - (1 - deep) ** 2)


def names() -> list[str]:
    """Moulds whose product has a picture."""
    return sorted(path.stem for path in HERE.glob("*.yaml"))


@cache
def product(mould: str) -> Product:
    """The product of a mould, by the name of the mould's file.

    Raises:
        LibraryError: it has no picture, or its file is not valid.
    """
    if mould not in names():
        raise LibraryError(
            f"no picture of {mould!r} in cameras/products; there are: {', '.join(names())}. "
            "Nothing was started."
        )
    text = (HERE / f"{mould}.yaml").read_text(encoding="utf-8")
    return check(Product, yaml.safe_load(text), f"cameras/products/{mould}.yaml")
