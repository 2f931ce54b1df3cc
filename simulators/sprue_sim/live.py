"""A machine at work: tells its records when their time has come, and keeps the newest for who was away."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import suppress

from sprue_sim.clock import MachineClock
from sprue_sim.machine import Machine, State
from sprue_sim.ring import Ring
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
        self._born_us = machine.start_us
        self.snapshots: deque[State] = deque(maxlen=SNAPSHOTS)
        self._begun_with = machine.snapshot()
        self._ring = Ring(self.run, RING)
        self._told_us = self._jumps = 0
        self._turned = asyncio.Event()
        self.caught_up, self._level = asyncio.Event(), asyncio.Event()
        self._listeners: list[Callable[[Told], None]] = []

    def listen(self, hear: Callable[[Told], None]) -> None:
        """From now on let somebody hear every record. No reader: nothing waits for it, so it must not block."""
        self._listeners.append(hear)

    async def work(self) -> None:
        """Tell for ever."""
        while True:
            jumps = self._jumps
            if not self._ring.position:
                self._keep([self._birth()])
            self._remember()
            self._begun_with = self.machine.snapshot()
            records, moment_us = self.machine.advance(), self.machine.state.now_us
            self._ring.wake()
            await self._make_room(moment_us, jumps)
            if not self._unpaced(moment_us):
                self.caught_up.set()
                await self._in_time(records, jumps)
            elif jumps == self._jumps:
                self._keep(records)
            await asyncio.sleep(0)  # a machine that is late never waits: let the others have their turn

    @property
    def told(self) -> int:
        """How many records this run has so far."""
        return self._ring.position

    @property
    def moment_us(self) -> int:
        """Where it is in its own time; nothing that it has told lies after this."""
        return max(self.clock.now_us(), self._told_us + 1)

    @property
    def present(self) -> State:
        """What it is: as when the cycle began that it tells, and as at its end once that is told."""
        return self.machine.state if self._told_us >= self.machine.state.now_us else self._begun_with

    @property
    def catching_up(self) -> bool:
        """Whether it tells what is past, as fast as its reader takes it."""
        return not self.clock.unpaced and self._unpaced(self.machine.state.now_us)

    def begin_run(self, state: State) -> None:
        """Go on from another state, as a run of its own; what the old run had still to tell is left untold."""
        moment_us = self.moment_us
        self._jumps += 1
        self.machine.resume(state, moment_us)
        self._begun_with = self.machine.snapshot()
        self._renew(moment_us)

    def renew(self) -> None:
        """Go on as a run of its own, whose birth tells the present pace; nothing is left untold."""
        self._renew(self._told_us + 1)

    def _renew(self, moment_us: int) -> None:
        self._runs += 1
        self.run, self._born_us = run_id(f"r{self._runs}", moment_us), moment_us
        self._ring.begin(self.run)
        self._keep([self._birth(), *self.machine.alarms(moment_us)])
        self.turn()

    def tell_aside(self, run: str, records: Iterable[Told]) -> bool:
        """Records of somebody who works beside the machine; False if the run that they are of is over."""
        if run == self.run:
            self._keep(records)
        return run == self.run

    def introduce(self) -> None:
        """Say again what it is, within the run: its time stands now, or goes on."""
        if self._ring.position:
            self._keep([self._birth()._replace(measured_us=self._told_us + 1)])
        self.turn()

    def _birth(self) -> Told:
        return self.machine.birth(self.clock.pace, self._born_us, self.clock.frozen_us)

    def turn(self) -> None:
        """Something about time has changed: whoever waits for a moment asks again."""
        self._level.clear()
        self._turned.set()
        self._turned = asyncio.Event()
        self._ring.room.set()

    async def level(self) -> None:
        """Wait until it has told what was due when its time last changed, or waits for its reader."""
        await self._level.wait()

    async def changed(self) -> None:
        """Wait until it has told something, or begun with something else."""
        await self._ring.news.wait()

    def _remember(self) -> None:
        now_us = self.machine.state.now_us
        if not self.snapshots or now_us - self.snapshots[-1].now_us >= SPACING_US:
            self.snapshots.append(self.machine.snapshot())

    def _unpaced(self, moment_us: int) -> bool:
        if self.clock.unpaced:
            return True
        return not self.clock.fixed and self.clock.now_us() - moment_us > SPREAD_US

    async def _in_time(self, records: Iterable[Told], jumps: int) -> None:
        for record in singly(records):
            await self._until(record.measured_us, jumps)
            if jumps != self._jumps:
                return
            self._keep([record])

    async def _until(self, moment_us: int, jumps: int) -> None:
        while jumps == self._jumps and (wait := self.clock.wait_s(moment_us)):
            turned = self._turned
            self._level.set()
            with suppress(TimeoutError):
                async with asyncio.timeout(min(wait, LONGEST_S)):  # wait_for may swallow a cancellation
                    await turned.wait()

    async def _make_room(self, moment_us: int, jumps: int) -> None:
        while jumps == self._jumps and self._unpaced(moment_us) and self._ring.unread >= AHEAD:
            self._ring.room.clear()
            self._level.set()
            await self._ring.room.wait()

    def _keep(self, records: Iterable[Told]) -> None:
        for record in records:
            told = line(self._ring.position + 1, self.run, record)
            self._ring.keep(told, birth=line(1, self.run, record) if record.kind == "birth" else None)
            self._told_us = max(self._told_us, _ends_us(record))
            for hear in self._listeners:
                hear(record)
        self._ring.wake()

    def tell(self, run: str | None, after: int) -> AsyncIterator[bytes]:
        """Lines after a position of a run; from the present run's start when that run is not kept any more."""
        return self._ring.tell(run, after)


def _ends_us(record: Told) -> int:
    """The last moment that a record tells of."""
    return int(record.body["frames"][-1][0]) if record.kind == "sample" else record.measured_us


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
