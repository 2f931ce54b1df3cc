"""Tables of what visitors leave. A change here needs a numbered file in migrations/versions.

`owner` is the SHA-256 of what one browser keeps in its cookie; nothing here names a person but what they gave
with consent. What is deleted is deleted: unlike on the floor no row stays on record.
"""

from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from sprue_server.store.tables import big


class VisitorRow(SQLModel, table=True):
    """A browser that has left something. Its code deletes all of it from elsewhere; only its hash is here."""

    __tablename__ = "visitor"

    owner: str = Field(primary_key=True, max_length=64)
    code_sha256: str = Field(max_length=64, index=True)
    made_us: int = big()


class Left(SQLModel):
    """Who left something when, in which language of the pages."""

    id: int | None = Field(default=None, primary_key=True)
    owner: str = Field(max_length=64, index=True)
    left_us: int = big()
    language: str = Field(max_length=20)


class Consented(Left):
    """What names a person or a firm is there only with a consent: to which text, in which language, when."""

    NAMES: ClassVar[tuple[str, ...]] = ()  # the columns that go when the consent goes
    consent_version: int | None = None
    consent_language: str | None = Field(default=None, max_length=20)
    consent_us: int | None = big(default=None)


class VoiceRow(Consented, table=True):
    """Feedback, a question, a proposal, an intention or a deed. `state`: waiting, shown or hidden."""

    __tablename__ = "voice"
    NAMES: ClassVar[tuple[str, ...]] = ("firm",)

    kind: str = Field(max_length=20)
    text: str
    stars: int | None = None
    station: str | None = Field(default=None, max_length=40)
    plan: str | None = Field(default=None, max_length=20)
    sector: str | None = Field(default=None, max_length=20)
    size: str | None = Field(default=None, max_length=20)
    firm: str | None = Field(default=None, max_length=120)
    state: str = Field(max_length=20)
    answer: str = ""
    done: str = ""
    done_us: int | None = big(default=None)


class VoteRow(SQLModel, table=True):
    """One browser is for one proposal; the key makes it once."""

    __tablename__ = "vote"

    voice: int = Field(primary_key=True)
    owner: str = Field(primary_key=True, max_length=64, index=True)
    left_us: int = big()


class MeetingRow(SQLModel, table=True):
    """A seminar or a joint project that an instructor has announced."""

    __tablename__ = "meeting"

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=20)
    title: str
    starts_us: int = big()
    place: str
    places: int
    language: str = Field(max_length=20)
    link: str | None = None
    station: str | None = Field(default=None, max_length=40)
    cancelled: bool = False
    made_us: int = big()


class SeatRow(Consented, table=True):
    """A place that is taken in a meeting, with a name or without."""

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("meeting", "owner"),)
    NAMES: ClassVar[tuple[str, ...]] = ("name", "email")

    meeting: int
    name: str | None = Field(default=None, max_length=120)
    email: str | None = Field(default=None, max_length=120)


class InterestRow(Consented, table=True):
    """Somebody looks for something or offers it; with a consent others on the topic may see the contact."""

    __tablename__ = "interest"
    __table_args__ = (
        UniqueConstraint("owner", "station", "side"),
        Index("ix_interest_station_side", "station", "side"),
    )
    NAMES: ClassVar[tuple[str, ...]] = ("name", "contact")

    side: str = Field(max_length=20)
    station: str = Field(max_length=40)
    kind: str = Field(max_length=20)
    sector: str | None = Field(default=None, max_length=20)
    name: str | None = Field(default=None, max_length=120)
    contact: str | None = Field(default=None, max_length=120)
    state: str = Field(max_length=20)
