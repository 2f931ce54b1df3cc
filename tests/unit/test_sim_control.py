"""What an instructor does to a cell: time, snapshots, settings, faults, and the truth about it."""

from contextlib import asynccontextmanager, suppress

import numpy as np
import pytest
from live_cell import START, S, at_work, before_a_stop
from pydantic import ValidationError

from sprue_contract.control import (
    BacktrackWish,
    ClearWish,
    FaultWish,
    LapseWish,
    PaceWish,
    RegrindWish,
    SeedWish,
    SettingWish,
    SnapshotWish,
)
from sprue_contract.face import read_line
from sprue_contract.refusals import mistakes
from sprue_sim import library
from sprue_sim.control import Control
from sprue_sim.control_time import KEPT
from sprue_sim.control_view import possible, view
from sprue_sim.faults import FaultError
from sprue_sim.ledger import ENTRIES
from sprue_sim.live import line
from sprue_sim.machine import Machine
from sprue_sim.orders import Orders, Refused, ordered, ranges
from sprue_sim.physics.defects import Severities
from sprue_sim.process.injected import Injected
from sprue_sim.process.world import RING_MM_SHOT
from sprue_sim.truth import Truth

RING = FaultWish(name="worn_check_ring", severity=0.8)


@asynccontextmanager
async def in_hand(folder=None, **options):
    async with at_work(**options) as cell:
        present = lambda: cell.start + int(cell.wall[0] * S)  # noqa: E731
        control = Control(cell.live, Truth("caps", cell.live, folder), present)
        yield cell, control


def setting(control: Control, name: str):
    return next(one for one in view(control).settings if one.name == name)


async def test_a_cell_says_what_it_is_doing():
    async with in_hand() as (cell, control):
        await cell.pass_s(60)
        seen = view(control)
        assert (seen.cell, seen.doing, seen.pace, seen.frozen, seen.seed) == ("caps", "production", 1, False, 3)
        assert seen.counter == cell.kinds("shot")[-1].body["counter"]
        assert seen.clock_us == pytest.approx(START + 60 * S, abs=5)
        assert seen.run == cell.live.run


@pytest.mark.parametrize("pace", [0.1, 1, 20, 1000, "max"])
async def test_a_new_pace_reaches_the_screens_in_the_birth_of_a_new_run(pace):
    async with in_hand() as (cell, control):
        await cell.pass_s(5)
        run = cell.live.run
        control.pace(PaceWish(pace=pace))
        assert view(control).pace == pace
        assert cell.live.run != run
        assert cell.kinds("birth")[-1].body["pace"] == (1000 if pace == "max" else pace)


@pytest.mark.parametrize("pace", [0, 0.05, 1001, -1, "fast", float("nan"), None])
def test_a_pace_that_cannot_be_run_is_explained(pace):
    with pytest.raises(ValidationError) as problem:
        PaceWish(pace=pace)
    assert mistakes(problem.value).detail.startswith("pace: ")
    assert mistakes(problem.value).detail.endswith("Nothing was changed.")


async def test_from_full_pace_it_comes_back_to_a_clock_where_it_is():
    async with in_hand() as (cell, control):
        control.pace(PaceWish(pace="max"))
        await cell.settle()
        control.freeze()
        await cell.settle()
        where = cell.live.moment_us
        assert where > START + 200 * S
        assert view(control).clock_us == where
        control.pace(PaceWish(pace=1))
        control.go_on()
        told = len(cell.heard)
        await cell.pass_s(3)
        assert cell.live.moment_us == pytest.approx(where + 3 * S, abs=5)
        assert len(cell.heard) - told <= 5


async def test_frozen_is_frozen_and_keeps_its_pace_for_later():
    async with in_hand() as (cell, control):
        control.pace(PaceWish(pace=10))
        control.freeze()
        await cell.pass_s(100)
        assert view(control).clock_us == pytest.approx(START, abs=5)
        assert (view(control).pace, view(control).frozen) == (10, True)
        control.go_on()
        await cell.pass_s(1)
        assert view(control).clock_us >= START + 10 * S


