"""Is the edge of the part of another colour: scorched where the melt came last?

At an edge every pixel changes with how the part lies, so single pixels say nothing there. The mean colour of a
stretch of the rim hardly changes: colour in Lab, averaged along the rim over some teeth or ribs.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from sprue_server.vision.checks import Arrays
from sprue_server.vision.checks.colour import lab
from sprue_server.vision.found import Found, length, worst
from sprue_server.vision.inspection import Of
from sprue_server.vision.seen import Array, Seen
from sprue_server.vision.spreads import Spread, standard
from sprue_server.vision.stage import Stage

OF: frozenset[Of] = frozenset({"part"})
LIGHTS = frozenset({"diffuse"})
TELLS = frozenset({"burn"})
LEAST = (0.35, 0.35, 0.35)  # of L, a, b
BAND_PX, ALONG_PX = 11, 5.0  # how far inwards the rim reaches, how far it is averaged; at half size
COARSE = 2


def band(stage: Stage) -> Array:
    """(h / 2, w / 2): 1 on the rim of the part and of its holes."""
    body = stage.window.cut(stage.body, 2)
    return np.asarray(body - cv2.erode(body, np.ones((BAND_PX, BAND_PX), np.uint8)), np.float32)


def means(seen: Seen) -> Array:
    """(h / 4, w / 4, 3): mean colour of the rim around each place; 0 where there is none."""
    mask = seen.stage.once(band)
    weight = cv2.GaussianBlur(mask, (0, 0), ALONG_PX)
    told = cv2.GaussianBlur(seen.of(lab) * mask[..., None], (0, 0), ALONG_PX)
    mean = told * (mask / np.maximum(weight, 1e-3))[..., None]
    return np.ascontiguousarray(mean[::COARSE, ::COARSE], np.float32)


def suits(stage: Stage) -> bool:
    """It has a rim."""
    return bool(band(stage).any())


def begin(stage: Stage) -> Spread:  # noqa: ARG001
    """Mean and spread of each stretch."""
    return Spread(means, LEAST)


def look(seen: Seen, learnt: Arrays, limits: Sequence[float]) -> Found:
    """The farthest stretch; how much darker it is."""
    apart = standard(seen.of(means), learnt)
    mask = seen.stage.once(band)[::COARSE, ::COARSE] > 0
    far = length(apart) * mask
    darker = (learnt["mean"] - seen.of(means))[..., 0]
    where = far / max(limits[0], 1e-6) if np.isfinite(limits[0]) else None
    return Found((worst(far, mask),), where, {"darker_l": worst(np.maximum(darker, 0), mask)})
