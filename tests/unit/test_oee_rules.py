"""What contradicts itself, what is missing, and what a counter may do."""

import numpy as np
import pytest

from sprue_contract.fields import MachineMode, ProductionStatus
from sprue_server.oee.facts import Downtime, Facts, Interval, Job, Reading, Scrap, Span, Stop, state_of
from sprue_server.oee.figures import Oee, total
from sprue_server.oee.reckoning import reckon, reckon_each

MIN = 60_000_000
JOB = Job("J1", 0, 1000 * MIN, "cap", 30.0, 2)


def of(until: int = 100, **facts: tuple) -> Oee:
    return reckon(Facts(**facts), 0, until * MIN)


def state(start: int, end: int, what: str) -> Interval:
    return Interval(start * MIN, end * MIN, what)


def stop(start: int, end: int, why: str, by: str = "machine") -> Stop:
    return Stop(start * MIN, end * MIN, why, by)


def minutes(told: Oee) -> dict[tuple[str, str | None], float]:
    return {key: lost.us / MIN for key, lost in told.times.items()}


RUNNING = (state(0, 100, "production"),)
COUNTED = (Reading(0, 0), Reading(99 * MIN, 190))


def test_nothing_known_is_unknown_and_not_calculable():
    told = of()
    assert minutes(told) == {("unknown", None): 100}
    assert (told.oee.value, told.oee.why) == (None, "states_missing")
    assert (told.effectiveness.why, told.quality.why) == ("no_production", "no_parts")
    assert told.flags["states_missing"].us == 100 * MIN


def test_no_planned_time_is_not_calculable():
    assert of(planned=()).oee.why == "no_planned_time"


def test_without_a_job_or_its_cycle_effectiveness_is_not_told():
    assert of(states=RUNNING, readings=COUNTED).oee.why == "no_job"
    bare = Job("J1", 0, 1000 * MIN)
    told = of(states=RUNNING, readings=COUNTED, jobs=(bare,))
    assert told.oee.why == "no_standard_cycle"
    assert (told.availability.value, told.quality.value, told.pq) == (1, 1, 190)
    assert told.oddities["production_no_standard_cycle"].us == 100 * MIN


def test_a_little_time_without_a_job_is_flagged_only():
    told = of(states=RUNNING, readings=COUNTED, jobs=(Job("J1", 3 * MIN, 1000 * MIN, "cap", 30.0, 2),))
    assert told.effectiveness.value == pytest.approx(0.95)
    assert told.oddities["production_no_job"].us == 3 * MIN


def test_without_a_counter_nothing_is_guessed():
    assert of(states=RUNNING, jobs=(JOB,)).effectiveness.why == "no_counter"


def test_effectiveness_over_1_is_shown_and_flagged():
    told = of(states=RUNNING, jobs=(JOB,), readings=(Reading(0, 0), Reading(99 * MIN, 250)))
    assert told.effectiveness.value == pytest.approx(1.25)
    assert told.oee.value == pytest.approx(1.25)
    assert told.oddities["effectiveness_over_1"].us == pytest.approx(25 * MIN)


def test_more_scrap_than_parts_is_not_calculable():
    told = of(states=RUNNING, jobs=(JOB,), readings=COUNTED, scraps=(Scrap(MIN, 500, "burn"),))
    assert (told.quality.why, told.gq) == ("more_scrap_than_parts", -120)


def test_more_scrap_of_a_slow_job_than_its_parts_is_not_hidden_by_a_quick_one():
    jobs = (Job("slow", 0, 50 * MIN, "cap", 600.0), Job("quick", 50 * MIN, 100 * MIN, "gear", 10.0))
    readings = (Reading(0, 0), Reading(40 * MIN, 4), Reading(60 * MIN, 64))
    told = of(jobs=jobs, states=RUNNING, readings=readings, scraps=(Scrap(30 * MIN, 10, "burn"),))
    assert told.gq == 54
    assert told.quality.why == "more_scrap_than_parts"


