"""What an inspector is told of a simulated fixture: frame, markers, the product's drawing. Millimetres.

As the camera sees it: a cavity's drawing is the part's in a mirror.
"""

from typing import Any

from scipy.ndimage import binary_fill_holes

from sprue_sim.cameras.frame import Frame
from sprue_sim.cameras.light import RAKING_DEG
from sprue_sim.cameras.markers import INSET, MODULES, SIDE
from sprue_sim.cameras.outlines import outlines
from sprue_sim.cameras.shapes import Point
from sprue_sim.cameras.surface import vent_line, view

FILE = "fixture.json"
MOST_PX = 640  # a larger picture is looked at like this: larger costs more and told no more


def fixture(of: str, mould: str, width_px: int) -> dict[str, Any]:
    """The content of fixture.json."""
    shown, across = view(mould, width_px), -1 if of == "mould" else 1

    def seen(points: list[Point]) -> list[Point]:
        return [(round(across * x, 4), round(y, 4)) for x, y in points]

    holes = binary_fill_holes(shown.body) & ~shown.body
    vents = [vent_line(shown.fill, shown.frame, shown.edge_mm, one) for one in range(len(shown.fill.vents))]
    return {
        "of": of,
        "product": mould,
        "width_mm": shown.frame.frame_mm,
        "height_mm": shown.frame.frame_mm * 3 / 4,
        "width_px": min(width_px, MOST_PX),
        "family": "ARUCO_MIP_36h12",
        "markers_mm": corners_mm(shown.frame),
        "mirror": of == "mould",
        "raking_deg": RAKING_DEG,
        "outline_mm": [
            seen(one) for one in [*outlines(shown.body, shown.frame), *outlines(holes, shown.frame)]
        ],
        "vents_mm": [seen(list(line)) for line in vents] if of == "mould" else [],
        "gates_mm": seen(list(shown.product.gates)),
    }


def corners_mm(frame: Frame) -> list[list[Point]]:
    """Each marker's corners, clockwise from its upper left; whole pixels wide, as it is drawn."""
    cell = max(round(SIDE * frame.width_px / MODULES), 1)
    side, inset = cell * MODULES, round(INSET * frame.width_px)
    right, down = frame.width_px - side - inset, frame.height_px - side - inset
    found = []
    for row, column in ((inset, inset), (inset, right), (down, right), (down, inset)):
        square = ((0, 0), (side, 0), (side, side), (0, side))
        found.append([_mm(frame, column + x, row + y) for x, y in square])
    return found


def _mm(frame: Frame, edge_x: float, edge_y: float) -> Point:
    """Of a border between pixels, counted from the picture's corner."""
    scale = frame.px_per_mm
    return (edge_x - frame.width_px / 2) / scale, (edge_y - frame.height_px / 2) / scale
