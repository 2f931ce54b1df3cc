"""When something that grows meets its limit: a robust line with an interval, or an honest "cannot say yet".

Theil-Sen (`robust.py`). All lines go through the middle of the points, whose own error is that of a median.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from sprue_server import robust

NEEDS = 5  # points
DAY_US = 86_400_000_000
FARTHEST_DAYS = 3650.0  # beyond, a date would only look like knowledge
State = Literal["cannot say", "steady", "growing", "met", "unnamed"]


class Forecast(NamedTuple):
    """Growth in mm2 a day with its interval, and when the limit is met: most likely, earliest, latest.

    `unnamed`: nobody can say what it is, so no size of it is a limit.
    `latest_us` None: growth so slow is possible that it is not met within ten years.
    """

    state: State
    per_day: float | None = None
    low_per_day: float | None = None
    high_per_day: float | None = None
    meets_us: int | None = None
    earliest_us: int | None = None
    latest_us: int | None = None


def forecast(points: Sequence[tuple[int, float]], limit: float) -> Forecast:
    """For (moment in us, size): `growing` only when the whole interval of growth is above zero.

    `steady`: when even the fastest growth of the interval needs ten years. `met`: the newest is at the limit.
    """
    ordered = sorted(points)
    if ordered and ordered[-1][1] >= limit:
        return Forecast("met", meets_us=_first_met(ordered, limit))
    if len({moment for moment, _ in ordered}) < NEEDS:
        return Forecast("cannot say")
    begin_us, newest_us = ordered[0][0], ordered[-1][0]
    days = np.array([(moment - begin_us) / DAY_US for moment, _ in ordered])
    sizes = np.array([size for _, size in ordered])
    slope, level, low, high = robust.line(days, sizes)
    growth = Forecast("cannot say", slope, low, high)
    left = limit - max(level + slope * days[-1], 0.0)
    if high <= 0 or left / high > FARTHEST_DAYS:
        return growth._replace(state="steady")
    if low <= 0:
        return growth
    middle, size = float(np.median(days)), float(np.median(sizes))
    error = robust.error(sizes - level - slope * days)
    lines = ((size, slope), (size + error, high), (size - error, low))
    when = [_at(begin_us, middle + (limit - start) / steep, newest_us) for start, steep in lines]
    return growth._replace(state="growing", meets_us=when[0], earliest_us=when[1], latest_us=when[2])


def _at(begin_us: int, days: float, newest_us: int) -> int | None:
    """The moment, not before the newest look; None: too far away to be said."""
    when_us = max(begin_us + round(days * DAY_US), newest_us)
    return when_us if when_us <= newest_us + FARTHEST_DAYS * DAY_US else None


def _first_met(ordered: Sequence[tuple[int, float]], limit: float) -> int:
    """Since when it has been at the limit without a break."""
    met = ordered[-1][0]
    for moment, size in reversed(ordered):
        if size < limit:
            break
        met = moment
    return met
