"""Tables of what gauges have learnt. A change here needs a numbered file in migrations/versions."""

from typing import Any

from sqlalchemy import JSON, Column, Index, LargeBinary
from sqlmodel import Field, SQLModel

from sprue_server.store.tables import big


class GaugeRow(SQLModel, table=True):
    """A version of a cell's gauge for one quantity of one mould.

    `from_us`, `to_us`: when the first and the last part was made that taught it. `begun_us`: from when on parts
    may teach, since an earlier version no longer held. `ended_us`: since when it no longer holds, `why` not.
    `model` is a file of numbers, null of versions long replaced. `body`: scores, and each part that taught.
    """

    __tablename__ = "gauge"
    __table_args__ = (Index("ix_gauge_cell_id", "cell", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    cell: str = Field(max_length=40)
    mould: str
    quantity: str = Field(max_length=64)
    learnt_us: int = big()
    from_us: int = big()
    to_us: int = big()
    begun_us: int = big()
    ended_us: int | None = big(default=None)
    why: str | None = Field(default=None, max_length=20)
    parts: int
    level: str = Field(max_length=1)
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    model: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
