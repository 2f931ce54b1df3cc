"""What the REST API and the live stream say, as types. The front end's types are generated from these.

Times are whole microseconds since 1970 (UTC); ages are seconds by the hub's clock since arrival.
"""

from typing import Literal

from pydantic import BaseModel

from sprue_contract.payloads import Channel

Freshness = Literal["live", "stale", "offline", "never"]
CellState = Literal["running", "set-up", "idle", "stopped", "warning", "alarm", "stale", "offline", "never"]


class Place(BaseModel):
    """Metres from the left and from the front of the hall."""

    x_m: float
    y_m: float


class Counts(BaseModel):
    """Does everything meet? produced = waiting at the edge + stored.

    `stored` counts what is in the database; `receipted` what the gateway knows to be stored. Between the two
    are receipts on their way. `doubtful` is true when the counts cannot be explained (receipted > stored or
    stored > produced).
    """

    produced: int
    receipted: int
    stored: int
    waiting: int
    dropped: int
    doubtful: bool
    counted_us: int


class CellView(BaseModel):
    """A cell as the hall shows it."""

    cell: str
    title: str
    at: Place | None
    gateway: str | None
    machine: str | None
    product: str | None
    mould: str | None
    material: str | None
    origin: Literal["simulated", "recorded", "real"] | None
    pace: float | None
    run: str | None
    standard_cycle_s: float | None
    state: CellState
    freshness: Freshness
    age_s: float | None
    clock_us: int | None
    values: dict[str, float | None]
    active_alarms: list[str]
    last_shot: "ShotView | None"
    counts: Counts | None


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
    bands: list[Band]
    findings: list[FindingView]
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


class SeriesView(BaseModel):
    """A channel over a period, at most 2,000 points: per bucket its time, lowest, highest and mean."""

    name: str
    unit: str
    t_us: list[int]
    low: list[float | None]
    high: list[float | None]
    mean: list[float | None]


class SeriesAnswer(BaseModel):
    """Series of a cell. `rung` names what was read: `frames` or a rung of the roll-up ladder."""

    cell: str
    from_us: int
    to_us: int
    rung: Literal["frames", "10s", "1min", "10min", "1h", "1d"]
    series: list[SeriesView]


class EventView(BaseModel):
    """Something that happened at a cell."""

    cell: str
    measured_us: int
    what: str
    name: str
    text: str
    severity: int | None
    active: bool | None
    before: float | str | None
    after: float | str | None
    unit: str | None
    originator: str


class ChannelsView(BaseModel):
    """The channels of a cell's current run, and what its shots tell."""

    cell: str
    run: str | None
    channels: list[Channel]
    shot_fields: list[Channel]


class GatewayView(BaseModel):
    """A gateway as the hub sees it."""

    gateway: str
    session: str | None
    state: Literal["online", "offline"]
    age_s: float
    outbox_bytes: int
    unsent: int
    sources: dict[str, str]


class QuarantineView(BaseModel):
    """Messages that could not be read, by reason; the newest one is kept whole up to 64 kB."""

    reason: str
    count: int
    first_us: int
    last_us: int
    topic: str
    detail: str


class HealthView(BaseModel):
    """Is data flowing? Not: is the process up."""

    status: Literal["ok", "degraded", "blocked"]
    reasons: list[str]
    broker: Literal["connected", "away"]
    store: Literal["ok", "blocked"]
    store_problem: str | None
    cells_live: int
    cells_known: int
    inbox: int
    inbox_dropped: int
    messages_per_s: float
    rows_per_s: float
    quarantined: int
    rollup_behind: int
    viewers: int
    uptime_s: float
    version: str
    gateways: list[GatewayView]


class TopicView(BaseModel):
    """One topic as it passes by: how often, how large, and what it said last."""

    topic: str
    count: int
    per_s: float
    bytes_per_s: float
    age_s: float
    retained: bool
    last: str


class MeView(BaseModel):
    """Who is asking."""

    role: Literal["visitor", "instructor", "admin"]
    may_log_in: bool


class PlantView(BaseModel):
    """The plant as a whole: its name, its calendar, its clock."""

    title: str
    timezone: str
    now_us: int
    pace: float
    version: str


class LiveSnapshot(BaseModel):
    """First message of the live stream: everything. `seq` counts messages from here."""

    type: Literal["snapshot"] = "snapshot"
    seq: int
    now_us: int
    health: HealthView
    cells: list[CellView]


class LiveDelta(BaseModel):
    """A change: whole views of the cells that changed, whatever their field; absent cells did not change."""

    type: Literal["delta"] = "delta"
    seq: int
    now_us: int
    health: HealthView | None
    cells: list[CellView]


class AuditView(BaseModel):
    """Who changed what."""

    at_us: int
    role: str
    what: str
    detail: str
