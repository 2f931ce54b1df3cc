"""The control chart of a cell's newest shots, stretch by stretch; limits stay once they are learnt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sprue_contract.quantities import QUANTITIES
from sprue_server.findings import ShotFacts
from sprue_server.quality.memory import Memory, Question, Taught
from sprue_server.quality.shots import Made, Series, before
from sprue_server.quality_views import ChartName
from sprue_server.spc.control import REFERENCE, Plan, Shots, Stretch, control, shots_of
from sprue_server.store.reader import Reader

GROUPS = 70  # a quarter of them may be outliers, and limits still have the 50 that they need

Places = NDArray[np.intp]


@dataclass(frozen=True)
class Asked:
    """Which chart of which quantity."""

    question: Question
    chart: ChartName

    @property
    def plan(self) -> Plan:
        """A group tells more than a shot and takes longer: fewer of them teach."""
        size, quantity = self.question.size, self.question.quantity
        step = QUANTITIES[quantity].step if quantity in QUANTITIES else 0.0
        return Plan(size, max(GROUPS, REFERENCE // size), step)


@dataclass(frozen=True)
class Drawn:
    """A stretch with places in all shots, what taught its limits, and whether that was another stretch."""

    stretch: Stretch
    taught: Taught | None
    reused: bool
    left_out: int


def draw(
    reader: Reader, memory: Memory, asked: Asked, shown: Series
) -> tuple[list[ShotFacts], Shots, list[Drawn]]:
    """All shots in order, their values, and the stretches. The first may have begun before the first shot."""
    ordered, told = shots_of(shown.facts, asked.question.quantity, lambda shot: shown.made[shot.id])
    first = shown.made[ordered[0].id]
    if memory.of(asked.question, first) is None:
        _look_back(reader, memory, asked, shown)
    return ordered, told, list(_drawn(memory, asked, shown, (ordered, told)))


def _look_back(reader: Reader, memory: Memory, asked: Asked, shown: Series) -> None:
    """Limits of a stretch that began before what is shown are those of its own beginning."""
    earlier = before(reader, asked.question.cell, asked.question.quantity, shown)
    if not earlier.facts:
        return
    made = shown.made[shown.facts[0].id]
    same = [shot for shot in shown.facts if shown.made[shot.id] == made]
    ordered, told = shots_of([*earlier.facts, *same], asked.question.quantity, lambda _: made)
    _kept(memory, asked, made, (ordered, control(asked.chart, told, asked.plan)[0]))


def _drawn(
    memory: Memory, asked: Asked, shown: Series, shots: tuple[list[ShotFacts], Shots]
) -> Iterator[Drawn]:
    ordered, told = shots
    for number in np.unique(told.stretch).tolist():
        places = np.flatnonzero(told.stretch == number)
        first = ordered[places[0]]
        made = shown.made[first.id]
        known = memory.of(asked.question, made)
        if known is not None and known.from_us >= first.measured_us:
            known = None  # it taught them itself, and is drawn as it was then
        elif known is not None and number == told.stretch[0]:
            places = _aligned(places, shown.counters[first.id], asked.question.size)
        alone = Shots(told.values[places], told.aside[places], np.zeros(places.size, np.int64))
        (one,) = control(asked.chart, alone, asked.plan, {0: known.learnt} if known else None)
        one = replace(one, number=number, shots=places[one.shots])
        left_out = int(places.size - one.shots.size)
        if known is None:
            yield Drawn(one, _kept(memory, asked, made, (ordered, one)), reused=False, left_out=left_out)
        else:
            reused = known.made != made
            yield Drawn(_after(one, ordered, known), known, reused, left_out)


def _aligned(places: Places, counter: int, size: int) -> Places:
    """From the first whole group on, by the machine's own count: groups stay the same as shots come."""
    skipped = -counter % size
    return places[skipped:] if skipped < places.size else places


def _after(one: Stretch, ordered: list[ShotFacts], known: Taught) -> Stretch:
    """Shots that taught the limits, though the first of them are not shown, are not marked by them."""
    taught = sum(ordered[place].measured_us <= known.to_us for place in one.shots[:, -1])
    panels = (
        replace(panel, marks=tuple(mark for mark in panel.marks if mark.points[-1] >= taught))
        for panel in one.panels
    )
    return replace(one, reference=taught, panels=tuple(panels))


def _kept(memory: Memory, asked: Asked, made: Made, shots: tuple[list[ShotFacts], Stretch]) -> Taught | None:
    """What a stretch has taught; kept when its reference is complete."""
    ordered, one = shots
    if one.learnt is None:
        return None
    first, last = one.shots[0][0], one.shots[one.reference - 1][-1]
    taught = Taught(one.learnt, made, ordered[first].measured_us, ordered[last].measured_us)
    if one.learnt.count + one.learnt.trimmed >= asked.plan.reference:
        memory.keep(asked.question, taught)
    return taught
