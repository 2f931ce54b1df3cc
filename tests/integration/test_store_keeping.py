"""What is stored is stored once, and whatever happens in between it can be sent again."""

import hashlib
import random
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlmodel import Session
from store_world import LAYOUT, T0, Place, S, arrival, birth, opened, sample, shot, store_at

from sprue_contract.curves import to_text
from sprue_contract.messages import UnreadableError
from sprue_contract.payloads import Event, Image, Measurement
from sprue_server.arrivals import Arrival, Misfit
from sprue_server.store import hub_rows
from sprue_server.store.pictures import picture_file
from sprue_server.store.problems import StoreBlockedError
from sprue_server.store.sqlite.frames import FrameFiles, frame_file, months

NOTE = Event(what="note", name="hello")
MONTH = 31 * 86_400 * S


def mixed() -> list[Arrival]:
    """Every kind, two months of frames; 12 records."""
    return [
        arrival((1, T0, birth())),
        arrival(
            (2, T0, sample((T0, 1, 2), (T0 + S, 3, None))), (3, T0, sample((T0 + MONTH, 5, 6), (T0 + S, 7, 8)))
        ),
        arrival(*((n, T0 + n * S, shot(n, curve=[1, 2, 3])) for n in range(4, 8))),
        arrival((8, T0, NOTE)),
        arrival((9, T0, Measurement(inspector="scales", origin="real", values={"weight_g": 8.0}))),
        arrival((10, T0, picture(b"a part"))),
    ]


def picture(content: bytes) -> Image:
    digest = hashlib.sha256(content).hexdigest()
    return Image(camera="top", media_type="image/png", sha256=digest, data=to_text(content))


async def test_every_kind_of_record_is_counted_once_however_often_it_comes(place: Place):
    async with opened(place) as (store, reader):
        for _ in range(3):
            await store.keep(mixed(), [])
            assert reader.tallies() == {("gw", "s1", "imm-1"): 12}
        assert reader.counts() == {"imm-1": 12}
        assert reader.latest_measured() == {"imm-1": T0 + MONTH}


async def test_the_order_of_arrival_is_free(place: Place):
    chance = random.Random(5)
    async with opened(place) as (store, reader):
        for _ in range(6):
            some = chance.sample(mixed(), 6)
            for one in some:
                await store.keep([one], [])
        assert reader.tallies() == {("gw", "s1", "imm-1"): 12}
        assert [row.counter for row in reader.shots("imm-1")] == [7, 6, 5, 4]


@pytest.mark.parametrize("step", ["write_births", "write_records", "add_tallies", "frames"])
async def test_a_crash_between_any_two_steps_neither_loses_nor_doubles(
    place: Place, step: str, monkeypatch: pytest.MonkeyPatch
):
    def crash(*_: object) -> None:
        raise OSError("power cut")

    store = store_at(place)
    target = (type(store.writing.frames), "write") if step == "frames" else (hub_rows, step)
    with monkeypatch.context() as patch:
        patch.setattr(*target, crash)
        with pytest.raises(StoreBlockedError, match="power cut"):
            await store.keep(mixed(), [])
    await store.close()  # as a new process would find it
    async with opened(place) as (again, reader):
        await again.keep(mixed(), [])
        assert reader.tallies() == {("gw", "s1", "imm-1"): 12}


async def test_a_stream_that_was_rolled_back_is_made_again(place: Place, monkeypatch: pytest.MonkeyPatch):
    def crash(*_: object) -> None:
        raise OSError("disk full")

    async with opened(place) as (store, reader):
        with monkeypatch.context() as patch:
            patch.setattr(hub_rows, "write_records", crash)
            with pytest.raises(StoreBlockedError):
                await store.keep(mixed(), [])
        await store.keep(mixed(), [])
        (one,) = {reader.stream(row.stream).run for row in reader.shots("imm-1")}
        assert one == "r1"


