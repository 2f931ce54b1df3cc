"""A loop of the hub that dies takes the hub with it: the supervisor starts a whole one, not half of one."""

import asyncio
import socket

import pytest
from api_hub import a_hub
from store_world import Place
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from sprue_server import running
from sprue_server.config import HubConfig
from sprue_server.doors import Door
from sprue_server.inbox import Inbox


class Dying:
    """An ingest that ends with an error when told to."""

    rows = quarantined = 0
    problem = None

    def __init__(self) -> None:
        self.now, self.inbox = asyncio.Event(), Inbox(asyncio.get_running_loop())

    async def work(self, _stored, _heard) -> None:
        await self.now.wait()
        raise RuntimeError("the inbox has come apart")


class Quiet:
    """A broker and an inbox of which nothing is known."""

    def look(self, behind: int) -> None: ...

    def health(self) -> dict[str, object]:
        return {"broker": "away", "store": "ok", "store_problem": None} | dict.fromkeys(
            ("inbox", "inbox_dropped", "messages_per_s", "rows_per_s", "quarantined", "rollup_behind"), 0
        )


@pytest.mark.parametrize("screens", [0, 3])
async def test_a_loop_that_dies_ends_the_hub_even_with_screens_open(place: Place, screens: int):
    config = HubConfig(broker_url="", data=place.data, plant=place.data)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        address = f"ws://127.0.0.1:{listener.getsockname()[1]}/api/v1/live"
        async with a_hub(place) as hub:
            ingest = Dying()
            hub.outside = Quiet()
            work = asyncio.create_task(
                running._work(
                    running.Running(config, hub.writes, hub, (ingest, hub.outside)),
                    [Door(listener, "http://127.0.0.1")],
                )
            )
            opened = [await patiently(address) for _ in range(screens)]
            ingest.now.set()
            async with asyncio.timeout(15):
                with pytest.raises(ExceptionGroup, match="unhandled errors") as ended:
                    await work
            assert "come apart" in str(ended.value.exceptions[0])
            for screen in opened:
                await screen.close()


async def patiently(place: str):
    for _ in range(200):
        try:
            return await connect(place)
        except (OSError, WebSocketException):
            await asyncio.sleep(0.05)
    return pytest.fail("the hub never answered")
