"""A line that hangs: calls into it end soon, also when the broker is there again; a slow one has its time."""

import asyncio

import pytest

from sprue_edge import link as link_module
from sprue_edge.link import PATIENT_ANSWER_S, PATIENT_EVERY, QUICK_ANSWER_S, Link, Patience, parse_broker

CONNACK = bytes([0x20, 2, 0, 0])
MANY = 60.0  # seconds that a test would wait for what never comes


class Broker:
    """Answers a call by a CONNACK, or leaves it hanging as a router does that has forgotten the line."""

    def __init__(self) -> None:
        self.hangs, self.calls = True, 0
        self.called = asyncio.Event()

    async def serve(self, reader, writer) -> None:
        hangs = self.hangs
        await reader.read(1)
        self.calls += 1
        self.called.set()
        if not hangs:
            writer.write(CONNACK)
        while await reader.read(1000):
            pass
        writer.close()

    async def next_call(self) -> None:
        self.called.clear()
        async with asyncio.timeout(MANY):
            await self.called.wait()


@pytest.fixture
async def broker(monkeypatch):
    monkeypatch.setattr(link_module, "FIRST_WAIT_S", 0.01)
    monkeypatch.setattr(link_module, "LAST_WAIT_S", 0.01)
    monkeypatch.setattr(link_module, "LEAST_WAIT_S", 0.01)
    made = Broker()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    yield made
    server.close()


async def test_a_call_that_hangs_is_followed_by_another_and_the_first_answer_is_taken(broker, monkeypatch):
    monkeypatch.setattr(link_module, "QUICK_ANSWER_S", 0.05)
    monkeypatch.setattr(link_module, "PATIENT_ANSWER_S", 0.05)
    link = Link(parse_broker(f"mqtt://127.0.0.1:{broker.port}"), "gateway-1", [], None)
    running = asyncio.create_task(link.run())
    await broker.next_call()
    await broker.next_call()
    assert not link.connected
    broker.hangs = False
    async with asyncio.timeout(MANY):
        await link.wake.wait()
    assert (link.connected, link.connections) == (True, 1)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def waits(patience: Patience, tries: int) -> list[float]:
    return [patience.next_s() for _ in range(tries)]


def test_a_line_that_was_quick_is_given_little_time_but_now_and_then_more():
    patience = Patience()
    patience.answered(0.02)
    assert waits(patience, PATIENT_EVERY - 1) == [QUICK_ANSWER_S] * (PATIENT_EVERY - 1)
    assert patience.next_s() == PATIENT_ANSWER_S


def test_a_line_that_was_slow_has_its_time():
    patience = Patience()
    patience.answered(0.8)
    assert 2 < patience.next_s() < PATIENT_ANSWER_S
    patience.answered(3)
    patience.answered(4)
    assert Patience().next_s() == QUICK_ANSWER_S
    assert patience.next_s() < PATIENT_ANSWER_S, "the quickest of the last ones counts"


def test_of_a_line_that_never_answered_every_other_call_is_patient():
    assert waits(Patience(), 4) == [QUICK_ANSWER_S, PATIENT_ANSWER_S] * 2
