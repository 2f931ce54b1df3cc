"""Judges a part or a cavity by what was learnt of its goods: one verdict over all checks, with reasons.

Each distance of each check is told in spreads of held goods; the largest decides. Its p-value comes from the
same largest of goods that were held back, so that ten checks reject no more goods than one would.
"""

import hashlib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from sprue_server.vision import checks, conformal, head, npz_file, verdicts
from sprue_server.vision.backbone import NAME
from sprue_server.vision.found import Found, over, regions
from sprue_server.vision.inspection import CheckSeen, Inspection
from sprue_server.vision.pictures import Pixels
from sprue_server.vision.seen import Seen, Unseen, seen
from sprue_server.vision.stage import Stage, packed, unpacked
from sprue_server.vision.watching import Usual

FORM = f"sprue inspector 1 {NAME}"
LOOK, REJECT = 0.013, 0.003  # of good parts: not passed, and of them rejected; 333 goods can promise it
SURELY = 3.0  # times the farthest good: a drifted lamp does not look like that
Array = NDArray[Any]


class InspectorError(Exception):
    """A file that is no inspector of ours; says where, what, what now and what did not happen."""


class Held(NamedTuple):
    """Goods as others judged them: distances (n, d) of all checks side by side, scores (n,)."""

    distances: Array
    scores: NDArray[np.float64]


