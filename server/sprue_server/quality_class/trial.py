"""How well would it tell my parts? Each is judged by what was learnt without it, and held against guessing.

Stratified folds; all that a model chooses is chosen again within the parts it learns from. Parts made one after
the other resemble each other, so figures of folds drawn at random flatter: the newest fifth, told by the older
ones in the order of the file, is told beside them.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import confusion_matrix, f1_score
from sklearn.model_selection import StratifiedKFold

from sprue_server.imports.classes import FOLDS, LEAST, enough
from sprue_server.quality_class.deciding import decides
from sprue_server.quality_class.learning import ClassError, learn

Floats = NDArray[np.float64]
NEWEST = 5  # its share: a fifth


class Trial(NamedTuple):
    """`confusion[told][judged]` counts parts, in the order of `classes`; shares 0 to 1.

    `commonest`: the share of the commonest class, which who always says it has right. `newest`: accuracy on the
    newest fifth; None where the older parts lack a class. `decides`: share of parts that are judged wrongly
    when a number is shuffled, of the most telling ones, from the first fold.
    """

    classes: list[str]
    counts: list[int]
    accuracy: float
    macro_f1: float
    commonest: float
    newest: float | None
    confusion: list[list[int]]
    decides: dict[str, float]


def tried(table: Floats, told: Sequence[str], names: Sequence[str], seed: int = 0) -> Trial:
    """Learn and judge; `table` (n, d) in the order in which the parts were made.

    Raises:
        ClassError: one class only, or too few parts of one.
    """
    kinds, classes, counts = np.unique(np.array(told), return_inverse=True, return_counts=True)
    if not enough(told):
        few = ", ".join(f"{count} of {kind}" for kind, count in zip(kinds, counts, strict=True)) or "no parts"
        raise ClassError(
            f"{few}: two classes with {LEAST} parts each are needed. Tell more parts. Nothing was learnt."
        )
    judged = np.zeros_like(classes)
    most: Mapping[str, float] = {}
    split = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    for number, (known, out) in enumerate(split.split(table, classes)):
        judge = learn(table[known], classes[known], names, seed)
        judged[out] = judge.judge(table[out])
        most = decides(judge, table[out], classes[out], seed) if number == 0 else most
    return Trial(
        classes=kinds.tolist(),
        counts=counts.tolist(),
        accuracy=float((judged == classes).mean()),
        macro_f1=float(f1_score(classes, judged, average="macro")),
        commonest=float(counts.max() / counts.sum()),
        newest=_newest(table, classes, names, seed),
        confusion=confusion_matrix(classes, judged).tolist(),
        decides=dict(list(most.items())[:8]),
    )


def _newest(table: Floats, classes: NDArray[np.int64], names: Sequence[str], seed: int) -> float | None:
    older = len(classes) - len(classes) // NEWEST
    try:
        judge = learn(table[:older], classes[:older], names, seed)
    except ClassError:
        return None
    return float((judge.judge(table[older:]) == classes[older:]).mean())
