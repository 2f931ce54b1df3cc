"""What the REST API says of control charts and capability, as types."""

from typing import Literal

from pydantic import BaseModel, Field

from sprue_contract.fields import Origin
from sprue_server.shot_views import FindingView

ChartName = Literal["individuals", "xbar_r", "ewma", "cusum"]
Kind = Literal["used", "aside", "missing"]


class QualityQuantity(BaseModel):
    """A quantity that can be charted. `part`: a gauge tells it of the part, not the press of the shot."""

    name: str
    unit: str
    part: bool
    count: int = Field(description="Among the newest shots, or parts, that were looked through")
    level: str = Field(
        description="What a press must offer: A pulse, B values, D a cavity sensor; part: a gauge"
    )
    process_low: float | None = Field(description="Declared process limit; no tolerance")
    process_high: float | None


class ChartKind(BaseModel):
    """A chart and the sizes of its groups of shots."""

    name: ChartName
    sizes: list[int]


class QualityView(BaseModel):
    """What can be charted of a cell."""

    cell: str
    origin: Origin | None
    seen_us: int | None
    looked: int = Field(description="Shots that were looked through")
    quantities: list[QualityQuantity]
    charts: list[ChartKind]


class ControlPoint(BaseModel):
    """A point: the newest of its shots. `kind`: start-up or interrupted is `aside`, not measured `missing`.

    `taught`: made before the limits were complete, so never marked. `stretch` is a place in the list of them.
    """

    shot: str
    measured_us: int
    counter: int
    kind: Kind
    taught: bool
    stretch: int


class ControlPanel(BaseModel):
    """One diagram; each list has a number for each point, null where there is none."""

    name: str
    unit: str
    values: list[float | None]
    centre: list[float | None]
    lower: list[float | None]
    upper: list[float | None]
    alarm_lower: list[float | None]
    alarm_upper: list[float | None]


class ControlMark(BaseModel):
    """A rule that speaks; `points` make it speak. A mark is for who looks, an alarm calls a person."""

    panel: str
    rule: str
    level: Literal["mark", "alarm"]
    points: list[int]
    shot: str
    since_shot: str
    since_us: int
    until_us: int


class LimitsView(BaseModel):
    """What taught the limits. `reused`: an earlier stretch of the same mould and settings."""

    basis: Literal["moving_range", "ar1", "within", "between"]
    centre: float
    sigma: float
    phi: float
    count: int
    trimmed: int
    steady: bool
    reused: bool
    from_us: int
    to_us: int


class ControlStretch(BaseModel):
    """Points from `first` to `last` between two changes of job, mould or setting."""

    first: int
    last: int
    job: str | None
    mould: str | None
    settings: dict[str, float | None]
    left_out: int = Field(description="Start-up, interrupted or unread shots that are no point")
    limits: LimitsView | None
    reason: Literal["too_few", "no_spread"] | None
    gathered: int = Field(description="Good points towards limits")


class ControlChart(BaseModel):
    """A control chart of the newest shots, oldest first."""

    cell: str
    quantity: str
    unit: str
    part: bool
    chart: ChartName
    size: int
    origin: Origin | None
    shots: int
    points: list[ControlPoint]
    panels: list[ControlPanel]
    marks: list[ControlMark]
    stretches: list[ControlStretch]
    findings: list[FindingView]
    needs: int = Field(description="Good points that limits need")
    reference: int = Field(description="Good points after which limits are kept")
    mark_every: int = Field(description="Points in control between two marks by chance")


class IndexView(BaseModel):
    """A capability index with its 95 % interval."""

    value: float
    low: float
    high: float


class HistogramView(BaseModel):
    """How many values lie from `edges[i]` to `edges[i + 1]`."""

    edges: list[float]
    counts: list[int]


class CapabilityView(BaseModel):
    """How well the newest stretch fits a tolerance that the visitor names; it is kept nowhere."""

    cell: str
    quantity: str
    unit: str
    origin: Origin | None
    low: float | None
    high: float | None
    count: int
    from_us: int | None
    to_us: int | None
    job: str | None
    reason: Literal["too_few", "no_tolerance", "tolerance_reversed", "no_spread"] | None
    needs: int
    cp: IndexView | None = None
    cpk: IndexView | None = None
    pp: IndexView | None = None
    ppk: IndexView | None = None
    mean: float | None = None
    within: float | None = None
    overall: float | None = None
    independent: float | None = None
    remarks: list[Literal["not_normal", "autocorrelated", "few_independent"]] = []
    histogram: HistogramView | None
