"""What a simulated machine tells: in the contract's words, in order, the same for the same seed."""

import json
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprue_contract import curves as packing
from sprue_contract.face import read_line
from sprue_contract.fields import CycleQuality, MachineMode, ProductionStatus
from sprue_contract.layout import layout_id
from sprue_contract.payloads import BODIES, Birth, Sample
from sprue_sim import channels, library, limits, schedule, told
from sprue_sim.data import Preset
from sprue_sim.faults import Injected
from sprue_sim.live import line, run_id, singly
from sprue_sim.machine import GRIP, GRIP_S, SETTLED_CYCLES, Machine
from sprue_sim.schedule import HOUR_US

START = 1_795_000_000_000_000
EVERY = library.names("cells")
SOME = ["bottle-cap", "kassel-cap", "lamp-lens"]
S = 1_000_000


def advanced(machine: Machine, *, steps: int = 0, until_us: int = 0) -> list[told.Told]:
    """The records of so many cycles or stretches, or up to a moment."""
    records: list[told.Told] = []
    while steps > 0 or machine.state.now_us < until_us:
        records += machine.advance()
        steps -= 1
    return records


def anew(name: str, seed: int) -> tuple[Machine, list[list[told.Told]]]:
    """A machine and what it has told, step by step; at first only its birth."""
    machine = Machine(library.preset(name), "Cell", seed, START)
    return machine, [[machine.birth(1.0)]]


at_work = cache(anew)


def records(name: str = "bottle-cap", steps: int = 300, seed: int = 3, make=at_work) -> list[told.Told]:
    """Its birth and so many steps. Each machine is made once, and goes on when a test asks for more of it."""
    machine, told_ = make(name, seed)
    while len(told_) <= steps:
        told_.append(machine.advance())
    return [record for step in told_[: steps + 1] for record in step]


def of(kind: str, told_: list[told.Told]) -> list[told.Told]:
    return [record for record in told_ if record.kind == kind]


def frames(preset: Preset, told_: list[told.Told]) -> dict[str, np.ndarray]:
    rows = np.array([frame for record in of("sample", told_) for frame in record.body["frames"]])
    return dict(zip(("us", *channels.names_of(preset)), rows.T, strict=True))


def next_(doing: str, preset: Preset, seed: int = 3) -> int:
    """Half a minute before the first of its kind that begins from START on."""
    zone = Machine(preset, "Cell", seed, START).zone if preset.manned else None
    moment = START
    while (found := schedule.activity_at(seed, moment, zone)).doing != doing or found.start_us < START + 30 * S:
        moment += 20 * S
    return found.start_us - 30 * S


@pytest.mark.parametrize("name", EVERY)
def test_everything_a_machine_tells_is_in_the_contracts_words(name: str):
    for position, record in enumerate(records(name, 60), start=1):
        read = read_line(line(position, "r-1", record))
        assert read.kind in BODIES
        if read.kind == "sample":
            Sample.model_validate(read.body)


@pytest.mark.parametrize("name", EVERY)
def test_a_birth_describes_the_frames_and_shots_that_follow(name: str):
    told_ = records(name, 60)
    birth = Birth.model_validate(told_[0].body)
    assert birth.cavities == library.preset(name).mould.cavities
    for record in of("sample", told_):
        assert birth.layout == record.body["layout"] == layout_id(birth.channels)
        for frame in record.body["frames"]:
            assert len(frame) == len(birth.channels) + 1
            for channel, value in zip(birth.channels, frame[1:], strict=True):
                assert channel.low <= value <= channel.high, channel.name
    fields = {field.name: field for field in birth.shot_fields}
    for record in of("shot", told_):
        assert set(record.body["values"]) <= set(fields)
        for field, value in record.body["values"].items():
            assert fields[field].low <= value <= fields[field].high, field


def test_a_birth_tells_the_limits_that_the_verdict_uses():
    birth = Birth.model_validate(records("lunch-box", 1)[0].body)
    told_limits = {one.name: (one.normal_low, one.normal_high) for one in birth.shot_fields}
    for name, band in limits.limits(library.preset("lunch-box")).items():
        assert told_limits[name] == band


@pytest.mark.parametrize("name", SOME)
def test_the_same_seed_tells_the_same_story_to_the_byte_and_another_seed_another(name: str):
    def as_lines(told_: list[told.Told]) -> list[bytes]:
        return [line(position, "r", record) for position, record in enumerate(told_, start=1)]

    assert as_lines(records(name, 80)) == as_lines(records(name, 80, make=anew))
    assert records(name, 80) != records(name, 80, seed=4)


@pytest.mark.parametrize("name", SOME)
def test_time_never_goes_back_and_every_second_has_one_frame(name: str):
    shown = frames(library.preset(name), records(name, 250))
    assert set(np.diff(shown["us"])) == {S}
    ends = [record.measured_us for record in of("shot", records(name, 250))]
    assert all(later > earlier for earlier, later in pairwise(ends))


@pytest.mark.parametrize("name", SOME)
def test_counters_and_energy_only_grow_within_a_job(name: str):
    shots = [record.body for record in of("shot", records(name, 250))]
    for before, after in pairwise(shots):
        assert after["counter"] == (before["counter"] + 1 if after["job"] == before["job"] else 1)
    energy = frames(library.preset(name), records(name, 250))["energy_total_kwh"]
    assert (np.diff(energy) >= -1e-3).all()
    spent = sum(shot["values"]["energy_shot_kwh"] for shot in shots)
    assert energy[-1] - energy[0] >= 0.99 * spent - 0.05
    assert energy[-1] - energy[0] == pytest.approx(spent, rel=0.25), "and what a stop costs"


def test_cycles_follow_each_other_without_a_gap_while_it_produces():
    shots = of("shot", records("bottle-cap", 40))
    stops = of("event", records("bottle-cap", 40))
    gaps = [b.body["started_us"] - a.measured_us for a, b in pairwise(shots)]
    assert sum(gap != 0 for gap in gaps) <= len(stops)
    for shot in shots:
        seconds = (shot.measured_us - shot.body["started_us"]) / S
        assert seconds == pytest.approx(shot.body["values"]["cycle_time_s"], abs=1e-3)


def test_every_alarm_that_comes_goes_and_the_first_shots_after_it_are_start_up():
    told_ = records("bottle-cap", 700)
    events = [r for r in of("event", told_) if r.body["what"] == "alarm"]
    assert len(events) >= 2
    assert [e.body["active"] for e in events] == [i % 2 == 0 for i in range(len(events))]
    for comes, goes in zip(events[::2], events[1::2], strict=False):
        assert comes.body["name"] == goes.body["name"]
        assert not [s for s in of("shot", told_) if comes.measured_us < s.measured_us <= goes.measured_us]
    after = [r.body for r in of("shot", told_) if r.measured_us > events[1].measured_us]
    assert [shot["start_up"] for shot in after[: SETTLED_CYCLES + 3]] == [True] * SETTLED_CYCLES + [False] * 3
    assert after[0]["quality"] == CycleQuality.TEST_SAMPLE_CYCLE
    assert after[20]["quality"] == CycleQuality.GOOD_CYCLE


def test_repeatability_is_that_of_a_plant_press():
    shots = [r.body["values"] for r in of("shot", records(steps=250)) if not r.body["start_up"]]
    for name, laboratory in (("transfer_specific_pressure_bar", 0.0066), ("injection_time_s", 0.0017)):
        near = np.diff([shot[name] for shot in shots]) / np.sqrt(2) / np.mean([s[name] for s in shots])
        middle = np.median(np.abs(near)) * 1.4826
        assert 1.2 * laboratory < middle < 12 * laboratory, name


