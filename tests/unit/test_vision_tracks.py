"""Defects of a cavity are followed from look to look, and a date is told only when there is one to tell."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprue_server.vision.forecast import DAY_US, FARTHEST_DAYS, forecast
from sprue_server.vision.tracks import Happened, Look, Spot, followed, overlap

SCRATCH, RESIDUE = "slopes", "vents"


def square(x: float, y: float, side: float) -> list[tuple[float, float]]:
    half = side / 2
    return [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]


def spot(x: float, y: float, side: float, check: str = SCRATCH) -> Spot:
    return Spot(check, square(x, y, side), side * side)


def look(day: float, *spots: Spot) -> Look:
    return Look(f"look-{day:g}", round(day * DAY_US), spots)


def test_squares_overlap_as_they_do():
    assert overlap(square(0, 0, 4), square(0, 0, 4)) == 1
    assert overlap(square(0, 0, 4), square(0, 0, 8)) == pytest.approx(1), "of the smaller one"
    assert overlap(square(0, 0, 4), square(2, 0, 4)) == pytest.approx(0.5, abs=0.06)
    assert overlap(square(0, 0, 4), square(9, 0, 4)) == 0


@given(
    st.tuples(*[st.floats(-200, 200)] * 2, st.floats(0.05, 300)),
    st.tuples(*[st.floats(-200, 200)] * 2, st.floats(0.05, 300)),
)
def test_overlap_is_a_share_and_knows_no_order(one, other):
    shared = overlap(square(*one), square(*other))
    assert 0 <= shared <= 1
    assert shared == overlap(square(*other), square(*one))


def test_a_defect_that_grows_is_one_track_and_its_neighbour_another():
    looks = [look(n, spot(0, 0, 1 + n / 4), spot(20, 0, 2), spot(0.2, 0, 1, RESIDUE)) for n in range(6)]
    tracks, cleaned = followed(looks)
    assert [(one.check, len(one.points)) for one in tracks] == [(SCRATCH, 6), (SCRATCH, 6), (RESIDUE, 6)]
    assert [point.area_mm2 for point in tracks[0].points] == [(1 + n / 4) ** 2 for n in range(6)]
    assert cleaned == []


def test_pieces_of_one_place_are_summed():
    tracks, _ = followed([look(0, spot(0, 0, 10)), look(1, spot(-2, 0, 2), spot(2, 0, 3))])
    assert [[point.area_mm2 for point in one.points] for one in tracks] == [[100, 13]]


def test_after_a_cleaning_the_track_begins_anew():
    looks = [look(n, spot(0, 0, 3)) for n in range(3)] + [look(n, spot(0, 0, 1)) for n in range(3, 6)]
    tracks, (cleaned,) = followed(looks, [Happened(round(2.5 * DAY_US), "SETUP"), Happened(0, "alarm")])
    assert [len(one.points) for one in tracks] == [3]
    assert (cleaned.before.id, cleaned.after.id, cleaned.event.what) == ("look-2", "look-3", "SETUP")
    assert (cleaned.before_mm2, cleaned.after_mm2) == (9, 1)


def test_what_is_not_seen_once_without_anybody_there_is_the_same_track():
    tracks, cleaned = followed([look(0, spot(0, 0, 3)), look(1), look(2, spot(0, 0, 3))])
    assert [[point.id for point in one.points] for one in tracks] == [["look-0", "look-2"]]
    assert cleaned == []


def test_somebody_at_the_mould_who_cleans_nothing_changes_nothing():
    looks = [look(n, spot(0, 0, 3)) for n in range(4)]
    tracks, cleaned = followed(looks, [Happened(round(1.5 * DAY_US), "mould_not_shut")])
    assert ([len(one.points) for one in tracks], cleaned) == ([4], [])


@given(st.integers(0, 2**32))
@settings(max_examples=40)
def test_nothing_that_was_seen_is_lost_and_the_order_of_telling_is_free(seed: int):
    chance = random.Random(seed)
    looks = [
        look(
            day,
            *(spot(chance.uniform(-20, 20), 0, chance.uniform(0.5, 4)) for _ in range(chance.randint(0, 3))),
        )
        for day in range(8)
    ]
    tracks, _ = followed(looks)
    assert sum(point.area_mm2 for one in tracks for point in one.points) == pytest.approx(
        sum(one.area_mm2 for some in looks for one in some.spots)
    )
    assert followed(chance.sample(looks, len(looks))).tracks == tracks
    for one in tracks:
        moments = [point.at_us for point in one.points]
        assert moments == sorted(set(moments)), "at most one point a look"


def grown(per_day: float, noise: float, seed: int, points: int = 12, level: float = 2.0):
    chance = np.random.default_rng(seed)
    return [(round(n * DAY_US), level + per_day * n + chance.normal(0, noise)) for n in range(points)]


def test_the_interval_holds_the_true_date_nine_times_in_ten_at_least():
    true_us = (10 - 2.0) / 0.3 * DAY_US
    told = [forecast(grown(0.3, 0.3, seed), 10) for seed in range(300)]
    sure = [one for one in told if one.state == "growing"]
    held = [one.earliest_us <= true_us and (one.latest_us is None or true_us <= one.latest_us) for one in sure]
    assert len(sure) > 250
    assert np.mean(held) > 0.9


def test_noise_that_does_not_grow_gets_a_date_seldom():
    dates = [forecast(grown(0, 0.3, seed), 10).state == "growing" for seed in range(400)]
    assert np.mean(dates) < 0.05, "2.5 % of its intervals lie wholly above zero"


def test_one_wild_point_moves_the_date_little():
    calm = grown(0.3, 0.02, 1)
    wild = [*calm[:6], (calm[6][0], 9.5), *calm[7:]]
    dates = [forecast(points, 10).meets_us / DAY_US for points in (calm, wild)]
    assert dates[1] == pytest.approx(dates[0], abs=1.0)


@pytest.mark.parametrize(
    ("points", "state"),
    [
        ([], "cannot say"),
        (grown(0.3, 0.0, 1, points=4), "cannot say"),
        ([(0, 2.0 + n / 9) for n in range(9)], "cannot say"),
        (grown(-0.1, 0.0, 1), "steady"),
        (grown(0.0, 0.0, 1), "steady"),
        (grown(1e-4, 0.0, 1), "steady"),
        (grown(0.3, 0.0, 1), "growing"),
        (grown(0.9, 0.0, 1), "met"),
    ],
)
def test_what_is_said_of_clear_cases(points, state: str):
    told = forecast(points, 10)
    assert told.state == state
    assert (told.meets_us is not None) == (state in {"growing", "met"})


def test_since_when_a_limit_is_met():
    points = [(n * DAY_US, size) for n, size in enumerate([1, 11, 9, 10, 12])]
    assert forecast(points, 10).meets_us == 3 * DAY_US


@given(st.lists(st.tuples(st.integers(0, 10**15), st.floats(0, 1e4)), max_size=20), st.floats(0.1, 1e4))
def test_a_date_is_never_before_the_newest_look_and_the_interval_is_in_order(points, limit: float):
    told = forecast(points, limit)
    if told.state == "growing":
        assert max(moment for moment, _ in points) <= told.earliest_us <= (told.meets_us or told.earliest_us)
        assert told.latest_us is None or told.meets_us <= told.latest_us
        assert told.earliest_us <= max(moment for moment, _ in points) + (FARTHEST_DAYS + 1) * DAY_US
