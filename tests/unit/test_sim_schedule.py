"""What a machine does when: the same for whoever asks, breaks by the local clock, plausible shares of a day."""

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from sprue_sim import schedule
from sprue_sim.schedule import HOUR_US, MINUTE_US, activity_at

MADRID = ZoneInfo("Europe/Madrid")
START = 1_795_000_000_000_000
DAY_US = 24 * HOUR_US
SUMMER_BEGINS, SUMMER_ENDS = datetime(2026, 3, 29, tzinfo=MADRID), datetime(2026, 10, 25, tzinfo=MADRID)


def us_of(moment: datetime) -> int:
    return int(moment.timestamp()) * 1_000_000


def shares(seed: int, days: int, manned_in: ZoneInfo | None = None) -> dict[str, float]:
    seen = Counter(
        activity_at(seed, us, manned_in).doing for us in range(START, START + days * DAY_US, MINUTE_US)
    )
    return {doing: count / seen.total() for doing, count in seen.items()}


def test_the_story_of_a_moment_does_not_depend_on_when_it_is_asked_for():
    def story(us: int) -> tuple:
        return activity_at(1, us, MADRID), schedule.hand_at(1, us), schedule.wander(1, 2, us)

    moments = range(START, START + 2 * DAY_US, HOUR_US // 7)
    first = [story(us) for us in moments]
    for kept in (schedule._hour, schedule._changeover, schedule._knot):
        kept.cache_clear()
    assert [story(us) for us in reversed(moments)][::-1] == first


def test_another_seed_is_another_story():
    stops = [[schedule.stop(seed, START + h * HOUR_US) for h in range(48)] for seed in (1, 2)]
    assert stops[0] != stops[1]


@pytest.mark.parametrize("seed", range(5))
def test_the_shares_of_a_week_are_those_of_a_plant(seed: int):
    found = shares(seed, 7, MADRID)
    assert set(found) == {"production", "stop", "set-up", "break"}
    assert 0.8 < found["production"] < 0.95
    assert 0.01 < found["stop"] < 0.06
    assert 0.005 < found["set-up"] < 0.05
    assert found["break"] == pytest.approx(3 * 15 / 1440, abs=0.006)


def test_only_a_manned_cell_has_breaks():
    assert "break" not in shares(3, 3)


def test_an_activity_is_the_same_from_its_first_moment_to_its_last():
    for us in range(START, START + 3 * DAY_US, MINUTE_US):
        doing = activity_at(3, us, MADRID)
        assert doing.start_us <= us < doing.end_us
        if doing.doing in {"stop", "set-up"}:
            assert activity_at(3, doing.end_us, MADRID) != doing
            assert (doing.stop is not None) == (doing.doing == "stop")


def test_every_reason_to_stop_occurs_as_often_as_it_should():
    stops = [one for h in range(4000) if (one := schedule.stop(1, START + h * HOUR_US))]
    assert 0.45 < len(stops) / 4000 < 0.55
    seen = Counter(one.stop.name for one in stops)
    assert set(seen) == {one.name for one in schedule.STOPS}
    for one in schedule.STOPS:
        assert seen[one.name] / len(stops) == pytest.approx(one.share, abs=0.05)
    minutes = np.array([(one.end_us - one.start_us) / MINUTE_US for one in stops])
    assert 1 <= minutes.min() < minutes.max() <= 6
    assert all(one.start_us // HOUR_US == one.end_us // HOUR_US for one in stops), "it ends in its own hour"


def test_operators_touch_a_knob_now_and_then_and_it_holds_to_the_end_of_the_hour():
    touched = [
        hand
        for h in range(3000)
        if (hand := schedule.hand_at(1, START // HOUR_US * HOUR_US + (h + 1) * HOUR_US - 1))
    ]
    assert 0.06 < len(touched) / 3000 < 0.14
    assert {hand.setting for hand in touched} == {name for name, _ in schedule.KNOBS}
    for hand in touched:
        assert schedule.hand_at(1, hand.at_us - 1) is None
        assert schedule.hand_at(1, hand.at_us) == hand
        assert hand.factor in dict(schedule.KNOBS)[hand.setting]


def test_every_job_begins_with_its_set_up_and_lots_change_twice_as_often():
    lengths = []
    for number in range(schedule.job_at(START), schedule.job_at(START) + 200):
        begins = number * schedule.JOB_H * HOUR_US
        doing = activity_at(1, begins)
        assert (doing.doing, doing.start_us) == ("set-up", begins)
        lengths.append((doing.end_us - begins) / MINUTE_US)
    assert min(lengths) >= 4
    assert max(lengths) <= 35
    assert 0.35 < np.mean([length > 10 for length in lengths]) < 0.65, "every second one changes the mould"
    assert schedule.lot_at(START + DAY_US) - schedule.lot_at(START) == 4
    assert schedule.job_at(START + DAY_US) - schedule.job_at(START) == 2


@pytest.mark.parametrize("day", [SUMMER_BEGINS, SUMMER_ENDS, datetime(2026, 11, 18, tzinfo=MADRID)])
def test_breaks_and_shifts_keep_to_the_local_clock_when_it_changes_too(day: datetime):
    for hour in (10, 18):
        begins = us_of(day.replace(hour=hour))
        assert schedule.pause(begins - 1_000_000, MADRID) is None
        for us in (begins, begins + 7 * MINUTE_US, begins + 15 * MINUTE_US - 1_000_000):
            found = schedule.pause(us, MADRID)
            assert found is not None
            assert found.start_us == pytest.approx(begins, abs=2)
            assert found.end_us - found.start_us == 15 * MINUTE_US
        assert schedule.pause(begins + 15 * MINUTE_US, MADRID) is None
    for hour, shift in ((0, "night"), (5, "night"), (6, "early"), (13, "early"), (14, "late"), (22, "night")):
        assert schedule.shift_at(us_of(day.replace(hour=hour)), MADRID) == shift


def breaks_of(day: datetime) -> list[str]:
    """When each break of a local day begins, by the clock on the wall; found second by second at its edges."""
    begins, ends = us_of(day), us_of((day + timedelta(days=1)).replace(hour=0))
    found = [schedule.pause(us, MADRID) for us in range(begins, ends, 30_000_000)]
    starts = sorted({one.start_us for one in found if one})
    minutes = sum(one is not None for one in found) / 2
    assert minutes == len(starts) * schedule.BREAK_MIN, "each lasts as long as it should"
    return [datetime.fromtimestamp(us / 1e6, MADRID).strftime("%H:%M %Z") for us in starts]


@pytest.mark.parametrize(
    ("day", "night"),
    [
        (SUMMER_ENDS, "02:00 CEST"),  # 25 hours: two o'clock comes twice, the break at the first
        (SUMMER_BEGINS, "03:00 CEST"),  # 23 hours: there is no two o'clock
        (datetime(2026, 11, 18, tzinfo=MADRID), "02:00 CET"),
    ],
)
def test_each_break_comes_once_a_day_also_when_the_clock_is_changed(day: datetime, night: str):
    found = breaks_of(day)
    assert found[0] == night
    assert [moment[:5] for moment in found[1:]] == ["10:00", "18:00"]


def test_the_night_break_comes_once_a_night_through_the_year():
    begins = us_of(datetime(2026, 1, 1, tzinfo=MADRID))
    days = Counter[object]()
    for us in range(begins, begins + 365 * DAY_US, 15 * MINUTE_US):
        if found := schedule.pause(us, MADRID):
            days[datetime.fromtimestamp(found.start_us / 1e6, MADRID).date()] += 1
    assert set(days.values()) == {3}
    assert len(days) == 365


@pytest.mark.parametrize(("day", "hours"), [(SUMMER_BEGINS, 23), (SUMMER_ENDS, 25)])
def test_every_minute_of_a_day_that_is_longer_or_shorter_has_its_activity(day: datetime, hours: int):
    begins, ends = us_of(day), us_of(day + timedelta(days=1))
    assert ends - begins == hours * HOUR_US
    for us in range(begins, ends, MINUTE_US):
        doing = activity_at(1, us, MADRID)
        assert doing.start_us <= us < doing.end_us


def test_lots_scatter_about_the_nominal_and_one_lot_is_one():
    lots = np.log([schedule.lot_viscosity(1, lot) for lot in range(600)])
    assert lots.std() == pytest.approx(0.04, rel=0.15)
    assert abs(lots.mean()) < 0.006
    assert schedule.lot_viscosity(1, 7) == schedule.lot_viscosity(1, 7)


def test_what_is_controlled_wanders_smoothly_and_not_in_step_with_others():
    moments = range(START, START + 6 * HOUR_US, 1_000_000)
    one, other = (np.array([schedule.wander(1, channel, us) for us in moments]) for channel in (1, 2))
    assert 0.4 < one.std() < 1.2
    assert np.abs(np.diff(one)).max() < 0.1, "per second"
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.3
