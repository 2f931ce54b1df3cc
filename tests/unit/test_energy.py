"""Energy and parts of the same time: what counts, what does not and why, and what a line may say."""

import random

import numpy as np
import pytest

from sprue_server.energy.flow import flow
from sprue_server.energy.line import Line, NoLine, line
from sprue_server.energy.meter import Meter, counted, from_power
from sprue_server.energy.standing import standing
from sprue_server.energy.windows import QUARTER_US, Window, Windows, spans_of, windows
from sprue_server.oee.facts import Facts, Interval, Job, Reading, Scrap, Span
from sprue_server.oee.timeline import timeline

MIN, HOUR = 60_000_000, 3_600_000_000
JOB = Job("J1", 0, 1000 * MIN, "cap", 30.0, 2, part_weight_g=50.0)


def steady(minutes: int, kw: float = 6.0, start: int = 0) -> Meter:
    """A meter that is read every minute."""
    at = np.arange(start, start + minutes + 1, dtype=np.int64) * MIN
    return counted(at, kw * (at - at[0]) / HOUR + 1000)


def ran(until: int = 60, stop: tuple[int, int] | None = None, **more: tuple) -> Facts:
    """A press that makes two shots of two parts a minute, but for a stop."""
    stop = stop or (until, until)
    states = [Interval(0, stop[0] * MIN, "production"), Interval(stop[0] * MIN, stop[1] * MIN, "stop")]
    states.append(Interval(stop[1] * MIN, until * MIN, "production"))
    halves = [half for half in range(2 * until + 1) if not 2 * stop[0] < half <= 2 * stop[1]]
    readings = tuple(Reading(half * MIN // 2, number) for number, half in enumerate(halves))
    goods = tuple(one.at_us for one in readings)
    told = {"readings": readings, "jobs": (JOB,), "goods_us": goods} | more
    return Facts(states=tuple(one for one in states if one.end_us > one.start_us), **told)


def of(facts: Facts, meter: Meter, until: int = 60) -> Windows:
    period = Span(0, until * MIN)
    return windows(facts, timeline(facts, period), meter, spans_of(period))


def test_energy_parts_and_kilograms_are_of_the_same_time():
    told = of(ran(), steady(60))
    assert (len(told.counted), told.left_out) == (4, {})
    assert told.kwh == pytest.approx(6)
    assert told.per_kg.value == pytest.approx(6 / 12)
    assert told.per_good.value == pytest.approx(6 / 240, rel=0.01)
    assert told.per_shot.value == pytest.approx(6 / 120, rel=0.01)


def test_bad_parts_are_paid_for_by_the_good_ones():
    told = of(ran(scraps=(Scrap(20 * MIN, 40, "burn"),)), steady(60))
    assert told.per_good.value == pytest.approx(6 / 198)
    assert told.per_kg.value == pytest.approx(0.5), "material went through the screw all the same"


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda at, kwh: (at, np.where(at >= 20 * MIN, kwh - 900, kwh)), "meter_reset"),
        (lambda at, kwh: (at, np.where(at >= 20 * MIN, kwh + 5000, kwh)), "meter_jump"),
        (lambda at, kwh: (np.delete(at, range(18, 25)), np.delete(kwh, range(18, 25))), "meter_gap"),
    ],
)
def test_a_window_in_which_the_meter_cannot_be_trusted_is_left_out_and_counted(spoil, why: str):
    at = np.arange(61, dtype=np.int64) * MIN
    told = of(ran(), counted(*spoil(at, 6.0 * at / HOUR + 1000)))
    assert told.left_out == {why: 1}
    assert told.per_kg.value == pytest.approx(0.5), "the others are as they were"


def test_another_runs_meter_is_not_held_against_this_ones():
    at = np.arange(61, dtype=np.int64) * MIN
    two = np.where(at >= 20 * MIN, 40.0, 0.0) + 6.0 * at / HOUR
    told = of(ran(), counted(at, two, runs_us=[20 * MIN]))
    assert told.left_out == {"meter_another_run": 1}
    assert told.per_kg.value == pytest.approx(0.5)


def test_before_the_meter_was_read_nothing_is_known():
    told = of(ran(), steady(45, start=15))
    assert (len(told.counted), told.left_out) == (3, {"no_meter": 1})
    nothing = of(ran(), counted(np.empty(0, np.int64), np.empty(0)))
    assert (nothing.per_kg.value, nothing.per_kg.why) == (None, "no_meter")


def test_power_that_is_read_often_stands_in_for_a_meter():
    at = np.arange(61, dtype=np.int64) * MIN
    assert of(ran(), from_power(at, np.full(61, 6.0))).per_kg.value == pytest.approx(0.5)


def test_without_weight_count_or_judgement_a_figure_says_so():
    bare = Job("J1", 0, 1000 * MIN, "cap", 30.0, 2)
    assert of(ran(jobs=(bare,)), steady(60)).per_kg.why == "no_weight"
    assert of(ran(goods_us=()), steady(60)).per_good.why == "no_good_count"
    assert of(ran(readings=()), steady(60)).per_kg.why == "no_counter"
    assert of(Facts(jobs=(JOB,)), steady(60)).per_kg.why == "states_missing"


def test_standing_makes_nothing_but_takes_energy():
    facts = ran(stop=(15, 60))
    assert of(facts, steady(60)).per_kg.value == pytest.approx(6 / 3)
    idle = Facts(states=(Interval(0, 60 * MIN, "idle"),), jobs=(JOB,), goods_us=(1,))
    assert of(idle, steady(60)).per_kg.why == "no_parts"


