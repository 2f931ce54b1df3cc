"""A gauge learns from what is whole and measured, and keeps quiet about what it has not seen."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from sprue_server.fingerprint import Cycle, Level
from sprue_server.gauge.errors import GaugeError
from sprue_server.gauge.gauge import Gauge
from sprue_server.gauge.inputs import chosen, told_by
from sprue_server.gauge.learning import learn
from sprue_server.gauge.lessons import FAR_OFF, NEEDS, Wish, lessons

GROUPS, EACH = 14, 6


def shot(time: float, pressure: float, dosing: float) -> Cycle:
    values = {
        "injection_time_s": time,
        "transfer_specific_pressure_bar": pressure,
        "dosing_time_s": dosing,
        "cycle_time_s": 30.0,
    }
    return Cycle(values, {"set_hold_time_s": 3.0})


def shots(seed: int = 0) -> tuple[list[Cycle], list[float | None], list[str]]:
    """Weights that follow fill time and pressure; shots of a group lie close together."""
    random = np.random.default_rng(seed)
    places = random.uniform([0.4, 800, 2.0], [0.8, 1200, 3.0], (GROUPS, 3))
    cycles, weights, groups = [], [], []
    for group, place in enumerate(places):
        for _ in range(EACH):
            time, pressure, dosing = place + random.normal(0, [0.01, 8, 0.02])
            cycles.append(shot(time, pressure, dosing))
            weights.append(8 + 0.3 * (time - 0.6) + 0.0004 * (pressure - 1000) + random.normal(0, 0.002))
            groups.append(f"setting {group}")
    return cycles, weights, groups


@pytest.fixture(scope="module")
def gauge() -> Gauge:
    cycles, weights, groups = shots()
    broken = [Cycle({"injection_time_s": 0.0}), replace(cycles[0], values={"cavity_pressure_maximum_bar": 3.0})]
    told: list[float | None] = [*weights, 8.0, 8.0, None, 0.001, 9.9, float("nan")]
    more = [cycles[1]] * 4
    return learn([*cycles, *broken, *more], told, [*groups, *["x"] * 6], Wish("weight_g"))


def test_what_teaches_is_counted_and_what_does_not_by_its_reason(gauge: Gauge):
    assert gauge.report.dropped == {
        "no_injection_time": 1,
        "cavity_empty": 1,
        "not_measured": 2,
        "no_reading": 2,
    }
    assert gauge.report.score.cycles == GROUPS * EACH
    assert gauge.report.score.groups == GROUPS
    assert gauge.inputs.level is Level.B
    assert "cycle_time_s" not in gauge.inputs.names  # it is always the same
    lines = "\n".join(gauge.report.lines())
    assert "1 left out: the machine reports an injection time of 0 s" in lines
    assert "2 left out: the part was not measured" in lines
    assert f"{GROUPS} groups" in lines


def test_a_gauge_that_tells_next_to_nothing_says_so(gauge: Gauge):
    assert "do not rely" not in "\n".join(gauge.report.lines())
    useless = replace(gauge.report, score=replace(gauge.report.score, r2=0.1))
    assert "do not rely on this gauge" in useless.lines()[-1]


def test_settings_that_were_never_seen_are_told(gauge: Gauge):
    cycles, weights, _ = shots(seed=1)
    judged = gauge.judge_all(cycles)
    known = [(one, told) for one, told in zip(judged, weights, strict=True) if one.in_experience]
    assert len(known) > 0.6 * len(cycles)
    errors = np.array([one.prediction - told for one, told in known])
    assert np.abs(errors).mean() < 0.3 * np.std(weights)
    assert gauge.report.score.r2 > 0.8
    assert all(one.low_90 < one.prediction < one.high_90 for one, _ in known)
    held = np.mean([one.low_90 <= told <= one.high_90 for one, told in known])
    assert 0.7 <= held <= 1


def test_the_promise_holds_for_groups_left_out(gauge: Gauge):
    assert 0.8 <= gauge.report.score.coverage <= 1
    assert gauge.report.score.half < 0.05


def test_another_mould_is_not_told(gauge: Gauge):
    judged = gauge.judge(shot(3.0, 400, 12.0))
    assert judged == (None, None, None, False)


def test_a_shot_just_beyond_what_was_seen_is_told_as_extrapolated(gauge: Gauge):
    lowest, highest = gauge.experience.low, gauge.experience.high
    told = dict(zip(gauge.inputs.names, (lowest + highest) / 2, strict=True))
    width = dict(zip(gauge.inputs.names, highest - lowest, strict=True))
    beyond = shot(
        told["injection_time_s"],
        told["transfer_specific_pressure_bar"],
        told["dosing_time_s"] + width["dosing_time_s"],
    )
    judged = gauge.judge(beyond)
    assert judged.prediction is not None
    assert not judged.in_experience


def test_a_shot_without_one_of_its_inputs_is_not_told(gauge: Gauge):
    cycle = shots()[0][10]
    assert gauge.judge(cycle).in_experience
    values = {name: value for name, value in cycle.values.items() if name != "dosing_time_s"}
    assert gauge.judge(replace(cycle, values=values)) == (None, None, None, False)


def test_an_interrupted_shot_is_not_told_and_keeps_its_place(gauge: Gauge):
    cycles = [shots()[0][10], Cycle({"injection_time_s": 0.0}), Cycle(), shots()[0][11]]
    judged = gauge.judge_all(cycles)
    assert [one.prediction is None for one in judged] == [False, True, True, False]
    assert judged[3] == pytest.approx(gauge.judge(cycles[3]))
    assert gauge.judge_all([]) == []


def test_too_few_cycles_are_one_clear_error():
    cycles, weights, groups = shots()
    few: Sequence[float | None] = [*weights[: NEEDS - 1], *[None] * (len(cycles) - NEEDS + 1)]
    with pytest.raises(
        GaugeError, match=rf"{NEEDS - 1} of 84 cycles .*45: the part was not measured.*at least {NEEDS}"
    ):
        learn(cycles, few, groups, Wish("weight_g"))
    with pytest.raises(GaugeError, match="0 of 0 cycles are whole and measured; at least"):
        learn([], [], None, Wish("weight_g"))
    with pytest.raises(GaugeError, match=r"Nothing was learnt\.$"):
        learn(cycles, [None] * len(cycles), groups)


def test_a_target_that_never_changes_is_one_clear_error():
    cycles, weights, groups = shots()
    with pytest.raises(GaugeError, match="it is 8 in every cycle"):
        learn(cycles, [8.0] * len(weights), groups, Wish("weight_g"))


def test_a_level_that_tells_nothing_is_one_clear_error():
    cycles, weights, groups = shots()
    with pytest.raises(GaugeError, match="nothing at level A that changes"):
        learn(cycles, weights, groups, Wish("weight_g", Level.A))


def test_a_reading_far_off_is_of_the_gauge_and_not_of_a_part():
    cycles, weights, groups = shots()
    spread = float(np.median(np.abs(np.array(weights) - np.median(weights)))) * 1.4826
    near, far = np.median(weights) + np.array([0.9, 1.1]) * FAR_OFF * spread
    known = lessons(cycles, [near, far, *weights[2:]], groups, Wish("weight_g"))
    assert known.dropped == {"no_reading": 1}
    assert near in known.target
    assert far not in known.target


def test_settings_are_inputs_only_where_no_sensor_sees_into_the_cavity():
    def told(number: int, **more: float) -> dict[str, float]:
        return {"set_hold_time_s": 3.0 + number % 2, "dosing_time_s": 2.0 + number, **more}

    blind = [told(number) for number in range(10)]
    seeing = [told(number, cavity_peak_bar=500.0 + number) for number in range(10)]
    assert chosen(blind, Level.D).names == ("dosing_time_s", "set_hold_time_s")
    assert chosen(seeing, Level.D).names == ("cavity_peak_bar", "dosing_time_s")
    assert chosen(seeing, Level.C).names == ("dosing_time_s", "set_hold_time_s")
    assert chosen(seeing, Level.A).names == ()
    assert chosen(seeing, Level.D, only=["set_hold_time_s"]).names == ("set_hold_time_s",)


def test_an_input_that_many_cycles_lack_is_none():
    told = [{"dosing_time_s": 2.0 + number, "cycle_time_s": 30.0 + number} for number in range(100)]
    for one in told[:3]:
        del one["cycle_time_s"]
    assert chosen(told, Level.B).names == ("dosing_time_s",)


def test_settings_are_told_beside_features_but_not_of_an_interrupted_cycle():
    cycle = shot(0.5, 900, 2)
    assert told_by(cycle)["set_hold_time_s"] == 3.0
    assert told_by(replace(cycle, values={"injection_time_s": 0.0})) == {}
