"""Answers that many ask for at once are made once: every screen opens the shot that has just been made."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Shelf(Generic[T]):
    """Keeps the answers that were asked for last. Safe from any thread; a key must name all that goes in."""

    def __init__(self, room: int = 32) -> None:
        self.room, self._kept, self._lock = room, OrderedDict[Hashable, T](), Lock()

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
