"""Grows the models that a gauge blends. It alone loads scikit-learn: whoever only asks a gauge does without."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesRegressor, GradientBoostingRegressor

from sprue_server.gauge.blend import Members
from sprue_server.gauge.filled import Scale, scale
from sprue_server.gauge.smooth import smooth
from sprue_server.gauge.trees import Trees

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]


def members(table: Floats, target: Floats, groups: Labels, seed: int = 0) -> Members:
    """Learn each model from shots (n, d)."""
    trees, importance = forest(table, target, seed)
    return Members(smooth(table, target, groups, importance), trees, boosted(table, target, seed))


def forest(table: Floats, target: Floats, seed: int) -> tuple[Trees, Floats]:
    """Extremely randomised trees (Geurts et al., Machine Learning 63, 2006), and each input's importance."""
    found = scale(table)
    grown = ExtraTreesRegressor(80, min_samples_leaf=2, max_features=0.4, random_state=seed)
    grown.fit(found.filled(table), target)
    trees = _arrays(found, [one.tree_ for one in grown.estimators_], 1 / len(grown.estimators_), 0.0)
    return trees, np.asarray(grown.feature_importances_)


def boosted(table: Floats, target: Floats, seed: int) -> Trees:
    """Gradient boosting on halves of the shots (Friedman, Comput. Stat. Data Anal. 38, 2002)."""
    found, middle = scale(table), float(target.mean())
    grown = GradientBoostingRegressor(
        n_estimators=300,
        max_depth=3,
        learning_rate=0.06,
        subsample=0.5,
        max_features=0.2,
        min_samples_leaf=5,
        init="zero",
        random_state=seed,
    )
    grown.fit(found.filled(table), target - middle)
    return _arrays(found, [one.tree_ for one in grown.estimators_[:, 0]], grown.learning_rate, middle)


def _arrays(found: Scale, trees: Sequence[Any], share: float, offset: float) -> Trees:
    begins = np.cumsum([0, *(one.node_count for one in trees)])
    left, right = (
        np.concatenate(
            [_children(getattr(one, side), begin) for one, begin in zip(trees, begins, strict=False)]
        )
        for side in ("children_left", "children_right")
    )
    return Trees(
        found,
        begins[:-1].astype(np.int32),
        np.maximum(np.concatenate([one.feature for one in trees]), 0).astype(np.int32),
        left.astype(np.int32),
        right.astype(np.int32),
        np.concatenate([one.threshold for one in trees]),
        np.concatenate([one.value[:, 0, 0] for one in trees]) * share,
        offset,
    )


def _children(side: NDArray[Any], begin: int) -> NDArray[Any]:
    own = np.arange(side.size)
    return np.where(side < 0, own, side) + begin
