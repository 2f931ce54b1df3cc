"""The tour step by step: it stands where the guide put it, and its time is counted, pauses left out."""

import pytest

from sprue_server.refused import Refused
from sprue_server.visit_views import GroupIn, GroupView, MoveIn
from sprue_server.visits.itinerary import MY_FIRM, Planned
from sprue_server.visits.touring import begun, ended, moved, walked_min

S = 1_000_000
WAY = [
    Planned("sensors", 5, essential=True, rank=0),
    Planned("vision", 6, essential=False, rank=2),
    Planned("energy", 4, essential=False, rank=1),
]
WAY += [Planned(MY_FIRM, 4, essential=True, rank=0)]


@pytest.fixture
def group() -> GroupView:
    wish = GroupIn(roles=["owner"], minutes=20, language="es", people=6, firms=2, sectors=["toys"])
    return begun(wish, WAY, 7, "abc234", 1000 * S)


def go(group: GroupView, *deeds: tuple[str, int], **other: object) -> GroupView:
    for deed, at_s in deeds:
        group = moved(group, MoveIn(deed=deed, **other), (1000 + at_s) * S)
    return group


def test_next_goes_through_five_steps_and_then_to_the_next_stop(group):
    steps = []
    for at_s in range(6):
        steps.append((group.at, group.step))
        group = go(group, ("next", at_s))
    assert steps == [(0, "problem"), (0, "see"), (0, "break"), (0, "caught"), (0, "mine"), (1, "problem")]


def test_back_from_a_stop_leads_to_the_last_step_of_the_one_before(group):
    assert (go(group, ("stop", 60), stop="vision").at, go(group, ("stop", 60), stop="vision").step) == (
        1,
        "problem",
    )
    back = go(go(group, ("stop", 60), stop="vision"), ("back", 70))
    assert (back.at, back.step) == (0, "mine")
    with pytest.raises(Refused) as told:
        go(group, ("back", 1))
    assert told.value.view.code == "tour_first"


def test_of_ones_own_firm_there_is_one_step_and_after_it_none(group):
    last = go(group, ("stop", 60), stop=MY_FIRM)
    assert (last.step, last.reached) == ("mine", ["sensors", MY_FIRM])
    with pytest.raises(Refused, match="last stop"):
        go(last, ("next", 61))


def test_time_is_counted_where_it_was_spent_and_a_pause_is_none(group):
    paused = go(group, ("pause", 60), ("pause", 90))
    assert paused.paused_us == 1060 * S
    on = go(paused, ("go-on", 360), ("go-on", 370))
    assert (on.paused_us, on.rested_s) == (None, 300)
    there = go(on, ("stop", 420), stop="vision")
    assert there.stops[0].spent_s == 120
    done = ended(there, 1480 * S)
    assert (done.stops[1].spent_s, done.ended_us, walked_min(done)) == (60, 1480 * S, 3.0)


def test_a_group_that_ends_in_a_pause_was_not_walking(group):
    assert walked_min(ended(go(group, ("pause", 60)), 2000 * S)) == 1.0


def test_only_what_is_to_come_is_left_out_and_never_the_own_firm(group):
    less = go(group, ("cut", 1), stop="vision")
    assert [one.slug for one in less.stops] == ["sensors", "energy", MY_FIRM]
    assert less.planned == 19, "what was planned stays what it is held against"
    for stop in ("sensors", MY_FIRM):
        with pytest.raises(Refused) as told:
            go(group, ("cut", 1), stop=stop)
        assert told.value.view.code == "tour_stays"
    with pytest.raises(Refused) as told:
        go(group, ("cut", 1), stop="nowhere")
    assert told.value.status_code == 404


def test_a_step_is_chosen_and_time_is_added(group):
    assert go(group, ("step", 1), step="caught").step == "caught"
    with pytest.raises(Refused):
        go(group, ("step", 1))
    assert go(go(group, ("extend", 1), minutes=10), ("extend", 2)).extended == 15
