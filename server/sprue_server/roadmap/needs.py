"""What would have to be true for a technology that is not recommended: one thing at a time, all else as it is.

For each figure of the firm that an owner knows, for the price, for the hours that it frees, for each assumption
within its ends and for patience, the value is searched from which on the technology would be recommended (see
`planner`: in enough of the cases, and in the likely one). What does not help within reach is not told. Values
are rounded to what can be said, to the safe side, and tried once more as they are told.
"""

from collections.abc import Callable, Iterator, Mapping
from math import ceil, floor, log10
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from sprue_server.firm import cases
from sprue_server.firm.cases import COMMON, HORIZON_Y, SURE_PCT, Supposed
from sprue_server.firm.firm import WEEKS_PER_YEAR, Firm
from sprue_server.roadmap.adding import Adding, Change, Margin, Otherwise
from sprue_server.roadmap.caps import Amount
from sprue_server.roadmap.offers import spread_of
from sprue_server.roadmap.planner import Spread

Kind = Literal["budget", "figure", "sold_hours", "unpaid_hours", "once", "years", "assume"]
KINDS: tuple[Kind, ...] = ("budget", "figure", "sold_hours", "unpaid_hours", "once", "years", "assume")
FAR = 3.0  # times today's figure: a firm that is further away from it is another firm
PATIENT_Y = 6.0  # longer is no pay-back of a thing that is old by then
TRIES, FINE, HALF = 24, 0.01, 0.5  # of the search; what is told is tried once more
FIGURES, DIGITS = 2, 6  # that are told; behind them is only what floats leave


class Lever(NamedTuple):
    """A figure of the firm: its unit, the most that is believed, and from where on where today is nothing."""

    name: str
    unit: str
    most: float
    from_nothing: float
    whole: bool = False


LEVERS = (
    Lever("scrap_pct", "%", 15, 5),
    Lever("claims_eur_year", "eur_year", 1e6, 20_000),
    Lever("stops_h_week", "h_week", 500, 10),
    Lever("changeovers_week", "week", 500, 10),
    Lever("changeover_h", "h", 12, 2),
    Lever("inspect_h_day", "h_day", 200, 8),
    Lever("energy_eur_kwh", "€/kWh", 0.6, 0.2),
    Lever("material_eur_kg", "€/kg", 20, 2),
    Lever("part_g", "g", 2_000, 20),
    Lever("equip_presses", "presses", 500, 1, whole=True),
)


class Need(NamedTuple):
    """`value` is the least that it takes, or the most where not `at_least`; `today` is what it is, or supposed.

    `low` and `high`: between which it is supposed to lie, or for hours all that would be freed.
    """

    kind: Kind
    name: str
    value: float
    today: float
    unit: str
    low: float
    high: float
    at_least: bool = True


def needs(adding: Adding) -> list[Need]:
    """Every single thing that would do, what the firm itself knows first and the smallest change first."""
    if adding.fits():
        return []
    found = [*_figures(adding), *_hours(adding), *_price(adding), *_patience(adding), *_assumed(adding)]
    return sorted(found, key=lambda one: (KINDS.index(one.kind), _far(one), one.name))


def _far(one: Need) -> float:
    """By how much, as a factor."""
    small, large = sorted((abs(one.value), abs(one.today)))
    return large / small if small > 0 else large


class Search(NamedTuple):
    """Values of one thing, each as another world; whether a technology fits there."""

    adding: Adding
    world: Callable[[float], Otherwise]

    def room(self, value: float) -> float:
        """Euros by which it fits; below zero those that it lacks."""
        return self.adding.room_eur(self.world(value))

    def fits(self, value: float) -> bool:
        """Whether it would be recommended."""
        return self.room(value) > 0

    def crossing(self, without: float, within: float) -> float:
        """Where it begins to fit, on the fitting side: by false position and halving in turns (kinks)."""
        low, high = self.room(without), self.room(within)
        for turn in range(TRIES):
            if low > 0 or abs(within - without) <= FINE * max(abs(within), abs(without)):
                break
            share = HALF if turn % 2 else low / (low - high)
            middle = without + (within - without) * share
            found = self.room(middle)
            if found > 0:
                within, high = middle, found
            else:
                without, low = middle, found
        return within

    def told(self, without: float, within: float, *, whole: bool = False) -> float | None:
        """The value to be told between one that does not do and one that does; None where none does."""
        if without == within or not self.fits(within):
            return None
        up = within > without
        value = said(self.crossing(without, within), up=up, whole=whole)
        near = value - step_of(value, whole=whole) * (1 if up else -1)
        return next((one for one in (round(near, DIGITS), value) if self.fits(one)), None)


def step_of(value: float, *, whole: bool) -> float:
    """The last of the figures that are told."""
    return 1.0 if whole or value <= 0 else 10.0 ** (floor(log10(value)) - FIGURES + 1)


