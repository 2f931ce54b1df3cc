"""A disk that is full: the gateway pauses, says so once, loses nothing, and goes on by itself."""

import asyncio
import json
import logging
import shutil
import sqlite3
import time
from contextlib import asynccontextmanager

from sprue_edge.intake import ROOM_ROWS, Intake
from sprue_edge.keeper import RESERVE_BYTES, Keeper, OutboxThread
from sprue_edge.outbox import Outbox
from sprue_edge.outbox_file import Group
from sprue_edge.publisher import Publisher
from sprue_edge.reading import Reading

SHOTS = Group("live", "c", "shot")
NO_LIMIT = 1_000_000
FEW_PAGES = 12


def limit(outbox: Outbox, pages: int) -> None:
    outbox._db.execute(f"PRAGMA max_page_count = {pages}")


def shot(number: int) -> Reading:
    body = json.dumps({"counter": number, "text": "x" * 900})
    return Reading("shot", "r", number, body, {"row": number})


def kept(outbox: Outbox) -> list[int]:
    return [json.loads(row.text)["body"]["counter"] for row in outbox.rows(SHOTS, 0, 10**9, 10**6)]


@asynccontextmanager
async def keeping(folder, pages: int):
    """A keeper at work on a disk of so many pages, and a source that reads as fast as it may."""
    outbox = Outbox(folder / "outbox.db")
    limit(outbox, pages)
    keeper = Keeper(outbox, Intake(), OutboxThread())
    read: list[int] = []

    async def source() -> None:
        for number in range(1, 10**6):
            await keeper.intake.add("s", "c", "live", shot(number))
            read.append(number)
            await asyncio.sleep(0)

    tasks = [asyncio.create_task(work) for work in (keeper.run(), source())]
    try:
        yield keeper, read, tasks
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        outbox.close()


async def until(true, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not become true in time"
        await asyncio.sleep(0.01)


async def paused(read: list[int]) -> None:
    """The source has not been able to hand over anything for a while."""
    before = -1
    while before != len(read):
        before = len(read)
        await asyncio.sleep(0.3)


async def test_a_full_disk_pauses_the_sources_and_loses_nothing_that_was_kept(tmp_path):
    async with keeping(tmp_path, FEW_PAGES) as (keeper, read, tasks):
        await until(lambda: keeper.trouble)
        await paused(read)
        assert not any(task.done() for task in tasks), "nobody dies of it"
        assert len(read) <= 2 * ROOM_ROWS + 100, "what is read and not kept is bounded"
        numbers = kept(keeper.outbox)
        limit(keeper.outbox, NO_LIMIT)
        await until(lambda: keeper.trouble is None)
        tasks[1].cancel()
        await until(lambda: len(keeper.intake) == 0 and keeper.counts["c"].produced >= len(read))
        assert kept(keeper.outbox)[: len(numbers)] == numbers
        assert kept(keeper.outbox) == list(range(1, len(kept(keeper.outbox)) + 1)), "in order, each once"


async def test_a_receipt_makes_room_although_what_is_new_does_not_fit_yet(tmp_path):
    async with keeping(tmp_path, NO_LIMIT) as (keeper, _, _):
        # more than can wait in memory: what the receipt frees must be enough for what waits
        await until(lambda: "c" in keeper.counts and keeper.counts["c"].produced > ROOM_ROWS + 500)
        pages = keeper.outbox._db.execute("PRAGMA page_count").fetchone()[0]
        limit(keeper.outbox, pages)
        await until(lambda: keeper.trouble)
        produced = keeper.counts["c"].produced
        keeper.receipted([(1, keeper.outbox.last_seq())])
        await until(lambda: keeper.counts["c"].receipted > 0)
        await until(lambda: keeper.counts["c"].produced > produced)


async def test_the_last_megabytes_of_a_disk_are_left_to_receipts(tmp_path):
    """Or nothing could be taken out any more of an outbox that has filled its disk by itself."""
    outbox, room = Outbox(tmp_path / "outbox.db"), [2 * RESERVE_BYTES]
    keeper = Keeper(outbox, Intake(), OutboxThread(), lambda: room[0])
    await keeper.intake.add("s", "c", "live", shot(1))
    await keeper.commit()
    room[0] = RESERVE_BYTES - 1
    await keeper.intake.add("s", "c", "live", shot(2))
    drafts = keeper.intake.take()
    assert not await keeper._written(drafts)
    assert "the disk is full" in keeper.trouble
    keeper.receipted([(1, 1)])
    assert await keeper._written([])
    assert kept(outbox) == []
    room[0] = RESERVE_BYTES
    assert await keeper._written(drafts)
    assert kept(outbox) == [2]
    outbox.close()


async def test_room_in_the_file_counts_as_room(tmp_path):
    outbox = Outbox(tmp_path / "outbox.db")
    keeper = Keeper(outbox, Intake(), OutboxThread())
    for number in range(1, 400):
        await keeper.intake.add("s", "c", "live", shot(number))
    await keeper.commit()
    before = outbox.room_bytes() - shutil.disk_usage(tmp_path).free
    keeper.receipted([(1, 400)])
    await keeper.commit()
    after = outbox.room_bytes() - shutil.disk_usage(tmp_path).free
    assert after - before > 300_000
    outbox.close()


async def full(folder) -> tuple[Keeper, list]:
    """A keeper on a full disk, and what it cannot write."""
    outbox = Outbox(folder / "outbox.db")
    limit(outbox, FEW_PAGES)
    keeper = Keeper(outbox, Intake(), OutboxThread())
    for number in range(60):
        await keeper.intake.add("s", "c", "live", shot(number))
    return keeper, keeper.intake.take()


async def test_a_full_disk_is_told_once_with_what_to_do(tmp_path, caplog):
    caplog.set_level(logging.WARNING)
    keeper, drafts = await full(tmp_path)
    for _ in range(3):
        assert not await keeper._written(drafts)
    (told,) = caplog.messages
    assert "the disk is full" in told
    assert f"{tmp_path / 'outbox.db'} cannot grow. Make room" in told
    assert "nothing that was kept is lost" in told
    limit(keeper.outbox, NO_LIMIT)
    await keeper.commit()
    assert "reading goes on" in caplog.messages[-1]
    assert keeper.trouble is None
    keeper.outbox.close()


async def test_the_status_says_that_the_disk_is_full(tmp_path):
    keeper, drafts = await full(tmp_path)
    publisher = Publisher("gw", None, keeper, {"c": "ok"})
    assert not await keeper._written(drafts)
    assert "the disk is full" in json.loads(publisher._status("online"))["status"]["sources"]["c"]
    keeper.outbox.close()


async def test_a_locked_outbox_is_not_called_a_full_disk(tmp_path):
    outbox = Outbox(tmp_path / "outbox.db")
    keeper = Keeper(outbox, Intake(), OutboxThread())
    other = sqlite3.connect(tmp_path / "outbox.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    outbox._db.execute("PRAGMA busy_timeout = 10")
    await keeper.intake.add("s", "c", "live", shot(1))
    assert not await keeper._written(keeper.intake.take())
    assert "the outbox cannot be written (database is locked)" in keeper.trouble
    other.close()
    outbox.close()
