"""What the REST API says of studies, as types."""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, Field

from sprue_contract.fields import Microseconds, Number, Slug
from sprue_contract.refusals import RefusalView
from sprue_contract.studies import COLUMNS, FACTS, Column, CostView, StudyCell, StudyName
from sprue_contract.words import Translations
from sprue_server.floor_views import RejectionView


class StudyColumn(BaseModel):
    """A column of a study's points, or something that its reading needs to know beside them."""

    name: str
    unit: str
    needed: bool
    choices: list[str]


class StudyAbout(BaseModel):
    """A study: what is written down, and what else is asked for."""

    study: StudyName
    columns: list[StudyColumn]
    facts: list[StudyColumn]


class StudiesView(BaseModel):
    """Studies in the order in which one does them, and cells of which a copy can be studied.

    `why_not`: no simulator can be asked, so there are only points that are typed in or uploaded.
    """

    studies: list[StudyAbout]
    cells: list[StudyCell]
    why_not: RefusalView | None


class StudyIn(BaseModel):
    """Which cell's copy is wanted."""

    cell: Slug


class FactsIn(BaseModel):
    """What is known of press and part beside the points; each may be left out."""

    fill_s: float | None = Field(default=None, ge=0.01, le=600)
    limit_bar: float | None = Field(default=None, ge=1, le=4000)
    cavities: int | None = Field(default=None, ge=1, le=512)
    mould_c: float | None = Field(default=None, ge=1, le=450)
    hold_bar: float | None = Field(default=None, ge=1, le=4000)
    hold_s: float | None = Field(default=None, ge=0.01, le=600)
    cycle_s: float | None = Field(default=None, ge=0.5, le=3600)
    cooling_s: float | None = Field(default=None, ge=0.01, le=600)
    nominal_mm: float | None = Field(default=None, ge=0.01, le=5000)
    tolerance_mm: float | None = Field(default=None, ge=0.001, le=100)


class NumberView(BaseModel):
    """A number of the reading; its name under `study.<study>.number.<name>`."""

    name: str
    value: float
    unit: str
    low: float | None
    high: float | None


class SaidView(BaseModel):
    """A sentence under `study.<study>.say.<key>`, and what stands in it."""

    key: str
    params: dict[str, str | float]


class AxisView(BaseModel):
    """What an axis shows; its name under `study.axis.<name>`."""

    name: str
    unit: str


class DotView(BaseModel):
    """One step as it is drawn: mean, interval, shots, whether the reading stands on it, what it stands for."""

    x: float
    y: float
    low: float
    high: float
    shots: int
    used: bool
    word: str


class MarkView(BaseModel):
    """Something on the x axis, at a place or from one to another; on a map `now` is x and y of what is set."""

    key: str
    low: float
    high: float


class StudyPlot(BaseModel):
    """Dots joined by a line, dots by themselves, one bar each, or the fields of a map."""

    kind: Literal["line", "dots", "bars", "map"]
    x: AxisView
    y: AxisView
    dots: list[DotView]
    marks: list[MarkView]


class ReadingView(BaseModel):
    """What the points tell. `cannot`: why what was asked cannot be told from them."""

    plot: StudyPlot
    numbers: list[NumberView]
    says: list[SaidView] = Field(description="What was found")
    advises: list[SaidView] = Field(description="What to do, compared with what is set now if that is known")
    cannot: SaidView | None


class SimulatedView(BaseModel):
    """Where simulated points come from: a copy of a cell, made at a moment of its own clock."""

    cell: str
    title: str
    translations: Translations
    at_us: Microseconds
    faults: int
    cost: CostView | None
    dimension: str | None
    restless_k: float


class StudyView(BaseModel):
    """A study: its points and their reading. `simulated` None: somebody has typed or uploaded the points."""

    study: StudyName
    simulated: SimulatedView | None
    why_not: str | None = Field(description="It cannot be done in this cell; under `study.<study>.not`")
    points: list[dict[str, Number | str]]
    facts: dict[str, Number]
    reading: ReadingView | None = Field(description="None: there are no points")
    rejected: list[RejectionView]


def about(study: StudyName) -> StudyAbout:
    """A study's columns and facts; no fact is needed."""
    facts = {name: one._replace(needed=False) for name, one in FACTS[study].items()}
    return StudyAbout(study=study, columns=_columns(COLUMNS[study]), facts=_columns(facts))


def _columns(told: Mapping[str, Column]) -> list[StudyColumn]:
    return [
        StudyColumn(name=name, unit=one.unit, needed=one.needed, choices=list(one.choices))
        for name, one in told.items()
    ]