def said(value: float, *, up: bool, whole: bool = False) -> float:
    """Two figures, to the safe side: 0.213 at least is 0.22, 1,749 at most is 1,700."""
    if value <= 0:
        return 0.0
    step = step_of(value, whole=whole)
    count = value / step
    return round((ceil(count - 1e-6) if up else floor(count + 1e-6)) * step, DIGITS)


def _figures(adding: Adding) -> Iterator[Need]:
    for lever in LEVERS:
        today = float(getattr(adding.firm, lever.name))
        far = min(today * FAR if today > 0 else lever.from_nothing, lever.most)
        if lever.name == "equip_presses":
            far = float(adding.firm.presses)

        def world(value: float, lever: Lever = lever) -> Otherwise:
            told = ceil(value) if lever.whole else value
            return Otherwise(firm=adding.firm.model_copy(update={lever.name: told}))

        if far > today and (value := Search(adding, world).told(today, far, whole=lever.whole)) is not None:
            yield Need("figure", lever.name, value, today, lever.unit, today, far)


def _hours(adding: Adding) -> Iterator[Need]:
    """Of the hours that it frees: those of presses that must be sold, those of work that must fall away."""
    flags: Mapping[Kind, str] = {"sold_hours": "bottleneck", "unpaid_hours": "hours_fall"}
    for kind, flag in flags.items():
        if getattr(adding.firm, flag):
            continue
        other = adding.firm.model_copy(update={flag: True})
        there = _freed_h_week(adding, kind, other)

        def world(hours: float, other: Firm = other, there: float = there) -> Otherwise:
            return Otherwise(change=_partly(adding, other, hours / there))

        if there > 0 and (hours := Search(adding, world).told(0.0, there)) is not None and hours <= there:
            yield Need(kind, flag, hours, 0.0, "h_week", 0.0, there)


def _freed_h_week(adding: Adding, kind: Kind, other: Firm) -> float:
    """Likely hours a week that would be worth something, were the firm so."""
    counted = "sold" if kind == "sold_hours" else "unpaid"
    supposed = cases.likely(cases.ends_of(cases.assumptions(adding.station), adding.own))
    worths = cases.cases(adding.station, other, supposed).worths
    hands = supposed["hands_per_press"]
    hours = sum(
        float(one.hours * (hands if one.kind == "machine_hours" and counted == "unpaid" else 1.0))
        for one in worths
        if one.counted == counted
    )
    return hours / WEEKS_PER_YEAR


def _partly(adding: Adding, other: Firm, share: float) -> Change:
    """A share of the hours is worth what it is worth in the other firm."""

    def change(spread: Spread, supposed: Supposed) -> Spread:
        there = spread_of(cases.cases(adding.station, other, supposed)).gained
        gained = {
            kind: Amount(one.eur + (there[kind].eur - one.eur) * share, one.hours)
            for kind, one in spread.gained.items()
        }
        return spread._replace(gained=gained)

    return change


def _price(adding: Adding) -> Iterator[Need]:
    """An offer, all in, instead of what we suppose."""
    effect = adding.today.priced[adding.slug].effect
    if effect is None or effect.once_eur.low == effect.once_eur.high:
        return
    most, likely, least = effect.once_eur.high, effect.once_eur.likely, float(np.min(effect.cases.money.once))

    def world(value: float) -> Otherwise:
        return Otherwise(change=lambda spread, _: spread._replace(once_eur=value))

    if (value := Search(adding, world).told(most, least)) is not None:
        yield Need("once", "once_eur", value, likely, "€", effect.once_eur.low, most, at_least=False)


def _patience(adding: Adding) -> Iterator[Need]:
    def back(margin: Margin) -> npt.NDArray[np.float64]:
        net, once = np.atleast_1d(margin.net), np.atleast_1d(margin.once)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.sort(np.where(net > 0, once / net, np.inf))

    many = back(adding.many())
    enough = many[ceil(len(many) * SURE_PCT / 100) - 1]
    years = max(float(enough), float(back(adding.likely())[0]))
    if HORIZON_Y < years <= PATIENT_Y:
        yield Need("years", "horizon_y", ceil(years * 2 - 1e-6) / 2, HORIZON_Y, "years", HORIZON_Y, PATIENT_Y)


def _assumed(adding: Adding) -> Iterator[Need]:
    """What would have to be known of an assumption, within its ends; where the visitor knows it, nothing."""
    for name, assume in {**adding.station.assumes, **COMMON}.items():
        ends = assume.range

        def world(value: float, name: str = name) -> Otherwise:
            return Otherwise(own={name: value})

        if name in adding.own or ends.low == ends.high:
            continue
        search = Search(adding, world)
        for without, within in ((ends.low, ends.high), (ends.high, ends.low)):
            value = None if search.fits(without) else search.told(without, within)
            if value is not None:
                told = (value, ends.likely, assume.unit, ends.low, ends.high)
                yield Need("assume", name, *told, at_least=within > without)
