"""Is a vent of the mould choked: filled up, or covered by what evaporates from the melt?

Each vent's channel and the land around it as a few numbers: colour, how rough, how high; means over many
pixels.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from sprue_server.vision.checks import Arrays
from sprue_server.vision.checks.colour import lab
from sprue_server.vision.found import Found
from sprue_server.vision.inspection import Of
from sprue_server.vision.seen import Array, Seen
from sprue_server.vision.slopes import RAKING, slopes_half
from sprue_server.vision.spreads import Spread, standard
from sprue_server.vision.stage import Stage

OF: frozenset[Of] = frozenset({"mould"})
LIGHTS = RAKING | {"diffuse"}
TELLS = frozenset({"blocked_vent", "residue_at_vents"})
EACH = (0.15, 0.3, 0.3, 0.5, 0.5)  # least spreads: of L, a, b (JPEG has steps), roughness and fall
WIDE, MOUTH = 0.02, 0.035  # of the frame's width: half of a channel's, radius of the land at its mouth


def suits(stage: Stage) -> bool:
    """The drawing says where vents are."""
    return bool(stage.fixture.vents_mm)


def masks(stage: Stage) -> list[tuple[Array, ...]]:
    """For each vent its channel and the land at its mouth: rows and columns of the window at half size."""
    to_half = np.diag([0.5, 0.5, 1]) @ np.linalg.inv(stage.to_window) @ stage.fixture.to_px()
    found = []
    for ends in stage.fixture.vents_mm:
        start, end = np.array(ends) @ to_half[:2, :2].T + to_half[:2, 2]
        for wide, points in ((WIDE, (start, end)), (2 * MOUTH, (start, start))):
            mask = np.zeros(stage.middle.shape, np.uint8)
            a, b = (tuple(round(float(one)) for one in point) for point in points)
            cv2.line(mask, a, b, 1, max(round(wide * stage.fixture.width_px / 2), 1))
            found.append(np.nonzero(mask))
    return found


def states(seen: Seen) -> Array:
    """(vents * 2 * 5,): L, a, b, roughness in per mille and fall in per mille of each place."""
    told, slope = seen.of(lab), seen.of(slopes_half)
    found = []
    for place in seen.stage.once(masks):
        inside = slope[place] * 1000
        found.extend([*told[place].mean(0), np.hypot(*inside.T).mean(), np.abs(inside).max(1).mean()])
    return np.nan_to_num(np.array(found, np.float32))


def begin(stage: Stage) -> Spread:
    """Mean and spread of these numbers."""
    return Spread(states, EACH * len(stage.once(masks)))


def look(seen: Seen, learnt: Arrays, limits: Sequence[float]) -> Found:
    """The farthest of any vent's numbers; the places of those over the limit."""
    apart = np.abs(standard(seen.of(states), learnt)).reshape(-1, 5).max(1)
    where = np.zeros(seen.stage.middle.shape, np.float32)
    for place, far in zip(seen.stage.once(masks), apart, strict=True):
        where[place] = np.maximum(where[place], far / max(limits[0], 1e-6))
    return Found((float(apart.max()),), where if np.isfinite(limits[0]) else None)