async def test_who_is_frozen_says_so_within_its_run_since_when_and_that_it_goes_on():
    async with in_hand() as (cell, control):
        await cell.pass_s(20)
        run = cell.live.run
        control.freeze()
        await cell.pass_s(100)
        control.freeze()
        assert view(control).frozen_us == START + 20 * S, "since the first time, by the wall's clock"
        control.go_on()
        births = cell.kinds("birth")
        assert cell.live.run == run
        assert [one.body["frozen_us"] for one in births] == [None, START + 20 * S, START + 20 * S, None]
        assert {one.body["started_us"] for one in births} == {START}, "all are births of the same run"
        assert len({one.measured_us for one in births}) == 4, "and which one is newer can be told"
        await cell.pass_s(1)
        moments = [one.measured_us for one in cell.heard]
        assert moments == sorted(moments)


@pytest.mark.parametrize(
    "deed",
    [
        lambda control: control.pace(PaceWish(pace=5)),
        lambda control: control.seed(SeedWish(seed=7)),
        lambda control: control.lapse(LapseWish(factor=10)),
        lambda control: control.backtrack(BacktrackWish(minutes=1)),
    ],
)
async def test_a_run_that_begins_while_a_cell_is_frozen_says_that_too(deed):
    async with in_hand() as (cell, control):
        await cell.pass_s(120)
        control.freeze()
        deed(control)
        newest = cell.kinds("birth")[-1]
        assert newest.body["frozen_us"] == START + 120 * S
        assert newest.body["started_us"] == newest.measured_us > START


async def test_a_step_makes_one_shot_and_a_running_machine_takes_none():
    async with in_hand() as (cell, control):
        with pytest.raises(Refused, match=r"is not frozen; freeze it first\. Nothing was changed"):
            await control.step()
        control.freeze()
        for count in (1, 2, 3):
            await control.step()
            await cell.settle()
            assert len(cell.kinds("shot")) == count
            assert control.live.moment_us >= cell.kinds("shot")[-1].measured_us
        assert view(control).frozen


async def test_a_machine_that_is_late_when_it_is_frozen_tells_what_was_due_and_then_steps_by_one():
    async with in_hand(fixed=False) as (cell, control):
        control.pace(PaceWish(pace=500))
        await cell.pass_s(1)
        cell.wall[0] += 0.3  # 150 s of the machine's time, of which nothing is told yet
        await control.freeze_level()
        frozen = view(control)
        assert not frozen.catching_up
        await control.step()
        assert view(control).counter == frozen.counter + 1


async def test_a_step_passes_over_a_standstill():
    async with in_hand(start=before_a_stop()) as (cell, control):
        while not view(control).stop:
            await cell.pass_s(30)
        control.freeze()
        before = len(cell.kinds("shot"))
        await control.step()
        assert len(cell.kinds("shot")) == before + 1


async def test_a_machine_that_catches_up_is_not_stepped():
    async with in_hand(fixed=False) as (cell, control):
        cell.clock.skip_to(START + 3600 * S)
        await cell.settle()
        control.freeze()
        assert view(control).catching_up
        with pytest.raises(Refused, match="still catching up"):
            await control.step()


async def test_a_snapshot_brings_back_what_it_was_with_its_faults_and_settings():
    async with in_hand() as (cell, control):
        control.inject(RING)
        control.setting(SettingWish(name="hold_bar", value=300))
        await cell.pass_s(30)
        control.snapshot(SnapshotWish(name="worn"))
        counter = view(control).counter
        control.clear(ClearWish())
        control.setting(SettingWish(name="hold_bar", value=None))
        await cell.pass_s(200)
        run = cell.live.run
        control.restore(SnapshotWish(name="worn"))
        seen = view(control)
        assert [one.name for one in seen.faults] == ["worn_check_ring"]
        assert setting(control, "hold_bar").ordered == 300
        assert seen.counter == counter
        assert seen.run != run
        assert seen.clock_us >= START + 230 * S, "the clock never goes back"


