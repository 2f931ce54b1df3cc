"""Tables of what the eyes have seen. A change here needs a numbered file in migrations/versions."""

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index
from sqlmodel import Field, SQLModel

from sprue_server.store.tables import big, key


def _json() -> Any:  # noqa: ANN401  # SQLModel's Field is typed so
    return Field(sa_column=Column(JSON, nullable=False))


class InspectionRow(SQLModel, table=True):
    """What was seen on the pictures of one moment; its key is that of the first of them.

    `checks`: what each said, with outlines in mm. `pictures`: SHA-256 by light. The map of where is a file
    beside the pictures. `place`: how to draw on the picture and on the map. `worst`: the check that spoke
    against it most, when it did not pass. `name` and `model`: with what was looked, and its version.
    """

    __tablename__ = "inspection"
    __table_args__ = (
        Index("ix_inspection_cell_measured_us", "cell", "measured_us"),
        Index("ix_inspection_model", "name", "measured_us"),
    )

    stream: int = Field(primary_key=True)
    measured_us: int = key()
    seq: int = key()
    cell: str = Field(max_length=40)
    run: str = Field(max_length=40)
    camera: str = Field(max_length=40)
    of: str = Field(max_length=8)
    cavity: int | None = None
    shot_counter: int | None = big(default=None)
    inspected_us: int = big()
    verdict: str = Field(max_length=20)
    reason: str | None = Field(default=None, max_length=20)
    warnings: list[str] = _json()
    score: float | None = None
    p_value: float | None = None
    worst: str | None = Field(default=None, max_length=40)
    checks: list[dict[str, Any]] = _json()
    place: dict[str, Any] = _json()
    pictures: dict[str, str] = _json()
    map_sha256: str | None = Field(default=None, max_length=64)
    took_ms: float
    name: str = Field(max_length=90)
    model: str = Field(max_length=64)


class CorrectionRow(SQLModel, table=True):
    """What a person said of an inspection; the newest counts, all are kept."""

    __tablename__ = "correction"
    __table_args__ = (Index("ix_correction_inspection", "stream", "measured_us", "seq"),)

    id: int | None = Field(default=None, primary_key=True)
    stream: int
    measured_us: int = Field(sa_type=BigInteger)
    seq: int = Field(sa_type=BigInteger)
    told: str = Field(max_length=8)
    defect: str | None = Field(default=None, max_length=40)
    note: str = ""
    role: str = Field(max_length=20)
    at_us: int = big()


class EyesModelRow(SQLModel, table=True):
    """A version of what was learnt of one product or mould, since this hub first looked with it."""

    __tablename__ = "eyes_model"

    name: str = Field(primary_key=True, max_length=90)
    version: str = Field(primary_key=True, max_length=64)
    since_us: int = big()
    facts: dict[str, Any] = _json()
