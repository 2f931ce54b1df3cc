"""The desk: cells that have new shots are followed, alarms become rows. Nothing here makes ingest wait.

What is needed to go on after a restart is in the store: the last shots of a cell are looked at again, and an
alarm that they raise again is the one that is stored already.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from typing import Any, Protocol

from sqlmodel import Session

from sprue_contract.payloads import Birth, Shot
from sprue_server.arrivals import Arrival
from sprue_server.fingerprint import Cycle
from sprue_server.minding.cell import REMEMBERED, CellMind
from sprue_server.minding.cycles import cycles_of
from sprue_server.minding.keeping import Change, changes, found, written
from sprue_server.store.problems import StoreBlockedError
from sprue_server.store.reader import Reader
from sprue_server.store.shots import in_time
from sprue_server.store.tables import BirthRow, ShotRow
from sprue_server.store.turn import Turn

AGAIN_S = 1.0
LOT = "material_lot"  # name of the note that another lot is in the hopper
log = logging.getLogger(__name__)


class Writes(Protocol):
    """The one writer."""

    async def change(self, work: Callable[[Session], Any]) -> Any:  # noqa: ANN401  # what the work returns
        """Run `work` and commit."""
        ...


class ProcessDesk:
    """Follows every cell; `minds` is what it knows of each."""

    def __init__(self, reader: Reader, store: Writes, turn: Turn) -> None:
        """`turn`: of several hubs on one database one writes what all see."""
        self.reader, self.store, self.turn = reader, store, turn
        self.minds: dict[str, CellMind] = {}
        self.behind: set[str] = set()
        self._waiting: dict[str, list[Change]] = {}
        self._came = asyncio.Event()

    def loops(self) -> dict[str, Coroutine[Any, Any, None]]:
        """What goes on for ever, by name."""
        return {"process": self.work()}

    def stored(self, arrivals: Iterable[Arrival]) -> None:
        """Ingest has stored these: whose shots are new."""
        new = {
            topic.cell
            for topic, message, _ in arrivals
            if any(isinstance(row.body, Shot) for row in message.rows)
        }
        if new:
            self.behind |= new
            self._came.set()

    async def work(self) -> None:
        """For ever: follow whoever has new shots."""
        self.behind |= set(await asyncio.to_thread(self.reader.cells))
        while True:
            if not self.behind:
                self._came.clear()
                await self._came.wait()
            cell = self.behind.pop()
            try:
                await self.follow(cell)
            except StoreBlockedError as problem:
                log.warning("following %s waits: %s", cell, problem)
                self.behind.add(cell)
                await asyncio.sleep(AGAIN_S)

    async def follow(self, cell: str) -> None:
        """Look at the shots of a cell that were not looked at; keep what is called and what is over."""
        changed = self._waiting.setdefault(cell, [])
        changed += await asyncio.to_thread(self._followed, cell)
        if not changed:
            return
        if await self._mine():
            await self.store.change(lambda db: written(db, changed))
        del self._waiting[cell]

    async def _mine(self) -> bool:
        return await asyncio.to_thread(self.turn.mine)

    def _followed(self, cell: str) -> list[Change]:
        birth = self.reader.current_birth(cell)
        if birth is None:
            return []
        mind = self.minds.get(cell)
        rows = self._new(mind) if mind is not None and mind.run == birth.run else None
        if mind is None or rows is None:
            mind = self.minds[cell] = self._begun(birth)
            return found(mind)
        kept: list[Change] = []
        for row, cycle, lot in self._looked_at(mind, rows):
            told = mind.see(row, cycle, another_lot=lot)
            kept += changes(mind, told, row) if told else []
        return kept

    def _begun(self, birth: BirthRow) -> CellMind:
        """A cell that is met for the first time, or in a new run: its last shots are looked at again."""
        mind = CellMind(birth.cell, birth.run, Birth.model_validate(birth.body))
        rows = list(reversed(self.reader.shots(birth.cell, limit=REMEMBERED)))
        rows = [row for row in rows if row.has_curves == rows[-1].has_curves]
        for row, cycle, lot in self._looked_at(mind, rows):
            mind.see(row, cycle, another_lot=lot)
        newest = self.reader.drifts([birth.cell], limit=1)
        mind.calls = bool(newest) and newest[0].ended_us is None
        return mind

    def _looked_at(self, mind: CellMind, rows: Sequence[ShotRow]) -> Iterator[tuple[ShotRow, Cycle, bool]]:
        """Shots, oldest first, each with its cycle and whether a new lot was noted since the one before."""
        if not rows:
            return
        since = mind.newest.measured_us if mind.newest else rows[0].measured_us
        notes = self.reader.events([mind.cell], after_us=since, before_us=rows[-1].measured_us + 1)
        lots = [note.measured_us for note in notes if note.name == LOT]
        for row, cycle in zip(rows, cycles_of(self.reader, mind.birth, rows), strict=True):
            yield row, cycle, any(since < moment <= row.measured_us for moment in lots)
            since = row.measured_us

    def _new(self, mind: CellMind) -> Sequence[ShotRow] | None:
        """Shots after the newest that was looked at, oldest first; None when they are too many to be followed.

        What comes late, of before that shot, is not looked at.
        """
        after = mind.newest.measured_us if mind.newest else None
        rows = self.reader.shots(mind.cell, after_us=after, limit=REMEMBERED)
        if len(rows) == REMEMBERED:
            return None
        place = in_time(mind.newest) if mind.newest else None
        return [row for row in reversed(rows) if place is None or in_time(row) > place]
