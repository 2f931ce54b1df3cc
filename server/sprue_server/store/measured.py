"""Shots whose parts a gauge has read, many at once."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Engine
from sqlmodel import Session, col, select

from sprue_server.store.tables import MeasurementRow, ShotRow
from sprue_server.store.visibility import Stretch

AT_ONCE = 300  # readings in one question
WITHIN_US = 86_400_000_000  # a part that is named by its count was measured within a day
Readings = dict[str, Any]
Key = tuple[int, int, int]


class MeasuredReading:
    """The part of the reader that is about what gauges read."""

    engine: Engine

    def measurements(
        self, cell: str, limit: int, before_us: int | None = None, after_us: int = 0
    ) -> list[MeasurementRow]:
        """The newest readings of a cell with after_us <= measured_us < before_us, newest first."""
        query = select(MeasurementRow).where(
            col(MeasurementRow.cell) == cell, col(MeasurementRow.measured_us) >= after_us
        )
        if before_us is not None:
            query = query.where(col(MeasurementRow.measured_us) < before_us)
        with Session(self.engine) as db:
            return list(db.exec(query.order_by(col(MeasurementRow.measured_us).desc()).limit(limit)))

    def shots_measured(
        self, rows: Sequence[MeasurementRow], shown: Sequence[Stretch]
    ) -> list[tuple[ShotRow, Readings]]:
        """Visible shots of these readings of one cell, both newest first; the newest of a shot counts."""
        told: dict[Key, tuple[ShotRow, Readings]] = {}
        oldest_first = rows[::-1]
        for begin in range(0, len(rows), AT_ONCE):
            for shot, row in self._of(oldest_first[begin : begin + AT_ONCE]):
                if _visible(shot, shown):
                    told[shot.measured_us, shot.stream, shot.seq] = (shot, row.readings)
        return [told[key] for key in sorted(told, reverse=True)]

    def shots_counted(
        self, cell: str, noted: Sequence[tuple[int, int]], shown: Sequence[Stretch]
    ) -> list[ShotRow | None]:
        """The visible shot of each (count, moment when it was noted): the newest before, within a day."""
        if not noted:
            return []
        counts, moments = {count for count, _ in noted}, [moment for _, moment in noted]
        near = col(ShotRow.measured_us).between(min(moments) - WITHIN_US, max(moments))
        query = select(ShotRow).where(col(ShotRow.cell) == cell, near, col(ShotRow.counter).in_(counts))
        with Session(self.engine) as db:
            shots = list(db.exec(query.order_by(col(ShotRow.measured_us).desc())))
        there = [shot for shot in shots if _visible(shot, shown)]
        return [_counted(there, count, moment) for count, moment in noted]

    def _of(self, rows: Sequence[MeasurementRow]) -> Iterator[tuple[ShotRow, MeasurementRow]]:
        moments = [row.shot_measured_us for row in rows if row.shot_measured_us is not None]
        named = {(shot.run, shot.measured_us): shot for shot in self._shots(rows, _moment_in(moments))}
        counted = self._shots(rows, *_count_in([row for row in rows if row.shot_measured_us is None]))
        for row in rows:
            shot = named.get((row.run, row.shot_measured_us or 0)) or _newest_before(row, counted)
            if shot is not None:
                yield shot, row

    def _shots(self, rows: Sequence[MeasurementRow], *where: ColumnElement[bool]) -> list[ShotRow]:
        query = select(ShotRow).where(col(ShotRow.cell) == rows[0].cell, *where)
        with Session(self.engine) as db:
            return list(db.exec(query.order_by(col(ShotRow.measured_us).desc())))


def _moment_in(moments: Sequence[int]) -> ColumnElement[bool]:
    return col(ShotRow.measured_us).in_(moments)


def _count_in(rows: Sequence[MeasurementRow]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    measured = [row.measured_us for row in rows] or [0]
    near = col(ShotRow.measured_us).between(min(measured) - WITHIN_US, max(measured))
    return near, col(ShotRow.counter).in_([row.shot_counter for row in rows])


def _newest_before(row: MeasurementRow, shots: Sequence[ShotRow]) -> ShotRow | None:
    """Counts begin anew with each order. Shots newest first."""
    if row.shot_measured_us is not None:
        return None
    of_run = (shot for shot in shots if (shot.run, shot.counter) == (row.run, row.shot_counter))
    return next((shot for shot in of_run if shot.measured_us <= row.measured_us), None)


def _counted(shots: Sequence[ShotRow], count: int, moment: int) -> ShotRow | None:
    """Shots newest first."""
    made = (shot for shot in shots if shot.counter == count and shot.measured_us <= moment)
    found = next(made, None)
    return found if found and moment - found.measured_us <= WITHIN_US else None


def _visible(shot: ShotRow, shown: Sequence[Stretch]) -> bool:
    return any(one.run == shot.run and one.from_us <= shot.measured_us < one.to_us for one in shown)
