"""What a plan is better for with one of its technologies: with all that comes only because of it, in euros.

Nobody decides on a technology without what it needs. What other steps of the plan need as well would be bought
without it too and is not in its figures; what others save already is not saved by it a second time.
"""

from typing import NamedTuple

from sprue_server.content.ranges import Ends
from sprue_server.firm.gains import Figure
from sprue_server.firm.reckon import payback_months, spread
from sprue_server.roadmap import planner
from sprue_server.roadmap.caps import TOLD, Limits, together
from sprue_server.roadmap.planner import Offers, Spread


class Group(NamedTuple):
    """Steps beside a technology that move its euros, and what they cost in the likely case."""

    steps: list[str]
    once_eur: float
    yearly_eur: float


class Whole(NamedTuple):
    """`beside` is in the figures, `shared` is not; `cut`: others save a good part of its gain already."""

    once_eur: Ends
    yearly_eur: Ends
    net_eur: Ends
    payback_months: float | None
    beside: Group
    shared: Group
    cut: bool


class _Case(NamedTuple):
    """Euros in the likely case or in all: spent once and in a year, gained by itself and on top of the rest."""

    once: Figure
    yearly: Figure
    apart: Figure
    gain: Figure


def whole(slug: str, line: list[str], offers: Offers, limits: Limits) -> Whole:
    """Of a technology in the plan `line`."""
    mine = planner.falls_with(slug, line, offers)
    added, rest = [one for one in line if one in mine], [one for one in line if one not in mine]
    one = _case(_likely(offers, added), _likely(offers, rest), limits)
    many = _case(_many(offers, added), _many(offers, rest), limits)
    return Whole(
        once_eur=spread(one.once, many.once),
        yearly_eur=spread(one.yearly, many.yearly),
        net_eur=spread(one.gain - one.yearly, many.gain - many.yearly),
        payback_months=payback_months(float(one.once), float(one.gain - one.yearly)),
        beside=_group([step for step in added if step != slug], offers),
        shared=_group([step for step in rest if step in offers[slug].needs], offers),
        cut=bool(one.gain < one.apart * (1 - TOLD)),
    )


def _likely(offers: Offers, slugs: list[str]) -> list[Spread]:
    return [Spread(one.once_eur, one.yearly_eur, one.gained) for one in map(offers.__getitem__, slugs)]


def _many(offers: Offers, slugs: list[str]) -> list[Spread]:
    return [planner.in_cases(offers[slug]) for slug in slugs]


def _case(mine: list[Spread], rest: list[Spread], limits: Limits) -> _Case:
    """What the plan gains is more with it: that difference is its gain."""
    without = together((one.gained for one in rest), limits)
    return _Case(
        once=sum((one.once_eur for one in mine), start=0.0),
        yearly=sum((one.yearly_eur for one in mine), start=0.0),
        apart=together((one.gained for one in mine), limits),
        gain=together((one.gained for one in [*mine, *rest]), limits) - without,
    )


def _group(steps: list[str], offers: Offers) -> Group:
    each = [one for one in map(offers.__getitem__, steps) if one.gains or one.once_eur or one.yearly_eur]
    once, yearly = sum(one.once_eur for one in each), sum(one.yearly_eur for one in each)
    return Group([one.slug for one in each], once, yearly)
