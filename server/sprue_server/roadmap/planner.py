"""The set of steps that brings most in three years within a budget, exactly; its order; its weeks. Pure.

A set is closed: it holds whatever its steps need first. Groundwork has no gain of its own, so a best set is
some technologies with what they need. And a set is sound: it pays in at least `SURE_PCT` of the cases, and so
does each of its steps with all that stands or falls with it. Without that rule, what is likely to lose money is
recommended because it wins a little where all goes as supposed, or hides behind others that win much.

All sets are looked through; a branch is left only where even the sum of all that remains, uncut, would not
reach what has been found.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, fsum, inf
from typing import NamedTuple

import numpy as np

from sprue_server.content.ranges import Ends
from sprue_server.firm.cases import HORIZON_Y, SURE_PCT, pays_pct
from sprue_server.firm.gains import Figure
from sprue_server.roadmap.caps import Gained, Limits, together

DAY_H = 8.0  # weeks are told for one day a week
CENT = 0.005  # euros: sums that differ by less are the same


class Spread(NamedTuple):
    """An offer in all cases instead of the likely one."""

    once_eur: Figure
    yearly_eur: Figure
    gained: Gained


class Offer(NamedTuple):
    """A step that is to be had, in likely euros. `needs`: all that must be there first, all the way down."""

    slug: str
    gains: bool
    needs: frozenset[str]
    once_eur: float
    yearly_eur: float
    gained: Gained
    payback_months: float | None = None
    spread: Spread | None = None  # without one it is the likely case in every case


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
    there = [offers[slug] for slug in sorted(chosen)]
    gain = together((one.gained for one in there), limits)
    costs = HORIZON_Y * fsum(one.yearly_eur for one in there) + fsum(one.once_eur for one in there)
    return HORIZON_Y * float(gain) - costs


def in_all_cases(chosen: Iterable[str], offers: Offers, limits: Limits) -> Figure:
    """The same in each of the cases."""
    there = [in_cases(offers[slug]) for slug in sorted(chosen)]
    net = together((one.gained for one in there), limits) - sum(one.yearly_eur for one in there)
    return HORIZON_Y * net - sum(one.once_eur for one in there)


def in_cases(offer: Offer) -> Spread:
    """An offer in all cases."""
    return offer.spread or Spread(offer.once_eur, offer.yearly_eur, offer.gained)


def alone_eur(offer: Offer, limits: Limits) -> float:
    """What one step brings in three years, beside what it needs first."""
    return net_eur([offer.slug], {offer.slug: offer}, limits)


def falls_with(slug: str, chosen: Iterable[str], offers: Offers) -> frozenset[str]:
    """A step, what needs it, and groundwork that nothing else in the set needs."""
    there = frozenset(chosen)
    gone = frozenset(one for one in there if slug in offers[one].needs) | {slug}
    still = there - gone
    needed = frozenset[str]().union(*(offers[one].needs for one in still if offers[one].gains))
    return gone | frozenset(one for one in still if not offers[one].gains and one not in needed)


class Sums:
    """What sets bring in all cases, each reckoned once: a search asks for the same ones again and again."""

    def __init__(self, offers: Offers, limits: Limits) -> None:
        self.offers, self.limits = offers, limits
        self._known: dict[frozenset[str], Figure] = {}

    def of(self, chosen: frozenset[str]) -> Figure:
        """See `in_all_cases`."""
        if chosen not in self._known:
            self._known[chosen] = in_all_cases(chosen, self.offers, self.limits)
        return self._known[chosen]

    def sound_pct(self, slug: str, chosen: frozenset[str]) -> float:
        """In how many cases a set is better for having this step, and what stands or falls with it."""
        gained = self.of(chosen) - self.of(chosen - falls_with(slug, chosen, self.offers))
        return pays_pct(np.asarray(gained) + CENT)  # what costs nothing and brings nothing does no harm

    def is_sound(self, chosen: frozenset[str]) -> bool:
        """Whether a set, and each of its steps, pays in enough of the cases."""
        if not chosen:
            return True
        if pays_pct(np.asarray(self.of(chosen)) + CENT) < SURE_PCT:
            return False
        return all(self.sound_pct(slug, chosen) >= SURE_PCT for slug in sorted(chosen))


def sound_pct(slug: str, chosen: Iterable[str], offers: Offers, limits: Limits) -> float:
    """See `Sums.sound_pct`, for one question."""
    return Sums(offers, limits).sound_pct(slug, frozenset(chosen))


def is_sound(chosen: Iterable[str], offers: Offers, limits: Limits) -> bool:
    """See `Sums.is_sound`, for one question."""
    return Sums(offers, limits).is_sound(frozenset(chosen))


def choose(offers: Offers, purse: Purse) -> frozenset[str]:
    """The sound closed set of the greatest net value that the budget pays; of equals the cheapest, smallest."""
    return _Search(offers, purse).best()


class _Search:
    """Technologies by what they could bring at most; each is in or out."""

    def __init__(self, offers: Offers, purse: Purse) -> None:
        self.offers, self.purse, self.sums = offers, purse, Sums(offers, purse.limits)
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
        if mark > self.mark and self.sums.is_sound(chosen):
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
        return max(alone_eur(offer, dict.fromkeys(self.purse.limits, inf)), 0.0)

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
