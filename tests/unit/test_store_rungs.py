"""The ladder follows the plant's calendar."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprue_server.store import rungs
from sprue_server.store.rungs import DAY, HOUR, HOUR_US, MINUTE, RUNGS, TEN_MINUTES, TEN_SECONDS

ZONES = ["Europe/Madrid", "UTC", "Asia/Kolkata", "Asia/Kathmandu", "America/Sao_Paulo", "Australia/Lord_Howe"]
moments = st.integers(0, 4_000_000_000_000_000)


def local(year: int, month: int, day: int, zone: str = "Europe/Madrid") -> int:
    return int(datetime(year, month, day, tzinfo=ZoneInfo(zone)).timestamp()) * 1_000_000


@pytest.mark.parametrize(
    ("day", "hours"), [((2026, 3, 29), 23), ((2026, 10, 25), 25), ((2026, 7, 1), 24), ((2026, 1, 1), 24)]
)
def test_a_day_has_the_hours_that_the_clocks_give_it(day: tuple[int, int, int], hours: int):
    midnight = local(*day)
    assert rungs.floor(DAY, midnight, "Europe/Madrid") == midnight
    assert rungs.floor(DAY, midnight + hours * HOUR_US - 1, "Europe/Madrid") == midnight
    assert rungs.after(DAY, midnight, "Europe/Madrid") == midnight + hours * HOUR_US


@settings(deadline=None, max_examples=40)
@given(moments, st.sampled_from(ZONES), st.sampled_from(RUNGS))
def test_a_bucket_holds_its_moment_and_ends_where_the_next_begins(moment: int, zone: str, rung: rungs.Rung):
    begin = rungs.floor(rung, moment, zone)
    end = rungs.after(rung, begin, zone)
    assert begin <= moment < end
    assert rungs.floor(rung, end, zone) == end
    assert rungs.floor(rung, end - 1, zone) == begin
    assert begin <= rungs.ceil(rung, begin, zone) == begin
    assert rungs.ceil(rung, begin + 1, zone) == end


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 10**13), min_size=1), st.sampled_from(ZONES), st.sampled_from(RUNGS))
def test_many_moments_fall_where_each_alone_falls(some: list[int], zone: str, rung: rungs.Rung):
    times = np.array(sorted(some), dtype=np.int64)
    alone = [rungs.floor(rung, moment, zone) for moment in sorted(some)]
    assert rungs.buckets_of(rung, times, zone).tolist() == alone


@settings(deadline=None, max_examples=40)
@given(moments, st.sampled_from(ZONES))
def test_the_rung_below_fills_a_day_exactly(moment: int, zone: str):
    begin = rungs.floor(DAY, moment, zone)
    lower = rungs.below(DAY, begin, zone)
    assert begin % lower.size_us == rungs.after(DAY, begin, zone) % lower.size_us == 0


def test_a_day_in_kathmandu_is_made_of_minutes_and_in_madrid_of_hours():
    assert rungs.below(DAY, local(2026, 5, 5, "Asia/Kathmandu"), "Asia/Kathmandu") is MINUTE
    assert rungs.below(DAY, local(2026, 5, 5), "Europe/Madrid") is HOUR


def test_the_coarsest_rung_that_is_fine_enough_is_read():
    seconds = 1_000_000
    assert rungs.coarsest(9 * seconds) is None
    assert rungs.coarsest(10 * seconds) is TEN_SECONDS
    assert rungs.coarsest(86 * seconds) is MINUTE
    assert rungs.coarsest(3599 * seconds) is TEN_MINUTES
    assert rungs.coarsest(timedelta(days=9).total_seconds() * seconds) is DAY
