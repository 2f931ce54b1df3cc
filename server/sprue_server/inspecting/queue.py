"""What waits to be looked at: bounded, each cell in turn, its newest first; what is skipped is counted."""

from bisect import insort
from collections import OrderedDict
from dataclasses import dataclass

from sprue_server.inspecting.series import Series

ROOM = 64  # series, of all cells together


@dataclass
class Skipped:
    """How much was not looked at because there was no time: since when, and last when (the hub's clock)."""

    count: int
    since_us: int
    last_us: int


class Queue:
    """Full, it lets go of the oldest of the cell of which most waits."""

    def __init__(self, room: int = ROOM) -> None:
        self.room = room
        self.skipped: dict[str, Skipped] = {}
        self._waiting: OrderedDict[str, list[Series]] = OrderedDict()  # each with its newest last

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def waiting(self, cell: str) -> int:
        """How many of a cell wait."""
        return len(self._waiting.get(cell, ()))

    def all(self) -> list[Series]:
        """Everything that waits."""
        return [series for waiting in list(self._waiting.values()) for series in list(waiting)]

    def add(self, series: Series, now_us: int) -> None:
        """Put it in its place by time; somebody may have to go for it, or itself."""
        insort(self._waiting.setdefault(series.cell, []), series, key=lambda one: one.measured_us)
        if len(self) > self.room:
            cell, fullest = max(self._waiting.items(), key=lambda item: len(item[1]))
            fullest.pop(0)
            if not fullest:
                del self._waiting[cell]
            self._skip(cell, now_us)

    def take(self) -> Series | None:
        """The newest of the cell whose turn it is."""
        if not self._waiting:
            return None
        cell, waiting = self._waiting.popitem(last=False)
        newest = waiting.pop()
        if waiting:
            self._waiting[cell] = waiting
        return newest

    def _skip(self, cell: str, now_us: int) -> None:
        told = self.skipped.setdefault(cell, Skipped(0, now_us, now_us))
        told.count, told.last_us = told.count + 1, now_us
