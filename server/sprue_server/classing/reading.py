"""A file as the answer tells it: parts, columns, what was rejected, whether it can be tried."""

from collections import Counter

from sprue_server.class_views import TrialAnswer
from sprue_server.floor_views import RejectionView
from sprue_server.imports.classes import LEAST, enough, read_classes
from sprue_server.imports.rejections import FileWrong

SHOWN = 200  # rejected rows that are told


def read(data: bytes) -> tuple[TrialAnswer, bool]:
    """The answer without a trial, and whether one is worth while."""
    try:
        found = read_classes(data)
    except FileWrong as problem:
        return _answer(rejected=[RejectionView.of(problem.rejection)], rejected_rows=1), False
    told = _answer(
        parts=len(found.classes),
        columns=list(found.names),
        left_out=list(found.left_out),
        rejected=[RejectionView.of(one) for one in found.rejected[:SHOWN]],
        rejected_rows=len({one.line for one in found.rejected}),
    )
    if found.names and enough(found.classes):
        return told, True
    told.few, told.needs = dict(Counter(found.classes)), LEAST
    return told, False


def _answer(**told: object) -> TrialAnswer:
    nothing: dict[str, object] = {"parts": 0, "columns": [], "left_out": [], "rejected": [], "rejected_rows": 0}
    return TrialAnswer.model_validate(
        {**nothing, "trial": None, "few": None, "needs": None, "took_s": 0.0, **told}
    )
