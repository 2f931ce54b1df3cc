"""The best plan is found exactly, as brute force finds it; within the budget, in an order that can be done."""

from itertools import combinations
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprue_server.content.ranges import Ends
from sprue_server.roadmap import planner
from sprue_server.roadmap.caps import Amount, Cut, cuts, together
from sprue_server.roadmap.planner import CENT, Offer, Purse

LIMITS = {"material": 9_000.0, "energy": 4_000.0, "claims": 6_000.0, "avoided": inf} | {
    "paid_hours": 500.0,
    "machine_hours": 700.0,
}
EUROS = st.floats(0, 12_000)
KIND = st.sampled_from([*LIMITS])


@st.composite
def worlds(draw):
    """Up to eight steps; each may need some of those before it."""
    names = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8))
    offers: dict[str, Offer] = {}
    for at, name in enumerate(names):
        first = draw(st.sets(st.sampled_from(names[:at]), max_size=2)) if at else set()
        needs = frozenset(first).union(*(offers[one].needs for one in first))
        gains = draw(st.booleans())
        gained = {draw(KIND): Amount(draw(EUROS), draw(st.floats(0, 900))) for _ in range(2)} if gains else {}
        payback = draw(st.none() | st.floats(0, 200)) if gains else None
        offers[name] = Offer(name, gains, needs, draw(EUROS), draw(st.floats(0, 2_000)), gained, payback)
    return offers


def closed_sets(offers):
    for size in range(len(offers) + 1):
        for chosen in combinations(offers, size):
            if all(offers[one].needs <= set(chosen) for one in chosen):
                yield chosen


@given(worlds(), st.floats(0, 40_000))
def test_no_set_that_the_budget_pays_brings_more(offers, budget):
    found = planner.choose(offers, Purse(budget, LIMITS))
    mine = planner.net_eur(found, offers, LIMITS)
    paid = [one for one in closed_sets(offers) if planner.once_eur(one, offers) <= budget]
    assert mine >= max(planner.net_eur(one, offers, LIMITS) for one in paid) - 2 * CENT


@given(worlds(), st.floats(0, 40_000))
def test_the_budget_holds_and_nothing_comes_before_what_it_needs(offers, budget):
    found = planner.choose(offers, Purse(budget, LIMITS))
    assert planner.once_eur(found, offers) <= budget + CENT
    line = planner.ordered(found, offers, {})
    assert sorted(line) == sorted(found)
    for at, slug in enumerate(line):
        assert offers[slug].needs <= set(line[:at])


@given(worlds(), st.floats(0, 40_000), st.floats(0, 40_000))
def test_more_money_never_makes_a_worse_plan(offers, budget, more):
    worth = [
        planner.net_eur(planner.choose(offers, Purse(euros, LIMITS)), offers, LIMITS)
        for euros in (budget, budget + more)
    ]
    assert worth[1] >= worth[0] - 2 * CENT


@given(worlds(), st.floats(0, 40_000), st.randoms())
def test_the_order_of_asking_does_not_matter(offers, budget, chance):
    mixed = [*offers.items()]
    chance.shuffle(mixed)
    first, second = (planner.choose(told, Purse(budget, LIMITS)) for told in (offers, dict(mixed)))
    assert first == second
    assert planner.ordered(first, offers, {}) == planner.ordered(second, dict(mixed), {})


@given(worlds())
def test_what_is_saved_together_is_never_more_than_there_is(offers):
    gained = [one.gained for one in offers.values()]
    alone = sum(together([one], dict.fromkeys(LIMITS, inf)) for one in gained)
    assert together(gained, LIMITS) <= alone + CENT
    for kind in ("material", "energy", "claims"):
        only = [{kind: one[kind]} for one in gained if kind in one]
        assert together(only, LIMITS) <= LIMITS[kind] + CENT


def test_scrap_saved_twice_is_not_saved():
    both = [{"material": Amount(6_000)}, {"material": Amount(6_000), "machine_hours": Amount(1_400, 1_400)}]
    assert together(both, LIMITS) == pytest.approx(9_000 + 700)
    assert cuts(both, LIMITS) == [Cut("material", 12_000, 9_000), Cut("machine_hours", 1_400, 700)]
    one = Offer("one", gains=True, needs=frozenset(), once_eur=1_000, yearly_eur=0, gained=both[0])
    two = one._replace(slug="two", once_eur=10_000)
    assert planner.choose({"one": one, "two": two}, Purse(99_000, LIMITS)) == {"one"}


def test_of_equal_plans_the_cheapest_and_soonest_is_taken():
    plain = Offer("plain", gains=False, needs=frozenset(), once_eur=0, yearly_eur=0, gained={})
    slow = plain._replace(slug="slow", gains=True, needs=frozenset({"plain"}), once_eur=500)
    slow = slow._replace(gained={"claims": Amount(1_000)}, payback_months=6)
    soon = slow._replace(slug="soon", needs=frozenset(), once_eur=100, payback_months=1.2)
    offers = {one.slug: one for one in (plain, slow, soon)} | {"idle": plain._replace(slug="idle")}
    found = planner.choose(offers, Purse(1_000, LIMITS))
    assert planner.ordered(found, offers, {}) == ["soon", "plain", "slow"]


def test_weeks_follow_each_other_and_grow_where_hours_are_few():
    weeks = {"a": Ends(low=2, likely=4, high=8), "b": Ends(low=1, likely=1.5, high=3)}
    assert [tuple(one) for one in planner.scheduled(["a", "b"], weeks, 8)] == [("a", 0, 4), ("b", 4, 2)]
    assert [one.weeks for one in planner.scheduled(["a", "b"], weeks, 4)] == [8, 3]
    assert [one.weeks for one in planner.scheduled(["a", "b"], weeks, 80)] == [2, 1]
