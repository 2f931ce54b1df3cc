"""What happens to a machine: lots, stops, leaks, an operator's hand.

By seed and hour, so that any moment can be asked for by itself: live, catching up and history tell the same
story.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
HOUR_US = 3_600_000_000
MINUTE_US = 60_000_000
LOT_H = 6
SIGMA_LOT = 0.045  # viscosity from lot to lot

STOPS = (  # name, OPC 40083 alarm group, severity, share
    ("part_not_ejected", 106, 500, 0.34),
    ("robot_not_in_position", 116, 400, 0.26),
    ("protective_door_open", 104, 300, 0.22),
    ("barrel_temperature_out_of_band", 111, 600, 0.18),
)


class Stop(NamedTuple):
    """The machine stands still from `start_us` to `end_us`."""

    start_us: int
    end_us: int
    alarm: str
    classification: int
    severity: int


class Hour(NamedTuple):
    """One hour of a machine's life."""

    stop: Stop | None
    leak: float
    flow_factor: float
    hand_us: int


@lru_cache(maxsize=4096)
def hour(seed: int, index: int) -> Hour:
    """The story of the hour that begins at `index` hours since 1970."""
    draw = np.random.default_rng([seed, index])
    start = index * HOUR_US
    stop = _stop(draw, start) if draw.random() < 0.55 else None  # noqa: PLR2004  # about one in two hours
    leak = float(draw.uniform(0.03, 0.08)) if draw.random() < 0.08 else 0.0  # noqa: PLR2004
    touched = draw.random() < 0.12  # noqa: PLR2004
    factor = float(draw.choice([0.92, 0.95, 1.05])) if touched else 1.0
    return Hour(stop, leak, factor, start + int(draw.integers(5, 50) * 60e6))


def _stop(draw: np.random.Generator, start: int) -> Stop:
    names = np.array([share for *_, share in STOPS])
    name, group, severity, _ = STOPS[int(draw.choice(len(STOPS), p=names / names.sum()))]
    begins = start + int(draw.uniform(2, 50) * 60e6)
    return Stop(begins, begins + int(draw.uniform(1.0, 6.0) * 60e6), name, group, severity)


def stop_at(seed: int, us: int) -> Stop | None:
    """The stop that is going on at this moment."""
    found = hour(seed, us // HOUR_US).stop
    return found if found and found.start_us <= us < found.end_us else None


def stop_before(seed: int, us: int) -> Stop | None:
    """The newest stop that has ended within the last two hours."""
    index = us // HOUR_US
    ended = [stop for i in (index, index - 1) if (stop := hour(seed, i).stop) and stop.end_us <= us]
    return max(ended, key=lambda stop: stop.end_us, default=None)


def leak_at(seed: int, us: int) -> float:
    """Share of the melt that slips back through the check ring."""
    return hour(seed, us // HOUR_US).leak


def flow_factor_at(seed: int, us: int) -> float:
    """What the operator has made of the set injection flow in this hour."""
    this = hour(seed, us // HOUR_US)
    return this.flow_factor if us >= this.hand_us else 1.0


def thin_at(seed: int, us: int) -> float:
    """The lot's viscosity against the nominal one; a new lot blends in over its first twelve minutes."""
    index, inside = divmod(us, LOT_H * HOUR_US)
    share = min(inside / (0.2 * HOUR_US), 1.0)
    return _lot(seed, index - 1) * (1 - share) + _lot(seed, index) * share


@lru_cache(maxsize=512)
def _lot(seed: int, index: int) -> float:
    return float(np.exp(SIGMA_LOT * np.random.default_rng([seed, 77, index]).standard_normal()))


def wander(seed: int, channel: int, us: NDArray[np.int64]) -> Floats:
    """How a controlled temperature or flow wanders from minute to minute: smooth, spread about 1."""
    first = int(us[0]) // MINUTE_US
    count = int(us[-1]) // MINUTE_US - first + 2
    knots = [_knot(seed, channel, first + index) for index in range(count)]
    return np.interp(us / MINUTE_US, np.arange(first, first + count), knots)


@lru_cache(maxsize=4096)
def _knot(seed: int, channel: int, minute: int) -> float:
    return float(np.random.default_rng([seed, 9, channel, minute]).standard_normal())


def hall_c(us: int) -> float:
    """Air in the hall: warmest in mid-afternoon, UTC plus a little; the same for every machine."""
    day = (us / HOUR_US) % 24
    return float(22.5 + 4.0 * np.sin((day - 8.5) / 24 * 2 * np.pi))
