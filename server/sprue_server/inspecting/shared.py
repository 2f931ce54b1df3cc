"""Where hubs share the storing a picture may be stored by any: they are found in the database, by one hub.

Whose turn it is looks; the others ask now and then if it still does.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Protocol

from sprue_server.inspecting.series import Taken
from sprue_server.store.inspections import Key
from sprue_server.store.problems import StoreBlockedError
from sprue_server.store.reader import Reader
from sprue_server.store.tables import ImageRow

ASK_S = 1.0
SLACK_US = 10_000_000  # of a cell's time: another hub may store the first light after the last
HOT = 5  # looks: so long after its newest picture a stream is looked at again
REMEMBERED = 5000  # pictures
log = logging.getLogger(__name__)


class Turn(Protocol):
    """Whether it is this hub's."""

    def mine(self) -> bool:
        """Raises StoreBlockedError."""
        ...

    def close(self) -> None:
        """It is somebody else's."""
        ...


class SharedPictures:
    """The loop from the database to the desk."""

    def __init__(self, reader: Reader, turn: Turn, see: Callable[[Iterable[Taken]], None]) -> None:
        self.reader, self.turn, self.see = reader, turn, see
        self._newest: dict[int, int] | None = None
        self._old: dict[int, int] = {}
        self._hot: dict[int, int] = {}
        self._seen: OrderedDict[Key, None] = OrderedDict()

    async def work(self) -> None:
        """For ever."""
        while True:
            try:
                if await asyncio.to_thread(self.turn.mine):
                    found = await asyncio.to_thread(self.new)
                    if found:
                        self.see(found)
                else:
                    self._newest = None  # what the other one looks at is not ours
            except StoreBlockedError as problem:
                log.debug("pictures are looked for again: %s", problem)  # the health page says it
            await asyncio.sleep(ASK_S)

    def new(self) -> list[Taken]:
        """Pictures that have come since the last look; at the first look none, what was there is old."""
        newest = self.reader.newest_images()
        before, self._newest = self._newest, newest
        if before is None:
            self._old = newest
            return []
        grown = {stream: HOT for stream, at_us in newest.items() if at_us > before.get(stream, -1)}
        self._hot = {stream: left - 1 for stream, left in self._hot.items() if left > 1} | grown
        found = []
        for stream in self._hot:
            after_us = max(before.get(stream, 0) - SLACK_US, self._old.get(stream, -1))
            found += [_taken(row) for row in self.reader.images_after(stream, after_us)]
        return [one for one in found if self._is_new(one.key)]

    def _is_new(self, key: Key) -> bool:
        if key in self._seen:
            return False
        self._seen[key] = None
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return True


def _taken(row: ImageRow) -> Taken:
    key, light = (row.stream, row.measured_us, row.seq), row.light or "diffuse"
    return Taken(key, row.cell, row.run, row.camera, light, row.shot_counter, row.sha256, row.media_type)
