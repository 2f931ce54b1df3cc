"""Who sees whom: only who has opted in, on the same topic, on the other side or as a firm that looks too."""

from collections import Counter
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from sprue_server.together.matching import contacts, opted_in, sees, topics
from sprue_server.voices.counting import intentions, satisfaction
from sprue_server.voices.disclosure import LEAST


@dataclass(frozen=True)
class Left:
    owner: str
    side: str = "look"
    station: str = "vision"
    kind: str = "firm"
    sector: str | None = None
    contact: str | None = "x"
    consent_us: int | None = 1
    state: str = "shown"


LEFT = st.builds(
    Left,
    owner=st.sampled_from("abcdefgh"),
    side=st.sampled_from(["look", "offer"]),
    station=st.sampled_from(["vision", "energy"]),
    kind=st.sampled_from(["firm", "supplier"]),
    sector=st.sampled_from([None, "toys", "medical"]),
    contact=st.sampled_from([None, "x"]),
    consent_us=st.sampled_from([None, 1]),
    state=st.sampled_from(["shown", "hidden"]),
)


@given(st.lists(LEFT, max_size=12), st.sampled_from("abcde"))
def test_nobody_is_seen_without_consent_nor_sees_without_having_given_it(left, owner):
    found = contacts(owner, left)
    mine = {one.station for one in left if one.owner == owner and opted_in(one)}
    assert set(found) == mine
    for station, seen in found.items():
        assert all(opted_in(one) and one.station == station and one.owner != owner for one in seen)


@given(LEFT, LEFT)
def test_seeing_is_mutual(one, other):
    assert sees(one, other) == sees(other, one)


def test_the_other_side_and_firms_that_look_for_the_same():
    firm, other, seller = Left("a"), Left("b"), Left("c", side="offer", kind="supplier")
    rival, adviser = Left("d", side="offer", kind="supplier"), Left("e", kind="consultant")
    elsewhere = Left("f", station="energy", side="offer")
    every = [firm, other, seller, rival, adviser, elsewhere]
    seen = {who: [one.owner for one in contacts(who, every).get("vision", [])] for who in "abcdef"}
    assert seen == {
        "a": ["b", "c", "d"],
        "b": ["a", "c", "d"],
        "c": ["a", "b", "e"],
        "d": ["a", "b", "e"],
        "e": ["c", "d"],
        "f": [],
    }


def test_counts_are_of_visitors_and_without_what_is_hidden():
    left = [Left("a"), Left("b"), Left("c", state="hidden"), Left("d", side="offer", kind="institute")]
    (one,) = topics(left)
    assert (one.look, one.offer) == ({"firm": 2}, {"institute": 1})
    many = [Left(str(n), sector="toys" if n else "medical") for n in range(4)]
    assert topics(many)[0].sectors == ({}, 4), "one firm would be left over"


@given(st.lists(LEFT, max_size=12, unique_by=lambda one: (one.owner, one.station, one.side)))
def test_who_offers_and_opted_in_is_told_and_no_one_or_two_of_the_others(left):
    for one in topics(left):
        here = [each for each in left if each.station == one.station and each.state != "hidden"]
        looks, offers = ([each for each in here if each.side == side] for side in ("look", "offer"))
        found = Counter(each.kind for each in offers if opted_in(each))
        quiet = Counter(each.kind for each in offers if not opted_in(each))
        looking, offering = one.looking, one.offering
        assert all(count >= LEAST for count in looking.told.values())
        assert all(offering.told[kind] >= count for kind, count in found.items()), "who wants to be found is"
        assert all(count - found[kind] in {0, quiet[kind]} for kind, count in offering.told.items())
        for split, told, every in ((looking, looking.told, len(looks)), (offering, offering.told, len(offers))):
            rest = every - sum(told.values())
            assert split.rest == (rest if rest == 0 or rest >= LEAST else None)


@dataclass(frozen=True)
class Said:
    id: int
    owner: str
    left_us: int
    kind: str = "feedback"
    stars: int | None = None
    station: str | None = None
    plan: str | None = None
    sector: str | None = None
    state: str = "waiting"


def test_the_newest_mark_of_each_visitor_counts():
    found = satisfaction([Said(1, "a", 5, stars=1), Said(2, "a", 9, stars=4), Said(3, "b", 1, stars=5)])
    assert found == (2, 4.5, [0, 0, 0, 1, 1])
    assert satisfaction([]) == (0, None, [0] * 5)


def test_each_visitor_has_one_intention_per_station():
    said = [
        Said(1, "a", 1, "intention", station="vision", plan="no"),
        Said(2, "a", 2, "intention", station="vision", plan="later", sector="toys"),
        Said(3, "b", 1, "intention", station="vision", plan="this_year", sector="toys"),
        Said(4, "c", 1, "intention", station="vision", plan="this_year", sector="toys"),
        Said(5, "a", 1, "deed", station="energy"),
        Said(6, "a", 2, "deed", station="energy"),
        Said(7, "a", 2, "question", station="quality-cost"),
    ]
    energy, vision = intentions(said)
    assert (energy.station, energy.done, energy.sectors) == ("energy", 1, ({}, 0))
    assert (vision.this_year, vision.later, vision.no, vision.done) == (2, 1, 0, 0)
    assert vision.sectors == ({"toys": 3}, 0)
