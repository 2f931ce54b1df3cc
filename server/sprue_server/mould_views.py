"""What the REST API says of the mould room, as types: cavities over time, what grows, when to look next."""

from typing import Literal

from pydantic import BaseModel, Field

from sprue_server.eye_views import InspectionView, Places


class ForecastView(BaseModel):
    """When a tracked defect meets its limit.

    `state`: `cannot say` until it grows beyond doubt; `unnamed`: no check can say what it is, it has no limit.
    """

    state: Literal["cannot say", "steady", "growing", "met", "unnamed"]
    per_day_mm2: float | None
    per_day_low_mm2: float | None
    per_day_high_mm2: float | None
    meets_us: int | None
    earliest_us: int | None
    latest_us: int | None


class TrackPoint(BaseModel):
    """How large it was in one inspection."""

    inspection: str
    measured_us: int
    area_mm2: float


class TrackView(BaseModel):
    """One place of a cavity where the same check saw something again and again since the last cleaning."""

    check: str
    outline_mm: Places
    points: list[TrackPoint]
    forecast: ForecastView
    gone: bool = Field(description="Not seen any more in the newest inspection")


class CleaningView(BaseModel):
    """After it most of what had been seen was gone: pictures before and after."""

    measured_us: int
    event: str
    before: str
    after: str
    before_mm2: float
    after_mm2: float


class PlanView(BaseModel):
    """When to look next. `why`: at the usual pace, or sooner because something meets its limit."""

    last_us: int
    usual_h: float | None
    next_us: int | None
    why: Literal["usual", "limit", "unknown"]


class CavityView(BaseModel):
    """One cavity of a mould: what was pictured, newest first, what grows, when to look next."""

    cavity: int | None
    inspections: list[InspectionView]
    tracks: list[TrackView]
    cleanings: list[CleaningView]
    plan: PlanView


class MouldView(BaseModel):
    """A mould in its press. `name` is that of its model."""

    cell: str
    mould: str
    name: str
    learnt: bool
    last_us: int | None
    inspections: int = Field(description="Of its cavities, at most 1,000")


class MouldDetail(BaseModel):
    """A mould with its cavities. `limit_mm2`: the size at which something is to be put right."""

    mould: MouldView
    limit_mm2: float
    cavities: list[CavityView]
