"""What visitors leave and are told, as types: feedback, questions, proposals, intentions, deeds."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from sprue_contract.fields import MAX_EXACT, Slug
from sprue_contract.words import Language
from sprue_server.sectors import Sector, Size
from sprue_server.voices.words import MaybeShort, Plan, State, Text, Written

VoiceKind = Literal["feedback", "question", "proposal", "intention", "deed"]


class ConsentIn(BaseModel):
    """That a text was read and agreed to: which version of it, in which language."""

    model_config = ConfigDict(extra="forbid")
    version: int
    language: Language


class LeftIn(BaseModel):
    """What everything that is left says: the language of the pages it was written on."""

    model_config = ConfigDict(extra="forbid")
    language: Language


class FeedbackIn(LeftIn):
    """How the visit was, 1 (poor) to 5 (very good), and in words if one wants."""

    kind: Literal["feedback"]
    stars: int = Field(ge=1, le=5)
    text: Text = ""


class QuestionIn(LeftIn):
    """What somebody wants to know."""

    kind: Literal["question"]
    text: Written
    station: Slug | None = None


class ProposalIn(LeftIn):
    """What is to be shown next."""

    kind: Literal["proposal"]
    text: Written
    station: Slug | None = None


class IntentionIn(LeftIn):
    """Whether the firm will do what a station shows; `no` says why. The newer one replaces the older."""

    kind: Literal["intention"]
    station: Slug
    plan: Plan
    text: Text = ""
    sector: Sector | None = None
    size: Size | None = None


class DeedIn(LeftIn):
    """The firm has done it. Its name needs a consent."""

    kind: Literal["deed"]
    station: Slug
    text: Written
    sector: Sector | None = None
    size: Size | None = None
    firm: MaybeShort = None
    consent: ConsentIn | None = None


VoiceIn = Annotated[FeedbackIn | QuestionIn | ProposalIn | IntentionIn | DeedIn, Field(discriminator="kind")]


class VoiceView(BaseModel):
    """What somebody said and an instructor has shown. Who it was is not told, but for a firm that agreed to it.

    Sector and size of a firm without a name are told only where enough others share them.
    """

    id: int
    kind: VoiceKind
    left_us: int
    language: str
    text: str
    stars: int | None
    station: str | None
    plan: Plan | None
    sector: Sector | None
    size: Size | None
    firm: str | None
    votes: int
    voted: bool = Field(description="By this browser")
    mine: bool = Field(description="Left by this browser")
    state: State
    answer: str
    done: str
    done_us: int | None


class SatisfactionView(BaseModel):
    """Marks of visitors, the newest of each; `often`: how many gave 1 to 5. All null: fewer than 3."""

    count: int | None
    mean: float | None
    often: list[int] | None


class SectorCount(BaseModel):
    """Firms of a sector, as far as that can be told."""

    sector: Sector
    firms: int


class SplitView(BaseModel):
    """Sectors with at least three firms, and all others together; null: fewer than 3."""

    told: list[SectorCount]
    rest: int | None


class IntentionCount(BaseModel):
    """What visitors of a station said that their firms will do; `sectors`: of those who will.

    Null is not told: plans are in `rest` together (null: fewer than 3 firms), `done` is fewer than 3.
    """

    station: str
    this_year: int | None
    later: int | None
    no: int | None
    rest: int | None
    done: int | None
    sectors: SplitView


class VoicesView(BaseModel):
    """All that is told to everybody. `waiting`: what this browser left and nobody has looked at yet."""

    told: list[VoiceView]
    satisfaction: SatisfactionView
    intentions: list[IntentionCount]
    waiting: int


class DeedsView(BaseModel):
    """Which firms did it; `alike`: of the sector that was asked for. Null: fewer than 3, or not to be told."""

    firms: int | None
    alike: int | None
    sectors: SplitView
    told: list[VoiceView]


class ModerationIn(BaseModel):
    """What an instructor decides about a voice. What was done has a sentence and a day."""

    model_config = ConfigDict(extra="forbid")
    state: State
    answer: Text = ""
    done: Text = ""
    done_us: Annotated[int | None, Field(default=None, ge=0, lt=MAX_EXACT)]


class VoteView(BaseModel):
    """A proposal's votes after this one."""

    id: int
    votes: int
    voted: bool
