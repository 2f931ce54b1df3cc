"""The table of cycles: one row per cycle, columns by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sprue_contract.quantities import QUANTITIES
from sprue_server.recorded.errors import all_of, cannot
from sprue_server.recorded.text import Lines, number, read_lines

KEY = "cycle"
RENAMED = {  # columns of the recorded press, and Sprue's words for them
    "transfer_pressure_bar": "transfer_specific_pressure_bar",
    "injection_pressure_max_bar": "specific_pressure_maximum_bar",
}
EMPTY_OR_NUMBER = "A cell is a number or empty; correct these."
LARGEST = 2**53  # above it a float is no count


@dataclass(frozen=True)
class Table:
    """Cells as text. `cycles` are the rows' numbers, none twice."""

    path: Path
    lines: Lines
    cycles: tuple[int, ...]

    @property
    def names(self) -> list[str]:
        """Columns with a name, in the file's order."""
        return [name for name in self.lines.header if name]

    def texts(self, name: str) -> list[str]:
        """A column as it is written: labels of groups may be words.

        Raises:
            RecordedError: there is no such column.
        """
        if name not in self.lines.header:
            now = f"Its columns are: {', '.join(self.names)}."
            raise cannot(self.path, f"there is no column {name!r}", now)
        at = self.lines.header.index(name)
        return [row[at] for row in self.lines.rows]

    def numbers(self, name: str) -> NDArray[np.float64]:
        """A column's numbers, NaN where nothing was measured.

        Raises:
            RecordedError: there is no such column, or a cell is no number.
        """
        values, wrong = self._parsed(name)
        if wrong:
            raise all_of(self.path, wrong, EMPTY_OR_NUMBER)
        return values

    @cached_property
    def measured(self) -> dict[str, NDArray[np.float64]]:
        """Every column of numbers, by Sprue's word for it; columns of words are passed over.

        Raises:
            RecordedError: a cell of a quantity, or of a column that has numbers, is no number.
        """
        found: dict[str, NDArray[np.float64]] = {}
        mistakes: list[str] = []
        for name in self.names:
            if name == KEY:
                continue
            values, wrong = self._parsed(name)
            ours = RENAMED.get(name, name)
            if not wrong:
                found[ours] = values
            elif ours in QUANTITIES:
                mistakes += wrong
        if mistakes:
            raise all_of(self.path, mistakes, EMPTY_OR_NUMBER)
        return found

    def _parsed(self, name: str) -> tuple[NDArray[np.float64], list[str]]:
        values, wrong = np.full(len(self.cycles), np.nan), []
        for at, cell in enumerate(self.texts(name)):
            try:
                told = number(cell, comma=self.lines.comma)
            except ValueError:
                wrong.append(f"line {self.lines.at[at]}, {name}: {cell[:40]!r} is no number")
            else:
                values[at] = np.nan if told is None else told
        return values, wrong


def read_table(path: Path) -> Table:
    """Read and check a table.

    Raises:
        RecordedError: it cannot be read; has no column `cycle`, none or a wrong number there, one twice.
    """
    lines = read_lines(path)
    named = [name for name in lines.header if name]
    twice = sorted({name for name in named if named.count(name) > 1})
    if twice:
        raise cannot(path, f"more than one column is called {twice[0]!r}", "Rename or remove one.")
    if KEY not in named:
        now = f"It numbers the cycles and joins them to their curves. Columns here: {', '.join(named[:8])}."
        raise cannot(path, f"there is no column {KEY!r}", now)
    if not lines.rows:
        raise cannot(path, "there is a header and no cycle", "Name a table with one row per cycle.")
    return Table(path, lines, _numbered(path, lines))


def _numbered(path: Path, lines: Lines) -> tuple[int, ...]:
    column = lines.header.index(KEY)
    cells = [row[column] for row in lines.rows]
    counts = [_count(cell, comma=lines.comma) for cell in cells]
    wrong = [
        f"line {line}: cycle {cell[:40]!r} is no whole number"
        for line, cell, count in zip(lines.at, cells, counts, strict=True)
        if count is None
    ]
    told = [count for count in counts if count is not None]
    wrong = wrong or _twice(told, lines.at)
    if wrong:
        raise all_of(path, wrong, "Each cycle has a number of its own; correct these.")
    return tuple(told)


def _count(cell: str, *, comma: bool) -> int | None:
    try:
        told = number(cell, comma=comma)
    except ValueError:
        return None
    return int(told) if told is not None and told.is_integer() and abs(told) < LARGEST else None


def _twice(numbers: Sequence[int], at: Sequence[int]) -> list[str]:
    first: dict[int, int] = {}
    found = []
    for count, line in zip(numbers, at, strict=True):
        if count in first:
            found.append(f"cycle {count} is on line {first[count]} and on line {line}")
        first.setdefault(count, line)
    return found
