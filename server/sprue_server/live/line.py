"""uvicorn's WebSocket with a door for the live stream: frames that are made once go straight to the socket.

Through ASGI each viewer's message is framed, wrapped and scheduled anew: 85 us a viewer, where the socket takes
about 20 (`benchmarks.viewers`). Handshake, pings and what a viewer says stay with uvicorn.
"""

import socket
from asyncio.transports import BaseTransport
from collections.abc import Callable
from typing import Final

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

EXTENSION: Final = "sprue.line"  # where a route finds its line in ASGI's scope
KERNEL_BYTES = 65_536  # unsent bytes that the kernel holds for a viewer; it would take megabytes
HELD_BYTES = 32_768  # bytes that we hold beyond them before the line counts as full
GOODBYE_S = 1.0  # so long the last bytes may take; who does not read would keep its connection for ever


class Line(WebSocketsSansIOProtocol):
    """The way to one screen."""

    full = False
    has_room: Callable[[], None] | None = None  # told when it is no longer full

    def connection_made(self, transport: BaseTransport) -> None:
        """Bound what may wait."""
        super().connection_made(transport)
        self.transport.set_write_buffer_limits(high=HELD_BYTES)
        lowest = getattr(socket, "TCP_NOTSENT_LOWAT", None)  # Windows has none
        if lowest is not None:
            self.transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, lowest, KERNEL_BYTES)

    async def run_asgi(self) -> None:
        """Let the route find this line; afterwards nothing leads in a circle: those are found late, if ever."""
        self.scope["extensions"][EXTENSION] = self  # type: ignore[assignment]
        try:
            await super().run_asgi()
        finally:
            self.scope["extensions"].clear()
            self.has_room = None

    def pause_writing(self) -> None:
        """Too much waits."""
        self.full = True
        super().pause_writing()

    def resume_writing(self) -> None:
        """There is room again."""
        self.full = False
        super().resume_writing()
        if self.has_room is not None:
            self.has_room()

    def write(self, frame: bytes) -> None:
        """Send a frame; whoever has gone gets none."""
        if not self.transport.is_closing():
            self.transport.write(frame)

    def hang_up(self, frame: bytes) -> None:
        """Send a last frame and end; the route hears of it as of any other end."""
        self.write(frame)
        self.transport.close()
        self._cut()

    def shutdown(self) -> None:
        """The hub ends."""
        super().shutdown()
        self._cut()

    def keepalive_timeout(self) -> None:
        """It has answered no ping; nor may it take the goodbye."""
        super().keepalive_timeout()
        self._cut()

    def _cut(self) -> None:
        self.loop.call_later(GOODBYE_S, self.transport.abort)