@pytest.mark.parametrize("name", SOME)
def test_every_fiftieth_part_is_gauged_and_belongs_to_its_shot(name: str):
    told_ = records(name, 250)
    gauged = of("measurement", told_)
    shots = {(r.body["counter"], r.measured_us) for r in of("shot", told_)}
    assert 3 <= len(gauged) <= 6
    names = {"weight_g", *(one.name for one in library.preset(name).mould.dimensions)}
    for one in gauged:
        assert one.body["shot_counter"] % 50 == 0
        assert (one.body["shot_counter"], one.body["shot_measured_us"]) in shots
        assert set(one.body["values"]) == names


@pytest.mark.parametrize("name", SOME)
def test_a_shots_curves_unpack_to_its_own_numbers(name: str):
    shot = of("shot", records(name, 60))[-1].body
    curves = {
        one["name"]: np.array(packing.unpack(packing.from_text(one["data"]), one["step"]))
        for one in shot["curves"]
    }
    cavities = library.preset(name).mould.cavities
    assert len(curves) == 7 + (cavities if cavities > 1 else 0)
    assert all(len(values) == one["count"] for one, values in zip(shot["curves"], curves.values(), strict=True))
    cavity = curves["cavity_pressure_bar"].max()
    assert cavity == pytest.approx(shot["values"]["cavity_pressure_maximum_bar"], rel=0.02)
    top = curves["cavity_wall_temperature_c"].max()
    assert top == pytest.approx(shot["values"]["cavity_wall_peak_c"], abs=0.11)


def test_a_set_up_shows_itself_and_resets_the_counter():
    preset = library.preset("bottle-cap")
    machine = Machine(preset, "Cell", 3, next_("set-up", preset))
    told_ = advanced(machine, until_us=machine.start_us + 40 * 60 * S)
    shown = frames(preset, told_)
    setting_up = shown["machine_mode"] == MachineMode.SETUP
    assert setting_up.any()
    assert (shown["production_status"][setting_up] == ProductionStatus.NO_PRODUCTION).all()
    modes = [r.body for r in of("event", told_) if r.body["what"] == "mode_change"]
    assert [(m["before"], m["after"]) for m in modes] == [("AUTOMATIC", "SETUP"), ("SETUP", "AUTOMATIC")]
    shots = [r.body for r in of("shot", told_)]
    first = next(index for index, shot in enumerate(shots) if shot["counter"] == 1)
    assert shots[first]["job"] != shots[0]["job"]
    assert shots[first]["start_up"]
    notes = [r.body["name"] for r in of("event", told_) if r.body["what"] == "note"]
    assert {"job", "material_lot"} <= set(notes)


def test_a_manned_cell_sleeps_while_its_operator_has_a_break():
    preset = library.preset("bottle-cap").model_copy(update={"manned": True})
    machine = Machine(preset, "Cell", 3, next_("break", preset))
    told_ = advanced(machine, until_us=machine.start_us + 20 * 60 * S)
    shown = frames(preset, told_)
    asleep = shown["machine_mode"] == MachineMode.SLEEP
    assert asleep.sum() == pytest.approx(15 * 60, abs=30)
    assert (shown["production_status"][asleep] == ProductionStatus.READY_FOR_PRODUCTION).all()
    modes = [r.body["after"] for r in of("event", told_) if r.body["what"] == "mode_change"]
    assert modes == ["SLEEP", "AUTOMATIC"]
    assert [r for r in of("event", told_) if r.body["what"] == "alarm"] == []


