"""How long press and mould still last, as types: parts, the signs of their wear, when they are due."""

from typing import Literal

from pydantic import BaseModel, Field

from sprue_contract.fields import Origin
from sprue_server.shot_views import FindingView

PartState = Literal["due", "nearing", "steady", "counting", "unknown"]
TrendState = Literal["too_few", "too_short", "steady", "nearing", "met"]


class TrendView(BaseModel):
    """What a number does over shots, with 95 % intervals; `earliest` also where no wear is seen."""

    state: TrendState
    reference: float | None
    limit: float | None
    now: float | None
    per_1000: float | None = Field(description="Change per 1,000 shots")
    per_1000_low: float | None
    per_1000_high: float | None
    left: float | None = Field(description="Shots to the limit")
    earliest: float | None
    latest: float | None
    power: float | None = Field(description="It goes with shots to this power, as far as one can tell")
    faster: bool


class SignView(BaseModel):
    """A number that wear moves, point by point; `shots`: made since what is known of the cell began."""

    name: str
    quantity: str
    unit: str
    level: str
    way: Literal["up", "down"]
    begin_us: list[int]
    shots: list[float]
    values: list[float]
    trend: TrendView


class MarkView(BaseModel):
    """What grows on the cavity's pictures, with days turned into shots at the pace of the last week."""

    check: str
    cavity: int | None
    area_mm2: float
    limit_mm2: float
    state: str
    left: float | None
    earliest: float | None
    latest: float | None


class CaredView(BaseModel):
    """A part of press or mould. `since`: shots since it was cared for; not `whole`: at least so many.

    `left`: shots to maintenance, below zero when it is over; `by`: `plan`, a sign's name, or `pictures`.
    """

    part: str
    of: Literal["press", "mould"]
    state: PartState
    since: int
    whole: bool
    done_us: int | None
    care_id: int | None
    every_shots: int | None
    left: float | None
    by: str | None
    finding: FindingView
    checked: bool = Field(description="Pictures of the mould tell it, and there are some")
    signs: list[SignView]
    marks: list[MarkView]


class WearView(BaseModel):
    """The parts of a cell. `shots`, `from_us`, `to_us`: what it is read from; `per_day`: its pace."""

    cell: str
    mould: str | None
    origin: Origin | None
    time_lapse: float | None
    from_us: int | None
    to_us: int | None
    spell_us: int | None = Field(description="How much time a point stands for")
    shots: int
    per_day: float | None
    parts: list[CaredView]
