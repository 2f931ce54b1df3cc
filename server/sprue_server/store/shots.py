"""Lists of shots and events as a person sees them: newest first, one run at a time."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, TypeVar

from sqlalchemy import select as sa_select
from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from sprue_server.store.parcel import StreamKey
from sprue_server.store.tables import EventRow, ShotRow, StreamRow
from sprue_server.store.visibility import Stretch

Order = Literal["newest", "lowest-cavity-pressure"]
Timed = TypeVar("Timed", ShotRow, EventRow)


class ShotKey(NamedTuple):
    """What names a shot."""

    stream: int
    measured_us: int
    seq: int


class Named(NamedTuple):
    """What names a shot before its stream has a number."""

    stream: StreamKey
    measured_us: int
    seq: int


STREAM = tuple(col(getattr(StreamRow, name)) for name in StreamKey._fields)
NAME = (*STREAM, col(ShotRow.measured_us), col(ShotRow.seq))


def stored(db: Session, wanted: Iterable[Named]) -> dict[Named, int]:
    """Those of these shots that are stored, with the number of their stream."""
    names = [(*stream, measured_us, seq) for stream, measured_us, seq in wanted]
    same = col(ShotRow.stream) == col(StreamRow.id)
    query = sa_select(col(StreamRow.id), *NAME).join(ShotRow, same).where(tuple_(*NAME).in_(names))
    return {Named(StreamKey(*stream), at, seq): number for number, *stream, at, seq in db.execute(query)}


def key_of(shot: ShotRow) -> ShotKey:
    """The key of a shot."""
    return ShotKey(shot.stream, shot.measured_us, shot.seq)


def in_time(row: ShotRow | EventRow) -> tuple[int, int, int]:
    """Sort key by time; two records of one moment keep a fixed order."""
    return (row.measured_us, row.stream, row.seq)


def newest(db: Session, table: type[Timed], cell: str, stretches: Sequence[Stretch], limit: int) -> list[Timed]:
    """Rows of a cell in these stretches of its runs, newest first."""
    found: list[Timed] = []
    for stretch in reversed(stretches):
        query = _within(table, cell, stretch).order_by(
            col(table.measured_us).desc(), col(table.stream).desc(), col(table.seq).desc()
        )
        found += db.exec(query.limit(limit - len(found))).all()
        if len(found) >= limit:
            break
    return found


def oldest(db: Session, table: type[Timed], cell: str, stretches: Sequence[Stretch], limit: int) -> list[Timed]:
    """Rows of a cell in these stretches of its runs, oldest first."""
    found: list[Timed] = []
    for stretch in stretches:
        query = _within(table, cell, stretch).order_by(
            col(table.measured_us), col(table.stream), col(table.seq)
        )
        found += db.exec(query.limit(limit - len(found))).all()
        if len(found) >= limit:
            break
    return found


def lowest_cavity_pressure(db: Session, cell: str, stretches: Sequence[Stretch], limit: int) -> list[ShotRow]:
    """Shots whose cavity filled worst, lowest peak first; shots without a reading are left out."""
    peak = col(ShotRow.cavity_pressure_maximum_bar)
    found: list[ShotRow] = []
    for stretch in stretches:
        query = _within(ShotRow, cell, stretch).where(peak.is_not(None))
        found += db.exec(query.order_by(peak, col(ShotRow.measured_us).desc()).limit(limit)).all()
    found.sort(key=lambda shot: (shot.cavity_pressure_maximum_bar or 0, -shot.measured_us))
    return found[:limit]


def _within(table: type[Timed], cell: str, stretch: Stretch):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return select(table).where(
        col(table.cell) == cell,
        col(table.run) == stretch.run,
        col(table.measured_us) >= stretch.from_us,
        col(table.measured_us) < stretch.to_us,
    )
