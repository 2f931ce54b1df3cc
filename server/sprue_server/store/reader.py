"""Everything the hub reads from its store: short read-only questions, safe from any thread.

Call these with `asyncio.to_thread`. Lists of shots, events and series show visible runs only.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from sqlalchemy import tuple_
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from sprue_contract.fields import MAX_EXACT, Origin
from sprue_server.store import shots as lists
from sprue_server.store.bookkeeping import Bookkeeping
from sprue_server.store.chart import Series, Wanted, chart
from sprue_server.store.curves import CurveData, from_blob
from sprue_server.store.database import database_at
from sprue_server.store.drifts import DriftReading
from sprue_server.store.fed import FedReading
from sprue_server.store.floor import FloorReading
from sprue_server.store.gauges import GaugeReading
from sprue_server.store.inspections import InspectionReading
from sprue_server.store.leaving import LeavingReading
from sprue_server.store.measured import MeasuredReading
from sprue_server.store.parts import PartReading
from sprue_server.store.rollup import Interval, RollReader
from sprue_server.store.series import Shelves
from sprue_server.store.shots import Named, Order, ShotKey, key_of
from sprue_server.store.tables import (
    BirthRow,
    EventRow,
    ShotCurvesRow,
    ShotRow,
    StreamRow,
)
from sprue_server.store.together import TogetherReading
from sprue_server.store.visibility import Stretch, born_order, current, visible, within
from sprue_server.store.visiting import VisitReading
from sprue_server.store.voices import VoiceReading
from sprue_server.store.wearing import WearReading

NEARBY = 20  # shots of one moment that a look for neighbours sees
AT_ONCE = 300  # keys in one question; SQLite takes 32,000 values
WITHOUT_BODY = defer(BirthRow.body, raiseload=True)  # type: ignore[arg-type]  # a column, says SQLModel, not its value


class Reader(
    Bookkeeping,
    PartReading,
    MeasuredReading,
    InspectionReading,
    DriftReading,
    FloorReading,
    WearReading,
    FedReading,
    GaugeReading,
    VoiceReading,
    TogetherReading,
    LeavingReading,
    VisitReading,
):
    """Reads tables, frames and roll-ups of one store; rows come back detached."""

    def __init__(self, data: Path, timezone: str, database: str | None = None) -> None:
        """Open for reading; the store itself must have been opened (and migrated) before."""
        self.data, self.timezone = data, timezone
        self._reading = database_at(data, database).for_reading()
        self.engine, self.frames = self._reading.engine, self._reading.frames
        self.rolls = RollReader(self._reading.ladder, timezone)

    def close(self) -> None:
        """Let go of all connections."""
        self._reading.close()

    def cells(self) -> list[str]:
        """Names of all cells that ever sent a record, sorted."""
        with Session(self.engine) as db:
            return sorted(db.exec(select(StreamRow.cell).distinct()))

    def births(self, cell: str) -> list[BirthRow]:
        """All births of a cell, latest born first."""
        return self._births(select(BirthRow).where(col(BirthRow.cell) == cell))

    def _born(self, cell: str) -> list[BirthRow]:
        """The same without their bodies, which are long, and read with every list of shots."""
        return self._births(select(BirthRow).where(col(BirthRow.cell) == cell).options(WITHOUT_BODY))

    def _births(self, query: SelectOfScalar[BirthRow]) -> list[BirthRow]:
        with Session(self.engine) as db:
            return sorted(db.exec(query).all(), key=born_order, reverse=True)

    def current_birth(self, cell: str) -> BirthRow | None:
        """Birth of the run that is going on; None when the cell has none or only history."""
        return current(self.births(cell))

    def origins(self, cell: str) -> dict[str, Origin]:
        """Origin of each run of a cell that has a birth."""
        return {birth.run: cast("Origin", birth.origin) for birth in self._born(cell)}

    def stream(self, stream: int) -> StreamRow | None:
        """Gateway, session, cell, run and layout behind the number in a shot's id."""
        with Session(self.engine) as db:
            return db.get(StreamRow, stream)

    def shots(
        self,
        cell: str,
        *,
        before_us: int | None = None,
        after_us: int | None = None,
        limit: int = 100,
        order: Order = "newest",
    ) -> list[ShotRow]:
        """Visible shots with after_us <= measured_us < before_us."""
        shown = self.shown(cell, after_us, before_us)
        with Session(self.engine) as db:
            if order == "newest":
                return lists.newest(db, ShotRow, cell, shown, limit)
            return lists.lowest_cavity_pressure(db, cell, shown, limit)

    def shot_parts(self, cell: str, names: Sequence[str], after_us: int, limit: int) -> list[Mapping[str, Any]]:
        """Some columns of the visible shots since a moment, newest first."""
        with Session(self.engine) as db:
            return lists.newest_parts(db, names, cell, self.shown(cell, after_us, None), limit)

    def shot(self, stream: int, measured_us: int, seq: int) -> ShotRow | None:
        """One shot by its key, visible or not."""
        with Session(self.engine) as db:
            return db.get(ShotRow, (stream, measured_us, seq))

    def stored_shots(self, wanted: Iterable[Named]) -> dict[Named, int]:
        """Those of these shots that are stored, with the number of their stream."""
        names = list(wanted)
        found: dict[Named, int] = {}
        with Session(self.engine) as db:
            for begin in range(0, len(names), AT_ONCE):
                found |= lists.stored(db, names[begin : begin + AT_ONCE])
        return found

    def neighbours(self, shot: ShotRow) -> tuple[ShotRow | None, ShotRow | None]:
        """Visible shots of the same cell just before and just after."""
        before = self.shown(shot.cell, None, shot.measured_us + 1)
        later = self.shown(shot.cell, shot.measured_us, None)
        with Session(self.engine) as db:
            earlier = lists.newest(db, ShotRow, shot.cell, before, NEARBY)
            after = lists.oldest(db, ShotRow, shot.cell, later, NEARBY)
        place = lists.in_time(shot)
        previous = (near for near in earlier if lists.in_time(near) < place)
        following = (near for near in after if lists.in_time(near) > place)
        return next(previous, None), next(following, None)

    def curves(self, shot: ShotRow) -> list[CurveData]:
        """Unpacked curves in the order in which they were sent; none: empty."""
        return self.curves_of([shot]).get(key_of(shot), [])

    def curves_of(self, shots: Sequence[ShotRow]) -> dict[ShotKey, list[CurveData]]:
        """Curves of many shots at once, by (stream, measured_us, seq); shots without are absent."""
        keys = [key_of(shot) for shot in shots if shot.has_curves]
        key = tuple_(col(ShotCurvesRow.stream), col(ShotCurvesRow.measured_us), col(ShotCurvesRow.seq))
        columns = (ShotCurvesRow.stream, ShotCurvesRow.measured_us, ShotCurvesRow.seq, ShotCurvesRow.packed)
        with Session(self.engine) as db:
            parts = [keys[begin : begin + AT_ONCE] for begin in range(0, len(keys), AT_ONCE)]
            rows = [row for some in parts for row in db.exec(select(*columns).where(key.in_(some)))]
        return {ShotKey(*key): from_blob(packed) for *key, packed in rows}

    def events(
        self,
        cells: Sequence[str],
        *,
        after_us: int | None = None,
        before_us: int | None = None,
        limit: int = 100,
    ) -> list[EventRow]:
        """Visible events of these cells with after_us <= measured_us < before_us, newest first."""
        found: list[EventRow] = []
        for name in cells:
            shown = self.shown(name, after_us, before_us)
            with Session(self.engine) as db:
                found += lists.newest(db, EventRow, name, shown, limit)
        return sorted(found, key=lists.in_time, reverse=True)[:limit]

    def series(
        self, cell: str, channels: Sequence[str], *, from_us: int, to_us: int, points: int = 1000
    ) -> Series:
        """Lowest, highest and mean per bucket; at most `points` (never > 2,000) lows and highs together."""
        wanted = Wanted(cell, channels, Interval(from_us, to_us), points)
        shelves = Shelves(self.frames, self.rolls, self.timezone)
        births = self.births(cell)
        with Session(self.engine) as db:
            return chart(db, shelves, births, wanted)

    def shown(self, cell: str, after_us: int | None, before_us: int | None) -> list[Stretch]:
        """Which run of a cell is shown when, within a period."""
        low = 0 if after_us is None else after_us
        high = MAX_EXACT if before_us is None else before_us
        return within(visible(self._born(cell)), low, high)
