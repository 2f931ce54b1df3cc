"""A smooth model: kernel ridge regression (the mean of a Gaussian process), its form chosen by groups left out.

Inputs that decide more in a forest may count for more in the distance between shots: part of its form.

Errors of a group that is left out follow from one inverse, without fitting again: e_g = (K^-1)_gg^-1 (K^-1 y)_g
(Rasmussen & Williams, Gaussian Processes for Machine Learning, 2006, ch. 5.4, for one row; blocks alike).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

from sprue_server.gauge.filled import Scale, scale

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]
LENGTHS = (1.5, 3.0)  # spreads per input over which the target changes
NOISES = (0.004, 0.012, 0.04)  # variance of what inputs cannot tell, over that of the kernel
LEANINGS = (0.0, 0.5)  # power of an input's importance with which it counts; 0: all alike
LEAST_PULL = 0.001  # of the most important input's, so that none is lost
MOST = 1500  # shots that it remembers; time goes with their cube
TRIED_ON = 700  # of them, while the form is chosen


class Form(NamedTuple):
    """What is chosen: `bends` 0 for a Gaussian kernel, 1 for Matern 5/2, which may change faster."""

    bends: int
    length: float
    noise: float
    leaning: float


FORMS = tuple(Form(*one) for one in product((0, 1), LENGTHS, NOISES, LEANINGS))


@dataclass(frozen=True)
class Smooth:
    """Remembered shots (n, d) as scaled and pulled, a weight for each, and the target's middle.

    `pull` (d,) is how much each input counts.
    """

    scale: Scale
    form: Form
    pull: Floats
    shots: Floats
    weights: Floats
    middle: float

    def predict(self, table: Floats) -> Floats:
        """The target of shots (n, d)."""
        told: Floats = (
            self.middle + kernel(self.form, self.scale.of(table) * self.pull, self.shots) @ self.weights
        )
        return told


def kernel(form: Form, some: Floats, others: Floats) -> Floats:
    """How alike shots are, 1 for the same, (some, others)."""
    squares = (some**2).sum(1)[:, None] + (others**2).sum(1) - 2 * some @ others.T
    near = np.maximum(squares, 0) / (some.shape[1] * form.length**2)
    if form.bends == 0:
        return np.asarray(np.exp(-near / 2))
    root = np.sqrt(5 * near)
    return np.asarray((1 + root + root**2 / 3) * np.exp(-root))


def smooth(table: Floats, target: Floats, groups: Labels, importance: Floats) -> Smooth:
    """Learn it; of many shots every second, third, ... is remembered. `importance` (d,) is a forest's."""
    step = -(-len(table) // MOST)
    table, target, groups = table[::step], target[::step], groups[::step]
    found, middle = scale(table), float(target.mean())
    shots, wanted = found.of(table), target - middle
    form = _chosen(shots, wanted, groups, importance)
    pulled = shots * (pull := _pull(importance, form.leaning))
    weights = cho_solve(_factor(form, pulled), wanted)
    return Smooth(found, form, pull, pulled, np.asarray(weights), middle)


def _chosen(shots: Floats, wanted: Floats, groups: Labels, importance: Floats) -> Form:
    step = -(-len(shots) // TRIED_ON)
    some, told, labels = shots[::step], wanted[::step], groups[::step]
    pulled = {leaning: some * _pull(importance, leaning) for leaning in LEANINGS}
    return min(FORMS, key=lambda one: _left_out(one, pulled[one.leaning], told, labels))


def _pull(importance: Floats, leaning: float) -> Floats:
    """How much each input counts; their squares have the mean 1, as when all count alike."""
    pull = (importance / max(float(importance.max()), 1e-12) + LEAST_PULL) ** (leaning / 2)
    return np.asarray(pull / np.sqrt((pull**2).mean()))


def _factor(form: Form, shots: Floats) -> tuple[Floats, bool]:
    covariance = kernel(form, shots, shots) + form.noise * np.eye(len(shots))
    factor, lower = cho_factor(covariance, lower=True, overwrite_a=True)
    return factor, lower


def _left_out(form: Form, shots: Floats, wanted: Floats, groups: Labels) -> float:
    """Mean square error of groups left out in turn."""
    inverse = np.asarray(cho_solve(_factor(form, shots), np.eye(len(shots)), overwrite_b=True))
    weighted = inverse @ wanted
    errors = [np.linalg.solve(inverse[np.ix_(at, at)], weighted[at]) for at in _members(groups)]
    return float(np.concatenate(errors) @ np.concatenate(errors))


def _members(groups: Labels) -> Iterator[NDArray[np.intp]]:
    order = np.argsort(groups, kind="stable")
    yield from np.split(order, np.flatnonzero(np.diff(groups[order])) + 1)
