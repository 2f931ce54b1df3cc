"""A simulated press is of one piece: meter and power, limits and verdicts, weeks before and hours now."""

import json
from itertools import pairwise

import numpy as np
import pytest

from sprue_contract.fields import CycleQuality
from sprue_contract.payloads import Birth
from sprue_sim import curves, history, limits, power, presets, press, story, told

START = 1_795_000_000_000_000
HOUR = story.HOUR_US
EVERY = presets.names()


def settled(name: str) -> curves.Cycle:
    preset = presets.preset(name)
    state = limits.settled_state(preset)
    return curves.cycle_of(preset, press.shots(preset, state), state)


def weeks(name: str, days: int = 3, seed: int = 3) -> list[dict]:
    preset = presets.preset(name)
    past = history.Past(preset, "C", seed, START - days * 24 * HOUR, START, "Europe/Madrid")
    return [json.loads(line) for line in history.lines(past, None, 0)]


@pytest.mark.parametrize("name", EVERY)
def test_power_over_a_cycle_is_the_energy_of_the_shot(name: str):
    cycle = settled(name)
    load = power.load_of(presets.preset(name), cycle)
    t = np.linspace(0, cycle.end_s, 200_001)
    by_hand = np.trapezoid(load.at_kw(t), t) / 3600
    assert by_hand == pytest.approx(cycle.shot["energy_shot_kwh"], rel=0.001)
    assert float(load.used_kwh(np.array([cycle.end_s]))[0]) == pytest.approx(
        cycle.shot["energy_shot_kwh"], rel=1e-9
    )
    assert (np.diff(load.used_kwh(t)) > 0).all()
    assert load.kw.max() < 2.5 * presets.preset(name).press.rated_kw


@pytest.mark.parametrize("name", EVERY)
def test_a_settled_shot_is_well_within_the_process_limits(name: str):
    preset, cycle = presets.preset(name), settled(name)
    bands = limits.limits(preset)
    assert all(low < cycle.shot[field] < high for field, (low, high) in bands.items())
    assert not limits.is_bad(preset, cycle.shot)
    assert limits.is_bad(preset, {}), "a cavity that was not reached makes no good part"


def test_a_birth_tells_the_limits_that_the_verdict_uses():
    preset = presets.preset("lunch-box")
    birth = Birth.model_validate(told.birth(preset, "L", pace=1, started_us=START).body)
    told_limits = {one.name: (one.normal_low, one.normal_high) for one in birth.shot_fields}
    for name, band in limits.limits(preset).items():
        assert told_limits[name] == band


@pytest.mark.parametrize("name", EVERY)
def test_bad_parts_are_rare_and_come_from_a_leaking_check_ring(name: str):
    shots = [one for one in weeks(name) if one["kind"] == "shot"]
    bad = [one for one in shots if one["body"]["quality"] == CycleQuality.BAD_CYCLE]
    assert len(bad) < 0.06 * len(shots)
    leaks = [story.leak_at(3, one["body"]["started_us"]) > 0 for one in bad]
    assert sum(leaks) >= 0.9 * len(leaks)


def test_the_weeks_before_have_gauge_readings_and_stops_in_order_of_time():
    records = weeks("toy-gear")
    counts = {kind: sum(one["kind"] == kind for one in records) for kind in ("shot", "measurement", "event")}
    assert 0.01 < counts["measurement"] / counts["shot"] < 0.02
    assert counts["event"] > 10
    assert [one["position"] for one in records] == list(range(1, len(records) + 1))
    assert all(a["measured_us"] <= b["measured_us"] for a, b in pairwise(records[1:]))
    active = [one["body"]["active"] for one in records if one["kind"] == "event"]
    assert active == [True, False] * (len(active) // 2)


def test_no_cycle_runs_while_an_alarm_stands():
    stands_since = None
    for record in weeks("cosmetic-jar"):
        if record["kind"] == "event":
            stands_since = record["measured_us"] if record["body"]["active"] else None
        elif record["kind"] == "shot" and stands_since is not None:
            assert record["measured_us"] <= stands_since + 1_000_000, "its last cycle ends as it stops"


def test_what_is_controlled_wanders_smoothly_and_not_in_step_with_others():
    us = START + np.arange(0, 6 * HOUR, 1_000_000)
    one, other = story.wander(1, 1, us), story.wander(2, 1, us)
    assert 0.4 < one.std() < 1.2
    assert np.abs(np.diff(one)).max() < 0.1, "per second"
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.3
    later = story.wander(1, 1, us[1000:1100])
    assert later == pytest.approx(one[1000:1100])
