"""How well does a gauge tell cycles it has not seen? It depends on what "not seen" means: three answers.

By chance: other cycles of the same settings were learnt from. By group: none were. By time: only earlier ones
were. Who validates by chance is flattered, most of all by settings: they name the group.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sprue_server.fingerprint import Cycle
from sprue_server.gauge import crossing
from sprue_server.gauge.blend import weights
from sprue_server.gauge.crossing import Progress, silent
from sprue_server.gauge.growing import members
from sprue_server.gauge.interval import width
from sprue_server.gauge.learning import PARTS, Labels, crossed
from sprue_server.gauge.lessons import ANYTHING, Lessons, Wish, lessons
from sprue_server.gauge.parts import Grouped, parts
from sprue_server.gauge.report import Score, score

EARLIER = 0.7  # share of the cycles, in their order, that later ones are told from


def validate(
    cycles: Sequence[Cycle],
    targets: Sequence[float | None],
    groups: Sequence[str] | None = None,
    wish: Wish = ANYTHING,
    progress: Progress = silent,
) -> dict[str, Score]:
    """Scores `random`, `grouped` and `chronological`; cycles are in the order of time.

    Raises:
        GaugeError: as `learn` does.
    """
    known = lessons(cycles, targets, groups, wish)
    each = replace(known, grouped=Grouped(np.arange(known.target.size), "cycle"))
    return {
        "random": crossed(each, parts(each.grouped.labels, PARTS), progress),
        "grouped": crossed(known, parts(known.grouped.labels, PARTS), progress),
        "chronological": later(known, progress),
    }


def later(known: Lessons, progress: Progress) -> Score:
    """The last cycles, told by a gauge learnt from those before; whole groups stay on one side."""
    earlier = _earlier(known.grouped.labels)
    labels, target, table = known.grouped.labels[earlier], known.target[earlier], known.table[earlier]
    said = crossing.singles(table, target, labels, parts(labels, PARTS), progress)
    shares = weights(said, target)
    found = members(table, target, labels).predict(known.table[~earlier])
    half = width(said, said @ shares, target).half(found)
    later = int(np.unique(known.grouped.labels[~earlier]).size)
    return score(known.target[~earlier], found @ shares, half, "time", later)


def _earlier(labels: Labels) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Groups that begin in the first 70 % of the cycles."""
    begins = {label: at for at, label in reversed(list(enumerate(labels.tolist())))}
    limit = EARLIER * labels.size
    told = np.array([begins[label] < limit for label in labels.tolist()])
    return told if 0 < told.sum() < told.size else np.arange(labels.size) < limit