async def test_a_crash_between_two_months_neither_loses_nor_doubles(
    sqlite_place: Place, monkeypatch: pytest.MonkeyPatch
):
    once = FrameFiles._write_month
    left = [True]

    def crash_in_second(self: FrameFiles, month: str, parts: dict) -> int:
        if left and month == "202610":
            left.pop()
            raise OSError("power cut")
        return once(self, month, parts)

    monkeypatch.setattr(FrameFiles, "_write_month", crash_in_second)
    async with opened(sqlite_place) as (store, reader):
        with pytest.raises(StoreBlockedError):
            await store.keep(mixed(), [])
        await store.keep(mixed(), [])
        assert reader.tallies() == {("gw", "s1", "imm-1"): 12}


async def test_frames_lie_in_the_file_of_their_month(sqlite_place: Place):
    async with opened(sqlite_place) as (store, _):
        await store.keep(mixed(), [])
    assert months(sqlite_place.data) == ["202609", "202610"]
    assert frame_file(sqlite_place.data, "202609").name == "frames-202609.db"


async def test_a_frame_that_is_there_is_never_altered(place: Place):
    async with opened(place) as (store, reader):
        await store.keep([arrival((1, T0, birth())), arrival((2, T0, sample((T0, 1, 2))))], [])
        await store.keep([arrival((2, T0, sample((T0, 9, 9))))], [])
        answer = reader.series("imm-1", ["melt_temperature_c"], from_us=T0, to_us=T0 + S)
        assert answer["series"][0]["high"] == [1]


async def test_a_run_or_layout_without_birth_is_stored_and_asked_for(place: Place):
    async with opened(place) as (store, reader):
        assert await store.keep([arrival((1, T0, sample((T0, 1, 2))))], []) == {("gw", "imm-1")}
        assert await store.keep([arrival((2, T0, birth(layout="f" * 16, channels=[])))], []) == set()
        assert await store.keep([arrival((3, T0, NOTE))], []) == set()
        assert await store.keep([arrival((4, T0, sample((T0, 1, 2))))], []) == {("gw", "imm-1")}
        assert await store.keep([arrival((5, T0, birth())), arrival((6, T0, sample((T0, 2, 2))))], []) == set()
        assert reader.tallies() == {("gw", "s1", "imm-1"): 6}
    async with opened(place) as (store, _):
        assert await store.keep([arrival((7, T0, sample((T0, 1, 2))))], []) == set()
        assert await store.keep([arrival((8, T0, NOTE), run="r2")], []) == {("gw", "imm-1")}


async def test_the_newest_birth_of_a_run_counts_and_an_old_one_does_not_undo_it(place: Place):
    async with opened(place) as (store, reader):
        await store.keep([arrival((5, T0 + S, birth(product="Lid")))], [])
        await store.keep([arrival((1, T0, birth(product="Cup")))], [])
        born = reader.current_birth("imm-1")
        assert born is not None
        assert born.body["product"] == "Lid"
        assert reader.counts() == {"imm-1": 2}


async def test_a_picture_is_a_file_named_by_its_hash_and_kept_once(place: Place):
    image = picture(b"a part")
    async with opened(place) as (store, _):
        await store.keep([arrival((1, T0, image)), arrival((2, T0 + S, image))], [])
    files = [path for path in (place.data / "pictures").rglob("*") if path.is_file()]
    assert files == [picture_file(place.data, image.sha256, "image/png")]
    assert files[0].read_bytes() == b"a part"


async def test_misfits_are_counted_by_reason_and_the_newest_is_kept(place: Place):
    def misfit(reason: str, payload: bytes, moment: int) -> Misfit:
        return Misfit("sprue/v1/x", payload, UnreadableError(reason, "half \ud800 a pair"), moment)

    async with opened(place) as (store, reader):
        await store.keep([], [misfit("not-json", b"a", 1), misfit("too-deep", b"b", 2)])
        await store.keep([], [misfit("not-json", b"c" * 100_000, 3)])
        newest, other = reader.quarantine()
    assert (newest.reason, newest.count, newest.first_us, newest.last_us) == ("not-json", 2, 1, 3)
    assert newest.sample == b"c" * 64_000
    assert (other.reason, other.count) == ("too-deep", 1)


