"""Why a step is in, why it stands there, why another is out: a code with what it is about, worded elsewhere."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from sprue_server.firm.cases import MAYBE_PCT, SURE_PCT, in_ten
from sprue_server.roadmap import planner
from sprue_server.roadmap.caps import cuts
from sprue_server.roadmap.planner import CENT, Offers, Purse
from sprue_server.roadmap.whole import Whole, whole

if TYPE_CHECKING:
    from sprue_server.firm.reckon import Reckoned
    from sprue_server.roadmap.offers import Priced

Param = float | str | list[str]
IN = ("brings", "needed_by")
PLACE = ("first", "after", "before", "soonest")
OUT = (
    *("there", "lacks_sensor_level", "lacks_it_level", "blocked", "bet", "bet_loses", "does_not_pay"),
    *("costs_more", "over_budget"),
    *("counted_already", "too_much_first", "nobody_needs_it", "frees_hours", "needs_first"),
)
CODES = (*IN, *PLACE, *OUT)


class Reason(NamedTuple):
    """`steps` are slugs, worded by their titles; other parameters are figures or names."""

    code: str
    params: Mapping[str, Param] = {}


class Chance(NamedTuple):
    """A technology on top of the plan, with what it needs first: cases in which it pays, likely euros."""

    pays_pct: float
    three_years_eur: float

    @property
    def fits(self) -> bool:
        """Whether it would be recommended."""
        return self.pays_pct >= SURE_PCT and self.three_years_eur > 0

    @property
    def bet(self) -> bool:
        """Whether it may pay, and may not."""
        return not self.fits and self.pays_pct >= MAYBE_PCT


class Chosen(NamedTuple):
    """The plan so far: what there was, what was chosen of it, in which order, with what money."""

    offers: Offers
    line: list[str]
    purse: Purse


def sound_pct(slug: str, plan: Chosen) -> float:
    """In how many cases the plan is better with a step of it, and what stands or falls with that."""
    return planner.sound_pct(slug, plan.line, plan.offers, plan.purse.limits)


def whole_of(slug: str, plan: Chosen) -> Whole:
    """A technology of the plan with all that comes only because of it."""
    return whole(slug, plan.line, plan.offers, plan.purse.limits)


def why_in(one: "Priced", plan: Chosen) -> Reason:
    """A technology brings something, or it is needed by one that does."""
    slug, effect = one.step.slug, one.effect
    users = [other for other in plan.line if slug in plan.offers[other].needs and plan.offers[other].gains]
    if effect and planner.alone_eur(plan.offers[slug], plan.purse.limits) > 0:
        all_of_it = whole_of(slug, plan)
        return Reason(
            "brings",
            {
                "net_eur": all_of_it.net_eur.likely,
                "once_eur": all_of_it.once_eur.likely,
                "months": all_of_it.payback_months or 0.0,
                "cases": in_ten(sound_pct(slug, plan)),
            },
        )
    return Reason("needed_by", {"steps": users})


def why_there(slug: str, plan: Chosen) -> Reason:
    """What it stands behind, before, or how soon it pays itself back."""
    at = plan.line.index(slug)
    offer = plan.offers[slug]
    users = [other for other in plan.line[at + 1 :] if slug in plan.offers[other].needs]
    if offer.gains and offer.payback_months is not None:
        earlier = any(plan.offers[other].gains for other in plan.line[:at])
        return Reason("soonest" if earlier else "first", {"months": offer.payback_months})
    if users:
        return Reason("before", {"steps": users[:1]})
    return Reason("after", {"steps": sorted(offer.needs, key=plan.line.index)})


def why_out(one: "Priced", plan: Chosen, chance: Chance | None) -> Reason:
    """Of what could have been chosen and was not. Without a chance it is groundwork."""
    if one.effect is None or chance is None:
        return Reason("nobody_needs_it")
    if chance.fits:
        return _no_room(one, plan)
    if chance.bet:
        return _bet(chance, _costs(one.step.slug, plan))
    if _by_itself(one.effect):
        return _spoilt(one, plan)
    return _no_pay(one.effect, chance)


def _by_itself(effect: "Reckoned") -> bool:
    return effect.pays_pct >= SURE_PCT and effect.net_eur.likely > 0


def _costs(slug: str, plan: Chosen) -> float:
    """Once, with what it needs first and the plan does not have."""
    chosen = {*plan.line}
    return planner.once_eur(({slug} | plan.offers[slug].needs) - chosen, plan.offers)


def _bet(chance: Chance, once_eur: float) -> Reason:
    """What is likely to be left after three years, or to be lost."""
    told: dict[str, Param] = {"cases": in_ten(chance.pays_pct), "once_eur": once_eur}
    if chance.three_years_eur < 0:
        return Reason("bet_loses", {**told, "loss_eur": -chance.three_years_eur})
    return Reason("bet", {**told, "three_years_eur": chance.three_years_eur})


def _no_room(one: "Priced", plan: Chosen) -> Reason:
    """It would fit: then it is the money, or it would take from the others what makes them fit."""
    costs = _costs(one.step.slug, plan)
    left = plan.purse.budget_eur - planner.once_eur(plan.line, plan.offers)
    if costs > left + CENT:
        return Reason("over_budget", {"costs_eur": costs, "left_eur": max(left, 0.0)})
    return Reason("counted_already", {"once_eur": one.once_eur.likely})


def _spoilt(one: "Priced", plan: Chosen) -> Reason:
    """What pays by itself, but not on top of this plan: others save it already, or it needs too much first."""
    slug, offer = one.step.slug, plan.offers[one.step.slug]
    first = sorted(offer.needs - {*plan.line})
    if not first or cuts([plan.offers[name].gained for name in (*plan.line, slug)], plan.purse.limits):
        return Reason("counted_already", {"once_eur": offer.once_eur})
    return Reason("too_much_first", {"steps": first, "costs_eur": _costs(slug, plan) - offer.once_eur})


def _no_pay(effect: "Reckoned", chance: Chance) -> Reason:
    """A year brings too little, or less than nothing."""
    net, once = effect.net_eur.likely, effect.once_eur.likely
    if net < 0:
        return Reason("costs_more", {"loss_eur": -net, "once_eur": once})
    return Reason("does_not_pay", {"net_eur": net, "once_eur": once, "cases": in_ten(chance.pays_pct)})


def first_of(slug: str, plan: Chosen) -> Reason | None:
    """What a technology needs first and the plan does not have, and what that costs."""
    first = sorted(plan.offers[slug].needs - {*plan.line})
    if not first:
        return None
    once = planner.once_eur(first, plan.offers)
    yearly = sum(plan.offers[one].yearly_eur for one in first)
    return Reason("needs_first", {"steps": first, "once_eur": once, "yearly_eur": yearly})


def freed(one: "Priced") -> Reason | None:
    """Hours that nobody pays for today are told beside a technology that is out."""
    kinds = one.effect.kinds if one.effect else []
    hours = sum(float(worth.hours) for worth, _ in kinds if worth.counted == "freed")
    return Reason("frees_hours", {"hours_h": hours}) if hours >= 1 else None
