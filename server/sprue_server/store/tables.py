"""Tables of `hub.db`. A change here needs a numbered file in migrations/versions.

A stream is (gateway, session, cell, run, layout); the key of every record is (stream, measured_us, seq), so
that a repeat is harmless and the order of arrival is free.
"""

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def key() -> Any:  # noqa: ANN401  # SQLModel's Field is typed so
    """A part of the primary key, 64 bits wide."""
    return Field(primary_key=True, sa_type=BigInteger)


def big(**options: Any) -> Any:  # noqa: ANN401
    """A whole number of 64 bits."""
    return Field(sa_type=BigInteger, **options)


class StreamRow(SQLModel, table=True):
    """Who tells about what: names a stream by a small number."""

    __tablename__ = "stream"
    __table_args__ = (UniqueConstraint("gateway", "session", "cell", "run", "layout"),)

    id: int | None = Field(default=None, primary_key=True)
    gateway: str = Field(max_length=40)
    session: str = Field(max_length=40)
    cell: str = Field(max_length=40, index=True)
    run: str = Field(max_length=40)
    layout: str = Field(default="", max_length=16)


class BirthRow(SQLModel, table=True):
    """What a cell said of itself for one run and layout: the newest birth of that pair."""

    __tablename__ = "birth"

    cell: str = Field(primary_key=True, max_length=40)
    run: str = Field(primary_key=True, max_length=40)
    layout: str = Field(primary_key=True, max_length=16)
    gateway: str = Field(max_length=40)
    born_us: int = big(index=True)
    started_us: int = big()
    until_us: int | None = big(default=None)
    arrived_us: int = big(default=0)
    origin: str
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class BirthSeenRow(SQLModel, table=True):
    """A birth record that has been counted: births replace each other, their count must not."""

    __tablename__ = "birth_seen"

    stream: int = Field(primary_key=True)
    measured_us: int = key()
    seq: int = key()


class ShotRow(SQLModel, table=True):
    """One shot: OPC 40077 cycle parameters in columns of their own, the rest in `more`."""

    __tablename__ = "shot"
    __table_args__ = (Index("ix_shot_cell_measured_us", "cell", "measured_us"),)

    stream: int = Field(primary_key=True)
    measured_us: int = key()
    seq: int = key()
    cell: str = Field(max_length=40)
    run: str = Field(max_length=40)
    started_us: int = big()
    counter: int = big()
    job: str | None = None
    quality: int
    start_up: bool
    has_curves: bool
    cycle_time_s: float | None = None
    injection_time_s: float | None = None
    dosing_time_s: float | None = None
    cooling_time_s: float | None = None
    cushion_volume_cm3: float | None = None
    plastification_volume_cm3: float | None = None
    specific_pressure_maximum_bar: float | None = None
    transfer_specific_pressure_bar: float | None = None
    transfer_volume_cm3: float | None = None
    cavity_pressure_maximum_bar: float | None = None
    cavity_wall_start_c: float | None = None
    cavity_wall_peak_c: float | None = None
    back_pressure_bar: float | None = None
    energy_shot_kwh: float | None = None
    more: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    settings: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


SHOT_COLUMNS = tuple(
    name for name in ShotRow.model_fields if name.endswith(("_s", "_cm3", "_bar", "_c", "_kwh"))
)


class ShotCurvesRow(SQLModel, table=True):
    """The curves of a shot, packed; apart from the shot so that lists of shots stay quick."""

    __tablename__ = "shot_curves"

    stream: int = Field(primary_key=True)
    measured_us: int = key()
    seq: int = key()
    packed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class MeasurementRow(SQLModel, table=True):
    """A gauge's reading of a part."""

    __tablename__ = "measurement"
    __table_args__ = (Index("ix_measurement_cell_measured_us", "cell", "measured_us"),)

    stream: int = Field(primary_key=True)
    measured_us: int = key()
    seq: int = key()
    cell: str = Field(max_length=40)
    run: str = Field(max_length=40)
    shot_counter: int | None = big(default=None)
    shot_measured_us: int | None = big(default=None, index=True)
    inspector: str
    origin: str
    readings: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class EventRow(SQLModel, table=True):
    """Something that happened: alarm, changed parameter, changed mode, gap, note."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_cell_measured_us", "cell", "measured_us"),)

    stream: int = Field(primary_key=True)
    measured_us: int = key()
    seq: int = key()
    cell: str = Field(max_length=40)
    run: str = Field(max_length=40)
    what: str = Field(max_length=20)
    name: str = Field(max_length=60)
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class ImageRow(SQLModel, table=True):
    """A picture; its bytes are a file named by its hash."""

    __tablename__ = "image"
    __table_args__ = (Index("ix_image_cell_measured_us", "cell", "measured_us"),)

    stream: int = Field(primary_key=True)
    measured_us: int = key()
    seq: int = key()
    cell: str = Field(max_length=40)
    run: str = Field(max_length=40)
    camera: str = Field(max_length=40)
    light: str | None = Field(default=None, max_length=40)
    shot_counter: int | None = big(default=None)
    media_type: str
    sha256: str = Field(max_length=64, index=True)


class TallyRow(SQLModel, table=True):
    """How many records of a cell this file holds, per gateway session; written with the records."""

    __tablename__ = "tally"

    gateway: str = Field(primary_key=True, max_length=40)
    session: str = Field(primary_key=True, max_length=40)
    cell: str = Field(primary_key=True, max_length=40)
    stored: int = big()


class QuarantineRow(SQLModel, table=True):
    """Messages that could not be read, counted by reason; the newest is kept, up to 64 kB."""

    __tablename__ = "quarantine"

    reason: str = Field(primary_key=True, max_length=40)
    count: int = big()
    first_us: int = big()
    last_us: int = big()
    topic: str
    detail: str
    sample: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class PurgedRow(SQLModel, table=True):
    """What was not kept any longer, by kind: up to when it is gone, and how much that was."""

    __tablename__ = "purged"

    kind: str = Field(primary_key=True, max_length=20)
    until_us: int = big()
    gone: int = big()


class SecretRow(SQLModel, table=True):
    """The argon2 hash of a role's secret."""

    __tablename__ = "secret"

    role: str = Field(primary_key=True, max_length=20)
    hash: str
    changed_us: int = big()


class LoginRow(SQLModel, table=True):
    """A signed-in browser: only the hash of its token is kept."""

    __tablename__ = "login"

    token_sha256: str = Field(primary_key=True, max_length=64)
    role: str = Field(max_length=20)
    until_us: int = big()


class AuditRow(SQLModel, table=True):
    """Who changed what, for ever."""

    __tablename__ = "audit"

    id: int | None = Field(default=None, primary_key=True)
    at_us: int = big(index=True)
    role: str = Field(max_length=20)
    what: str
    detail: str = ""
