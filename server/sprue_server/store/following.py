"""The part of the store that follows what is written: roll-ups, packing, purging."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TypeVar

from sprue_server.store.database import Writing
from sprue_server.store.frames import HALF_US, MINUTE_US, Half
from sprue_server.store.packing import Quiet, packed_half
from sprue_server.store.problems import StoreBlockedError
from sprue_server.store.rollup import Rollups
from sprue_server.store.turn import Turn

T = TypeVar("T")
MARKS_AT_ONCE = 400
HALVES_AT_ONCE = 50
RIPE_US = HALF_US + 5 * MINUTE_US  # after it began a half hour is over, and what comes late has mostly come
log = logging.getLogger(__name__)


class Following(ABC):
    """Done a little at a time, beside the writer where it can be."""

    writing: Writing
    rollups: Rollups
    quiet: Quiet
    turn: Turn

    @abstractmethod
    async def do(self, work: Callable[[], T]) -> T:
        """In the writer's thread."""

    @abstractmethod
    async def beside(self, work: Callable[[], T]) -> T:
        """In another thread, beside the writer."""

    async def roll(self) -> int:
        """Roll up some marked minutes, the newest first; how many. A full disk only puts it off.

        Roll-ups that are new, or that follow another calendar, are computed again from the frames.
        """
        try:
            if not await self.beside(self.turn.mine):
                return 0
            if not await self.beside(self.rollups.complete):
                await self.rebuild()
            marks = await self.beside(lambda: self.writing.marks.marks(MARKS_AT_ONCE))
            await self.beside(lambda: self.rollups.roll(marks))
            await self.do(lambda: self.writing.frames.clear(marks))
        except StoreBlockedError as problem:
            log.warning("roll-ups wait: %s; charts read frames meanwhile", problem)
            return 0
        return len(marks)

    async def rebuild(self) -> None:
        """Forget all roll-ups of frames that are kept, and have `roll` compute them again from the frames.

        Raises:
            StoreBlockedError: nothing was forgotten.
        """
        halves = await self.beside(lambda: self.writing.marks.halves(0))
        await self.do(lambda: self.writing.frames.mark_all(halves))
        await self.beside(self.rollups.begin_anew)

    async def pack(self, now_us: int) -> int:
        """Pack some of what is over: half hours of frames and stretches of roll-ups; how many.

        A full disk only puts it off.
        """
        try:
            if not await self.beside(self.turn.mine):
                return 0
            ripe = await self.beside(lambda: self.writing.marks.ripe(now_us - RIPE_US, HALVES_AT_ONCE))
            done = [await self._pack(half) for half in ripe if self.quiet(half)]
            done.append(await self.do(self.writing.frames.tidy))
            return sum(done) + await self.beside(lambda: self.rollups.pack(now_us))
        except StoreBlockedError as problem:
            log.warning("packing waits: %s", problem)
            return 0

    async def _pack(self, half: Half) -> bool:
        packed = await self.beside(lambda: packed_half(self.writing.marks, half))
        return await self.do(lambda: self.writing.frames.pack(packed))

    async def purge(self, half: Half) -> int:
        """Delete the frames of a half hour that is rolled up; how many.

        Raises:
            StoreBlockedError: they are there still.
        """
        return await self.do(lambda: self.writing.frames.purge(half))

    def behind(self) -> int:
        """Minutes that wait to be rolled up."""
        return self.writing.marks.behind()
