"""Since when has the level been another one? Tabular CUSUM.

C+ = max(0, C+ + z - k), C- = max(0, C- - z - k), k = 0.5 (Montgomery, ch. 9.1; ASTM E2587). h = 6.09 for a mark
once in 1,000, 10.18 for an alarm once in 60,000 points with known centre (integral equation,
`run_length.cusum_limit`, ARL 1,400 and 84,000; of 12 million simulated points 1,030 and 63,000); a lasting
shift of 1 standard deviation is marked after 13 points and alarms after 21. The points of a mark begin where
the sum left zero: that is since when. Limits learnt from 200 points are half as high again
(`levels.wider_cusum`).
"""

import numpy as np
from numpy.typing import NDArray

from sprue_server.spc.learning import Run
from sprue_server.spc.levels import Levels, wider_cusum
from sprue_server.spc.panel import Level, Mark, Panel, nothing
from sprue_server.spc.rules import beyond
from sprue_server.spc.run_length import SLACK, cusum_limit

Floats = NDArray[np.float64]
SIZES = range(1, 11)
CLUMPS = 1.4  # a sum stays high for a while: so many marks for each first one (simulated)
CLASSICAL_H = 5.0  # Montgomery's, where sigmas are set as in textbooks


def draw(run: Run, levels: Levels, slack: float = SLACK) -> tuple[Panel, ...]:
    """A panel for each side, in standard deviations of a point; a point that was not used changes nothing."""
    asked: dict[Level, float] = {"mark": levels.mark_every, "alarm": levels.alarm_arl}
    planned = {kind: cusum_limit(CLUMPS * every, slack) for kind, every in asked.items()}
    limits = {kind: wider_cusum(limit, slack, run.learnt) for kind, limit in planned.items()}
    if levels.sigmas:
        limits["mark"] = CLASSICAL_H
    known = run.distances
    return tuple(
        _panel(name, _sums(side * known, slack), limits) for name, side in (("cusum_up", 1), ("cusum_down", -1))
    )


def _sums(known: Floats, slack: float) -> Floats:
    sums, level = np.full(known.shape, np.nan), 0.0
    for place in np.flatnonzero(np.isfinite(known)):
        level = max(0.0, level + known[place] - slack)
        sums[place] = level
    return sums


def _panel(name: str, sums: Floats, limits: dict[Level, float]) -> Panel:
    shown = np.isfinite(sums)
    found = [_since(mark, sums) for kind, limit in limits.items() for mark in beyond(sums, limit, name, kind)]
    lines = [np.where(shown, value, np.nan) for value in (0.0, limits["mark"], limits["alarm"])]
    return Panel(name, sums, lines[0], nothing(sums), lines[1], nothing(sums), lines[2], tuple(found))


def _since(mark: Mark, sums: Floats) -> Mark:
    """The mark with the points before it at which the sum grew from zero."""
    before = np.flatnonzero(np.isfinite(sums[: mark.points[0]]))
    zeros = np.flatnonzero(sums[before] == 0)
    grew = before[zeros[-1] + 1 :] if zeros.size else before
    return Mark(mark.rule, mark.level, (*grew.tolist(), *mark.points))
