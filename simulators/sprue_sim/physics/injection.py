"""Filling and packing a cavity: what the screw pushes, where it goes, which pressure it makes. Pure functions.

Three volumes that give way: melt before the screw (compressed), the feed and cavity (filled, then compressed),
and between them a resistance that grows as the gate freezes. Filling up to the last region is explicit in the
front's position; from there a pressure balance is stepped at 500 Hz and more, as the last 2 % take 5 ms.
Numbers are floats or arrays over shots; both give the same result.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_sim.physics.filling import (
    Feed,
    Number,
    Screw,
    Traces,
    along_plate,
    fill,
    gate_resistance,
    held_bar,
    latest_s,
)
from sprue_sim.physics.ops import ARRAY, Ops, ops_of

STEP_S = 0.002
TINY_S = 1e-5
GROWTH = 1.08  # of the step after change-over, when pressures even out
LONGEST_S = 0.05
STRAIGHT = 30.0  # touch widths: beyond it the soft beginning of pressing is a straight line
NEVER_S = 1e9
SINCE_FILLED_S = 0.05  # the melt has cooled that long already when the screw changes over


class Melt(NamedTuple):
    """How the melt in the cavity presses and shrinks."""

    cavity_cm3_bar: Number
    excess_c: Number
    expansion_1_k: float
    cool_s: Number


class Injection(NamedTuple):
    """One filled and packed cavity, or one per shot."""

    traces: Traces
    transfer_s: Number
    transfer_bar: Number
    peak_bar: Number
    cavity_peak_bar: Number
    inside_cm3: Number
    furthest_cm3: Number
    """How far the screw went at most."""
    sealed_bar: Number
    contact_s: Number
    sealed_s: Number
    by_time: Number


def inject(feed: Feed, screw: Screw, melt: Melt) -> Injection:
    """Fill and pack. Every field is a float, or an array of one shape (n,); traces are then (steps, n)."""
    ops = ops_of(feed.feed_bar)
    filled = fill(feed, screw)
    run = _Run(feed, screw, melt, ops, filled)
    while run.goes_on():
        run.step()
    return run.result(filled)


class _Run:
    """The stepped part of one injection: speed control to change-over, then pressure control to the seal."""

    def __init__(self, feed: Feed, screw: Screw, melt: Melt, ops: Ops, filled: Traces) -> None:
        self.feed, self.screw, self.melt, self.ops = feed, screw, melt, ops
        last = [part[-1] if feed.feed_bar.__class__ is not float else float(part[-1]) for part in filled]
        self.t, self.nozzle, self.cavity, self.inside, self.pushed = last
        self.power, self.cavity_cm3_bar = 1 / feed.flow_power, melt.cavity_cm3_bar
        self.bottom_cm3 = screw.bottom_cm3 * (1 - screw.slip)
        beyond = self.ops.maximum(self.inside / feed.main_cm3 - feed.rise_share, 0.0)
        self.gate_at_s = self.t - beyond * feed.main_cm3 / feed.flow_cm3_s
        self.sealed_s = self.gate_at_s + feed.gate_s
        self.latest_s = latest_s(feed, screw)
        zero = self.nozzle * 0.0
        self.transfer_s, self.transfer_bar, self.by_time = zero + NEVER_S, zero, zero
        self.contact_s, self.peak, self.sealed = zero + NEVER_S, self.nozzle, zero
        self.since, self.step_s = zero, zero + STEP_S
        self.rows: list[tuple[Number, ...]] = []

    def goes_on(self) -> bool:
        """Until every gate is sealed and every screw has changed over."""
        return not self.ops.every((self.t >= self.sealed_s) & (self.t > self.transfer_s))

    def step(self) -> None:
        """One step of every shot."""
        ops, before = self.ops, self.t < self.transfer_s
        left_s = (self.screw.stroke_cm3 - self.pushed) / self.feed.flow_cm3_s
        ahead_s = ops.where(
            before, left_s, ops.where(self.t < self.sealed_s, self.sealed_s - self.t, LONGEST_S)
        )
        longest = ops.where(before, STEP_S, self.step_s)
        self.step_s = ops.minimum(longest, ops.maximum(ahead_s, TINY_S))
        self._flow_in()
        self.nozzle = self._pressed(before)
        self.pushed = (self.inside + self.screw.melt_cm3_bar * self.nozzle) / (1 - self.screw.slip)
        self.t = self.t + self.step_s
        self.since = ops.where(before, 0.0 * self.t, self.since + self.step_s)
        self._change_over(before)
        self._press()
        self.step_s = ops.where(before, STEP_S, ops.minimum(self.step_s * GROWTH, LONGEST_S))
        self.rows.append((self.t, self.nozzle, self.cavity, self.inside, self.pushed))

    def _change_over(self, before: Number) -> None:
        """To pressure control, when the screw is where it is set to be, or has not come there for too long."""
        there = self.pushed >= self.screw.stroke_cm3 - 1e-6
        changes = before & (there | (self.t >= self.latest_s))
        if changes is False:
            return
        ops = self.ops
        self.transfer_s = ops.where(changes, self.t, self.transfer_s)
        self.transfer_bar = ops.where(changes, self.nozzle, self.transfer_bar)
        self.by_time = ops.where(there, self.by_time, ops.where(changes, 1.0, self.by_time))

    def _flow_in(self) -> None:
        """Through the feed and the last region into the cavity, or back while the gate is open: power law."""
        ops, feed = self.ops, self.feed
        into = ops.minimum(ops.maximum((self.inside - feed.main_cm3) / feed.end_cm3, 0.0), 1.0)
        plate = feed.plate_bar * along_plate(feed, self.inside / feed.main_cm3, ops)
        resistance = (feed.feed_bar + plate) * (1 - (1 - feed.relief) * into)
        resistance = resistance + feed.end_bar * into**feed.end_power
        resistance = resistance * gate_resistance(feed, self.t - self.gate_at_s, ops)
        drive = self.nozzle - self.cavity
        size = ops.minimum((abs(drive) / resistance) ** self.power, 4.0) * feed.flow_cm3_s
        # a long step does not press the cavity beyond its source
        moved = ops.minimum(size * self.step_s, abs(drive) * self.cavity_cm3_bar + feed.end_cm3 * (1 - into))
        moved = ops.where(drive >= 0, moved, -moved)
        self.inside = ops.where(self.t < self.sealed_s, self.inside + moved, self.inside)

    def _pressed(self, before: Number) -> Number:
        """Pressure before the screw: found under speed control, set under pressure control."""
        if before is False:
            return self._held_bar()
        driven = self._driven_bar()
        self.peak = self.ops.maximum(self.peak, self.ops.where(before, driven, 0.0 * driven))
        return driven if before is True else self.ops.where(before, driven, self._held_bar())

    def _driven_bar(self) -> Number:
        screw = self.screw
        pushed = self.pushed + self.feed.flow_cm3_s * self.step_s
        return self.ops.minimum((pushed * (1 - screw.slip) - self.inside) / screw.melt_cm3_bar, screw.limit_bar)

    def _held_bar(self) -> Number:
        held = held_bar(self.screw.hold, self.since, self.ops)
        lagging = held + (self.nozzle - held) * self.ops.exp(-self.step_s / self.screw.lag_s)
        reach = (self.bottom_cm3 - self.inside) / self.screw.melt_cm3_bar  # more, and it stands at the bottom
        return self.ops.minimum(lagging, self.ops.maximum(reach, 0.0))

    def _press(self) -> None:
        """The cavity presses once it is full; it shrinks as it cools."""
        ops, melt = self.ops, self.melt
        over = over_full(self.inside, self.feed, melt, self.since, ops)
        self.cavity = pressed_bar(over, self.feed, melt, ops)
        self.contact_s = ops.where((over > 0) & (self.contact_s == NEVER_S), self.t, self.contact_s)
        self.sealed = ops.where(self.t <= self.sealed_s, self.cavity, self.sealed)

    def result(self, filled: Traces) -> Injection:
        """Everything that a curve or a shot's number needs."""
        stepped = [np.array(column) for column in zip(*self.rows, strict=True)]
        traces = Traces(*(np.concatenate(pair) for pair in zip(filled, stepped, strict=True)))
        return Injection(
            traces=traces,
            transfer_s=self.transfer_s,
            transfer_bar=self.transfer_bar,
            peak_bar=self.peak,
            cavity_peak_bar=self._highest(traces.cavity_bar, stepped[2]),
            inside_cm3=self.inside,
            furthest_cm3=self._highest(traces.pushed_cm3, stepped[4]),
            sealed_bar=self.sealed,
            contact_s=self.contact_s,
            sealed_s=self.sealed_s,
            by_time=self.by_time,
        )

    def _highest(self, whole: NDArray[np.float64], stepped: NDArray[np.float64]) -> Number:
        """Of a trace, whose explicit part only rises."""
        return whole.max(axis=0) if self.ops.where is np.where else max(stepped)


def over_full(inside_cm3: Number, feed: Feed, melt: Melt, since_s: Number, ops: Ops) -> Number:
    """How far the cavity is over full, in widths of touch; the melt shrinks as it cools."""
    shrunk = melt.expansion_1_k * melt.excess_c * (1 - ops.exp(-(since_s + SINCE_FILLED_S) / melt.cool_s))
    return (inside_cm3 * (1 - shrunk) - feed.main_cm3 - feed.end_cm3) / feed.touch_cm3


def pressed_bar(over: Number, feed: Feed, melt: Melt, ops: Ops) -> Number:
    """Cavity pressure by how far it is over full: softly from nothing, then straight."""
    soft = ops.where(over > STRAIGHT, over, ops.log1p(ops.exp(ops.minimum(over, STRAIGHT))))
    return soft * feed.touch_cm3 / melt.cavity_cm3_bar


def shrinking_bar(
    run: Injection, feed: Feed, melt: Melt, since_transfer_s: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Cavity pressure after the gate has sealed: a fixed amount of melt that cools. One shot."""
    over = over_full(run.inside_cm3, feed, melt, np.maximum(since_transfer_s, 0.0), ARRAY)
    return np.asarray(pressed_bar(over, feed, melt, ARRAY))
