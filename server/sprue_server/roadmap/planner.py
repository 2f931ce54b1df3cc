"""The set of steps that brings most in three years within a budget, exactly; its order; its weeks. Pure.

A set is closed: it holds whatever its steps need first. Groundwork has no gain of its own, so a best set is
some technologies with what they need. All of these are looked through; a branch is left only where even the
sum of all that remains, uncut, would not reach what has been found.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, fsum, inf
from typing import NamedTuple

from sprue_server.content.ranges import Ends
from sprue_server.firm.reckon import HORIZON_Y
from sprue_server.roadmap.caps import Gained, Limits, together

DAY_H = 8.0  # weeks are told for one day a week
CENT = 0.005  # euros: sums that differ by less are the same


class Offer(NamedTuple):
    """A step that is to be had, in likely euros. `needs`: all that must be there first, all the way down."""

    slug: str
    gains: bool
    needs: frozenset[str]
    once_eur: float
    yearly_eur: float
    gained: Gained
    payback_months: float | None = None


Offers = Mapping[str, Offer]


@dataclass(frozen=True)
class Purse:
    """What may be spent once, and all that there is to be saved."""

    budget_eur: float
    limits: Limits


class Slot(NamedTuple):
    """Weeks of a step, from the beginning of the plan."""

    slug: str
    begins_week: int
    weeks: int


def once_eur(chosen: Iterable[str], offers: Offers) -> float:
    """What a set costs once."""
    return fsum(offers[slug].once_eur for slug in chosen)


def net_eur(chosen: Iterable[str], offers: Offers, limits: Limits) -> float:
    """What a set brings in three years, less all that it costs."""
    there = [offers[slug] for slug in chosen]
    gain = together((one.gained for one in there), limits)
    return HORIZON_Y * (gain - fsum(one.yearly_eur for one in there)) - fsum(one.once_eur for one in there)


def alone_eur(offer: Offer, limits: Limits) -> float:
    """What one step brings in three years, beside what it needs first."""
    return net_eur([offer.slug], {offer.slug: offer}, limits)


def choose(offers: Offers, purse: Purse) -> frozenset[str]:
    """The closed set of the greatest net value within the budget; of equals the cheapest, the smallest."""
    return _Search(offers, purse).best()


class _Search:
    """Technologies by what they could bring at most; each is in or out."""

    def __init__(self, offers: Offers, purse: Purse) -> None:
        self.offers, self.purse = offers, purse
        hope = {one.slug: self._hope(one) for one in offers.values() if one.gains}
        self.slugs = sorted(hope, key=lambda slug: (-hope[slug], slug))
        tails = [fsum(hope[slug] for slug in self.slugs[at:]) for at in range(len(self.slugs) + 1)]
        self.tails = tails
        self.found: frozenset[str] = frozenset()
        self.mark = self._mark(self.found)

    def best(self) -> frozenset[str]:
        self._try(0, frozenset(), frozenset())
        return self.found

    def _try(self, at: int, chosen: frozenset[str], without: frozenset[str]) -> None:
        mark = self._mark(chosen)
        if mark > self.mark:
            self.found, self.mark = chosen, mark
        if at == len(self.slugs) or mark[0] + self.tails[at] < self.mark[0] - 2 * CENT:
            return
        slug = self.slugs[at]
        more = chosen | {slug} | self.offers[slug].needs
        if not more & without and once_eur(more, self.offers) <= self.purse.budget_eur + CENT:
            self._try(at + 1, more, without)
        if slug not in chosen:
            self._try(at + 1, chosen, without | {slug})

    def _hope(self, offer: Offer) -> float:
        uncut = together([offer.gained], dict.fromkeys(self.purse.limits, inf))
        return max(HORIZON_Y * (uncut - offer.yearly_eur) - offer.once_eur, 0.0)

    def _mark(self, chosen: frozenset[str]) -> tuple[float, float, int]:
        value = round(net_eur(chosen, self.offers, self.purse.limits), 2)
        return value, -round(once_eur(chosen, self.offers), 2), -len(chosen)


def ordered(chosen: Iterable[str], offers: Offers, places: Mapping[str, int]) -> list[str]:
    """What pays back soonest first, each right behind what it needs."""
    there, line = {*chosen}, dict[str, None]()

    def soonest(slug: str) -> tuple[float, int, str]:
        months = offers[slug].payback_months
        return inf if months is None else months, places.get(slug, 0), slug

    def depth(slug: str) -> tuple[int, int, str]:
        return len(offers[slug].needs), places.get(slug, 0), slug

    for slug in sorted((one for one in there if offers[one].gains), key=soonest):
        line |= dict.fromkeys([*sorted(offers[slug].needs & there, key=depth), slug])
    return list(line | dict.fromkeys(sorted(there, key=depth)))


def scheduled(line: Sequence[str], weeks: Mapping[str, Ends], hours_week: float) -> list[Slot]:
    """One after the other. Half the hours take twice as long; suppliers are never faster than low."""
    slots, begins = list[Slot](), 0
    for slug in line:
        takes = weeks[slug]
        whole = max(ceil(max(takes.likely * DAY_H / hours_week, takes.low) - CENT), 1)
        slots.append(Slot(slug, begins, whole))
        begins += whole
    return slots