def test_a_shot_across_the_edge_of_a_window_is_shared():
    slow = ran(readings=tuple(Reading(at * MIN, at // 10) for at in range(0, 61, 10)))
    kg = [one.kg for one in of(slow, steady(60)).counted]
    assert kg == pytest.approx([0.15] * 4)
    assert [one.shots for one in of(slow, steady(60)).counted] == [1, 1, 2, 1]


def test_a_shot_is_not_spread_over_the_stop_before_it():
    facts = ran(stop=(20, 50))
    told = flow(facts, timeline(facts, Span(0, 60 * MIN)))
    assert told.kg(20 * MIN, 50 * MIN) == pytest.approx(0, abs=1e-3)
    assert told.kg(0, 60 * MIN) == pytest.approx(6)


def test_power_and_energy_by_state_add_up_to_the_meter():
    facts = ran(stop=(15, 30))
    at = np.arange(0, 60 * MIN + 1, 10_000_000, dtype=np.int64)
    kw = np.where((at >= 15 * MIN) & (at < 30 * MIN), 2.0, 6.0)
    told = standing(timeline(facts, Span(0, 60 * MIN)).stretches, from_power(at, kw), Span(0, 60 * MIN))
    assert [one.state for one in told.states] == ["production", "stop"]
    assert told.kw == pytest.approx(2)
    assert told.kwh == pytest.approx(0.5)
    assert told.share == pytest.approx(0.5 / 5)
    assert told.all_kwh == pytest.approx(5)


def test_energy_of_a_state_is_told_for_the_metered_part_of_it_only():
    facts = ran(stop=(0, 60))
    told = standing(timeline(facts, Span(0, 60 * MIN)).stretches, steady(15, 2.0, 45), Span(0, 60 * MIN))
    assert (told.us, told.measured_us) == (60 * MIN, 15 * MIN)
    assert (told.kw, told.kwh) == (pytest.approx(2), pytest.approx(0.5))
    dark = standing(timeline(facts, Span(0, 60 * MIN)).stretches, steady(0), Span(0, 60 * MIN))
    assert (dark.kw, dark.share) == (None, None)


def points(shares: list[float], noise: float = 0.02, mould: str = "cap", seed: int = 1) -> list[Window]:
    """Windows of a press of 1.5 kW and 0.4 kWh/kg that makes 10 kg/h when it runs."""
    rng = random.Random(seed)
    found = []
    for place, share in enumerate(shares):
        kg = 10 * share / 4
        kwh = (1.5 + rng.gauss(0, noise)) / 4 + 0.4 * kg
        start = place * QUARTER_US
        found.append(Window(start, start + QUARTER_US, kwh, 0, 0, 0, kg, mould, 0.0))
    return found


VARIED = [1, 0.9, 0.5, 0, 0.8, 1, 0.95, 0.3, 0.7, 1, 0.6, 0.85]


def test_base_load_and_slope_are_found_with_their_intervals():
    told = line(points(VARIED))
    assert isinstance(told, Line)
    assert told.base_kw.low < 1.5 < told.base_kw.high
    assert told.kwh_kg.low < 0.4 < told.kwh_kg.high
    assert told.base_share == pytest.approx(1.5 / (1.5 + 4 * np.mean(VARIED)), rel=0.02)
    assert told.remarks == ()
    first, last = told.band[0], told.band[-1]
    assert (first.kg_h, first.kw) == (0, pytest.approx(told.base_kw.value))
    assert last.high - last.low < first.high - first.low, "known best where most windows are"


def test_intervals_hold_19_of_20_times():
    lines = [line(points(VARIED, seed=seed)) for seed in range(300)]
    held = sum(one.base_kw.low < 1.5 < one.base_kw.high for one in lines)
    assert 0.91 < held / 300 < 0.99


def test_without_throughput_that_changes_there_is_no_line():
    rng = random.Random(2)
    told = line(points([1 + rng.gauss(0, 0.01) for _ in range(40)]))
    assert told == NoLine("throughput_hardly_changes", 40)
    assert line(points([0.0] * 20)).reason == "throughput_hardly_changes"
    assert line(points(VARIED[:7])).reason == "too_few"
    assert line([]).reason == "no_windows"
    assert line([one._replace(kg=None) for one in points(VARIED)]).reason == "no_weight"


def test_windows_of_another_mould_are_not_in_the_line():
    other = [
        one._replace(start_us=one.start_us + HOUR * 9, kwh=one.kwh * 3, mould="gear")
        for one in points([1, 0, 1])
    ]
    told = line([*points(VARIED), *other])
    assert (told.mould, told.windows, told.others) == ("cap", len(VARIED), 3)
    assert told.base_kw.low < 1.5 < told.base_kw.high


def test_neighbours_that_resemble_each_other_widen_the_intervals():
    shares = VARIED * 5
    drift = [0.3 * np.sin(place / 6) for place in range(len(shares))]
    wavy = [one._replace(kwh=one.kwh + more / 4) for one, more in zip(points(shares), drift, strict=True)]
    told = line(wavy)
    assert "neighbours_alike" in told.remarks
    assert told.phi > 0.5
    assert told.base_kw.low < 1.5 < told.base_kw.high


def test_what_is_no_straight_line_is_said():
    bent = [one._replace(kwh=one.kwh + 0.5 * (one.kg or 0) ** 2) for one in points(VARIED)]
    assert "curved" in line(bent).remarks
    hardly = [one._replace(kwh=one.kwh + 0.01 * (one.kg or 0) ** 2) for one in points(VARIED, noise=0.001)]
    assert line(hardly).remarks == (), "sure, but not worth telling"


def test_a_base_load_that_may_be_nothing_is_said():
    assert "base_not_told" in line(points(VARIED, noise=5.0)).remarks
