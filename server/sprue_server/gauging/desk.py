"""The desk: cells with newly measured parts are looked at, gauges are learnt in a process of their own.

Nothing here makes ingest wait. What was learnt is in the store, so a hub that starts anew asks it at once.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from typing import Any, Protocol

from sqlmodel import Session

from sprue_contract.payloads import Birth as BirthBody
from sprue_contract.payloads import Measurement
from sprue_server.arrivals import Arrival
from sprue_server.gauging import keeping, looking
from sprue_server.gauging.cell import CellGauges, Tried, job_of
from sprue_server.gauging.process import Learner
from sprue_server.gauging.samples import Features
from sprue_server.inspecting.process import WorkerError
from sprue_server.store.problems import StoreBlockedError
from sprue_server.store.reader import Reader
from sprue_server.store.turn import Turn

RESTS_S = 30.0  # between two looks at a cell: a part costs 14 ms by itself and a few ms in company
LIMIT_S = 600.0  # of a lesson
log = logging.getLogger(__name__)


class Writes(Protocol):
    """The one writer."""

    async def change(self, work: Callable[[Session], Any]) -> Any:  # noqa: ANN401  # what the work returns
        """Run `work` and commit."""
        ...


class GaugeDesk:
    """Knows the gauges of every cell of the plant (`cells`); learns one at a time."""

    def __init__(self, reader: Reader, store: Writes, turn: Turn, now_us: Callable[[], int]) -> None:
        """`turn`: of several hubs on one database one learns."""
        self.reader, self.store, self.turn, self.now_us = reader, store, turn, now_us
        self.features, self.learner = Features(reader), Learner()
        self.cells: dict[str, CellGauges] = {}
        self.behind: dict[str, int] = {}  # from when on something is new; 0: all
        self.rests: dict[str, float] = {}
        self.lessons: dict[tuple[str, str], None] = {}  # in their order
        self._came, self._due = asyncio.Event(), asyncio.Event()

    def loops(self) -> dict[str, Coroutine[Any, Any, None]]:
        """What goes on for ever, by name."""
        return {"gauges: parts": self.work(), "gauges: learning": self.learn()}

    def stored(self, arrivals: Iterable[Arrival]) -> None:
        """Ingest has stored these: whose parts were measured, who began anew."""
        for topic, message, _ in arrivals:
            news = [
                row.measured_us if isinstance(row.body, Measurement) else 0
                for row in message.rows
                if isinstance(row.body, Measurement | BirthBody)
            ]
            if news:
                self._look(topic.cell, min(news))

    def noted(self, cell: str) -> None:
        """A person has measured a part of this cell."""
        self.rests.pop(cell, None)
        self._look(cell, 0)

    def _look(self, cell: str, after_us: int) -> None:
        self.behind[cell] = min(after_us, self.behind.get(cell, after_us))
        self._came.set()

    async def work(self) -> None:
        """For ever: look at whoever has newly measured parts and was not looked at just now."""
        for known in await asyncio.to_thread(self.reader.cells):
            self._look(known, 0)
        clock = asyncio.get_running_loop().time
        while True:
            waits = {cell: self.rests.get(cell, 0.0) - clock() for cell in self.behind}
            cell = min(waits, key=lambda one: waits[one], default=None)
            if cell is None or waits[cell] > 0:
                self._came.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(waits[cell] if cell else None):
                        await self._came.wait()
                continue
            await self._look_at(cell)
            self.rests[cell] = clock() + RESTS_S

    async def _look_at(self, cell: str) -> None:
        after_us = self.behind.pop(cell)
        try:
            await self.follow(cell, after_us)
        except StoreBlockedError as problem:
            log.warning("the gauges of %s wait: %s", cell, problem)
            self._look(cell, after_us)

    async def follow(self, cell: str, after_us: int = 0) -> None:
        """Look at what a cell measured from a moment on: who no longer holds, what is due to be learnt."""
        state = await asyncio.to_thread(looking.looked, self.features, self.cells, cell, after_us)
        if state is None or not await asyncio.to_thread(self.turn.mine):
            return
        for quantity in state.quantities:
            await self._judge(state, quantity)
            if state.due(quantity, asyncio.get_running_loop().time()):
                self.lessons[cell, quantity] = None
                self._due.set()

    async def learn(self) -> None:
        """For ever: one lesson after the other."""
        while True:
            if not self.lessons:
                self._due.clear()
                await self.learner.end()  # it is large, and seldom needed
                await self._due.wait()
            cell, quantity = next(iter(self.lessons))
            del self.lessons[cell, quantity]
            try:
                await self.lesson(cell, quantity)
            except StoreBlockedError as problem:
                log.warning("what was learnt of %s in %s is not kept: %s", quantity, cell, problem)

    async def lesson(self, cell: str, quantity: str) -> None:
        """Learn from what has been measured by now, keep it, use it."""
        now_s, state = asyncio.get_running_loop().time(), self.cells.get(cell)
        due = state.due(quantity, now_s) if state else None
        if state is None or due is None:
            return
        tried = Tried(now_s, due.parts[-1].measured_us, due.level)
        state.tried[quantity], state.learning = tried, quantity
        try:
            answer = await self.learner.ask(job_of(quantity, due), LIMIT_S)
        except WorkerError as problem:
            log.warning("%s in %s was not learnt: %s", quantity, state.cell, problem)
            tried.why = "died"
            return
        finally:
            state.learning = None
        if answer.learnt is None:
            log.info("%s in %s was not learnt: %s", quantity, state.cell, answer.problem)
            tried.why = answer.why or "file"
            return
        await self.store.change(keeping.version(state, quantity, due, answer.learnt, self.now_us()))
        await asyncio.to_thread(looking.take_versions, self.reader, state)

    async def end(self) -> None:
        """Let the learner go."""
        await self.learner.end()

    async def _judge(self, state: CellGauges, quantity: str) -> None:
        """End a version that no longer holds."""
        version = state.current(quantity)
        if version is None or version.row.ended_us is not None:
            return
        found = await asyncio.to_thread(state.holding, quantity)
        if found.since_us is not None:
            await self.store.change(keeping.ended(version.number, found))
            version.row.ended_us, version.row.why = found.since_us, found.verdict
            state.tried.pop(quantity, None)
