"""What OEE and the terminal read of a cell: what people noted, shots and events in few columns, channels."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Engine, or_
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from sprue_contract.fields import MAX_EXACT
from sprue_server.store import chart
from sprue_server.store.database import FrameReader
from sprue_server.store.floor_tables import Noted
from sprue_server.store.rollup import Interval, RollReader
from sprue_server.store.rungs import RUNGS, Rung
from sprue_server.store.series import Points, Shelves
from sprue_server.store.tables import BirthRow, EventRow, ShotRow
from sprue_server.store.visibility import Stretch

Row = TypeVar("Row", bound=Noted)


class Made(NamedTuple):
    """A shot, as far as it is counted."""

    run: str
    measured_us: int
    started_us: int
    counter: int
    job: str | None
    quality: int
    start_up: bool


class Happened(NamedTuple):
    """An alarm that comes or goes, or a mode that changes."""

    run: str
    measured_us: int
    what: str
    name: str
    body: dict[str, Any]


class FloorReading:
    """The part of the reader that is about what a cell made and what people noted of it."""

    engine: Engine
    frames: FrameReader
    rolls: RollReader
    timezone: str

    def noted(
        self, table: type[Row], cells: Iterable[str], from_us: int = 0, to_us: int = MAX_EXACT
    ) -> list[Row]:
        """What holds: rows of [from_us, to_us) that nobody has replaced or taken back, in order of time."""
        gone = select(table.replaces).where(col(table.replaces).is_not(None))
        query = select(table).where(
            col(table.cell).in_(list(cells)),
            col(table.at_us) >= from_us,
            col(table.at_us) < to_us,
            col(table.void).is_(False),
            col(table.id).not_in(gone),
        )
        with Session(self.engine) as db:
            return list(db.exec(query.order_by(col(table.at_us), col(table.id))))

    def noted_last(self, table: type[Row], cell: str, limit: int) -> list[Row]:
        """What was noted last and holds, the newest first."""
        gone = select(table.replaces).where(col(table.replaces).is_not(None))
        query = select(table).where(
            col(table.cell) == cell, col(table.void).is_(False), col(table.id).not_in(gone)
        )
        newest = query.order_by(col(table.noted_us).desc(), col(table.id).desc())
        with Session(self.engine) as db:
            return list(db.exec(newest.limit(limit)))

    def entry(self, table: type[Row], number: int) -> Row | None:
        """One by its number, whether or not it holds."""
        with Session(self.engine) as db:
            return db.get(table, number)

    def made(self, cell: str, stretches: Sequence[Stretch]) -> list[Made]:
        """Shots in these stretches, oldest first."""
        columns = [getattr(ShotRow, name) for name in Made._fields]
        found: list[Made] = []
        with Session(self.engine) as db:
            for one in stretches:
                query = sa_select(*columns).where(*within(ShotRow, cell, one))
                rows = db.execute(query.order_by(col(ShotRow.measured_us), col(ShotRow.seq)))
                found += [Made(*row) for row in rows]
        return found

    def happened(self, cell: str, stretches: Sequence[Stretch]) -> list[Happened]:
        """Alarms and changes of mode in these stretches, oldest first."""
        columns = [getattr(EventRow, name) for name in Happened._fields]
        kind = or_(col(EventRow.what) == "alarm", col(EventRow.what) == "mode_change")
        found: list[Happened] = []
        with Session(self.engine) as db:
            for one in stretches:
                query = sa_select(*columns).where(*within(EventRow, cell, one), kind)
                rows = db.execute(query.order_by(col(EventRow.measured_us), col(EventRow.seq)))
                found += [Happened(*row) for row in rows]
        return found

    def points(
        self,
        cell: str,
        channels: Sequence[str],
        period: Interval,
        births: Sequence[BirthRow],
        rung: Rung = RUNGS[0],
    ) -> Points:
        """Channels in the buckets of a rung; what is not rolled up yet frame by frame."""
        shelves = Shelves(self.frames, self.rolls, self.timezone)
        with Session(self.engine) as db:
            return chart.points(db, shelves, births, chart.Wanted(cell, channels, period, 0), rung)


def within(table: type[ShotRow | EventRow], cell: str, stretch: Stretch) -> list[Any]:
    """Conditions: rows of this cell in this stretch."""
    return [
        col(table.cell) == cell,
        col(table.run) == stretch.run,
        col(table.measured_us) >= stretch.from_us,
        col(table.measured_us) < stretch.to_us,
    ]
