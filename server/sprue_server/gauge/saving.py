"""A gauge as one file of numbers and a few words, checked when it is read: nothing in it can run."""

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from sprue_server.fingerprint import FEATURES, Level
from sprue_server.gauge.arrays import packed, unpacked
from sprue_server.gauge.blend import MODELS, Members
from sprue_server.gauge.errors import GaugeError
from sprue_server.gauge.experience import NEIGHBOURS, Experience
from sprue_server.gauge.filled import Scale
from sprue_server.gauge.gauge import Gauge
from sprue_server.gauge.inputs import SETTINGS, Inputs
from sprue_server.gauge.interval import Width
from sprue_server.gauge.report import Report, Score
from sprue_server.gauge.trees import Trees
from sprue_server.vision.npz_file import write

FORM = "sprue gauge 1"
DAMAGED = (
    *(OSError, ValueError, KeyError, EOFError, TypeError, AttributeError, IndexError),
    *(NotImplementedError, RecursionError, MemoryError, zipfile.BadZipFile, zlib.error),
)


def save(gauge: Gauge, path: Path) -> None:
    """Write the gauge; it appears under its name when it is whole.

    Raises:
        GaugeError: the place cannot be written.
    """
    try:
        write(path, _named(gauge))
    except OSError as problem:
        why = problem.strerror or problem
        raise GaugeError(
            f"{path}: cannot be written: {why}. Name another place. Nothing was written."
        ) from problem


def packed_whole(gauge: Gauge) -> bytes:
    """The same file, as bytes."""
    file = io.BytesIO()
    np.savez_compressed(file, **_named(gauge))
    return file.getvalue()


def _named(gauge: Gauge) -> dict[str, Any]:
    words = {
        "form": FORM,
        "target": gauge.target,
        "inputs": gauge.inputs.names,
        "level": gauge.inputs.level.name,
        "score": asdict(gauge.report.score),
        "dropped": dict(gauge.report.dropped),
    }
    told = {"words": np.array(json.dumps(words)), "shares": gauge.shares}
    for name in ("members", "width", "experience"):
        told |= packed(name, getattr(gauge, name))
    return told


def load(path: Path) -> Gauge:
    """Read and check a gauge.

    Raises:
        GaugeError: no such file, not a gauge, damaged, or of another form.
    """
    try:
        with path.open("rb") as raw:
            return _read(raw)
    except FileNotFoundError as problem:
        raise GaugeError(f"{path}: there is no such gauge. Learn one first. Nothing was judged.") from problem
    except DAMAGED as problem:
        raise GaugeError(
            f"{path}: is no gauge that this version reads ({problem}). Learn it again. Nothing was judged."
        ) from problem


def unpacked_whole(kept: bytes) -> Gauge:
    """Undo `packed_whole`, with the same checks.

    Raises:
        GaugeError: damaged, or of another form.
    """
    try:
        return _read(io.BytesIO(kept))
    except DAMAGED as problem:
        raise GaugeError(
            f"No gauge that this version reads ({problem}). It is to be learnt again."
        ) from problem


def _read(raw: IO[bytes]) -> Gauge:
    with np.load(raw, allow_pickle=False) as file:
        return _gauge({name: file[name] for name in file.files})


def _gauge(told: Mapping[str, NDArray[Any]]) -> Gauge:
    words = json.loads(str(told["words"]))
    if words.get("form") != FORM:
        raise ValueError(f"its form is {str(words.get('form'))[:60]!r}, not {FORM!r}")
    unknown = sorted({str(name) for name in words["inputs"]} - {*FEATURES, *SETTINGS})
    if unknown:
        raise ValueError(f"it looks at {unknown[0]!r}, which this version does not read")
    gauge = Gauge(
        str(words["target"]),
        Inputs(tuple(words["inputs"]), Level[words["level"]]),
        unpacked(Members, "members", told),
        told["shares"],
        unpacked(Width, "width", told),
        unpacked(Experience, "experience", told),
        Report(Score(**words["score"]), words["dropped"]),
    )
    _check(gauge)
    return gauge


def _check(gauge: Gauge) -> None:
    """Shapes that fit each other, and trees that end."""
    count, smooth, seen = len(gauge.inputs.names), gauge.members.smooth, gauge.experience
    trees = (gauge.members.forest, gauge.members.boosted)
    fits = (
        all(_fits(one.scale, count) for one in (smooth, seen, *trees))
        and smooth.shots.shape == (smooth.weights.size, count)
        and smooth.pull.shape == (count,)
        and gauge.shares.shape == (MODELS,)
        and seen.low.shape == seen.high.shape == (count,)
        and seen.components.shape[1:] == seen.shots.shape[1:] == (count,)
        and len(seen.shots) >= NEIGHBOURS
        and seen.limits.shape == (2,)
    )
    if not (fits and all(_ends(one, count) for one in trees)):
        raise ValueError("its parts do not fit each other")


def _fits(scale: Scale, count: int) -> bool:
    return scale.middle.shape == scale.spread.shape == (count,) and scale.together.shape == (count, count)


def _ends(trees: Trees, inputs: int) -> bool:
    """Nodes are there, and a child comes after its node or is the node itself: no walk goes round."""
    nodes = np.arange(trees.split.size)
    sides = (trees.left, trees.right)
    return (
        all(one.shape == nodes.shape for one in (trees.limit, trees.value, *sides))
        and all(one.dtype.kind == "i" for one in (trees.roots, trees.split, *sides))
        and all(bool(((one >= nodes) & (one < nodes.size)).all()) for one in sides)
        and bool(((trees.left == nodes) == (trees.right == nodes)).all())
        and bool(((trees.split >= 0) & (trees.split < inputs)).all())
        and bool(((trees.roots >= 0) & (trees.roots < nodes.size)).all())
    )
