"""What the REST API says of energy, as types. Energy in kWh, of the press alone unless it says otherwise."""

from typing import Literal

from pydantic import BaseModel, Field

from sprue_contract.fields import Origin
from sprue_server.oee_views import FigureView, PeriodView
from sprue_server.shot_views import FindingView


class BoundsView(BaseModel):
    """A number with its 95 % interval."""

    value: float
    low: float
    high: float


class StateEnergyView(BaseModel):
    """A state of OEE's timeline: how long, in how much of that the meter was read, energy of that time."""

    state: str
    us: float
    measured_us: float
    kwh: float
    kw: float | None


class StandingView(BaseModel):
    """Energy of the time in which nothing was made. `kw`: what an hour of standing takes, in kWh."""

    us: float
    measured_us: float
    kwh: float
    kw: float | None
    share: float | None


class BandView(BaseModel):
    """The line at a throughput, and its 95 % interval there."""

    kg_h: float
    kw: float
    low: float
    high: float


class LineView(BaseModel):
    """Mean power over throughput of one mould: base load and energy per kilogram.

    `others`: windows of other moulds, which are not in it. `phi`: likeness of neighbours that widened the
    intervals, 0 where it does not matter.
    """

    mould: str | None
    windows: int
    others: int
    hours: float
    base_kw: BoundsView
    kwh_kg: BoundsView
    base_share: float
    residual_kw: float
    phi: float
    band: list[BandView]
    remarks: list[str]


class PartWeightView(BaseModel):
    """What a part is reckoned to weigh. `readings`: of gauges, of which it is the median; 0: a job's sheet."""

    part_g: float
    by: Literal["job", "gauge"]
    readings: int


class CyclesEnergyView(BaseModel):
    """What the control says of its cycles; standing is not in it. `told`: shots that say their energy."""

    shots: int
    told: int
    kwh: float


class RegrindShareView(BaseModel):
    """Regrind as it was set, over the shots of the period. None: not told by any, or weight not known."""

    share_pct: float | None
    told: int
    shots: int
    kg: float | None
    all_kg: float | None


class BesideView(BaseModel):
    """An auxiliary with a meter of its own."""

    name: str
    kwh: float
    measured_us: float


class EnergyView(BaseModel):
    """A cell in a period. `source`: a counting meter, else power that was read; null: neither.

    `measured_us`: in how much of the period it was read. `left_out`: windows that do not count, by the reason.
    """

    cell: str
    origins: list[Origin]
    until_us: int
    source: Literal["meter", "power"] | None
    kwh: float
    measured_us: float
    calendar_us: float
    windows: int
    window_us: int | None
    left_out: dict[str, int]
    counted_kwh: float
    counted_kg: float | None
    counted_good: int | None
    per_kg: FigureView
    per_good: FigureView
    per_shot: FigureView
    states: list[StateEnergyView]
    standing: StandingView
    line: LineView | None
    weight: PartWeightView | None
    cycles: CyclesEnergyView
    regrind: RegrindShareView
    beside: list[BesideView]
    findings: list[FindingView]


class WindowView(BaseModel):
    """Energy and parts of the same time."""

    start_us: int
    end_us: int
    kwh: float
    shots: int
    parts: int
    good: int | None
    kg: float | None
    mould: str | None
    running_us: float


class FedHourView(BaseModel):
    """Regrind as it was set in an hour, over its shots."""

    hour_us: int
    share_pct: float | None
    shots: int


class FactorView(BaseModel):
    """CO2 equivalents of a kilowatt-hour: a default with year and source, until the supplier's is known."""

    kg_kwh: float
    zone: str
    year: int
    source: str


class EnergyAnswer(BaseModel):
    """Each cell of the plant in one period; visitors' cells are in none."""

    period: PeriodView
    factor: FactorView
    cells: list[EnergyView]


class CellEnergyAnswer(BaseModel):
    """One cell in one period, with its windows, oldest first, and its shares of regrind hour by hour."""

    period: PeriodView
    factor: FactorView
    cell: EnergyView
    counted: list[WindowView]
    fed: list[FedHourView]


class MovedView(BaseModel):
    """A family of numbers: the one that moved farthest for its uncertainty, in spreads of the base shots.

    `told`: its interval, which holds for all numbers together, leaves out zero.
    """

    name: str
    family: str
    unit: str
    level: str
    before: float
    now: float
    spreads: BoundsView
    told: bool


class AgainstView(BaseModel):
    """A share of regrind against the lowest one of the same job and settings.

    Rejects are null where nobody judged, energy where shots do not tell it. `in_turn`: shares changed to and
    fro; otherwise whatever else changed with time is in the differences.
    """

    share_pct: float
    base_pct: float
    shots: int
    base_shots: int
    moved: list[MovedView]
    rejects: BoundsView | None
    base_rejects: BoundsView | None
    energy_pct: BoundsView | None
    in_turn: bool


class RegrindView(BaseModel):
    """What the newest shots say of regrind. `why`: nothing is compared, and why."""

    cell: str
    origin: Origin | None
    shots: int = Field(description="Looked at, the newest")
    repeated: int = Field(description="Cycles of a recording that was played again, left out")
    from_us: int | None
    to_us: int | None
    why: str | None
    share_pct: float | None
    against: list[AgainstView]
    findings: list[FindingView]
