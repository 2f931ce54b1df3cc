"""Answers that many ask for at once are made once: every screen opens the shot that has just been made."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Shelf(Generic[T]):
    """Keeps the answers that were asked for last. Safe from any thread; a key must name all that goes in."""

    def __init__(self, room: int = 32) -> None:
        self.room, self._kept, self._lock = room, OrderedDict[Hashable, T](), Lock()
        self._making: dict[Hashable, asyncio.Future[T]] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer under this key; made now if nobody asked before."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self.room:
                self._kept.popitem(last=False)
        return made

    async def shared(self, key: Hashable, make: Callable[[], T]) -> T:
        """The same, made in a thread; who asks meanwhile waits for it, without a thread of his own.

        Raises:
            Whatever `make` raises, to all who wait.
        """
        if key not in self._making:
            self._making[key] = making = asyncio.get_running_loop().run_in_executor(None, self.get, key, make)
            making.add_done_callback(lambda _: self._making.pop(key))
        return await asyncio.shield(self._making[key])  # one who leaves does not end it for the others