def test_a_period_of_scrap_only_has_a_quality_of_0():
    odd = Job("odd", 0, 1000 * MIN, "cap", 7.1, 3)
    told = of(
        jobs=(odd,),
        states=RUNNING,
        readings=(Reading(0, 0), Reading(99 * MIN, 700)),
        scraps=(Scrap(MIN, 2100),),
    )
    assert (told.quality.value, told.oee.value) == (0, 0)


def test_scrap_that_is_told_later_is_of_its_own_job():
    jobs = (Job("J1", 0, 50 * MIN, "cap", 60.0), Job("J2", 50 * MIN, 100 * MIN, "gear", 10.0))
    told = of(jobs=jobs, states=RUNNING, scraps=(Scrap(60 * MIN, 2, "burn", "J1"), Scrap(60 * MIN, 1, "burn")))
    assert told.scrap["burn"].us == 2 * MIN + 10_000_000
    lost = of(scraps=(Scrap(MIN, 1, "burn", "J9"),))
    assert lost.flags["scrap_without_job"].often == 1


def test_what_an_operator_says_outranks_the_machine():
    told = of(
        states=(state(0, 100, "stop"),), stops=(stop(0, 60, "robot"), stop(20, 80, "mould_damage", "operator"))
    )
    assert minutes(told) == {("stop", "robot"): 20, ("stop", "mould_damage"): 60, ("stop", "no_reason"): 20}
    assert "overlapping_stops" not in told.flags


def test_stops_of_one_witness_that_overlap_are_merged_and_flagged():
    stops = (stop(0, 60, "robot"), stop(20, 30, "door"), stop(50, 90, "material"))
    told = of(states=(state(0, 100, "stop"),), stops=stops)
    assert sum(us for (kind, _), us in minutes(told).items() if kind == "stop") == 100
    assert minutes(told)["stop", "door"] == 10
    assert told.flags["overlapping_stops"].us == 20 * MIN


def test_production_outranks_stops_breaks_and_the_plan():
    told = of(
        states=(state(0, 50, "production"), state(50, 100, "idle")),
        stops=(stop(40, 60, "robot"),),
        planned=(Span(10 * MIN, 90 * MIN),),
        downtimes=(Downtime(60 * MIN, 70 * MIN, "lunch"),),
    )
    assert minutes(told) == {
        ("production", None): 50,
        ("stop", "robot"): 10,
        ("planned_downtime", "lunch"): 10,
        ("idle", None): 20,
        ("not_planned", None): 10,
    }
    assert told.flags["stopped_while_running"].us == 10 * MIN
    assert told.flags["running_outside_plan"].us == 10 * MIN
    assert told.availability.value == pytest.approx(50 / 80)


def test_a_second_between_mode_and_alarm_is_no_contradiction():
    second = MIN // 60
    told = of(
        states=(Interval(0, 50 * MIN, "production"), Interval(50 * MIN, 100 * MIN, "stop")),
        stops=(Stop(50 * MIN - second, 60 * MIN, "robot"), Stop(60 * MIN + second, 100 * MIN, "door")),
    )
    assert told.flags == {}
    assert minutes(told)["stop", "robot"] == pytest.approx(10 + 1 / 60)
    assert [lost.often for (kind, _), lost in told.times.items() if kind == "stop"] == [1, 1]


def test_a_second_without_reason_is_of_the_stop_beside_it_and_of_nothing_else():
    second = MIN // 60
    stops = (Stop(10 * MIN + second, 50 * MIN, "robot"), Stop(50 * MIN + second, 60 * MIN, "door"))
    told = of(
        states=(state(0, 10, "production"), state(10, 100, "stop")),
        stops=stops,
        downtimes=(Downtime(60 * MIN + second, 100 * MIN, "lunch"),),
    )
    assert minutes(told)["stop", "robot"] == pytest.approx(40 + 1 / 60)
    assert minutes(told)["stop", "door"] == pytest.approx(10)
    lunch = of(
        states=(Interval(0, second, "stop"), Interval(second, 100 * MIN, "idle")),
        downtimes=(Downtime(second, 100 * MIN, "lunch"),),
    )
    assert lunch.times["stop", "no_reason"].us == second


