"""The fixed frame of a camera: where each pixel lies in mm from the middle of the part, y downwards."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sprue_sim.cameras.arrays import Floats


class Frame(NamedTuple):
    """How many pixels see how many millimetres; 4 to 3."""

    width_px: int
    frame_mm: float

    @property
    def height_px(self) -> int:
        """Rows."""
        return self.width_px * 3 // 4

    @property
    def px_per_mm(self) -> float:
        """Scale, the same in both directions: the lens is telecentric."""
        return self.width_px / self.frame_mm

    def pixel(self, x_mm: float, y_mm: float) -> tuple[float, float]:
        """Column and row of a point."""
        return (
            x_mm * self.px_per_mm + (self.width_px - 1) / 2,
            y_mm * self.px_per_mm + (self.height_px - 1) / 2,
        )

    def place(self, x_mm: float, y_mm: float) -> tuple[int, int]:
        """Row and column of the pixel nearest to a point, within the picture."""
        column, row = self.pixel(x_mm, y_mm)
        return (
            int(np.clip(round(row), 0, self.height_px - 1)),
            int(np.clip(round(column), 0, self.width_px - 1)),
        )


@lru_cache(maxsize=32)
def grid_mm(frame: Frame) -> tuple[Floats, Floats]:
    """Both coordinates of every pixel. Shared: do not write into it."""
    columns = (np.arange(frame.width_px, dtype=np.float32) - (frame.width_px - 1) / 2) / frame.px_per_mm
    rows = (np.arange(frame.height_px, dtype=np.float32) - (frame.height_px - 1) / 2) / frame.px_per_mm
    x, y = np.meshgrid(columns, rows)
    x.setflags(write=False)
    y.setflags(write=False)
    return x, y
