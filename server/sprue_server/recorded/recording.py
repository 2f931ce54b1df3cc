"""Table and curves joined: cycle after cycle as fingerprints are taken of."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import NDArray

from sprue_contract.quantities import QUANTITIES
from sprue_server.fingerprint import Cycle
from sprue_server.golden import Signal
from sprue_server.recorded.archive import Archive, read_archive
from sprue_server.recorded.errors import cannot
from sprue_server.recorded.table import Table, read_table

SET = ("set_", "recyclate_pct")  # how columns begin that somebody has set


@dataclass(frozen=True)
class Recording:
    """Cycles in the order of the table; `archive` is None where no curves were recorded."""

    table: Table
    archive: Archive | None

    @property
    def cycles(self) -> tuple[int, ...]:
        """Their numbers."""
        return self.table.cycles

    def cycle(self, row: int) -> Cycle:
        """The cycle of a row, counted from 0."""
        told = {name: _known(values[row]) for name, values in self.table.measured.items()}
        curves, whole_s = self._curves(self.cycles[row])
        values = {name: value for name, value in told.items() if not name.startswith(SET)}
        if whole_s is not None and values.get("cycle_time_s") is None:
            values["cycle_time_s"] = whole_s
        return Cycle(values, {name: told[name] for name in told if name.startswith(SET)}, curves)

    def all_cycles(self) -> "Cycles":
        """Every cycle, in the order of the table."""
        return Cycles(self)

    def _curves(self, number: int) -> tuple[dict[str, Signal], float | None]:
        """Its curves, and how long it was recorded: None where a curve fills the archive's width."""
        if self.archive is None or number not in self.archive.rows:
            return {}, None
        part = np.asarray(self.archive.curves[self.archive.rows[number]], np.float64)
        curves = {
            name: _signal(name, line, self.archive.period_s)
            for name, line in zip(self.archive.signals, part, strict=True)
        }
        longest = max((curve.values.size for curve in curves.values()), default=0)
        whole = 0 < longest < part.shape[1]
        return {
            name: one for name, one in curves.items() if one.values.size
        }, longest * self.archive.period_s if whole else None


class Cycles(Sequence[Cycle]):
    """Made when they are asked for: all curves at once would take twice the archive's memory again."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording

    def __len__(self) -> int:
        return len(self._recording.cycles)

    @overload
    def __getitem__(self, place: int) -> Cycle: ...
    @overload
    def __getitem__(self, place: slice) -> list[Cycle]: ...
    def __getitem__(self, place: int | slice) -> Cycle | list[Cycle]:
        rows = range(len(self))[place]
        return (
            self._recording.cycle(rows)
            if isinstance(rows, int)
            else [self._recording.cycle(row) for row in rows]
        )


def open_recording(cycles: Path, curves: Path | None) -> Recording:
    """Read and check both files.

    Raises:
        RecordedError: one cannot be read, or the two do not belong together.
    """
    table = read_table(cycles)
    _ = table.measured  # found out now, not at the cycle whose cell is wrong
    archive = read_archive(curves) if curves else None
    if archive and not archive.rows.keys() & set(table.cycles):
        what = f"none of its cycles is one of {cycles}"
        raise cannot(archive.path, what, "Name two files of one run; `cycle` joins them.")
    return Recording(table, archive)


def _signal(name: str, line: NDArray[np.float64], period_s: float) -> Signal:
    told = np.flatnonzero(np.isfinite(line))
    unit = QUANTITIES[name].unit if name in QUANTITIES else ""
    return Signal(name, unit, 0.0, period_s, line[: told[-1] + 1] if told.size else line[:0])


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
