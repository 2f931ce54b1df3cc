"""Messages on their way from paho's thread to the loop; full means: let it come again."""

import asyncio
from collections import deque
from typing import NamedTuple

ROOM, ROOM_BYTES = 20_000, 64 * 2**20


class Letter(NamedTuple):
    """A message as it arrived."""

    topic: str
    payload: bytes
    retained: bool
    arrived_us: int


class Inbox:
    """Bounded in number and in bytes. What is dropped was never receipted, so the gateway sends it again."""

    def __init__(self, loop: asyncio.AbstractEventLoop, room: int = ROOM, room_bytes: int = ROOM_BYTES) -> None:
        self.loop, self.room, self.room_bytes = loop, room, room_bytes
        self.waiting: deque[Letter] = deque()
        self.held_bytes, self.dropped = 0, 0
        self._news = asyncio.Event()

    def deliver(self, letter: Letter) -> None:
        """Called in paho's thread; never waits: a callback that blocks gets the client thrown out."""
        if len(self.waiting) >= self.room or self.held_bytes + len(letter.payload) > self.room_bytes:
            self.dropped += 1
            return
        asleep = not self.waiting
        self.waiting.append(letter)
        self.held_bytes += len(letter.payload)
        if asleep:
            self.loop.call_soon_threadsafe(self._news.set)

    async def take(self, most: int) -> list[Letter]:
        """At least one message, at most `most`."""
        while not self.waiting:
            self._news.clear()
            if not self.waiting:  # one may have come between the look and the clearing
                await self._news.wait()
        taken = [self.waiting.popleft() for _ in range(min(most, len(self.waiting)))]
        self.held_bytes -= sum(len(letter.payload) for letter in taken)
        return taken
