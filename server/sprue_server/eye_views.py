"""What the REST API says of the eyes, as types: what was seen, and how the eyes are."""

from typing import Literal

from pydantic import BaseModel, Field

from sprue_contract.eyes import Of, State

Verdict = Literal["pass", "look again", "reject", "cannot judge"]
Eyes = Literal["off", "ok", "not learnt", "learning", "behind", "away"]
Places = list[tuple[float, float]]


class RegionView(BaseModel):
    """A closed outline in mm from the middle of the part or plate, x to the right, y downwards."""

    outline_mm: Places
    area_mm2: float


class CheckView(BaseModel):
    """What one check said: spreads from normal, share of goods as far, where, and what it measured."""

    check: str
    distance: float
    p_value: float
    regions: list[RegionView]
    numbers: dict[str, float]


class SeenPicture(BaseModel):
    """A picture that was looked at; its bytes are at `/export/pictures/<sha256>` while they are kept."""

    light: str
    sha256: str


class CorrectionView(BaseModel):
    """What a person said of an inspection."""

    told: Literal["good", "defect"]
    defect: str | None
    note: str
    role: str
    at_us: int


class InspectionView(BaseModel):
    """What was seen of one part or cavity at one moment. `worst`: the check that spoke against it most.

    `reason` says why there is no verdict (`eyes.reason.<reason>`). `model`: the version that looked.
    """

    id: str
    cell: str
    run: str
    camera: str
    of: Of
    cavity: int | None
    shot_counter: int | None
    measured_us: int
    inspected_us: int
    verdict: Verdict
    reason: str | None
    warnings: list[str]
    score: float | None
    p_value: float | None
    worst: str | None
    name: str
    model: str
    took_ms: float
    pictures: list[SeenPicture]
    corrected: CorrectionView | None


class ListedInspection(InspectionView):
    """One of a list, with what a small picture of it needs. `shot`: the id of the shot that the part is from.

    `outlines`: where the worst check saw something. `mm_to_px`: as in `InspectionDetail`.
    """

    shot: str | None
    outlines: list[RegionView]
    mm_to_px: list[float]


class InspectionPage(BaseModel):
    """A list, newest first; `next` continues it."""

    inspections: list[ListedInspection]
    next: str | None


class InspectionDetail(BaseModel):
    """One with all that was measured and found. `shot`: the id of the shot that the part is from.

    `mm_to_px`: the 3 x 3 matrix, row by row, from mm to pixels of the diffuse picture (empty: not known).
    `map`: whether the map of where is kept; its middle is that of the part.
    """

    inspection: InspectionView
    checks: list[CheckView]
    mm_to_px: list[float]
    map: bool
    map_px_per_mm: float | None
    pictures_kept: list[str] = Field(description="SHA-256 of pictures that are still kept")
    corrections: list[CorrectionView]
    shot: str | None


class UnseenView(BaseModel):
    """Pictures of a shot that were not inspected. `waiting`: they are on the desk."""

    camera: str
    why: Literal["waiting", "not learnt", "not inspected"]


class SkippedView(BaseModel):
    """What there was no time for."""

    count: int
    since_us: int
    last_us: int


class EyesCellView(BaseModel):
    """What became of a cell's series of pictures since the hub's start."""

    cell: str
    mould: str | None
    waiting: int
    inspected: int
    failed: int
    not_learnt: int
    skipped: SkippedView | None
    why: str | None = Field(description="Why the last failed one failed")


class StepView(BaseModel):
    """How far the learning of a model has come, since when; `took_s` unless what was learnt was at hand."""

    name: str
    state: State
    share: float
    why: str | None
    since_us: int | None
    took_s: float | None


class PromiseView(BaseModel):
    """Shares of fresh good parts that are rejected, and not passed, at most; with n goods held back.

    `low` and `high`: between them the share that is not passed will lie, in 90 of 100 learnings.
    """

    goods: int
    reject: float
    not_passed: float
    low: float
    high: float


class RelearningView(BaseModel):
    """How the last try to learn from what people told went; areas under the ROC curve on verdicts held back."""

    state: Literal["running", "better", "not better", "failed"]
    at_us: int
    defects: int
    before: float | None
    after: float | None
    why: str | None


class EyesModelView(BaseModel):
    """What was learnt of the parts or cavities of a mould; without a promise `problem` says why not."""

    name: str
    of: Of
    version: str | None
    since_us: int | None
    lights: list[str]
    promise: PromiseView | None
    held_quantiles: dict[str, float] = Field(description="Scores of goods held back, at these shares of them")
    taught: bool = Field(description="Whether it decides by what confirmed defects have taught it")
    confirmed_defects: int = Field(description="Confirmed by people so far")
    confirmed_goods: int
    versions: int
    relearning: RelearningView | None
    problem: str | None


class WorkerView(BaseModel):
    """The process that looks. `why`: why it is away."""

    state: Literal["off", "resting", "running", "away"]
    started: int
    why: str | None


class EyesView(BaseModel):
    """How the eyes are."""

    state: Eyes
    since_us: int = Field(description="Counted from here: what was stored before is not looked at")
    waiting: int
    limit: int
    skipped: int
    worker: WorkerView
    cells: list[EyesCellView]
    models: list[EyesModelView]
    learning: list[StepView]


class EyesHealth(BaseModel):
    """The eyes in one line of the health page."""

    state: Eyes
    waiting: int
    limit: int
    inspected: int
    skipped: int
    failed: int
    why: str | None


class ScoreView(BaseModel):
    """The score of one inspection, and what a person said of it."""

    id: str
    score: float
    verdict: Verdict
    told: Literal["good", "defect"] | None


class DecideView(BaseModel):
    """What a threshold would do: scores of goods held back, of inspections, of what people confirmed."""

    name: str
    version: str
    promise: PromiseView
    held: list[float]
    inspections: list[ScoreView]


class CorrectionIn(BaseModel):
    """What a person says of an inspection."""

    told: Literal["good", "defect"]
    defect: str | None = Field(default=None, pattern=r"^[a-z][a-z0-9_]*$", max_length=40)
    note: str = Field(default="", max_length=400)
