"""A store that is full, locked, damaged or read-only says so, loses nothing and recovers by itself."""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session
from store_world import T0, ZONE, Place, S, arrival, birth, opened, roll_all, sample, shot

from sprue_contract.payloads import Event
from sprue_server.inbox import Inbox, Letter
from sprue_server.ingest import Ingest
from sprue_server.store.problems import StoreBlockedError, StoreError
from sprue_server.store.reader import Reader
from sprue_server.store.sqlite import database as sqlite_database
from sprue_server.store.store import Store
from sprue_server.store.tables import AuditRow

BIG = Event(what="note", name="big", text="x" * 400)


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


class Broker:
    """What ingest tells gateways."""

    def __init__(self, waits_for: int) -> None:
        self.receipted: list[int] = []
        self.waits_for, self.done = waits_for, asyncio.Event()

    def receipt(self, _gateway: str, _session: str, seqs: list[int]) -> None:
        self.receipted += seqs
        if len(self.receipted) >= self.waits_for:
            self.done.set()

    def rebirth(self, _gateway: str, _cell: str, _reason: str) -> None:
        """Not asked here."""


class Watched(Store):
    """Tells when it could not write."""

    def __init__(self, data: Path) -> None:
        super().__init__(data, ZONE)
        self.refused = asyncio.Event()

    async def keep(self, *batch: Any) -> set[tuple[str, str]]:
        try:
            return await super().keep(*batch)
        except StoreBlockedError:
            self.refused.set()
            raise


def letter(seq: int) -> Letter:
    body = BIG.model_dump_json()
    row = f'{{"seq":{seq},"run":"r1","measured_us":{T0},"body":{body}}}'
    payload = f'{{"v":1,"gateway":"gw","session":"s1","sent_us":1,"rows":[{row}]}}'
    return Letter("sprue/v1/gw/imm-1/event", payload.encode(), retained=False, arrived_us=T0)


async def test_while_the_store_is_locked_nothing_is_receipted_and_then_everything_is(tmp_path: Path):
    store = Watched(tmp_path)
    reader = Reader(tmp_path, ZONE)
    await store.keep([arrival((1000, T0, birth()))], [])
    inbox, broker = Inbox(asyncio.get_running_loop()), Broker(5)
    ingest = Ingest(inbox, store, broker)
    shown: list[int] = []
    work = asyncio.create_task(ingest.work(lambda some: shown.extend([len(some)]), lambda _word: None))
    with closing(sqlite3.connect(tmp_path / "hub.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for seq in range(1, 6):
            inbox.deliver(letter(seq))
        for _ in range(2):
            store.refused.clear()
            await store.refused.wait()
        assert "another program keeps it locked" in (ingest.problem or "")
        assert (broker.receipted, shown) == ([], [])
        assert reader.counts() == {"imm-1": 1}
        other.execute("COMMIT")
    await broker.done.wait()
    assert (sorted(broker.receipted), ingest.problem) == ([1, 2, 3, 4, 5], None)
    assert reader.counts() == {"imm-1": 6}
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    reader.close()
    await store.close()


async def test_a_change_by_a_person_is_refused_at_once_while_the_store_is_locked(tmp_path: Path):
    async with opened(Place(tmp_path)) as (store, reader):
        with closing(sqlite3.connect(tmp_path / "hub.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreBlockedError):
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
        (comes_from_the_future, "it has format 99, this program knows 1"),
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
