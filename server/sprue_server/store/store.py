"""The one writer: every change of the store passes here, one after the other, whole or not at all.

hub.db commits first, then each month of frames. What is sent again after a crash in between meets rows that
are there already: nothing doubles, and each file's tally tells what that file holds.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from sqlmodel import Session

from sprue_contract.messages import UnreadableError
from sprue_server.arrivals import Arrival, Misfit
from sprue_server.store import hub_rows
from sprue_server.store.frame_reader import FrameReader
from sprue_server.store.frames import FrameFiles
from sprue_server.store.migrate import migrate
from sprue_server.store.opening import open_folder, writing_engine
from sprue_server.store.parcel import Parcel, numbered, parcel
from sprue_server.store.pictures import keep_pictures
from sprue_server.store.problems import StoreBlockedError, blocked, opening_error, passes
from sprue_server.store.rollup import Rollups

T = TypeVar("T")
MARKS_AT_ONCE = 400
log = logging.getLogger(__name__)


class Store:
    """Opens and changes the databases of one data folder. All methods are safe from the event loop."""

    def __init__(self, data: Path, timezone: str) -> None:
        """Open, migrate, be ready to write.

        Raises:
            StoreError: with one message that says what keeps it from opening.
        """
        open_folder(data)
        self.data = data
        self.engine = writing_engine(data / "hub.db")
        self.frames, self._marks = FrameFiles(data), FrameReader(data)
        try:
            self.backup = migrate(self.engine, data / "hub.db")
            self.rollups = self._open_files(timezone)
        except Exception:
            self.engine.dispose()
            self.frames.close()
            raise
        self._streams: hub_rows.Streams = {}
        with self.engine.connect() as db:
            self._births = hub_rows.known_births(db)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")

    async def keep(
        self,
        arrivals: Sequence[Arrival],
        misfits: Sequence[Misfit],
        parcels: Sequence[Parcel] | None = None,
    ) -> set[tuple[str, str]]:
        """Store a batch for good; return the (gateway, cell) whose birth is not known.

        `parcels` are the arrivals as rows, for a caller who has them already.

        Raises:
            StoreBlockedError: nothing of it is stored for certain; do it again.
        """
        return await self._do(lambda: self._keep(arrivals, misfits, parcels))

    async def change(self, work: Callable[[Session], T]) -> T:
        """A change that the API asks for.

        Raises:
            StoreBlockedError: nothing was changed.
        """

        def run() -> T:
            with Session(self.engine, expire_on_commit=False) as db, db.begin():
                return work(db)

        return await self._do(run)

    async def roll(self) -> int:
        """Roll up some marked minutes, the newest first; how many. A full disk only puts it off.

        Roll-ups that are new, or that follow another calendar, are computed again from the frames.
        """
        try:
            if not await asyncio.to_thread(self.rollups.complete):
                await self.rebuild()
            marks = await asyncio.to_thread(self._marks.marks, MARKS_AT_ONCE)
            await asyncio.to_thread(self.rollups.roll, marks)
            await self._do(lambda: self.frames.clear(marks))
        except (sqlite3.Error, StoreBlockedError) as problem:
            log.warning("roll-ups wait: %s; charts read frames meanwhile", problem)
            return 0
        return len(marks)

    async def rebuild(self) -> None:
        """Forget all roll-ups and have `roll` compute them again from the frames.

        Raises:
            StoreBlockedError: nothing was forgotten.
        """
        await self._do(self.frames.mark_all)
        await asyncio.to_thread(self.rollups.begin_anew)

    def behind(self) -> int:
        """Minutes that wait to be rolled up."""
        return self._marks.behind()

    async def close(self) -> None:
        """Finish what was begun and let go of everything."""
        await asyncio.to_thread(self._thread.shutdown)
        self.frames.close()
        self.rollups.close()
        self._marks.close()
        self.engine.dispose()

    def _open_files(self, timezone: str) -> Rollups:
        try:
            self.frames.look()
            return Rollups(self.data, timezone, self._marks)
        except (sqlite3.Error, OSError) as problem:
            raise opening_error(self.data, problem) from problem

    async def _do(self, work: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, work)
        except Exception as problem:
            if passes(problem):
                raise blocked(self.data, problem) from problem
            raise

    def _keep(
        self, arrivals: Sequence[Arrival], misfits: Sequence[Misfit], parcels: Sequence[Parcel] | None
    ) -> set[tuple[str, str]]:
        rows = [parcel(arrival) for arrival in arrivals] if parcels is None else list(parcels)
        try:
            self._write(rows, misfits)
        except Exception as problem:
            if passes(problem) or not rows:
                raise
            log.exception("one of %d messages cannot be stored; each is tried by itself", len(rows))
            self._write([], misfits)
            rows = [row for one, row in zip(arrivals, rows, strict=True) if self._write_alone(one, row)]
        return hub_rows.unborn(rows, self._births)

    def _write_alone(self, arrival: Arrival, row: Parcel) -> bool:
        """A record that no check foresaw goes to quarantine; it must not stop all others."""
        try:
            self._write([row], [])
        except Exception as problem:
            if passes(problem):
                raise
            unfit = UnreadableError("unstorable", str(problem))
            self._write([], [Misfit(str(arrival.topic), b"", unfit, arrival.arrived_us)])
            return False
        return True

    def _write(self, parcels: Sequence[Parcel], misfits: Sequence[Misfit]) -> None:
        for full in parcels:
            keep_pictures(self.data, full.pictures)
        with self.engine.begin() as db:
            streams = hub_rows.number_streams(db, parcels, self._streams)
            hub_rows.write_births(db, parcels)
            hub_rows.forget_visitors(db, parcels)
            hub_rows.add_tallies(db, hub_rows.write_records(db, parcels, streams))
            hub_rows.quarantine(db, misfits)
        self._streams = streams  # only now: what was rolled back has no number
        self._births |= hub_rows.births_in(parcels)
        self.frames.write(numbered(parcels, streams).items())
