"""What hub and learner say to each other: a line of JSON each, one job at a time."""

from typing import Literal

from pydantic import Base64Bytes, BaseModel

from sprue_contract.fields import Strict

Kind = Literal["left_out", "by_setting", "random", "in_time"]


class LearnJob(Strict):
    """Learn a quantity from shots, oldest first: what each tells, why it tells nothing, what was measured.

    `doubt`: the place from which on an earlier gauge did not hold. Where parts since then are told worse with
    what was before than without it, that counts no longer.
    """

    quantity: str
    level: Literal["B", "D"]
    told: list[dict[str, float]]
    why: list[str | None]
    measured: list[float]
    doubt: int | None = None


class ScoreTold(BaseModel):
    """How well parts are told that were not learnt from; numbers but r2 and coverage in the quantity's unit."""

    by: str
    groups: int
    cycles: int
    r2: float | None
    mae: float
    coverage: float
    half: float


class Learnt(BaseModel):
    """A gauge as a file of numbers; which shots taught it, and what it says of each without having seen it.

    `begun`: the place of the first shot that may have taught it.
    """

    model: Base64Bytes
    begun: int
    level: Literal["A", "B", "C", "D"]
    inputs: int
    places: list[int]
    predicted: list[float]
    half: list[float]
    scores: dict[Kind, ScoreTold]
    settings: int
    dropped: dict[str, int]
    took_s: float


class Answer(BaseModel):
    """One of them, or why not, in a word for the screen and a sentence for the log."""

    learnt: Learnt | None = None
    why: Literal["too_few", "always_same", "nothing_told", "file"] | None = None
    problem: str | None = None
