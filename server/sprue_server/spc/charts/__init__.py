"""Charts: one file each, found by its place. Each begins with the question that it answers.

A chart says for which sizes of subgroups it is there (`SIZES`; 1: single values) and draws a run as panels. It
neither learns nor decides what is left out: that is the run's.
"""

import importlib
import pkgutil
from functools import cache
from typing import Any, Protocol

from sprue_server.spc.learning import Run
from sprue_server.spc.levels import Levels
from sprue_server.spc.panel import Panel


class Chart(Protocol):
    """A file of this folder."""

    SIZES: range

    def draw(self, run: Run, levels: Levels) -> tuple[Panel, ...]:
        """Panels with as many points as the run."""
        ...


@cache
def names() -> tuple[str, ...]:
    """Every chart, by its file."""
    return tuple(sorted(one.name for one in pkgutil.iter_modules(__path__)))


@cache
def chart(name: str) -> Chart:
    """The chart of a name."""
    module: Any = importlib.import_module(f"{__name__}.{name}")
    found: Chart = module
    return found
