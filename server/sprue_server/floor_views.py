"""What the terminal asks and tells, as types: the present stop, the job, what was noted and holds."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from sprue_contract.fields import MAX_EXACT, Name, Number, Origin, RowNumber
from sprue_server.imports.rejections import Rejection

MOST_SHOWN = 400  # characters of a value that was rejected
Said = str | float | int | bool | dict[str, float] | None
Kind = Literal["job", "stop", "scrap", "release", "measured", "care"]
Moment = Annotated[
    int | None, Field(default=None, ge=0, lt=MAX_EXACT, description="UTC, microseconds; left out: now")
]
Text = Annotated[str, Field(max_length=200)]
MaybeText = Annotated[str | None, Field(default=None, min_length=1, max_length=200)]
Count = Annotated[int | None, Field(default=None, ge=1, le=512)]


class NoteIn(BaseModel):
    """What every entry may say. `replaces`: the number of the entry of the same kind that was wrong."""

    model_config = ConfigDict(extra="forbid")
    at_us: Moment
    replaces: RowNumber | None = None
    note: Text = ""


class StopIn(NoteIn):
    """Why it stands; without a moment the stop that goes on, from its beginning until it runs again."""

    reason: Name
    to_us: Moment


class ScrapIn(NoteIn):
    """Bad parts that were sorted out."""

    parts: int = Field(ge=1, le=100_000)
    reason: Name
    job: MaybeText


class JobIn(NoteIn):
    """A job begins; what is left out is as the machine tells it, or not known."""

    job: str = Field(min_length=1, max_length=200)
    to_us: Moment
    mould: MaybeText
    product: MaybeText
    material: MaybeText
    standard_cycle_s: Annotated[Number | None, Field(default=None, ge=0.1, le=3600)]
    cavities: Count
    active_cavities: Count
    part_weight_g: Annotated[Number | None, Field(default=None, ge=0.01, le=50_000)]
    planned_quantity: Annotated[int | None, Field(default=None, ge=1, le=1_000_000_000)]


class ReleaseIn(NoteIn):
    """The first part of the job was looked at."""

    released: bool
    job: MaybeText


class MeasuredIn(NoteIn):
    """What scale and gauge show, by quantity, in its unit."""

    values: dict[Name, Number] = Field(min_length=1, max_length=20)
    shot_counter: Annotated[int | None, Field(default=None, ge=0, lt=MAX_EXACT)]
    job: MaybeText


class CareIn(NoteIn):
    """A part of press or mould was cared for (`done`), or is to be every so many shots."""

    part: Name
    done: bool = True
    every_shots: Annotated[int | None, Field(default=None, ge=1, le=100_000_000)]
    mould: MaybeText


class EntryView(BaseModel):
    """What was noted and holds. `said`: its fields by name."""

    kind: Kind
    id: int
    at_us: int
    noted_us: int
    role: str
    note: str
    said: dict[str, Said]


class StopView(BaseModel):
    """The standstill that goes on; `by`: who told its reason, if anybody did."""

    since_us: int
    category: str
    reason: str | None
    by: Literal["operator", "machine"] | None


class JobView(BaseModel):
    """A job as OEE counts with it; `told`: by a person or a sheet, else by the machine itself."""

    job: str
    from_us: int
    to_us: int | None
    mould: str | None
    standard_cycle_s: float | None
    cavities: int
    active_cavities: int
    planned_quantity: int | None
    told: bool
    made: int | None = Field(description="Parts since it began, as far as they were counted")


class GaugeView(BaseModel):
    """What can be measured on a part by hand."""

    name: str
    unit: str
    low: float
    high: float


class TerminalView(BaseModel):
    """A cell as its operator sees it; `as_of_us`: up to when it has told what it does."""

    cell: str
    origin: Origin | None
    as_of_us: int
    state: str | None
    stop: StopView | None
    job: JobView | None
    released: bool | None
    entries: list[EntryView]
    gauges: list[GaugeView]
    stop_reasons: list[str]
    scrap_reasons: list[str]


class RejectionView(BaseModel):
    """A row that was not taken over; translate `code` and `params` under `import.<code>`."""

    line: int
    column: str | None
    value: str
    code: str
    params: dict[str, str | float]
    sentence: str

    @classmethod
    def of(cls, one: Rejection) -> Self:
        """What a reader of sheets has rejected."""
        told = {"line": one.line, "column": one.column, "value": one.value[:MOST_SHOWN], "code": one.code}
        return cls.model_validate({**told, "params": dict(one.params), "sentence": one.sentence})


class ImportView(BaseModel):
    """What became of a sheet: rows taken over, of these such that stand in another's place; known ones."""

    taken: int
    replaced: int
    known: int
    rejected: list[RejectionView]


class ToldJobView(BaseModel):
    """A job as it was told. `source`: a sheet or the terminal."""

    id: int
    cell: str
    job: str
    from_us: int
    to_us: int | None
    source: str
    mould: str | None
    product: str | None
    material: str | None
    standard_cycle_s: float | None
    cavities: int | None
    active_cavities: int | None
    part_weight_g: float | None
    planned_quantity: int | None
