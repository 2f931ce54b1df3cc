"""From a firm's wish to its plan: everything is read, priced, chosen, put in order and scheduled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

from sprue_server.content.stations import Library, Station
from sprue_server.firm.reckon import Reckoned
from sprue_server.roadmap import assessment, calls, planner
from sprue_server.roadmap.adding import Adding, Today
from sprue_server.roadmap.caps import limits_of
from sprue_server.roadmap.offers import Asker, Priced, offered, priced
from sprue_server.roadmap.planner import Purse, Slot
from sprue_server.roadmap.reasons import Chance, Chosen, Reason, first_of, freed, why_in, why_out, why_there
from sprue_server.roadmap.steps import Step, Steps, steps
from sprue_server.roadmap_views import RoadMapIn


@dataclass
class Road:
    """All files of a road map."""

    library: Library

    @cached_property
    def asked(self) -> assessment.Assessment:
        """The self-assessment."""
        return assessment.assessment(self.library.folders)

    @cached_property
    def steps(self) -> Steps:
        """Every step that has a file."""
        return steps(self.library.folders)

    @cached_property
    def every_call(self) -> list[calls.Call]:
        """Every call that has a file."""
        return calls.calls(self.library.folders)

    @cached_property
    def de_minimis(self) -> calls.DeMinimis:
        """The general ceilings."""
        return calls.de_minimis(self.library.folders)


@cache
def road_of(library: Library) -> Road:
    """The files of a house, read once."""
    return Road(library)


class Plan(NamedTuple):
    """What has been decided for a firm, with reasons."""

    asker: Asker
    priced: Mapping[str, Priced]
    chosen: Chosen
    slots: list[Slot]
    why: Mapping[str, list[Reason]]
    out: Mapping[str, list[Reason]]
    best: list[str]
    adding: Mapping[str, Adding]
    chances: Mapping[str, Chance]
    aid: list[calls.Estimate]
    rule: calls.Period | None


def plan(road: Road, asked: RoadMapIn, day: date) -> Plan:
    """The best plan of what this firm can be offered. The same wish has the same plan."""
    asker = _asker(road, asked)
    all_ = _priced(road.steps.known, road.library.stations, asker)
    sorted_out = offered(all_, asker)
    purse = Purse(asked.budget_eur, limits_of(asker.firm))
    found = planner.choose(sorted_out.offers, purse)
    places = {slug: one.step.order for slug, one in all_.items()}
    chosen = Chosen(sorted_out.offers, planner.ordered(found, sorted_out.offers, places), purse)
    rule = road.de_minimis.at(day)
    left = calls.left_of(rule, asked.aid_received_eur)
    costs = {slug: all_[slug].once_eur.likely for slug in chosen.line}
    adding = _adding(chosen, all_, asker)
    chances = {slug: _chance(one) for slug, one in adding.items()}
    return Plan(
        asker=asker,
        priced=all_,
        chosen=chosen,
        slots=planner.scheduled(chosen.line, {slug: one.weeks for slug, one in all_.items()}, asked.hours_week),
        why={slug: [why_in(all_[slug], chosen), why_there(slug, chosen)] for slug in chosen.line},
        out=_out(all_, sorted_out.out, chosen, chances),
        best=fitting(chosen)[:BEST],
        adding=adding,
        chances=chances,
        aid=calls.estimates(road.every_call, costs, left, day),
        rule=rule,
    )


def _asker(road: Road, asked: RoadMapIn) -> Asker:
    firm = assessment.answered(road.asked, asked.answers, asked.firm)
    return Asker(firm, asked.own, assessment.levels(road.asked, asked.answers, firm))


def _priced(known: Mapping[str, Step], stations: Mapping[str, Station], asker: Asker) -> dict[str, Priced]:
    each = {slug: priced(one, stations, asker) for slug, one in known.items()}
    return {slug: one for slug, one in each.items() if one}


def _adding(chosen: Chosen, all_: Mapping[str, Priced], asker: Asker) -> dict[str, Adding]:
    """Each technology that could have been chosen and was not."""
    left = [slug for slug, one in chosen.offers.items() if one.gains and slug not in chosen.line]
    today = Today(frozenset(chosen.line), chosen.offers, all_, asker)
    return {slug: Adding(slug, today) for slug in left}


def _chance(one: Adding) -> Chance:
    return Chance(one.pays_pct(), float(one.likely().three_years))


def _out(
    all_: Mapping[str, Priced], out: Mapping[str, Reason], chosen: Chosen, chances: Mapping[str, Chance]
) -> dict[str, list[Reason]]:
    """Technologies first, the nearest of them first: their absence is asked for."""
    nearest = _nearest(chances)
    left = [one for slug, one in all_.items() if slug not in chosen.line]
    ranked = sorted(left, key=lambda one: (one.effect is None, _place(one.step.slug, nearest), one.step.order))
    first = {
        one.step.slug: out.get(one.step.slug) or why_out(one, chosen, chances.get(one.step.slug))
        for one in ranked
    }
    return {slug: [why, *_beside(all_[slug], why, chosen)] for slug, why in first.items()}


def _nearest(chances: Mapping[str, Chance]) -> list[str]:
    """What would fit first; by the cases in which they pay, then by likely euros."""

    def near(slug: str) -> tuple[bool, float, float, str]:
        chance = chances[slug]
        return not chance.fits, -chance.pays_pct, -chance.three_years_eur, slug

    return sorted(chances, key=near)


def _place(slug: str, line: Sequence[str]) -> int:
    return line.index(slug) if slug in line else len(line)


def _beside(one: Priced, why: Reason, chosen: Chosen) -> list[Reason]:
    """What is told with it: the groundwork of a bet, hours that would be free."""
    bet = why.code in {"bet", "bet_loses"}
    first = first_of(one.step.slug, chosen) if bet else None
    hours = freed(one) if bet or why.code in {"does_not_pay", "costs_more", "too_much_first"} else None
    return [more for more in (first, hours) if more]


def nearest(made: Plan) -> str | None:
    """Of what was left out, the technology that comes nearest to being recommended."""
    return next(iter(_nearest(made.chances)), None)


BEST = 2


def fitting(chosen: Chosen) -> list[str]:
    """The technologies of the plan that bring something themselves, what brings most in three years first."""
    worth = {
        slug: planner.alone_eur(chosen.offers[slug], chosen.purse.limits)
        for slug in chosen.line
        if chosen.offers[slug].gains
    }
    return sorted((slug for slug in worth if worth[slug] > 0), key=lambda slug: (-worth[slug], slug))


def moving(all_: Mapping[str, Priced], line: Sequence[str]) -> list[tuple[str, str, float, Reckoned]]:
    """Assumptions of the plan by how much they move it: step, name, euros a year, effect."""
    found = [
        (slug, swing.name, abs(swing.at_high_eur - swing.at_low_eur), effect)
        for slug in line
        if (effect := all_[slug].effect)
        for swing in effect.swings()
    ]
    return sorted(found, key=lambda one: -one[2])
