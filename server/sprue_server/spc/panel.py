"""What a chart gives: panels of points with a centre, limits for each point, and marks.

Two levels are kept apart. A *mark* is for who looks at the chart: once per 1,000 in-control points. An *alarm*
calls a person: once per 60,000.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Level = Literal["mark", "alarm"]
MARK_EVERY, ALARM_EVERY = 1_000.0, 60_000.0  # in-control points between two false ones


@dataclass(frozen=True)
class Mark:
    """A rule that speaks, and the points that make it speak, by their place in the panel."""

    rule: str
    level: Level
    points: tuple[int, ...]


@dataclass(frozen=True)
class Panel:
    """One diagram. Arrays have shape (n,); NaN: no such point, or no limit on that side.

    Points that were not used (start-up, interrupted, trimmed) may have a value, but no limits.
    """

    name: str
    points: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    alarm_lower: Floats
    alarm_upper: Floats
    marks: tuple[Mark, ...]


def panel(name: str, points: Floats, centre: Floats, lines: Sequence[Floats], marks: Sequence[Mark]) -> Panel:
    """`lines`: lower, upper, alarm's lower, alarm's upper."""
    lower, upper, alarm_lower, alarm_upper = lines
    return Panel(name, points, centre, lower, upper, alarm_lower, alarm_upper, tuple(marks))


def nothing(like: Floats) -> Floats:
    """No limit on that side."""
    return np.full(like.shape, np.nan)
