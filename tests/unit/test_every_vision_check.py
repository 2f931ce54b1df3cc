"""Each file in vision/checks/ keeps the same promises; a new file is tested the moment it exists."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from sprue_server.vision import checks
from sprue_server.vision.commission import commission
from sprue_server.vision.fixture import Fixture
from sprue_server.vision.found import regions
from sprue_server.vision.inspection import Of
from sprue_server.vision.inspector import Inspector
from sprue_server.vision.seen import Seen, seen
from sprue_sim.cameras.fixture_file import fixture as told_of
from sprue_sim.cameras.folder import Item, Order, items, mask_of
from sprue_sim.cameras.marks import names
from sprue_sim.cameras.settings import ALL
from sprue_sim.cameras.shooting import Series, shoot

WORDS = Path(__file__).resolve().parents[2] / "dashboards/src/i18n"
FOLDERS = {"part": "defects", "mould": "ageing"}
MOULD, WIDTH, SEVERITY = "bottle-cap", 320, 0.9
GOODS, FRESH = 26, 4
CASES = [
    (name, of, defect)
    for name in checks.names()
    for of in sorted(checks.check(name).OF)
    for defect in sorted(checks.check(name).TELLS & set(names(FOLDERS[of])))
]


class Shown(NamedTuple):
    """A part with a defect, and where that is."""

    seen: Seen
    mask: np.ndarray


class World(NamedTuple):
    """What was learnt of one face, fresh goods and defects of it."""

    known: Inspector
    fresh: list[Seen]
    defects: dict[str, Shown]


def pictures(series: Series) -> dict[str, np.ndarray]:
    return {light: cv2.cvtColor(one, cv2.COLOR_BGR2RGB) for light, one in series.pictures.items()}


@cache
def world(of: Of) -> World:
    stream: Iterator[Item] = items(Order(MOULD, of, GOODS + FRESH, 1, [SEVERITY], ALL, WIDTH, 3))
    goods = [pictures(shoot(next(stream).wish)) for _ in range(GOODS)]
    fixture = Fixture.model_validate(told_of(of, MOULD, WIDTH))
    with threadpool_limits(1):
        told = {str(n): (lambda one=one: one) for n, one in enumerate(goods)}
        known = commission(fixture, told, {}, lambda *_: None).inspector
    fresh = [seen(known.stage, pictures(shoot(next(stream).wish))) for _ in range(FRESH)]
    defects = {}
    for item in stream:
        series = shoot(item.wish)
        defects[item.defect] = Shown(seen(known.stage, pictures(series)), mask_of(item, series) > 127)
    return World(known, fresh, defects)


def far(name: str, there: World, one: Seen) -> float:
    found = checks.check(name).look(one, there.known.learnt[name], there.known.gauge.limits(name))
    return float(there.known.gauge.farthest(name, np.array(found.distances)[None])[0])


@pytest.mark.parametrize("name", checks.names())
def test_every_check_answers_a_question_and_says_what_it_needs(name: str):
    check = checks.check(name)
    assert check.__doc__.splitlines()[0].endswith("?"), "the first line is a question"
    assert {"part", "mould"} >= check.OF
    assert set(ALL) >= check.LIGHTS
    assert {*names("defects"), *names("ageing")} >= check.TELLS
    assert check.TELLS


@pytest.mark.parametrize("of", ["part", "mould"])
def test_every_defect_is_some_checks(of: Of):
    told = {defect for name in checks.names() for defect in checks.check(name).TELLS}
    assert set(world(of).defects) - told <= {"jetting"}  # found by several, and none's own


@pytest.mark.parametrize(("name", "of", "defect"), CASES)
def test_its_distance_rises_on_what_it_is_for_and_stays_low_on_goods(name: str, of: Of, defect: str):
    there = world(of)
    most = float(there.known.gauge.held(name, there.known.held.distances)[-1])
    goods = [far(name, there, one) for one in there.fresh]
    assert far(name, there, there.defects[defect].seen) > max(2.5, most, *goods)
    assert np.median(goods) < most


@pytest.mark.parametrize(("name", "of", "defect"), CASES)
def test_its_outlines_lie_where_the_defect_is(name: str, of: Of, defect: str):
    there = world(of)
    one, mask = there.defects[defect]
    found = checks.check(name).look(one, there.known.learnt[name], there.known.gauge.limits(name))
    drawn = np.zeros(mask.shape, np.uint8)
    for region in regions(one.stage, found.where) if found.where is not None else ():
        at = np.column_stack([np.array(region.outline_mm), np.ones(len(region.outline_mm))]) @ one.to_picture.T
        cv2.fillPoly(drawn, [np.round(at[:, :2] / at[:, 2:]).astype(np.int32)], 1)
    if found.where is None:
        assert name in ("warp", "dimensions")  # of the whole part
    else:
        near = cv2.dilate(mask.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
        assert (drawn > 0)[near].any()


@pytest.mark.parametrize("of", ["part", "mould"])
def test_what_is_learnt_is_named_arrays_without_gaps(of: Of):
    for arrays in world(of).known.learnt.values():
        assert all(np.isfinite(one).all() for one in arrays.values())


@pytest.mark.parametrize(("name", "of", "defect"), CASES)
def test_what_it_measures_has_a_word_in_every_language(name: str, of: Of, defect: str):
    there = world(of)
    found = checks.check(name).look(
        there.defects[defect].seen, there.known.learnt[name], there.known.gauge.limits(name)
    )
    said = {f"eyes.number.{one}" for one in found.numbers}
    for path in WORDS.glob("*.json"):
        assert said <= json.loads(path.read_text("utf-8")).keys(), path.stem
