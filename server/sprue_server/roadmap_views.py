"""What the API says of a firm's road map."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from sprue_contract.fields import Name, Slug
from sprue_contract.words import Language
from sprue_server.content.ranges import Ends
from sprue_server.firm.gains import Kind
from sprue_server.firm_views import AssumeView, FirmIn, GainView
from sprue_server.roadmap.assessment import Figure
from sprue_server.roadmap.calls import Limit, State
from sprue_server.roadmap.needs import Kind as NeedKind

Answers = Annotated[
    dict[Name, Name], Field(max_length=40, description="By question; what is left out is unknown")
]
Level = Annotated[int, Field(ge=0, le=3)]


class EffectsIn(FirmIn):
    """A firm with its answers: what they set counts instead of its figure. Nothing of it is kept."""

    answers: Answers = {}


class RoadMapIn(EffectsIn):
    """A firm with its answers, money and time. Nothing of it is kept."""

    budget_eur: Annotated[float, Field(ge=0, le=1e7, description="To be spent once")] = 20_000
    hours_week: Annotated[float, Field(ge=1, le=80, description="That somebody has for it")] = 8
    aid_received_eur: Annotated[float, Field(ge=0, le=1e8, description="De minimis, in three years")] = 0
    example: Annotated[bool, Field(description="The figures are the example firm's")] = False
    conditions: Annotated[
        list[Slug] | None,
        Field(max_length=40, description="Steps of which it is told what would have to be true; else of all"),
    ] = None
    language: Language = "en"


class AreaView(BaseModel):
    """A part of the firm."""

    area: str
    title: str


class ChoiceView(BaseModel):
    """What can be chosen."""

    answer: str
    level: Level
    words: str


class QuestionView(BaseModel):
    """A question of the self-assessment; `sets`: the figure of the firm that its answer is."""

    question: str
    area: str
    sets: Figure | None
    ask: str
    answers: list[ChoiceView]


class AssessmentView(BaseModel):
    """All of it, in the language that was asked for."""

    areas: list[AreaView]
    questions: list[QuestionView]


class AreaStandingView(AreaView):
    """How far an area is: its weakest answer. Without one nobody knows."""

    level: Level | None
    question: str | None
    answer: str | None
    text: str


class ReasonView(BaseModel):
    """A code with what it is about, and the same as a sentence."""

    code: str
    params: dict[str, float | str | list[str]]
    text: str


class WholeView(BaseModel):
    """A technology with all that comes only because of it: what an owner decides on."""

    once_eur: Ends
    yearly_eur: Ends
    net_eur: Ends
    payback_months: float | None
    text: str | None = Field(description="What is in these figures beside it, and what is not")


class PlanStepView(BaseModel):
    """A step of the plan, by itself. Effect and pay-back are a technology's; groundwork has none."""

    step: str
    station: str | None
    station_title: str | None
    title: str
    why: str
    monday: str
    risks: list[str]
    once_eur: Ends
    yearly_eur: Ends
    net_eur: Ends | None
    gains: list[GainView] = Field(description="Of a year, by kind, before what is saved twice is cut")
    payback_months: float | None
    pays_pct: float | None = Field(description="Cases in which it pays, with all that is in `whole`")
    whole: WholeView | None = Field(description="A technology's; groundwork has none")
    skills: list[str]
    source: str
    begins_week: int
    weeks: int
    reasons: list[ReasonView]


class NeedView(BaseModel):
    """One thing that, were it so and all else as it is, would make a technology fit."""

    kind: NeedKind
    name: str = Field(description="A figure of the firm, an assumption, or what is asked for")
    at_least: bool = Field(description="Else at most")
    value: float
    today: float = Field(description="What it is, or what is supposed")
    low: float = Field(description="Of what is supposed; of hours, none")
    high: float = Field(description="Of what is supposed; of hours, all that it would free")
    unit: str
    text: str


class OutView(BaseModel):
    """A step that is not in the plan, and why. A bet is a technology that pays in some cases, not in enough."""

    step: str
    station: str | None
    station_title: str | None
    title: str
    reasons: list[ReasonView]
    bet: bool
    pays_pct: float | None = Field(
        description="Cases in which the plan would be better with it, and what it needs"
    )
    once_eur: Ends
    net_eur: Ends | None
    needs: list[NeedView] | None = Field(
        description="What would have to be true; any one of them would do. None: nobody asked for it"
    )


class CutView(BaseModel):
    """A kind of gain of which the steps promise more than they bring together; euros, or hours."""

    kind: Kind
    promised: float
    counted: float
    text: str


class TotalView(BaseModel):
    """The plan as a whole. Low and high: all steps at their low, or at their high end together."""

    once_eur: Ends
    yearly_eur: Ends
    net_eur: Ends
    net_three_years_eur: Ends
    payback_months: float | None
    pays_pct: float = Field(description="Cases in which the plan as a whole pays within three years")
    left_eur: float
    weeks: int
    own_hours_h: float = Field(description="Of the firm's own people, likely ones of a year")
    own_hours_text: str | None = Field(description="The same in words; none where no hours are needed")
    cuts: list[CutView]


class MattersView(AssumeView):
    """An assumption that moves the plan much, by its name in words."""

    station: str
    effect: str
    title: str
    swing_eur: float = Field(description="Net euros of a year between its ends")


class AidLimitView(BaseModel):
    """What made an estimate less than the call's rate."""

    name: Limit
    eur: float
    text: str


class CallView(BaseModel):
    """A call. Only an open one has figures."""

    call: str
    name: str
    authority: str
    opens: date
    closes: date
    rate_pct: float
    ceiling_eur: float | None
    least_eur: float | None
    historical: bool
    state: State
    eligible_eur: float | None
    estimate_eur: float | None
    limits: list[AidLimitView]
    link: str
    note: str
    text: str


class AidView(BaseModel):
    """De minimis on this day, and each call."""

    ceiling_eur: float | None
    received_eur: float
    left_eur: float | None
    years: int | None
    counted: Literal["fiscal_years", "any_years"] | None
    regulation: str | None
    link: str | None
    text: str
    calls: list[CallView]


class RoadMapView(BaseModel):
    """A road map: two technologies first, then every step in its order, what is out and why, aid, Monday."""

    day: date
    language: str
    firm: str = Field(description="The firm in one line")
    example: bool
    doubts: list[str]
    standings: list[AreaStandingView]
    best: list[str] = Field(description="The technologies that bring most of those that fit, two at most")
    next: str | None = Field(description="The nearest technology that does not fit, or is beyond the budget")
    sure_pct: float = Field(description="In so many cases a technology has to pay to fit")
    summary: str = Field(description="How many fit, and how near the next is")
    steps: list[PlanStepView]
    left_out: list[OutView]
    total: TotalView
    matters: list[MattersView]
    aid: AidView
    monday: list[str]
    budget_eur: float
    hours_week: float
    problems: list[str]
