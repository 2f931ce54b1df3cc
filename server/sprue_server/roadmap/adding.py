"""What a technology would add to a plan, with all that it needs and the plan does not have: in all cases.

Asked again and again with one thing changed (a figure of the firm, an assumption, a price), so that it can be
told what would have to be true.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import NamedTuple

import numpy as np

from sprue_server.content.stations import Station
from sprue_server.firm import cases
from sprue_server.firm.cases import HORIZON_Y, SURE_PCT, Supposed, pays_pct
from sprue_server.firm.firm import Firm
from sprue_server.firm.gains import Figure
from sprue_server.roadmap.caps import Limits, limits_of, together
from sprue_server.roadmap.offers import Asker, Priced, likely_spread, spread_of
from sprue_server.roadmap.planner import Offers, Spread

Change = Callable[[Spread, Supposed], Spread]


class Margin(NamedTuple):
    """Net of a year, and once: in the likely case, or in all cases."""

    net: Figure
    once: Figure

    @property
    def three_years(self) -> Figure:
        """What is left until a small firm wants its money back."""
        return self.net * HORIZON_Y - self.once


class Otherwise(NamedTuple):
    """One thing that is not as it is: another firm, another assumption, another price."""

    firm: Firm | None = None
    own: Mapping[str, float] = {}
    change: Change | None = None


AS_IT_IS = Otherwise()


@dataclass(frozen=True)
class Today:
    """A plan `line` at its firm: what is the same for each technology that is not in it."""

    line: frozenset[str]
    offers: Offers
    priced: Mapping[str, Priced]
    asker: Asker

    @cached_property
    def likely(self) -> Margin:
        """What the plan brings in the likely case."""
        return self._plan(likely=True)

    @cached_property
    def many(self) -> Margin:
        """What it brings in all cases."""
        return self._plan(likely=False)

    def _plan(self, *, likely: bool) -> Margin:
        firm = self.asker.firm
        return _worth([self.step(slug, firm, likely=likely) for slug in sorted(self.line)], limits_of(firm))

    def step(self, slug: str, firm: Firm, *, likely: bool) -> Spread:
        """A step of it, at this firm or at another."""
        one = self.priced[slug]
        if one.station is None or firm is self.asker.firm:
            return likely_spread(one) if likely else one.spread
        return reckoned(one.station, firm, self.asker.own.get(one.station.slug, {}), likely=likely)


@dataclass(frozen=True)
class Adding:
    """A technology that is not in today's plan."""

    slug: str
    today: Today

    @property
    def firm(self) -> Firm:
        """As it is today."""
        return self.today.asker.firm

    @property
    def station(self) -> Station:
        """Whose effect it is.

        Raises:
            ValueError: the step is groundwork, which has none.
        """
        if (found := self.today.priced[self.slug].station) is None:
            raise ValueError(f"{self.slug} is groundwork: only what it is needed for brings something")
        return found

    @cached_property
    def first(self) -> frozenset[str]:
        """What it needs and the plan does not have."""
        return self.today.offers[self.slug].needs - self.today.line

    @cached_property
    def own(self) -> Mapping[str, float]:
        """What the visitor supposes of it."""
        return self.today.asker.own.get(self.station.slug, {})

    def likely(self, other: Otherwise = AS_IT_IS) -> Margin:
        """What it adds in the likely case, if one thing were otherwise."""
        return self._margin(other, likely=True)

    def many(self, other: Otherwise = AS_IT_IS) -> Margin:
        """What it adds in all cases."""
        return self._margin(other, likely=False)

    def pays_pct(self, other: Otherwise = AS_IT_IS) -> float:
        """In how many cases what it adds is more than nothing."""
        return pays_pct(self.many(other).three_years)

    def room_eur(self, other: Otherwise = AS_IT_IS) -> float:
        """What is left, in the likely case (quickly reckoned) and in enough of all; it fits above zero."""
        likely = float(self.likely(other).three_years)
        if likely <= 0:
            return likely
        return min(likely, enough(self.many(other).three_years))

    def fits(self, other: Otherwise = AS_IT_IS) -> bool:
        """Whether it would be recommended."""
        return self.room_eur(other) > 0

    def _margin(self, other: Otherwise, *, likely: bool) -> Margin:
        firm = other.firm or self.firm
        before = [self.today.step(slug, firm, likely=likely) for slug in sorted(self.today.line)]
        added = [self.today.step(slug, firm, likely=likely) for slug in sorted(self.first)]
        mine = self._mine(other, firm, likely=likely)
        today = self.today.likely if likely else self.today.many
        old = _worth(before, limits_of(firm)) if other.firm else today
        new = _worth([*before, *added, mine], limits_of(firm))
        return Margin(new.net - old.net, new.once - old.once)

    def _mine(self, other: Otherwise, firm: Firm, *, likely: bool) -> Spread:
        if other is AS_IT_IS:
            return self.today.step(self.slug, firm, likely=likely)
        return reckoned(self.station, firm, {**self.own, **other.own}, likely=likely, change=other.change)


def enough(many: Figure) -> float:
    """What is left at least in `SURE_PCT` of the cases."""
    each = np.atleast_1d(np.asarray(many))
    at = len(each) - ceil(len(each) * SURE_PCT / 100)
    return float(np.partition(each, at)[at])


def reckoned(
    station: Station, firm: Firm, own: Mapping[str, float], *, likely: bool, change: Change | None = None
) -> Spread:
    """A technology at a firm, in the likely case or in all of them."""
    ends = cases.ends_of(cases.assumptions(station), own)
    supposed = cases.likely(ends) if likely else cases.drawn(ends, station.slug)
    spread = spread_of(cases.cases(station, firm, supposed))
    return change(spread, supposed) if change else spread


def _worth(steps: list[Spread], limits: Limits) -> Margin:
    gain = together([one.gained for one in steps], limits) if steps else 0.0
    yearly = sum((one.yearly_eur for one in steps), start=0.0)
    return Margin(gain - yearly, sum((one.once_eur for one in steps), start=0.0))
