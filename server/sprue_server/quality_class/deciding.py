"""Which numbers decide? Each is shuffled among parts that were not learnt from: what is lost was its share."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from sprue_server.quality_class.learning import Classes, Judge

Floats = NDArray[np.float64]
SHUFFLES = 5


def decides(judge: Judge, table: Floats, classes: Classes, seed: int = 0) -> Mapping[str, float]:
    """Share of parts that are judged wrongly only when a column is shuffled; most first.

    Columns that go together share their loss (Breiman, Machine Learning 45, 2001): a small number does not say
    that a column means nothing.
    """
    random = np.random.default_rng(seed)
    right = float((judge.judge(table) == classes).mean())
    lost = {
        name: right - np.mean([_right(judge, table, classes, at, random) for _ in range(SHUFFLES)])
        for at, name in enumerate(judge.names)
    }
    return dict(sorted(((name, float(loss)) for name, loss in lost.items()), key=lambda one: -one[1]))


def _right(judge: Judge, table: Floats, classes: Classes, at: int, random: np.random.Generator) -> float:
    shuffled = table.copy()
    shuffled[:, at] = random.permutation(shuffled[:, at])
    return float((judge.judge(shuffled) == classes).mean())
