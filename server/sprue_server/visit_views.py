"""What visits and the tour ask and tell, as types."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from sprue_contract.fields import RowNumber
from sprue_server.plant_clock import WallClock
from sprue_server.sectors import SECTORS, Sector, Size
from sprue_server.visits.words import LONGEST, SHORTEST, Language, Role, Step

Minutes = Annotated[int, Field(ge=SHORTEST, le=LONGEST)]
People = Annotated[int, Field(ge=1, le=60)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=40)]
Roles = Annotated[list[Role], Field(min_length=1, max_length=5)]
Deed = Literal["next", "back", "stop", "step", "pause", "go-on", "extend", "cut"]
GiveBack = Literal["group", "all", "none"]


class Wish(BaseModel):
    """What is asked for; a field that nobody knows is a mistake."""

    model_config = ConfigDict(extra="forbid")


class SlotIn(Wish):
    """A time at which the doors are open. `starts`: by the plant's calendar, such as 2026-12-03T10:00."""

    starts: WallClock
    minutes: Minutes
    places: Annotated[int, Field(ge=1, le=200, description="People")]
    languages: Annotated[list[Language], Field(min_length=1, max_length=4)]
    note: Annotated[str, Field(max_length=300)] = ""


class SlotView(BaseModel):
    """A slot as everybody sees it: how many firms of which sectors come, never their names."""

    id: int
    starts_us: int
    minutes: int
    places: int
    free: int
    people: int
    firms: int
    sectors: dict[Sector, int] = Field(description="Firms by sector")
    languages: list[Language]
    note: str
    closed: bool = Field(description="It does not take place")


class BookingIn(Wish):
    """A firm that wants to come. Name and contact only with consent."""

    people: People
    sector: Sector
    role: Role
    size: Size
    language: Language
    name: Annotated[str, Field(max_length=120)] = ""
    contact: Annotated[str, Field(max_length=200)] = ""
    consent: bool = False


class BookingView(BaseModel):
    """A booking as who made it sees it, with the time that was booked."""

    slot: SlotView
    people: int
    sector: Sector
    role: Role
    size: Size
    language: Language
    name: str | None
    contact: str | None
    consent: str | None = Field(description="The version of the words that were agreed to")
    consent_us: int | None
    forgotten_us: int | None = Field(description="When name and contact are deleted by themselves")
    booked_us: int
    cancelled: bool


class BookedView(BookingView):
    """A new booking. Its code is told this once; by it the booking is seen, changed and cancelled."""

    code: str


class VisitorFirm(BaseModel):
    """A booking as the instructor sees it."""

    id: int
    people: int
    sector: Sector
    role: Role
    size: Size
    language: Language
    name: str | None
    contact: str | None


class TourStop(BaseModel):
    """A stop of a visit. `rank`: the higher, the sooner it is left out; `spent_s`: time at it so far."""

    slug: str
    minutes: int
    essential: bool
    rank: int
    spent_s: float = 0


class ItineraryView(BaseModel):
    """A way through the hall; what it leaves of the time is for questions."""

    roles: list[Role]
    minutes: int
    stops: list[TourStop]


class GroupIn(Wish):
    """A group that begins now: from a slot, or as it comes."""

    roles: Roles
    minutes: Minutes
    language: Language
    people: People = 1
    firms: Annotated[int, Field(ge=1, le=60)] = 1
    sectors: Annotated[list[Sector], Field(max_length=len(SECTORS))] = []
    slot: RowNumber | None = None


class GroupView(BaseModel):
    """The group that walks, and where it stands. Its clock stands while it pauses."""

    number: int
    code: str = Field(description="By which tablets join")
    slot: int | None
    roles: list[Role]
    sectors: list[Sector]
    people: int
    firms: int
    language: Language
    minutes: int
    stops: list[TourStop]
    at: int = Field(description="Which of the stops")
    step: Step
    begun_us: int
    stop_since_us: int = Field(description="Since when it is at this stop, or went on after a pause")
    paused_us: int | None = None
    ended_us: int | None = None
    rested_s: float = 0
    extended: int = Field(default=0, description="Minutes that were added")
    planned: int = Field(description="Minutes of all stops as they were planned at the beginning")
    reached: list[str]


class GroupPress(BaseModel):
    """A press that one of the group's tablets has borrowed."""

    cell: str
    machine: str


class TourView(BaseModel):
    """The one tour that all screens follow. `reset` goes up when the house gets ready for the next group."""

    revision: int
    reset: int
    group: GroupView | None


class MoveIn(Wish):
    """What the guide does. `seen`: the revision on his tablet, so that a second tap does nothing twice."""

    deed: Deed
    seen: int | None = None
    step: Step | None = None
    stop: Slug | None = None
    minutes: Annotated[int | None, Field(ge=1, le=60)] = None


class RehearsalIn(Wish):
    """A tour that is walked alone: nothing of it is kept."""

    group: GroupView
    move: MoveIn


class NextIn(Wish):
    """Which borrowed presses are given back: those of the group's tablets, all, or none."""

    give_back: GiveBack = "group"


class NextView(BaseModel):
    """The house is ready. `failed`: presses that could not be taken back."""

    tour: TourView
    given_back: list[str]
    failed: list[str]


class JoinIn(Wish):
    """The code of the group."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9]{4,12}$")]


class InvitationView(BaseModel):
    """Where a tablet goes to join. `here_only`: this address leads here from this machine alone."""

    url: str
    here_only: bool


class PassIn(Wish):
    """What the instructor's page has shown."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9]{4,20}$")]


class PassView(BaseModel):
    """A code by which one tablet may move the tour; good once, and not for long."""

    code: str
    until_us: int
    url: str
    here_only: bool


class GuidesView(BaseModel):
    """Whether who asks may move the tour."""

    guides: bool


class RatingIn(Wish):
    """What somebody of the group thinks of the visit."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9]{4,12}$")]
    rating: Annotated[int, Field(ge=1, le=5)]


class WalkIn(Wish):
    """A visit without a guide, when it has ended. Nothing of it says who it was."""

    how: Literal["kiosk", "own"]
    role: Role
    language: Language
    minutes: Minutes
    minutes_walked: Annotated[float, Field(ge=0, allow_inf_nan=False, description="At most twice `minutes`")]
    stops: Annotated[list[Slug], Field(max_length=40)]
    finished: bool
    rating: Annotated[int | None, Field(ge=1, le=5)] = None


class Done(BaseModel):
    """It was done."""

    done: Literal[True] = True


class CountsView(BaseModel):
    """Visits in a period. Without anybody in it."""

    from_us: int
    to_us: int
    groups: int
    firms: int
    people: int
    walks: int
    walks_finished: int
    minutes_walked: float
    roles: dict[str, int]
    sectors: dict[str, int]
    languages: dict[str, int]
    stops: dict[str, int] = Field(description="How often each was reached")
    ratings: dict[int, int] = Field(description="How often each was given, 1 to 5")
