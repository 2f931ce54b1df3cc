"""Is the process what it was when its limits were learnt? Shots in, stretches with limits and charts out.

A change of job, mould or setting begins a new stretch. Limits are learnt on its first shots (phase I, no marks
there) and then kept (phase II). Start-up and interrupted shots are shown, but neither used nor marked.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sprue_server.findings import ShotFacts
from sprue_server.spc.charts import chart
from sprue_server.spc.learning import Learnt, Reason, kept, learn, run
from sprue_server.spc.levels import Levels
from sprue_server.spc.panel import Mark, Panel

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]
QUIET = 50  # points without alarm after which a person is called again
REFERENCE = 200  # points; with 100 false marks of an EWMA are half as frequent again


@dataclass(frozen=True)
class Shots:
    """Values of one quantity in the order they were made, shape (n,); NaN is not measured.

    `aside`: start-up or interrupted. `stretch`: a number that changes where something was set anew.
    """

    values: Floats
    aside: Flags
    stretch: Places


@dataclass(frozen=True)
class Plan:
    """How to draw. `size`: shots per point. `resolution`: of the sensor, in the quantity's unit."""

    size: int = 1
    reference: int = REFERENCE
    resolution: float = 0.0
    levels: Levels = field(default_factory=Levels)


@dataclass(frozen=True)
class Stretch:
    """Shots that belong together. `shots` (m, size): which shots, by their place, make each point.

    The first `reference` points taught the limits. Without limits there are no panels, and `reason` says why.
    """

    number: int
    shots: Places
    reference: int
    learnt: Learnt | None
    reason: Reason | None
    panels: tuple[Panel, ...]


def stretches(keys: Sequence[Hashable]) -> Places:
    """A number for each shot that grows by one wherever its key is not that of the shot before."""
    changed = [now != before for before, now in pairwise(keys)]
    return np.concatenate(([0], np.cumsum(changed))).astype(np.int64)[: len(keys)]


def settings_of(shot: ShotFacts) -> Hashable:
    """What was set, as a key."""
    return tuple(sorted(shot.settings.items()))


def shots_of(
    facts: Iterable[ShotFacts], quantity: str, key: Callable[[ShotFacts], Hashable] = settings_of
) -> tuple[list[ShotFacts], Shots]:
    """One quantity of shots, and the shots in its order: that of time, however they came, none twice."""
    known = {shot.id: shot for shot in facts}
    ordered = sorted(known.values(), key=lambda shot: (shot.measured_us, shot.id))
    told = (shot.values.get(quantity) for shot in ordered)
    values = np.array([np.nan if value is None else value for value in told], np.float64)
    aside = np.array([shot.start_up or shot.interrupted for shot in ordered], np.bool_)
    return ordered, Shots(values, aside, stretches([key(shot) for shot in ordered]))


def control(
    name: str, shots: Shots, plan: Plan | None = None, known: Mapping[int, Learnt] | None = None
) -> list[Stretch]:
    """Draw the chart of a name, stretch by stretch.

    `known`: what was learnt of some before, for instance when the same mould last ran with the same settings;
    such a stretch has marks from its first shot on, others after their reference.

    Raises:
        ValueError: this chart is not there for subgroups of the planned size.
    """
    wanted = plan or Plan()
    if wanted.size not in chart(name).SIZES:
        raise ValueError(f"a chart {name!r} takes {chart(name).SIZES} shots per point, not {wanted.size}")
    numbers = np.unique(shots.stretch).tolist()
    return [_stretch(name, shots, wanted, number, (known or {}).get(number)) for number in numbers]


def _stretch(name: str, shots: Shots, plan: Plan, number: int, known: Learnt | None) -> Stretch:
    places = _grouped(np.flatnonzero(shots.stretch == number), shots, plan.size)
    values = shots.values[places]
    used = np.asarray(~shots.aside[places].any(axis=1) & np.isfinite(values).all(axis=1))
    first = 0 if known else _first(used, plan.reference)
    learnt = known or learn(values[:first], used[:first], plan.resolution)
    if isinstance(learnt, str):
        return Stretch(number, places, first, None, learnt, ())
    used[:first] = kept(values[:first], used[:first])  # an outlier of phase I shall not start a CUSUM
    drawn = chart(name).draw(run(values, used, learnt), plan.levels)
    return Stretch(number, places, first, learnt, None, tuple(_later(panel, first) for panel in drawn))


def _grouped(places: NDArray[np.intp], shots: Shots, size: int) -> Places:
    """Points of so many shots each; of groups only shots that are used are part, in their order."""
    if size > 1:
        places = places[~shots.aside[places] & np.isfinite(shots.values[places])]
    return places[: places.size // size * size].reshape(-1, size).astype(np.int64)


def _first(used: Flags, reference: int) -> int:
    """How many points there are up to the reference's last used one."""
    where = np.flatnonzero(used)[:reference]
    return int(where[-1]) + 1 if where.size else 0


def _later(panel: Panel, first: int) -> Panel:
    marks = tuple(mark for mark in panel.marks if mark.points[-1] >= first)
    return Panel(**(vars(panel) | {"marks": marks}))


def calls(stretch: Stretch, quiet: int = QUIET) -> list[Mark]:
    """Alarms that call a person, in their order: none while the alarm before lasts, of whichever panel."""
    alarms = (mark for panel in stretch.panels for mark in panel.marks if mark.level == "alarm")
    found: list[Mark] = []
    last = 0
    for mark in sorted(alarms, key=lambda mark: (mark.points, mark.rule)):
        if not found or mark.points[0] - last > quiet:
            found.append(mark)
        last = max(last, mark.points[-1])
    return found
