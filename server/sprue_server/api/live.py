"""The live stream: a WebSocket that begins with everything and goes on with changes."""

import asyncio
import logging
from urllib.parse import urlparse

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from sprue_server.api import HubIn
from sprue_server.live.viewers import Viewer
from sprue_server.views import LiveDelta, LiveSnapshot

router = APIRouter(tags=["live"])
log = logging.getLogger(__name__)
TOO_SLOW, FOREIGN = 1013, 1008


@router.websocket("/live")
async def live(socket: WebSocket, hub: HubIn) -> None:
    """LiveSnapshot, then LiveDelta up to four times a second and at least every two seconds."""
    if not same_origin(socket):
        await socket.close(FOREIGN, "open the dashboards from this hub")
        return
    await socket.accept()
    viewer = hub.viewers.join(hub.snapshot)
    try:
        await _serve(socket, viewer)
    finally:
        hub.viewers.leave(viewer)


@router.get("/live-message", summary="One message of the live stream")
def live_message(hub: HubIn) -> LiveSnapshot | LiveDelta:
    """The snapshot that a new viewer begins with, for those who look once or whose network stops WebSockets."""
    return hub.snapshot(hub.viewers.seq)


def same_origin(socket: WebSocket) -> bool:
    """Browsers name the page they come from; another site's page must not listen with our visitor's browser."""
    origin = socket.headers.get("origin")
    return origin is None or urlparse(origin).netloc == socket.headers.get("host")


async def _serve(socket: WebSocket, viewer: Viewer) -> None:
    """Send until the viewer leaves or is too slow."""
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(_send(socket, viewer))
            group.create_task(_until_gone(socket))
            group.create_task(_until_slow(socket, viewer))
    except* (WebSocketDisconnect, RuntimeError, _Gone):  # RuntimeError: Starlette's for a send after the close
        log.debug("a viewer has gone")


class _Gone(Exception):  # noqa: N818  # not an error: the way out of the group
    """The viewer has left."""


async def _send(socket: WebSocket, viewer: Viewer) -> None:
    while True:
        await socket.send_text(await viewer.queue.get())


async def _until_gone(socket: WebSocket) -> None:
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            raise _Gone


async def _until_slow(socket: WebSocket, viewer: Viewer) -> None:
    await viewer.slow.wait()
    await socket.close(TOO_SLOW, "too slow; connect again")
    raise _Gone
