"""Lists of shots and events as a person sees them: newest first, one run at a time."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, tuple_
from sqlalchemy import select as sa_select
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
        query = select(table).where(*_within(table, cell, stretch)).order_by(*_latest_first(table))
        found += db.exec(query.limit(limit - len(found))).all()
        if len(found) >= limit:
            break
    return found


def newest_parts(
    db: Session, names: Sequence[str], cell: str, stretches: Sequence[Stretch], limit: int
) -> list[Mapping[str, Any]]:
    """Some columns of a cell's shots, newest first: thousands of whole rows take five times as long."""
    found: list[Mapping[str, Any]] = []
    columns = [getattr(ShotRow, name) for name in names]
    for stretch in reversed(stretches):
        query = sa_select(*columns).where(*_within(ShotRow, cell, stretch)).order_by(*_latest_first(ShotRow))
        found += [dict(zip(names, row, strict=True)) for row in db.execute(query.limit(limit - len(found)))]
        if len(found) >= limit:
            break
    return found


def oldest(db: Session, table: type[Timed], cell: str, stretches: Sequence[Stretch], limit: int) -> list[Timed]:
    """Rows of a cell in these stretches of its runs, oldest first."""
    found: list[Timed] = []
    for stretch in stretches:
        in_order = col(table.measured_us), col(table.stream), col(table.seq)
        query = select(table).where(*_within(table, cell, stretch)).order_by(*in_order)
        found += db.exec(query.limit(limit - len(found))).all()
        if len(found) >= limit:
            break
    return found


def lowest_cavity_pressure(db: Session, cell: str, stretches: Sequence[Stretch], limit: int) -> list[ShotRow]:
    """Shots whose cavity filled worst, lowest peak first; shots without a reading are left out."""
    peak = col(ShotRow.cavity_pressure_maximum_bar)
    found: list[ShotRow] = []
    for stretch in stretches:
        query = select(ShotRow).where(*_within(ShotRow, cell, stretch), peak.is_not(None))
        found += db.exec(query.order_by(peak, col(ShotRow.measured_us).desc()).limit(limit)).all()
    found.sort(key=lambda shot: (shot.cavity_pressure_maximum_bar or 0, -shot.measured_us))
    return found[:limit]


def _latest_first(table: type[Timed]) -> Sequence[ColumnElement[Any]]:
    return col(table.measured_us).desc(), col(table.stream).desc(), col(table.seq).desc()


def _within(table: type[Timed], cell: str, stretch: Stretch) -> Sequence[ColumnElement[bool]]:
    return (
        col(table.cell) == cell,
        col(table.run) == stretch.run,
        col(table.measured_us) >= stretch.from_us,
        col(table.measured_us) < stretch.to_us,
    )
