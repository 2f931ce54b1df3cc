"""What the process analyses have called, read from the store."""

from collections.abc import Iterable

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from sprue_server.store.drift_tables import DriftRow, TemplateRow


class DriftReading:
    """The part of the reader that is about alarms of the process."""

    engine: Engine

    def drifts(self, cells: Iterable[str], *, after_us: int = 0, limit: int = 100) -> list[DriftRow]:
        """Alarms of these cells that were called or went on after a moment, newest first."""
        goes_on = col(DriftRow.ended_us).is_(None) | (col(DriftRow.ended_us) >= after_us)
        query = select(DriftRow).where(col(DriftRow.cell).in_(list(cells)), goes_on)
        ordered = query.order_by(col(DriftRow.called_us).desc(), col(DriftRow.id).desc())
        with Session(self.engine) as db:
            return list(db.exec(ordered.limit(limit)))

    def drift(self, number: int) -> DriftRow | None:
        """One alarm by its number."""
        with Session(self.engine) as db:
            return db.get(DriftRow, number)

    def templates_of(self, cell: str, limit: int = 20) -> list[TemplateRow]:
        """Templates of a cell, the last learnt first."""
        query = select(TemplateRow).where(col(TemplateRow.cell) == cell)
        with Session(self.engine) as db:
            return list(db.exec(query.order_by(col(TemplateRow.learnt_us).desc()).limit(limit)))
