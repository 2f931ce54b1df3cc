"""A trial of quality classes on somebody's own parts, as types."""

from pydantic import BaseModel, Field

from sprue_server.floor_views import RejectionView


class TrialView(BaseModel):
    """`confusion[told][judged]` counts parts in the order of `classes`; shares 0 to 1."""

    classes: list[str]
    counts: list[int]
    accuracy: float
    macro_f1: float
    commonest: float = Field(description="Share of the commonest class: what always saying it has right")
    newest: float | None = Field(description="Accuracy on the newest fifth, in the order of the file")
    confusion: list[list[int]]
    decides: dict[str, float] = Field(description="Share judged wrongly when a number is shuffled")


class TrialAnswer(BaseModel):
    """What was read and tried. Nothing of it is kept."""

    parts: int
    columns: list[str]
    left_out: list[str]
    rejected: list[RejectionView]
    rejected_rows: int
    trial: TrialView | None
    few: dict[str, int] | None = Field(description="Parts by class, where they are too few")
    needs: int | None = Field(description="Parts of each class that are needed")
    took_s: float
