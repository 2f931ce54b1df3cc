"""The weeks before: ordered, resumable at any position, in working hours, and the same machine as now."""

import json
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from sprue_contract.face import read_line
from sprue_contract.fields import CycleQuality
from sprue_sim import history, library, limits
from sprue_sim.machine import GAUGED, Machine
from sprue_sim.schedule import HOUR_US

START = 1_795_000_000_000_000
SOME = ["toy-gear", "kassel-cap", "lamp-lens"]


def past(name: str = "toy-gear", days: float = 1.2, seed: int = 3) -> history.Past:
    begins = START - int(days * 24 * HOUR_US)
    return history.Past(library.preset(name), "G", seed, begins, START, "Europe/Madrid")


@cache
def weeks(name: str, days: float = 3.0) -> list[dict]:
    """Made once, read by several tests, changed by none."""
    return [json.loads(text) for text in history.lines(past(name, days), None, 0)]


def test_history_goes_on_after_any_position():
    whole = list(history.lines(past(days=0.6), None, 0))
    run = json.loads(whole[0])["run"]
    assert run.startswith("history-")
    for cut in (1, 2, 777, len(whole) - 1, len(whole)):
        assert cut <= len(whole)
        assert list(history.lines(past(days=0.6), run, cut)) == whole[cut:]


def test_who_knows_another_run_is_told_all_of_it():
    assert next(history.lines(past(), "history-other", 5)) == next(history.lines(past(), None, 0))


@pytest.mark.parametrize("name", SOME)
def test_history_speaks_the_contracts_words_in_order_of_time(name: str):
    records = [read_line(text) for text in history.lines(past(name), None, 0)]
    assert records[0].kind == "birth"
    assert records[0].body["until_us"] == START
    assert [one.position for one in records] == list(range(1, len(records) + 1))
    assert all(a.measured_us <= b.measured_us for a, b in pairwise(records[1:]))
    assert {one.kind for one in records} == {"birth", "shot", "measurement", "event"}
    assert max(one.measured_us for one in records) <= START


def test_history_has_shots_without_curves_in_working_hours_only():
    shots = [one for one in weeks("toy-gear", 4) if one["kind"] == "shot"]
    assert len(shots) > 2000
    assert all(shot["body"]["curves"] == [] for shot in shots)
    ends = np.array([shot["measured_us"] for shot in shots])
    assert (np.diff(ends) > 0).all()
    spans = history.shifts(past(days=4))
    assert all(any(a <= us <= b for a, b in spans) for us in ends[::10])


def test_shifts_keep_to_the_local_clock_over_the_change_to_winter():
    sunday = 1_792_879_200_000_000  # 2026-10-25 00:00 in Madrid, a day of 25 hours
    around = past()._replace(from_us=sunday - 48 * HOUR_US, until_us=sunday + 49 * HOUR_US)
    friday, saturday, monday = history.shifts(around)
    assert (friday[1] - friday[0], saturday[1] - saturday[0]) == (16 * HOUR_US, 8 * HOUR_US)
    assert monday[0] - saturday[1] == (10 + 25 + 6) * HOUR_US


def test_no_history_is_told_when_nothing_is_missing():
    assert list(history.lines(past(days=0), None, 0)) == []


def test_the_weeks_before_have_gauge_readings_and_stops():
    records = weeks("toy-gear")
    counts = {kind: sum(one["kind"] == kind for one in records) for kind in ("shot", "measurement", "event")}
    assert counts["measurement"] / counts["shot"] == pytest.approx(1 / GAUGED, rel=0.1)
    assert counts["event"] > 10
    active = [one["body"]["active"] for one in records if one["kind"] == "event"]
    assert active == [True, False] * (len(active) // 2)


@pytest.mark.parametrize("name", SOME)
def test_no_cycle_runs_while_an_alarm_stands(name: str):
    stands_since = None
    for record in weeks(name):
        if record["kind"] == "event":
            stands_since = record["measured_us"] if record["body"]["active"] else None
        elif record["kind"] == "shot" and stands_since is not None:
            assert record["measured_us"] <= stands_since + 1_000_000, "its last cycle ends as it stops"


@pytest.mark.parametrize("name", SOME)
def test_bad_parts_are_rare(name: str):
    shots = [one["body"] for one in weeks(name) if one["kind"] == "shot"]
    bad = sum(shot["quality"] == CycleQuality.BAD_CYCLE for shot in shots)
    start_up = sum(shot["start_up"] for shot in shots)
    assert bad < 0.06 * len(shots)
    assert 0 < start_up < 0.2 * len(shots)


@pytest.mark.parametrize("name", [*SOME, "food-tub"])
def test_the_weeks_before_and_the_hours_now_are_one_machine(name: str):
    """Medians of history lie where the live machine's do, closer than a quarter of its limits' width."""
    preset = library.preset(name)
    before = [one["body"]["values"] for one in weeks(name, 0.7) if one["kind"] == "shot"]
    machine = Machine(preset, "G", 3, START)
    told = [record for _ in range(60) for record in machine.advance()]
    now = [record.body["values"] for record in told if record.kind == "shot"]
    for field, (low, high) in limits.limits(preset).items():
        then, live = (np.median([shot[field] for shot in shots if field in shot]) for shots in (before, now))
        assert then == pytest.approx(live, abs=0.25 * (high - low) / 2 + 0.01 * live), field


def test_the_same_weeks_are_told_to_the_byte_and_another_seeds_are_others():
    first, again, other = (list(history.lines(past(days=0.6, seed=seed), None, 0)) for seed in (3, 3, 4))
    assert first == again != other
