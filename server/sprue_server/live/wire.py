"""What goes over a screen's WebSocket: whole frames, made once for all (RFC 6455, section 5.2)."""

import struct
from typing import Protocol

SHORT, MIDDLE = 125, 65_535  # bytes of a body whose length takes one and three bytes
TEXT, CLOSE = 0x81, 0x88  # the first byte: the last frame of its message, and what it is


class Wire(Protocol):
    """The way to one screen."""

    full: bool  # what was written still waits: the screen does not read fast enough

    def write(self, frame: bytes) -> None:
        """Send a frame; whoever has gone gets none."""
        ...

    def hang_up(self, frame: bytes) -> None:
        """Send a last frame and end, in bounded time."""
        ...


def framed(text: str) -> bytes:
    """A message as it travels. A server's frames bear no mask, so all screens get the same bytes."""
    return _frame(TEXT, text.encode())


def goodbye(code: int, reason: str) -> bytes:
    """The frame that ends a stream and says why."""
    return _frame(CLOSE, struct.pack("!H", code) + reason.encode())


def _frame(first: int, body: bytes) -> bytes:
    size = len(body)
    if size <= SHORT:
        return bytes((first, size)) + body
    if size <= MIDDLE:
        return struct.pack("!BBH", first, 126, size) + body
    return struct.pack("!BBQ", first, 127, size) + body
