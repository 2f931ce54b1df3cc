"""What the REST API and the live stream say, as types. The front end's types are generated from these.

Times are whole microseconds since 1970 (UTC); ages are seconds by the hub's clock since arrival.
"""

from typing import Literal

from pydantic import BaseModel, Field

from sprue_contract.fields import Slug
from sprue_contract.payloads import Channel
from sprue_contract.refusals import RefusalView
from sprue_contract.sandbox import SandboxMachine
from sprue_contract.words import Translations
from sprue_server.auth import Role
from sprue_server.health_views import Freshness, HealthView
from sprue_server.shot_views import ShotView
from sprue_server.visit_views import TourView

CellState = Literal[
    "running",
    "set-up",
    "idle",
    "stopped",
    "warning",
    "alarm",
    "catching-up",
    "frozen",
    "stale",
    "offline",
    "never",
]


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
    """A cell as its page shows it; `sandbox`: a visitor's own, in no figure of the plant."""

    cell: str
    sandbox: bool
    time_lapse: float | None = Field(description="Wear, fouling and scale run so many times faster")
    title: str
    translations: Translations
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
    frozen_us: int | None = Field(description="Since when its time stands on purpose, when it is frozen")
    age_s: float | None
    clock_us: int | None
    values: dict[str, float | None]
    active_alarms: list[str]
    last_shot: ShotView | None
    counts: Counts | None


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


class QuarantineView(BaseModel):
    """Messages that could not be read, by reason; the newest one is kept whole up to 64 kB."""

    reason: str
    count: int
    first_us: int
    last_us: int
    topic: str
    detail: str


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

    role: Role
    may_log_in: bool


class SecretView(BaseModel):
    """That a role has a secret, and since when."""

    role: Role
    changed_us: int


class NewSecretView(BaseModel):
    """A secret that was just made; nobody can ask for it again."""

    secret: str
    changed_us: int


class SandboxIn(BaseModel):
    """Which machine is wanted."""

    machine: Slug


class SandboxView(BaseModel):
    """A press that somebody has borrowed; `problem` says why it does not work, if it does not."""

    cell: str
    machine: str
    expires_us: int
    problem: str | None


class SandboxDesk(BaseModel):
    """What there is to borrow. `why_not`: why nothing is; `watch`: a press to look at when all are taken."""

    mine: SandboxView | None
    minutes: float
    size: int
    free: int
    why_not: RefusalView | None
    watch: str | None
    machines: list[SandboxMachine]


class FullView(RefusalView):
    """All presses are taken; one that can be watched."""

    watch: str


class PlantView(BaseModel):
    """The plant as a whole: its name, its calendar, its clock."""

    title: str
    translations: Translations
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
    tour: TourView | None = Field(default=None, description="Where the shared tour stands")


class LiveDelta(BaseModel):
    """A change: whole views of the cells that changed, whatever their field; absent cells did not change.

    `gone` names visitors' cells that are no more.
    """

    type: Literal["delta"] = "delta"
    seq: int
    now_us: int
    health: HealthView | None
    cells: list[CellView]
    gone: list[str] = []
    tour: TourView | None = Field(default=None, description="When it has changed")


class AuditView(BaseModel):
    """Who changed what."""

    at_us: int
    role: str
    what: str
    detail: str
