"""A simulated cell on a clock that a test turns by hand, and who listens to it."""

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sprue_sim import library, schedule
from sprue_sim.clock import MachineClock
from sprue_sim.live import Live
from sprue_sim.machine import Machine
from sprue_sim.told import Told

# 2026-11-18 22:05 in Madrid: within a job, no break is near; seed 3 has neither stop nor hand until 23:00
START = 1_795_035_900_000_000
S = 1_000_000


def before_a_stop(seed: int = 3) -> int:
    """Half a minute before a machine of this seed stops for the first time after START."""
    moment = START
    while (found := schedule.activity_at(seed, moment)).doing != "stop":
        moment += 20 * S
    return found.start_us - 30 * S


@dataclass
class Turned:
    """One cell at work. `wall` is the only time there is."""

    preset: str = "bottle-cap"
    seed: int = 3
    fixed: bool = True
    start: int = START
    wall: list[float] = field(default_factory=lambda: [0.0])
    heard: list[Told] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = MachineClock(self.start, self.start, 1.0, lambda: self.wall[0], 0.0, fixed=self.fixed)
        self.live = Live(Machine(library.preset(self.preset), "Cell", self.seed, self.start), self.clock)
        self.live.listen(self.heard.append)

    async def settle(self) -> None:
        """Until it has told all that it can at this moment."""
        before = None
        while before != (before := (len(self.heard), self.live.machine.state.now_us)):
            for _ in range(30):
                await asyncio.sleep(0)

    async def pass_s(self, seconds: float) -> None:
        """The wall's clock goes on."""
        self.wall[0] += seconds
        self.live.turn()
        await self.settle()

    def kinds(self, kind: str) -> list[Told]:
        return [told for told in self.heard if told.kind == kind]

    def read(self, run: str | None = None, after: int = 0) -> "Reader":
        return Reader(self.live, run, after)


class Reader:
    """Somebody at the face, as far as he has read."""

    def __init__(self, live: Live, run: str | None, after: int) -> None:
        self._lines = live.tell(run, after)

    async def next(self, count: int) -> list[dict]:
        return [json.loads(await anext(self._lines)) for _ in range(count)]


@asynccontextmanager
async def at_work(*, preset: str = "bottle-cap", seed: int = 3, fixed: bool = True, start: int = START):
    cell = Turned(preset, seed, fixed, start)
    work = asyncio.create_task(cell.live.work())
    await cell.settle()
    try:
        yield cell
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
