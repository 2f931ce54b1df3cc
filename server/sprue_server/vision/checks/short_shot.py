"""Is a piece of the part missing?

Inside the body a place shows how much of the way from the tray's colour to the part's it has gone; where it
looks like the tray, nothing is there. Colour alone cannot tell a hole from soot on a black tray: then both are
told.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from sprue_server.vision.checks import Arrays
from sprue_server.vision.checks.colour import lab
from sprue_server.vision.found import Found, dot, length, over, worst
from sprue_server.vision.inspection import Of
from sprue_server.vision.seen import Array, Seen
from sprue_server.vision.spreads import Spread, standard
from sprue_server.vision.stage import Stage

OF: frozenset[Of] = frozenset({"part"})
LIGHTS = frozenset({"diffuse"})
TELLS = frozenset({"short_shot"})
LEAST = (0.5, 0.5, 0.5)
SOFT_PX = 2.0


def suits(stage: Stage) -> bool:
    """There is a tray around the part."""
    return bool((stage.window.cut(stage.body, 2) == 0).mean() > 0.02)  # noqa: PLR2004


def begin(stage: Stage) -> Spread:  # noqa: ARG001
    """Mean and spread of colour at each place; the tray's is the mean beside the body."""
    return Spread(lab, LEAST)


def look(seen: Seen, learnt: Arrays, limits: Sequence[float]) -> Found:
    """How far a place has gone towards the tray, in spreads; how much is missing."""
    body = seen.stage.window.cut(seen.stage.body, 2)
    mean, spread = learnt["mean"], learnt["spread"]
    tray = cv2.mean(mean, seen.stage.once(_beside))[:3]
    way = (np.array(tray, np.float32) - mean) / spread
    far = np.maximum(length(way), 1)
    towards = dot(standard(seen.of(lab), learnt), way) / far
    map_ = cv2.GaussianBlur(np.maximum(towards, 0) * body, (0, 0), SOFT_PX)
    gone = (towards / far > 0.5) & (body > 0)  # noqa: PLR2004  # nearer to the tray than to the part
    area = float(cv2.morphologyEx(gone.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)).sum())
    numbers = {"missing_mm2": area * seen.stage.mm2_half}
    mask = body > 0
    return Found((worst(map_, mask),), over(list(zip([map_ * mask], limits, strict=False))), numbers)


def _beside(stage: Stage) -> Array:
    """1 on the tray."""
    body = stage.window.cut(stage.body, 2)
    return np.asarray(cv2.dilate(body, np.ones((5, 5), np.uint8)) == 0, np.uint8)
