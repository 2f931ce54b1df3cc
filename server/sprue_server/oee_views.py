"""What the REST API says of effectiveness, as types. Times are sums in microseconds; ratios may exceed 1."""

from typing import Literal

from pydantic import BaseModel, Field

from sprue_contract.fields import Origin

PeriodUnit = Literal["shift", "day", "week", "month"]


class FigureView(BaseModel):
    """A ratio, or the key of why it cannot be calculated."""

    value: float | None
    why: str | None


class LossView(BaseModel):
    """A loss of the waterfall: its time, the parts that could have been made in it, what is left after it."""

    key: str
    loss_us: float
    parts: float
    left_us: float


class ShareView(BaseModel):
    """A reason of a Pareto diagram: how long, how many parts, how often; its share and that of all up to it."""

    reason: str
    us: float
    parts: float
    often: int
    share: float
    cumulative: float


class FlagView(BaseModel):
    """What is odd about the facts: how long, how often."""

    key: str
    us: float
    often: int


class PeriodView(BaseModel):
    """A period by the plant's calendar. `until_us`: it still goes on, and this is up to when it is told.

    `before_us`, `after_us`: moments in the periods before and after it; null where there is none yet.
    """

    unit: Literal["hour", "shift", "day", "week", "month"]
    name: str
    day: str = Field(description="The local day on which it begins")
    start_us: int
    end_us: int
    until_us: int
    before_us: int | None = None
    after_us: int | None = None


class PartView(BaseModel):
    """A shift of a day, a day of a week: its OEE and its good parts."""

    period: PeriodView
    oee: FigureView
    gq: int
    pbt_us: float


class OeeView(BaseModel):
    """A cell, or the plant as a whole, in a period. Names of ISO 22400-2: PBT, APT, PQ, GQ, SQ.

    `until_us`: what has come after it is not in the figures. `origins`: of the runs that they are made of.
    """

    cell: str | None
    origins: list[Origin]
    until_us: int
    oee: FigureView
    availability: FigureView
    effectiveness: FigureView
    quality: FigureView
    calendar_us: float
    pbt_us: float
    apt_us: float
    good_us: float
    pq: int
    gq: int
    sq: int
    shots: int
    weight_g: float
    scrap_g: float
    steps: list[LossView]
    stops: list[ShareView]
    scrap: list[ShareView]
    flags: list[FlagView]
    parts: list[PartView] = Field(description="Shorter periods of this one, in order of time")


class OeeAnswer(BaseModel):
    """The plant and each of its cells in one period; visitors' cells are in none.

    `left_out`: cells whose OEE cannot be calculated are not in the plant's sums, unless it is so of all.
    """

    period: PeriodView
    plant: OeeView
    left_out: list[str]
    cells: list[OeeView]


class CellOeeAnswer(BaseModel):
    """One cell in one period."""

    period: PeriodView
    cell: OeeView
