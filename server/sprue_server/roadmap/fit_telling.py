"""How many technologies fit, how near the next one is, and what would have to be true for it, in words."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sprue_server.content import numbers
from sprue_server.content.phrases import Phrases, screen_word
from sprue_server.firm.cases import SURE_PCT, in_ten
from sprue_server.firm.firm import WEEKS_PER_YEAR
from sprue_server.roadmap import planner
from sprue_server.roadmap.desk import BEST, Plan, fitting, nearest
from sprue_server.roadmap.needs import Need, needs, said
from sprue_server.roadmap.reasons import whole_of
from sprue_server.roadmap.whole import Group
from sprue_server.roadmap_views import NeedView, OutView, ReasonView, RoadMapIn, WholeView

NEAR_PCT = 10.0  # of the cases: below it nothing is near


class Told(NamedTuple):
    """A plan, the words for it, and the titles of its steps and of the stations that these buy."""

    made: Plan
    say: Phrases
    titles: Mapping[str, str]
    stations: Mapping[str, str | None]
    conditions: Sequence[str] | None = None  # of all


def summary(told: Told) -> str:
    """How many fit, and how near the next is; where none pays, that this is an answer too."""
    fit, slug = len(fitting(told.made.chosen)), nearest(told.made)
    if not fit and slug and _lacks_money(told.made, slug):
        return _with_more(told, slug)
    key = ("none", "one", "two")[fit] if fit <= BEST else "more"
    first = told.say(f"fit.{key}", count=float(fit), sure=float(in_ten(SURE_PCT)))
    sentences = [first, _next(told, slug) if slug else "", "" if fit else told.say("fit.keep")]
    return " ".join(one for one in sentences if one)


def _lacks_money(made: Plan, slug: str) -> bool:
    return made.chances[slug].fits and made.out[slug][0].code == "over_budget"


def _with_more(told: Told, slug: str) -> str:
    """Nothing is bought, but not because nothing pays."""
    purse, chance = told.made.chosen.purse, told.made.chances[slug]
    return told.say(
        "fit.none_money",
        name=_quoted(told, slug),
        budget=_figure(purse.budget_eur, "€", told.say),
        least=_figure(least_eur(told.made, slug), "€", told.say),
        cases=float(in_ten(chance.pays_pct)),
    )


def _quoted(told: Told, slug: str) -> str:
    return told.say("quote", name=told.titles[slug])


def _next(told: Told, slug: str) -> str:
    chance, name = told.made.chances[slug], _quoted(told, slug)
    if chance.fits:
        return told.say("fit.money" if _lacks_money(told.made, slug) else "fit.shared", name=name)
    if chance.pays_pct < NEAR_PCT:
        return told.say("fit.far", name=name)
    return told.say("fit.next", name=name, cases=float(in_ten(chance.pays_pct)))


def whole_view(told: Told, slug: str) -> WholeView:
    """A technology of the plan with what comes only because of it, and which steps that is."""
    found = whole_of(slug, told.made.chosen)
    groups = {"with": found.beside, "shared": found.shared}
    lines = [_group(told, f"whole.{key}", one) for key, one in groups.items() if one.steps]
    cut = [told.say("whole.cut")] if found.cut else []
    return WholeView(
        once_eur=found.once_eur,
        yearly_eur=found.yearly_eur,
        net_eur=found.net_eur,
        payback_months=found.payback_months,
        text=" ".join([*lines, *cut]) or None,
    )


def _group(told: Told, key: str, one: Group) -> str:
    names = [_quoted(told, slug) for slug in one.steps]
    return told.say(key, steps=names, once_eur=one.once_eur, yearly_eur=one.yearly_eur)


def out_view(told: Told, slug: str, reasons: list[ReasonView]) -> OutView:
    """A step that is not in the plan, and what would have to be true for it."""
    one, chance = told.made.priced[slug], told.made.chances.get(slug)
    return OutView(
        step=slug,
        station=one.step.station,
        station_title=told.stations[slug],
        title=told.titles[slug],
        reasons=reasons,
        bet=chance is not None and chance.bet,
        pays_pct=chance.pays_pct if chance else None,
        once_eur=one.once_eur,
        net_eur=one.effect.net_eur if one.effect else None,
        needs=needs_of(told, slug),
    )


def needs_of(told: Told, slug: str) -> list[NeedView] | None:
    """What would have to be true for a technology that is left out, each thing by itself."""
    if told.conditions is not None and slug not in told.conditions:
        return None
    adding = told.made.adding.get(slug)
    if adding is None:
        return []
    found = [*_money(told.made, slug), *needs(adding)]
    return [need_view(one, told.say, adding.station.effect) for one in found]


def _money(made: Plan, slug: str) -> list[Need]:
    """More of it, where nothing else is missing."""
    if made.out[slug][0].code != "over_budget":
        return []
    budget = made.chosen.purse.budget_eur
    return [Need("budget", "budget_eur", least_eur(made, slug), budget, "€", budget, budget)]


def least_eur(made: Plan, slug: str) -> float:
    """The budget that pays for the plan with a technology and what it needs first, to the safe side."""
    offers, line = made.chosen.offers, {*made.chosen.line}
    return said(planner.once_eur(line | {slug} | offers[slug].needs, offers), up=True)


def need_view(one: Need, say: Phrases, effect: str) -> NeedView:
    """A condition as a sentence: what, how much, and how much it is today."""

    def shown(value: float) -> str:
        return numbers.euros(value, say.language) if one.kind == "once" else _figure(value, one.unit, say)

    values = {name: shown(getattr(one, name)) for name in ("value", "today", "low", "high")}
    bound = "least" if one.at_least else "most"
    key = f"need.{one.kind}_{bound}" if one.kind == "assume" else f"need.{one.kind}"
    text = say(key, name=name_of(one, say, effect), **values)
    return NeedView(**one._asdict(), text=text)


def name_of(one: Need, say: Phrases, effect: str) -> str:
    """As the screens call it."""
    word = screen_word(say.language)
    match one.kind:
        case "figure":
            return word("firm.f", one.name)
        case "budget":
            return word("roadmap.wish", one.name)
        case "assume":
            return word(group_of(effect, one.name), one.name)
    return ""


def group_of(effect: str, name: str) -> str:
    """Under which group of the screens' words an assumption is named."""
    word = screen_word("en")
    for group in (f"assume.{effect}", "assume.common", "assume.cost"):
        if word(group, name) != name.replace("_", " "):
            return group
    return f"assume.{effect}"


def _figure(value: float, unit: str, say: Phrases) -> str:
    """With as many decimals as it has, two at most."""
    digits = next((some for some in (0, 1) if round(value, some) == round(value, 3)), 2)
    if not unit:
        return numbers.number(value, say.language, digits)
    return numbers.with_unit(value, screen_word(say.language)("firm.unit", unit), say.language, digits)


def own_hours(say: Phrases, hours: float, asked: RoadMapIn) -> str | None:
    """Hours of one's own people: a year's, a week's of those that somebody has, and whether they are money."""
    if hours <= 0:
        return None
    week = f"{numbers.number(hours / WEEKS_PER_YEAR, say.language, 1)}{numbers.HARD}h"
    free = "free" if hours / WEEKS_PER_YEAR <= asked.hours_week else "short"
    has = numbers.with_unit(asked.hours_week, "h", say.language)
    return say(f"own_hours.{'paid' if asked.firm.hours_fall else free}", year_h=hours, week=week, has=has)
