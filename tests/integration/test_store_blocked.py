"""A store that is full, locked, damaged or read-only says so, loses nothing and recovers by itself."""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from ingest_world import BIG, Watched, at_work, note_letter
from sqlalchemy import text
from sqlmodel import Session, SQLModel
from store_world import T0, ZONE, Place, S, arrival, birth, opened, reader_at, roll_all, sample, shot

from sprue_server.store.problems import StoreBlockedError, StoreError
from sprue_server.store.sqlite import database as sqlite_database
from sprue_server.store.store import Store
from sprue_server.store.tables import AuditRow


def shut(store: Store) -> None:
    """No more pages than there are: SQLite answers as on a full disk."""
    with store.engine.begin() as db:
        db.execute(text("PRAGMA max_page_count = 1"))  # takes the present number when that is more


def widen(store: Store) -> None:
    with store.engine.begin() as db:
        db.execute(text("PRAGMA max_page_count = 1000000"))


async def fill_up(store: Store) -> int:
    """Store until nothing more fits; how many batches did."""
    for number in range(1000):
        rows = ((number * 100 + n + 1, T0 + n, BIG) for n in range(100))
        try:
            await store.keep([arrival(*rows)], [])
        except StoreBlockedError:
            return number
    raise AssertionError("it never became full")


async def test_a_full_disk_blocks_writing_reading_goes_on_and_it_recovers(tmp_path: Path):
    async with opened(Place(tmp_path)) as (store, reader):
        await store.keep(
            [
                arrival(
                    (
                        1,
                        T0,
                        birth(),
                    )
                )
            ],
            [],
        )
        shut(store)
        stored = await fill_up(store)
        assert reader.counts() == {"imm-1": 1 + 100 * stored}
        assert len(reader.events(["imm-1"], limit=10_000)) == 100 * stored
        with pytest.raises(StoreBlockedError, match=r"the disk is full\. Free some space"):
            await store.keep([arrival(*((n, T0, BIG) for n in range(10**6, 10**6 + 100)))], [])
        widen(store)
        await store.keep([arrival(*((n, T0, BIG) for n in range(10**6, 10**6 + 100)))], [])
        assert reader.counts() == {"imm-1": 101 + 100 * stored}


@contextmanager
def held(place: Place) -> Iterator[None]:
    """Another program changes the tables and does not come to an end."""
    if place.database is None:
        with closing(sqlite3.connect(place.data / "hub.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("COMMIT")
    else:
        with psycopg.connect(place.database) as db:
            db.execute(f"LOCK TABLE {', '.join(SQLModel.metadata.tables)} IN EXCLUSIVE MODE")
            yield


async def test_while_the_store_is_locked_nothing_is_receipted_and_then_everything_is(place: Place):
    store = Watched(place)
    reader = reader_at(place)
    await store.keep([arrival((1000, T0, birth()))], [])
    async with at_work(store) as works:
        with held(place):
            for seq in range(1, 6):
                works.inbox.deliver(note_letter(seq))
            for _ in range(2):
                await store.refuses_again()
            assert "another program keeps it locked" in (works.ingest.problem or "")
            assert (works.broker.receipted, works.shown) == ([], 0)
            assert reader.counts() == {"imm-1": 1}
        await works.broker.until(5)
        assert (sorted(works.broker.receipted), works.ingest.problem) == ([1, 2, 3, 4, 5], None)
        assert reader.counts() == {"imm-1": 6}
    reader.close()
    await store.close()


async def test_a_change_by_a_person_is_refused_at_once_while_the_store_is_locked(place: Place):
    async with opened(place) as (store, reader):
        with held(place), pytest.raises(StoreBlockedError):
            await store.change(note)
        assert reader.audit() == []
        await store.change(note)
        assert [row.what for row in reader.audit()] == ["asked"]


def note(db: Session) -> None:
    db.add(AuditRow(at_us=T0, role="admin", what="asked"))


async def test_roll_ups_wait_while_a_month_is_locked(tmp_path: Path):
    async with opened(Place(tmp_path)) as (store, reader):
        await store.keep([arrival((1, T0, birth())), arrival((2, T0, sample((T0, 1, 2))))], [])
        with closing(sqlite3.connect(tmp_path / "frames-202609.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert await store.roll() == 0
            assert store.behind() == 1
        await roll_all(store)
        answer = reader.series("imm-1", ["melt_temperature_c"], from_us=T0 - 86_400 * S, to_us=T0 + 86_400 * S)
        assert answer["series"][0]["high"] == [1]


def writes_garbage(data: Path) -> None:
    (data / "hub.db").write_bytes(b"This is a shopping list, not a database. " * 100)


def makes_a_file_of_the_folder(data: Path) -> None:
    data.rmdir()
    data.write_text("in the way")


def takes_the_right_to_write(data: Path) -> None:
    data.chmod(0o500)


def spoils_a_month(data: Path) -> None:
    (data / "frames-202609.db").write_bytes(b"no database " * 500)


def comes_from_the_future(data: Path) -> None:
    with closing(sqlite3.connect(data / "frames-202609.db")) as db:
        db.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (writes_garbage, "it is not a SQLite database"),
        (makes_a_file_of_the_folder, "it cannot be used: File exists"),
        (takes_the_right_to_write, "this user may not write here"),
        (spoils_a_month, "it is not a SQLite database"),
        (comes_from_the_future, "it has format 99, this program knows 2"),
    ],
)
def test_a_store_that_cannot_be_opened_says_so_in_one_message(
    tmp_path: Path, spoil: Callable[[Path], None], words: str
):
    if spoil is takes_the_right_to_write and os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    data = tmp_path / "data"
    data.mkdir()
    spoil(data)
    with pytest.raises(StoreError) as caught:
        Store(data, ZONE)
    message = str(caught.value)
    assert words in message
    assert str(data) in message
    assert "Nothing was started." in message


def test_a_database_that_another_program_holds_says_so(tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / "hub.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="another program keeps it locked"):
            Store(tmp_path, ZONE)


def test_too_little_room_for_a_backup_says_so_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    class Full:
        free = 10

    asyncio.run(Store(tmp_path, ZONE).close())
    with closing(sqlite3.connect(tmp_path / "hub.db")) as db:
        db.execute("UPDATE alembic_version SET version_num = '0000'")
        db.commit()
    monkeypatch.setattr(sqlite_database.shutil, "disk_usage", lambda _path: Full)
    monkeypatch.setattr("sprue_server.store.migrate._refuse_newer", lambda *_: None)
    with pytest.raises(StoreError, match="10 are free"):
        Store(tmp_path, ZONE)


async def test_after_a_full_disk_shots_with_curves_are_whole(tmp_path: Path):
    async with opened(Place(tmp_path)) as (store, reader):
        await store.keep([arrival((1, T0, birth()))], [])
        shut(store)
        curve = [float(n * 7919 % 1000) for n in range(3000)]
        rows = [arrival((n, T0 + n * S, shot(n, curve=curve))) for n in range(2, 60)]
        with pytest.raises(StoreBlockedError):
            await store.keep(rows, [])
        assert reader.shots("imm-1") == []
        widen(store)
        await store.keep(rows, [])
        found = reader.curves_of(reader.shots("imm-1"))
        assert len(found) == 58
        assert all(len(curves[0].values) == 3000 for curves in found.values())
