"""Bytes of a CSV file as numbered rows of named cells, whoever saved it: Excel, LibreOffice, an old MES.

UTF-8 with or without BOM, UTF-16 with BOM, else Windows-1252 (which Latin-1 is part of); separated by `;`, `,`
or tabs, whichever makes most columns of the header known.
"""

import csv
from collections.abc import Collection, Iterator, Mapping
from io import StringIO
from typing import NamedTuple

from sprue_server.imports.rejections import FileWrong, Param, Rejection

MOST_BYTES, MOST_ROWS = 20_000_000, 100_000
DELIMITERS = ";,\t"
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class Row(NamedTuple):
    """A line of the file, and its cells by column, without the blanks around them."""

    line: int
    cells: Mapping[str, str]


class Header(NamedTuple):
    """Columns that a file may have, and those that it must have; none known: any."""

    known: tuple[str, ...]
    needed: tuple[str, ...]


def decoded(data: bytes) -> str:
    """The text of a file.

    Raises:
        FileWrong: it is too large, or binary.
    """
    if len(data) > MOST_BYTES:
        raise FileWrong("large", most=MOST_BYTES / 1_000_000)
    marked = next((encoding for bom, encoding in BOMS.items() if data.startswith(bom)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileWrong("no_text")


def table(text: str, header: Header) -> tuple[list[Row], list[Rejection]]:
    """Rows that have as many cells as the header; the others, told. Empty lines are skipped.

    Raises:
        FileWrong: what makes the whole file unreadable.
    """
    wanted = {*(header.known or header.needed)}
    delimiter = max(DELIMITERS, key=lambda one: len({*_named(text, one)} & wanted))
    lines = _lines(text, delimiter)
    number, first = next(lines, (1, []))
    columns = _columns(number, [_name(cell) for cell in first], header)
    rows, rejected = [], []
    for line, cells in lines:
        if len(cells) == len(columns):
            rows.append(Row(line, dict(zip(columns, (cell.strip() for cell in cells), strict=True))))
        else:
            widths: dict[str, Param] = {"found": len(cells), "columns": len(columns), "delimiter": delimiter}
            rejected.append(Rejection(line, None, delimiter.join(cells), "row_width", widths))
        if len(rows) + len(rejected) > MOST_ROWS:
            raise FileWrong("rows_many", most=MOST_ROWS)
    if not rows and not rejected:
        raise FileWrong("empty")
    return rows, rejected


def _name(cell: str) -> str:
    return "_".join(cell.strip().lower().split())


def _named(text: str, delimiter: str) -> Iterator[str]:
    first = next((line for line in text.split("\n") if line.strip()), "")
    return (_name(cell.strip().strip('"')) for cell in first.split(delimiter))


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, with the line on which it begins."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise FileWrong("quote", line) from problem
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1


def _columns(line: int, columns: list[str], header: Header) -> list[str]:
    if not any(columns):
        raise FileWrong("empty")
    for column in columns:
        if header.known and column not in header.known:
            raise FileWrong("column_unknown", line, column, known=_listed(header.known))
        if columns.count(column) > 1:
            raise FileWrong("column_twice", line, column)
    for column in header.needed:
        if column not in columns:
            raise FileWrong("column_missing", line, column, needed=_listed(header.needed))
    return columns


def _listed(names: Collection[str]) -> str:
    return ", ".join(names)
