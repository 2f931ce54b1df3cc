"""The live stream over a real socket: a snapshot, changes, and an end to those who do not read."""

import asyncio
import gc
import json
import socket
import weakref
from collections.abc import Callable
from contextlib import asynccontextmanager

import pytest
import uvicorn
from api_hub import S, a_hub, arrived, fill, shot
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from sprue_server.app import create_app
from sprue_server.live.line import Line
from sprue_server.live.viewers import BEHIND_S, TOO_SLOW
from sprue_server.live.wire import framed


async def until(true: Callable[[], bool]) -> bool:
    """Look again until it is so."""
    for _ in range(2000):
        if true():
            return True
        await asyncio.sleep(0.01)
    return False


@asynccontextmanager
async def serving(hub):
    """Yields the address of a hub that answers on loopback."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(
            uvicorn.Config(create_app(hub), log_level="warning", timeout_graceful_shutdown=5, ws=Line)
        )
        async with asyncio.TaskGroup() as group:
            group.create_task(server.serve(sockets=[listener]))
            assert await until(lambda: server.started)
            yield f"127.0.0.1:{listener.getsockname()[1]}"
            server.should_exit = True


@pytest.fixture
async def hub(place):
    async with a_hub(place) as made:
        made.newest_us = await fill(made, shots=12)
        yield made


async def hear(screen) -> dict:
    return json.loads(await asyncio.wait_for(screen.recv(), 10))


async def end_of(screen) -> int:
    """Read on until the hub closes; the code it gives."""
    try:
        while True:
            await asyncio.wait_for(screen.recv(), 20)
    except ConnectionClosed as closed:
        return closed.rcvd.code


async def test_a_screen_gets_everything_then_what_changes(hub):
    async with serving(hub) as place, connect(f"ws://{place}/api/v1/live") as screen:
        first = await hear(screen)
        assert first["type"] == "snapshot"
        assert [cell["cell"] for cell in first["cells"]] == ["imm-1", "imm-2"]
        assert first["health"]["viewers"] == 0
        moment = hub.newest_us + 30 * S
        arrivals = [arrived(shot(99, moment), moment, 999, moment)]
        await hub.writes.keep(arrivals, [])
        await hub.viewers.send(hub.delta(hub.live.take(arrivals)))
        change = await hear(screen)
        assert (change["type"], change["seq"]) == ("delta", first["seq"] + 1)
        assert [cell["cell"] for cell in change["cells"]] == ["imm-1"]
        assert change["cells"][0]["last_shot"]["counter"] == 100
        assert change["health"]["viewers"] == 1


async def test_health_is_told_once_a_second_and_not_with_every_change(hub, monkeypatch):
    now_us = hub.now_us()
    monkeypatch.setattr(hub, "now_us", lambda: now_us)
    told = []
    for step_us in (0, 100_000, 899_999, 1, 500_000, -3_000_000, 100_000):
        now_us += step_us
        told.append(hub.delta({"imm-1"})(1).health is not None)
    assert told == [True, False, False, True, False, True, False]


async def test_the_newest_shot_of_the_stream_can_be_opened(hub):
    async with serving(hub) as place, connect(f"ws://{place}/api/v1/live") as screen:
        told = (await hear(screen))["cells"][0]["last_shot"]["id"]
        stream, measured_us, seq = map(int, told.split("-"))
        assert hub.reader.shot(stream, measured_us, seq).measured_us == hub.newest_us


async def test_a_screen_that_leaves_is_forgotten(hub):
    async with serving(hub) as place:
        async with connect(f"ws://{place}/api/v1/live") as screen:
            await hear(screen)
            assert len(hub.viewers.all) == 1
        assert await until(lambda: not hub.viewers.all)


class Hours:
    """A clock that is turned on by hand: nobody waits until a viewer has been slow for long enough."""

    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


async def until_dropped(hub) -> None:
    hub.viewers.clock = hours = Hours()
    async with asyncio.timeout(60):
        while not hub.viewers.dropped:
            await hub.viewers.send(hub.delta({"imm-1", "imm-2"}))
            full = any(viewer.wire.full for viewer in hub.viewers.all)
            hours.now_s += BEHIND_S if full else 0.0


async def test_nothing_of_a_screen_that_has_left_waits_for_the_garbage_collector(hub):
    async with serving(hub) as place:
        gc.disable()  # it looks seldom at what has lived for long
        try:
            async with connect(f"ws://{place}/api/v1/live") as screen:
                await hear(screen)
                left = [weakref.ref(found) for viewer in hub.viewers.all for found in (viewer, viewer.wire)]
            assert await until(lambda: not any(one() for one in left))
        finally:
            gc.enable()


async def test_a_screen_that_does_not_read_is_let_go_counted_and_told_why_when_it_looks_again(hub):
    async with serving(hub) as place, connect(f"ws://{place}/api/v1/live", compression=None) as screen:
        screen.transport.pause_reading()
        await until_dropped(hub)
        assert hub.viewers.dropped == 1
        assert not hub.viewers.all
        assert hub.health().viewers_slow == 1
        screen.transport.resume_reading()
        assert await end_of(screen) == TOO_SLOW


async def too_slow(hub, _line) -> None:
    await until_dropped(hub)


async def answers_no_ping(_hub, line) -> None:
    line.keepalive_timeout()


async def hub_ends(_hub, line) -> None:
    line.shutdown()


@pytest.mark.parametrize("end", [too_slow, answers_no_ping, hub_ends])
async def test_a_screen_that_never_reads_again_does_not_keep_its_connection(hub, end):
    async with serving(hub) as place:
        await asyncio.to_thread(knock, place, still := socket.socket())
        assert await until(lambda: bool(hub.viewers.all))
        [line] = [viewer.wire for viewer in hub.viewers.all]
        while not line.full:
            await hub.viewers.send(hub.delta({"imm-1", "imm-2"}))
        await end(hub, line)
        assert await until(lambda: line.disconnected)
        assert await until(lambda: not hub.viewers.all)
        still.close()


async def test_a_screen_that_pauses_and_reads_on_gets_every_message_in_order(hub):
    async with serving(hub) as place, connect(f"ws://{place}/api/v1/live", compression=None) as screen:
        await hear(screen)
        [viewer] = hub.viewers.all
        screen.transport.pause_reading()
        while len(viewer.waiting) < 5:
            await hub.viewers.send(hub.delta({"imm-1", "imm-2"}))
        screen.transport.resume_reading()
        heard = [(await hear(screen))["seq"] for _ in range(hub.viewers.seq)]
        assert heard == list(range(1, hub.viewers.seq + 1))
        assert hub.viewers.dropped == 0


async def test_a_slow_screen_is_held_in_kilobytes_not_megabytes(hub):
    async with serving(hub) as place:
        await asyncio.to_thread(knock, place, still := socket.socket())
        assert await until(lambda: bool(hub.viewers.all))
        [line] = [viewer.wire for viewer in hub.viewers.all]
        sent = 0
        while not line.full:
            line.write(frame := framed("x" * 1000))
            sent += len(frame)
        assert sent < 500_000
        still.close()


def knock(place: str, still: socket.socket) -> None:
    """A screen that asks and then reads nothing at all."""
    still.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    host, port = place.split(":")
    still.connect((host, int(port)))
    lines = ("GET /api/v1/live HTTP/1.1", f"Host: {place}", "Upgrade: websocket", "Connection: Upgrade")
    more = ("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "Sec-WebSocket-Version: 13", "", "")
    still.sendall("\r\n".join(lines + more).encode())


async def test_a_hub_that_is_full_refuses_one_more_and_takes_it_when_there_is_room(hub):
    hub.viewers.most = 1
    async with serving(hub) as place:
        async with connect(f"ws://{place}/api/v1/live") as screen:
            await hear(screen)
            with pytest.raises(InvalidStatus):
                await connect(f"ws://{place}/api/v1/live")
        assert await until(lambda: not hub.viewers.all)
        async with connect(f"ws://{place}/api/v1/live") as screen:
            assert (await hear(screen))["type"] == "snapshot"


@pytest.mark.parametrize("origin", ["http://evil.test", "http://127.0.0.1.evil.test", "null"])
async def test_a_page_of_another_site_does_not_get_to_listen(hub, origin):
    async with serving(hub) as place:
        with pytest.raises(InvalidStatus) as refused:
            await connect(f"ws://{place}/api/v1/live", origin=origin)
        assert refused.value.response.status_code == 403


async def test_our_own_page_listens(hub):
    async with serving(hub) as place, connect(f"ws://{place}/api/v1/live", origin=f"http://{place}") as screen:
        assert (await hear(screen))["type"] == "snapshot"


async def test_whatever_a_screen_says_changes_nothing(hub):
    async with serving(hub) as place, connect(f"ws://{place}/api/v1/live") as screen:
        await hear(screen)
        await screen.send("x" * 1000)
        await screen.send(b"\x00\xff")
        await hub.viewers.send(hub.delta(set()))
        assert (await hear(screen))["type"] == "delta"
