"""Live shots that wait until they are stored, by whichever hub, and so have an id."""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple, Protocol

from sprue_server.arrivals import Arrival
from sprue_server.store.parcel import StreamKey
from sprue_server.store.problems import StoreBlockedError
from sprue_server.store.shots import Named

PATIENCE_S = 60.0  # for one; a gateway sends again what is not receipted after 5 to 20 s
PLACES = 1000  # cells or runs at once; what is lost here is read from the database a little later
Place = tuple[str, str]


class Knows(Protocol):
    """Who can say what is stored."""

    def stored_shots(self, wanted: Iterable[Named]) -> dict[Named, int]:
        """Those of these shots that are stored, with the number of their stream."""
        ...


class _Waits(NamedTuple):
    name: Named
    arrival: Arrival
    until_s: float


class WaitingShots:
    """Of each run one shot that is looked for, and the newest after it. Used by one thread at a time.

    Were it always the newest that is looked for, a quick machine's would never be found.
    """

    def __init__(self, knows: Knows, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._knows, self._clock_s = knows, clock_s
        self._first: dict[Place, _Waits] = {}
        self._next: dict[Place, _Waits] = {}
        self._numbers: dict[StreamKey, int] = {}

    def __len__(self) -> int:
        return len(self._first)

    def number(self, key: StreamKey) -> int:
        """The number of the stream of a shot that has just been found."""
        return self._numbers.get(key, 0)

    def add(self, arrival: Arrival) -> None:
        """Shots that were heard of."""
        message, cell = arrival.message, arrival.topic.cell
        until_s = self._clock_s() + PATIENCE_S
        for row in message.rows:
            stream = StreamKey(message.gateway, message.session, cell, row.run)
            alone = arrival._replace(message=replace(message, rows=[row]))
            self._put((cell, row.run), _Waits(Named(stream, row.measured_us, row.seq), alone, until_s))

    def stored(self) -> list[Arrival]:
        """Those that are stored by now; the others go on waiting, also while the database does not answer."""
        if not self._first:
            return []
        try:
            found = self._knows.stored_shots([waits.name for waits in self._first.values()])
        except StoreBlockedError:
            found = {}
        self._numbers = {name.stream: number for name, number in found.items()}
        now_s = self._clock_s()
        ended = [place for place, one in self._first.items() if one.name in found or one.until_s <= now_s]
        done = [self._first.pop(place) for place in ended]
        for place in ended:
            if place in self._next:
                self._first[place] = self._next.pop(place)
        return [one.arrival for one in done if one.name in found]

    def _put(self, place: Place, waits: _Waits) -> None:
        if place not in self._first:
            self._first[place] = waits
        elif place not in self._next or self._next[place].name.measured_us <= waits.name.measured_us:
            self._next[place] = waits
        if len(self._first) > PLACES:
            oldest = next(iter(self._first))
            del self._first[oldest]
            self._next.pop(oldest, None)
