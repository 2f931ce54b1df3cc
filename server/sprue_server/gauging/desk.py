"""The desk: cells with newly measured parts are looked at, gauges are learnt in a process of their own.

Nothing here makes ingest wait. What was learnt is in the store, so a hub that starts anew asks it at once.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable, Sequence
from typing import Any, Protocol

from sqlmodel import Session

from sprue_contract.payloads import Birth as BirthBody
from sprue_contract.payloads import Measurement
from sprue_server.arrivals import Arrival
from sprue_server.gauge.errors import GaugeError
from sprue_server.gauge.saving import unpacked_whole
from sprue_server.gauging import keeping
from sprue_server.gauging.cell import CellGauges, Tried, Version, job_of
from sprue_server.gauging.process import Learner
from sprue_server.gauging.samples import Features, samples
from sprue_server.inspecting.process import WorkerError
from sprue_server.store.gauge_tables import GaugeRow
from sprue_server.store.problems import StoreBlockedError
from sprue_server.store.reader import Reader
from sprue_server.store.tables import BirthRow
from sprue_server.store.turn import Turn
from sprue_server.store.visibility import Stretch

AGAIN_S = 1.0
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
        self.behind: set[str] = set()
        self.lessons: dict[tuple[str, str], None] = {}  # in their order
        self._came, self._due = asyncio.Event(), asyncio.Event()

    def loops(self) -> dict[str, Coroutine[Any, Any, None]]:
        """What goes on for ever, by name."""
        return {"gauges: parts": self.work(), "gauges: learning": self.learn()}

    def stored(self, arrivals: Iterable[Arrival]) -> None:
        """Ingest has stored these: whose parts were measured, who began anew."""
        for topic, message, _ in arrivals:
            if any(isinstance(row.body, Measurement | BirthBody) for row in message.rows):
                self.noted(topic.cell)

    def noted(self, cell: str) -> None:
        """A person has measured a part of this cell."""
        self.behind.add(cell)
        self._came.set()

    async def work(self) -> None:
        """For ever: look at whoever has newly measured parts."""
        self.behind |= set(await asyncio.to_thread(self.reader.cells))
        while True:
            if not self.behind:
                self._came.clear()
                await self._came.wait()
            cell = self.behind.pop()
            try:
                await self.follow(cell)
            except StoreBlockedError as problem:
                log.warning("the gauges of %s wait: %s", cell, problem)
                self.behind.add(cell)
                await asyncio.sleep(AGAIN_S)

    async def follow(self, cell: str) -> None:
        """Look at the measured parts of a cell: who no longer holds, what is due to be learnt."""
        state = await asyncio.to_thread(self._looked, cell)
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
        await asyncio.to_thread(self._versions, state)

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

    def _looked(self, cell: str) -> CellGauges | None:
        birth = self.reader.current_birth(cell)
        if birth is None or birth.body.get("sandbox"):
            self.cells.pop(cell, None)
            return None
        mould = str(birth.body.get("mould") or "")
        state = self.cells.get(cell)
        if state is None or state.mould != mould:
            state = CellGauges(cell, mould, birth.body["origin"])
        state.stretches = self._stretches(birth, mould)
        state.samples = samples(self.features, cell, state.stretches)
        self._versions(state)
        self.cells[cell] = state
        return state

    def _stretches(self, birth: BirthRow, mould: str) -> Sequence[Stretch]:
        """When this mould was in the press, as far as births tell."""
        births = self.reader.births(birth.cell)
        runs = {one.run for one in births if str(one.body.get("mould") or "") == mould}
        return [one for one in self.reader.shown(birth.cell, None, None) if one.run in runs]

    def _versions(self, state: CellGauges) -> None:
        """Take over what was learnt since, by this hub or another; what was ended meanwhile."""
        for row in self.reader.gauges(state.cell, state.mould, state.newest_number):
            version = _asked(row)
            if version is not None:
                told = state.versions.get(row.quantity, [])
                state.versions[row.quantity] = [*told, version][-keeping.ASKED :]
        known = {one.number: one for told in state.versions.values() for one in told}
        for number, (ended_us, why) in self.reader.gauges_ended(known).items():
            known[number].row.ended_us, known[number].row.why = ended_us, why


def _asked(row: GaugeRow) -> Version | None:
    """A version of another form of this program is learnt again."""
    try:
        gauge = unpacked_whole(row.model or b"")
    except GaugeError as problem:
        log.warning("gauge %s of %s: %s", row.id, row.cell, problem)
        return None
    row.model = None
    return Version(row, gauge)
