"""Which steps a firm can be offered, at what cost and gain, and which it cannot and why."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

from sprue_server.content.ranges import Ends
from sprue_server.content.stations import Station
from sprue_server.firm.cases import Cases, draws, own_hours_eur
from sprue_server.firm.firm import Firm
from sprue_server.firm.gains import Kind
from sprue_server.firm.reckon import Reckoned, reckon
from sprue_server.firm_views import Own
from sprue_server.roadmap.assessment import Figure
from sprue_server.roadmap.caps import Amount, something
from sprue_server.roadmap.planner import Offer, Spread
from sprue_server.roadmap.reasons import Reason
from sprue_server.roadmap.steps import Effort, Step, before, given


class Priced(NamedTuple):
    """A step for this firm, in euros with ends; `effect` where a station reckons it."""

    step: Step
    once_eur: Ends
    yearly_eur: Ends
    weeks: Ends
    skills: list[str]
    source: str
    spread: Spread
    own_yearly_h: float  # likely ones, of its own people
    effect: Reckoned | None = None
    station: Station | None = None


@dataclass(frozen=True)
class Asker:
    """Who asks: a firm, what it supposes otherwise, and the levels that its answers give."""

    firm: Firm
    own: Own
    levels: Mapping[str, int]


class Offered(NamedTuple):
    """What can be chosen, and what is out from the beginning, with its reason."""

    offers: dict[str, Offer]
    out: dict[str, Reason]


def priced(step: Step, stations: Mapping[str, Station], asker: Asker) -> Priced | None:
    """What a step costs and brings; None where this house has no such station."""
    if step.takes:
        return _groundwork(step, step.takes, asker.firm)
    station = stations.get(step.station or "")
    if station is None:
        return None
    effect = reckon(station, asker.firm, asker.own.get(station.slug, {}))
    weeks, skills = station.takes.weeks, list(station.takes.skills)
    return Priced(
        step,
        effect.once_eur,
        effect.yearly_eur,
        weeks,
        skills,
        station.takes.source,
        spread_of(effect.cases),
        asker.own.get(station.slug, {}).get("own_yearly_h", station.takes.own_yearly_h.likely),
        effect,
        station,
    )


def spread_of(cases: Cases) -> Spread:
    """A technology in all cases, as the planner takes it."""
    gained = {one.kind: Amount(one.eur, one.hours) for one in cases.worths}
    return Spread(cases.money.once, cases.money.yearly, gained)


def likely_spread(one: Priced) -> Spread:
    """The same, in the likely case."""
    gained = {kind.kind: Amount(kind.eur, kind.hours) for kind, _ in (one.effect.kinds if one.effect else [])}
    return Spread(one.once_eur.likely, one.yearly_eur.likely, gained)


def _groundwork(step: Step, takes: Effort, firm: Firm) -> Priced:
    """Invoices, and hours of the firm's own people that must be found every year."""
    bills, hours = takes.yearly_eur, takes.own_yearly_h
    yearly = Ends(**{end: value + float(own_hours_eur(getattr(hours, end), firm)) for end, value in bills})
    spread = Spread(
        draws(takes.once_eur, f"{step.slug}.once_eur"),
        draws(bills, f"{step.slug}.yearly_eur")
        + own_hours_eur(draws(hours, f"{step.slug}.own_yearly_h"), firm),
        {},
    )
    return Priced(
        step, takes.once_eur, yearly, takes.weeks, list(takes.skills), takes.source, spread, hours.likely
    )


def offered(all_: Mapping[str, Priced], asker: Asker) -> Offered:
    """Sort out what is there and what does not fit; the rest is to be chosen from."""
    there = {slug for slug, one in all_.items() if is_there(one.step, asker.levels)}
    known = completed(all_, asker.firm, there)
    out = {slug: _there(known[slug], asker.levels) for slug in sorted(there)}
    needs = {slug: frozenset(before(slug, known) - there) for slug in known if slug not in there}
    lacking = {slug: why for slug in needs if (why := _lacks(all_[slug], asker.firm, known, needs[slug]))}
    out |= lacking
    for slug in sorted(set(needs) - set(lacking)):
        if missing := sorted(needs[slug] & set(lacking)):
            out[slug] = Reason("blocked", {"steps": missing})
    free = [slug for slug in needs if slug not in out]
    return Offered({slug: _offer(all_[slug], needs[slug]) for slug in free}, out)


def completed(all_: Mapping[str, Priced], firm: Firm, there: Set[str] = frozenset()) -> dict[str, Step]:
    """Steps with what they need first; a level that is missing, by the cheapest step that gives it.

    What is there needs nothing any more.
    """
    known = {slug: _settled(one.step) if slug in there else one.step for slug, one in all_.items()}
    for slug, one in all_.items():
        brought = given(before(slug, known) - there, known)
        for name, least in _short(one, firm, brought).items():
            givers = [
                other for other in known if known[other].gives.get(name, 0) >= least and other not in there
            ]
            free = [other for other in givers if slug not in before(other, known) | {other}]
            if free:
                best = min(free, key=lambda other: (all_[other].once_eur.likely, known[other].order, other))
                known[slug] = known[slug].model_copy(update={"after": [*known[slug].after, best]})
    return known


def _settled(step: Step) -> Step:
    return step.model_copy(update={"after": []})


def _short(one: Priced, firm: Firm, brought: Mapping[Figure, int]) -> dict[Figure, int]:
    """Levels that a station needs and neither the firm has nor these steps bring."""
    if one.station is None:
        return {}
    needs: dict[Figure, int] = {
        "sensor_level": one.station.needs.sensor_level,
        "it_level": one.station.needs.it_level,
    }
    has = {name: max(int(getattr(firm, name)), brought.get(name, 0)) for name in needs}
    return {name: least for name, least in needs.items() if has[name] < least}


def is_there(step: Step, levels: Mapping[str, int]) -> bool:
    """Whether the firm's answers say so; what nobody has answered is not there."""
    unless = step.not_needed_when
    return unless is not None and levels.get(unless.of, -1) >= unless.level


def _there(step: Step, levels: Mapping[str, int]) -> Reason:
    of = step.not_needed_when.of if step.not_needed_when else ""
    return Reason("there", {"of": of, "level": levels[of]})


def _lacks(one: Priced, firm: Firm, known: Mapping[str, Step], needs: frozenset[str]) -> Reason | None:
    """A station needs a level that nothing here brings."""
    brought = given(needs, known)
    for name, least in _short(one, firm, brought).items():
        return Reason(f"lacks_{name}", {"has": max(getattr(firm, name), brought.get(name, 0)), "needs": least})
    return None


def _offer(one: Priced, needs: frozenset[str]) -> Offer:
    slug, effect = one.step.slug, one.effect
    once, yearly = one.once_eur.likely, one.yearly_eur.likely
    if effect is None:
        return Offer(
            slug, gains=False, needs=needs, once_eur=once, yearly_eur=yearly, gained={}, spread=one.spread
        )
    gained = something({kind.kind: Amount(float(kind.eur), float(kind.hours)) for kind, _ in effect.kinds})
    spread = one.spread._replace(gained=something(one.spread.gained))
    return Offer(slug, True, needs, once, yearly, gained, effect.payback_months, spread)  # noqa: FBT003  # a named tuple


def gained_at(effect: Reckoned, end: str) -> dict[Kind, Amount]:
    """An effect's gains at one of its ends, by kind."""
    return {
        kind.kind: Amount(getattr(ends, end), getattr(effect.hours[kind.kind], end))
        for kind, ends in effect.kinds
    }
