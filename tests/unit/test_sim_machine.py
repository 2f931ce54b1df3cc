"""What a simulated machine tells: in the contract's words, in order, the same for the same seed."""

import json
from functools import cache
from itertools import islice, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprue_contract import curves as packing
from sprue_contract.face import read_line
from sprue_contract.layout import layout_id
from sprue_contract.payloads import BODIES, Birth
from sprue_sim import history, presets, story, told
from sprue_sim.clock import MachineClock
from sprue_sim.live import line, run_id, singly
from sprue_sim.machine import Machine

START = 1_795_000_000_000_000
HOUR = story.HOUR_US
EVERY = presets.names()


@cache
def records(name: str = "bottle-cap", cycles: int = 300, seed: int = 3, start: int = START) -> list[told.Told]:
    machine = Machine(presets.preset(name), "Cell", seed, start)
    return [record for part in islice(machine.tell(), cycles) for record in part]


@pytest.mark.parametrize("name", EVERY)
def test_everything_a_machine_tells_is_in_the_contracts_words(name: str):
    for position, record in enumerate(records(name, 40), start=1):
        read = read_line(line(position, "r-1", record))
        assert read.kind in BODIES


@pytest.mark.parametrize("name", EVERY)
def test_a_birth_describes_the_frames_that_follow(name: str):
    told_ = records(name, 3)
    birth = Birth.model_validate(told_[0].body)
    sample = next(record for record in told_ if record.kind == "sample")
    assert birth.layout == sample.body["layout"] == layout_id(birth.channels)
    for frame in sample.body["frames"]:
        assert len(frame) == len(birth.channels) + 1
        for channel, value in zip(birth.channels, frame[1:], strict=True):
            assert channel.low <= value <= channel.high, channel.name


def test_the_same_seed_tells_the_same_story_and_another_seed_another():
    assert records() == records.__wrapped__()
    assert records() != records(seed=4)


def test_time_never_goes_back_and_every_second_has_one_frame():
    frames = [f for r in records(cycles=400) if r.kind == "sample" for f in r.body["frames"]]
    moments = [frame[0] for frame in frames]
    assert {later - earlier for earlier, later in pairwise(moments)} == {1_000_000}


def test_counters_and_energy_only_grow_within_a_job():
    shots = [r.body for r in records(cycles=400) if r.kind == "shot"]
    for before, after in pairwise(shots):
        assert after["counter"] in {before["counter"] + 1, 1}
    birth = records(cycles=1)[0].body
    place = [c["name"] for c in birth["channels"]].index("energy_total_kwh") + 1
    energy = [f[place] for r in records(cycles=300) if r.kind == "sample" for f in r.body["frames"]]
    assert all(after >= before for before, after in pairwise(energy))
    spent = sum(r.body["values"]["energy_shot_kwh"] for r in records(cycles=300) if r.kind == "shot")
    assert energy[-1] - energy[0] == pytest.approx(spent, rel=0.25), "and what a stop costs"


def test_every_alarm_that_comes_goes_and_the_first_shots_after_it_are_start_up():
    events = [r for r in records(cycles=1500) if r.kind == "event" and r.body["what"] == "alarm"]
    assert len(events) >= 2
    assert [e.body["active"] for e in events][: len(events) // 2 * 2] == [True, False] * (len(events) // 2)
    goes = next(e.measured_us for e in events if not e.body["active"])
    after = [r.body for r in records(cycles=1500) if r.kind == "shot" and r.measured_us > goes]
    assert after[0]["start_up"]
    assert not after[20]["start_up"]


def test_repeatability_is_that_of_a_plant_press():
    shots = [r.body["values"] for r in records(cycles=400) if r.kind == "shot" and not r.body["start_up"]]
    for name, laboratory in (("transfer_specific_pressure_bar", 0.0066), ("injection_time_s", 0.0017)):
        near = np.diff([shot[name] for shot in shots]) / np.sqrt(2) / np.mean([s[name] for s in shots])
        middle = np.median(np.abs(near)) * 1.4826
        assert 1.5 * laboratory < middle < 12 * laboratory


def test_the_story_of_a_moment_does_not_depend_on_when_it_is_asked_for():
    moments = range(START, START + 48 * HOUR, HOUR // 7)
    first = [(story.thin_at(1, us), story.leak_at(1, us), story.stop_at(1, us)) for us in moments]
    story.hour.cache_clear()
    again = [(story.thin_at(1, us), story.leak_at(1, us), story.stop_at(1, us)) for us in reversed(moments)]
    assert first == again[::-1]


def past(days: float = 2.0, seed: int = 3) -> history.Past:
    until = START
    return history.Past(
        presets.preset("toy-gear"), "G", seed, until - int(days * 24 * HOUR), until, "Europe/Madrid"
    )


def test_history_goes_on_after_any_position():
    whole = list(history.lines(past(), None, 0))
    run = json.loads(whole[0])["run"]
    assert run.startswith("history-")
    for cut in (2, 777, len(whole)):
        assert list(history.lines(past(), run, cut)) == whole[cut:]


def test_history_has_shots_without_curves_in_working_hours_only():
    lines = [json.loads(text) for text in history.lines(past(4), None, 0)]
    shots = [one for one in lines if one["kind"] == "shot"]
    assert len(shots) > 2000
    assert all(shot["body"]["curves"] == [] for shot in shots)
    assert lines[0]["body"]["until_us"] == START
    begins = np.array([shot["measured_us"] for shot in shots])
    assert (np.diff(begins) > 0).all()
    spans = history.shifts(past(4))
    assert all(any(a <= us <= b for a, b in spans) for us in begins[:: len(begins) // 200])


def test_no_history_is_told_when_nothing_is_missing():
    assert list(history.lines(past(0), None, 0)) == []


@given(st.lists(st.floats(-3000, 3000) | st.just(float("nan")), min_size=1, max_size=200))
def test_the_fast_packing_makes_the_contracts_bytes(values: list[float]):
    assert packing.unpack(told.pack(np.array(values), 0.1), 0.1) == pytest.approx(
        packing.unpack(packing.pack(values, 0.1), 0.1), nan_ok=True
    )


def test_a_clock_with_a_pace_runs_faster_than_the_wall():
    wall = [100.0]
    clock = MachineClock(0, 5_000_000, 20.0, lambda: wall[0], 100.0)
    assert clock.now_us() == 5_000_000
    wall[0] += 2
    assert clock.now_us() == 45_000_000
    assert clock.wait_s(65_000_000) == 1.0
    assert clock.wait_s(1) == 0


def test_a_run_is_named_by_its_first_moment():
    assert run_id("r", 36_000) == "r-10"
    assert run_id("r", START) != run_id("r", START + 1_000_000)


def test_single_frames_come_in_order_of_time_with_what_happened_between():
    parts = list(singly(records(cycles=2)))
    assert [part.measured_us for part in parts] == sorted(part.measured_us for part in parts)
    assert all(len(part.body["frames"]) == 1 for part in parts if part.kind == "sample")


def test_an_unknown_machine_names_those_that_exist():
    with pytest.raises(presets.PresetError, match="bottle-cap"):
        presets.preset("bottle-cup")