async def test_the_same_snapshot_tells_the_same_shots_again():
    async with in_hand() as (cell, control):
        control.snapshot(SnapshotWish(name="again"))
        told = []
        for _ in range(2):
            control.restore(SnapshotWish(name="again"))
            before = len(cell.kinds("shot"))
            await cell.pass_s(120)
            told.append([shot.body["values"] for shot in cell.kinds("shot")[before:][:3]])
        assert told[0] == told[1]


async def test_a_meter_never_runs_back():
    async with in_hand() as (cell, control):
        control.snapshot(SnapshotWish(name="a"))
        await cell.pass_s(300)
        metered = cell.live.machine.state.energy_kwh
        control.restore(SnapshotWish(name="a"))
        assert cell.live.machine.state.energy_kwh >= metered


async def test_unknown_snapshots_and_too_many_are_refused():
    async with in_hand() as (_, control):
        with pytest.raises(Refused, match="no snapshot is called 'x'; there are: none"):
            control.restore(SnapshotWish(name="x"))
        for number in range(KEPT):
            control.snapshot(SnapshotWish(name=f"s{number}"))
        control.snapshot(SnapshotWish(name="s0"))
        with pytest.raises(Refused, match="20 snapshots are kept") as problem:
            control.snapshot(SnapshotWish(name="one-more"))
        assert problem.value.status == 409
        assert len(view(control).snapshots) == KEPT


async def test_going_back_says_how_far_it_really_went():
    async with in_hand() as (cell, control):
        for _ in range(40):
            await cell.pass_s(15)
        control.inject(RING)
        back = control.backtrack(BacktrackWish(minutes=5))
        assert 300 <= back < 300 + 40
        assert view(control).faults == [], "five minutes ago there was none"
        with pytest.raises(Refused, match=r"minutes 60: it can go back 10\.\d minutes"):
            control.backtrack(BacktrackWish(minutes=60))


async def test_two_classes_with_the_same_seed_see_the_same_shots():
    told = []
    for wait_s, seed in ((0, 3), (777, 4)):
        async with in_hand(seed=seed) as (cell, control):
            await cell.pass_s(wait_s)
            control.seed(SeedWish(seed=42))
            control.inject(RING)
            before = len(cell.kinds("shot"))
            await cell.pass_s(300)
            told.append([shot.body["values"] for shot in cell.kinds("shot")[before:][:15]])
            assert view(control).seed == 42
    assert told[0] == told[1]


