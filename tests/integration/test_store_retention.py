"""What is too old goes once it is rolled up; roll-ups and shots stay, and late data cannot spoil the rest."""

import os
from collections import Counter
from pathlib import Path

import pytest
from sqlmodel import Session, select
from store_world import T0, Place, S, arrival, birth, opened, roll_all, sample, shot

from sprue_contract.plant import Keep
from sprue_server.backup import backup, restore
from sprue_server.store.frames import HALF_US, Teller
from sprue_server.store.packing import Quiet
from sprue_server.store.pictures import shrink_pictures
from sprue_server.store.retention import HALVES_AT_ONCE, Retention
from sprue_server.store.store import Store
from sprue_server.store.tables import StreamRow

HOUR_US = 3600 * S
DAY_US = 24 * HOUR_US
BEGIN = (T0 // HOUR_US + 1) * HOUR_US
MELT = "melt_temperature_c"
TELLER = Teller("gw", "s1", "imm-1")
TEN_DAYS = Keep(frames_days=10, curves_days=10, pictures_gb=None)
LATER = BEGIN + 10 * DAY_US


def record(seq: int, second: int, count: int, lift: float = 0):
    frames = [(BEGIN + (second + n) * S, float(second + n) + lift, None) for n in range(count)]
    return arrival((seq, frames[0][0], sample(*frames)))


async def two_hours(store: Store) -> None:
    await store.keep([arrival((1, BEGIN, birth())), *(record(2 + n, 600 * n, 600) for n in range(12))], [])


def retention(store: Store, reader, keep: Keep = TEN_DAYS) -> Retention:
    return Retention(store, reader.engine, keep)


async def all_steps(one: Retention, now_us: int) -> int:
    gone = 0
    while some := await one.step(now_us):
        gone += some
    return gone


def frames(reader) -> int:
    with Session(reader.engine) as db:
        stream = db.exec(select(StreamRow.id).where(StreamRow.layout != "")).one()
    return len(reader.frames.read(stream, 0, LATER)[0])


def chart(reader, points: int = 2000):
    return reader.series("imm-1", [MELT], from_us=BEGIN, to_us=BEGIN + HOUR_US, points=points)["series"][0]


@pytest.mark.parametrize("packed", [True, False])
async def test_frames_go_once_they_are_too_old_and_charts_show_their_roll_ups(place: Place, *, packed: bool):
    async with opened(place) as (store, reader):
        await two_hours(store)
        one = retention(store, reader)
        assert await one.step(LATER + HOUR_US) == 0, "nothing goes that is not rolled up"
        await roll_all(store)
        if packed:
            store.quiet = store.rollups.quiet = Quiet(quiet_s=0)
            while await store.pack(LATER):
                pass
        before = chart(reader, 700)
        assert await one.step(LATER + HALF_US - 1) == 0, "the first half hour is not old enough by a moment"
        assert await all_steps(one, LATER + HOUR_US) == 3600
        assert frames(reader) == 3600
        assert chart(reader, 700) == before, "lows, highs and means of ten seconds are all there"
        fine = chart(reader)
        assert (min(fine["low"]), max(fine["high"]), len(fine["low"])) == (0, 3599, 360)
        assert reader.frames.tallies() == Counter({TELLER: 7200}), "they had been stored"
        row = reader.purged()["frames"]
        assert (row.gone, row.until_us) == (3600, BEGIN + HOUR_US)


async def test_what_comes_late_for_purged_time_cannot_spoil_its_roll_ups(place: Place):
    async with opened(place) as (store, reader):
        await two_hours(store)
        await roll_all(store)
        one = retention(store, reader)
        await all_steps(one, LATER + HOUR_US)
        before = chart(reader, 700)
        await store.keep([record(50, 100, 5, lift=9000), record(51, 7000, 1, lift=9000)], [])
        assert store.behind() == 1, "only the minute whose frames are all there"
        await roll_all(store)
        assert chart(reader, 700) == before
        assert reader.frames.tallies() == Counter({TELLER: 7206})
        assert await all_steps(one, LATER + HOUR_US) == 5
        assert frames(reader) == 3601


async def test_another_calendar_forgets_no_roll_up_that_cannot_be_computed_again(place: Place):
    async with opened(place) as (store, reader):
        await two_hours(store)
        await roll_all(store)
        store.quiet = store.rollups.quiet = Quiet(quiet_s=0)
        while await store.pack(LATER + 40 * DAY_US):
            pass
        await all_steps(retention(store, reader), LATER + HOUR_US)
        before = chart(reader, 700)
        hours = reader.series("imm-1", [MELT], from_us=BEGIN - DAY_US, to_us=BEGIN + DAY_US, points=100)
        await store.rebuild()
        assert store.behind() == 60, "two half hours are there still"
        await roll_all(store)
        assert chart(reader, 700) == before
        again = reader.series("imm-1", [MELT], from_us=BEGIN - DAY_US, to_us=BEGIN + DAY_US, points=100)
        assert again == hours


async def test_a_step_is_small_and_what_came_meanwhile_is_spared(place: Place):
    async with opened(place) as (store, reader):
        halves = [record(2 + n, 1800 * n, 1) for n in range(HALVES_AT_ONCE + 5)]
        await store.keep([arrival((1, BEGIN, birth())), *halves], [])
        await roll_all(store)
        chosen = store.writing.marks.old(LATER, 1)
        await store.keep([record(900, 5, 1)], [])
        assert await store.purge(chosen[0]) == 0, "a minute of it waits for its roll-up again"
        await roll_all(store)
        one = retention(store, reader, Keep(frames_days=1, pictures_gb=None))
        assert await one.step(LATER) == HALVES_AT_ONCE + 1
        assert reader.purged()["frames"].until_us == 0, "some that are as old are there still"
        assert await one.step(LATER) == 5
        assert reader.purged()["frames"].until_us == LATER - DAY_US
        assert await one.step(LATER) == 0


async def test_curves_go_and_their_shots_stay(place: Place):
    async with opened(place) as (store, reader):
        shots = [arrival((2 + n, BEGIN + n * HOUR_US, shot(n, curve=[1, 2, 3]))) for n in range(4)]
        await store.keep([arrival((1, BEGIN, birth())), *shots], [])
        assert await all_steps(retention(store, reader), LATER + 2 * HOUR_US) == 2
        kept = reader.shots("imm-1")
        assert [bool(reader.curves(one)) for one in kept] == [True, True, False, False]
        assert [one.has_curves for one in kept] == [True, True, False, False]
        row = reader.purged()["curves"]
        assert (row.gone, row.until_us) == (2, BEGIN + 2 * HOUR_US)
        await store.keep(shots, [])
        assert len(reader.shots("imm-1")) == 4


async def test_without_a_word_in_the_plant_file_nothing_goes(place: Place):
    async with opened(place) as (store, reader):
        await two_hours(store)
        await store.keep([arrival((50, BEGIN, shot(1, curve=[1, 2])))], [])
        await roll_all(store)
        assert await retention(store, reader, Keep()).step(LATER + 4000 * DAY_US) == 0
        assert (frames(reader), reader.purged()) == (7200, {})


def test_the_oldest_pictures_go_first_and_no_more_than_must(tmp_path: Path):
    folder = tmp_path / "pictures" / "ab"
    folder.mkdir(parents=True)
    for number in range(10):
        path = folder / f"ab{number}.jpg"
        path.write_bytes(b"x" * 1000)
        os.utime(path, ns=(10**9 * number, 10**9 * number))
    assert shrink_pictures(tmp_path, 10_000) == (0, 0)
    assert shrink_pictures(tmp_path, 9_000) == (2, 10**6), "until a tenth of the limit is free"
    assert sorted(path.name for path in folder.iterdir()) == [f"ab{number}.jpg" for number in range(2, 10)]
    assert shrink_pictures(tmp_path / "none", 1) == (0, 0)


async def test_a_copy_of_a_purged_store_brings_the_purged_time_back_too(sqlite_place: Place, tmp_path: Path):
    async with opened(sqlite_place) as (store, reader):
        await two_hours(store)
        await roll_all(store)
        await all_steps(retention(store, reader), LATER + HOUR_US)
        before = chart(reader, 700)
        backup(sqlite_place.data, tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "back")
    async with opened(Place(tmp_path / "back")) as (store, reader):
        assert await store.roll() == 60, "what there are frames of is rolled up again"
        assert chart(reader, 700) == before
        assert (frames(reader), store.behind()) == (3600, 0)
