"""What people note becomes rows: checked against what there is, with who said it; nothing is ever altered."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from sprue_contract.quantities import QUANTITIES, Quantity
from sprue_server.auth import Role
from sprue_server.floor.reasons import SCRAP_REASONS, STOP_REASONS
from sprue_server.floor_views import (
    CareIn,
    EntryView,
    JobIn,
    Kind,
    MeasuredIn,
    NoteIn,
    ReleaseIn,
    ScrapIn,
    StopIn,
)
from sprue_server.refused import Refused
from sprue_server.store.floor_tables import (
    CareRow,
    HandMeasuredRow,
    JobRow,
    Noted,
    ReleaseRow,
    ScrapRow,
    StopReasonRow,
)
from sprue_server.store.noted import written
from sprue_server.store.reader import Reader
from sprue_server.store.tables import AuditRow
from sprue_server.wear.parts import PARTS

TABLES: dict[Kind, type[Noted]] = {
    "job": JobRow,
    "stop": StopReasonRow,
    "scrap": ScrapRow,
    "release": ReleaseRow,
    "measured": HandMeasuredRow,
    "care": CareRow,
}
OWN = {*Noted.model_fields}
LAST = 12  # entries that can be corrected from the terminal
GAUGES = {
    name: one for name, one in QUANTITIES.items() if name == "weight_g" or (one.unit == "mm" and one.low > 0)
}
Row = TypeVar("Row", bound=Noted)


def row_of(body: NoteIn, cell: str, role: Role, now_us: int) -> Noted:
    """The row that a wish becomes.

    Raises:
        Refused: a reason or quantity that there is not, a value that cannot be, a moment to come.
    """
    at_us = now_us if body.at_us is None else body.at_us
    if at_us > now_us:
        raise Refused(422, "floor_future")
    _check(body, at_us)
    said: dict[str, Any] = body.model_dump(exclude={"values"})
    said |= {"cell": cell, "at_us": at_us, "noted_us": now_us, "role": role}
    match body:
        case StopIn():
            return StopReasonRow(**said)
        case ScrapIn():
            return ScrapRow(**said)
        case JobIn():
            return JobRow(**said, source="terminal")
        case ReleaseIn():
            return ReleaseRow(**said)
        case MeasuredIn():
            return HandMeasuredRow(**said, readings=body.values)
        case CareIn():
            return CareRow(**said)
    raise TypeError(f"{type(body).__name__} is nothing that is noted")


def _check(body: NoteIn, at_us: int) -> None:
    match body:
        case StopIn():
            _chosen(body.reason, STOP_REASONS)
            _after(body.to_us, at_us)
        case ScrapIn():
            _chosen(body.reason, SCRAP_REASONS)
        case JobIn():
            _after(body.to_us, at_us)
            _fits(body)
        case MeasuredIn():
            for name, value in body.values.items():
                _plausible(name, value)
        case CareIn():
            _chosen_part(body)


def _chosen(reason: str, reasons: Sequence[str]) -> None:
    if reason not in reasons:
        raise Refused(422, "floor_reason", reason=reason, reasons=list(reasons))


def _chosen_part(body: CareIn) -> None:
    if body.part not in PARTS:
        raise Refused(422, "floor_part", part=body.part, parts=list(PARTS))
    if not body.done and body.every_shots is None:
        raise Refused(422, "floor_care_empty", part=body.part)


def _after(to_us: int | None, at_us: int) -> None:
    if to_us is not None and to_us <= at_us:
        raise Refused(422, "floor_ends_before")


def _fits(body: JobIn) -> None:
    if body.cavities and body.active_cavities and body.active_cavities > body.cavities:
        raise Refused(422, "floor_cavities", active=body.active_cavities, cavities=body.cavities)


def _plausible(name: str, value: float) -> None:
    known: Quantity | None = GAUGES.get(name)
    if known is None:
        raise Refused(422, "floor_quantity", quantity=name, quantities=list(GAUGES))
    if not known.low <= value <= known.high:
        low, high, unit = known.low, known.high, known.unit
        raise Refused(422, "floor_implausible", quantity=name, value=value, low=low, high=high, unit=unit)


def kept(row: Noted, kind: Kind) -> Callable[[Session], Noted]:
    """Write a row with its note of who changed what; what it replaces must be there and hold."""
    words = f"{row.cell}: {kind} {'taken back' if row.void else _words(row)}"
    note = AuditRow(at_us=row.noted_us, role=row.role, what="floor", detail=words[:200])

    def change(db: Session) -> Noted:
        if row.replaces is not None:
            _holds(db, row)
        return written(db, row, note)

    return change


def _holds(db: Session, row: Noted) -> None:
    table = type(row)
    before = db.get(table, row.replaces)
    if before is None or before.cell != row.cell or before.void:
        raise Refused(404, "floor_entry", entry=float(row.replaces or 0))
    if db.exec(select(table).where(col(table.replaces) == row.replaces)).first() is not None:
        raise Refused(409, "floor_corrected", entry=float(row.replaces or 0))


def taken_back(reader: Reader, kind: Kind, cell: str, number: int, who: tuple[Role, int]) -> Noted:
    """The row that takes an entry back: a copy of it that is void.

    Raises:
        Refused: there is no such entry of this cell.
    """
    role, now_us = who
    before = reader.entry(TABLES[kind], number)
    if before is None or before.cell != cell:
        raise Refused(404, "floor_entry", entry=float(number))
    told = before.model_dump(exclude={"id", "replaces", "void", "noted_us", "role"})
    return TABLES[kind](**told, replaces=number, void=True, noted_us=now_us, role=role)


def _words(row: Noted) -> str:
    told = {name: value for name, value in said(row).items() if value is not None}
    return ", ".join(f"{name} {value}" for name, value in told.items())


def said(row: Noted) -> dict[str, Any]:
    """What an entry says beside who and when."""
    return row.model_dump(exclude=OWN)


def last(reader: Reader, cell: str) -> list[EntryView]:
    """What was noted last of a cell and holds, the newest first."""
    rows = [entry(row, kind) for kind, table in TABLES.items() for row in reader.noted_last(table, cell, LAST)]
    return sorted(rows, key=lambda one: one.noted_us, reverse=True)[:LAST]


def entry(row: Noted, kind: Kind) -> EntryView:
    """An entry as the API shows it."""
    own = {name: getattr(row, name) for name in ("id", "at_us", "noted_us", "role", "note")}
    return EntryView.model_validate({"kind": kind, **own, "said": said(row)})
