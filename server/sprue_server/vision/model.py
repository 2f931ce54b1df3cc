"""What was learnt of one product, and how a picture is judged by it; one file, checked when it is read."""

import zipfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_server.vision import conformal, head, npz_file
from sprue_server.vision.backbone import NAME, backbone
from sprue_server.vision.features import Features, features
from sprue_server.vision.pictures import Pixels
from sprue_server.vision.places import Places, farthest
from sprue_server.vision.whole import Whole
from sprue_server.vision.working import Working

WEIGHTS = np.array(
    [2, 1], np.float32
)  # of place and whole; better than either alone on real sets (docs/vision.md)
FORM = f"sprue vision 1 {NAME}"
Array = NDArray[np.float32]


class ModelError(Exception):
    """A file that is no model of ours; says where, what, what now and what did not happen."""


class Judgement(NamedTuple):
    """One picture: distance from normal, its p-value, what to do, and the map of distances (h / 8, w / 8)."""

    score: float
    p_value: float
    verdict: conformal.Verdict
    map: Array
    milliseconds: float


@dataclass(frozen=True)
class Gauge:
    """Both distances of held goods, place and whole: centre and spread, shape (2,) each."""

    centre: Array
    spread: Array

    def standard(self, distances: Array) -> Array:
        """Distances (..., 2) in spreads of good pictures."""
        return (distances - self.centre) / self.spread

    def score(self, distances: Array) -> Array:
        """One number (...) for both distances (..., 2): how far from normal."""
        added: Array = self.standard(distances) @ WEIGHTS
        return added


@dataclass(frozen=True)
class Model:
    """Normality of one product, held goods to compare with, and a head where told defects taught one."""

    working: Working
    places: Places
    whole: Whole
    gauge: Gauge
    held: NDArray[np.float64]
    head: head.Head | None

    @property
    def promise(self) -> conformal.Promise:
        """What may be said of fresh goods."""
        return conformal.promise(self.held.size)

    @property
    def place_limit(self) -> float:
        """Distance of places that about one good picture in fifty reaches (two spreads above the mean)."""
        return float(self.gauge.centre[0] + 2 * self.gauge.spread[0])

    def judge(self, pixels: Pixels) -> Judgement:
        """Look at a picture (height, width, 3), 8 or 16 bit RGB."""
        began = perf_counter()
        found = self.judge_features(features(backbone(), self.working.of(pixels)))
        return found._replace(milliseconds=(perf_counter() - began) * 1000)

    def judge_features(self, seen: Features) -> Judgement:
        """What is judged once a picture has been looked at; without the time of looking."""
        began = perf_counter()
        found = measured(self.places, self.whole, seen)
        score = self._score(seen, found)
        p = conformal.p_value(score, self.held)
        took = (perf_counter() - began) * 1000
        return Judgement(score, p, conformal.verdict(p, self.promise), found.map, took)

    def _score(self, seen: Features, found: "Measured") -> float:
        if self.head is None:
            return float(self.gauge.score(found.distances))
        told = self.whole.scaled(seen.whole), found.odd, self.gauge.standard(found.distances)
        return self.head.score(head.evidence(*told))


class Measured(NamedTuple):
    """Both distances (2,), what the oddest places look like (c,), the map of places."""

    distances: Array
    odd: Array
    map: Array


def measured(places: Places, whole: Whole, seen: Features) -> Measured:
    """How far a picture is from normal, where, and in what way."""
    where = places.distances(seen.places)
    distances = np.array([farthest(where), whole.distance(seen.whole)], np.float32)
    return Measured(distances, places.odd(seen.places, where), where)


def save(model: Model, path: Path) -> None:
    """Write the model; it appears under its name when it is whole.

    Raises:
        ModelError: the place cannot be written.
    """
    try:
        npz_file.write(path, _packed(model))
    except OSError as problem:
        raise ModelError(
            f"{path}: cannot be written: {problem}. Name another place. Nothing was written."
        ) from problem


def _packed(model: Model) -> dict[str, Any]:
    told = {
        "form": np.array(FORM),
        "working": np.array([model.working.height, model.working.width, model.working.white]),
        "place_mean": model.places.mean.astype(np.float16),
        "place_spread": model.places.spread,
        "place_whiten": model.places.whiten.astype(np.float16),
        "whole_mean": model.whole.mean,
        "whole_spread": model.whole.spread,
        "whole_directions": model.whole.directions,
        "whole_relief": model.whole.relief,
        "whole_outside": np.array(model.whole.outside),
        "gauge": np.stack([model.gauge.centre, model.gauge.spread]),
        "held": model.held,
    }
    if model.head:
        told["head"] = np.append(model.head.weights, np.float32(model.head.bias))
    return told


def load(path: Path) -> Model:
    """Read and check a model.

    Raises:
        ModelError: no such file, not a model, damaged, or of another form.
    """
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            told = {name: file[name] for name in file.files}
        return _unpacked(told)
    except FileNotFoundError as problem:
        raise ModelError(f"{path}: there is no such model. Learn one first. Nothing was judged.") from problem
    except (OSError, ValueError, KeyError, EOFError, TypeError, AttributeError, zipfile.BadZipFile) as problem:
        raise ModelError(
            f"{path}: is no model that this version reads ({problem}). Learn it again. Nothing was judged."
        ) from problem


def _unpacked(told: dict[str, NDArray[Any]]) -> Model:
    if str(told["form"]) != FORM:
        raise ValueError(f"its form is {str(told['form'])[:60]!r}, not {FORM!r}")
    _check(told)
    line = told.get("head")
    return Model(
        Working(*(int(number) for number in told["working"])),
        Places(
            told["place_mean"].astype(np.float32),
            told["place_spread"],
            told["place_whiten"].astype(np.float32),
        ),
        Whole(
            told["whole_mean"],
            told["whole_spread"],
            told["whole_directions"],
            told["whole_relief"],
            float(told["whole_outside"]),
        ),
        Gauge(*told["gauge"]),
        told["held"],
        None if line is None else head.Head(line[:-1], float(line[-1])),
    )


def _check(told: dict[str, NDArray[Any]]) -> None:
    """Shapes that fit each other and numbers that are numbers."""
    height, width, _white = (int(number) for number in told["working"])
    places, channels = told["place_mean"].shape[:2], told["place_mean"].shape[2]
    fits = (
        places == (height // 8, width // 8)
        and told["place_whiten"].shape == (height // 32, width // 32, channels, channels)
        and told["whole_directions"].shape == (told["whole_relief"].size, told["whole_mean"].size)
        and told["gauge"].shape == (2, 2)
        and told["held"].ndim == 1
        and ("head" not in told or told["head"].size == told["whole_mean"].size + channels + 3)
    )
    if not fits:
        raise ValueError("its parts do not fit each other")
    broken = [name for name, numbers in told.items() if name != "form" and not np.isfinite(numbers).all()]
    if broken:
        raise ValueError(f"{broken[0]} holds what is no number")
