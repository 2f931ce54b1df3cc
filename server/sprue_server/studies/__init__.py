"""Readings of studies: one file each, found by its place. Points in, reading out; no database, no clock.

A file's docstring begins with the question that it answers and says by which rule. Points come from a simulated
copy of a cell or from a consultant's sheet; `facts` are what is known of press and part beside them, each of
which may be missing.
"""

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Protocol, cast

from sprue_contract.studies import Point, StudyName
from sprue_server.study_reading import Reading

Facts = Mapping[str, float]


class Study(Protocol):
    """A file of this folder."""

    def read(self, points: Sequence[Point], facts: Facts) -> Reading:
        """What these points tell; at least one point."""


@cache
def names() -> tuple[str, ...]:
    """Every reading there is."""
    return tuple(sorted(one.name for one in pkgutil.iter_modules(__path__)))


def read(name: StudyName, points: Sequence[Point], facts: Facts) -> Reading:
    """The reading of a study."""
    module = cast("Study", importlib.import_module(f"{__name__}.{name}"))
    return module.read(points, facts)
