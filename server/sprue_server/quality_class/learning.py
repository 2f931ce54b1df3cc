"""Learns classes: a vote of extremely randomised and boosted trees, shares chosen on parts held back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier
from sklearn.model_selection import StratifiedKFold

from sprue_server.imports.classes import NEEDS
from sprue_server.quality_class.together import with_together

Floats = NDArray[np.float64]
Classes = NDArray[np.int64]
HELD_BACK = 4  # parts, each judged once by what was learnt without it, while the form is chosen
TREES = 250  # of each forest


class ClassError(Exception):
    """Classes that cannot be learnt; says what, what now and what did not happen."""


COLUMNS = (0.5, 0.8)  # share of the columns that a split looks at, one forest each
BOOSTED = (0.1, 0.2, 0.3)  # shares of the vote that boosted trees may have


@dataclass(frozen=True)
class Judge:
    """What was learnt. `classes` are in the order of the probabilities."""

    names: tuple[str, ...]
    classes: Classes
    boosted: float
    models: tuple[Any, ...]

    def probabilities(self, table: Floats) -> Floats:
        """How likely each class is, (part, class)."""
        told = with_together(table, self.names)
        return _vote([one.predict_proba(told) for one in self.models], self.boosted)

    def judge(self, table: Floats) -> Classes:
        """The likeliest class of each part."""
        return np.asarray(self.classes[self.probabilities(table).argmax(axis=1)])


def learn(table: Floats, classes: Classes, names: Sequence[str], seed: int = 0) -> Judge:
    """Learn from parts (n, d) with columns `names`, whose classes are told.

    Raises:
        ClassError: one class only, or too few parts of one.
    """
    kinds, counts = np.unique(classes, return_counts=True)
    if kinds.size < 2 or counts.min() < NEEDS:  # noqa: PLR2004  # one class is none
        told = ", ".join(f"{count} of class {kind}" for kind, count in zip(kinds, counts, strict=True))
        raise ClassError(
            f"{told or 'no parts'}: two classes with {NEEDS} parts each are needed at least. "
            "Tell more parts. Nothing was learnt."
        )
    whole = with_together(table, names)
    share = _chosen(whole, classes, seed)
    models = tuple(one.fit(whole, classes) for one in _models(seed))
    return Judge(tuple(names), kinds, share, models)


def _chosen(whole: Floats, classes: Classes, seed: int) -> float:
    """The share of boosted trees with which most parts held back are told; of several, the smallest."""
    kinds = np.unique(classes)
    said = np.zeros((len(COLUMNS) + 1, classes.size, kinds.size))
    for known, held in StratifiedKFold(HELD_BACK, shuffle=True, random_state=seed).split(whole, classes):
        for at, model in enumerate(_models(seed)):
            said[at, held] = model.fit(whole[known], classes[known]).predict_proba(whole[held])

    def hits(share: float) -> int:
        return int((kinds[_vote(list(said), share).argmax(axis=1)] == classes).sum())

    return max(BOOSTED, key=hits)


def _vote(said: Sequence[Floats], boosted: float) -> Floats:
    """Forests equally, boosted trees, which come last, with their share."""
    return np.asarray((1 - boosted) * np.mean(said[:-1], axis=0) + boosted * said[-1])


def _models(seed: int) -> list[Any]:
    forests = [ExtraTreesClassifier(TREES, max_features=share, random_state=seed) for share in COLUMNS]
    boosted = HistGradientBoostingClassifier(
        max_iter=120,
        learning_rate=0.08,
        max_leaf_nodes=12,
        l2_regularization=1,
        max_features=0.4,
        random_state=seed,
    )
    return [*forests, boosted]
