"""Panels of charts that judge each point by itself: of points about their forecast, and of ranges.

Of the false signals that a chart may give, ranges have a fifth. Marks leave room for the rules: of what may be
marked, the limit itself has a half, ranges 15 %.
"""

from typing import get_args

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from sprue_server.spc.constants import D2, D4, MOVING, range_limit
from sprue_server.spc.learning import Run
from sprue_server.spc.levels import Levels, wider, wider_spread
from sprue_server.spc.panel import Level, Panel, panel
from sprue_server.spc.rules import beyond, marks
from sprue_server.spc.run_length import single_limit

Floats = NDArray[np.float64]
SHARES: dict[Level, tuple[float, float]] = {"mark": (0.5, 0.15), "alarm": (0.8, 0.2)}


def points(name: str, run: Run, levels: Levels) -> Panel:
    """Each point against limits about its forecast, and the rules."""
    known = run.distances
    mark = levels.sigmas or wider(single_limit(levels.mark_every / SHARES["mark"][0]), run.learnt)
    alarm = wider(single_limit(levels.alarm_arl / SHARES["alarm"][0]), run.learnt)
    scale = 1.0 if levels.sigmas else wider(2.0, run.learnt) / 2.0
    found = (
        *beyond(known, mark, "beyond", "mark"),
        *marks(known / scale, levels.rules),
        *beyond(known, alarm, "beyond", "alarm"),
    )
    limits = [run.expected + sigmas * run.spread for sigmas in (-mark, mark, -alarm, alarm)]
    return panel(name, run.points, run.expected, limits, found)


def ranges(name: str, run: Run, levels: Levels) -> Panel:
    """Each range against an upper limit: exact quantiles, as ranges are not normal; D4 where sigmas are set."""
    size, sigma = (run.learnt.size, run.learnt.within) if run.learnt.size > 1 else (MOVING, _apart(run))
    shown = np.isfinite(run.ranges)
    mean, low = D2[size] * sigma, np.nan
    mark, alarm = (_limit(level, run, levels) * sigma for level in get_args(Level))
    if levels.sigmas:
        reach = levels.sigmas / 3 * (D4[size] - 1) * mean  # D4 and D3 are three sigmas
        low, mark = max(0.0, mean - reach), mean + reach
    found = (
        *beyond(run.ranges, mark, "range_beyond", "mark"),
        *beyond(run.ranges, alarm, "range_beyond", "alarm"),
    )
    drawn = [np.where(shown, level, np.nan) for level in (mean, low, mark, np.nan, alarm)]
    return panel(name, run.ranges, drawn[0], drawn[1:], found)


def _apart(run: Run) -> float:
    """Of a moving range the sigma: neighbours that resemble each other lie closer, by sqrt(1 - phi)."""
    phi = run.learnt.phi
    return run.learnt.sigma * float(np.sqrt((1 - phi) / (1 - phi**2)))


def _limit(level: Level, run: Run, levels: Levels) -> float:
    every = levels.mark_every if level == "mark" else levels.alarm_arl
    tail = SHARES[level][1] / every
    size = run.learnt.size if run.learnt.size > 1 else MOVING
    normal = float(-ndtri(tail / 2))  # the widening of a normal value as rare as this range
    return range_limit(tail, size) * wider_spread(normal, run.learnt) / normal
