"""Does it look like no good part ever looked, in whatever way?

Learnt normality: features of a network that has seen a million photographs, a Gaussian for each place and one
of the whole (`places.py`, `whole.py`), under the even light. It knows no defect by name and is there for those
without one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt

import cv2
import numpy as np

from sprue_server.vision import places, whole
from sprue_server.vision.backbone import backbone
from sprue_server.vision.checks import PARTS, Arrays
from sprue_server.vision.features import GRID, PLACE_NUMBERS, Features, features
from sprue_server.vision.found import Found
from sprue_server.vision.inspection import Of
from sprue_server.vision.seen import Array, Seen
from sprue_server.vision.stage import Stage, Window

OF: frozenset[Of] = frozenset({"part", "mould"})
LIGHTS = frozenset({"diffuse"})
TELLS = frozenset({"splay", "colour_streak"})
BUDGET, STEP = 40_000, 32  # pixels; the network halves five times
TOGETHER = 4  # goods per part that wait in memory
FINER = 4  # times as many parts for the whole: how far it tells depends a little on how many were learnt


def suits(stage: Stage) -> bool:  # noqa: ARG001
    """Everything can look unlike goods."""
    return True


def _size(window: Window) -> tuple[int, int]:
    """Height and width at which the window is looked at."""
    scale = min(1.0, sqrt(BUDGET / (window.width * window.height)))
    return tuple(max(2, round(one * scale / STEP)) * STEP for one in (window.height, window.width))  # type: ignore[return-value]  # two


def looked(seen: Seen) -> Features:
    """Features of the window."""
    height, width = _size(seen.stage.window)
    small = cv2.resize(seen.colour, (width, height), interpolation=cv2.INTER_AREA)
    return features(backbone(), np.clip(small, 0, 1))


def _flat(seen: Seen) -> Array:
    """Both as one row, so that it is worked out once."""
    told = looked(seen)
    return np.concatenate([told.places.ravel(), told.whole])


def _features(seen: Seen) -> Features:
    told = seen.of(_flat)
    height, width = (one // GRID for one in _size(seen.stage.window))
    places_ = told[: height * width * PLACE_NUMBERS].reshape(height, width, PLACE_NUMBERS)
    return Features(places_, told[places_.size :])


@dataclass
class Normality:
    """Sums of places in five parts, of which four judge the fifth; features of the whole of each good."""

    sums: list[places.Sums] = field(default_factory=list)
    pooled: list[Array] = field(default_factory=list)
    rough: Array = field(default_factory=lambda: np.zeros(0))
    known: dict[int, Arrays] = field(default_factory=dict)
    wholes: dict[int, Arrays] = field(default_factory=dict)

    def add(self, seen: Seen) -> None:
        """One more good."""
        told = _features(seen)
        if not self.sums:
            self.rough = told.places.copy()
            self.sums = [places.Sums.empty(told.places.shape) for _ in range(PARTS)]
        part = self.sums[len(self.pooled) % PARTS]
        part.add(told.places - self.rough)
        if len(part.waiting) >= TOGETHER:
            part.settle()
        self.pooled.append(told.whole.copy())  # a view would keep the places of every good

    def without(self, number: int, seen: Seen) -> Arrays:  # noqa: ARG002
        """By the parts that it is not in."""
        part, finer = number % PARTS, number % (PARTS * FINER)
        if part not in self.known:
            self.known, self.wholes = {part: self._places(part)}, {}
        if finer not in self.wholes:
            self.wholes[finer] = self._whole(finer)
        return {**self.known[part], **self.wholes[finer]}

    def learnt(self) -> Arrays:
        """Of all."""
        self.known.clear()
        self.wholes.clear()
        return {**self._places(-1), **self._whole(-1)}

    def _places(self, part: int) -> Arrays:
        rest = places.Sums.empty(self.rough.shape)
        for number, one in enumerate(self.sums):
            if number != part:
                rest.include(one)
        return {f"place_{name}": value for name, value in vars(rest.fitted(self.rough)).items()}

    def _whole(self, finer: int) -> Arrays:
        others = [one for number, one in enumerate(self.pooled) if number % (PARTS * FINER) != finer]
        told = whole.fitted(np.array(others, np.float32))
        return {f"whole_{name}": np.asarray(value) for name, value in vars(told).items()}


def begin(stage: Stage) -> Normality:  # noqa: ARG001
    """Adds features up."""
    return Normality()


def look(seen: Seen, learnt: Arrays, limits: Sequence[float]) -> Found:
    """The farthest places, and the whole."""
    told = _features(seen)
    here = places.Places(*(learnt[f"place_{one}"] for one in ("mean", "spread", "whiten")))
    whole_ = {one: learnt[f"whole_{one}"] for one in ("mean", "spread", "directions", "relief")}
    over_all = whole.Whole(**whole_, outside=float(learnt["whole_outside"]))
    where = here.distances(told.places)
    large = None
    if np.isfinite(limits[0]):
        size = (seen.stage.window.width // 4, seen.stage.window.height // 4)
        large = cv2.resize(where / np.float32(max(limits[0], 1e-6)), size, interpolation=cv2.INTER_LINEAR)
    return Found((places.farthest(where), over_all.distance(told.whole)), large)
