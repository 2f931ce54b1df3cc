"""Has the level moved a little and stayed there? EWMA chart.

z = 0.2 x + 0.8 z with exact limits, which open from the first point on: s sqrt(w / (2 - w) (1 - (1 - w)^2t))
(Montgomery, ch. 9.2). L = 3.24 for a mark once in 1,000, 4.31 for an alarm once in 60,000 points with known
centre (integral equation, `run_length.ewma_limit`, ARL 1,200 and 72,000; of 12 million simulated points 1,110
and 69,000); a lasting shift of 1 standard deviation is marked after 13 points and alarms after 36. With an
AR(1) it is the EWMA of residuals, about 0.
"""

import numpy as np

from sprue_server.spc.learning import Run
from sprue_server.spc.levels import Levels, wider_ewma
from sprue_server.spc.panel import Level, Panel, panel
from sprue_server.spc.rules import beyond
from sprue_server.spc.run_length import LAMBDA, ewma_limit

SIZES = range(1, 11)
CLUMPS = 1.2  # excursions come together: so many marks for each first one (simulated)


def draw(run: Run, levels: Levels, weight: float = LAMBDA) -> tuple[Panel, ...]:
    """One panel; a point that was not used leaves the average as it was."""
    known = run.distances
    where = np.flatnonzero(np.isfinite(known))
    smooth, spread = (np.full(known.shape, np.nan) for _ in range(2))
    level = 0.0
    for place in where:
        level += weight * (known[place] - level)
        smooth[place] = level
    share = weight / (2 - weight)
    spread[where] = np.sqrt(share * (1 - (1 - weight) ** (2 * np.arange(1, where.size + 1))))
    asked: dict[Level, float] = {"mark": levels.mark_every, "alarm": levels.alarm_arl}
    planned = {kind: ewma_limit(CLUMPS * every, weight) for kind, every in asked.items()}
    limits = {kind: wider_ewma(limit, weight, run.learnt) for kind, limit in planned.items()}
    if levels.sigmas:
        limits["mark"] = levels.sigmas
    found = [beyond(smooth / spread, limit, "ewma_beyond", kind) for kind, limit in limits.items()]
    centre, scale = (0.0 if run.learnt.phi else run.learnt.centre), run.learnt.sigma
    sides = [centre + scale * side * limits[kind] * spread for kind in asked for side in (-1, 1)]
    middle = np.where(np.isfinite(smooth), centre, np.nan)
    return (panel("ewma", centre + scale * smooth, middle, sides, (*found[0], *found[1])),)
