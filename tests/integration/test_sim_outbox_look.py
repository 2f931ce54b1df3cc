"""The simulator reads a gateway's outbox: held against a real one. And what a pulled cable tells of it."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from sprue_cli import processes
from sprue_contract.sandbox import OutboxCount
from sprue_edge.intake import Draft
from sprue_edge.keeper import open_outbox
from sprue_edge.outbox import Outbox
from sprue_sim.cable import Cable, why_none
from sprue_sim.cable_pull import CablePull
from sprue_sim.orders import Refused
from sprue_sim.outbox_look import OutboxUnreadError, look

CELL = "sandbox-1"


def shot(cell: str = CELL) -> Draft:
    return Draft("live", cell, f"{cell}:x:live", "shot", "r", 5, None, ['{"a":1}'], 1, None)


def frames(count: int) -> Draft:
    parts = [f"[{at},1.5]" for at in range(count)]
    return Draft("live", CELL, f"{CELL}:x:live", "sample", "r", 5, "0123456789abcdef", parts, count, None)


@pytest.fixture
def outbox(tmp_path):
    box = open_outbox(tmp_path, limit_bytes=20_000)
    yield box
    box.close()


def agrees(outbox: Outbox) -> OutboxCount:
    """What was read from the file, held against what the outbox itself says."""
    told, truth, stock = look(outbox.path, CELL).told, outbox.counts()[CELL], outbox.stock()
    assert (told.produced, told.receipted, told.given_up) == (truth.produced, truth.receipted, truth.dropped)
    mine = [one for group, one in stock.items() if group.cell == CELL]
    assert told.waiting_rows == sum(one.rows for one in mine)
    assert told.waiting_bytes == sum(one.bytes for one in mine)
    assert told.produced == told.waiting + told.receipted + told.given_up
    assert told.session == outbox.session
    return told


def test_it_counts_what_a_real_outbox_counts(outbox):
    assert look(outbox.path, CELL).told.produced == 0
    outbox.write([shot(), frames(30), shot("another-cell")], [])
    told = agrees(outbox)
    assert (told.produced, told.waiting, told.waiting_rows) == (31, 31, 2)
    outbox.write([shot()], [(1, 2)])
    told = agrees(outbox)
    assert (told.produced, told.receipted, told.waiting) == (32, 31, 1)
    found = look(outbox.path, CELL)
    assert (found.oldest, found.next_seq) == (4, outbox.last_seq() + 1)


def test_what_was_given_up_is_counted_as_that(outbox):
    outbox.write([frames(60) for _ in range(100)], [])
    told = agrees(outbox)
    assert 0 < told.given_up < told.produced == 6000


def test_a_look_sees_what_is_committed_and_holds_nobody_up(outbox):
    outbox.write([shot()], [])
    with outbox._transaction():
        outbox._db.execute("UPDATE count SET produced = 99")
        assert look(outbox.path, CELL).told.produced == 1


def test_what_is_no_outbox_yet_is_said(tmp_path):
    with pytest.raises(OutboxUnreadError, match="unable to open"):
        look(tmp_path / "outbox.db", CELL)
    (tmp_path / "outbox.db").touch()
    with pytest.raises(OutboxUnreadError, match="no such table"):
        look(tmp_path / "outbox.db", CELL)


@asynccontextmanager
async def working(outbox: Outbox):
    """A cable in use; each look at a draining outbox but the first waits for the test."""
    pull, looks = CablePull(CELL, outbox.path, Cable("mqtt://127.0.0.1:1")), asyncio.Queue(1)
    pull.sleep = looks.put
    work = asyncio.create_task(pull.work())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    yield pull, looks
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    pull.close()


async def drained(pull: CablePull) -> bool:
    return (await pull.view()).outage.drained_s is not None


async def test_how_long_draining_takes_is_counted_from_the_plug_and_of_what_waited_then(outbox):
    outbox.write([shot(), shot()], [])
    async with working(outbox) as (pull, looks):
        assert (await pull.view()).outage is None
        told = await pull.put(plugged=False)
        assert (told.plugged, told.outage.in_us, pull.unplugged) == (False, None, True)
        assert (await pull.put(plugged=False)).outage == told.outage, "out already"
        outbox.write([frames(10), shot()], [])
        told = await pull.put(plugged=True)
        assert (told.plugged, told.outage.waiting, told.outage.drained_s) == (True, 13, None)
        outbox.write([shot()], [(1, 2), (4, 4)])
        await looks.get()
        await looks.get()
        assert not await drained(pull)
        outbox.write([], [(3, 3)])
        pull.sleep = asyncio.sleep  # a look that has begun may see it already, so nothing is waited for in turn
        if not looks.empty():
            looks.get_nowait()
        assert await processes.until(lambda: drained(pull), 10, 0.002)
        told = await pull.put(plugged=True)
        assert told.outbox.waiting == 1, "made after the plug"
        assert told.outage.in_us >= told.outage.out_us, "in already"
        assert (await pull.put(plugged=False)).outage.waiting is None


async def test_a_cable_that_cannot_be_is_refused_and_still_told(tmp_path):
    pull = CablePull(CELL, tmp_path / "outbox.db", why_none("mqtts://broker.firm"))
    assert (await pull.view()).why_not.code == "cable_tls"
    with pytest.raises(Refused, match="cannot be pulled") as refused:
        await pull.put(plugged=False)
    assert refused.value.status == 409
    assert not pull.unplugged
