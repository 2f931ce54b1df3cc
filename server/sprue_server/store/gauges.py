"""What gauges have learnt, read from the store."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from sprue_server.store.gauge_tables import GaugeRow

_MODEL: Any = GaugeRow.model  # SQLModel types a column as what it holds


class GaugeReading:
    """The part of the reader that is about gauges."""

    engine: Engine

    def gauges(self, cell: str, mould: str, after: int = 0) -> list[GaugeRow]:
        """Versions of a cell's mould that can still be asked, numbered above `after`, the first first."""
        query = select(GaugeRow).where(
            col(GaugeRow.cell) == cell,
            col(GaugeRow.mould) == mould,
            col(GaugeRow.id) > after,
            col(GaugeRow.model).is_not(None),
        )
        with Session(self.engine) as db:
            return list(db.exec(query.order_by(col(GaugeRow.id))))

    def gauges_told(self, cell: str, quantity: str, limit: int = 20) -> list[GaugeRow]:
        """Versions without their numbers, the last learnt first."""
        query = select(GaugeRow).where(col(GaugeRow.cell) == cell, col(GaugeRow.quantity) == quantity)
        newest = query.options(defer(_MODEL)).order_by(col(GaugeRow.id).desc())
        with Session(self.engine) as db:
            return list(db.exec(newest.limit(limit)))

    def gauges_ended(self, numbers: Iterable[int]) -> dict[int, tuple[int, str | None]]:
        """Of these versions those that no longer hold: since when, and why not."""
        query = select(GaugeRow.id, GaugeRow.ended_us, GaugeRow.why).where(col(GaugeRow.id).in_(list(numbers)))
        with Session(self.engine) as db:
            told = db.exec(query).all()
        return {number: (us, why) for number, us, why in told if number is not None and us is not None}
