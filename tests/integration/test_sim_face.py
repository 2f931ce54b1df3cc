"""Simulated machines over real TCP: who asks again misses nothing; a machine waits only to catch up."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest

from sprue_contract.face import MAX_LINE, Ask, read_line
from sprue_sim import library
from sprue_sim.clock import MachineClock
from sprue_sim.faces.lines import Cell, Face
from sprue_sim.history import Past
from sprue_sim.live import AHEAD, RING, Live
from sprue_sim.machine import Machine
from sprue_sim.schedule import HOUR_US as HOUR

START = 1_795_000_000_000_000


def cell(clock: MachineClock, seed: int = 3, days: float = 0.4) -> Cell:
    preset = library.preset("bottle-cap")
    machine = Machine(preset, "Caps", seed, clock.start_us)
    past = Past(preset, "Caps", seed, START - int(days * 24 * HOUR), START, "Europe/Madrid")
    return Cell(Live(machine, clock), [past])


def far_behind() -> MachineClock:
    """A machine with a week to catch up: it never meets the clock within a test."""
    return MachineClock(START, START + 168 * HOUR, wall_s=lambda: 0.0)


def in_step(pace: float = 1000) -> MachineClock:
    """Reproducible time: from an epoch on, at a pace."""
    loop = asyncio.get_running_loop()
    return MachineClock(START, START, pace, loop.time, loop.time(), fixed=True)


@asynccontextmanager
async def factory(**cells: Cell) -> AsyncIterator[int]:
    server = await asyncio.start_server(Face(cells, rest_s=0).answer, "127.0.0.1", 0)
    before = asyncio.all_tasks()
    tasks = [asyncio.create_task(one.live.work()) for one in cells.values()]
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        answering = asyncio.all_tasks() - before - set(tasks)
        for task in (*tasks, *answering):
            task.cancel()
        await asyncio.gather(*tasks, *answering, return_exceptions=True)


@asynccontextmanager
async def reading(port: int, ask: Ask | bytes) -> AsyncIterator[asyncio.StreamReader]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=MAX_LINE)
    writer.write(ask if isinstance(ask, bytes) else ask.model_dump_json().encode() + b"\n")
    try:
        yield reader
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def lines(port: int, ask: Ask | bytes, count: int = 1) -> list[bytes]:
    async with reading(port, ask) as reader:
        return [await reader.readline() for _ in range(count)]


def positions(told: list[bytes]) -> list[int]:
    return [json.loads(text)["position"] for text in told]


def live(run: str | None = None, after: int = 0) -> Ask:
    return Ask(machine="caps", run=run, after=after)


async def test_a_machine_first_says_what_it_is_and_then_counts_up_by_one():
    async with factory(caps=cell(far_behind())) as port:
        told = await lines(port, live(), 200)
    records = [read_line(text) for text in told]
    assert records[0].kind == "birth"
    assert positions(told) == list(range(1, 201))
    assert {record.run for record in records} == {records[0].run}
    assert {"birth", "sample", "shot"} <= {record.kind for record in records}


async def test_who_asks_again_after_a_position_goes_on_there_and_is_told_the_same():
    async with factory(caps=cell(far_behind())) as port:
        whole = await lines(port, live(), 300)
        run = read_line(whole[0]).run
        for after in (1, 150, 299):
            assert await lines(port, live(run, after), 300 - after) == whole[after:]


async def test_who_knows_another_run_is_told_everything_from_the_birth_on():
    async with factory(caps=cell(far_behind())) as port:
        (first,) = await lines(port, live("r-of-yesterday", 77))
    assert read_line(first).kind == "birth"


async def test_a_machine_that_catches_up_waits_for_its_reader():
    caps = cell(far_behind())
    async with factory(caps=caps) as port:
        await until_it_waits(caps.live)
        waiting = caps.live.told
        assert AHEAD <= waiting < AHEAD + 20, "it waits at once, not a cycle later than it must"
        told = await lines(port, live(), waiting + 50)
    assert positions(told) == list(range(1, waiting + 51))


async def test_a_reader_that_dies_with_lines_unread_finds_them_again():
    caps = cell(far_behind())
    async with factory(caps=caps) as port:
        run = read_line((await lines(port, live()))[0]).run
        for kept in (40, 90, 400):
            await until_it_waits(caps.live)
            told = await lines(port, live(run, kept), 3)
            assert positions(told) == [kept + 1, kept + 2, kept + 3]
            await lines(port, live(run, kept), 310)


async def test_after_the_ring_has_moved_on_a_reader_gets_the_birth_and_the_oldest_there_is():
    caps = cell(in_step())
    async with factory(caps=caps) as port:
        async with reading(port, live()) as gone:
            while json.loads(await gone.readline())["position"] < RING + 100:
                pass
        told = [read_line(text) for text in await lines(port, live(), 5)]
    assert [told[0].kind, told[0].position] == ["birth", 1]
    assert told[1].position > 100, "the gateway sees the gap"
    assert [one.position for one in told[2:]] == [told[1].position + step for step in (1, 2, 3)]


async def test_several_readers_are_told_the_same():
    async with factory(caps=cell(far_behind())) as port:
        one, other = await asyncio.gather(lines(port, live(), 120), lines(port, live(), 120))
    assert one == other


async def test_with_an_epoch_the_same_seed_tells_the_same_records_whoever_reads_when():
    async with factory(caps=cell(in_step(200))) as port:
        slow = await lines(port, live(), 100)
    async with factory(caps=cell(in_step(1000))) as port:
        await asyncio.sleep(0.1)
        fast = await lines(port, live(), 100)
    assert slow[1:] == fast[1:], "all but the pace that the birth tells"
    frames = [json.loads(text)["body"]["frames"] for text in slow if b'"sample"' in text]
    assert {len(one) for one in frames} == {1}


async def test_history_is_told_from_any_position_and_then_the_line_is_closed():
    async with factory(caps=cell(in_step(1))) as port:
        async with reading(port, Ask(machine="caps", stream="history")) as reader:
            whole = (await reader.read()).splitlines(keepends=True)
        run = read_line(whole[0]).run
        assert run.startswith("history-")
        assert positions(whole) == list(range(1, len(whole) + 1))
        assert len(whole) > 1000
        for after in (1, 777, len(whole)):
            ask = Ask(machine="caps", stream="history", run=run, after=after)
            async with reading(port, ask) as reader:
                assert (await reader.read()).splitlines(keepends=True) == whole[after:]


async def test_history_ends_where_live_begins():
    caps = cell(in_step(1))
    async with factory(caps=caps) as port:
        async with reading(port, Ask(machine="caps", stream="history")) as reader:
            past = [read_line(text) for text in (await reader.read()).splitlines()]
        birth = read_line((await lines(port, live()))[0])
    assert past[0].body["until_us"] == birth.body["started_us"] == START
    assert max(record.measured_us for record in past) <= START


async def test_the_last_hours_are_told_before_the_weeks_before_them():
    caps = cell(MachineClock(START, START + HOUR // 2, wall_s=lambda: 0.0))
    async with factory(caps=caps) as port, reading(port, Ask(machine="caps", stream="history")) as weeks:
        await until_it_waits(caps.live)
        first = asyncio.create_task(weeks.readline())
        async with reading(port, live()) as reader:
            while not caps.live.caught_up.is_set():
                await reader.readline()
                assert not first.done() or caps.live.caught_up.is_set(), "the weeks before wait"
        assert read_line(await first).kind == "birth"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (Ask(machine="lathe"), "no machine 'lathe' here; there are: caps"),
        (b"hello\n", "not a question a machine understands"),
        (b'{"machine": "caps", "stream": "future"}\n', "not a question a machine understands"),
        (b"x" * 100_000 + b"\n", "not a question a machine understands"),
    ],
)
async def test_a_question_that_cannot_be_answered_is_refused_with_a_reason(question: Any, answer: str):
    async with factory(caps=cell(far_behind())) as port:
        (told,) = await lines(port, question)
    with pytest.raises(ValueError, match=answer):
        read_line(told)


async def until_it_waits(machine: Live) -> None:
    """A machine that has found no room tells nothing more, however often the others have their turn."""
    before = -1
    while before != machine.told:
        before = machine.told
        for _ in range(20):
            await asyncio.sleep(0)