def test_of_states_that_overlap_the_newer_one_counts():
    told = of(states=(state(0, 100, "production"), state(30, 40, "stop")))
    assert minutes(told)["stop", "no_reason"] == 10
    assert told.flags["overlapping_states"].us == 10 * MIN


def test_a_stop_that_only_an_operator_knows_is_no_unknown_time():
    assert minutes(of(stops=(stop(0, 100, "no_power", "operator"),))) == {("stop", "no_power"): 100}


def test_an_interval_that_ends_before_it_begins_is_flagged():
    assert of(states=(state(50, 40, "stop"),)).flags["reversed_interval"].often == 1


def test_intervals_that_end_before_they_begin_count_alike_in_any_order():
    wrong = [state(at, at - 1 - of_it, "stop") for at in (1, 7, 220, 228) for of_it in (0, 45)]
    rng = np.random.default_rng(3)
    counts = {
        of(300, states=tuple(wrong[i] for i in rng.permutation(8))).flags["reversed_interval"].often
        for _ in range(50)
    }
    assert counts == {4}, "two that begin at one moment are told once"


JOBS = (Job("A", 0, 50 * MIN, "cap", 30.0), Job("B", 50 * MIN, 1000 * MIN, "gear", 30.0))


def test_changeover_lasts_from_the_last_good_part_to_the_first_good_part():
    states = (
        state(0, 40, "production"),
        state(40, 45, "idle"),
        state(45, 60, "set_up"),
        state(60, 65, "stop"),
        state(65, 70, "start_up"),
        state(70, 100, "production"),
    )
    told = minutes(of(states=states, jobs=JOBS))
    assert told == {("production", None): 70, ("changeover", "changeover"): 25, ("start_up", None): 5}
    told = minutes(of(states=states, jobs=JOBS, goods_us=(42 * MIN, 62 * MIN)))
    assert told["changeover", "changeover"] == 20
    assert (told["idle", None], told["stop", "no_reason"]) == (2, 3)


def test_a_job_that_follows_without_a_stop_has_no_changeover_and_a_gap_between_orders_is_idle():
    assert ("changeover", "changeover") not in minutes(of(states=RUNNING, jobs=JOBS))
    apart = (Job("A", 0, 40 * MIN), Job("B", 80 * MIN, 1000 * MIN))
    states = (state(0, 40, "production"), state(40, 90, "idle"), state(90, 100, "production"))
    assert minutes(of(states=states, jobs=apart)) == {
        ("production", None): 50,
        ("idle", None): 40,
        ("changeover", "changeover"): 10,
    }


def test_a_shot_that_outlasts_its_order_is_of_that_order():
    states = (state(0, 51, "production"), state(51, 55, "idle"), state(55, 100, "production"))
    told = of(
        states=states, jobs=JOBS, readings=(Reading(0, 0), Reading(51 * MIN, 100, "A"), Reading(60 * MIN, 9))
    )
    assert minutes(told)["changeover", "changeover"] == 4
    assert told.flags.keys() == {"counter_restarted_with_job"}
    assert told.shots == 109
    goods = tuple(moment * MIN for moment in (10, 51, 57))
    assert minutes(of(states=states, jobs=JOBS, goods_us=goods))["changeover", "changeover"] == 4


def test_a_stop_is_counted_where_it_began():
    facts = Facts(states=(state(0, 30, "stop"), state(30, 60, "production"), state(60, 100, "stop")))
    halves = reckon_each(facts, [Span(0, 20 * MIN), Span(20 * MIN, 100 * MIN)])
    assert [half.times["stop", "no_reason"].often for half in halves] == [1, 1]


