"""No one or two firms can be read out of what is told of sectors."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sprue_server.voices.disclosure import LEAST, alike, split

FIRMS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 9))


@given(FIRMS)
def test_what_is_told_and_what_is_left_is_nothing_or_enough(firms):
    found = split(firms)
    total = sum(firms.values())
    assert all(count >= LEAST and firms[name] == count for name, count in found.told.items())
    if found.rest is None:
        assert not found.told, "else total minus told would tell"
        assert 0 < total < LEAST
    else:
        assert found.rest == 0 or found.rest >= LEAST
        assert sum(found.told.values()) + found.rest == total


@given(FIRMS, FIRMS)
def test_who_has_a_name_in_public_leaves_no_one_or_two_others_behind(quiet, known):
    every = Counter(quiet) + Counter(known)
    found = split(every, known)
    others = {name: quiet.get(name, 0) for name in every}
    assert all(count == every[name] >= LEAST for name, count in found.told.items())
    assert all(others[name] == 0 or others[name] >= LEAST for name in found.told)
    left = sum(count for name, count in others.items() if name not in found.told)
    assert not found.told or left == 0 or left >= LEAST
    assert found.rest in {None, every.total() - sum(found.told.values())}
    assert split(every, {}) == split(every), "without a name the rule is as it was"


@given(FIRMS)
def test_nothing_is_held_back_without_a_reason(firms):
    found = split(firms)
    if all(count == 0 or count >= LEAST for count in firms.values()):
        assert found.told == {name: count for name, count in firms.items() if count}
        assert found.rest == 0


@given(FIRMS, st.sampled_from("abcdefgh"))
def test_a_class_that_is_asked_for_is_told_as_in_the_list(firms, name):
    assert alike(firms, name) == split(firms).told.get(name)


def test_the_largest_class_comes_first_and_the_smallest_joins_the_rest():
    found = split(Counter({"toys": 4, "packaging": 7, "medical": 1}))
    assert list(found.told.items()) == [("packaging", 7)]
    assert found.rest == 5
