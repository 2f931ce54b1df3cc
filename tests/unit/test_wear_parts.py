"""Parts that are cared for: each file, and what plan and trends together say."""

import pytest

from sprue_contract.quantities import QUANTITIES
from sprue_server.analytics.lasts import explain
from sprue_server.vision import checks
from sprue_server.wear.parts import PARTS, names
from sprue_server.wear.reckoning import Care, health, pace
from sprue_server.wear.spells import Spell

HOUR_US = 3_600_000_000
RING, VENTS, COOLING = PARTS["check_ring"], PARTS["vents"], PARTS["cooling_channels"]


def spells(count: int = 40, falls: float = 0.0, like: str = "m s") -> list[Spell]:
    cushion = [8.0 - falls * n + 0.01 * ((n * 7) % 5 - 2) for n in range(count)]
    means = [{"cushion_volume_cm3": one, "plastification_volume_cm3": 40.0} for one in cushion]
    return [Spell(n * HOUR_US, 200, 190, like, means[n], {"cushion_volume_cm3": 0.05}) for n in range(count)]


@pytest.mark.parametrize("name", names())
def test_every_part_is_named_as_its_file_and_its_signs_are_quantities(name: str):
    part = PARTS[name]
    assert part.name == name
    assert part.signs or part.checks, "something must tell its wear"
    assert set(part.checks) <= set(checks.names())
    for sign in part.signs:
        assert sign.quantity in QUANTITIES
        assert sign.spread_of is None or sign.spread_of in QUANTITIES
        grows = {"share": sign.limit > 1, "absolute": sign.limit > 0, "fixed": sign.way == "up"}[sign.kind]
        assert grows == (sign.way == "up")


def test_a_cushion_that_shrinks_says_when_half_of_it_is_gone():
    told = health(RING, spells(falls=0.05), Care())
    scatter = told.signs[1]
    assert (told.state, told.by) == ("nearing", "cushion")
    assert told.left == pytest.approx((8.0 - 39 * 0.05 - 4.0) / 0.05 * 200, rel=0.1)
    assert scatter.followed.values[0] == pytest.approx(100 * 3.078 * 0.05 / 40)
    assert (told.since, told.whole) == (8000, False)


def test_the_plan_counts_where_it_is_nearer_and_says_when_it_is_over():
    assert health(RING, spells(falls=0.05), Care(every=8100)).by == "plan"
    over = health(VENTS, spells(), Care(every=5000))
    assert (over.state, over.left, over.by) == ("due", -3000, "plan")


def test_care_begins_anew():
    cared = health(RING, spells(falls=0.05), Care(done_us=30 * HOUR_US, every=50_000))
    assert (cared.since, cared.whole) == (2000, True)
    assert len(cared.signs[0].followed.values) == 10


def test_only_hours_of_the_same_setting_are_compared_but_all_shots_count():
    mixed = [
        *spells(30, falls=0.05),
        *[one._replace(begin_us=one.begin_us + 30 * HOUR_US) for one in spells(12, like="other")],
    ]
    told = health(RING, mixed, Care())
    assert len(told.signs[0].followed.values) == 12
    assert told.signs[0].followed.shots[0] == 30.5 * 200
    assert told.state == "steady"
    assert told.since == 42 * 200


@pytest.mark.parametrize(("hours", "state"), [(24, "too_short"), (70, "too_short"), (74, "nearing")])
def test_a_wall_that_gets_hotter_within_three_days_may_be_the_hall(hours, state):
    wall = [
        Spell(n * HOUR_US, 200, 190, "m s", {"cavity_wall_start_c": 40 + 0.03 * n}, {}) for n in range(hours)
    ]
    told = health(COOLING, wall, Care())
    assert [one.trend.state for one in told.signs if one.sign.name == "wall"] == [state]
    assert (told.left is None) == (state == "too_short")
    found = explain(told)
    assert found.key.startswith(state)


def test_without_signs_plan_and_shots_it_is_not_known():
    assert health(VENTS, spells(), Care()).state == "unknown"
    assert health(RING, [], Care()).left is None
    assert pace(spells(), 40 * HOUR_US) == pytest.approx(4800)
    assert pace([], 0) is None
    assert pace(spells(20), 20 * HOUR_US) is None, "of less than a day"
    old = [one._replace(begin_us=one.begin_us - 300 * HOUR_US) for one in spells(200)]
    assert pace([*old, *spells(5)], 5 * HOUR_US) == pytest.approx(200 * 24 * 68 / 168), "a gap is no production"
