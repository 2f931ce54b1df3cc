"""The clock of a simulated machine, and its live stream on a clock that the test turns by hand."""

from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_cell import START, S, at_work

from sprue_sim.clock import MachineClock
from sprue_sim.live import SNAPSHOTS, SPACING_US


class Wall:
    """A wall clock that a test moves."""

    def __init__(self, shows_s: float = 100.0) -> None:
        self.shows_s = shows_s

    def clock(self, pace: float = 1.0, launch_us: int = 5 * S) -> MachineClock:
        return MachineClock(0, launch_us, pace, lambda: self.shows_s, self.shows_s)


def test_a_clock_with_a_pace_runs_faster_than_the_wall():
    wall = Wall()
    clock = wall.clock(pace=20.0)
    assert clock.now_us() == 5 * S
    wall.shows_s += 2
    assert clock.now_us() == 45 * S
    assert clock.wait_s(65 * S) == 1.0
    assert clock.wait_s(1) == 0


@given(paces=st.lists(st.sampled_from([0.1, 1.0, 7.5, 1000.0]), min_size=1, max_size=6), waits=st.floats(0, 50))
def test_at_a_turn_of_pace_time_does_not_jump(paces: list[float], waits: float):
    wall = Wall()
    clock = wall.clock()
    for pace in paces:
        wall.shows_s += waits
        before = clock.now_us()
        clock.turn(pace)
        assert clock.now_us() == before
        wall.shows_s += 1
        assert clock.now_us() - before == pytest.approx(pace * S, abs=1)
        wall.shows_s -= 1


def test_a_frozen_clock_stands_and_forgets_how_long_it_stood():
    wall = Wall()
    clock = wall.clock(pace=2.0)
    wall.shows_s += 3
    clock.freeze(START)
    wall.shows_s += 1000
    assert clock.now_us() == 11 * S
    assert clock.wait_s(12 * S) == inf
    assert clock.wait_s(11 * S) == 0
    clock.go_on()
    assert clock.now_us() == 11 * S
    wall.shows_s += 1
    assert clock.now_us() == 13 * S


def test_a_clock_without_pace_waits_for_nothing_unless_it_is_frozen():
    clock = Wall().clock(pace=inf)
    assert clock.unpaced
    assert clock.wait_s(10**18) == 0
    clock.freeze(START)
    assert not clock.unpaced
    assert clock.wait_s(10**18) == inf


def test_a_clock_can_be_set_to_a_moment():
    wall = Wall()
    clock = wall.clock()
    clock.skip_to(77 * S)
    assert clock.now_us() == 77 * S
    wall.shows_s += 1
    assert clock.now_us() == 78 * S


async def test_a_machine_tells_nothing_before_its_time_has_come():
    async with at_work() as cell:
        for _ in range(60):
            await cell.pass_s(1)
            assert all(told.measured_us <= cell.clock.now_us() for told in cell.heard)
        assert len(cell.kinds("sample")) == 61


async def test_whatever_the_steps_of_the_clock_the_same_is_told():
    told = []
    for steps in ([120], [1] * 120, [7, 0.5, 50, 62.5]):
        async with at_work() as cell:
            for step in steps:
                await cell.pass_s(step)
            told.append(cell.heard)
    assert told[0] == told[1] == told[2]


async def test_a_reader_gets_every_record_once_and_in_order_while_the_machine_works():
    async with at_work() as cell:
        reader, got = cell.read(), []
        for _ in range(5):
            await cell.pass_s(30)
            got += await reader.next(cell.live.told - len(got))
        assert [one["position"] for one in got] == list(range(1, len(got) + 1))
        moments = [one["measured_us"] for one in got]
        assert all(a <= b for a, b in pairwise(moments))
        assert {one["run"] for one in got} == {cell.live.run}


@pytest.mark.parametrize("after", [2, 20, 75])
async def test_a_reader_in_the_middle_of_a_run_that_ends_gets_the_new_ones_birth_first(after: int):
    async with at_work() as cell:
        await cell.pass_s(after)
        reader = cell.read()
        got = await reader.next(cell.live.told)
        cell.live.begin_run(cell.live.snapshots[0])
        await cell.pass_s(120)
        new = await reader.next(5)
        assert (new[0]["kind"], new[0]["position"]) == ("birth", 1)
        assert [one["position"] for one in new] == [1, 2, 3, 4, 5]
        assert {one["run"] for one in new} == {cell.live.run} != {got[-1]["run"]}


async def test_what_the_old_run_had_still_to_tell_is_never_told():
    async with at_work() as cell:
        await cell.pass_s(20)
        old = cell.live.run
        begun = cell.heard[-1].measured_us
        cell.live.begin_run(cell.live.snapshots[0])
        await cell.pass_s(60)
        lines = await cell.read(old, 1).next(cell.live.told + 5)
        of_old = [one for one in lines if one["run"] == old]
        assert max(one["measured_us"] for one in of_old) <= begun


async def test_a_state_that_is_taken_up_again_goes_on_alike_each_time():
    async with at_work() as cell:
        await cell.pass_s(90)
        kept, shots = cell.live.machine.snapshot(), []
        for _ in range(2):
            cell.live.begin_run(kept)
            before = len(cell.kinds("shot"))
            await cell.pass_s(60)
            made = [told.body for told in cell.kinds("shot")[before:]][:4]
            shots.append([(body["counter"], body["values"], body["curves"]) for body in made])
        assert len(shots[0]) == 4
        assert shots[0] == shots[1]


async def test_snapshots_reach_an_hour_back_and_no_further():
    async with at_work() as cell:
        for _ in range(70):
            await cell.pass_s(60)
        moments = [state.now_us for state in cell.live.snapshots]
        assert len(moments) <= SNAPSHOTS
        assert all(b - a >= SPACING_US for a, b in pairwise(moments))
        assert 3500 * S < cell.live.machine.state.now_us - moments[0] < 2 * 3600 * S


async def test_listeners_hear_everything_in_order():
    async with at_work() as cell:
        await cell.pass_s(90)
        moments = [told.measured_us for told in cell.heard]
        assert moments == sorted(moments)
        assert moments[0] == START
        assert cell.heard[0].kind == "birth"
        assert len(cell.heard) == cell.live.told
