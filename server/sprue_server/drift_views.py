"""What the REST API says of the process, as types: against what it is watched, what left its level and why."""

from typing import Literal

from pydantic import BaseModel, Field

from sprue_contract.fields import Origin

Level = Literal["A", "B", "C", "D"]
Phase = Literal["waiting", "learning", "watching", "interrupted", "changed"]


class WatchedView(BaseModel):
    """One watched number. `limit` is half the width of what is usual for its smoothed value `now`.

    `share`: how far it is as a share of the limit, signed; `unrest`: how far its scatter is, of its own limit.
    `moved`: mean deviation since the alarm began, in spreads. `level`: what a press must offer for it.
    """

    name: str
    family: str
    unit: str
    level: Level
    usual: float
    spread: float
    now: float
    limit: float
    share: float
    unrest: float
    moved: float
    scatter: float | None


class CauseShare(BaseModel):
    """How likely a cause is, from 0 to 1."""

    cause: str
    share: float


class ChangedSetting(BaseModel):
    """A setting before and after."""

    name: str
    before: float | None
    after: float | None


class DriftView(BaseModel):
    """An alarm of the process. `cause` None: not known. `confidence` is that of its group."""

    id: int
    cell: str
    kind: Literal["drift", "setting"]
    called_us: int
    since_us: int
    ended_us: int | None
    shot: str
    since_shot: str
    cause: str | None
    group: str | None
    confidence: float
    score: float
    template: str
    level: Level
    numbers: list[WatchedView]
    causes: list[CauseShare]
    changed: list[ChangedSetting]
    told: str | None
    role: str | None
    at_us: int | None


class TemplateView(BaseModel):
    """What is watched against. `settling`: numbers that still moved when it was learnt."""

    version: str
    shots: int
    from_us: int
    to_us: int
    job: str | None
    settling: list[str]


class ProcessView(BaseModel):
    """How the process of a cell is, by its own clock; `seen_us`: its newest shot that was looked at."""

    cell: str
    phase: Phase
    origin: Origin | None
    seen_us: int | None
    gathered: int = Field(description="Good shots towards a template")
    wanted: int
    template: TemplateView | None
    level: Level | None
    score: float | None = Field(description="How far the farthest number is; 1 is the limit")
    numbers: list[WatchedView]
    alarm: DriftView | None
    doubt: DriftView | None = Field(
        description="What was called when a setting changed: if its cause stands, it is learnt as usual"
    )


class ToldIn(BaseModel):
    """What a person found to be the cause: a cause's name, `nothing` or `other`."""

    told: str = Field(min_length=1, max_length=40, pattern=r"^[a-z_]+$")
