"""The pressure in a full cavity: packing through the gate, then decay once the gate is frozen. Pure functions.

Lumped cavity: flow through the gate follows the pressure difference, the melt is a spring (compressibility)
that cooling shortens. Seconds count from the moment the cavity is full.
"""

from dataclasses import dataclass

import numpy as np

from sprue_sim.physics import Real

APART = 1e-3  # 1/s; keeps the exponentials from dividing by zero when two constants meet
BACKFLOW = 3.0  # an open gate empties a cavity more slowly than it was filled: the melt is colder. Ours


@dataclass(frozen=True, slots=True)
class Packing:
    """A full cavity: pressures in bar, times in s."""

    start_bar: Real
    feed_bar: Real  # before the gate when the cavity becomes full
    hold_bar: Real
    feed_constant_s: Real  # how the press comes down from `feed_bar` to `hold_bar`
    gate_constant_s: Real  # how fast the cavity follows what is before the gate
    shrink_bar_s: Real  # pressure that cooling takes per second, at the start
    cool_constant_s: Real
    gate_s: Real  # the gate is frozen
    hold_end_s: Real


def shrink_rate_bar_s(expansivity_1_k: Real, compressibility_1_bar: Real, cooling_k: Real, constant_s: Real) -> Real:
    """Pressure a closed cavity loses per second when its content starts to cool, bar/s.

    dp/dt = (αv/β) dT/dt with the mean temperature of a slab, (8/π²) ΔT exp(-t/τ).

    >>> round(float(shrink_rate_bar_s(6e-4, 1e-4, 180, 1.4)))
    625
    """
    return expansivity_1_k / compressibility_1_bar * 8 / np.pi**2 * cooling_k / constant_s


def cavity_pressure_bar(cavity: Packing, seconds: Real) -> Real:
    """Pressure in the cavity `seconds` after it was full, bar; never below zero.

    Solves dp/dt = (feed(t) - p)/τ_gate - shrink exp(-t/τ_cool) exactly while the gate is open and fed; then
    backflow if hold ended before the gate froze; then a closed cavity that cools.
    """
    fed_until = np.minimum(cavity.gate_s, cavity.hold_end_s)
    fed = _fed_bar(cavity, np.minimum(seconds, fed_until))
    empty_s = np.clip(seconds, fed_until, np.maximum(cavity.gate_s, fed_until)) - fed_until
    left = np.maximum(fed, 0) * np.exp(-empty_s / (BACKFLOW * cavity.gate_constant_s))
    closed_s = np.maximum(seconds, cavity.gate_s)
    fall = np.exp(-cavity.gate_s / cavity.cool_constant_s) - np.exp(-closed_s / cavity.cool_constant_s)
    return np.maximum(left - cavity.shrink_bar_s * cavity.cool_constant_s * fall, 0)


def _fed_bar(cavity: Packing, seconds: Real) -> Real:
    gate = 1 / cavity.gate_constant_s
    from_feed = (cavity.feed_bar - cavity.hold_bar) * gate / _apart(gate - 1 / cavity.feed_constant_s)
    from_cold = cavity.shrink_bar_s / _apart(gate - 1 / cavity.cool_constant_s)
    start = cavity.start_bar - cavity.hold_bar - from_feed + from_cold
    return (
        cavity.hold_bar
        + from_feed * np.exp(-seconds / cavity.feed_constant_s)
        - from_cold * np.exp(-seconds / cavity.cool_constant_s)
        + start * np.exp(-seconds * gate)
    )


def _apart(difference: Real) -> Real:
    return np.where(np.abs(difference) < APART, APART, difference)
