"""A recording of real cycles: one row of the CSV and its curves at a time, never the whole file."""

import csv
import zipfile
from array import array
from collections.abc import Iterator
from itertools import islice
from math import isnan, nan
from pathlib import Path
from typing import NamedTuple

from sprue_contract.quantities import plausible
from sprue_edge.recording import npz

DIGITS = 4  # the files keep float32, which writes 229.7 as 229.6999969482422
ORIGIN = (
    "The public cycles are from the University of Kassel (repository MRT-RT/DigitalTwinInjectionMolding, "
    "LGPL-3.0), with columns in English and units in their names."
)


class RecordingError(Exception):
    """A recording that cannot be read; the message says which file, what is wrong and what now."""


class Cycle(NamedTuple):
    """One recorded cycle. `columns` holds only what can be a reading; a curve ends where recording did."""

    number: int
    columns: dict[str, float | None]
    curves: dict[str, list[float]]
    samples: int
    cut_off: bool


class Recording(NamedTuple):
    """What a recording is made of, as far as it is known without reading its cycles."""

    cycles: Path
    curves: Path
    columns: list[str]
    signals: list[str]
    numbers: list[int]
    samples: int
    period_s: float

    def read(self, first: int = 0) -> Iterator[Cycle]:
        """The cycles in the order of the file, from the row `first` (counted from 0) on.

        Raises:
            RecordingError: a file cannot be read, or the two do not belong together.
        """
        try:
            with self.cycles.open(encoding="utf-8", newline="") as lines:
                rows = islice(csv.DictReader(lines), first, None)
                parts = npz.pieces(self.curves, "curves", first)
                for at, (row, part) in enumerate(zip(rows, parts, strict=True), first):
                    yield self._cycle(at, row, part)
        except (OSError, ValueError, zipfile.BadZipFile) as problem:
            raise RecordingError(f"{self.cycles} with {self.curves}: {problem}") from problem

    def _cycle(self, at: int, row: dict[str, str], part: "array[float]") -> Cycle:
        number = int(float(row["cycle"]))
        if number != self.numbers[at]:
            raise ValueError(f"row {at + 1} is cycle {number}, its curves are of {self.numbers[at]}")
        curves = {
            name: _until_silent(part[n * self.samples : (n + 1) * self.samples].tolist())
            for n, name in enumerate(self.signals)
        }
        length = max(map(len, curves.values()))
        columns = {name: plausible(name, _number(row[name])) for name in self.columns}
        return Cycle(number, columns, curves, length, cut_off=length == self.samples)


def open_recording(cycles: Path, curves: Path) -> Recording:
    """Look at both files, reading only their heads.

    Raises:
        RecordingError: a file is missing or is not what it should be.
    """
    for path in (cycles, curves):
        if not path.is_file():
            raise RecordingError(f"{path} is not there. {ORIGIN}")
    try:
        with cycles.open(encoding="utf-8", newline="") as lines:
            columns = [name for name in next(csv.reader(lines), []) if name]
        return _open(cycles, curves, columns)
    except (OSError, ValueError, zipfile.BadZipFile) as problem:
        raise RecordingError(f"{cycles} with {curves}: {problem}. {ORIGIN}") from problem


def _open(cycles: Path, curves: Path, columns: list[str]) -> Recording:
    if "cycle" not in columns:
        raise ValueError("the table has no column 'cycle'")
    with zipfile.ZipFile(curves) as archive:
        extent = npz.shape(archive, "curves")
        signals = [str(name) for name in npz.read_all(archive, "signals")]
        numbers = [int(number) for number in npz.read_all(archive, "cycle")]
        period_s = float(npz.read_all(archive, "sample_period_s")[0])
    if extent[:2] != (len(numbers), len(signals)) or len(extent) != 3:  # noqa: PLR2004  # cycle, signal, sample
        raise ValueError(f"curves of shape {extent} do not fit {len(numbers)} cycles of {len(signals)} signals")
    return Recording(cycles, curves, columns[1:], signals, numbers, extent[2], period_s)


def _number(text: str | None) -> float | None:
    try:
        return round(float(text), DIGITS) if text else None
    except ValueError:
        return None


def _until_silent(values: list[float]) -> list[float]:
    """Cut the padding off; a gap inside stays a gap."""
    end = len(values)
    while end and isnan(values[end - 1]):
        end -= 1
    return values[:end] or [nan]
