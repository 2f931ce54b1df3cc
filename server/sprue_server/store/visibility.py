"""Which run of a cell is shown when: a later-born run hides what earlier runs say of the same time.

A run reaches from its start to its last moment, or for ever while it is live.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sprue_contract.fields import MAX_EXACT
from sprue_server.store.tables import BirthRow


class Stretch(NamedTuple):
    """Part of the time axis that one run fills: `from_us` belongs to it, `to_us` does not."""

    run: str
    from_us: int
    to_us: int


def born_order(birth: BirthRow) -> tuple[int, int, int, str]:
    """Sort key, latest born last; two runs from the same fixed epoch are told apart by their arrival."""
    return (birth.started_us, birth.born_us, birth.arrived_us, birth.run)


def current(births: Iterable[BirthRow]) -> BirthRow | None:
    """The birth of the run that is going on; None when all that is known is history."""
    return max((birth for birth in births if birth.until_us is None), key=born_order, default=None)


def visible(births: Iterable[BirthRow]) -> list[Stretch]:
    """Stretches in order of time; they do not overlap, and a run may own several."""
    shown: list[Stretch] = []
    for run in _runs(births):
        if run.from_us < run.to_us:
            shown = [part for old in shown for part in _without(old, run)] + [run]
    return sorted(shown, key=lambda stretch: stretch.from_us)


def within(stretches: Sequence[Stretch], from_us: int, to_us: int) -> list[Stretch]:
    """The stretches cut to a period."""
    cut = (Stretch(run, max(low, from_us), min(high, to_us)) for run, low, high in stretches)
    return [stretch for stretch in cut if stretch.from_us < stretch.to_us]


def _runs(births: Iterable[BirthRow]) -> list[Stretch]:
    """Whole reach of each run, earliest born first; its births differ in layout only."""
    newest = {birth.run: birth for birth in sorted(births, key=born_order)}
    ordered = sorted(newest.values(), key=born_order)
    return [Stretch(birth.run, birth.started_us, _end(birth)) for birth in ordered]


def _end(birth: BirthRow) -> int:
    """The last moment of a run belongs to it."""
    return MAX_EXACT if birth.until_us is None else birth.until_us + 1


def _without(old: Stretch, new: Stretch) -> list[Stretch]:
    before = Stretch(old.run, old.from_us, min(old.to_us, new.from_us))
    after = Stretch(old.run, max(old.from_us, new.to_us), old.to_us)
    return [part for part in (before, after) if part.from_us < part.to_us]
