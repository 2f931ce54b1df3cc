"""From a firm's wish to its plan: everything is read, priced, chosen, put in order and scheduled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

from sprue_server.content.stations import Library, Station
from sprue_server.firm.reckon import Reckoned
from sprue_server.roadmap import assessment, calls, planner
from sprue_server.roadmap.caps import limits_of
from sprue_server.roadmap.offers import Asker, Priced, offered, priced
from sprue_server.roadmap.planner import Purse, Slot
from sprue_server.roadmap.reasons import Chosen, Reason, freed, why_in, why_out, why_there
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
    return Plan(
        asker=asker,
        priced=all_,
        chosen=chosen,
        slots=planner.scheduled(chosen.line, {slug: one.weeks for slug, one in all_.items()}, asked.hours_week),
        why={slug: [why_in(all_[slug], chosen), why_there(slug, chosen)] for slug in chosen.line},
        out=_out(all_, sorted_out.out, chosen),
        best=best(chosen),
        aid=calls.estimates(road.every_call, costs, left, day),
        rule=rule,
    )


def _asker(road: Road, asked: RoadMapIn) -> Asker:
    firm = assessment.answered(road.asked, asked.answers, asked.firm)
    return Asker(firm, asked.own, assessment.levels(road.asked, asked.answers, firm))


def _priced(known: Mapping[str, Step], stations: Mapping[str, Station], asker: Asker) -> dict[str, Priced]:
    each = {slug: priced(one, stations, asker) for slug, one in known.items()}
    return {slug: one for slug, one in each.items() if one}


def _out(all_: Mapping[str, Priced], out: Mapping[str, Reason], chosen: Chosen) -> dict[str, list[Reason]]:
    """Technologies first: their absence is asked for."""
    left = [one for slug, one in all_.items() if slug not in chosen.line]
    ranked = sorted(left, key=lambda one: (one.effect is None, one.step.order))
    first = {one.step.slug: out.get(one.step.slug) or why_out(one, chosen) for one in ranked}
    return {slug: [why, *_beside(all_[slug], why)] for slug, why in first.items()}


def _beside(one: Priced, why: Reason) -> list[Reason]:
    more = freed(one) if why.code in {"does_not_pay", "costs_more"} else None
    return [more] if more else []


BEST = 2


def best(chosen: Chosen) -> list[str]:
    """The technologies of the plan that bring most in three years, if they bring something."""
    worth = {
        slug: planner.alone_eur(chosen.offers[slug], chosen.purse.limits)
        for slug in chosen.line
        if chosen.offers[slug].gains
    }
    return sorted((slug for slug in worth if worth[slug] > 0), key=lambda slug: (-worth[slug], slug))[:BEST]


def moving(all_: Mapping[str, Priced], line: Sequence[str]) -> list[tuple[str, str, float, Reckoned]]:
    """Assumptions of the plan by how much they move it: step, name, euros a year, effect."""
    found = [
        (slug, swing.name, abs(swing.at_high_eur - swing.at_low_eur), effect)
        for slug in line
        if (effect := all_[slug].effect)
        for swing in effect.swings
    ]
    return sorted(found, key=lambda one: -one[2])
