"""What the REST API says of virtual gauges, as types: how good they are, what they say of shots, since when."""

from typing import Literal

from pydantic import BaseModel, Field

from sprue_contract.fields import Origin
from sprue_server.drift_views import Level
from sprue_server.shot_views import FindingView

State = Literal["gathering", "learning", "ready", "broken", "failed"]
Silent = Literal["no_gauge", "interrupted", "missing", "far", "broken_gauge"]


class GaugeScoreView(BaseModel):
    """How well parts were told that were not learnt from. `r2` None: the parts were all alike.

    `by`: what was left out together: settings, stretches of parts in a row, parts drawn by chance, later parts.
    """

    by: Literal["group", "setting", "stretch", "cycle", "time"]
    groups: int
    cycles: int
    r2: float | None
    mae: float = Field(description="Mean error, in the quantity's unit")
    coverage: float = Field(description="Share of readings within the 90 % interval")
    half: float = Field(description="Half of the interval, mean, in the quantity's unit")


class GaugeScores(BaseModel):
    """`by_setting` and `random` None: too few settings were measured, so nobody can tell."""

    left_out: GaugeScoreView
    in_time: GaugeScoreView
    by_setting: GaugeScoreView | None = None
    random: GaugeScoreView | None = None


class GaugeVersionView(BaseModel):
    """What was learnt when, from which parts. `ended_us`: since when it no longer holds, `why` not."""

    number: int
    learnt_us: int
    from_us: int
    to_us: int
    ended_us: int | None
    why: Literal["coverage", "off"] | None
    parts: int
    level: Level
    inputs: int
    settings: int
    dropped: dict[str, int]
    took_s: float
    scores: GaugeScores


class HoldingView(BaseModel):
    """What parts say that were measured after it was learnt. Shares with their 95 % interval."""

    verdict: Literal["too_few", "holds", "coverage", "off"]
    tests: int
    needs: int
    held: int
    low: float | None
    high: float | None
    off: float | None
    off_low: float | None
    off_high: float | None


class GaugeQuantityView(BaseModel):
    """A quantity of a cell's parts. `gathered` of `wanted` measured parts teach; with curves: `curved`."""

    name: str
    unit: str
    state: State
    why: Literal["too_few", "always_same", "nothing_told", "file", "died"] | None
    level: Level = Field(description="What it stands on, or would if it were learnt now")
    gathered: int
    curved: int
    wanted: int
    useful: bool | None = Field(description="It tells more than the mean of all parts, also of new settings")
    version: GaugeVersionView | None
    holding: HoldingView
    newest_us: int | None = Field(description="When the part was made that was measured last")


class AlarmNow(BaseModel):
    """The process is called to have left its level; what gauges say meanwhile may be wrong."""

    since_us: int
    cause: str | None


class GaugeCellView(BaseModel):
    """The gauges of a cell. `sandbox`: a visitor's press has none."""

    cell: str
    origin: Origin | None
    mould: str | None
    sandbox: bool
    quantities: list[GaugeQuantityView]
    alarm: AlarmNow | None


class GaugeOutside(BaseModel):
    """The number of a shot that lies farthest beyond what was learnt, with the range that was."""

    name: str
    unit: str
    value: float
    low: float
    high: float


class GaugeReadingView(BaseModel):
    """What a gauge says of a shot's part. Without `prediction` `silent` says why.

    `in_experience` False: extrapolated, 90 % is not promised; `outside` is None where only the combination is.
    `trusted` False: the gauge no longer held then, or the process has left its level.
    """

    quantity: str
    unit: str
    shot: str
    counter: int
    measured_us: int
    prediction: float | None
    low: float | None
    high: float | None
    in_experience: bool
    trusted: bool
    outside: GaugeOutside | None
    silent: Silent | None
    measured: float | None
    taught: bool = Field(description="Its part taught the gauge: this was said of it by parts without it")
    version: int | None


class GaugePair(BaseModel):
    """A measured part and what was said of it without having seen it. `later`: measured after learning."""

    shot: str
    counter: int
    measured_us: int
    measured: float
    predicted: float
    half: float
    in_experience: bool
    later: bool


class GaugeDetail(BaseModel):
    """One quantity: newest shots and all measured parts, oldest first; versions, the last learnt first."""

    cell: str
    origin: Origin
    mould: str | None
    alarm: AlarmNow | None
    gauge: GaugeQuantityView
    readings: list[GaugeReadingView]
    pairs: list[GaugePair]
    versions: list[GaugeVersionView]


class GaugeShot(BaseModel):
    """What the gauges of a cell say of one shot's part, as numbers and as findings."""

    cell: str
    origin: Origin | None
    readings: list[GaugeReadingView]
    findings: list[FindingView]
