"""The live stream: a WebSocket that begins with everything and goes on with changes."""

from typing import Final
from urllib.parse import urlparse

from fastapi import APIRouter, WebSocket

from sprue_server.api import HubIn
from sprue_server.live.line import EXTENSION, Line
from sprue_server.views import LiveDelta, LiveSnapshot

router = APIRouter(tags=["live"])
FOREIGN: Final = 1008
LATER: Final = 1013


@router.websocket("/live")
async def live(socket: WebSocket, hub: HubIn) -> None:
    """LiveSnapshot, then LiveDelta: at once when something changed, as often as `health.screens_every_s` says.

    Something comes at least every two seconds.
    """
    if not same_origin(socket):
        await socket.close(FOREIGN, "open the dashboards from this hub")
        return
    if hub.viewers.full:
        await socket.close(LATER, "as many watch as this hub can serve")  # before the handshake ends: a 403
        return
    line: Line = socket.scope["extensions"][EXTENSION]
    await socket.accept()
    viewer = hub.viewers.join(line, hub.snapshot)
    line.has_room = viewer.goes_on
    try:
        await _until_gone(socket)
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


async def _until_gone(socket: WebSocket) -> None:
    """What a viewer says changes nothing; that it ends is heard here, whoever ended it."""
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass
