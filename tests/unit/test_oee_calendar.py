"""Local days, weeks and shifts, also when the clocks change."""

from datetime import UTC, date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprue_server.oee.calendar import (
    SHIFTS,
    Shift,
    day_span,
    local_day,
    moment_us,
    periods,
    planned,
    shift_of,
)
from sprue_server.oee.facts import Span

HOUR = 3_600_000_000
AUTUMN, SPRING = date(2026, 10, 25), date(2026, 3, 29)
moments = st.integers(1_700_000_000, 1_900_000_000).map(lambda second: second * 1_000_000)


def utc(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp()) * 1_000_000


@pytest.mark.parametrize(("day", "hours"), [(AUTUMN, 25), (SPRING, 23), (date(2026, 6, 1), 24)])
def test_a_day_is_from_midnight_to_midnight(day: date, hours: int):
    span = day_span(day)
    assert span.end_us - span.start_us == hours * HOUR
    assert len(periods("hour", span)) == hours
    assert local_day(span.start_us) == local_day(span.end_us - 1) == day


def test_a_night_shift_belongs_to_the_day_on_which_it_began_and_may_last_9_hours():
    shift = shift_of(utc(2026, 10, 25, 3))  # 4 in the morning
    assert (shift.day, shift.name) == (date(2026, 10, 24), "night")
    assert shift.end_us - shift.start_us == 9 * HOUR
    short = shift_of(utc(2026, 3, 29, 0))
    assert short.end_us - short.start_us == 7 * HOUR


def test_of_an_hour_that_comes_twice_the_first_one_counts():
    assert moment_us(AUTUMN, time(2, 30)) == utc(2026, 10, 25, 0, 30)
    assert moment_us(SPRING, time(2, 30)) == utc(2026, 3, 29, 1, 30), "half past three, as the clock then shows"


def test_who_works_on_weekdays_only_has_no_shift_on_sunday():
    week = tuple(shift._replace(weekdays=frozenset(range(5))) for shift in SHIFTS)
    assert shift_of(utc(2026, 3, 8, 9), week) is None
    assert shift_of(utc(2026, 3, 7, 3), week).name == "night", "Friday's, on Saturday morning"
    monday, sunday = day_span(date(2026, 3, 2)), day_span(date(2026, 3, 8))
    spans = planned(monday.start_us, sunday.end_us, week)
    assert sum(end - start for start, end in spans) == 5 * 24 * HOUR


def test_weeks_and_months_have_their_names():
    span = Span(utc(2025, 12, 31, 12), utc(2026, 1, 2))
    assert [one.name for one in periods("week", span)] == ["2026-W01"]
    assert [one.name for one in periods("month", span)] == ["2025-12", "2026-01"]
    october = periods("month", day_span(AUTUMN))[0]
    assert october.end_us - october.start_us == (31 * 24 + 1) * HOUR


def test_another_plant_has_another_day():
    assert local_day(utc(2026, 6, 1, 23), ZoneInfo("America/Mexico_City")) == date(2026, 6, 1)
    assert local_day(utc(2026, 6, 1, 23)) == date(2026, 6, 2)


@settings(max_examples=60, deadline=None)
@given(moments, st.sampled_from(["hour", "shift", "day", "week", "month"]), st.integers(1, 100))
def test_periods_follow_each_other_without_gap_and_cover_what_was_asked_for(us: int, unit: str, hours: int):
    span = Span(us, us + hours * HOUR)
    found = periods(unit, span)
    assert found[0].start_us <= span.start_us
    assert found[-1].end_us >= span.end_us
    assert all(one.end_us == other.start_us for one, other in pairwise(found))


@given(moments)
def test_a_moment_lies_in_its_shift_and_its_day(us: int):
    shift = shift_of(us)
    assert shift.start_us <= us < shift.end_us
    start, end = day_span(local_day(us))
    assert start <= us < end


def test_a_shift_that_the_spring_leaves_nothing_of_is_left_out():
    odd = (Shift("odd", time(2, 30), time(3, 10)),)  # from half past three, as the clock then shows
    assert len(periods("shift", day_span(date(2026, 3, 28)), odd)) == 1
    assert periods("shift", day_span(SPRING), odd) == []
