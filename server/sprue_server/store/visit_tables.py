"""Tables of visits. A change here needs a numbered file in migrations/versions.

Names are in `visit_booking` alone, and there only with consent; all that is counted is anonymous.
"""

from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from sprue_server.store.tables import big


def _json() -> Any:  # noqa: ANN401  # SQLModel's Field is typed so
    return Field(sa_column=Column(JSON, nullable=False))


class SlotRow(SQLModel, table=True):
    """A time at which the doors are open; `places` counts people. `closed_us`: it does not take place."""

    __tablename__ = "visit_slot"

    id: int | None = Field(default=None, primary_key=True)
    starts_us: int = big(index=True)
    minutes: int
    places: int
    languages: list[str] = _json()
    note: str = Field(default="", max_length=300)
    opened_us: int = big()
    closed_us: int | None = big(default=None)


class BookingRow(SQLModel, table=True):
    """A firm that comes. Only the hash of its code is kept; a name only with consent, and not for ever."""

    __tablename__ = "visit_booking"
    __table_args__ = (Index("ix_visit_booking_slot", "slot"),)

    id: int | None = Field(default=None, primary_key=True)
    slot: int
    code_sha256: str = Field(max_length=64, unique=True)
    people: int
    sector: str = Field(max_length=30)
    role: str = Field(max_length=20)
    size: str = Field(max_length=20)
    language: str = Field(max_length=20)
    booked_us: int = big()
    changed_us: int | None = big(default=None)
    cancelled_us: int | None = big(default=None)
    name: str | None = Field(default=None, max_length=120)
    contact: str | None = Field(default=None, max_length=200)
    consent: str | None = Field(default=None, max_length=20)
    consent_language: str | None = Field(default=None, max_length=20)
    consent_us: int | None = big(default=None, index=True)


class GroupRow(SQLModel, table=True):
    """A group that was guided: what is counted of it. `stops`: those that it reached."""

    __tablename__ = "visit_group"

    id: int | None = Field(default=None, primary_key=True)
    slot: int | None = None
    begun_us: int = big(index=True)
    ended_us: int | None = big(default=None)
    firms: int
    people: int
    roles: list[str] = _json()
    sectors: list[str] = _json()
    language: str = Field(max_length=20)
    minutes: int
    minutes_walked: float
    stops: list[str] = _json()


class TourRow(SQLModel, table=True):
    """The one shared tour (`id` 1), so that it survives a restart. `body`: the group, if there is one."""

    __tablename__ = "visit_tour"

    id: int = Field(primary_key=True)
    revision: int
    reset: int
    body: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON, nullable=True))


class TabletRow(SQLModel, table=True):
    """A device that walks with a group: the hash of its cookie, by which it is given a press of its own.

    `may_rate`: it has joined by this cookie and has not said yet how it was; no mark says whose it is.
    """

    __tablename__ = "visit_tablet"

    group: int = Field(primary_key=True)
    owner: str = Field(primary_key=True, max_length=64)
    may_rate: bool


class WalkRow(SQLModel, table=True):
    """A visit without a guide, counted when it ended: at the kiosk or at home."""

    __tablename__ = "visit_walk"

    id: int | None = Field(default=None, primary_key=True)
    at_us: int = big(index=True)
    how: str = Field(max_length=10)
    role: str = Field(max_length=20)
    language: str = Field(max_length=20)
    minutes: int
    minutes_walked: float
    stops: list[str] = _json()
    finished: bool
    rating: int | None = None


class RatingRow(SQLModel, table=True):
    """What somebody of a group thought of the visit, from 1 to 5."""

    __tablename__ = "visit_rating"

    id: int | None = Field(default=None, primary_key=True)
    group: int
    at_us: int = big()
    rating: int