@dataclass(frozen=True)
class Inspector:
    """What was learnt of one product under one camera. `learnt`: named arrays of each check."""

    stage: Stage
    usual: Usual
    learnt: Mapping[str, checks.Arrays]
    gauge: verdicts.Gauge
    held: Held
    head: head.Head | None
    version: str

    @property
    def promise(self) -> conformal.Promise:
        """What may be said of fresh goods."""
        return conformal.promise(len(self.held.scores), LOOK, REJECT)

    def inspect(self, pictures: Mapping[str, Pixels]) -> Inspection:
        """Judge pictures (height, width, 3), RGB, of one moment by light; never raises for what they show."""
        began = perf_counter()
        try:
            told = seen(self.stage, pictures)
            self.usual.refuse(told)
        except Unseen as problem:
            took = (perf_counter() - began) * 1000
            return Inspection("cannot judge", problem.reason, (), None, None, (), b"", took, self.version)
        found = self.look(told)
        judged = self.judge(told, found)
        return judged._replace(milliseconds=(perf_counter() - began) * 1000)

    def look(self, told: Seen) -> dict[str, Found]:
        """What each check finds."""
        return {
            name: checks.check(name).look(told, arrays, self.gauge.limits(name))
            for name, arrays in self.learnt.items()
        }

    def judge(self, told: Seen, found: Mapping[str, Found]) -> Inspection:
        """The verdict on what was found."""
        distances = np.concatenate([one.distances for one in found.values()])
        score = self._score(distances)
        p = conformal.p_value(score, self.held.scores)
        warnings = self.usual.warnings(told)
        said = [self._said(name, one) for name, one in found.items()]
        said.sort(key=lambda one: -one.distance)
        return Inspection(
            verdict=self._verdict(score, p, warned=bool(warnings)),
            reason=None,
            warnings=warnings,
            score=score,
            p_value=p,
            checks=tuple(said),
            map_png=self._map(found),
            milliseconds=0.0,
            model=self.version,
            mm_to_px=tuple(float(one) for one in (told.to_picture / told.to_picture[2, 2]).ravel()),
            map_px_per_mm=self.stage.fixture.px_per_mm / 4,
        )

    def _verdict(self, score: float, p: float, *, warned: bool) -> conformal.Verdict:
        """Under lamps or a lens that have drifted a part that is a little odd is looked at, not rejected."""
        found = conformal.verdict(p, self.promise)
        if found == "reject" and warned and score <= SURELY * max(float(self.held.scores[-1]), 1.0):
            return "look again"
        return found

    def _score(self, distances: Array) -> float:
        standard = self.gauge.standard(distances)
        return float(standard.max()) if self.head is None else self.head.score(verdicts.evidence(standard))

    def _said(self, name: str, found: Found) -> CheckSeen:
        """A check by its own: how far, which share of goods is as far, and where if it is far."""
        far = self.gauge.farthest(name, np.array(found.distances)[None])[0]
        p = conformal.p_value(float(far), self.gauge.held(name, self.held.distances))
        odd = p <= max(2 * LOOK, self.promise.not_passed)  # of few goods the least p is large
        where = regions(self.stage, found.where) if found.where is not None and odd else ()
        return CheckSeen(
            name, float(far), p, where, {key: float(value) for key, value in found.numbers.items()}
        )

    def _map(self, found: Mapping[str, Found]) -> bytes:
        """All checks in one picture of the frame, a quarter as large: grey 100 where one reaches its limit."""
        width, height = (one // 4 for one in self.stage.fixture.size_px)
        frame = np.zeros((height, width), np.float32)
        inside = self.stage.window.cut(frame, 4)
        size = inside.shape[::-1]
        told = [
            (cv2.resize(one.where, size, interpolation=cv2.INTER_AREA), 1.0)
            for one in found.values()
            if one.where is not None
        ]
        most = over(told)
        if most is None:
            return b""
        inside[:] = 255 * most / (most + 1.55)
        return cv2.imencode(".png", frame.astype(np.uint8), [cv2.IMWRITE_PNG_COMPRESSION, 1])[1].tobytes()

    def save(self, path: Path) -> None:
        """Write it; it appears under its name when it is whole.

        Raises:
            InspectorError: the place cannot be written.
        """
        try:
            npz_file.write(path, self.packed())
        except OSError as problem:
            raise InspectorError(
                f"{path}: cannot be written: {problem}. Name another place. Nothing was written."
            ) from problem

    def packed(self) -> dict[str, Any]:
        """As named arrays; what is learnt of places in half precision."""
        told: dict[str, Any] = {"form": np.array(FORM), **packed(self.stage), **self.usual.packed()}
        for name, arrays in self.learnt.items():
            for key, value in arrays.items():
                small = value.ndim > 1 and value.size > 1000  # noqa: PLR2004  # maps, not rows of numbers
                told[f"check_{name}_{key}"] = value.astype(np.float16) if small else value
        told |= self.gauge.packed()
        told |= {"held_distances": self.held.distances.astype(np.float32), "held_scores": self.held.scores}
        if self.head:
            told["head"] = np.append(self.head.weights, np.float32(self.head.bias))
        return told


def of(told: Mapping[str, Any]) -> Inspector:
    """From named arrays. KeyError or ValueError when they are not an inspector's."""
    if str(told["form"]) != FORM:
        raise ValueError(f"its form is {str(told['form'])[:60]!r}, not {FORM!r}")
    broken = [name for name, value in told.items() if value.dtype.kind == "f" and not np.isfinite(value).all()]
    if broken:
        raise ValueError(f"{broken[0]} holds what is no number")
    gauge = verdicts.unpacked(told)
    learnt = {name: _arrays(told, f"check_{name}_") for name in gauge.names}
    line = told.get("head")
    return Inspector(
        stage=unpacked(told),
        usual=Usual.unpacked(told),
        learnt=learnt,
        gauge=gauge,
        held=Held(told["held_distances"], told["held_scores"]),
        head=None if line is None else head.Head(line[:-1], float(line[-1])),
        version=hashed(told),
    )


def _arrays(told: Mapping[str, Any], prefix: str) -> checks.Arrays:
    found = {name[len(prefix) :]: value for name, value in told.items() if name.startswith(prefix)}
    return {
        name: value.astype(np.float32) if value.dtype == np.float16 else value for name, value in found.items()
    }


def hashed(told: Mapping[str, Any]) -> str:
    """Twelve letters that change with what was learnt."""
    found = hashlib.sha256()
    for name in sorted(told):
        found.update(name.encode())
        found.update(np.ascontiguousarray(told[name]).tobytes())
    return found.hexdigest()[:12]


def load(path: Path) -> Inspector:
    """Read and check an inspector.

    Raises:
        InspectorError: no such file, none of ours, damaged, or of another form.
    """
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            return of({name: file[name] for name in file.files})
    except FileNotFoundError as problem:
        raise InspectorError(
            f"{path}: there is no such inspector. Commission one first. Nothing was judged."
        ) from problem
    except (OSError, ValueError, KeyError, EOFError, TypeError, AttributeError, zipfile.BadZipFile) as problem:
        raise InspectorError(
            f"{path}: is no inspector that this version reads ({problem}). Commission it again. "
            "Nothing was judged."
        ) from problem
