"""The one writer of the store: every change of hub.db and of the frames passes through its one thread.

hub.db commits first, then each month of frames. What is sent again after a crash in between meets rows that
are there already: nothing doubles, and each file's tally tells what that file holds.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from sqlmodel import Session

from sprue_contract.messages import UnreadableError
from sprue_server.arrivals import Arrival, Misfit
from sprue_server.store import hub_rows
from sprue_server.store.frames import Frame, FrameFiles, Teller
from sprue_server.store.migrate import migrate
from sprue_server.store.opening import open_folder, writing_engine
from sprue_server.store.parcel import Parcel
from sprue_server.store.pictures import keep_pictures
from sprue_server.store.problems import blocked, passes

T = TypeVar("T")
log = logging.getLogger(__name__)


class Writer:
    """Writes for everyone. A write that the place refuses raises StoreBlockedError and may be tried again."""

    def __init__(self, data: Path) -> None:
        """Open the store, make it when it is new, migrate it when it is old.

        Raises:
            StoreError: it cannot be opened; the message says why.
        """
        open_folder(data)
        self.data = data
        self.engine = writing_engine(data / "hub.db")
        self.backup = migrate(self.engine, data / "hub.db")
        self.frames = FrameFiles(data)
        self._streams: hub_rows.Streams = {}
        self._thread = ThreadPoolExecutor(1, "sprue-writer")

    async def change(self, work: Callable[[Session], T]) -> T:
        """Run `work` in a transaction of hub.db and commit."""
        return await self._on_thread(lambda: self._in_session(work))

    async def do(self, work: Callable[[], T]) -> T:
        """Run anything else that must not meet another write, such as clearing marks of the frames."""
        return await self._on_thread(work)

    async def write(self, told: Sequence[tuple[Arrival, Parcel]], misfits: Sequence[Misfit]) -> list[Arrival]:
        """Store a batch for good; returns what is stored now, or was already."""
        return await self._on_thread(lambda: self.write_now(told, misfits))

    def write_now(self, told: Sequence[tuple[Arrival, Parcel]], misfits: Sequence[Misfit]) -> list[Arrival]:
        """Store a batch, on the thread that calls; a message that cannot be stored goes to quarantine."""
        try:
            self._write([parcel for _, parcel in told], misfits)
        except Exception as problem:
            if passes(problem) or not told:
                raise
            log.exception("a batch of %d messages holds one that cannot be stored", len(told))
            return [arrival for one in told for arrival in self._write_one(*one)]
        return [arrival for arrival, _ in told]

    async def close(self) -> None:
        """Finish what is being written, then let go of all files."""
        await asyncio.to_thread(self.close_now)

    def close_now(self) -> None:
        """The same without a loop."""
        self._thread.shutdown(wait=True)
        self.frames.close()
        self.engine.dispose()

    def _write_one(self, arrival: Arrival, parcel: Parcel) -> list[Arrival]:
        try:
            self._write([parcel], [])
        except Exception as problem:
            if passes(problem):
                raise
            seqs = [row.seq for row in arrival.message.rows]
            unfit = UnreadableError("unstorable", str(problem), seqs, arrival.message.session)
            self._write([], [Misfit(str(arrival.topic), b"", unfit, arrival.arrived_us)])
            return []
        return [arrival]

    def _write(self, parcels: Sequence[Parcel], misfits: Sequence[Misfit]) -> None:
        for parcel in parcels:
            keep_pictures(self.data, parcel.pictures)
        keys = {row.stream for parcel in parcels for row in parcel.records}
        keys |= {frame.stream for parcel in parcels for frame in parcel.frames}
        with self.engine.begin() as db:
            streams = hub_rows.number_streams(db, sorted(keys), self._streams)
            hub_rows.write_births(db, parcels)
            hub_rows.add_tallies(db, hub_rows.write_records(db, parcels, streams))
            hub_rows.quarantine(db, misfits)
        self._streams = streams
        self.frames.write(_numbered(parcels, streams).items())

    def _in_session(self, work: Callable[[Session], T]) -> T:
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            return work(session)

    async def _on_thread(self, work: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, work)
        except Exception as problem:
            if passes(problem):
                raise blocked(self.data, problem) from problem
            raise


def _numbered(parcels: Sequence[Parcel], streams: hub_rows.Streams) -> dict[Teller, list[Frame]]:
    found: dict[Teller, list[Frame]] = defaultdict(list)
    for parcel in parcels:
        for stream, measured_us, seq, vals in parcel.frames:
            found[stream.teller].append(Frame(streams[stream], measured_us, seq, vals))
    return found
