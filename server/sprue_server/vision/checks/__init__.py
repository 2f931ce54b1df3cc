"""Checks: one file each, found by its place. Each begins with the question that it answers.

A check says what it looks at (`OF`: parts, moulds or both), under which lights (`LIGHTS`) and which defects it
is there for (`TELLS`, by their simulated names; it is tested on them); `suits(stage)` whether it can do its
work there at all; `begin(stage)` gives what learns goods one after the other; `look(seen, learnt, limits)`
measures a part against what was learnt, as named arrays. It has no threshold: `limits`, one for each of its
distances, come from goods and only say from where on a place is drawn.
"""

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from sprue_server.vision.found import Found
from sprue_server.vision.inspection import Of
from sprue_server.vision.seen import Seen
from sprue_server.vision.stage import Stage

Arrays = Mapping[str, NDArray[Any]]
PARTS = 5  # the second look comes part by part (a good's number modulo this), so one model at a time is enough


class Learner(Protocol):
    """Adds goods up."""

    def add(self, seen: Seen) -> None:
        """First look: one more good."""

    def without(self, number: int, seen: Seen) -> Arrays:
        """Second look: what was learnt of all but one, the number-th that was added (or of most)."""
        ...

    def learnt(self) -> Arrays:
        """What was learnt of all."""
        ...


class Check(Protocol):
    """A file of this folder."""

    OF: frozenset[Of]
    LIGHTS: frozenset[str]
    TELLS: frozenset[str]

    def suits(self, stage: Stage) -> bool:
        """Whether there is something to look at."""
        ...

    def begin(self, stage: Stage) -> Learner:
        """What learns it."""
        ...

    def look(self, seen: Seen, learnt: Arrays, limits: Sequence[float]) -> Found:
        """Measure; the same number of distances each time."""
        ...


@cache
def names() -> tuple[str, ...]:
    """Every check, by its file."""
    return tuple(sorted(one.name for one in pkgutil.iter_modules(__path__)))


@cache
def check(name: str) -> Check:
    """The check of a name."""
    module: Any = importlib.import_module(f"{__name__}.{name}")
    found: Check = module
    return found


def suiting(stage: Stage) -> tuple[str, ...]:
    """Checks that can do their work on a stage."""
    return tuple(
        name
        for name in names()
        if stage.fixture.of in check(name).OF
        and set(stage.lights) >= check(name).LIGHTS
        and check(name).suits(stage)
    )


def no_limits(count: int = 8) -> tuple[float, ...]:
    """While goods are learnt nothing is drawn."""
    return (float(np.inf),) * count
