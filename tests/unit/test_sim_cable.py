"""The cable of a borrowed press: what it carries, what a pull tears, and that it can be put back."""

import asyncio
import secrets
import socket
from contextlib import asynccontextmanager

import pytest

from sprue_cli import processes
from sprue_sim.cable import Cable, why_none


class Broker:
    """Answers every byte with itself; it notes how each connection ended."""

    def __init__(self) -> None:
        self.port, self.ended, self._server = 0, [], None
        self.lines: list[asyncio.StreamWriter] = []

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._echo, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _echo(self, reader, writer) -> None:
        self.lines.append(writer)
        try:
            while data := await reader.read(1000):
                writer.write(data)
                await writer.drain()
            self.ended.append("closed")
        except OSError:
            self.ended.append("torn")
        finally:
            writer.close()

    def close(self) -> None:
        self._server.close()
        for writer in self.lines:
            writer.transport.abort()


@asynccontextmanager
async def laid():
    """A broker, the cable to it, and the cable's work."""
    broker = Broker()
    await broker.open()
    cable = Cable(f"mqtt://me:word@127.0.0.1:{broker.port}")
    work = asyncio.create_task(cable.work())
    await until(lambda: cable.plugged)
    try:
        yield broker, cable
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        cable.close()
        broker.close()
        await until(lambda: len(broker.ended) == len(broker.lines))
        assert cable.lines == 0


async def until(true) -> None:
    async def look() -> bool:
        return bool(true())

    assert await processes.until(look, 10, 0.002)


async def line(cable: Cable):
    return await asyncio.open_connection("127.0.0.1", cable.port)


async def said_back(both, told: bytes) -> bytes:
    reader, writer = both
    writer.write(told)
    return await reader.readexactly(len(told))


async def is_torn(both) -> bool:
    reader, writer = both
    try:
        return await reader.read() == b""
    except ConnectionError:
        return True
    finally:
        writer.close()


async def test_bytes_arrive_as_they_left_however_many():
    async with laid() as (_, cable):
        both, told = await line(cable), secrets.token_bytes(3_000_000)
        assert await said_back(both, told) == told
        both[1].close()


async def test_what_was_written_before_a_side_closed_still_arrives():
    async with laid() as (broker, cable):
        reader, writer = await line(cable)
        told = secrets.token_bytes(500_000)
        writer.write(told)
        writer.write_eof()
        assert await reader.read() == told
        writer.close()
        await until(lambda: broker.ended == ["closed"])


async def test_pulled_every_connection_is_torn_at_both_ends_and_new_ones_are_refused():
    async with laid() as (broker, cable):
        lines = [await line(cable) for _ in range(20)]
        assert [await said_back(both, b"ping") for both in lines] == [b"ping"] * 20
        assert cable.lines == 20
        cable.pull()
        assert not cable.plugged
        assert all([await is_torn(both) for both in lines])
        await until(lambda: len(broker.ended) == 20)
        with pytest.raises(ConnectionRefusedError):
            await line(cable)
        with socket.socket() as other, pytest.raises(OSError, match="in use"):
            other.bind(("127.0.0.1", cable.port))


async def test_plugged_in_again_it_is_the_same_cable():
    async with laid() as (_, cable):
        for _ in range(5):
            cable.pull()
            cable.pull()
            await cable.plug()
            await cable.plug()
            both = await line(cable)
            assert await said_back(both, b"ping") == b"ping"
            both[1].close()


async def test_a_pull_before_it_has_begun_is_not_passed_over():
    cable = Cable("mqtt://127.0.0.1:1")
    cable.pull()
    work = asyncio.create_task(cable.work())
    try:
        for _ in range(5):
            await asyncio.sleep(0)
        assert not cable.plugged
        await cable.plug()
        assert cable.plugged
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        cable.close()


async def test_a_gateway_that_is_gone_is_gone_for_the_broker_too():
    async with laid() as (broker, cable):
        both = await line(cable)
        await said_back(both, b"ping")
        both[1].transport.abort()
        await until(lambda: len(broker.ended) == 1)
        await until(lambda: cable.lines == 0)


async def test_a_broker_that_is_away_tears_the_line_and_is_found_again():
    async with laid() as (broker, cable):
        both = await line(cable)
        await said_back(both, b"ping")
        broker.close()
        assert await is_torn(both)
        assert await is_torn(await line(cable)), "taken, and torn as nobody is there"
        assert cable.plugged, "a broker that is away is not a cable that is out"
        await broker.open()
        both = await line(cable)
        assert await said_back(both, b"ping") == b"ping"
        both[1].close()


async def test_a_cable_that_is_pulled_while_a_connection_begins_carries_none(monkeypatch):
    """The broker answers late: between the gateway's call and its answer the cable is pulled."""
    begun, go_on, connect = asyncio.Event(), asyncio.Event(), asyncio.open_connection

    async def late(*place):
        begun.set()
        await go_on.wait()
        return await connect(*place)

    async with laid() as (_, cable):
        monkeypatch.setattr(asyncio, "open_connection", late)
        both = await connect("127.0.0.1", cable.port)
        await begun.wait()
        cable.pull()
        go_on.set()
        assert await is_torn(both)
        await until(lambda: cable.lines == 0)


@pytest.mark.parametrize(
    ("broker", "called"),
    [
        ("mqtt://sandbox:w%40rd@127.0.0.1:1884", "mqtt://sandbox:w%40rd@127.0.0.1:{}"),
        ("mqtt://sandbox:word@broker.firm", "mqtt://sandbox:word@127.0.0.1:{}"),
        ("mqtt://[::1]:1884", "mqtt://127.0.0.1:{}"),
        ("mqtts://sandbox:word@localhost:8883", "mqtts://sandbox:word@localhost:{}"),
    ],
)
def test_the_gateway_calls_the_cable_with_the_same_user_and_password(broker, called):
    cable = Cable(broker)
    cable.close()
    assert cable.url == called.format(cable.port)
    assert why_none(broker) is None


def test_a_broker_that_proves_its_name_cannot_be_reached_by_another():
    refused = why_none("mqtts://sandbox:word@broker.firm:8883")
    assert (refused.code, refused.params) == ("cable_tls", {"host": "broker.firm"})
