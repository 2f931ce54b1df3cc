"""Stored shots are followed: a template is learnt, what leaves it is called once, kept, and ended when over."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import numpy as np
from hub_process import eventually
from store_world import T0, Place, S, arrival, birth, opened

from sprue_contract.payloads import Event, Shot
from sprue_server.arrivals import Arrival
from sprue_server.minding import showing
from sprue_server.minding.cell import LEARN, LENT_LEARN
from sprue_server.minding.desk import ProcessDesk
from sprue_server.store.problems import StoreBlockedError
from sprue_server.store.turn import Turn

CYCLE_S = 20
USUAL = {
    "cycle_time_s": (20.0, 0.02),
    "injection_time_s": (0.8, 0.001),
    "dosing_time_s": (2.9, 0.02),
    "cushion_volume_cm3": (3.2, 0.01),
    "specific_pressure_maximum_bar": (900.0, 6.0),
    "transfer_specific_pressure_bar": (880.0, 6.0),
}
SETTINGS = {"set_hold_pressure_bar": 550.0, "set_cooling_time_s": 12.0}


class World:
    """A cell that makes shots, and a desk that follows them."""

    def __init__(self, store, reader) -> None:
        self.store, self.reader = store, reader
        self.desk = self.a_desk()
        self.made, self.noise = 0, np.random.default_rng(3)

    def a_desk(self) -> ProcessDesk:
        return ProcessDesk(self.reader, self.store, Turn(None))

    def shot(self, off: dict[str, float], **told: object) -> Shot:
        values = {
            name: at + wide * self.noise.standard_normal() + off.get(name, 0.0)
            for name, (at, wide) in USUAL.items()
        }
        return Shot.model_validate(
            {
                "started_us": self.now_us - CYCLE_S * S,
                "counter": self.made,
                "job": "J1",
                "settings": SETTINGS,
                "values": values,
            }
            | told
        )

    @property
    def now_us(self) -> int:
        return T0 + self.made * CYCLE_S * S

    def more(self, count: int, off: dict[str, float] | None = None, **told: object) -> list[Arrival]:
        arrivals = []
        for _ in range(count):
            self.made += 1
            arrivals.append(arrival((100 + self.made, self.now_us, self.shot(off or {}, **told))))
        return arrivals

    def leaking(self, count: int) -> list[Arrival]:
        """A check ring that leaks does so more in one shot than in the next."""
        return [one for _ in range(count) for one in self.more(1, self.leak())]

    def leak(self) -> dict[str, float]:
        slips = 0.8 + 0.3 * self.noise.standard_normal()
        return {
            "cushion_volume_cm3": -slips,
            "transfer_specific_pressure_bar": -40.0,
            "specific_pressure_maximum_bar": -40.0,
            "dosing_time_s": 0.1,
        }

    async def make(self, *count: object, **told: object) -> None:
        """Shots as ingest stores and tells them."""
        await self.take(self.more(*count, **told))

    async def take(self, arrivals: list[Arrival]) -> None:
        await self.store.keep(arrivals, [])
        self.desk.stored(arrivals)
        await self.desk.follow("imm-1")

    def rows(self):
        return self.reader.drifts(["imm-1"])

    def process(self):
        return showing.process(self.reader, "imm-1", self.desk.minds.get("imm-1"))


@asynccontextmanager
async def world(place: Place, **told: object) -> AsyncIterator[World]:
    async with opened(place) as (store, reader):
        await store.keep([arrival((1, T0, birth(T0 - S, **told)))], [])
        yield World(store, reader)


def run(place: Place, story, **birth: object) -> None:
    async def told() -> None:
        async with world(place, **birth) as cell:
            await story(cell)

    asyncio.run(told())


def test_a_press_that_a_visitor_waits_at_learns_from_fewer_shots_and_still_tells_a_leak_from_chance(
    place: Place,
):
    async def story(cell: World) -> None:
        assert (cell.process().phase, cell.process().wanted) == ("waiting", LENT_LEARN)
        await cell.make(LENT_LEARN - 1)
        assert (cell.process().phase, cell.process().gathered) == ("learning", LENT_LEARN - 1)
        await cell.make(1 + 8 * LENT_LEARN)
        assert cell.process().phase == "watching"
        assert [one.shots for one in cell.reader.templates_of("imm-1")] == [LENT_LEARN]
        assert cell.rows() == []
        await cell.take(cell.leaking(12))
        assert [one.cause for one in cell.rows()] == ["worn_check_ring"]

    run(place, story, sandbox=True)


def test_a_leak_is_called_once_with_its_cause_and_ended_when_it_is_over(place: Place):
    async def story(cell: World) -> None:
        await cell.make(LEARN // 2)
        assert (cell.process().phase, cell.process().gathered) == ("learning", LEARN // 2)
        await cell.make(LEARN)
        assert cell.process().phase == "watching"
        assert [one.shots for one in cell.reader.templates_of("imm-1")] == [LEARN]
        assert cell.rows() == []
        began = cell.made
        for _ in range(12):
            await cell.take(cell.leaking(1))
        (alarm,) = cell.rows()
        assert (alarm.cause, alarm.group, alarm.ended_us) == ("worn_check_ring", "check_ring", None)
        assert abs(alarm.since_us - (T0 + (began + 1) * CYCLE_S * S)) <= 2 * CYCLE_S * S
        assert alarm.called_us - alarm.since_us <= 8 * CYCLE_S * S
        view = showing.drift(alarm)
        assert view.numbers[0].name == "cushion_volume_cm3"
        assert view.numbers[0].moved < -5
        assert view.causes[0].cause == "worn_check_ring"
        assert view.level == "B"
        await cell.make(80)
        (alarm,) = cell.rows()
        assert alarm.ended_us is not None
        assert cell.process().alarm is None

    run(place, story)


def test_a_desk_that_begins_anew_knows_the_alarm_that_goes_on(sqlite_place: Place):
    async def story(cell: World) -> None:
        await cell.make(LEARN + 20)
        await cell.take(cell.leaking(20))
        before = cell.rows()
        cell.desk = cell.a_desk()
        await cell.desk.follow("imm-1")
        await cell.take(cell.leaking(5))
        assert [row.id for row in cell.rows()] == [row.id for row in before]
        assert cell.process().alarm is not None

    run(sqlite_place, story)


def test_what_happened_while_nobody_followed_is_called_at_the_first_look(sqlite_place: Place):
    async def story(cell: World) -> None:
        await cell.make(LEARN + 20)
        cell.desk = cell.a_desk()
        arrivals = cell.leaking(30)
        await cell.store.keep(arrivals, [])
        await cell.desk.follow("imm-1")
        assert [row.cause for row in cell.rows()] == ["worn_check_ring"]

    run(sqlite_place, story)


def test_a_setting_is_told_with_before_and_after_and_learnt_anew(sqlite_place: Place):
    async def story(cell: World) -> None:
        await cell.make(LEARN + 5)
        await cell.make(3, settings={**SETTINGS, "set_hold_pressure_bar": 600.0})
        (told,) = cell.rows()
        assert (told.kind, told.cause) == ("setting", "changed_setting")
        assert told.ended_us == told.called_us
        assert showing.drift(told).changed[0].model_dump() == {
            "name": "set_hold_pressure_bar",
            "before": 550.0,
            "after": 600.0,
        }
        assert cell.process().phase == "learning"
        was = cell.reader.templates_of("imm-1")[0]
        await cell.make(LEARN, settings={**SETTINGS, "set_hold_pressure_bar": 600.0})
        await cell.make(20)  # back to what was set before, which is known
        shown = cell.process().template
        assert shown is not None
        assert (shown.version, shown.from_us, shown.to_us) == (was.version, was.from_us, was.to_us)

    run(sqlite_place, story)


HIGHER = {**SETTINGS, "set_hold_pressure_bar": 600.0}


def test_what_was_called_when_a_setting_changed_is_told_until_it_is_learnt_anew(sqlite_place: Place):
    async def story(cell: World) -> None:
        await cell.make(LEARN + 20)
        await cell.take(cell.leaking(20))
        assert cell.process().doubt is None, "it is called: there is no doubt"
        await cell.make(LEARN + 3, cell.leak(), settings=HIGHER)
        shown = cell.process()
        assert (shown.phase, shown.alarm) == ("watching", None), "the leak is learnt as usual"
        assert shown.doubt is not None
        assert (shown.doubt.kind, shown.doubt.cause) == ("drift", "worn_check_ring")
        cell.desk = cell.a_desk()
        await cell.desk.follow("imm-1")
        assert cell.process().doubt == shown.doubt, "also after a restart"
        cell.desk.minds["imm-1"].relearn()
        await cell.make(LEARN + 3, settings=HIGHER)
        assert cell.process().doubt is None

    run(sqlite_place, story)


def test_a_setting_that_was_learnt_before_is_beyond_doubt(sqlite_place: Place):
    async def story(cell: World) -> None:
        await cell.make(LEARN + 20)
        await cell.take(cell.leaking(20))
        await cell.make(3, cell.leak(), settings=HIGHER)
        assert cell.process().doubt is not None
        await cell.take(cell.leaking(30))
        assert cell.process().alarm is not None, "against what was learnt before the leak"
        assert cell.process().doubt is None

    run(sqlite_place, story)


def test_a_setting_that_is_changed_while_all_is_well_leaves_no_doubt(sqlite_place: Place):
    async def story(cell: World) -> None:
        await cell.make(LEARN + 20)
        await cell.make(LEARN + 3, settings=HIGHER)
        assert cell.process().doubt is None

    run(sqlite_place, story)


def test_another_job_and_a_start_up_call_nobody(sqlite_place: Place):
    async def story(cell: World) -> None:
        await cell.make(LEARN + 5)
        await cell.make(10, {"cushion_volume_cm3": -1.0}, start_up=True)
        assert cell.process().phase == "watching"
        await cell.make(
            10, {"specific_pressure_maximum_bar": 200.0}, job="J2", settings={"set_hold_pressure_bar": 700.0}
        )
        assert cell.process().phase == "learning"
        assert cell.rows() == []

    run(sqlite_place, story)


def test_a_lot_that_is_noted_is_learnt_and_one_that_is_not_is_called(sqlite_place: Place):
    stiff = {"specific_pressure_maximum_bar": 80.0, "transfer_specific_pressure_bar": 80.0}

    async def story(cell: World) -> None:
        await cell.make(LEARN + 5)
        note = Event(what="note", name="material_lot", text="material_lot_7", originator="mes")
        await cell.store.keep([arrival((5000, cell.now_us + S, note))], [])
        await cell.make(12, stiff)
        assert cell.process().phase == "learning"
        assert cell.rows() == []
        await cell.make(LEARN, stiff)
        for _ in range(12):
            await cell.make(1)
        assert [(row.kind, row.group) for row in cell.rows()] == [("drift", "material")]

    run(sqlite_place, story)


def test_the_tail_of_a_stop_is_not_watched(sqlite_place: Place):
    async def story(cell: World) -> None:
        await cell.make(LEARN + 5)
        cell.made += 30  # ten minutes of standing
        for _ in range(15):
            await cell.make(
                1, {"specific_pressure_maximum_bar": 300.0, "transfer_specific_pressure_bar": 300.0}
            )
        assert cell.rows() == []
        await cell.make(10, {"specific_pressure_maximum_bar": 300.0, "transfer_specific_pressure_bar": 300.0})
        for _ in range(5):
            await cell.make(
                1, {"specific_pressure_maximum_bar": 300.0, "transfer_specific_pressure_bar": 300.0}
            )
        assert len(cell.rows()) == 1

    run(sqlite_place, story)


def test_a_store_that_is_blocked_makes_it_wait_and_not_forget(sqlite_place: Place, monkeypatch):
    monkeypatch.setattr("sprue_server.minding.desk.AGAIN_S", 0.01)

    class Blocked:
        def __init__(self, store) -> None:
            self.store, self.refused = store, 0

        async def change(self, work):
            self.refused += 1
            if self.refused <= 2:
                raise StoreBlockedError("full")
            return await self.store.change(work)

    async def story(cell: World) -> None:
        await cell.make(LEARN - 1)
        cell.desk.store = blocked = Blocked(cell.store)
        work = asyncio.create_task(cell.desk.work())
        arrivals = cell.more(2)
        await cell.store.keep(arrivals, [])
        cell.desk.stored(arrivals)
        await eventually(lambda: cell.reader.templates_of("imm-1"))
        assert blocked.refused == 3
        work.cancel()

    run(sqlite_place, story)
