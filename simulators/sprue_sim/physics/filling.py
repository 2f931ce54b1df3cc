"""Filling a cavity up to its last region: explicit, since pressure is a function of where the front is.

Numbers are floats or arrays over shots; both give the same result.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_sim.physics.ops import ARRAY, Ops

Number = Any  # float, or one per shot
PATIENCE = 4.0  # times the undisturbed fill: then the control changes over by time
POINTS = 96
HAND_OVER = 0.97  # of the volume before the last region: from here on pressures are stepped


class Feed(NamedTuple):
    """What the melt meets. Losses in bar at the set flow; volumes in cm3 at no pressure."""

    flow_cm3_s: Number
    feed_bar: Number
    plate_bar: Number
    flow_power: Number
    rise_share: float
    main_cm3: Number
    end_cm3: Number
    end_bar: Number
    end_power: float
    relief: Number
    gate_s: Number
    gate_power: float
    touch_cm3: Number


class Screw(NamedTuple):
    """What pushes: positions as volumes from the metered one, pressures in bar."""

    stroke_cm3: Number
    bottom_cm3: Number
    limit_bar: Number
    melt_cm3_bar: Number
    hold: "Hold"
    slip: Number
    delay_s: float
    overshoot: float
    overshoot_s: float
    lag_s: float


class Hold(NamedTuple):
    """Hold pressure as it is set: from start to level over `level_s`, then to nothing over `end_s`."""

    start_bar: Number
    level_bar: Number
    level_s: Number
    end_s: Number


class Traces(NamedTuple):
    """Steps first, shots second: seconds from the start of injection, bar, cm3."""

    t_s: Any
    nozzle_bar: Any
    cavity_bar: Any
    inside_cm3: Any
    pushed_cm3: Any


def held_bar(hold: Hold, since_s: Number, ops: Ops) -> Number:
    """Set hold pressure at a time after change-over."""
    first = hold.start_bar + (hold.level_bar - hold.start_bar) * ops.minimum(since_s / hold.level_s, 1.0)
    left = ops.minimum(
        ops.maximum((hold.level_s + hold.end_s - since_s) / ops.maximum(hold.end_s, 1e-3), 0.0), 1.0
    )
    return ops.where(since_s <= hold.level_s, first, hold.level_bar * left)


def fill(feed: Feed, screw: Screw) -> Traces:
    """Up to the last region: explicit, since pressure is a function of where the front is.

    Melt before the screw is compressed by the same pressure, so pushed = filled + compliance x pressure; time
    follows from the pushed volume and the flow, which the pressure limit may hold back.
    Returns arrays (POINTS,) or (POINTS, n).
    """
    share = np.linspace(0.0, 1.0, POINTS)
    share = share if isinstance(feed.feed_bar, float) else share[:, None]
    inside = share * feed.main_cm3 * HAND_OVER
    along, rise = share * HAND_OVER, feed.rise_share
    since_gate = np.maximum(along - rise, 0.0) * feed.main_cm3 / feed.flow_cm3_s
    bar = feed.feed_bar * np.minimum(along / rise, 1.0) + feed.plate_bar * along_plate(feed, along, ARRAY)
    bar = bar * gate_resistance(feed, since_gate, ARRAY)
    slow = np.minimum(1.0, (screw.limit_bar / np.maximum(bar, 1e-9)) ** (1 / feed.flow_power))
    bar = np.minimum(bar, screw.limit_bar)
    pushed = (inside + screw.melt_cm3_bar * bar) / (1 - screw.slip)
    steps = np.diff(pushed, axis=0, prepend=pushed[:1]) / (feed.flow_cm3_s * slow)
    inside = inside + np.zeros_like(bar)
    t = _started_s(np.cumsum(steps, axis=0), screw)
    return _until(feed, screw, Traces(t, bar, np.zeros_like(bar), inside, pushed))


def latest_s(feed: Feed, screw: Screw) -> Number:
    """When the control changes over by time."""
    return PATIENCE * screw.stroke_cm3 / feed.flow_cm3_s + screw.delay_s


def _until(feed: Feed, screw: Screw, filled: Traces) -> Traces:
    """A change-over in the midst of the fill, as set or by time: the rest stays where it was then."""
    late = (filled.t_s > latest_s(feed, screw)) | (filled.pushed_cm3 > screw.stroke_cm3)
    if not late.any():
        return filled
    first = np.where(late.any(axis=0), late.argmax(axis=0), len(late) - 1)
    kept = np.minimum(np.arange(len(late)).reshape((-1,) + (1,) * (late.ndim - 1)), first)
    return Traces(*(np.take_along_axis(part, kept, axis=0) for part in filled))


def _started_s(at_set_flow_s: NDArray[np.float64], screw: Screw) -> NDArray[np.float64]:
    """Time from the command, given the time at set flow: a dead time, then a flow that overshoots and settles.

    Inverse of u = s + a tau (1 - exp(-s / tau)) by Newton's method; three steps leave 1e-6 s.
    """
    a, tau, u = screw.overshoot, screw.overshoot_s, at_set_flow_s
    s = np.maximum(u - a * tau * (1 - np.exp(-u / tau)), u / (1 + a))
    for _ in range(3):
        e = np.exp(-s / tau)
        s = s - (s + a * tau * (1 - e) - u) / (1 + a * e)
    return np.asarray(s + screw.delay_s)


def along_plate(feed: Feed, along: Number, ops: Ops) -> Number:
    """How far along the plate the front is, 0 to 1, by its place in the volume before the last region."""
    return ops.minimum(ops.maximum((along - feed.rise_share) / (1 - feed.rise_share), 0.0), 1.0)


def gate_resistance(feed: Feed, since_gate_s: Number, ops: Ops) -> Number:
    """Factor by which a freezing gate resists more, by the time since the first melt has passed it."""
    return ops.maximum(1 - since_gate_s / feed.gate_s, 1e-3) ** -feed.gate_power
