"""Pictures of one moment become one series; what waits is bounded, fair, newest first; what goes is counted."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprue_server.inspecting.queue import Queue
from sprue_server.inspecting.series import REST_S, Gathering, Series, Taken

LIGHTS = ("diffuse", "raking-n", "raking-e", "raking-s", "raking-w")
LIGHT_US = 40_000
SHOT_US = 30_000_000


def taken(cell: str, number: int, light: str, camera: str = "part-1", run: str = "r1") -> Taken:
    moment = number * SHOT_US + LIGHT_US * LIGHTS.index(light)
    seq = number * len(LIGHTS) + LIGHTS.index(light)
    return Taken((1, moment, seq), cell, run, camera, light, number, f"{cell}-{seq}", "image/jpeg")


def five(cell: str, number: int, **other: str) -> list[Taken]:
    return [taken(cell, number, light, **other) for light in LIGHTS]


def lights(series) -> list[list[str]]:
    return [sorted(one.taken) for one in series]


def test_the_first_series_of_a_camera_waits_a_moment_and_teaches_what_is_whole():
    gathering = Gathering()
    assert gathering.add(five("a", 1), 0.0) == []
    assert gathering.wait_s(0.5) == REST_S - 0.5
    assert gathering.rested(REST_S - 0.01) == []
    assert lights(gathering.rested(REST_S)) == [sorted(LIGHTS)]
    assert gathering.wait_s(9) is None
    assert lights(gathering.add(five("a", 2), 10.0)) == [sorted(LIGHTS)], "whole at once"
    assert gathering.add(five("a", 3)[:4], 11.0) == []
    assert lights(gathering.add(five("a", 3)[4:], 11.1)) == [sorted(LIGHTS)], "in two batches"


def test_a_light_that_never_comes_is_not_waited_for_and_the_next_is_whole_again():
    gathering = Gathering()
    gathering.add(five("a", 1), 0.0)
    gathering.rested(REST_S)
    assert gathering.add(five("a", 2)[:3], 10.0) == []
    assert [len(one.taken) for one in gathering.rested(10.0 + REST_S)] == [3]
    assert [len(one.taken) for one in gathering.add(five("a", 3), 20.0)] == [5]
    assert gathering.open == []


def test_a_cavity_pictured_twice_at_one_moment_is_two_series():
    gathering = Gathering()
    gathering.add([*five("a", 1, camera="mould-1"), *five("a", 1, camera="mould-1")], 0.0)
    assert [len(one.taken) for one in gathering.rested(REST_S)] == [5, 5]


@pytest.mark.parametrize(
    "other",
    [
        five("b", 1)[1],
        five("a", 2)[1],
        five("a", 1, camera="part-2")[1],
        five("a", 1, run="r2")[1],
        taken("a", 1, "raking-n")._replace(key=(1, SHOT_US + 6_000_000, 9)),
        taken("a", 1, "raking-n")._replace(key=(2, SHOT_US, 9)),
    ],
    ids=["cell", "shot", "camera", "run", "time", "session"],
)
def test_what_is_of_another_moment_joins_another_series(other: Taken):
    gathering = Gathering()
    gathering.add([five("a", 1)[0], other], 0.0)
    assert len(gathering.open) == 2


@given(st.randoms(use_true_random=False), st.integers(1, 12))
def test_series_do_not_depend_on_the_order_of_arrival(chance: random.Random, count: int):
    pictures = [one for number in range(count) for cell in "ab" for one in five(cell, number)]
    chance.shuffle(pictures)
    gathering = Gathering()
    whole = gathering.add(pictures, 0.0) + gathering.rested(REST_S)
    assert sorted((one.cell, one.first.key) for one in whole) == sorted(
        (cell, five(cell, number)[0].key) for number in range(count) for cell in "ab"
    )
    assert all(len(one.taken) == 5 for one in whole)


def test_series_that_are_not_whole_are_bounded():
    gathering = Gathering(room=3)
    closed = gathering.add([five("a", number)[0] for number in range(5)], 0.0)
    assert [one.first.shot_counter for one in closed] == [0, 1], "the oldest have to do with what is there"
    assert len(gathering.open) == 3


def whole(cell: str, number: int) -> Series:
    return Series({one.light: one for one in five(cell, number)})


def emptied(queue: Queue) -> list[tuple[str, int]]:
    found = []
    while series := queue.take():
        found.append((series.cell, series.first.shot_counter))
    return found


def test_each_cell_in_turn_and_its_newest_first():
    queue = Queue()
    for number in (2, 1, 3):
        queue.add(whole("a", number), 0)
    queue.add(whole("b", 1), 0)
    assert emptied(queue) == [("a", 3), ("b", 1), ("a", 2), ("a", 1)]


def test_full_it_lets_go_of_the_oldest_of_the_cell_of_which_most_waits_and_counts():
    queue = Queue(room=4)
    queue.add(whole("b", 1), 10)
    for number in range(1, 6):
        queue.add(whole("a", number), 10 * number)
    assert (queue.skipped["a"].count, queue.skipped["a"].since_us, queue.skipped["a"].last_us) == (2, 40, 50)
    assert sorted(emptied(queue)) == [("a", 3), ("a", 4), ("a", 5), ("b", 1)]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 50)), max_size=80), st.integers(1, 10))
def test_everything_is_taken_or_counted_and_never_more_waits_than_may(series, room: int):
    queue = Queue(room)
    for at, (cell, number) in enumerate(series):
        queue.add(whole(cell, number), at)
        assert len(queue) <= room
    gone = Counter({cell: told.count for cell, told in queue.skipped.items()})
    assert sum(queue.waiting(cell) for cell in "abc") == len(queue) == len(queue.all())
    assert Counter(cell for cell, _ in emptied(queue)) + gone == Counter(cell for cell, _ in series)
