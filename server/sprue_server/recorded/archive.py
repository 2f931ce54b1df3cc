"""The curves: `curves[cycle, signal, sample]`, NaN padded, in an npz that is read without pickle."""

import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_server.recorded.errors import cannot

PARTS = ("curves", "signals", "cycle", "sample_period_s")
DAMAGED = (
    *(OSError, ValueError, EOFError, TypeError, AttributeError, NotImplementedError),
    *(zipfile.BadZipFile, zlib.error, struct.error),
)
EXTENT = 3  # cycle, signal, sample
NOW = (
    "It holds curves[cycle, signal, sample], signals, cycle, sample_period_s, as `sprue simulate` writes them."
)


class Archive(NamedTuple):
    """Curves (cycle, signal, sample) as they are kept, and where each cycle's are."""

    path: Path
    curves: NDArray[Any]
    signals: tuple[str, ...]
    rows: dict[int, int]
    period_s: float


def read_archive(path: Path) -> Archive:
    """Read and check the curves.

    Raises:
        RecordedError: no such file, damaged, or its parts do not fit each other.
    """
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            told = {name: file[name] for name in PARTS}
    except FileNotFoundError as problem:
        raise cannot(path, "there is no such file", "Check the name.") from problem
    except KeyError as problem:
        raise cannot(path, f"a part is missing ({problem.args[0]})", NOW) from problem
    except MemoryError as problem:
        what, now = "its curves do not fit into memory", "Split it into files of fewer cycles."
        raise cannot(path, what, now) from problem
    except DAMAGED as problem:
        what = f"is damaged, or no archive of curves ({_brief(problem)})"
        raise cannot(path, what, f"Copy or record it again. {NOW}") from problem
    return _checked(path, told)


def _brief(problem: Exception) -> str:
    return str(problem).split("\n")[0][:100]


def _checked(path: Path, told: dict[str, NDArray[Any]]) -> Archive:
    curves, signals, cycles = told["curves"], told["signals"].ravel(), told["cycle"].ravel()
    fits = curves.ndim == EXTENT and curves.shape[:2] == (cycles.size, signals.size)
    if not fits:
        raise cannot(
            path,
            f"curves of shape {curves.shape} do not fit {cycles.size} cycles of {signals.size} signals",
            NOW,
        )
    wrong = next(
        (name for name, values in (("curves", curves), ("cycle", cycles)) if values.dtype.kind not in "fiu"),
        None,
    )
    if wrong or signals.dtype.kind != "U":
        raise cannot(path, f"{wrong or 'signals'} is of the wrong kind", NOW)
    return Archive(
        path, curves, _names(path, signals), _rows(path, cycles), _period_s(path, told["sample_period_s"])
    )


def _names(path: Path, signals: NDArray[Any]) -> tuple[str, ...]:
    names = tuple(str(name) for name in signals)
    if len(set(names)) < len(names):
        raise cannot(path, "two signals have one name", "Rename or remove one.")
    return names


def _rows(path: Path, cycles: NDArray[Any]) -> dict[int, int]:
    if not (np.isfinite(cycles).all() and (cycles == np.round(cycles)).all()):
        raise cannot(path, "a cycle's number is no whole number", NOW)
    rows = {int(number): at for at, number in enumerate(cycles)}
    if len(rows) < cycles.size:
        raise cannot(path, "a cycle has two sets of curves", "Remove one.")
    return rows


def _period_s(path: Path, told: NDArray[Any]) -> float:
    if told.size != 1 or told.dtype.kind not in "fiu" or not 0 < float(told.ravel()[0]) < np.inf:
        raise cannot(path, "sample_period_s is no length of time in seconds", NOW)
    return float(told.ravel()[0])
