"""The one writer: every change of the store passes here, one after the other, whole or not at all.

Every insert is harmless when it is repeated: what comes again after a crash meets rows that are there already.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection
from sqlmodel import Session

from sprue_contract.messages import UnreadableError
from sprue_server.arrivals import Arrival, Misfit
from sprue_server.store import hub_rows
from sprue_server.store.births import KnownBirths
from sprue_server.store.database import database_at
from sprue_server.store.folder import open_folder
from sprue_server.store.following import Following
from sprue_server.store.frames import Told
from sprue_server.store.packing import Quiet
from sprue_server.store.parcel import Parcel, StreamKey, halves_of, numbered, parcel
from sprue_server.store.pictures import keep_pictures
from sprue_server.store.problems import blocked, passes
from sprue_server.store.rollup import Rollups
from sprue_server.store.turn import Turn

T = TypeVar("T")
log = logging.getLogger(__name__)


class Store(Following):
    """Opens and changes one store: a data folder, and all but its pictures in `database` if one is named.

    All methods are safe from the event loop.
    """

    def __init__(self, data: Path, timezone: str, database: str | None = None) -> None:
        """Open, migrate, be ready to write.

        Raises:
            StoreError: with one message that says what keeps it from opening.
        """
        open_folder(data)
        self.data, self.database = data, database_at(data, database)
        self.writing = self.database.for_writing()
        self.engine, self.backup = self.writing.engine, self.writing.backup
        self.rollups = Rollups(self.writing.ladder, timezone, self.writing.marks)
        self.turn = Turn(self.database.for_reading() if database else None)
        self.quiet = Quiet()
        self._streams: hub_rows.Streams = {}
        self._births = KnownBirths(self.engine, others=database is not None)
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
        return await self.do(lambda: self._keep(arrivals, misfits, parcels))

    async def change(self, work: Callable[[Session], T]) -> T:
        """A change that the API asks for.

        Raises:
            StoreBlockedError: nothing was changed.
        """

        def run() -> T:
            with Session(self.engine, expire_on_commit=False) as db, db.begin():
                return work(db)

        return await self.do(run)

    def number(self, key: StreamKey) -> int:
        """The number of a stream of which something was stored since the start; 0: nothing was."""
        return self._streams.get(key, 0)

    async def close(self) -> None:
        """Finish what was begun and let go of everything."""
        await asyncio.to_thread(self._thread.shutdown)
        self.turn.close()
        self.writing.close()

    async def do(self, work: Callable[[], T]) -> T:
        """In the writer's thread.

        Raises:
            StoreBlockedError: nothing was changed.
        """
        loop = asyncio.get_running_loop()
        with self._blocked():
            return await loop.run_in_executor(self._thread, work)

    async def beside(self, work: Callable[[], T]) -> T:
        """In another thread, beside the writer.

        Raises:
            StoreBlockedError: the database refuses.
        """
        with self._blocked():
            return await asyncio.to_thread(work)

    @contextmanager
    def _blocked(self) -> Iterator[None]:
        """Whatever the place refuses is one kind of error."""
        try:
            yield
        except Exception as problem:
            if passes(self.database.driver, problem):
                raise blocked(self.database.place, self.database.driver, problem) from problem
            raise

    def _keep(
        self, arrivals: Sequence[Arrival], misfits: Sequence[Misfit], parcels: Sequence[Parcel] | None
    ) -> set[tuple[str, str]]:
        rows = [parcel(arrival) for arrival in arrivals] if parcels is None else list(parcels)
        try:
            self._write(rows, misfits)
        except Exception as problem:
            if passes(self.database.driver, problem) or not rows:
                raise
            log.exception("one of %d messages cannot be stored; each is tried by itself", len(rows))
            self._write([], misfits)
            rows = [row for one, row in zip(arrivals, rows, strict=True) if self._write_alone(one, row)]
        return self._births.unborn(rows)

    def _write_alone(self, arrival: Arrival, row: Parcel) -> bool:
        """A record that no check foresaw goes to quarantine; it must not stop all others."""
        try:
            self._write([row], [])
        except Exception as problem:
            if passes(self.database.driver, problem):
                raise
            unfit = UnreadableError("unstorable", str(problem))
            self._write([], [Misfit(str(arrival.topic), b"", unfit, arrival.arrived_us)])
            return False
        return True

    def _write(self, parcels: Sequence[Parcel], misfits: Sequence[Misfit]) -> None:
        for full in parcels:
            keep_pictures(self.data, full.pictures)
        streams: hub_rows.Streams = {}

        def write(db: Connection) -> Told:
            streams.update(hub_rows.write_batch(db, parcels, misfits, self._streams))
            return hub_rows.in_order(numbered(parcels, streams))

        self.writing.keep(write)
        self.quiet.touch(halves_of(parcels, streams))
        self._streams = streams  # only now: what was rolled back has no number
        self._births.learn(parcels)
