"""What told defects teach: a line between goods and defects, used only where it beats learnt normality.

Logistic regression on the pooled features, on what the oddest places look like and on both distances; judged
on verdicts that were held back from it. Learnt normality keeps a say, since not every defect was told before.
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
ODD = 2.0  # weight of the oddest places' features: those of the whole are nine times as many
BESIDE = 0.5  # say of learnt normality beside the head, both in spreads of goods (DECISIONS 51)
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

    def beside(self, weights: Array) -> "Head":
        """The same with a say for the last of the evidence, the distances."""
        more = self.weights.copy()
        more[-weights.size :] += weights
        return Head(more, self.bias)


@dataclass(frozen=True)
class Contest:
    """Head and normality on the same held verdicts: areas under the ROC curve; the head's scores of goods.

    `say` is what each unit of normality was worth in log-odds.
    """

    head: float
    normality: float
    held: Scores
    say: float = 0.0

    @property
    def won(self) -> bool:
        """Whether the head tells defects better."""
        return self.head > self.normality


def evidence(scaled: Array, odd: Array, distances: Array) -> Array:
    """What the head weighs: features of the whole and of the oddest places, bounded, and the distances."""
    bounded = [np.clip(scaled, -FARTHEST, FARTHEST), ODD * np.clip(odd, -FARTHEST, FARTHEST)]
    return np.concatenate([*bounded, np.clip(distances, -FARTHEST, 99)], axis=-1)


def fitted(told: Array, defect: NDArray[np.bool_]) -> Head:
    """A head from evidence (n, d) and verdicts (n,)."""
    line = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1000).fit(told, defect)
    return Head(line.coef_[0].astype(np.float32), float(line.intercept_[0]))


def contest(told: Array, defect: NDArray[np.bool_], normality: Scores, beside: float = 0.0) -> Contest:
    """Each verdict is judged by a head that has not seen it, with so many spreads of normality beside it."""
    held = np.zeros(len(defect))
    for learn, rest in StratifiedKFold(PARTS, shuffle=True, random_state=0).split(told, defect):
        head = fitted(told[learn], defect[learn])
        held[rest] = told[rest] @ head.weights + head.bias
    say = beside * float(held[~defect].std() / (normality[~defect].std() + 1e-6))
    held += say * normality
    own, other = (float(roc_auc_score(defect, scores)) for scores in (held, normality))
    return Contest(own, other, held[~defect], say)