async def test_a_setting_is_in_force_with_the_next_shot_and_can_be_given_back():
    async with in_hand() as (cell, control):
        usual = setting(control, "hold_bar").usual
        control.setting(SettingWish(name="hold_bar", value=usual - 50))
        assert setting(control, "hold_bar").in_force == usual - 50
        await cell.pass_s(60)
        assert cell.kinds("shot")[-1].body["settings"]["set_hold_pressure_bar"] == usual - 50
        changes = [told.body["name"] for told in cell.kinds("event")]
        assert "set_hold_pressure_bar" in changes
        control.setting(SettingWish(name="hold_bar", value=None))
        assert setting(control, "hold_bar").in_force == usual


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("temperature", 200, "there is no setting 'temperature'; there are nozzle_c, mould_c"),
        ("nozzle_c", 900, "nozzle_c 900: here it lies between"),
        ("mould_c", -5, "mould_c -5: here it lies between 5 and"),
        ("hold_bar", 5000, "hold_bar 5000: here it lies between 10 and"),
        ("transfer_cm3", 490, "here it lies between"),
        ("metered_cm3", 0.1, "here it lies between"),
        ("regrind_pct", 20, "where at most 0 % regrind is allowed"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(name, value, words):
    with pytest.raises(Refused, match=words) as problem:
        ordered(library.preset("food-tub"), (), name, value)
    assert problem.value.status == 422
    assert str(problem.value).endswith("Nothing was changed.")


def test_two_settings_that_do_not_go_together_are_refused():
    preset = library.preset("toy-gear")
    own = preset.settings
    lower = (("metered_cm3", own.transfer_cm3 * 1.01),)
    with pytest.raises(Refused, match="must be below metered_cm3"):
        ordered(preset, lower, "transfer_cm3", own.transfer_cm3 * 1.2)


@pytest.mark.parametrize("name", library.names("cells"))
def test_a_cells_own_settings_lie_within_what_can_be_set(name):
    preset = library.preset(name)
    for key, range_ in ranges(preset).items():
        value = getattr(preset.settings, key)
        assert value is None or range_.low <= value <= range_.high, key


@pytest.mark.parametrize("name", library.names("cells"))
def test_whatever_is_set_and_broken_together_a_cell_goes_on(name):
    """Each setting once at either end of its range, all faults in force: three shots are told."""
    preset = library.preset(name)
    broken = tuple(Injected(one.name, 1.0) for one in possible(preset) if not one.why_not)
    ends = np.random.default_rng(5).random(len(ranges(preset))) < 0.5
    for high in (ends, ~ends):
        machine = Machine(preset, "Cell", 3, START)
        orders: Orders = ()
        for (key, range_), end in zip(ranges(preset).items(), high, strict=True):
            with suppress(Refused):
                orders = ordered(preset, orders, key, float(range_.high if end else range_.low))
        machine.state = machine.state._replace(orders=orders, faults=broken)
        for _ in range(3):
            for told in machine.advance():
                read_line(line(1, "r-1", told))


async def test_regrind_and_lot_arrive_where_they_are_allowed():
    async with in_hand(preset="toy-gear") as (cell, control):
        allowed = view(control).regrind_allowed_pct
        if allowed:
            control.regrind(RegrindWish(pct=allowed))
            assert setting(control, "regrind_pct").in_force == allowed
        with pytest.raises(Refused, match="regrind is allowed"):
            control.regrind(RegrindWish(pct=min(allowed + 1, 100)))
        control.lot()
        control.lot()
        await cell.pass_s(60)
        assert view(control).lots_changed == 2
        assert any(told.body["name"] == "material_lot" for told in cell.kinds("event"))


async def test_a_fault_begins_when_it_is_told_to_and_grows():
    async with in_hand() as (cell, control):
        ramp = FaultWish(name="worn_check_ring", severity=1, shape="ramp", time_constant_s=100, onset_s=50)
        control.inject(ramp)
        assert view(control).faults[0].strength == 0
        await cell.pass_s(100)
        assert view(control).faults[0].strength == pytest.approx(0.5, abs=0.02)
        assert view(control).faults[0].onset_us == pytest.approx(START + 50 * S, abs=10)
        await cell.pass_s(100)
        assert view(control).faults[0].strength == 1


async def test_a_fault_is_kept_in_step_when_the_cell_goes_on_elsewhere_in_time():
    async with in_hand() as (cell, control):
        control.inject(FaultWish(name="worn_check_ring", severity=1, onset_s=600))
        control.snapshot(SnapshotWish(name="before"))
        await cell.pass_s(400)
        control.restore(SnapshotWish(name="before"))
        left_s = (view(control).faults[0].onset_us - view(control).clock_us) / 1e6
        assert left_s == pytest.approx(600, abs=40)


async def test_faults_that_are_there_are_not_there_or_cannot_be_are_refused():
    async with in_hand() as (_, control):
        control.inject(RING)
        with pytest.raises(Refused, match="is in caps already; clear it first"):
            control.inject(RING)
        with pytest.raises(FaultError, match=r"no fault is called 'gremlin'.*worn_check_ring"):
            control.inject(FaultWish(name="gremlin", severity=0.5))
        with pytest.raises(Refused, match="'tcu_fault' is not in caps; there are: worn_check_ring"):
            control.clear(ClearWish(name="tcu_fault"))
        never = next(one for one in possible(control.machine.preset) if one.why_not)
        with pytest.raises(FaultError, match="cannot exist in"):
            control.inject(FaultWish(name=never.name, severity=0.5))
        assert [one.name for one in view(control).faults] == ["worn_check_ring"]
        control.clear(ClearWish(name="worn_check_ring"))
        assert view(control).faults == []


@pytest.mark.parametrize("name", library.names("cells"))
def test_every_fault_is_explained_in_one_sentence(name):
    told = possible(library.preset(name))
    assert len(told) >= 16
    for one in told:
        assert one.what.endswith("."), one.name
        assert one.tells, one.name


async def test_a_machine_that_was_held_back_meets_the_clock_again():
    async with in_hand(fixed=False) as (cell, control):
        await cell.pass_s(60)
        control.freeze()
        run = cell.live.run
        await cell.pass_s(30)
        control.go_on()
        assert cell.live.run == run, "so little that no screen minds"
        control.freeze()
        await cell.pass_s(600)
        counter = view(control).counter
        control.go_on()
        assert cell.live.run != run
        assert view(control).clock_us == pytest.approx(START + 690 * S, abs=S)
        assert view(control).ahead_s == pytest.approx(0, abs=1)
        await cell.pass_s(60)
        shots = [shot.body["counter"] for shot in cell.kinds("shot")]
        assert shots == list(range(shots[0], shots[0] + len(shots))), "no shot is lost"
        assert counter + 1 in shots


async def test_the_truth_knows_every_shot_that_was_told_and_what_was_done():
    async with in_hand() as (cell, control):
        control.inject(RING)
        await cell.pass_s(200)
        entries = list(control.truth.newest(1000))
        shots = [one for one in entries if one.what == "shot"]
        told = {(shot.body["counter"], shot.measured_us) for shot in cell.kinds("shot")[1:]}
        assert told <= {(one.counter, one.at_us) for one in shots}
        newest = shots[0]
        assert newest.strengths == {"worn_check_ring": 0.8}
        assert newest.run == cell.live.run
        assert set(newest.parts[0].severities) == set(Severities._fields)
        assert newest.parts[0].weight_g > 0
        deed = next(control.truth.newest(1, "deed"))
        assert (deed.deed, deed.detail["name"], deed.detail["severity"]) == ("inject", "worn_check_ring", 0.8)


async def test_a_shot_that_was_left_untold_is_not_the_truth():
    async with in_hand() as (cell, control):
        await cell.pass_s(60)
        control.seed(SeedWish(seed=1))
        await cell.pass_s(60)
        told = [shot.measured_us for shot in cell.kinds("shot")]
        shots = [one.at_us for one in control.truth.newest(1000, "shot")]
        assert set(shots) <= set(told)


async def test_the_truth_is_also_written_to_a_file_and_a_full_disk_costs_only_the_file(tmp_path, caplog):
    async with in_hand(tmp_path) as (cell, control):
        await cell.pass_s(60)
        control.lot()
        lines = (tmp_path / "caps.jsonl").read_text().splitlines()
        assert len(lines) == len(list(control.truth.newest(1000)))
        (tmp_path / "caps.jsonl").unlink()
        (tmp_path / "caps.jsonl").mkdir()
        control.lot()
        assert "kept in memory only" in caplog.text
        assert len(list(control.truth.newest(1000))) == len(lines) + 1


async def test_the_truth_in_memory_is_bounded():
    async with in_hand() as (_, control):
        for _ in range(ENTRIES + 10):
            control.truth.deed("lot")
        assert len(list(control.truth.newest(2 * ENTRIES))) == ENTRIES
        assert [one.number for one in control.truth.newest(2)] == [ENTRIES + 10, ENTRIES + 9]


async def test_a_time_lapse_of_wear_begins_a_run_that_says_so():
    async with in_hand() as (cell, control):
        await cell.pass_s(60)
        before = control.machine.state.world.ring_mm
        control.lapse(LapseWish(factor=50_000))
        await cell.pass_s(300)
        assert cell.kinds("birth")[-1].body["time_lapse"] == 50_000
        assert view(control).time_lapse == 50_000
        worn = control.machine.state.world.ring_mm - before
        shots = 300 / control.machine.standard_s
        assert worn == pytest.approx(50_000 * RING_MM_SHOT * shots, rel=0.15)
        control.lapse(LapseWish(factor=1))
        await cell.pass_s(60)
        assert cell.kinds("birth")[-1].body["time_lapse"] == 1
