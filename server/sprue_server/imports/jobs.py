"""Which job ran when on which cell, with which mould and cycle: a CSV file with one row per job.

Columns: job, cell, mould, product, from, to, standard_cycle_s, cavities, active_cavities, part_weight_g,
planned_quantity, material. An empty `to`: until the next job of the cell, or still running; an empty
`active_cavities`: all. A job may have several rows, for instance since a cavity is blocked.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sprue_server.imports import values
from sprue_server.imports.rejections import FileWrong, Rejection, Wrong
from sprue_server.imports.table import Header, Row, decoded, table
from sprue_server.oee.calendar import MADRID
from sprue_server.oee.facts import OPEN_US, Job

NEEDED = ("job", "cell", "mould", "from", "standard_cycle_s", "cavities")
OPTIONAL = ("product", "to", "active_cavities", "part_weight_g", "planned_quantity", "material")
HEADER = Header((*NEEDED, *OPTIONAL), NEEDED)
LIMITS = {
    "standard_cycle_s": (0.1, 3600.0),
    "cavities": (1, 512),
    "active_cavities": (1, 512),
    "part_weight_g": (0.01, 50_000.0),
    "planned_quantity": (1, 1_000_000_000),
}
DECIMALS = ("standard_cycle_s", "part_weight_g")
TIMES = ("from", "to")


@dataclass(frozen=True)
class JobRow:
    """A row that was taken over. `to_us` None: see above."""

    line: int
    job: str
    cell: str
    mould: str
    from_us: int
    standard_cycle_s: float
    cavities: int
    product: str | None = None
    to_us: int | None = None
    active_cavities: int | None = None
    part_weight_g: float | None = None
    planned_quantity: int | None = None
    material: str | None = None


class Imported(NamedTuple):
    """Rows to take over, in the order of the file, and everything that is wrong with the others."""

    rows: tuple[JobRow, ...]
    rejected: tuple[Rejection, ...]


def read_jobs(data: bytes, zone: ZoneInfo = MADRID, cells: Collection[str] | None = None) -> Imported:
    """Read a file. `cells`: those that there are; None: any. A row is taken over as a whole or not at all."""
    try:
        found, rejected = table(decoded(data), HEADER)
    except FileWrong as problem:
        return Imported((), (problem.rejection,))
    readers = _readers(found, zone, cells)
    rows: list[JobRow] = []
    for row in found:
        told = _read(row, readers)
        if isinstance(told, JobRow):
            rows.append(told)
        else:
            rejected += told
    clashing = list(_clashes(rows))
    bad = {one.line for one in clashing}
    rejected += clashing
    order = sorted(rejected, key=lambda one: (one.line, one.column or ""))
    return Imported(tuple(row for row in rows if row.line not in bad), tuple(order))


def _readers(
    rows: Iterable[Row], zone: ZoneInfo, cells: Collection[str] | None
) -> dict[str, Callable[[str], Any]]:
    commas = any(re.fullmatch(r"\d+,\d+", row.cells.get(name, "")) for row in rows for name in DECIMALS)
    decimal = partial(values.number, decimal_commas=commas)
    kinds: dict[str, Callable[[str], Any]] = dict.fromkeys(HEADER.known, values.text)
    kinds |= dict.fromkeys(TIMES, partial(values.moment_us, zone=zone))
    kinds |= {name: partial(_limited, name, decimal if name in DECIMALS else values.whole) for name in LIMITS}
    return kinds | {"cell": partial(_cell, cells)}


def _limited(name: str, read: Callable[[str], float], cell: str) -> float:
    value = read(cell)
    values.within(value, *LIMITS[name])
    return value


def _cell(cells: Collection[str] | None, cell: str) -> str:
    if cells is None:
        return values.slug(cell)
    if cell not in cells:
        raise Wrong("cell_unknown", cells=", ".join(sorted(cells)))
    return cell


def _read(row: Row, readers: dict[str, Callable[[str], Any]]) -> JobRow | list[Rejection]:
    """The row, or all that is wrong with it."""
    found: dict[str, Any] = {}
    wrong = []
    for column, cell in row.cells.items():
        try:
            found[column] = _value(column, cell, readers)
        except Wrong as problem:
            wrong.append(Rejection(row.line, column, cell, problem.code, problem.params))
    wrong += _together(row, found)
    return wrong or _job_row(row.line, found)


def _value(column: str, cell: str, readers: dict[str, Callable[[str], Any]]) -> object:
    if cell:
        return readers[column](cell)
    if column in NEEDED:
        raise Wrong("missing")
    return None


def _together(row: Row, found: dict[str, Any]) -> Iterator[Rejection]:
    """What is wrong with values that are right each by itself."""
    start, end, every, active = (found.get(name) for name in ("from", "to", "cavities", "active_cavities"))
    if start is not None and end is not None and end <= start:
        yield Rejection(row.line, "to", row.cells["to"], "ends_before", {})
    if every is not None and active is not None and active > every:
        told = row.cells["active_cavities"]
        yield Rejection(row.line, "active_cavities", told, "active_over", {"cavities": every})


def _job_row(line: int, found: dict[str, Any]) -> JobRow:
    names = {"from": "from_us", "to": "to_us"}
    return JobRow(line, **{names.get(column, column): value for column, value in found.items()})


def _clashes(rows: Iterable[JobRow]) -> Iterator[Rejection]:
    """Of rows that say the same the later one; of rows that overlap both: nobody knows which is right."""
    seen: dict[tuple[Any, ...], int] = {}
    kept = []
    for row in rows:
        said = tuple(value for name, value in vars(row).items() if name != "line")
        if said in seen:
            yield Rejection(row.line, None, row.job, "repeated", {"other": seen[said]})
        else:
            seen[said] = row.line
            kept.append(row)
    for before, now in _neighbours(kept):
        yield Rejection(before.line, None, before.job, "overlaps", {"other": now.line})
        yield Rejection(now.line, None, now.job, "overlaps", {"other": before.line})


def _neighbours(rows: Iterable[JobRow]) -> Iterator[tuple[JobRow, JobRow]]:
    """Pairs that overlap: each row with the one of those before it on its cell that lasts longest."""
    longest: dict[str, JobRow] = {}
    for row in sorted(rows, key=lambda one: (one.cell, one.from_us, one.line)):
        before = longest.get(row.cell)
        if before and (row.from_us < _end(before) or row.from_us == before.from_us):
            yield before, row
        if before is None or _end(row) >= _end(before):
            longest[row.cell] = row


def _end(row: JobRow) -> int:
    """An open row ends where the next one begins."""
    return row.from_us if row.to_us is None else row.to_us


def jobs_of(rows: Iterable[JobRow]) -> dict[str, tuple[Job, ...]]:
    """The jobs of each cell, as OEE wants them; an open one ends where the next one of its cell begins."""
    found: dict[str, list[JobRow]] = {}
    for row in sorted(rows, key=lambda one: (one.cell, one.from_us)):
        found.setdefault(row.cell, []).append(row)
    return {cell: tuple(_jobs(told)) for cell, told in found.items()}


def _jobs(rows: list[JobRow]) -> Iterator[Job]:
    ends = [*(after.from_us for _, after in pairwise(rows)), OPEN_US]
    for row, next_us in zip(rows, ends, strict=True):
        yield Job(
            name=row.job,
            start_us=row.from_us,
            end_us=next_us if row.to_us is None else row.to_us,
            mould=row.mould,
            standard_cycle_s=row.standard_cycle_s,
            cavities=row.cavities,
            active_cavities=row.active_cavities,
            part_weight_g=row.part_weight_g,
            planned_quantity=row.planned_quantity,
        )
