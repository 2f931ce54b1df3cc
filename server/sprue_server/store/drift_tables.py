"""Tables of what the process has called. A change here needs a numbered file in migrations/versions."""

from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from sprue_server.store.tables import big


class DriftRow(SQLModel, table=True):
    """An alarm: what left its level since which shot, what most likely caused it, when it was over.

    `called_us`: measuring time of the shot at which it was called. `body`: numbers that moved, causes with
    their shares, settings. `told`, `role`, `at_us`: what a person said of it.
    """

    __tablename__ = "drift"
    __table_args__ = (Index("ix_drift_cell_called_us", "cell", "called_us"),)

    id: int | None = Field(default=None, primary_key=True)
    cell: str = Field(max_length=40)
    run: str = Field(max_length=40)
    sandbox: bool = False
    kind: str = Field(max_length=20)
    called_us: int = big()
    since_us: int = big()
    ended_us: int | None = big(default=None)
    shot: str = Field(max_length=60)
    since_shot: str = Field(max_length=60)
    cause: str | None = Field(default=None, max_length=40)
    group: str | None = Field(default=None, max_length=40)
    confidence: float
    score: float
    template: str = Field(max_length=16)
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    told: str | None = Field(default=None, max_length=40)
    role: str | None = Field(default=None, max_length=20)
    at_us: int | None = big(default=None)


class TemplateRow(SQLModel, table=True):
    """A template: what the numbers of a cell were when all was well, from which shots."""

    __tablename__ = "template"

    cell: str = Field(primary_key=True, max_length=40)
    version: str = Field(primary_key=True, max_length=16)
    run: str = Field(max_length=40)
    job: str | None = None
    learnt_us: int = big()
    from_us: int = big()
    to_us: int = big()
    shots: int
    settings: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    levels: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
