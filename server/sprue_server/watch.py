"""What a hub hears for its screens where several share the storing: plainly, at once, and never into the store.

What is shown has been stored by whichever hub the broker gave it to, or will be in a moment. A shot is shown
once it is stored: its id names its stream by the database's number, and whoever opens it must find it.
"""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import NamedTuple

from sprue_server.arrivals import Arrival
from sprue_server.inbox import Inbox, Letter
from sprue_server.ingest import BATCH, Word, sort_out
from sprue_server.store.problems import StoreBlockedError
from sprue_server.waiting import WaitingShots

ROOM = 2000  # messages: a screen that is further behind than this had better miss some
UNSEEN = ("/image", "/measurement")  # no screen shows them live
ASK_S = 0.25  # how often a shot that is not stored yet is looked for
REREAD_S = 30.0  # what a broker dropped without a word is put right after so long
REST_S = 2.0  # between two looks that something missed asks for


class Heard(NamedTuple):
    """What can be shown now."""

    arrivals: list[Arrival]
    words: list[Word]


class Watch:
    """The loop from the second connection to the live state; `missed`: the database knows more."""

    def __init__(self, loop: asyncio.AbstractEventLoop, shots: WaitingShots) -> None:
        self.inbox, self.missed, self.shots = Inbox(loop, ROOM), asyncio.Event(), shots
        self._loop = loop

    def hear(self, letter: Letter) -> None:
        """Called in paho's thread; never waits."""
        dropped = self.inbox.dropped
        if not letter.topic.endswith(UNSEEN):
            self.inbox.deliver(letter)
        if self.inbox.dropped != dropped:
            self.lost()

    def lost(self) -> None:
        """Something was dropped, or the connection is new and what came before was missed. From any thread."""
        self._loop.call_soon_threadsafe(self.missed.set)

    async def work(self, stored: Callable[[list[Arrival]], None], heard: Callable[[Word], None]) -> None:
        """For ever: the live state sees what came."""
        while True:
            told = await asyncio.to_thread(self._read, await self._letters())
            if told.arrivals:
                stored(told.arrivals)
            for word in told.words:
                heard(word)

    async def reread(self, look: Callable[[], Callable[[], None]]) -> None:
        """For ever: `look` in a thread, whenever something was missed and now and then; do what it returns."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(REREAD_S):
                    await self.missed.wait()
            self.missed.clear()
            try:
                (await asyncio.to_thread(look))()
            except StoreBlockedError:
                self.missed.set()  # the health page says it; pages go on with what they hear
            await asyncio.sleep(REST_S)

    async def _letters(self) -> list[Letter]:
        """Letters; none, when a shot that waits is to be looked for again."""
        try:
            async with asyncio.timeout(ASK_S if self.shots else None):
                return await self.inbox.take(BATCH)
        except TimeoutError:
            return []

    def _read(self, letters: Iterable[Letter]) -> Heard:
        """In a thread. What cannot be read is counted and kept by who stores."""
        batch = sort_out(letters)
        for arrival in batch.arrivals:
            if arrival.topic.kind == "shot":
                self.shots.add(arrival)
        shown = [arrival for arrival in batch.arrivals if arrival.topic.kind != "shot"]
        return Heard([*shown, *self.shots.stored()], batch.words)