def test_a_hand_on_a_knob_is_told_and_taken_back_and_is_what_shots_are_made_with():
    preset, seed = library.preset("lunch-box"), 3
    hour = START // HOUR_US
    while (hand := schedule._hour(seed, hour)[1]) is None or hand.at_us < START + 60 * S:
        hour += 1
    machine = Machine(preset, "Cell", seed, hand.at_us - 60 * S)
    told_ = advanced(machine, until_us=(hour + 1) * HOUR_US + 120 * S)
    changes = [r for r in of("event", told_) if r.body["what"] == "parameter_change"]
    name, usual = told.SET[hand.setting], getattr(preset.settings, hand.setting)
    made = [(r.body["name"], r.body["before"], r.body["after"]) for r in changes]
    turned = pytest.approx(usual * hand.factor, abs=0.06)
    assert made[:2] == [(name, usual, turned), (name, turned, usual)]
    assert changes[0].measured_us == pytest.approx(hand.at_us, abs=60 * S)
    during = [
        r.body["settings"][name]
        for r in of("shot", told_)
        if changes[0].measured_us < r.measured_us <= changes[1].measured_us
    ]
    assert during
    assert during == pytest.approx([usual * hand.factor] * len(during), abs=0.06)


def test_an_order_is_told_with_before_and_after_and_changes_what_is_made():
    machine = Machine(library.preset("bottle-cap"), "Cell", 3, START)
    before = advanced(machine, steps=3)
    machine.state = machine.state._replace(orders=(("hold_bar", 800.0), ("cooling_s", 8.0)))
    told_ = advanced(machine, steps=3)
    changes = [r.body for r in of("event", told_) if r.body["what"] == "parameter_change"]
    assert [(c["name"], c["before"], c["after"], c["unit"]) for c in changes] == [
        ("set_hold_pressure_bar", 670, 800, "bar"),
        ("set_cooling_time_s", 6, 8, "s"),
    ]
    old, new = of("shot", before)[-1].body, of("shot", told_)[0].body
    assert new["settings"]["set_hold_pressure_bar"] == 800
    assert new["values"]["cycle_time_s"] > old["values"]["cycle_time_s"] + 1
    assert new["values"]["cavity_pressure_maximum_bar"] > old["values"]["cavity_pressure_maximum_bar"]


def test_a_part_that_the_robot_drops_stops_the_press_until_a_person_comes():
    preset = library.preset("lamp-lens")
    machine = Machine(preset, "Cell", 3, START + 3 * HOUR_US)
    machine.state = machine.state._replace(faults=(Injected("robot_grip", 1.0),))
    told_ = []
    while not (alarms := [r for r in of("event", told_) if r.body["name"] == GRIP.name])[1:]:
        told_ += machine.advance()
    comes, goes = alarms[:2]
    assert (comes.body["active"], goes.body["active"]) == (True, False)
    assert comes.body["originator"] == "peripheral"
    assert goes.measured_us - comes.measured_us == pytest.approx(GRIP_S * S, abs=2 * S)
    assert comes.measured_us in {r.measured_us for r in of("shot", told_)}
    assert not [r for r in of("shot", told_) if comes.measured_us < r.measured_us < goes.measured_us]


def test_a_stop_that_follows_another_at_once_is_an_alarm_of_its_own():
    preset = library.preset("lamp-lens")
    machine = Machine(preset, "Cell", 3, next_("stop", preset))
    advanced(machine, until_us=machine.start_us + 31 * S)
    while machine.state.doing is None or machine.state.doing.doing != "stop":
        machine.advance()
    stop = machine.state.doing
    halt = schedule.Activity("stop", stop.start_us, machine.state.now_us + 5 * S, GRIP)
    machine.state = machine.state._replace(halt=halt, doing=halt)
    told_ = advanced(machine, until_us=stop.end_us + 1)
    told_ += machine.advance()
    alarms = [(r.body["name"], r.body["active"]) for r in of("event", told_) if r.body["what"] == "alarm"]
    assert alarms == [(GRIP.name, False), (stop.stop.name, True), (stop.stop.name, False)]


def bodies(told_: list[told.Told], later_us: int) -> list[tuple]:
    """Records without their moments: those are this much later."""
    found = []
    for one in told_:
        body = json.loads(json.dumps(one.body))
        for key in ("started_us", "shot_measured_us"):
            if key in body:
                body[key] -= later_us
        for frame in body.get("frames", []):
            frame[0] -= later_us
        found.append((one.kind, one.measured_us - later_us, body))
    return found


