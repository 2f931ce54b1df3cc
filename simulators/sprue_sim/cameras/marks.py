"""What a defect does to a face: heights, colour, outline, and where it is. Found by their place, like faults.

A file in `defects/` (of parts) or `ageing/` (of moulds) has one function `mark(view, severity, chance)`: where
physics puts the defect, and how much at this severity, 0 to 1. The mask is where the change is large enough
to be told from noise, so a severity of 0 has an empty one and it grows with the severity.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple, Protocol, cast
from zlib import crc32

import numpy as np

from sprue_sim.cameras import ageing, defects
from sprue_sim.cameras.arrays import Floats, Mask
from sprue_sim.cameras.surface import View

SEEN_MM, SEEN_TINT, SEEN_COVER = 0.004, 0.05, 0.5
SHARP_MM = 0.0012  # of a groove as narrow as a pixel or two: its flanks are steep
FOLDERS = {"defects": defects, "ageing": ageing}
Colour = tuple[float, float, float]
BLACK: Colour = (0.02, 0.02, 0.02)


class Mark(NamedTuple):
    """One defect in the frame of the part. Colours are (blue, green, red) as OpenCV has it."""

    mask: Mask
    height_mm: Floats | None = None
    cover: Floats | None = None
    """Added to what the part covers: more is flash, less is missing."""
    tint: Floats | None = None
    """Share of `colour` laid over the part's own."""
    colour: Colour = BLACK
    scale: float = 1.0
    """Of the whole part."""


class Draws(Protocol):
    """What a module in these folders must have."""

    def mark(self, view: View, severity: float, chance: np.random.Generator) -> Mark:
        """Where it is and what it does at a severity."""


def marked(
    *,
    height_mm: Floats | None = None,
    cover: Floats | None = None,
    tint: Floats | None = None,
    colour: Colour = BLACK,
    seen_mm: float = SEEN_MM,
) -> Mark:
    """A mark whose mask is where any of its changes can be told from noise."""
    limits = ((height_mm, seen_mm), (cover, SEEN_COVER), (tint, SEEN_TINT))
    seen = [np.abs(change) > limit for change, limit in limits if change is not None]
    return Mark(np.logical_or.reduce(seen), height_mm, cover, tint, colour)


def names(folder: str) -> list[str]:
    """Every defect of a folder."""
    return sorted(module.name for module in pkgutil.iter_modules(FOLDERS[folder].__path__))


@cache
def drawing(folder: str, name: str) -> Draws:
    """The defect of this name."""
    return cast("Draws", importlib.import_module(f"{FOLDERS[folder].__name__}.{name}"))


def marks_of(
    folder: str, view: View, severities: Mapping[str, float], seed: tuple[int, ...]
) -> dict[str, Mark]:
    """Marks of all defects of a part or a mould; what has severity 0 leaves none.

    Each defect draws from a generator of its own, so one that comes does not move the others.
    """
    found = {}
    for name in names(folder):
        if (severity := min(severities.get(name, 0.0), 1.0)) > 0:
            chance = np.random.default_rng([*seed, crc32(name.encode())])
            found[name] = drawing(folder, name).mark(view, severity, chance)
    return found
