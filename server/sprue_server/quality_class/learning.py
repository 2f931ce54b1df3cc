"""Learns classes: a vote of extremely randomised and boosted trees, its form chosen on parts held back."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier
from sklearn.model_selection import StratifiedKFold

from sprue_server.quality_class.together import with_together

Floats = NDArray[np.float64]
Classes = NDArray[np.int64]
HELD_BACK = 4  # parts, each judged once by what was learnt without it, while the form is chosen
NEEDS = 20  # parts of each class; with fewer each fold sees next to none
TREES = 250


class ClassError(Exception):
    """Classes that cannot be learnt; says what, what now and what did not happen."""


class Form(NamedTuple):
    """What is chosen: share of columns that a tree looks at, and of the vote that boosted trees have."""

    columns: float
    boosted: float


COLUMNS, BOOSTED = (0.5, 0.8), (0.2, 0.35, 0.5)
FORMS = tuple(Form(*one) for one in product(COLUMNS, BOOSTED))


@dataclass(frozen=True)
class Judge:
    """What was learnt. `classes` are in the order of the probabilities."""

    names: tuple[str, ...]
    classes: Classes
    form: Form
    models: tuple[Any, Any]

    def probabilities(self, table: Floats) -> Floats:
        """How likely each class is, (part, class)."""
        told = with_together(table, self.names)
        forest, boosted = (np.asarray(one.predict_proba(told)) for one in self.models)
        return (1 - self.form.boosted) * forest + self.form.boosted * boosted

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
    form = _chosen(whole, classes, seed)
    models = (_forest(form.columns, seed).fit(whole, classes), _boosted(seed).fit(whole, classes))
    return Judge(tuple(names), kinds, form, models)


def _chosen(whole: Floats, classes: Classes, seed: int) -> Form:
    """The form whose votes on parts held back are likeliest, by logarithm: hits alone have too many ties."""
    kinds = np.unique(classes)
    truth = np.searchsorted(kinds, classes)
    said = {name: np.zeros((classes.size, kinds.size)) for name in (*COLUMNS, "boosted")}
    for known, held in StratifiedKFold(HELD_BACK, shuffle=True, random_state=seed).split(whole, classes):
        models = {share: _forest(share, seed) for share in COLUMNS} | {"boosted": _boosted(seed)}
        for name, model in models.items():
            said[name][held] = model.fit(whole[known], classes[known]).predict_proba(whole[held])

    def likely(form: Form) -> float:
        vote = (1 - form.boosted) * said[form.columns] + form.boosted * said["boosted"]
        return float(np.log(np.maximum(vote[np.arange(truth.size), truth], 1e-6)).mean())

    return max(FORMS, key=likely)


def _forest(columns: float, seed: int) -> ExtraTreesClassifier:
    return ExtraTreesClassifier(TREES, max_features=columns, random_state=seed)


def _boosted(seed: int) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=120,
        learning_rate=0.08,
        max_leaf_nodes=12,
        l2_regularization=1,
        max_features=0.4,
        random_state=seed,
    )
