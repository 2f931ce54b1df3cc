"""Points of a study from a consultant's sheet: a CSV file, one row per shot, or per part where cavities count.

Columns are those of `sprue_contract.studies.COLUMNS`, their units in their names.
"""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from typing import NamedTuple

from sprue_contract.studies import COLUMNS, MOST_POINTS, Column, Point, StudyName
from sprue_server.imports import values
from sprue_server.imports.rejections import FileWrong, Rejection, Wrong
from sprue_server.imports.table import Header, Row, decoded, table


class Told(NamedTuple):
    """Points in the order of the file, and everything that is wrong with other rows."""

    points: tuple[Point, ...]
    rejected: tuple[Rejection, ...]


def read_points(study: StudyName, data: bytes) -> Told:
    """Read a file. A row is taken as a whole or not at all."""
    columns = COLUMNS[study]
    header = Header(tuple(columns), tuple(name for name, column in columns.items() if column.needed))
    try:
        rows, rejected = _rows(data, header)
    except FileWrong as problem:
        return Told((), (problem.rejection,))
    commas = _decimal_commas(rows, columns)
    points: list[Point] = []
    for row in rows:
        found, wrong = _read(row, columns, decimal_commas=commas)
        points += [] if wrong else [found]
        rejected += wrong
    return Told(tuple(points), tuple(sorted(rejected, key=lambda one: (one.line, one.column or ""))))


def _rows(data: bytes, header: Header) -> tuple[list[Row], list[Rejection]]:
    rows, rejected = table(decoded(data), header)
    if len(rows) > MOST_POINTS:
        raise FileWrong("rows_many", most=MOST_POINTS)
    return rows, rejected


def _decimal_commas(rows: Iterable[Row], columns: Mapping[str, Column]) -> bool:
    names = [name for name, column in columns.items() if not column.choices]
    return any(re.fullmatch(r"\d+,\d+", row.cells.get(name, "")) for row in rows for name in names)


def _read(row: Row, columns: Mapping[str, Column], *, decimal_commas: bool) -> tuple[Point, list[Rejection]]:
    read = partial(values.number, decimal_commas=decimal_commas)
    found: Point = {}
    wrong = []
    for name, cell in row.cells.items():
        try:
            if (value := _value(columns[name], cell, read)) is not None:
                found[name] = value
        except Wrong as problem:
            wrong.append(Rejection(row.line, name, cell, problem.code, problem.params))
    return found, wrong


def _value(column: Column, cell: str, read: "partial[float]") -> float | str | None:
    if not cell:
        if column.needed:
            raise Wrong("missing")
        return None
    if column.choices:
        return _choice(column.choices, cell)
    value = float(values.whole(cell)) if column.whole else read(cell)
    values.within(value, column.low, column.high)
    return value


def _choice(choices: tuple[str, ...], cell: str) -> str:
    word = "_".join(cell.lower().split())
    if word not in choices:
        raise Wrong("choice", choices=", ".join(choices))
    return word