@pytest.mark.parametrize("name", SOME)
def test_a_snapshot_goes_on_as_the_machine_did(name: str):
    preset = library.preset(name)
    machine = Machine(preset, "Cell", 3, START)
    advanced(machine, steps=25)
    kept = machine.snapshot()
    first = advanced(machine, steps=120)
    later_us = 5000 * S
    again = Machine(preset, "Cell", 99, START + 17)
    again.resume(kept, kept.now_us + later_us)
    assert again.state.story_us == kept.story_us
    assert bodies(advanced(again, steps=120), later_us) == bodies(first, 0)


def test_a_snapshot_in_a_halt_waits_as_long_as_was_left():
    preset = library.preset("lamp-lens")
    machine = Machine(preset, "Cell", 3, START + 3 * HOUR_US)
    machine.state = machine.state._replace(faults=(Injected("robot_grip", 1.0),))
    while machine.state.halt is None:
        machine.advance()
    machine.advance()
    kept = machine.snapshot()
    first = advanced(machine, steps=8)
    machine.resume(kept, kept.now_us + 9000 * S)
    assert bodies(advanced(machine, steps=8), 9000 * S) == bodies(first, 0)


def test_truth_is_heard_beside_and_not_told():
    heard = []
    machine = Machine(library.preset("bottle-cap"), "Cell", 3, START)
    machine.hear_truth.append(lambda named, made: heard.append((named.counter, len(made.parts))))
    told_ = advanced(machine, steps=10)
    assert [counter for counter, _ in heard] == [r.body["counter"] for r in of("shot", told_)]
    assert {parts for _, parts in heard} == {8}
    assert b"severit" not in b"".join(line(1, "r", record) for record in told_)


@given(st.lists(st.floats(-3000, 3000) | st.just(float("nan")), min_size=1, max_size=200))
def test_the_fast_packing_makes_the_contracts_bytes(values: list[float]):
    assert packing.unpack(told.pack(np.array(values), 0.1), 0.1) == pytest.approx(
        packing.unpack(packing.pack(values, 0.1), 0.1), nan_ok=True
    )


def test_a_run_is_named_by_its_first_moment():
    assert run_id("r", 36_000) == "r-10"
    assert run_id("r", START) != run_id("r", START + S)


def test_single_frames_come_in_order_of_time_with_what_happened_between():
    parts = list(singly(records(steps=2)))
    assert [part.measured_us for part in parts] == sorted(part.measured_us for part in parts)
    assert all(len(part.body["frames"]) == 1 for part in parts if part.kind == "sample")


def test_an_unknown_machine_names_those_that_exist():
    with pytest.raises(library.LibraryError, match="bottle-cap"):
        library.preset("bottle-cup")


def hour_with(found, seed: int = 3) -> int:
    """A moment after START in which this is so for a machine of this seed."""
    return next(at for at in range(START, START + 200 * HOUR_US, 20 * S) if found(seed, at))


def made_at(moment: int, *, lent: bool) -> Machine:
    machine = Machine(library.preset("bottle-cap"), "Cell", 3, moment)
    machine.sandbox = lent
    return machine


def test_nobody_turns_a_knob_of_a_press_that_is_lent():
    preset = library.preset("bottle-cap")
    moment = hour_with(schedule.hand_at)
    assert made_at(moment, lent=False).cell().settings != preset.settings
    assert made_at(moment, lent=True).cell().settings == preset.settings


def test_a_press_that_is_lent_does_not_stop_by_chance():
    moment = hour_with(lambda seed, at: schedule.activity_at(seed, at).doing == "stop")
    assert "shot" not in {record.kind for record in made_at(moment, lent=False).advance()}
    assert "shot" in {record.kind for record in made_at(moment, lent=True).advance()}
