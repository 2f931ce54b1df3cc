"""A machine that begins a run on the way: nothing that was told is lost, nothing is told twice."""

from itertools import pairwise
from math import inf

from live_cell import START, S, at_work, before_a_stop

from sprue_sim.live import AHEAD, RING


async def test_a_frozen_machine_tells_nothing_more_and_goes_on_where_it_stood():
    async with at_work() as cell:
        await cell.pass_s(20)
        cell.clock.freeze(START)
        await cell.pass_s(3600)
        told = len(cell.heard)
        await cell.pass_s(3600)
        assert len(cell.heard) == told
        cell.clock.go_on()
        await cell.pass_s(2)
        assert 0 < cell.heard[-1].measured_us - cell.heard[told - 1].measured_us <= 3 * S


async def test_a_run_that_only_tells_another_pace_leaves_no_hole_and_repeats_nothing():
    async with at_work() as cell:
        await cell.pass_s(23)
        cell.clock.turn(10.0)
        cell.live.renew()
        await cell.pass_s(6)
        frames = [frame[0] for told in cell.kinds("sample") for frame in told.body["frames"]]
        assert {later - before for before, later in pairwise(frames)} == {S}
        births = cell.kinds("birth")
        assert [birth.body["pace"] for birth in births] == [1.0, 10.0]
        assert births[1].measured_us > births[0].measured_us
        counters = [shot.body["counter"] for shot in cell.kinds("shot")]
        assert counters == list(range(counters[0], counters[0] + len(counters)))


async def test_another_state_begins_a_run_of_its_own_and_time_never_goes_back():
    async with at_work() as cell:
        await cell.pass_s(60)
        first = cell.live.snapshots[0]
        run = cell.live.run
        cell.live.begin_run(first)
        await cell.pass_s(30)
        assert cell.live.run != run
        moments = [told.measured_us for told in cell.heard]
        assert moments == sorted(moments)
        counters = [shot.body["counter"] for shot in cell.kinds("shot")]
        assert counters[0] == first.counter + 1
        assert counters.count(first.counter + 1) == 2, "it makes the same shot again"


async def test_who_reads_slowly_still_gets_all_of_the_old_run_and_then_the_new_one():
    async with at_work() as cell:
        await cell.pass_s(60)
        old, many = cell.live.run, cell.live.told
        cell.live.begin_run(cell.live.snapshots[0])
        await cell.pass_s(5)
        told = await cell.read(old, 10).next(many - 10 + 3)
        assert [one["position"] for one in told] == [*range(11, many + 1), 1, 2, 3]
        assert [told[-4]["run"], told[-3]["run"]] == [old, cell.live.run]
        assert told[-3]["kind"] == "birth"


async def test_who_knows_a_run_that_is_long_gone_begins_with_the_present_birth():
    async with at_work() as cell:
        await cell.pass_s(RING + 200)
        told = await cell.read("r-1", 77).next(2)
        assert told[0]["kind"] == "birth"
        assert told[1]["position"] > 1


async def test_at_full_pace_it_waits_for_its_reader_and_can_be_brought_back_to_a_clock():
    async with at_work() as cell:
        cell.clock.turn(inf)
        cell.live.renew()
        await cell.settle()
        told = cell.live.told
        assert AHEAD <= len(cell.heard) < AHEAD + 20
        reader = cell.read()
        await reader.next(told)
        await cell.settle()
        assert cell.live.told > told
        cell.clock.skip_to(cell.live.moment_us)
        cell.clock.turn(1.0)
        cell.live.renew()
        await cell.settle()
        now = len(cell.heard)
        await cell.settle()
        assert len(cell.heard) == now
        await cell.pass_s(10)
        moments = [one.measured_us for one in cell.kinds("shot")]
        assert moments == sorted(moments)


async def test_an_alarm_that_is_on_is_told_again_to_the_new_run():
    async with at_work(start=before_a_stop()) as cell:
        halt = cell.live.machine.state.halt
        assert halt is None
        while not (doing := cell.live.machine.state.doing).stop:
            await cell.pass_s(60)
        cell.live.renew()
        assert [told.kind for told in cell.heard[-2:]] == ["birth", "event"]
        assert cell.heard[-1].body["name"] == doing.stop.name
        assert cell.heard[-1].body["active"]


async def test_who_comes_late_to_a_run_that_was_frozen_on_the_way_gets_every_line_that_is_kept():
    async with at_work() as cell:
        await cell.pass_s(RING + 100)
        cell.clock.freeze(START)
        cell.live.introduce()
        cell.clock.go_on()
        cell.live.introduce()
        await cell.pass_s(20)
        told = await cell.read(None, 0).next(RING + 1)
        assert (told[0]["kind"], told[0]["position"], told[0]["body"]["frozen_us"]) == ("birth", 1, None)
        positions = [one["position"] for one in told[1:]]
        assert positions == list(range(positions[0], positions[0] + RING)), "no line hides behind its birth"
