"""Tables of what people note on the floor. A change here needs a numbered file in migrations/versions.

Nothing is altered: a row that `replaces` another one stands in its place, a `void` one only takes it back.
"""

from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from sprue_server.store.tables import big


class Noted(SQLModel):
    """Who noted something of a cell when, and of which moment (`at_us`)."""

    id: int | None = Field(default=None, primary_key=True)
    cell: str = Field(max_length=40)
    at_us: int = big()
    noted_us: int = big()
    role: str = Field(max_length=20)
    replaces: int | None = Field(default=None)
    void: bool = False
    note: str = ""


class JobRow(Noted, table=True):
    """An order on a machine, from `at_us` on. Without `to_us` until the next one; null: not known.

    `source`: imported from a sheet, or started at the terminal.
    """

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_cell_at_us", "cell", "at_us"),)

    job: str
    to_us: int | None = big(default=None)
    source: str = Field(max_length=20)
    mould: str | None = None
    product: str | None = None
    material: str | None = None
    standard_cycle_s: float | None = None
    cavities: int | None = None
    active_cavities: int | None = None
    part_weight_g: float | None = None
    planned_quantity: int | None = big(default=None)


class StopReasonRow(Noted, table=True):
    """Why a machine stood from `at_us` on. Without `to_us` until it ran again."""

    __tablename__ = "stop_reason"
    __table_args__ = (Index("ix_stop_reason_cell_at_us", "cell", "at_us"),)

    to_us: int | None = big(default=None)
    reason: str = Field(max_length=60)


class ScrapRow(Noted, table=True):
    """Bad parts that a person has sorted out, beside those that the machine called bad."""

    __tablename__ = "scrap"
    __table_args__ = (Index("ix_scrap_cell_at_us", "cell", "at_us"),)

    parts: int
    reason: str = Field(max_length=60)
    job: str | None = None


class ReleaseRow(Noted, table=True):
    """The first part of a job was looked at: it may go on, or not."""

    __tablename__ = "release"
    __table_args__ = (Index("ix_release_cell_at_us", "cell", "at_us"),)

    released: bool
    job: str | None = None


class HandMeasuredRow(Noted, table=True):
    """A part on the scale and under the gauge of a person: value by quantity, in the quantity's unit.

    No `MeasurementRow`: that is a record of a gateway's stream, which cannot be corrected.
    """

    __tablename__ = "hand_measured"
    __table_args__ = (Index("ix_hand_measured_cell_at_us", "cell", "at_us"),)

    job: str | None = None
    shot_counter: int | None = big(default=None)
    origin: str = Field(default="real", max_length=20)
    readings: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class CareRow(Noted, table=True):
    """Somebody cared for a part of press or mould (`done`), or said every how many shots it wants to be."""

    __tablename__ = "care"
    __table_args__ = (Index("ix_care_cell_at_us", "cell", "at_us"),)

    part: str = Field(max_length=40)
    mould: str | None = None
    done: bool
    every_shots: int | None = big(default=None)
