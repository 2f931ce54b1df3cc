"""What the API says of a firm: its year, and what each station would do for it."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from sprue_contract.fields import Number, Slug, Strict
from sprue_contract.words import Translations
from sprue_server.content.ranges import Ends
from sprue_server.firm.firm import Firm, Year
from sprue_server.firm.gains import Counted, Kind

Own = Annotated[
    dict[Slug, dict[Annotated[str, Field(max_length=40)], Number]],
    Field(max_length=40, description="Assumptions that the visitor has set, by station and name"),
]


class FirmIn(Strict):
    """A firm, and what its owner supposes otherwise. Nothing of it is kept."""

    firm: Firm = Firm()
    own: Own = {}


class ExampleView(BaseModel):
    """A firm to begin with; its figures are ours, not a firm's."""

    name: str
    title: str
    translations: Translations
    firm: Firm


class AssumeView(BaseModel):
    """An assumption: its ends, where they come from, and the visitor's own figure."""

    name: str
    low: float
    likely: float
    high: float
    unit: str
    source: str
    own: float | None


class GainView(BaseModel):
    """A kind of gain. `freed`: hours that are worth nothing today."""

    kind: Kind
    eur: Ends
    hours: Ends
    counted: Counted


class SwingView(BaseModel):
    """Net euros of a year with one assumption at each end."""

    name: str
    at_low_eur: float
    at_high_eur: float


class EffectView(BaseModel):
    """What a station would do for this firm. 8 of 10 draws of the assumptions lie between low and high."""

    station: str
    effect: str
    gain_eur: Ends
    net_eur: Ends
    once_eur: Ends
    yearly_eur: Ends
    payback_months: float | None
    pays_pct: float = Field(description="Draws in which three years bring more than they cost, per cent")
    verdict: Literal["pays", "may_pay", "does_not_pay"]
    lacks: list[Literal["sensor_level", "it_level"]] = Field(description="What the firm needs first")
    gains: list[GainView]
    swings: list[SwingView]
    assumes: list[AssumeView]
    workings: dict[str, float]


class EffectsView(BaseModel):
    """Year, what does not fit together in the figures, and each station's effect, the best first."""

    year: Year
    doubts: list[Literal["no_time_left", "batches", "more_equipped", "bottleneck_idle"]]
    answered: list[str] = Field(description="Figures for which an answer of the self-assessment counts instead")
    effects: list[EffectView]