@pytest.mark.parametrize(
    ("readings", "shots", "flag"),
    [
        ([(0, 0), (10, 20), (20, 35)], 35, None),
        ([(0, 900), (10, 920), (20, 15)], 35, "counter_restarted"),
        ([(0, 0), (10, 50_000), (20, 50_020)], 20, "counter_jumped"),
        ([(50, 0), (60, 62)], 62, None),
        ([(50, 0), (60, 63)], 0, "counter_jumped"),
        ([(0, 0), (10, 20), (10, 18), (20, 40)], 40, "counter_conflict"),
        ([(0, 500)], 0, None),
        ([(0, 5), (10, 20), (0, 5), (10, 20)], 15, None),
    ],
)
def test_a_counter_restarts_jumps_and_repeats(readings: list[tuple[int, int]], shots: int, flag: str | None):
    told = of(jobs=(JOB,), readings=tuple(Reading(at * MIN, count) for at, count in readings))
    assert told.shots == shots
    assert {key for key in told.flags if key.startswith("counter")} == ({flag} if flag else set())


def test_a_counter_that_restarts_with_its_order_counts_for_the_new_one():
    readings = (Reading(0, 0), Reading(49 * MIN, 90), Reading(60 * MIN, 4))
    told = of(jobs=(JOBS[0], Job("B", 50 * MIN, 1000 * MIN, "gear", 30.0, 4, 3)), readings=readings)
    assert told.pq == 90 + 12
    assert set(told.flags) == {"states_missing", "counter_restarted_with_job"}


def test_jobs_that_overlap_are_flagged_and_the_later_one_counts():
    told = of(jobs=(JOB, Job("J2", 50 * MIN, 60 * MIN, "gear", 10.0)), states=RUNNING, readings=COUNTED)
    assert told.flags["overlapping_jobs"].us == 10 * MIN


@pytest.mark.parametrize(
    "wrong",
    [
        {"end_us": 0},
        {"standard_cycle_s": 0.0},
        {"standard_cycle_s": float("nan")},
        {"cavities": 0},
        {"cavities": 2, "active_cavities": 3},
    ],
)
def test_a_job_that_cannot_be_is_refused(wrong: dict[str, float]):
    with pytest.raises(ValueError, match="job 'J'"):
        Job(**({"name": "J", "start_us": 0} | wrong))


def test_a_period_without_length_is_refused():
    with pytest.raises(ValueError, match="a period ends after it begins"):
        reckon(Facts(), 5, 5)


def test_nothing_together_is_nothing():
    assert total([]) == Oee()
    assert Oee().oee.why == "no_planned_time"
    assert reckon_each(Facts(), []) == []


@pytest.mark.parametrize(
    ("mode", "status", "told"),
    [
        (MachineMode.AUTOMATIC, ProductionStatus.PRODUCTION, "production"),
        (MachineMode.SEMI_AUTOMATIC, ProductionStatus.START_UP, "start_up"),
        (MachineMode.AUTOMATIC, ProductionStatus.NO_PRODUCTION, "stop"),
        (MachineMode.SETUP, ProductionStatus.NO_PRODUCTION, "set_up"),
        (MachineMode.SLEEP, ProductionStatus.READY_FOR_PRODUCTION, "idle"),
        (MachineMode.MANUAL, ProductionStatus.PRODUCTION, "stop"),
        (MachineMode.AUTOMATIC, ProductionStatus.DRY_RUN, "stop"),
        (None, ProductionStatus.PRODUCTION, "production"),
        (None, None, None),
        (MachineMode.OTHER, ProductionStatus.OTHER, None),
    ],
)
def test_modes_as_opc_numbers_them_are_states(mode: int | None, status: int | None, told: str | None):
    assert state_of(mode, status) == told
