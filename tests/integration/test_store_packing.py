"""What is over is packed, and nobody can tell but by the room it takes: no reader, no repeat, no late frame."""

import asyncio
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import numpy as np
import psycopg
import pytest
from sqlmodel import Session, select
from store_world import T0, ZONE, Place, S, arrival, birth, opened, roll_all, sample

from sprue_contract.fields import MAX_EXACT
from sprue_server.store.frames import Half, Teller
from sprue_server.store.packing import Quiet, packed_half
from sprue_server.store.store import Store
from sprue_server.store.tables import StreamRow

MELT = "melt_temperature_c"
TELLER = Teller("gw", "s1", "imm-1")
HOUR_US = 3600 * S
BEGIN = (T0 // HOUR_US + 1) * HOUR_US
LATER = BEGIN + 400 * 86_400 * S


def record(seq: int, second: int, count: int = 1):
    frames = [(BEGIN + (second + n) * S, float(second + n), None) for n in range(count)]
    return arrival((seq, frames[0][0], sample(*frames)))


async def pack_all(store: Store, now_us: int = LATER) -> int:
    store.quiet = store.rollups.quiet = Quiet(quiet_s=0)
    done = 0
    while some := await store.pack(now_us):
        done += some
    return done


def stream_in(reader) -> int:
    """The number of the one stream that has frames; a database that was used before goes on counting."""
    with Session(reader.engine) as db:
        return db.exec(select(StreamRow.id).where(StreamRow.layout != "")).one()


def melt(reader) -> list[tuple[int, float]]:
    moments, values = reader.frames.read(stream_in(reader), 0, MAX_EXACT, [0])
    return list(zip(moments.tolist(), values[:, 0].tolist(), strict=True))


def told(seconds) -> list[tuple[int, float]]:
    return [(BEGIN + second * S, float(second)) for second in seconds]


async def test_a_packed_hour_reads_as_before_and_repeats_change_nothing(place: Place):
    sent = [arrival((1, BEGIN, birth())), *(record(2 + n, 60 * n, 60) for n in range(60))]
    async with opened(place) as (store, reader):
        await store.keep(sent, [])
        await roll_all(store)
        assert await pack_all(store) > 2
        assert store.writing.marks.ripe(MAX_EXACT, 10) == []
        assert melt(reader) == told(range(3600))
        await store.keep(sent, [])
        assert melt(reader) == told(range(3600))
        assert reader.frames.tallies() == Counter({TELLER: 3600})
        assert store.behind() == 0, "a repeat has nothing rolled up again"


async def test_late_frames_of_a_packed_half_hour_land_among_the_others(place: Place):
    async with opened(place) as (store, reader):
        await store.keep([arrival((1, BEGIN, birth())), record(2, 0, 100), record(3, 200, 100)], [])
        await roll_all(store)
        await pack_all(store)
        period = {"from_us": BEGIN, "to_us": BEGIN + 3600 * S, "points": 200}
        before = reader.series("imm-1", [MELT], **period)["series"][0]
        await store.keep([record(4, 100, 100)], [])
        assert melt(reader) == told(range(300))
        shown = reader.series("imm-1", [MELT], **period)["series"][0]
        assert len(shown["mean"]) > len(before["mean"])
        await roll_all(store)
        assert reader.series("imm-1", [MELT], **period)["series"][0] == shown
        assert await pack_all(store) >= 2, "the half hour, and the roll-ups that it changed, are packed again"
        assert reader.series("imm-1", [MELT], **period)["series"][0] == shown
        assert reader.frames.tallies() == Counter({TELLER: 300})


async def test_what_came_between_reading_and_exchanging_is_not_lost(place: Place):
    async with opened(place) as (store, reader):
        await store.keep([arrival((1, BEGIN, birth())), record(2, 0, 10)], [])
        packed = packed_half(store.writing.marks, Half(stream_in(reader), BEGIN))
        await store.keep([record(3, 10, 10)], [])
        assert not store.writing.frames.pack(packed)
        assert melt(reader) == told(range(20))
        assert packed.bundles == 1
        again = packed_half(store.writing.marks, Half(stream_in(reader), BEGIN))
        assert store.writing.frames.pack(again)
        assert not store.writing.frames.pack(again), "it is packed already"
        assert melt(reader) == told(range(20))


async def test_only_what_is_over_rolled_up_and_left_alone_is_packed(place: Place):
    clock_s = [0.0]
    async with opened(place) as (store, reader):
        store.quiet = store.rollups.quiet = Quiet(lambda: clock_s[0], 60)
        await store.keep([arrival((1, BEGIN, birth())), record(2, 0, 10)], [])
        clock_s[0] = 100
        half = [Half(stream_in(reader), BEGIN)]
        assert store.writing.marks.ripe(BEGIN + 1, 10) == [], "it waits for the roll-ups"
        await roll_all(store)
        assert store.writing.marks.ripe(BEGIN + 1, 10) == half
        assert store.writing.marks.ripe(BEGIN, 10) == []
        assert await store.pack(BEGIN + 34 * 60 * S) == 0, "the half hour is not over, or has just ended"
        await store.keep([record(3, 10, 10)], [])
        await roll_all(store)
        assert await store.pack(BEGIN + 36 * 60 * S) == 0, "it has just been touched"
        clock_s[0] = 161
        assert await store.pack(BEGIN + 36 * 60 * S) == 1


async def test_a_full_disk_only_puts_packing_off(sqlite_place: Place, caplog: pytest.LogCaptureFixture):
    noise = np.random.default_rng(1).normal(200, 5, (1800, 2)).tolist()
    frames = [(BEGIN + n * S, *row) for n, row in enumerate(noise)]
    async with opened(sqlite_place) as (store, reader):
        await store.keep([arrival((1, BEGIN, birth())), arrival((2, BEGIN, sample(*frames)))], [])
        await roll_all(store)
        month = store.writing.frames._file("202609")
        month.execute("VACUUM")
        pages = month.execute("PRAGMA page_count").fetchone()[0]
        month.execute(f"PRAGMA max_page_count = {pages}")
        store.quiet = Quiet(quiet_s=0)
        assert await store.pack(BEGIN + 3600 * S) == 0
        assert "packing waits" in caplog.text
        month.execute("PRAGMA max_page_count = 1000000")
        assert await pack_all(store) > 0
        assert melt(reader) == [(moment, value) for moment, value, _ in frames]


async def test_room_that_packing_frees_goes_back_to_the_disk(sqlite_place: Place):
    drawn = np.random.default_rng(1).normal(200, 5, (36_000, 2)).round(2)
    async with opened(sqlite_place) as (store, _):
        await store.keep([arrival((1, BEGIN, birth()))], [])
        for begin in range(0, 36_000, 500):
            rows = drawn[begin : begin + 500].tolist()
            frames = [(BEGIN + (begin + n) * S, *row) for n, row in enumerate(rows)]
            await store.keep([arrival((2 + begin, frames[0][0], sample(*frames)))], [])
        await roll_all(store)
        await pack_all(store)
    files = [next(sqlite_place.data.glob("frames-*.db")), sqlite_place.data / "rollups.db"]
    for path in files:
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert files[0].stat().st_size < 3 * drawn.size


OldRoll = tuple[int, int, int, bytes]
OLD_FRAMES = """
CREATE TABLE frame (
    stream INTEGER NOT NULL, measured_us INTEGER NOT NULL, seq INTEGER NOT NULL, vals BLOB NOT NULL,
    PRIMARY KEY (stream, measured_us, seq)
) WITHOUT ROWID;
CREATE TABLE dirty (
    stream INTEGER NOT NULL, minute_us INTEGER NOT NULL, generation INTEGER NOT NULL,
    PRIMARY KEY (stream, minute_us)
) WITHOUT ROWID;
CREATE TABLE tally (
    gateway TEXT NOT NULL, session TEXT NOT NULL, cell TEXT NOT NULL, stored INTEGER NOT NULL,
    PRIMARY KEY (gateway, session, cell)
) WITHOUT ROWID;
PRAGMA user_version = 1;
"""
OLD_ROLLS = """
CREATE TABLE roll (
    rung INTEGER NOT NULL, stream INTEGER NOT NULL, bucket_us INTEGER NOT NULL, vals BLOB NOT NULL,
    PRIMARY KEY (rung, stream, bucket_us)
) WITHOUT ROWID;
CREATE TABLE built_for (timezone TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
PRAGMA user_version = 1;
"""


def old_frames(stream: int, seconds: range) -> list[tuple[int, int, int, bytes]]:
    """Three frames to a record, as version 1 kept them: a row each."""
    return [(stream, BEGIN + n * S, 2 + n // 3, np.array([n, np.nan]).tobytes()) for n in seconds]


def as_version_1_left_it(data: Path, stream: int, seconds: range, built: list[OldRoll]) -> None:
    for path in [*data.glob("frames-*.db*"), *data.glob("rollups.db*")]:
        path.unlink()
    with closing(sqlite3.connect(data / "frames-202609.db")) as db, db:
        db.executescript(OLD_FRAMES)
        db.executemany("INSERT INTO frame VALUES (?, ?, ?, ?)", old_frames(stream, seconds))
        db.execute("INSERT INTO dirty VALUES (?, ?, 1)", (stream, BEGIN))
        db.execute("INSERT INTO tally VALUES ('gw', 's1', 'imm-1', ?)", (len(seconds),))
    with closing(sqlite3.connect(data / "rollups.db")) as db, db:
        db.executescript(OLD_ROLLS)
        db.executemany("INSERT INTO roll VALUES (?, ?, ?, ?)", built)
        db.execute("INSERT INTO built_for VALUES (?)", (ZONE,))


OLD_TABLES = """
DROP SCHEMA frames CASCADE;
CREATE SCHEMA frames;
CREATE TABLE frames.format (version integer NOT NULL PRIMARY KEY);
INSERT INTO frames.format VALUES (1);
CREATE TABLE frames.frame (
    measured_us bigint NOT NULL, seq bigint NOT NULL, stream integer NOT NULL, cell text NOT NULL,
    vals bytea NOT NULL, PRIMARY KEY (cell, stream, measured_us, seq)
) PARTITION BY RANGE (measured_us);
CREATE TABLE frames.frame_all PARTITION OF frames.frame DEFAULT;
CREATE SEQUENCE frames.generation;
CREATE TABLE frames.dirty (
    minute_us bigint NOT NULL, generation bigint NOT NULL, stream integer NOT NULL,
    PRIMARY KEY (stream, minute_us)
);
CREATE INDEX ix_dirty_minute_us ON frames.dirty (minute_us);
CREATE TABLE frames.tally (
    gateway text NOT NULL, session text NOT NULL, cell text NOT NULL, stored bigint NOT NULL,
    PRIMARY KEY (gateway, session, cell)
);
CREATE TABLE frames.roll (
    rung bigint NOT NULL, bucket_us bigint NOT NULL, stream integer NOT NULL, vals bytea NOT NULL,
    PRIMARY KEY (rung, stream, bucket_us)
);
CREATE TABLE frames.built_for (timezone text NOT NULL PRIMARY KEY);
"""


def as_tables_of_version_1(database: str, stream: int, seconds: range, built: list[OldRoll]) -> None:
    with psycopg.connect(database) as db, db.cursor(binary=True) as cursor:
        db.execute(OLD_TABLES)
        cursor.executemany(
            "INSERT INTO frames.frame (cell, stream, measured_us, seq, vals) VALUES ('imm-1', %s, %s, %s, %b)",
            old_frames(stream, seconds),
        )
        db.execute("INSERT INTO frames.dirty VALUES (%s, nextval('frames.generation'), %s)", (BEGIN, stream))
        db.execute("INSERT INTO frames.tally VALUES ('gw', 's1', 'imm-1', %s)", (len(seconds),))
        cursor.executemany(
            "INSERT INTO frames.roll (rung, stream, bucket_us, vals) VALUES (%s, %s, %s, %b)", built
        )
        db.execute("INSERT INTO frames.built_for VALUES (%s)", (ZONE,))


async def test_frames_of_the_first_release_are_all_there_and_their_repeats_are_known(place: Place):
    seconds = range(1500, 4500)  # across three half hours
    async with opened(place) as (store, reader):
        await store.keep([arrival((1, BEGIN, birth())), record(2, 0)], [])
        stream = stream_in(reader)
    ten_seconds = [
        (
            10 * S,
            stream,
            BEGIN + n * S,
            np.array([[n, n + 9, n, n + 9, n + 4.5, 10], [np.nan] * 5 + [0]]).tobytes(),
        )
        for n in range(1500, 4500, 10)
    ]
    if place.database:
        as_tables_of_version_1(place.database, stream, seconds, ten_seconds)
    else:
        as_version_1_left_it(place.data, stream, seconds, ten_seconds)
    async with opened(place) as (store, reader):
        assert melt(reader) == told(seconds)
        assert reader.frames.tallies() == Counter({TELLER: 3000})
        assert store.behind() == 1
        chart = reader.series("imm-1", [MELT], from_us=BEGIN + 2000 * S, to_us=BEGIN + 4000 * S, points=300)
        assert (chart["rung"], chart["series"][0]["high"][-1]) == ("10s", 3999)
        again = [record(2 + n // 3, n, 3) for n in range(3000, 3300, 3)]
        await store.keep([*again, record(5000, 4500)], [])
        assert melt(reader) == told(range(1500, 4501))
        assert reader.frames.tallies() == Counter({TELLER: 3001})
        await roll_all(store)
        assert await pack_all(store) > 0
        assert melt(reader) == told(range(1500, 4501))


async def test_what_one_hub_packs_another_hub_unpacks_for_a_repeat_and_what_is_late(postgres_place: Place):
    sent = [arrival((1, BEGIN, birth())), record(2, 0, 100), record(3, 200, 100)]
    async with opened(postgres_place) as (one, reader), opened(postgres_place) as (other, _):
        await one.keep(sent, [])
        await roll_all(one)
        await pack_all(one)
        await asyncio.gather(other.keep([*sent, record(4, 100, 100)], []), one.keep(sent, []))
        assert melt(reader) == told(range(300))
        assert reader.frames.tallies() == Counter({TELLER: 300})
        await roll_all(one)
        assert await pack_all(one) > 0
        await asyncio.gather(
            *(store.keep([record(5 + n, 300, 10)], []) for n, store in enumerate((one, other)))
        )
        assert reader.frames.tallies() == Counter({TELLER: 320})
        assert len(melt(reader)) == 320


async def test_what_another_hub_has_packed_meanwhile_is_left_alone(place: Place):
    async with opened(place) as (store, reader):
        await store.keep([arrival((1, BEGIN, birth())), record(2, 0, 10)], [])
        half = Half(stream_in(reader), BEGIN)
        assert store.writing.frames.pack(packed_half(store.writing.marks, half))
        late = packed_half(store.writing.marks, half)
        assert late.bundles == 0
        assert not store.writing.frames.pack(late)
        assert melt(reader) == told(range(10))
