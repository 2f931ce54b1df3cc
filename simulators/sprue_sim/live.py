"""A machine at work: tells its records when their time has come, and keeps the newest for who was away."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator

from sprue_sim.clock import MachineClock
from sprue_sim.machine import Machine
from sprue_sim.told import Told

RING = 900  # records: a quarter of an hour of frames
AHEAD = 300  # records a machine that catches up is ahead of its reader; the rest of the ring lies behind him,
# because what has been sent to a reader that dies is not yet kept
SPREAD_US = 1_000_000


def run_id(prefix: str, us: int) -> str:
    """A run is named by its first moment."""
    digits, value = "", us // 1000
    while value:
        value, rest = divmod(value, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return f"{prefix}-{digits or '0'}"


def line(position: int, run: str, record: Told) -> bytes:
    """A record as it is sent over the face."""
    head = {"position": position, "kind": record.kind, "run": run, "measured_us": record.measured_us}
    return json.dumps({**head, "body": record.body}, separators=(",", ":")).encode() + b"\n"


class Live:
    """The live stream of one machine. While it catches up it waits for its reader; afterwards it never does."""

    def __init__(self, machine: Machine, clock: MachineClock) -> None:
        self.machine, self.clock = machine, clock
        self.run = run_id("r", machine.start_us)
        self._ring: deque[tuple[int, bytes]] = deque()
        self._birth: bytes | None = None
        self._position = 0
        self._read = 0
        self._news, self._room = asyncio.Event(), asyncio.Event()
        self.caught_up = asyncio.Event()
        self._listeners: list[Callable[[Told], None]] = []

    def listen(self, hear: Callable[[Told], None]) -> None:
        """From now on let somebody hear every record. No reader: nothing waits for it, so it must not block."""
        self._listeners.append(hear)

    async def work(self) -> None:
        """Tell for ever."""
        for records in self.machine.tell():
            if self._catching_up(records[-1].measured_us):
                await self._make_room()
                self._keep(records)
            else:
                self.caught_up.set()
                await self._in_time(records)
            await asyncio.sleep(0)  # a machine that is late never waits: let the others have their turn

    @property
    def told(self) -> int:
        """How many records this run has so far."""
        return self._position

    def _catching_up(self, moment_us: int) -> bool:
        return not self.clock.fixed and self.clock.now_us() - moment_us > SPREAD_US

    async def _in_time(self, records: Iterable[Told]) -> None:
        for record in singly(records):
            if wait := self.clock.wait_s(record.measured_us):
                await asyncio.sleep(wait)
            self._keep([record])

    async def _make_room(self) -> None:
        while self._position - self._read >= AHEAD:
            self._room.clear()
            await self._room.wait()

    def _keep(self, records: Iterable[Told]) -> None:
        for record in records:
            self._position += 1
            told = line(self._position, self.run, record)
            if record.kind == "birth":
                self._birth = told
            self._ring.append((self._position, told))
            for hear in self._listeners:
                hear(record)
        while len(self._ring) > RING:
            self._ring.popleft()
        self._news.set()
        self._news = asyncio.Event()

    async def tell(self, run: str | None, after: int) -> AsyncIterator[bytes]:
        """Lines after a position of this run; from the start when the reader knows another run."""
        position = after if run == self.run else 0
        if position == 0 and self._birth and self._ring[0][0] > 1:
            yield self._birth  # the ring has moved on, but no one can read frames without it
        while True:
            news = self._news
            for number, told in list(self._ring):
                if number > position:
                    yield told
                    position = number
                    self._seen(number)
            await news.wait()

    def _seen(self, position: int) -> None:
        self._read = max(self._read, position)
        if self._position - self._read < AHEAD:
            self._room.set()


def singly(records: Iterable[Told]) -> Iterator[Told]:
    """Split samples into single frames and put everything in order of time."""
    parts = []
    for record in records:
        if record.kind == "sample":
            frames = record.body["frames"]
            parts += [
                record._replace(measured_us=int(f[0]), body={**record.body, "frames": [f]}) for f in frames
            ]
        else:
            parts.append(record)
    return iter(sorted(parts, key=lambda part: part.measured_us))
