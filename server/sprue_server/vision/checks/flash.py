"""Is there plastic beside the part: a skin that ran out along the parting line, a thread, a chip?

What lies beside the body differs in colour from the tray as goods show it there.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from sprue_server.vision.checks import Arrays
from sprue_server.vision.checks.colour import lab
from sprue_server.vision.found import Found, length, over, worst
from sprue_server.vision.inspection import Of
from sprue_server.vision.seen import Array, Seen
from sprue_server.vision.spreads import Spread, standard
from sprue_server.vision.stage import Stage

OF: frozenset[Of] = frozenset({"part"})
LIGHTS = frozenset({"diffuse"})
TELLS = frozenset({"flash"})
LEAST = (0.5, 0.5, 0.5)
RING = 0.04  # of the frame's width, beside the body
FINE_PX, BROAD_PX = 0.7, 2.5


def suits(stage: Stage) -> bool:
    """There is a tray around the part."""
    return bool(_ring(stage).mean() > 0.01)  # noqa: PLR2004


def begin(stage: Stage) -> Spread:  # noqa: ARG001
    """Mean and spread of each place."""
    return Spread(lab, LEAST)


def look(seen: Seen, learnt: Arrays, limits: Sequence[float]) -> Found:
    """Farthest place beside the body, fine and broad."""
    mask = seen.stage.once(_ring)
    apart = standard(seen.of(lab), learnt) * mask[..., None]
    maps = [length(cv2.GaussianBlur(apart, (0, 0), one)) * mask for one in (FINE_PX, BROAD_PX)]
    where = over(list(zip(maps, limits, strict=False)))
    area = float((where > 1).sum()) * seen.stage.mm2_half if where is not None else 0.0
    return Found(tuple(worst(one, mask) for one in maps), where, {"beside_mm2": area})


def _ring(stage: Stage) -> Array:
    """Beside the body, without its soft edge."""
    reach = 2 * round(RING * stage.fixture.width_px / 2) + 1
    near = cv2.dilate(stage.body, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    edge = cv2.dilate(stage.body, np.ones((3, 3), np.uint8))
    return np.asarray(stage.window.cut(near - edge, 2) > 0)
