"""Measured parts teach a gauge, later ones test it; who no longer holds says so and learns from then on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import numpy as np
import pytest
from near_learner import Near, few_trees
from store_world import T0, Place, S, arrival, birth, opened

from sprue_contract.payloads import Measurement, Shot
from sprue_server.gauge.lessons import NEEDS
from sprue_server.gauging import showing, telling
from sprue_server.gauging.desk import GaugeDesk
from sprue_server.gauging.jobs import LearnJob
from sprue_server.gauging.process import Learner
from sprue_server.store.floor_tables import HandMeasuredRow
from sprue_server.store.turn import Turn

CYCLE_S = 20
EVERY = 5  # shots of which one part is weighed


class World:
    """A cell whose parts are heavier the higher the pressure at change-over, and a desk for its gauge."""

    def __init__(self, store, reader) -> None:
        self.store, self.reader, self.noise = store, reader, np.random.default_rng(5)
        self.made, self.heavier_g, self.desk = 0, 0.0, self.a_desk()

    def a_desk(self) -> GaugeDesk:
        desk = GaugeDesk(self.reader, self.store, Turn(None), lambda: T0 + 9_000_000 * S)
        desk.learner = Near()
        return desk

    @property
    def jobs(self) -> list[LearnJob]:
        return self.desk.learner.jobs

    async def make(self, measured: int, bar: tuple[float, float] = (700.0, 900.0)) -> None:
        """So many parts on the scale, and the shots between."""
        told = []
        for number in range(measured * EVERY):
            self.made += 1
            moment, pressure = T0 + self.made * CYCLE_S * S, float(self.noise.uniform(*bar))
            told += [arrival((10_000 + self.made, moment, self._shot(moment, pressure)))]
            if number % EVERY == EVERY - 1:
                grams = 8 + 0.001 * (pressure - 800) + self.heavier_g + 0.005 * self.noise.standard_normal()
                told.append(arrival((50_000 + self.made, moment, self._measured(moment, grams))))
        await self.store.keep(told, [])
        self.desk.stored(told)
        await self.look(self.desk.behind.pop("imm-1"))

    async def look(self, after_us: int = 0) -> None:
        await self.desk.follow("imm-1", after_us)
        while self.desk.lessons:
            (cell, quantity), _ = self.desk.lessons.popitem()
            await self.desk.lesson(cell, quantity)

    def _shot(self, moment: int, pressure: float) -> Shot:
        values = {
            "injection_time_s": 0.8 + 0.01 * self.noise.standard_normal(),
            "transfer_specific_pressure_bar": pressure,
            "cushion_volume_cm3": 3.0 + 0.05 * self.noise.standard_normal(),
        }
        return Shot(started_us=moment - CYCLE_S * S, counter=self.made, values=values, settings={})

    def _measured(self, moment: int, grams: float) -> Measurement:
        return Measurement(
            shot_counter=self.made,
            shot_measured_us=moment,
            inspector="scale",
            origin="simulated",
            values={"weight_g": round(grams, 3)},
        )

    @property
    def state(self):
        return self.desk.cells["imm-1"]

    def view(self):
        return showing.quantity_view(self.state, "weight_g")

    def detail(self, limit: int = 30):
        return showing.detail(self.desk, self.state, "weight_g", self.reader.shots("imm-1", limit=limit))


@asynccontextmanager
async def world(place: Place) -> AsyncIterator[World]:
    async with opened(place) as (store, reader):
        await store.keep([arrival((1, T0, birth(T0 - S, mould="cap")))], [])
        yield World(store, reader)


def run(place: Place, story) -> None:
    async def told() -> None:
        async with world(place) as cell:
            await story(cell)

    asyncio.run(told())


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    few_trees(monkeypatch)


def test_it_says_nothing_until_enough_parts_were_measured_and_then_tells_every_shot(place: Place):
    async def story(cell: World) -> None:
        await cell.make(NEEDS - 1)
        view = cell.view()
        assert (view.state, view.gathered, view.wanted, view.version) == ("gathering", NEEDS - 1, NEEDS, None)
        assert {one.silent for one in cell.detail().readings} == {"no_gauge"}
        await cell.make(1)
        view = cell.view()
        assert (view.state, view.version.parts, view.level, view.useful) == ("ready", NEEDS, "B", True)
        assert view.version.scores.by_setting is None
        assert view.version.scores.left_out.r2 > 0.8
        readings = cell.detail().readings
        assert all(one.low < one.prediction < one.high for one in readings)
        assert sum(one.in_experience for one in readings) >= 24
        taught = [one for one in readings if one.taught]
        assert len(taught) == 30 // EVERY
        pair = {one.shot: one for one in cell.detail().pairs}[taught[0].shot]
        assert (taught[0].prediction, taught[0].measured) == (pair.predicted, pair.measured)

    run(place, story)


def test_later_parts_test_it_and_one_that_no_longer_holds_learns_from_there_on(sqlite_place: Place):
    async def story(cell: World) -> None:
        await cell.make(NEEDS)
        await cell.make(12)
        holding = cell.view().holding
        assert (holding.verdict, holding.tests) == ("holds", 12)
        assert holding.low < 0.9 <= holding.high
        began = cell.made
        cell.heavier_g = 0.05  # another lot: nothing that a sensor sees
        await cell.make(12)
        view = cell.view()
        assert view.state == "broken"
        assert abs(view.version.ended_us - (T0 + began * CYCLE_S * S)) <= 2 * EVERY * CYCLE_S * S
        readings = cell.detail(100).readings
        assert {one.trusted for one in readings if one.measured_us < view.version.ended_us} == {True}
        assert {one.trusted for one in readings if one.measured_us >= view.version.ended_us} == {False}
        assert (view.gathered, len(cell.jobs)) == (len(cell.state.usable("weight_g")[1]), 1)
        await cell.make(NEEDS - view.gathered)
        view = cell.view()
        assert (view.state, len(cell.jobs)) == ("ready", 2)
        assert 0 < cell.jobs[1].doubt < len(cell.jobs[1].told)
        assert view.version.from_us >= cell.detail().versions[1].ended_us
        assert abs(np.mean([one.predicted - one.measured for one in cell.detail().pairs])) < 0.01

    run(sqlite_place, story)


def test_a_hub_that_starts_anew_asks_what_was_learnt_and_learns_nothing(sqlite_place: Place):
    async def story(cell: World) -> None:
        await cell.make(NEEDS)
        before = [one.prediction for one in cell.detail().readings]
        cell.desk = cell.a_desk()
        await cell.look()
        assert cell.jobs == []
        assert [one.prediction for one in cell.detail().readings] == before

    run(sqlite_place, story)


def test_a_shot_outside_what_was_learnt_says_which_number_is(sqlite_place: Place):
    async def story(cell: World) -> None:
        await cell.make(NEEDS)
        await cell.make(1, bar=(1000.0, 1001.0))
        last = cell.detail().readings[-1]
        assert not last.in_experience
        assert last.outside.name in {"transfer_specific_pressure_bar", "transfer_pressure_bar"}
        assert last.outside.value >= 1000 > last.outside.high
        pair = cell.detail().pairs[-1]
        assert (pair.later, pair.in_experience) == (True, False)
        assert cell.view().holding.tests == 0  # nothing was promised there

    run(sqlite_place, story)


def test_what_a_person_weighs_counts_when_its_shot_is_named(sqlite_place: Place):
    async def story(cell: World) -> None:
        await cell.make(NEEDS - 1)
        shot = cell.reader.shots("imm-1", limit=1)[0]
        told = {
            "cell": "imm-1",
            "at_us": shot.measured_us + S,
            "noted_us": shot.measured_us + S,
            "role": "operator",
        }
        await cell.store.change(
            lambda db: db.add_all(
                [
                    HandMeasuredRow(**told, shot_counter=shot.counter - 2, readings={"weight_g": 8.05}),
                    HandMeasuredRow(**told, shot_counter=None, readings={"weight_g": 8.06}),
                ]
            )
        )
        await cell.look()
        assert cell.view().version.parts == NEEDS
        assert 8.05 in [one.measured for one in telling.pairs(cell.state, "weight_g")]

    run(sqlite_place, story)


def test_a_quantity_that_never_changes_says_so_and_is_not_tried_again_at_once(sqlite_place: Place):
    async def story(cell: World) -> None:
        cell.noise = np.random.default_rng(5)
        cell._measured = lambda moment, _grams: World._measured(cell, moment, 8.0)
        await cell.make(NEEDS)
        assert (cell.view().state, cell.view().why) == ("failed", "always_same")
        await cell.make(1)
        assert len(cell.jobs) == 1

    run(sqlite_place, story)


def test_visitors_presses_have_no_gauge(sqlite_place: Place):
    async def story(cell: World) -> None:
        await cell.store.keep([arrival((2, T0 + 1, birth(T0, sandbox=True, mould="cap")), run="r2")], [])
        await cell.look()
        assert cell.desk.cells == {}

    run(sqlite_place, story)


async def test_the_process_that_learns_answers_and_goes():
    learner = Learner()
    job = LearnJob(quantity="weight_g", level="B", told=[{"cycle_s": 3.0}], why=[None], measured=[8.0])
    answer = await learner.ask(job, 120.0)
    assert (answer.learnt, answer.why) == (None, "too_few")
    assert "1 of 1 cycles" in answer.problem
    await learner.end()
    assert learner.pid is None
