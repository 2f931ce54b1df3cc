"""Is the part too large or too small?

How much larger than the mean of the goods it must be drawn to lie on them: thousands of places of its edges
together, so a hundredth of a pixel counts. Width and height follow from the body's.
"""

from collections.abc import Sequence

import numpy as np

from sprue_server.vision.checks import Arrays
from sprue_server.vision.found import Found
from sprue_server.vision.inspection import Of
from sprue_server.vision.seen import Array, Seen
from sprue_server.vision.spreads import Spread, standard
from sprue_server.vision.stage import Stage

OF: frozenset[Of] = frozenset({"part"})
LIGHTS: frozenset[str] = frozenset()
TELLS = frozenset({"dimension_drift"})
LEAST = 0.0002  # of the size


def suits(stage: Stage) -> bool:
    """There is a body with an outline."""
    return bool(0 < stage.body.mean() < 0.9)  # noqa: PLR2004


def grown(seen: Seen) -> Array:
    """(1,): size over that of the mean of goods."""
    return np.array([np.sqrt(abs(np.linalg.det(seen.pose[:2, :2])))], np.float32)


def begin(stage: Stage) -> Spread:  # noqa: ARG001
    """Mean and spread of the size."""
    return Spread(grown, LEAST)


def look(seen: Seen, learnt: Arrays, limits: Sequence[float]) -> Found:  # noqa: ARG001
    """How far the size is from that of goods; width and height in mm."""
    apart = standard(seen.of(grown), learnt)
    rows, columns = np.nonzero(seen.stage.body)
    scale = float(seen.of(grown)[0]) * 2 / seen.stage.fixture.px_per_mm
    numbers = {"width_mm": (np.ptp(columns) + 1) * scale, "height_mm": (np.ptp(rows) + 1) * scale}
    return Found((float(abs(apart[0])),), None, {**numbers, "size_share": float(seen.of(grown)[0])})
