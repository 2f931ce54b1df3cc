"""What an instructor may do to a simulated cell, and what the simulator answers.

Spoken over HTTP between hub and simulator, on a port of its own with a token. Never over MQTT, never on a face
that a gateway reads.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, field_validator
from pydantic_core import PydanticCustomError

from sprue_contract.fields import Microseconds, Slug, Strict
from sprue_contract.words import Translations

DEFAULT_PORT = 7411
TOKEN_SETTING, PLACE_SETTING = "SPRUE_CONTROL_TOKEN", "SPRUE_CONTROL"
MIN_TOKEN = 16  # characters
SLOWEST, FASTEST = 0.1, 1000
DAY_S = 86_400
Name = Annotated[str, Field(min_length=1, max_length=60)]
Seconds = Annotated[float, Field(ge=0, le=30 * DAY_S, allow_inf_nan=False)]
Shape = Literal["step", "ramp", "intermittent"]
Doing = Literal["production", "stop", "set-up", "break"]
What = Literal["shot", "deed"]


class PaceWish(Strict):
    """How fast time runs; `max`: as fast as the machine's reader takes it."""

    pace: Literal["max"] | float

    @field_validator("pace")
    @classmethod
    def _can_be_run(cls, pace: Literal["max"] | float) -> Literal["max"] | float:
        if pace != "max" and not SLOWEST <= float(pace) <= FASTEST:
            limits = {"low": SLOWEST, "high": FASTEST}
            raise PydanticCustomError("pace_range", "a pace lies between {low} and {high}, or is max", limits)
        return pace


class SnapshotWish(Strict):
    """What a snapshot is called."""

    name: Slug


class BacktrackWish(Strict):
    """How far to go back, by the cell's own clock."""

    minutes: float = Field(gt=0, le=60, allow_inf_nan=False)


class SeedWish(Strict):
    """Where all chance of a cell comes from."""

    seed: int = Field(ge=0, lt=2**32)


class SettingWish(Strict):
    """One setting; without a value it is the cell's own again."""

    name: Name
    value: float | None = Field(allow_inf_nan=False)


class RegrindWish(Strict):
    """Share of regrind in what is fed."""

    pct: float = Field(ge=0, le=100, allow_inf_nan=False)


class LapseWish(Strict):
    """How much faster than in a real cell it wears, fouls and scales; 1 ends the time lapse."""

    factor: float = Field(ge=1, le=100_000, allow_inf_nan=False)


class FaultWish(Strict):
    """A fault to put into a cell, counted from now by the cell's own clock."""

    name: Name
    severity: float = Field(ge=0, le=1, allow_inf_nan=False)
    shape: Shape = "step"
    time_constant_s: Seconds = Field(default=0.0, description="How long it takes to be whole, or a spell lasts")
    onset_s: Seconds = 0.0


class ClearWish(Strict):
    """Which fault to take out; none named: all."""

    name: Name | None = None


class TruthQuery(Strict):
    """How much of the ground truth."""

    limit: int = Field(default=100, ge=1, le=1000)
    what: What | None = None


class SettingView(BaseModel):
    """A setting: what the control shows, what was ordered, the cell's own, what can be set."""

    name: str
    unit: str
    in_force: float | None
    ordered: float | None
    usual: float | None
    low: float
    high: float


class ActiveFault(BaseModel):
    """A fault that is in a cell, with its strength at this moment."""

    name: str
    severity: float
    shape: Shape
    time_constant_s: float
    onset_us: Microseconds
    strength: float


class SnapshotView(BaseModel):
    """A kept moment of a cell."""

    name: str
    at_us: Microseconds


class ControlView(BaseModel):
    """A simulated cell as its instructor sees it. Times are on the cell's own clock."""

    cell: str
    title: str
    translations: Translations
    run: str
    clock_us: Microseconds
    ahead_s: float | None = Field(description="Of the wall's clock; none for a plant with an epoch")
    pace: Literal["max"] | float
    frozen: bool
    frozen_us: Microseconds | None = Field(description="Since when, by the wall's clock")
    catching_up: bool
    seed: int
    doing: Doing
    stop: str | None
    counter: int
    settings: list[SettingView]
    regrind_allowed_pct: float
    lots_changed: int
    time_lapse: float
    faults: list[ActiveFault]
    snapshots: list[SnapshotView]
    backtrack_s: float = Field(description="How far back it can go")
    went_back_s: float | None = Field(description="How far it really went")


class FaultView(BaseModel):
    """A fault there is, and why it cannot be in this cell, if so."""

    name: str
    what: str
    tells: list[str]
    defects: list[str]
    why_not: str | None


class PartTruth(BaseModel):
    """One part as it really is."""

    cavity: int
    weight_g: float
    severities: dict[str, float]


class TruthView(BaseModel):
    """An entry of the ledger: a shot as it really was, or what an instructor did."""

    number: int
    what: What
    run: str
    at_us: Microseconds
    counter: int | None
    strengths: dict[str, float]
    parts: list[PartTruth]
    deed: str | None
    detail: dict[str, str | float | None]
