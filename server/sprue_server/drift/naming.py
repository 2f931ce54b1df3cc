"""Which cause fits what has moved, how sure is that, and what tells it from those that look alike?"""

from collections.abc import Mapping, Sequence
from math import exp
from typing import NamedTuple

from sprue_server.drift.cause import Cause, Move, Story, fit
from sprue_server.drift.causes import CAUSES
from sprue_server.drift.watched import ONE_SPEAKS, WATCHED

MOVED, OF_FARTHEST = 1.5, 0.7  # spreads that a mean moves at least, or a share of the farthest if that is less
NOISE = 0.7  # spreads: a mean of twelve shots moves so far by chance
STRONG = 0.5  # of the farthest family: it moves strongly
SCATTERED = 1.8  # times the template's standard deviation
SOME = 1.5  # beyond it, below SCATTERED, nothing is said of a family's scatter
UNKNOWN = 0.1  # prior weight of what is not in our list, against 1 for a usual cause
LIKELY = 0.5


class Named(NamedTuple):
    """The answer: a cause and its group or None for unknown, how sure, and the shares of all causes."""

    cause: str | None
    group: str | None
    confidence: float
    shares: Mapping[str, float]
    groups: Mapping[str, float]


def story_of(shifts: Mapping[str, float], scatters: Mapping[str, float]) -> Story:
    """Families from numbers: mean deviations in spreads, and scatter as a multiple of the usual."""
    members: dict[str, list[float]] = {}
    for name, apart in shifts.items():
        members.setdefault(WATCHED[name].family, []).append(apart)
    middle = {family: _of(family, told) for family, told in members.items()}
    farthest = max((abs(apart) for apart in middle.values()), default=0.0)
    least = min(MOVED, max(OF_FARTHEST * farthest, NOISE))
    moves = {family: _move(apart, farthest, least) for family, apart in middle.items()}
    restless: dict[str, list[float]] = {}
    for name, times in scatters.items():
        restless.setdefault(WATCHED[name].family, []).append(times)
    told = {family: max(times) for family, times in restless.items()}
    return Story(
        moves, {family: times > SCATTERED for family, times in told.items() if not SOME < times <= SCATTERED}
    )


def _of(family: str, told: Sequence[float]) -> float:
    return max(told, key=abs) if family in ONE_SPEAKS else sum(told) / len(told)


def _move(apart: float, farthest: float, least: float) -> Move:
    if abs(apart) < least:
        return "steady"
    strong = abs(apart) >= STRONG * farthest
    if apart > 0:
        return "up!" if strong else "up"
    return "down!" if strong else "down"


def name(story: Story, causes: Sequence[Cause] = CAUSES) -> Named:
    """Rank the causes; None where none is likelier than all others and the unknown together."""
    if set(story.moves.values()) <= {"steady"} and not any(story.scatters.values()):
        return Named(None, None, 0.0, {}, {})
    weights = {one.name: one.rarity * exp(fit(one, story)) for one in causes}
    total = sum(weights.values()) + UNKNOWN
    shares = {cause: weight / total for cause, weight in weights.items()}
    groups: dict[str, float] = {}
    for one in causes:
        groups[one.group] = groups.get(one.group, 0.0) + shares[one.name]
    group, sure = max(groups.items(), key=lambda told: told[1], default=("", 0.0))
    if sure < LIKELY:
        return Named(None, None, 1 - sure, shares, groups)
    inside = {one.name: shares[one.name] for one in causes if one.group == group}
    cause = max(inside, key=lambda told: inside[told])
    return Named(cause, group, sure, shares, groups)
