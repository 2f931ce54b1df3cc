"""Black specks: charred bits from dead corners or from regrind, anywhere in the part."""

import cv2
import numpy as np

from sprue_sim.cameras.arrays import Bytes
from sprue_sim.cameras.marks import BLACK, Mark, marked
from sprue_sim.cameras.surface import View

MOST, LATE = 14, 0.3  # the first is there from a severity of 0.05
SMALL, LARGE = 0.0022, 0.0075  # radius over the frame
FINE, FINE_BITS = 16, 4


def mark(view: View, severity: float, chance: np.random.Generator) -> Mark:
    """The worse, the more, the larger and the darker."""
    count = int(MOST * severity + LATE)
    rows, columns = np.nonzero(view.edge_mm < -2 / view.frame.px_per_mm)
    places, sizes = chance.integers(len(rows), size=MOST), chance.uniform(SMALL, LARGE, MOST)
    canvas: Bytes = np.zeros(view.body.shape, np.uint8)
    for place, size in zip(places[:count], sizes, strict=False):
        radius_px = size * view.frame.width_px * (0.5 + 0.5 * severity)
        centre = (int(columns[place]) * FINE, int(rows[place]) * FINE)
        cv2.circle(canvas, centre, max(int(radius_px * FINE), FINE // 2), 255, -1, cv2.LINE_AA, FINE_BITS)
    share = np.float32((0.5 + 0.45 * severity) / 255)
    return marked(tint=share * canvas.astype(np.float32), colour=BLACK)
