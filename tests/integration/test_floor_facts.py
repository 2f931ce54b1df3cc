"""Facts of a cell out of the store: what its channels, shots, alarms and births tell, and what they do not."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from floor_world import MINUTE_US, NOW, at, bodies
from store_world import Place, arrival, opened, roll_all

from sprue_contract.layout import channel, layout_id
from sprue_contract.payloads import Birth, Body, Event, Sample, Shot
from sprue_contract.plant import Plant
from sprue_server.floor.gathering import facts_of
from sprue_server.oee.facts import Facts, Span
from sprue_server.oee.reckoning import reckon
from sprue_server.store.reader import Reader
from sprue_server.store.store import Store

PLANT = Plant.model_validate(
    {
        "title": "Hall",
        "cells": [
            {"name": "imm-1", "title": "P", "at": {"x_m": 1, "y_m": 1}, "source": {"type": "simulated"}},
        ],
    }
)
MORNING = Span(at("06:00"), NOW)
DIALS = [channel(name, "real") for name in ("machine_mode", "production_status", "machine_cycle_counter")]


async def keep(store: Store, told: Iterable[tuple[Body, int]]) -> None:
    kept = [arrival((seq, moment, body)) for seq, (body, moment) in enumerate(told, 1)]
    await store.keep(kept, [])


def facts(reader: Reader, span: Span = MORNING) -> Facts:
    return facts_of(reader, PLANT, "imm-1", span)


def born(**other: object) -> Birth:
    told = {"title": "P", "machine": "Press", "origin": "real", "pace": 1, "started_us": at("05:00")}
    return Birth.model_validate({**told, "layout": layout_id(DIALS), "channels": DIALS, **other})


def frames(*told: tuple[str, str, int, int], every_s: int = 1) -> Sample:
    """Mode and status from one time of day to another; the counter counts minutes."""
    rows = [
        [us, mode, status, us // MINUTE_US % 1000]
        for begin, end, mode, status in told
        for us in range(at(begin), at(end), every_s * 1_000_000)
    ]
    return Sample(layout=layout_id(DIALS), frames=rows)


async def test_shots_and_alarms_are_enough(sqlite_place: Place):
    async with opened(sqlite_place) as (store, reader):
        await keep(store, bodies())
        found = facts(reader)
        assert [(one.reason, one.start_us, one.end_us) for one in found.stops] == [
            ("part_not_ejected", at("08:00"), at("08:30"))
        ]
        assert reckon(found, *MORNING).shots == 270
        assert len(found.readings) < 120, "of shots that follow each other a few tell all"
        assert sum(one.parts for one in found.scraps) == 12


@pytest.mark.parametrize("rolled", [False, True])
async def test_states_change_when_channels_say_so_also_in_roll_ups(sqlite_place: Place, rolled: bool):  # noqa: FBT001
    told = frames(
        ("06:00", "06:30:07", 1, 4),
        ("06:30:07", "06:40", 1, 1),
        ("06:40", "06:45", 4, 1),
        ("06:45", "07:00", 1, 2),
    )
    async with opened(sqlite_place) as (store, reader):
        await keep(store, [(born(), at("05:00")), (told, at("07:00"))])
        if rolled:
            await roll_all(store)
        states = facts(reader).states
        assert [one.state for one in states] == ["production", "stop", "set_up", "start_up"]
        for one, clock in zip(states, ("06:00", "06:30:07", "06:40", "06:45"), strict=True):
            assert abs(one.start_us - at(clock)) <= 1_100_000
        assert all(before.end_us == after.start_us for before, after in pairwise(states))


async def test_silence_is_not_known_and_is_not_filled(sqlite_place: Place):
    told = frames(("06:00", "06:10", 1, 4), ("07:00", "07:10", 1, 4))
    async with opened(sqlite_place) as (store, reader):
        await keep(store, [(born(), at("05:00")), (told, at("07:10"))])
        span = Span(at("06:00"), at("07:10"))
        oee = reckon(facts(reader, span), *span)
        assert oee.spent_us("unknown") / MINUTE_US == pytest.approx(50, abs=0.1)
        assert oee.oee.why == "states_missing"


async def test_readings_that_come_seldom_are_no_silence(sqlite_place: Place):
    told = frames(("06:00", "07:00", 1, 4), every_s=60)
    async with opened(sqlite_place) as (store, reader):
        await keep(store, [(born(), at("05:00")), (told, at("07:00"))])
        (state,) = facts(reader).states
        assert state.end_us - state.start_us >= 59 * MINUTE_US


async def test_a_machine_without_shots_is_counted_by_its_counter(sqlite_place: Place):
    told = frames(("06:00", "07:00", 1, 4))
    born_as = born(standard_cycle_s=60, cavities=2, mould="Cup")
    async with opened(sqlite_place) as (store, reader):
        await keep(store, [(born_as, at("05:00")), (told, at("07:00"))])
        span = Span(at("06:00"), at("07:00"))
        found = facts(reader, span)
        assert [(job.name, job.cavities) for job in found.jobs] == [("Cup", 2)]
        assert reckon(found, *span).shots == pytest.approx(59, abs=1)


async def test_without_a_standard_cycle_there_is_no_oee(sqlite_place: Place):
    told = frames(("06:00", "07:00", 1, 4))
    async with opened(sqlite_place) as (store, reader):
        await keep(store, [(born(), at("05:00")), (told, at("07:00"))])
        span = Span(at("06:00"), at("07:00"))
        assert reckon(facts(reader, span), *span).oee.why == "no_standard_cycle"


async def test_between_two_jobs_of_the_machine_lies_a_changeover(sqlite_place: Place):
    def shots(job: str, begin: str, end: str) -> list[tuple[Body, int]]:
        starts = range(at(begin), at(end), MINUTE_US)
        return [
            (Shot(started_us=us, counter=number, job=job, values={}), us + MINUTE_US)
            for number, us in enumerate(starts, 1)
        ]

    modes = [
        (Event(what="mode_change", name="machine_mode", before=before, after=after), at(clock))
        for clock, before, after in (("07:00", "AUTOMATIC", "SETUP"), ("07:20", "SETUP", "AUTOMATIC"))
    ]
    told = [
        (born(standard_cycle_s=60), at("05:00")),
        *shots("A", "06:00", "07:00"),
        *shots("B", "07:20", "08:00"),
    ]
    async with opened(sqlite_place) as (store, reader):
        await keep(store, [*told, *modes])
        span = Span(at("06:00"), at("08:00"))
        found = facts(reader, span)
        assert [(job.name, job.start_us) for job in found.jobs] == [("A", at("06:00")), ("B", at("07:00"))]
        oee = reckon(found, *span)
        assert oee.times["changeover", "changeover"].us == 20 * MINUTE_US
        assert (oee.shots, set(oee.flags)) == (59 + 39, {"counter_restarted_with_job"})


async def test_an_alarm_that_never_went_ends_with_its_run_or_the_period(sqlite_place: Place):
    alarm = Event(what="alarm", name="material_missing", severity=500, active=True)
    async with opened(sqlite_place) as (store, reader):
        await keep(store, [(born(), at("05:00")), (alarm, at("06:30"))])
        await store.keep([arrival((1, at("07:00"), born(started_us=at("07:00"))), run="r2")], [])
        assert [one.end_us > NOW for one in facts(reader).stops] == [True]
        again = arrival((9, at("07:30"), alarm.model_copy(update={"name": "coolant_flow_low"})), run="r2")
        await store.keep([again], [])
        ends = {one.reason: one.end_us for one in facts(reader).stops}
        assert ends["material_missing"] == at("07:30")
        assert ends["coolant_flow_low"] > NOW


async def test_counts_of_another_run_are_not_compared_with_those_before(sqlite_place: Place):
    def shots(first: int, clock: str) -> list[tuple[Body, int]]:
        begin = at(clock)
        return [
            (Shot(started_us=us, counter=count, job="A", values={}), us + MINUTE_US)
            for count, us in ((first + place, begin + place * MINUTE_US) for place in range(10))
        ]

    async with opened(sqlite_place) as (store, reader):
        await keep(store, [(born(standard_cycle_s=60), at("05:00")), *shots(100, "06:00")])
        later = [
            (born(standard_cycle_s=60, started_us=at("08:00")), at("08:00")),
            *shots(900, "08:00"),
            *shots(1, "09:00"),
        ]
        told = [arrival((seq, moment, body), run="r2") for seq, (body, moment) in enumerate(later, 1)]
        await store.keep(told, [])
        oee = reckon(facts(reader), *MORNING)
        assert (oee.shots, set(oee.flags)) == (9 + 10 + 10, {"states_missing", "counter_restarted"})
