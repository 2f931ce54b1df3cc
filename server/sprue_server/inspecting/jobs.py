"""What hub and worker say to each other: a line of JSON each, one job at a time."""

from typing import Annotated, Literal

from pydantic import Base64Bytes, BaseModel, Field, TypeAdapter

from sprue_contract.fields import Strict


class InspectJob(Strict):
    """Look at the pictures of one moment, files by light; under `fewer` lights some checks stay silent."""

    do: Literal["inspect"] = "inspect"
    model: str
    pictures: dict[str, str]
    fewer: bool = False


class DescribeJob(Strict):
    """Say what a model was learnt from."""

    do: Literal["describe"] = "describe"
    model: str


class Told(Strict):
    """A picture series that a person has spoken of."""

    pictures: dict[str, str]
    defect: bool


class RelearnJob(Strict):
    """Learn anew what people have told, and write the model to `out` if it is better."""

    do: Literal["relearn"] = "relearn"
    model: str
    told: list[Told]
    out: str


Job = Annotated[InspectJob | DescribeJob | RelearnJob, Field(discriminator="do")]
JOB: TypeAdapter[Job] = TypeAdapter(Job)


class RegionTold(BaseModel):
    """Where a check sees something: a closed outline in mm from the middle, x right, y down."""

    outline_mm: list[tuple[float, float]]
    area_mm2: float


class CheckTold(BaseModel):
    """What one check says: spreads from normal, share of goods as far, where, and what it measured."""

    check: str
    distance: float
    p_value: float
    regions: list[RegionTold] = []
    numbers: dict[str, float] = {}


class Seen(BaseModel):
    """An inspection on its way to the hub; the map is a PNG, base64 while it travels."""

    verdict: Literal["pass", "look again", "reject", "cannot judge"]
    reason: str | None
    warnings: list[str]
    score: float | None
    p_value: float | None
    checks: list[CheckTold]
    map_png: Base64Bytes
    milliseconds: float
    model: str
    mm_to_px: list[float] = []
    map_px_per_mm: float | None = None
    silent: list[str] = Field(default=[], description="Checks that need lights which are not there")


class Facts(BaseModel):
    """What a model was learnt from, and what it promises of fresh good parts."""

    version: str
    goods: int
    reject: float
    not_passed: float
    lights: list[str]
    held: list[float] = Field(description="Scores of goods that were held back, lowest first")
    taught: bool = False


class Relearnt(BaseModel):
    """How learning anew ended: areas under the ROC curve on verdicts held back; without: not tried."""

    won: bool
    before: float | None
    after: float | None
    defects: int
    unread: int


class Answer(BaseModel):
    """One of them, or why not."""

    seen: Seen | None = None
    facts: Facts | None = None
    relearnt: Relearnt | None = None
    problem: str | None = None
