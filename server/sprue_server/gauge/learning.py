"""Learns a gauge and says how good it is, on groups of cycles that it was not learnt from."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_server.fingerprint import Cycle
from sprue_server.gauge import crossing
from sprue_server.gauge.blend import weights
from sprue_server.gauge.crossing import Progress, silent
from sprue_server.gauge.experience import experience
from sprue_server.gauge.gauge import Gauge
from sprue_server.gauge.growing import members
from sprue_server.gauge.interval import width
from sprue_server.gauge.lessons import ANYTHING, Lessons, Wish, lessons
from sprue_server.gauge.parts import parts
from sprue_server.gauge.report import Report, Score, score

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]
PARTS = 6  # of all groups, each left out once and with each other; 22 times the models are learnt


def learn(
    cycles: Sequence[Cycle],
    targets: Sequence[float | None],
    groups: Sequence[str] | None = None,
    wish: Wish = ANYTHING,
    progress: Progress = silent,
) -> Gauge:
    """A gauge for what `targets` say of each cycle (None: not measured); what is asked of it is in `wish`.

    Cycles of a group are left out together where it is asked how good the gauge is.

    Raises:
        GaugeError: too few whole and measured cycles, or nothing to learn.
    """
    return learnt(lessons(cycles, targets, groups, wish), wish.target, progress).gauge


class Learnt(NamedTuple):
    """A gauge, and what it would have said of each cycle that taught it (n,) had it not been learnt from."""

    gauge: Gauge
    predicted: Floats
    half: Floats


def learnt(known: Lessons, target: str, progress: Progress = silent) -> Learnt:
    """Learn from cycles that are sorted out."""
    part = parts(known.grouped.labels, PARTS)
    said, predicted, half = _crossed(known, part, progress)
    shares = weights(said, known.target)
    found = score(known.target, predicted, half, known.grouped.by, known.grouped.count)
    gauge = Gauge(
        target,
        known.inputs,
        members(known.table, known.target, known.grouped.labels),
        shares,
        width(said, said @ shares, known.target),
        experience(known.table, known.grouped.labels, part),
        Report(found, dict(known.dropped)),
    )
    return Learnt(gauge, predicted, half)


def crossed(known: Lessons, part: Labels, progress: Progress = silent) -> Score:
    """How well parts are told by what was learnt without them, every choice nested."""
    _, predicted, half = _crossed(known, part, progress)
    return score(known.target, predicted, half, known.grouped.by, known.grouped.count)


def _crossed(known: Lessons, part: Labels, progress: Progress) -> tuple[Floats, Floats, Floats]:
    """What each model says of a part left out (cycle, model); what is predicted, and half its interval."""
    told = (known.table, known.target, known.grouped.labels, part)
    said = crossing.singles(*told, progress)
    without = crossing.pairs(*told, progress)
    predicted, half = np.zeros(part.size), np.zeros(part.size)
    for left_out in range(int(part.max()) + 1):
        out = part == left_out
        others, target = without[left_out][~out], known.target[~out]
        shares = weights(others, target)
        predicted[out] = said[out] @ shares
        half[out] = width(others, others @ shares, target).half(said[out])
    return said, predicted, half
