"""What told defects teach: a line between goods and defects, used only where it beats learnt normality.

Logistic regression on the pooled features and both distances; judged on verdicts that were held back from it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold

NEEDS = 20  # confirmed defects; with fewer learnt normality was better on every real set
PARTS = 5
STRENGTH = 0.003  # inverse of the penalty (C)
FARTHEST = 8.0  # spreads; beyond, a feature says no more
Array = NDArray[np.float32]
Scores = NDArray[np.float64]


@dataclass(frozen=True)
class Head:
    """Weights of the evidence (d,) and a bias; above zero means: rather a defect."""

    weights: Array
    bias: float

    def score(self, evidence: Array) -> float:
        """Log-odds of a defect for evidence (d,)."""
        return float(self.weights @ evidence) + self.bias


@dataclass(frozen=True)
class Contest:
    """Head and normality on the same held verdicts: areas under the ROC curve; the head's scores of goods."""

    head: float
    normality: float
    held: Scores

    @property
    def won(self) -> bool:
        """Whether the head tells defects better."""
        return self.head > self.normality


def evidence(scaled: Array, distances: Array) -> Array:
    """What the head weighs: pooled features in spreads, bounded, and the standard distances; (..., d + 2)."""
    return np.concatenate([np.clip(scaled, -FARTHEST, FARTHEST), np.clip(distances, -FARTHEST, 99)], axis=-1)


def fitted(told: Array, defect: NDArray[np.bool_]) -> Head:
    """A head from evidence (n, d) and verdicts (n,)."""
    line = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1000).fit(told, defect)
    return Head(line.coef_[0].astype(np.float32), float(line.intercept_[0]))


def contest(told: Array, defect: NDArray[np.bool_], normality: Scores) -> Contest:
    """Each verdict is judged by a head that has not seen it."""
    held = np.zeros(len(defect))
    for learn, rest in StratifiedKFold(PARTS, shuffle=True, random_state=0).split(told, defect):
        head = fitted(told[learn], defect[learn])
        held[rest] = told[rest] @ head.weights + head.bias
    own, other = (float(roc_auc_score(defect, scores)) for scores in (held, normality))
    return Contest(own, other, held[~defect])
