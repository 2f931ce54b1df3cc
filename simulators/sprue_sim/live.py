"""A machine at work: tells its records when their time has come, and keeps the newest for who was away."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import suppress
from math import inf

from sprue_sim.clock import MachineClock
from sprue_sim.machine import Machine, State
from sprue_sim.told import Told

RING = 900  # records: a quarter of an hour of frames
AHEAD = 300  # records a machine that catches up is ahead of its reader; the rest of the ring lies behind him,
# because what has been sent to a reader that dies is not yet kept
SPREAD_US = 1_000_000
SNAPSHOTS, SPACING_US = 240, 15_000_000  # an hour to go back in
LONGEST_S = 3600.0  # of one wait; a frozen machine asks again


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
        self.run, self._runs = run_id("r", machine.start_us), 1
        self.snapshots: deque[State] = deque(maxlen=SNAPSHOTS)
        self._ring: deque[tuple[int, bytes]] = deque()
        self._birth: bytes | None = None
        self._position = 0
        self._read = 0
        self._news, self._room, self._turned = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.caught_up = asyncio.Event()
        self._listeners: list[Callable[[Told], None]] = []

    def listen(self, hear: Callable[[Told], None]) -> None:
        """From now on let somebody hear every record. No reader: nothing waits for it, so it must not block."""
        self._listeners.append(hear)

    async def work(self) -> None:
        """Tell for ever."""
        while True:
            run = self.run
            if not self._position:
                self._keep([self.machine.birth(self.clock.pace)])
            self._remember()
            records = self.machine.advance()
            if self._unpaced(self.machine.state.now_us):
                await self._make_room()
                if run == self.run:
                    self._keep(records)
            else:
                self.caught_up.set()
                await self._in_time(records, run)
            await asyncio.sleep(0)  # a machine that is late never waits: let the others have their turn

    @property
    def told(self) -> int:
        """How many records this run has so far."""
        return self._position

    def begin_run(self, state: State) -> None:
        """Go on from another state, as a run of its own; what the old run had still to tell is left untold."""
        moment_us = max(self.clock.now_us(), self._last_us() + 1)
        self.machine.resume(state, moment_us)
        self._runs += 1
        self.run = run_id(f"r{self._runs}", moment_us)
        self._position = self._read = 0
        self._ring.clear()
        self.turn()

    def turn(self) -> None:
        """Something about time has changed: whoever waits for a moment asks again."""
        self._turned.set()
        self._turned = asyncio.Event()
        self._room.set()

    def _last_us(self) -> int:
        return int(json.loads(self._ring[-1][1])["measured_us"]) if self._ring else 0

    def _remember(self) -> None:
        now_us = self.machine.state.now_us
        if not self.snapshots or now_us - self.snapshots[-1].now_us >= SPACING_US:
            self.snapshots.append(self.machine.snapshot())

    def _unpaced(self, moment_us: int) -> bool:
        if self.clock.pace == inf:
            return True
        return not self.clock.fixed and self.clock.now_us() - moment_us > SPREAD_US

    async def _in_time(self, records: Iterable[Told], run: str) -> None:
        for record in singly(records):
            await self._until(record.measured_us, run)
            if run != self.run:
                return
            self._keep([record])

    async def _until(self, moment_us: int, run: str) -> None:
        while run == self.run and (wait := self.clock.wait_s(moment_us)):
            turned = self._turned
            with suppress(TimeoutError):
                await asyncio.wait_for(turned.wait(), min(wait, LONGEST_S))

    async def _make_room(self) -> None:
        run = self.run
        while run == self.run and self._position - self._read >= AHEAD:
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
        run = self.run
        if position == 0 and self._birth and self._ring and self._ring[0][0] > 1:
            yield self._birth  # the ring has moved on, but no one can read frames without it
        while True:
            news = self._news
            for number, told in list(self._ring):
                if number > position:
                    yield told
                    if run != self.run:
                        break
                    position = number
                    self._seen(number)
            if run != self.run:
                run, position = self.run, 0
                continue
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
