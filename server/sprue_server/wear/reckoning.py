"""A part of press or mould: what each of its signs does, shots since it was cared for and to the next."""

from collections.abc import Sequence
from math import inf
from typing import Literal, NamedTuple

from sprue_contract.quantities import QUANTITIES
from sprue_server.wear.part import Part, Sign
from sprue_server.wear.spells import Followed, Spell, counted, followed, limit_of
from sprue_server.wear.trend import Trend, reference_of, soonest, trend

DAY_US = 86_400_000_000
WEEK_US = 7 * DAY_US
LEAST_US = 3 * DAY_US  # of a temperature's trend
State = Literal["due", "nearing", "steady", "counting", "unknown"]


class Care(NamedTuple):
    """When a part was last cared for, and every how many shots it is; None: nobody has said so."""

    done_us: int | None = None
    every: int | None = None


class Told(NamedTuple):
    """A sign, its spells and what they do."""

    sign: Sign
    followed: Followed
    trend: Trend


class Health(NamedTuple):
    """A part. `since`: shots since it was cared for, or `whole` False: at least so many, the rest is not known.

    `left`: shots to maintenance, the nearer of plan and trend, below zero when it is over; None: not known.
    `by`: which of the two, or which sign.
    """

    part: Part
    state: State
    signs: list[Told]
    care: Care
    since: int
    whole: bool
    left: float | None
    by: str | None


def health(part: Part, spells: Sequence[Spell], care: Care) -> Health:
    """`spells`: of the press, or of the mould in it, oldest first."""
    begin = care.done_us or 0
    told = [_told(sign, spells, begin) for sign in part.signs] if spells else []
    since = sum(spell.made for spell in spells if spell.begin_us >= begin)
    planned = care.every - since if care.every else inf
    trends = [one.trend for one in told]
    worn = soonest(trends)
    left = min(planned, worn)
    by = None if left == inf else "plan" if planned <= worn else _first(told)
    state = _state(left, trends, care)
    return Health(part, state, told, care, since, care.done_us is not None, None if left == inf else left, by)


def _told(sign: Sign, spells: Sequence[Spell], since_us: int) -> Told:
    found = followed(sign, spells, since_us)
    if not len(found.values):
        return Told(sign, found, Trend("too_few"))
    limit = limit_of(sign, reference_of(found.values))
    told = trend(found.shots, found.values, sign.way, limit, counted(spells)[-1])
    if told.state == "nearing" and _may_be_a_day(sign, int(found.begin_us[-1] - found.begin_us[0])):
        told = Trend("too_short", told.reference, told.limit, told.now)
    return Told(sign, found, told)


def _may_be_a_day(sign: Sign, span_us: int) -> bool:
    """A temperature follows the hall's, which rises every morning: on the first day on every press at once."""
    return QUANTITIES[sign.quantity].unit == "°C" and span_us < LEAST_US


def _first(told: Sequence[Told]) -> str:
    return min((one for one in told if one.trend.left is not None), key=lambda one: one.trend.left).sign.name  # type: ignore[arg-type, return-value]


def _state(left: float, trends: Sequence[Trend], care: Care) -> State:
    if left <= 0 or any(one.state == "met" for one in trends):
        return "due"
    if any(one.state == "nearing" for one in trends):
        return "nearing"
    if any(one.state == "steady" for one in trends):
        return "steady"
    return "counting" if care.every else "unknown"


def pace(spells: Sequence[Spell], newest_us: int) -> float | None:
    """Shots a day in the week before the newest one, as far as it is known; None: of less than a day."""
    week = [spell for spell in spells if spell.begin_us >= newest_us - WEEK_US]
    if not week or newest_us - week[0].begin_us < DAY_US:
        return None
    return sum(spell.made for spell in week) / (newest_us - week[0].begin_us) * DAY_US


__all__ = ["Care", "Health", "State", "Told", "counted", "health", "pace"]
