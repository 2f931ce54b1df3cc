"""What a press takes in each state, and what standing costs in energy.

States are those of OEE's timeline. A press stands in all of them but production and start-up; what it did while
nobody told is neither. Power is energy over the time in which it was measured, never over more, and told away
from a state's edges: a meter that is read every ten seconds blurs them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sprue_server.energy.meter import Measured, Meter
from sprue_server.oee.facts import Span
from sprue_server.oee.losses import STANDING
from sprue_server.oee.timeline import Category, Stretch

HOUR_US = 3_600_000_000
UNTOLD: Category = "unknown"
STANDS = tuple(one for one in STANDING if one != UNTOLD)
EDGE_US = 10_000_000  # the finest roll-up of a meter
LONG_US = 4 * EDGE_US
ORDER: tuple[Category, ...] = ("production", "start_up", *STANDS, UNTOLD)


class InState(NamedTuple):
    """A state: how long it lasted, in how much of that the meter was read, energy of that time.

    `inner_us`, `inner_kwh`: the same away from edges of longer stretches, for its power.
    """

    state: Category
    us: float
    measured_us: float
    kwh: float
    inner_us: float = 0.0
    inner_kwh: float = 0.0

    @property
    def kw(self) -> float | None:
        """Mean power; None where the meter was not read."""
        return _power([self])

    def plus(self, other: "InState") -> "InState":
        """Both together."""
        return InState(self.state, *(a + b for a, b in zip(self[1:], other[1:], strict=True)))


def _power(states: Sequence[InState]) -> float | None:
    """Mean power, away from edges where there is enough of that."""
    inner_us, all_us = sum(one.inner_us for one in states), sum(one.measured_us for one in states)
    if inner_us > 0:
        return sum(one.inner_kwh for one in states) / (inner_us / HOUR_US)
    return sum(one.kwh for one in states) / (all_us / HOUR_US) if all_us > 0 else None


@dataclass(frozen=True)
class Standing:
    """Energy of all states, in the order of `ORDER`; those that did not occur are left out."""

    states: tuple[InState, ...]

    @property
    def kwh(self) -> float:
        """Energy of standing."""
        return sum(one.kwh for one in self.stands)

    @property
    def us(self) -> float:
        """How long it stood, metered or not."""
        return sum(one.us for one in self.stands)

    @property
    def measured_us(self) -> float:
        """How long it stood while the meter was read."""
        return sum(one.measured_us for one in self.stands)

    @property
    def kw(self) -> float | None:
        """Mean power while it stood: what an hour of standing takes, in kWh."""
        return _power(self.stands)

    @property
    def share(self) -> float | None:
        """Standing's share of all energy that was measured."""
        whole = self.all_kwh
        return self.kwh / whole if whole > 0 else None

    @property
    def all_kwh(self) -> float:
        """All energy that was measured."""
        return sum(one.kwh for one in self.states)

    @property
    def all_measured_us(self) -> float:
        """All time in which the meter was read."""
        return sum(one.measured_us for one in self.states)

    @property
    def stands(self) -> tuple[InState, ...]:
        """The states in which it makes nothing."""
        return tuple(one for one in self.states if one.state in STANDS)


def standing(stretches: Sequence[Stretch], meter: Meter, period: Span) -> Standing:
    """Energy of a period by state."""
    found: dict[Category, InState] = {}
    for one in stretches:
        start, end = max(one.start_us, period.start_us), min(one.end_us, period.end_us)
        if end <= start:
            continue
        told = _stretch(one.category, meter, Span(start, end))
        found[one.category] = found[one.category].plus(told) if one.category in found else told
    return Standing(tuple(found[state] for state in ORDER if state in found))


def _stretch(state: Category, meter: Meter, span: Span) -> InState:
    whole, inner = meter.between(*span), Measured(0.0, 0.0)
    if span.end_us - span.start_us > LONG_US:
        inner = meter.between(span.start_us + EDGE_US, span.end_us - EDGE_US)
    return InState(state, span.end_us - span.start_us, whole.us, whole.kwh, inner.us, inner.kwh)
