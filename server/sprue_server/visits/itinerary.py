"""Which stops fit into a visit, for whom, in which order, for how many minutes each.

A station says how many minutes it deserves per role, and for whom it is essential. What is wanted most is taken
first, a quarter of an hour at a time, so a longer visit never loses a stop of a shorter one. The last stop is
always the visitor's own firm.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from sprue_server.visits.words import SHORTEST, Role

MY_FIRM = "my-firm"  # the last stop: what of this is for my own firm, and in which order
OWN_LEAST, OWN_MOST = 4, 15  # minutes at it
OWN_SHARE = 6  # of the visit: a sixth
RUNG = 15  # minutes by which a visit grows new stops
STRETCH = 2.0  # a stop is never made longer than this many times what its station asks for


class Stop(Protocol):
    """What an itinerary needs to know of a station."""

    @property
    def slug(self) -> str: ...  # noqa: D102
    @property
    def order(self) -> int: ...  # noqa: D102
    @property
    def minutes(self) -> Mapping[Role, float]: ...  # noqa: D102
    @property
    def essential_for(self) -> Sequence[Role]: ...  # noqa: D102


class Planned(NamedTuple):
    """A stop of an itinerary. `rank`: 0 is wanted most; what is wanted least is left out first."""

    slug: str
    minutes: int
    essential: bool
    rank: int


def own_minutes(minutes: int) -> int:
    """How long the last stop takes. It grows more slowly than the visit.

    >>> [own_minutes(one) for one in (15, 45, 90, 240)]
    [4, 7, 15, 15]
    """
    return min(max(minutes // OWN_SHARE, OWN_LEAST), OWN_MOST)


LONGEST_STOP = SHORTEST - own_minutes(SHORTEST)  # so that even a short visit of one stop is one


def itinerary(stops: Iterable[Stop], roles: Sequence[Role], minutes: int) -> list[Planned]:
    """The way of a group with these roles through the hall; never longer than `minutes`.

    Raises:
        ValueError: nobody comes, or there is less time than the shortest visit takes.
    """
    if not roles or minutes < SHORTEST:
        raise ValueError(f"a visit has a role and at least {SHORTEST} minutes, got {list(roles)}, {minutes}")
    wanted = _wanted(stops, roles)
    needs = {one.slug: _needs(one, roles) for one in wanted}
    taken = _taken(wanted, needs, minutes)
    given = _stretched(taken, needs, minutes - own_minutes(minutes))
    rank = {one.slug: place for place, one in enumerate(wanted)}
    walked = [
        Planned(one.slug, given[one.slug], _essential(one, roles), rank[one.slug])
        for one in sorted(taken, key=lambda one: (one.order, one.slug))
    ]
    return [*walked, Planned(MY_FIRM, own_minutes(minutes), essential=True, rank=0)]


def _essential(stop: Stop, roles: Iterable[Role]) -> bool:
    return any(role in stop.essential_for for role in roles)


def _needs(stop: Stop, roles: Iterable[Role]) -> int:
    """Whole minutes: those of the role to which it matters most."""
    most = max(stop.minutes.get(role, 0) for role in roles)
    return min(max(1, round(most)), LONGEST_STOP)


def _wanted(stops: Iterable[Stop], roles: Sequence[Role]) -> list[Stop]:
    """What matters to anybody, most wanted first: in a mixed group each role has its turn."""
    there = [one for one in stops if any(one.minutes.get(role, 0) > 0 for role in roles)]
    lists = [sorted(there, key=lambda one, role=role: _less_wanted(one, role)) for role in dict.fromkeys(roles)]  # type: ignore[misc]
    turns = [one for turn in zip(*lists, strict=True) for one in turn]
    return list({one.slug: one for one in turns}.values())


def _less_wanted(stop: Stop, role: Role) -> tuple[bool, float, int, str]:
    return (role not in stop.essential_for, -stop.minutes.get(role, 0), stop.order, stop.slug)


def _taken(wanted: Sequence[Stop], needs: Mapping[str, int], minutes: int) -> list[Stop]:
    taken: dict[str, Stop] = {}
    for length in range(SHORTEST, minutes + 1, RUNG):
        left = length - own_minutes(length) - sum(needs[slug] for slug in taken)
        for one in wanted:
            if one.slug not in taken and needs[one.slug] <= left:
                taken[one.slug] = one
                left -= needs[one.slug]
    return list(taken.values())


def _stretched(taken: Iterable[Stop], needs: Mapping[str, int], room: int) -> dict[str, int]:
    """Time that is left goes to the stops, a minute each in turn, as far as they can use it."""
    given = {one.slug: needs[one.slug] for one in taken}
    left = room - sum(given.values())
    while left > 0 and (short := [slug for slug in given if given[slug] < STRETCH * needs[slug]]):
        for slug in short[:left]:
            given[slug] += 1
        left -= len(short[:left])
    return given
