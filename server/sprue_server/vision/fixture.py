"""What a camera's fixture is like: how large its frame is, where its markers are, what is known of the product.

Millimetres from the middle of the frame, x to the right and y downwards, as the camera sees it. A cavity is its
part in a mirror: `mirror` says that x changes its sign from one to the other.
"""

from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sprue_server.vision.inspection import Of, PointMm

Positive = Annotated[float, Field(gt=0)]
Corners = tuple[PointMm, PointMm, PointMm, PointMm]
Matrix = NDArray[np.float64]
FILE = "fixture.json"


class FixtureError(Exception):
    """A file that describes no fixture; says where, what, what now and what did not happen."""


class Fixture(BaseModel):
    """One camera's frame. `width_px` is the size at which its pictures are looked at, whatever theirs is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: Of
    product: str = ""
    width_mm: Positive
    height_mm: Positive
    width_px: Annotated[int, Field(ge=160, le=1280)] = 640
    family: Literal["ARUCO_MIP_36h12"] = "ARUCO_MIP_36h12"
    markers_mm: tuple[Corners, ...] = Field(
        min_length=2, description="By number: corners clockwise from the marker's own upper left"
    )
    mirror: bool = False
    raking_deg: Annotated[float, Field(gt=0, lt=90)] = 28.0
    outline_mm: tuple[tuple[PointMm, ...], ...] = Field(default=(), description="Parting line, if known")
    vents_mm: tuple[tuple[PointMm, PointMm], ...] = Field(default=(), description="From the edge outwards")
    gates_mm: tuple[PointMm, ...] = ()

    @property
    def px_per_mm(self) -> float:
        """Scale of the working frame, the same in both directions."""
        return self.width_px / self.width_mm

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the working frame; both are multiples of 4."""
        return self.width_px // 4 * 4, round(self.width_px * self.height_mm / self.width_mm / 4) * 4

    def to_px(self) -> Matrix:
        """(3, 3): from mm to column and row of the working frame (whole numbers are middles of pixels)."""
        width, height = self.size_px
        scale = self.px_per_mm
        return np.array([[scale, 0, (width - 1) / 2], [0, scale, (height - 1) / 2], [0, 0, 1]])


def read(path: Path) -> Fixture:
    """A fixture's file.

    Raises:
        FixtureError: it is not there, or says something else than a fixture.
    """
    try:
        return Fixture.model_validate_json(path.read_bytes())
    except OSError as problem:
        raise FixtureError(
            f"{path}: {problem.strerror}. Put it beside the folder of goods. {NOTHING}"
        ) from problem
    except ValidationError as problem:
        lines = [f"{path}: {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in problem.errors()]
        raise FixtureError("\n".join([*lines, f"Correct these. {NOTHING}"])) from problem


NOTHING = "Nothing was learnt."


def moved(points: NDArray[Any], by: Matrix) -> NDArray[np.float64]:
    """Points (n, 2) through a homography (3, 3)."""
    flat = np.column_stack([np.asarray(points, np.float64).reshape(-1, 2), np.ones(len(points))]) @ by.T
    found: NDArray[np.float64] = flat[:, :2] / flat[:, 2:]
    return found
