"""Messages on their way from paho's thread to the loop; full means: let it come again."""

import asyncio
from collections import deque
from typing import NamedTuple

MUCH = 200  # messages; two batches of frames that catch up
ROOM, ROOM_BYTES = 20_000, 64 * 2**20
BATCH_BYTES = 8 * 2**20


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
        self.dropped = 0
        self._bytes_in = self._bytes_out = 0  # each is changed by one thread only
        self._news, self._asleep = asyncio.Event(), False

    @property
    def held_bytes(self) -> int:
        """Payloads that wait."""
        return self._bytes_in - self._bytes_out

    def busy(self) -> bool:
        """Whether so much waits that others should let ingest go first."""
        return len(self.waiting) >= MUCH

    def deliver(self, letter: Letter) -> None:
        """Called in paho's thread; never waits: a callback that blocks gets the client thrown out."""
        if len(self.waiting) >= self.room or self.held_bytes + len(letter.payload) > self.room_bytes:
            self.dropped += 1
            return
        self._bytes_in += len(letter.payload)
        self.waiting.append(letter)
        if self._asleep:  # looked at after appending: whoever falls asleep looks once more after saying so
            self._asleep = False
            self.loop.call_soon_threadsafe(self._news.set)

    async def take(self, most: int, most_bytes: int = BATCH_BYTES) -> list[Letter]:
        """At least one message, at most `most` and not much more than `most_bytes`."""
        while not self.waiting:
            self._news.clear()
            self._asleep = True
            if not self.waiting:
                await self._news.wait()
            self._asleep = False
        taken: list[Letter] = []
        size = 0
        while self.waiting and len(taken) < most and size < most_bytes:
            taken.append(self.waiting.popleft())
            size += len(taken[-1].payload)
        self._bytes_out += size
        return taken
