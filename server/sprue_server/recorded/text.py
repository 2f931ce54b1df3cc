"""A table's text as spreadsheets and scripts leave it: its encoding, separator and decimal mark, found out."""

import codecs
import csv
import re
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from sprue_server.recorded.errors import cannot

SEPARATORS = (",", ";", "\t")
NOTHING = {"", "nan", "na", "n/a", "null", "none", "-"}  # ways to say that nothing was measured
SAVE_AGAIN = "Save it as CSV, UTF-8, with a header line."
COMMA = re.compile(r"[+-]?\d+,\d+(e[+-]?\d+)?", re.IGNORECASE)
POINT = re.compile(r"[+-]?\d*\.\d+(e[+-]?\d+)?", re.IGNORECASE)
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Lines(NamedTuple):
    """Header, rows of as many cells, the line of each in the file, and whether numbers have a decimal comma."""

    header: list[str]
    rows: list[list[str]]
    at: list[int]
    comma: bool


def read_lines(path: Path) -> Lines:
    """The table in cells.

    Raises:
        RecordedError: no such file, empty, no text, or a row that does not fit its header.
    """
    text = _decoded(path).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise cannot(path, "the file is empty", "Name a table with one row per cycle.")
    separator = max(SEPARATORS, key=text.lstrip().split("\n", 1)[0].count)
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
        lines = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(row)]
    except csv.Error as problem:
        raise cannot(path, f"line {reader.line_num} is no line of a table ({problem})", SAVE_AGAIN) from problem
    return _fitted(path, lines)


def _decoded(path: Path) -> str:
    raw = _raw(path)
    if encoding := next((name for mark, name in MARKS if raw.startswith(mark)), None):
        return _as(path, raw, encoding)
    if b"\0" in raw:
        raise cannot(path, "this is no text", f"Are the two files the wrong way round? {SAVE_AGAIN}")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _as(path, raw, "cp1252")  # as Excel saves in western Europe; its ASCII part reads the same


def _as(path: Path, raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as problem:
        raise cannot(path, f"its text is not readable ({problem})", SAVE_AGAIN) from problem


def _raw(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as problem:
        raise cannot(path, "there is no such file", "Check the name.") from problem
    except OSError as problem:
        raise cannot(path, f"cannot be read: {problem.strerror}", "Check the name and its rights.") from problem


def _fitted(path: Path, lines: list[tuple[int, list[str]]]) -> Lines:
    header, rows = lines[0][1], [row for _, row in lines[1:]]
    width = max((at for at, name in enumerate(header, 1) if name), default=0)
    for line, row in lines[1:]:
        if any(row[width:]):
            raise cannot(
                path,
                f"line {line} has {len(row)} cells, its header {width}",
                "Where numbers have a decimal comma, save with `;` between cells.",
            )
    filled = [(row + [""] * width)[:width] for row in rows]
    return Lines(header[:width], filled, [line for line, _ in lines[1:]], _has_commas(path, filled))


def _has_commas(path: Path, rows: list[list[str]]) -> bool:
    """Decimal commas; both kinds in one table cannot be told from thousands."""
    cells = [cell for row in rows for cell in row if "," in cell or "." in cell]
    comma = next((cell for cell in cells if COMMA.fullmatch(cell)), None)
    point = next((cell for cell in cells if POINT.fullmatch(cell)), None)
    if comma and point:
        what = f"numbers have a decimal comma ({comma}) and a decimal point ({point})"
        raise cannot(path, what, "Write them in one way.")
    return comma is not None


def number(cell: str, *, comma: bool) -> float | None:
    """The cell's number, None when nothing was measured; ValueError when it is neither."""
    if cell.lower() in NOTHING:
        return None
    value = float(cell.replace(",", ".") if comma else cell)
    if value in {float("inf"), float("-inf")} or "_" in cell:  # Python alone reads 1_000
        raise ValueError(cell)
    return value
