"""Whatever the stations ask for, a visit fits into its time, and a longer one never loses a stop."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprue_server.visits.itinerary import MY_FIRM, itinerary, own_minutes
from sprue_server.visits.words import LENGTHS, LONGEST, ROLES, SHORTEST


@dataclass(frozen=True)
class Stop:
    slug: str
    order: int
    minutes: dict[str, float] = field(default_factory=dict)
    essential_for: tuple[str, ...] = ()


HALL = [
    Stop("sensors", 1, {"owner": 3, "production": 5, "maintenance": 5, "it": 8}, ("it",)),
    Stop("pressure-curve", 2, {"owner": 4, "production": 8, "quality": 6}, ("production",)),
    Stop("vision", 3, {"owner": 5, "production": 5, "quality": 9}, ("owner", "quality")),
    Stop("maintenance", 7, {"production": 4, "maintenance": 9}, ("maintenance",)),
    Stop("quality-cost", 10, {"owner": 4, "quality": 5}, ("owner",)),
]
slugs = st.lists(st.sampled_from([f"stop-{n}" for n in range(12)]), unique=True, max_size=12)
minutes_of = st.dictionaries(st.sampled_from(ROLES), st.floats(0, 40), max_size=5)
essential = st.lists(st.sampled_from(ROLES), unique=True, max_size=5).map(tuple)
halls = slugs.flatmap(
    lambda names: st.tuples(
        *(st.builds(Stop, st.just(one), st.integers(0, 20), minutes_of, essential) for one in names)
    )
)
roles = st.lists(st.sampled_from(ROLES), min_size=1, max_size=5)
times = st.integers(SHORTEST, LONGEST)


@given(halls, roles, times)
def test_a_visit_is_never_longer_than_its_time_and_ends_at_the_own_firm(hall, who, minutes):
    way = itinerary(hall, who, minutes)
    assert sum(one.minutes for one in way) <= minutes
    assert all(one.minutes >= 1 for one in way)
    assert way[-1].slug == MY_FIRM
    assert way[-1].minutes == own_minutes(minutes) >= 4


@given(halls, roles, times, times)
def test_a_longer_visit_never_loses_a_stop_of_the_shorter_one(hall, who, one, other):
    short, long = sorted((one, other))
    assert {stop.slug for stop in itinerary(hall, who, short)} <= {
        stop.slug for stop in itinerary(hall, who, long)
    }


@given(halls, roles, times)
def test_stops_are_walked_in_the_halls_order_and_each_once(hall, who, minutes):
    place = {one.slug: (one.order, one.slug) for one in hall}
    walked = [place[one.slug] for one in itinerary(hall, who, minutes)[:-1]]
    assert walked == sorted(set(walked))


@given(halls, roles, times)
def test_whoever_a_station_has_minutes_for_has_a_visit(hall, who, minutes):
    for_them = any(one.minutes.get(role, 0) > 0 for one in hall for role in who)
    assert (len(itinerary(hall, who, minutes)) > 1) == for_them


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("minutes", LENGTHS)
def test_every_role_sees_what_is_essential_to_it_first(role, minutes):
    way = [one.slug for one in itinerary(HALL, [role], minutes)]
    first = next(one.slug for one in HALL if role in one.essential_for)
    assert first in way


def test_an_owner_with_a_quarter_of_an_hour_sees_vision_and_what_quality_costs():
    assert [(one.slug, one.minutes) for one in itinerary(HALL, ["owner"], 15)] == [
        ("vision", 6),
        ("quality-cost", 5),
        (MY_FIRM, 4),
    ]


def test_in_a_mixed_group_each_role_has_its_turn():
    way = {one.slug for one in itinerary(HALL, ["maintenance", "it"], 45)}
    assert {"sensors", "maintenance"} <= way
    assert itinerary(HALL, ["it", "it"], 45) == itinerary(HALL, ["it"], 45)


def test_a_visit_of_nobody_or_of_no_time_is_none():
    with pytest.raises(ValueError, match="a role"):
        itinerary(HALL, [], 45)
    with pytest.raises(ValueError, match="at least 15"):
        itinerary(HALL, ["owner"], 14)
