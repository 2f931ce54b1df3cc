"""Is the part bent or twisted as a whole?

A bow has slopes that grow with the way from the middle: three numbers (bent along x, along y, twisted) are
fitted to the slopes of all places whose slope is to be trusted. The outline of a bent part is as it was, seen
from above.
"""

from collections.abc import Sequence

import numpy as np

from sprue_server.vision.checks import Arrays
from sprue_server.vision.found import Found
from sprue_server.vision.inspection import Of
from sprue_server.vision.seen import Array, Seen
from sprue_server.vision.slopes import RAKING, slopes_coarse
from sprue_server.vision.spreads import Spread, standard
from sprue_server.vision.stage import Stage

OF: frozenset[Of] = frozenset({"part"})
LIGHTS = RAKING
LEAST = 0.001  # of slope from the middle to the end


def suits(stage: Stage) -> bool:
    """Somewhere the slope is to be trusted."""
    return bool(stage.window.cut(stage.trust, 4).mean() > 0.02)  # noqa: PLR2004


def bent(seen: Seen) -> Array:
    """(3,): slope that the part has more at its end than in its middle, along x, along y, across."""
    window, stage = seen.stage.window, seen.stage
    mask = stage.middle[::2, ::2] * window.cut(stage.trust, 4)
    rows, columns = np.nonzero(mask > 0.2)  # noqa: PLR2004
    weight = np.sqrt(mask[rows, columns])
    x, y = (_middle(one, size) for one, size in ((columns, mask.shape[1]), (rows, mask.shape[0])))
    told = seen.of(slopes_coarse)[rows, columns]
    none, one = np.zeros_like(x), np.ones_like(x)
    right, down = np.stack([x, none, y, one, none]), np.stack([none, y, x, none, one])
    columns_of = np.concatenate([right * weight, down * weight], axis=1)
    found = np.linalg.lstsq(
        columns_of.T, np.concatenate([told[:, 0] * weight, told[:, 1] * weight]), rcond=None
    )[0]
    return np.asarray(found[:3], np.float32)


def _middle(place: Array, count: int) -> Array:
    return np.asarray((place + 0.5) / count * 2 - 1)


def begin(stage: Stage) -> Spread:  # noqa: ARG001
    """Mean and spread of the three numbers."""
    return Spread(bent, LEAST)


def look(seen: Seen, learnt: Arrays, limits: Sequence[float]) -> Found:  # noqa: ARG001
    """Farthest of the three; the bow in mm from the middle to the end."""
    apart = standard(seen.of(bent), learnt)
    long_mm = max(seen.stage.window[2:]) / seen.stage.fixture.px_per_mm / 2
    bow = float(np.abs(seen.of(bent) - learnt["mean"]).max()) * long_mm / 2
    return Found(tuple(float(one) for one in np.abs(apart)), None, {"bow_mm": bow})
