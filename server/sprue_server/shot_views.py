"""What the REST API says of shots, as types: lists, one with everything, what it is held against."""

from typing import Literal

from pydantic import BaseModel

from sprue_server.eye_views import InspectionDetail, UnseenView


class ShotView(BaseModel):
    """A shot without its curves. `id` opens it. `values` are measured, `settings` set, by quantity."""

    id: str
    cell: str
    run: str
    measured_us: int
    started_us: int
    counter: int
    job: str | None
    quality: int
    start_up: bool
    has_curves: bool
    origin: Literal["simulated", "recorded", "real"]
    values: dict[str, float | None]
    settings: dict[str, float | None]


class CurveView(BaseModel):
    """One signal over one shot; `values[i]` was read at `start_s + i * period_s`; null = not measured."""

    name: str
    unit: str
    start_s: float
    period_s: float
    values: list[float | None]


class MeasurementView(BaseModel):
    """What a gauge read on the part of a shot."""

    measured_us: int
    inspector: str
    origin: Literal["simulated", "recorded", "real"]
    values: dict[str, float | None]


class PictureView(BaseModel):
    """A picture of the part of a shot; its bytes are at `/export/pictures/<sha256>` while they are kept."""

    sha256: str
    camera: str
    light: str | None
    measured_us: int
    kept: bool


class PicturedView(BaseModel):
    """Pictures of one part or cavity, taken one light after the other; without a look at them, no verdict."""

    camera: str
    shot_counter: int | None
    measured_us: int
    pictures: list[PictureView]


class Band(BaseModel):
    """The range in which recent good shots lay, and a process limit where one is declared."""

    name: str
    unit: str
    value: float | None
    low: float | None
    median: float | None
    high: float | None
    limit_low: float | None
    limit_high: float | None
    spread: float | None
    distance: float | None


class FindingView(BaseModel):
    """An answer with its evidence; the sentence is `finding.<analysis>.<key>` in the language files."""

    analysis: str
    key: str
    numbers: dict[str, float | str | None]


class PhaseMark(BaseModel):
    """A stretch of the cycle: fill, pack, cool ... in seconds from its start."""

    phase: Literal["fill", "pack", "cool"]
    start_s: float
    end_s: float


class ShotDetail(BaseModel):
    """One shot with everything known about it."""

    shot: ShotView
    curves: list[CurveView]
    phases: list[PhaseMark]
    measurements: list[MeasurementView]
    pictures: list[PictureView]
    bands: list[Band]
    findings: list[FindingView]
    inspections: list[InspectionDetail]
    unseen: list[UnseenView]
    previous: str | None
    next: str | None


class TemplateCurve(BaseModel):
    """Median and band (5th to 95th percentile) of a signal over recent good shots."""

    name: str
    unit: str
    start_s: float
    period_s: float
    low: list[float | None]
    median: list[float | None]
    high: list[float | None]


class Template(BaseModel):
    """The golden template a shot is held against."""

    shots: int
    same_settings: bool
    from_us: int | None
    to_us: int | None
    curves: list[TemplateCurve]


class Standout(BaseModel):
    """A shot that stands out among its neighbours, with the reason."""

    shot: ShotView
    finding: FindingView
