"""How a distance from normal becomes a promise: p-values and verdicts from goods that were held back.

Vovk, Gammerman & Shafer, Algorithmic Learning in a Random World, 2005: if a new good part is like the held
ones, P(p <= a) <= a for every a. With n held goods the least p is 1 / (n + 1), so 130 goods cannot promise
fewer false rejects than 0.8 %, whatever the method.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Verdict = Literal["pass", "look again", "reject", "cannot judge"]
LOOK = 0.02  # share of good parts that are not passed, looked at again or rejected
REJECT = 0.003  # of them, share that is rejected outright; reached with 333 goods


@dataclass(frozen=True)
class Promise:
    """What may be promised of fresh good parts, as shares of them."""

    goods: int
    reject: float
    not_passed: float

    def __str__(self) -> str:
        return (
            f"{self.goods} good pictures held back: of 1,000 fresh good parts about {self.reject * 1000:.0f} "
            f"are rejected and {self.not_passed * 1000:.0f} not passed, if they are like these"
        )


def p_value(score: float, held: NDArray[np.float64]) -> float:
    """Share of good parts that are at least as far from normal; `held` is sorted upwards, shape (n,)."""
    at_least = held.size - int(np.searchsorted(held, score, side="left"))
    return (1 + at_least) / (held.size + 1)


def promise(goods: int, look: float = LOOK, reject: float = REJECT) -> Promise:
    """The shares that so many held goods allow; never less than 1 / (goods + 1)."""
    least = 1 / (goods + 1)
    return Promise(goods, max(reject, least), max(look, least))


def verdict(p: float, promised: Promise) -> Verdict:
    """What to do with a part."""
    if p <= promised.reject:
        return "reject"
    return "look again" if p <= promised.not_passed else "pass"


def folds(count: int, parts: int, seed: int = 0) -> NDArray[np.int64]:
    """Which part each of so many pictures belongs to; parts differ by one at most. Shape (count,)."""
    return np.random.default_rng(seed).permutation(np.arange(count) % parts)


def standing(scores: Sequence[float] | NDArray[np.floating]) -> NDArray[np.float64]:
    """Scores of held goods as `p_value` wants them."""
    return np.sort(np.asarray(scores, np.float64))