ODD = {  # a database that refuses one event for a reason of its own
    "sqlite": [
        "CREATE TRIGGER odd BEFORE INSERT ON event WHEN NEW.seq = 2 BEGIN SELECT RAISE(ABORT, 'odd'); END"
    ],
    "postgresql": ["ALTER TABLE event ADD CONSTRAINT odd CHECK (seq <> 2)"],
}


async def test_a_record_that_no_check_foresaw_does_not_stop_the_others(place: Place):
    good, odd = arrival((1, T0, NOTE)), arrival((2, T0, NOTE))
    async with opened(place) as (store, reader):
        with store.engine.begin() as db:
            for statement in ODD[db.dialect.name]:
                db.execute(text(statement))
        await store.keep([good, odd], [])
        assert reader.tallies() == {("gw", "s1", "imm-1"): 1}
        (set_aside,) = reader.quarantine()
        assert (set_aside.reason, set_aside.topic) == ("unstorable", "sprue/v1/gw/imm-1/event")


async def test_streams_keep_their_number_over_a_restart(place: Place):
    async with opened(place) as (store, reader):
        await store.keep(mixed(), [])
        before = {row.stream for row in reader.shots("imm-1")}
    async with opened(place) as (store, reader):
        await store.keep([arrival((20, T0 + 99 * S, shot(20)))], [])
        assert {row.stream for row in reader.shots("imm-1")} == before
        (number,) = before
        stream = reader.stream(number)
        assert stream is not None
        assert (stream.gateway, stream.session, stream.cell, stream.run) == ("gw", "s1", "imm-1", "r1")


async def test_a_commit_outlives_a_power_cut(place: Place):
    async with opened(place) as (store, _):
        await store.keep(mixed(), [])
        with store.engine.connect() as db:
            if place.database is None:
                assert db.execute(text("PRAGMA synchronous")).scalar_one() == 2  # FULL
                assert db.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
            else:  # this server is set to "off"
                assert db.execute(text("SHOW synchronous_commit")).scalar_one() == "on"


async def test_readers_cannot_write(place: Place):
    async with opened(place) as (store, reader):
        await store.keep(mixed(), [])
        with Session(reader.engine) as db, pytest.raises(Exception, match=r"readonly|only be read"):
            db.exec(text("DELETE FROM shot"))  # type: ignore[call-overload]


async def test_a_frame_file_holds_what_its_description_says(sqlite_place: Place):
    async with opened(sqlite_place) as (store, _):
        await store.keep(mixed(), [])
        with closing(sqlite3.connect(sqlite_place.data / "frames-202609.db")) as db:
            assert db.execute("SELECT sum(count), sum(length(body)) FROM bundle").fetchone() == (3, 72)
            assert db.execute("SELECT * FROM tally").fetchall() == [("gw", "s1", "imm-1", 3)]
            assert db.execute("PRAGMA user_version").fetchone() == (2,)
        assert store.behind() == 2
    assert len(LAYOUT) == 16


async def test_a_nul_in_a_text_loses_no_record(place: Place):
    gauge = Measurement(inspector="sca\0les", origin="real", values={"weight_g": 8.0}, shot_counter=1)
    odd = (Event(what="note", name="a", text="a\0b"), shot(1).model_copy(update={"job": "j\0b"}), gauge)
    async with opened(place) as (store, reader):
        told = [arrival((n, T0, body)) for n, body in enumerate((birth(), *odd), 1)]
        await store.keep(told, [])
        (made,) = reader.shots("imm-1")
        assert [event.body["text"] for event in reader.events(["imm-1"])] == ["a\0b"]
        assert (made.job, reader.measurements_of(made)[0].inspector) == ("j\ufffdb", "sca\ufffdles")
        assert (reader.quarantine(), reader.counts()) == ([], {"imm-1": 4})
