"""One file per study of scientific moulding. Drop a file here; it is found by its name.

A study is a module as `Study` describes it: the first line of its docstring is the question that it answers;
`possible` says why it cannot be done in a cell, if so; `run` turns a copy of the cell as a setter would turn
the press, and writes down what machine, scale, gauge and eye show.
"""

import importlib
import pkgutil
from functools import cache
from typing import Protocol, cast

from sprue_contract.studies import COLUMNS, CostView, Point, StudyName, StudyRun
from sprue_contract.words import naming
from sprue_sim.data import Preset
from sprue_sim.study_bench import Bench


class Study(Protocol):
    """What a module in this folder must have."""

    def possible(self, preset: Preset) -> str | None:
        """Why it cannot be done in this cell; None when it can."""

    def run(self, bench: Bench) -> list[Point]:
        """Its points, in the order in which they were made."""


@cache
def names() -> tuple[str, ...]:
    """Every study there is."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


@cache
def study(name: StudyName) -> Study:
    """The study of this name."""
    return cast("Study", importlib.import_module(f"{__name__}.{name}"))


def run(name: StudyName, cell: str, bench: Bench) -> StudyRun:
    """Run a study on a copy of a machine; the copy is used up, and nothing else is touched."""
    asked = study(name)
    about = StudyRun(
        study=name,
        cell=cell,
        **naming(title=bench.title),
        at_us=bench.copied_us,
        faults=bench.faults,
        why_not=asked.possible(bench.preset),
        dimension=bench.dimension.name if "size_mm" in COLUMNS[name] else None,
    )
    if about.why_not:
        return about
    facts = bench.facts(name)
    points = asked.run(bench)
    cost = CostView(shots=bench.shots, minutes=bench.seconds / 60, kg=bench.grams / 1000)
    made = {"points": points, "facts": facts, "cost": cost, "restless_k": bench.restless_k}
    return about.model_copy(update=made)
