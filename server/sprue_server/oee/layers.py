"""Intervals that may overlap, laid flat: at each moment the one that counts, and where several differed."""

from bisect import bisect_right
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from sprue_server.oee.facts import Span

Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True)
class Laid(Generic[Value]):
    """A value from one moment to another; the highest rank counts."""

    start_us: int
    end_us: int
    rank: tuple[int | str, ...]
    value: Value


class Part(NamedTuple, Generic[Value]):
    """A stretch of a layer; parts do not overlap."""

    start_us: int
    end_us: int
    value: Value


class Layer(Generic[Value]):
    """Parts in order of time, and what holds at a moment."""

    def __init__(self, parts: list[Part[Value]]) -> None:
        self.parts = parts
        self._starts = [part.start_us for part in parts]

    def at(self, us: int) -> Value | None:
        """What holds at a moment; None in a gap."""
        place = bisect_right(self._starts, us) - 1
        part = self.parts[place] if place >= 0 else None
        return part.value if part and us < part.end_us else None

    def cuts(self) -> set[int]:
        """Moments at which it may change."""
        return {us for part in self.parts for us in part[:2]}


def lay(items: Iterable[Laid[Value]]) -> tuple[Layer[Value], list[Span]]:
    """A layer, and where different values overlapped. Repeats, empty intervals and order do no harm."""
    told = {item for item in items if item.end_us > item.start_us}
    waiting = sorted(told, key=lambda one: (one.start_us, one.end_us, one.rank, repr(one.value)))
    cuts = sorted({us for item in waiting for us in (item.start_us, item.end_us)})
    parts: list[Part[Value]] = []
    crowded: list[Span] = []
    heap: list[tuple[_Down, int, Laid[Value]]] = []
    place = 0
    for start, end in pairwise(cuts):
        while place < len(waiting) and waiting[place].start_us <= start:
            heappush(heap, (_Down(waiting[place].rank), place, waiting[place]))
            place += 1
        while heap and heap[0][2].end_us <= start:
            heappop(heap)
        if not heap:
            continue
        first = heap[0][2]
        _grow(parts, Part(start, end, first.value))
        if any(one.end_us > start and one.value != first.value for _, _, one in heap):
            crowded.append(Span(start, end))
    return Layer(parts), crowded


@dataclass(frozen=True)
class _Down:
    """Turns a heap, which gives the least, to give the highest rank."""

    rank: tuple[int | str, ...]

    def __lt__(self, other: "_Down") -> bool:
        return self.rank > other.rank


def _grow(parts: list[Part[Value]], part: Part[Value]) -> None:
    """Add a part, or make the last one longer."""
    if parts and parts[-1].end_us == part.start_us and parts[-1].value == part.value:
        part = Part(parts.pop().start_us, part.end_us, part.value)
    parts.append(part)
