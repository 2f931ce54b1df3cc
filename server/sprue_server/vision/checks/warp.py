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
TELLS = frozenset({"warpage"})
LEAST_TRUST = 0.2
LEAST = 0.001  # of slope from the middle to the end


def suits(stage: Stage) -> bool:
    """Somewhere the slope is to be trusted."""
    return bool(stage.window.cut(stage.trust, 4).mean() > 0.02)  # noqa: PLR2004


def bent(seen: Seen) -> Array:
    """(3,): slope that the part has more at its end than in its middle, along x, along y, across."""
    places, solver = seen.stage.once(_fit)
    told = seen.of(slopes_coarse).reshape(-1, 2)[places]
    return np.asarray(solver @ told.T.ravel(), np.float32)


def _fit(stage: Stage) -> tuple[Array, Array]:
    """Places, as flat numbers of the map, and what their slopes, right then down, are multiplied with."""
    trust = stage.middle[::2, ::2] * stage.window.cut(stage.trust, 4)
    places = np.flatnonzero(trust > LEAST_TRUST)
    weight = np.tile(trust.ravel()[places], 2)
    row, column = np.divmod(places, trust.shape[1])
    x, y = ((one + 0.5) / many * 2 - 1 for one, many in ((column, trust.shape[1]), (row, trust.shape[0])))
    none, one = np.zeros_like(x), np.ones_like(x)
    columns = np.concatenate([np.stack([x, none, y, one, none]), np.stack([none, y, x, none, one])], axis=1)
    stiff = (columns * weight) @ columns.T + 1e-9 * np.eye(5)
    return places, np.linalg.solve(stiff, columns * weight)[:3].astype(np.float32)


def begin(stage: Stage) -> Spread:  # noqa: ARG001
    """Mean and spread of the three numbers."""
    return Spread(bent, LEAST)


def look(seen: Seen, learnt: Arrays, limits: Sequence[float]) -> Found:  # noqa: ARG001
    """Farthest of the three; the bow in mm from the middle to the end."""
    apart = standard(seen.of(bent), learnt)
    long_mm = max(seen.stage.window[2:]) / seen.stage.fixture.px_per_mm / 2
    bow = float(np.abs(seen.of(bent) - learnt["mean"]).max()) * long_mm / 2
    return Found(tuple(float(one) for one in np.abs(apart)), None, {"bow_mm": bow})
