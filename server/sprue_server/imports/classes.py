"""Parts with numbers and a class that somebody has told: a CSV file with a row per part.

The column `class` says what was told; all other columns that hold a number anywhere are read as numbers, empty
cells as not measured. A column without any number is left out and named.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sprue_server.imports import values
from sprue_server.imports.rejections import FileWrong, Rejection, Wrong
from sprue_server.imports.table import Header, Row, decoded, table

CLASS = "class"
HEADER = Header((), (CLASS,))
MOST_PARTS, MOST_COLUMNS = 3000, 60
FOLDS = 5  # of a trial
NEEDS = 20  # parts of each class to learn it; with fewer each fold sees next to none
LEAST = -(-NEEDS * FOLDS // (FOLDS - 1))  # so that four fifths are enough


class Classed(NamedTuple):
    """`table` (n, d) with columns `names`; `classes` (n,); columns that were left out; what was rejected."""

    names: tuple[str, ...]
    table: NDArray[np.float64]
    classes: tuple[str, ...]
    left_out: tuple[str, ...]
    rejected: tuple[Rejection, ...]


def read_classes(data: bytes) -> Classed:
    """Read a file. A row is taken over as a whole or not at all.

    Raises:
        FileWrong: it cannot be read as rows, or has more parts or columns than are tried.
    """
    found, rejected = table(decoded(data), HEADER)
    if len(found) > MOST_PARTS:
        raise FileWrong("rows_many", most=MOST_PARTS)
    columns = [name for name in (found[0].cells if found else ()) if name != CLASS]
    used = [name for name in columns if any(_like_number(row.cells[name]) for row in found)]
    if len(used) > MOST_COLUMNS:
        raise FileWrong("columns_many", most=MOST_COLUMNS)
    commas = any(re.fullmatch(r"-?\d+,\d+", row.cells[name]) for row in found for name in used)
    rows, classes = [], []
    for row in found:
        told = _read(row, used, commas=commas)
        if isinstance(told, list):
            rejected += told
        else:
            rows.append(told)
            classes.append(row.cells[CLASS])
    left_out = tuple(name for name in columns if name not in used)
    numbers = np.array([[one[name] for name in used] for one in rows], float).reshape(len(rows), len(used))
    return Classed(tuple(used), numbers, tuple(classes), left_out, tuple(_ordered(rejected)))


def _like_number(cell: str) -> bool:
    return bool(values.DECIMAL.match(cell))


def _read(row: Row, used: Sequence[str], *, commas: bool) -> Mapping[str, float] | list[Rejection]:
    wrong = [] if row.cells[CLASS] else [Rejection(row.line, CLASS, "", "missing", {})]
    found = {}
    for name in used:
        cell = row.cells[name]
        try:
            found[name] = values.number(cell, decimal_commas=commas) if cell else float("nan")
        except Wrong as problem:
            wrong.append(Rejection(row.line, name, cell, problem.code, problem.params))
    return wrong or found


def _ordered(rejected: Iterable[Rejection]) -> list[Rejection]:
    return sorted(rejected, key=lambda one: (one.line, one.column or ""))


def enough(classes: Iterable[str]) -> bool:
    """Whether parts of each class are so many that it can be tried."""
    counts = Counter(classes).values()
    return len(counts) > 1 and min(counts) >= LEAST
