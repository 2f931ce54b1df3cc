"""The one writer: every change of the store passes here, one after the other, whole or not at all."""

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from sqlmodel import Session, SQLModel, select

from sprue_contract.curves import from_text
from sprue_contract.payloads import Image
from sprue_server.arrivals import Arrival, Misfit
from sprue_server.store.dialect import insert_new, insert_or_add, insert_or_replace
from sprue_server.store.frame_reader import FrameReader
from sprue_server.store.frames import FrameFiles, Teller
from sprue_server.store.migrate import migrate
from sprue_server.store.opening import open_folder, writing_engine
from sprue_server.store.problems import blocked, passes
from sprue_server.store.rollup import Rollups
from sprue_server.store.tables import BirthRow, QuarantineRow, StreamRow, TallyRow
from sprue_server.store.writing import COUNTED, Sheet, StreamKey, sheet, stream_keys

T = TypeVar("T")
SAMPLE_BYTES = 65_536
MARKS_AT_ONCE = 400


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
        self.backup = migrate(self.engine, data / "hub.db")
        self.frames, self._marks = FrameFiles(data), FrameReader(data)
        self.rollups = Rollups(data, timezone, self._marks)
        self._streams: dict[StreamKey, int] = {}
        self._births: set[tuple[str, str, str]] = set()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")
        if not self.rollups.complete():
            self.frames.mark_all()
            self.rollups.begin_anew()
        with Session(self.engine) as db:
            self._births = {(b.cell, b.run, b.layout) for b in db.exec(select(BirthRow))}

    async def keep(self, arrivals: Sequence[Arrival], misfits: Sequence[Misfit]) -> set[tuple[str, str]]:
        """Store a batch for good; return the (gateway, cell) whose birth is not known.

        Raises:
            StoreBlockedError: nothing of it is stored for certain; do it again.
        """
        return await self._do(lambda: self._keep(arrivals, misfits))

    async def change(self, work: Callable[[Session], T]) -> T:
        """A change that the API asks for.

        Raises:
            StoreBlockedError: nothing was changed.
        """

        def run() -> T:
            with Session(self.engine) as db, db.begin():
                return work(db)

        return await self._do(run)

    async def roll(self) -> int:
        """Roll up some marked minutes, the newest first; how many."""
        marks = await asyncio.to_thread(self._marks.marks, MARKS_AT_ONCE)
        if marks:
            await asyncio.to_thread(self.rollups.roll, marks)
            await self._do(lambda: self.frames.clear(marks))
        return len(marks)

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

    async def _do(self, work: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, work)
        except Exception as problem:
            if passes(problem):
                self._streams.clear()  # a stream of the transaction that failed may not exist
                raise blocked(self.data, problem) from problem
            raise

    def _keep(self, arrivals: Sequence[Arrival], misfits: Sequence[Misfit]) -> set[tuple[str, str]]:
        self._keep_pictures(arrivals)
        with Session(self.engine) as db, db.begin():
            streams = self._numbered(db, stream_keys(arrivals))
            made = sheet(arrivals, streams)
            _write_births(db, made)
            _write_rows(db, made)
            _quarantine(db, misfits)
        self._streams.update(streams)
        self._births.update((b["cell"], b["run"], b["layout"]) for b in made.births)
        self.frames.write(made.frames.items())  # after hub.db: a frame's stream must exist
        return self._unborn(stream_keys(arrivals))

    def _numbered(self, db: Session, keys: set[StreamKey]) -> dict[StreamKey, int]:
        found = {key: self._streams[key] for key in keys if key in self._streams}
        for key in keys - set(found):
            gateway, session, cell, run, layout = key
            row = StreamRow(gateway=gateway, session=session, cell=cell, run=run, layout=layout)
            names = row.model_dump(exclude={"id"})
            row = db.exec(select(StreamRow).filter_by(**names)).first() or row
            db.add(row)
            db.flush()
            found[key] = row.id or 0
        return found

    def _unborn(self, keys: set[StreamKey]) -> set[tuple[str, str]]:
        born_runs = {(cell, run) for cell, run, _ in self._births}
        return {
            (gateway, cell)
            for gateway, _, cell, run, layout in keys
            if (cell, run) not in born_runs or (layout and (cell, run, layout) not in self._births)
        }

    def _keep_pictures(self, arrivals: Sequence[Arrival]) -> None:
        for arrival in arrivals:
            for row in arrival.message.rows:
                if isinstance(row.body, Image):
                    save_picture(self.data, row.body)


def save_picture(data: Path, image: Image) -> Path:
    """Write a picture to a file named by its hash; the same picture twice is one file."""
    folder = data / "pictures" / image.sha256[:2]
    path = folder / f"{image.sha256}.{image.media_type.split('/')[1]}"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".new")
        unfinished.write_bytes(from_text(image.data))
        unfinished.rename(path)
    return path


def picture_is_whole(image: Image) -> bool:
    """Whether the bytes are those that the hash names."""
    return hashlib.sha256(from_text(image.data)).hexdigest() == image.sha256


def _write_births(db: Session, made: Sheet) -> None:
    columns = ["gateway", "born_us", "started_us", "until_us", "arrived_us", "origin", "body"]
    for birth in made.births:
        db.execute(insert_or_replace(BirthRow, columns, newer="born_us"), birth)


def _write_rows(db: Session, made: Sheet) -> None:
    for teller, tables in made.rows.items():
        new = sum(_insert(db, table, rows) for table, rows in tables.items() if table in COUNTED)
        for table, rows in tables.items():
            if table not in COUNTED:
                _insert(db, table, rows)
        if new:
            _count(db, teller, new)


def _insert(db: Session, table: type[SQLModel], rows: list[dict[str, object]]) -> int:
    return max(0, int(db.connection().execute(insert_new(table), rows).rowcount))


def _count(db: Session, teller: Teller, new: int) -> None:
    db.execute(insert_or_add(TallyRow, "stored"), {**teller._asdict(), "stored": new})


def _quarantine(db: Session, misfits: Sequence[Misfit]) -> None:
    for misfit in misfits:
        row = db.get(QuarantineRow, misfit.problem.reason) or QuarantineRow(
            reason=misfit.problem.reason,
            count=0,
            first_us=misfit.arrived_us,
            last_us=0,
            topic="",
            detail="",
            sample=b"",
        )
        row.count += 1
        row.last_us, row.topic = misfit.arrived_us, misfit.topic[:500]
        row.detail, row.sample = misfit.problem.detail[:500], misfit.payload[:SAMPLE_BYTES]
        db.add(row)
        db.flush()
