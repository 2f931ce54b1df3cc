"""What a fingerprint is taken of, and what its features mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from sprue_server.golden import Signal


class Level(IntEnum):
    """What a press must offer for a feature; a higher level includes those below it."""

    A = 1
    """A pulse per cycle and the stack light."""
    B = 2
    """Values per cycle from the machine's control."""
    C = 3
    """Curves from the machine's control."""
    D = 4
    """A sensor of pressure or temperature in the cavity."""


class Feature(NamedTuple):
    """One number of a shot. Its unit is in its name, too."""

    unit: str
    level: Level
    meaning: str


@dataclass(frozen=True)
class Cycle:
    """One shot as a press tells it, in the contract's words; None = not measured.

    A curve may have gaps or padding of NaN, any period and any length.
    """

    values: Mapping[str, float | None] = field(default_factory=dict)
    settings: Mapping[str, float | None] = field(default_factory=dict)
    curves: Mapping[str, Signal] = field(default_factory=dict)


def named(seconds: float) -> str:
    """A time as in the name of a feature: `250ms`."""
    return f"{round(seconds * 1000)}ms"
