"""Seminars, joint projects, and who looks for what, as types."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from sprue_contract.fields import Slug
from sprue_contract.words import Language
from sprue_server.plant_clock import WallClock
from sprue_server.sectors import Sector
from sprue_server.together.matching import Kind, Side
from sprue_server.voice_views import ConsentIn, LeftIn, SplitView
from sprue_server.voices.words import MaybeEmail, MaybeLink, MaybeShort, Short

MeetingKind = Literal["seminar", "project"]


class MeetingIn(BaseModel):
    """What an instructor announces. `starts`: by the plant's clock, such as 2026-12-03T10:00."""

    model_config = ConfigDict(extra="forbid")
    kind: MeetingKind
    title: Short
    starts: WallClock
    place: Short
    places: int = Field(ge=1, le=1000)
    language: Language
    link: MaybeLink = None
    station: Slug | None = None


class MeetingView(BaseModel):
    """A meeting with its seats. `mine`: this browser has one, `named`: with a name."""

    id: int
    kind: MeetingKind
    title: str
    starts_us: int
    place: str
    places: int
    taken: int
    language: str
    link: str | None
    station: str | None
    cancelled: bool
    over: bool
    mine: bool
    named: bool


class SeatIn(LeftIn):
    """A seat: anonymous, or with a name and an e-mail address, which need a consent."""

    name: MaybeShort = None
    email: MaybeEmail = None
    consent: ConsentIn | None = None


class SeatView(BaseModel):
    """Who has a seat, for who runs the meeting; without a name it is anonymous."""

    id: int
    name: str | None
    email: str | None
    language: str
    left_us: int


class InterestIn(LeftIn):
    """We look for this, or offer it. Contact only with a consent; a newer one of topic and side replaces it."""

    side: Side
    station: Slug
    kind: Kind
    sector: Sector | None = None
    name: MaybeShort = None
    contact: MaybeShort = None
    consent: ConsentIn | None = None


class KindCount(BaseModel):
    """How many of a kind."""

    kind: Kind
    count: int


class KindSplit(BaseModel):
    """Kinds of three and more, and who offers and wants to be found; `rest`: the others, null: fewer than 3."""

    told: list[KindCount]
    rest: int | None


class InterestTopic(BaseModel):
    """Of one station: who looks and who offers, and the sectors of the firms that look."""

    station: str
    look: KindSplit
    offer: KindSplit
    sectors: SplitView


class ContactView(BaseModel):
    """Somebody who has opted in, told to whom it may be told."""

    side: Side
    kind: Kind
    sector: Sector | None
    name: str
    contact: str


class MatchView(BaseModel):
    """What this browser sees on a topic on which it has opted in."""

    station: str
    contacts: list[ContactView]


class MyInterest(BaseModel):
    """What this browser has said; `opted_in`: others may see its contact."""

    id: int
    side: Side
    station: str
    kind: Kind
    opted_in: bool


class TogetherView(BaseModel):
    """Meetings to come, topics with their counts, and what this browser may see."""

    meetings: list[MeetingView]
    topics: list[InterestTopic]
    mine: list[MyInterest]
    matches: list[MatchView]


class InterestView(MyInterest):
    """An interest as an instructor sees it."""

    sector: Sector | None
    name: str | None
    contact: str | None
    left_us: int
    hidden: bool


class HideIn(BaseModel):
    """Whether others may see it."""

    model_config = ConfigDict(extra="forbid")
    hidden: Annotated[bool, Field(description="It is in no count and no contact")]
