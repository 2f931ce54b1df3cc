"""Jobs from a sheet: what is taken over, what stands in another's place, what was known, what was rejected."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from sqlmodel import Session

from sprue_server.auth import Role
from sprue_server.floor_views import ImportView, RejectionView
from sprue_server.imports.jobs import JobRow as SheetRow
from sprue_server.imports.jobs import read_jobs
from sprue_server.store.floor_tables import JobRow
from sprue_server.store.reader import Reader
from sprue_server.store.tables import AuditRow

ORDER = ("job", "to_us", "mould", "product", "material", "part_weight_g", "planned_quantity")
SAME = (*ORDER, "standard_cycle_s", "cavities", "active_cavities")


def read(
    reader: Reader, data: bytes, zone: ZoneInfo, cells: list[str], who: tuple[Role, int]
) -> tuple[ImportView, Callable[[Session], None]]:
    """The report, and the change that takes the good rows over."""
    role, now_us = who
    found = read_jobs(data, zone, cells)
    there = {(row.cell, row.at_us): row for row in reader.noted(JobRow, cells)}
    rows, known = [], 0
    for one in found.rows:
        before = there.get((one.cell, one.from_us))
        if before is not None and all(getattr(before, name) == getattr(one, name) for name in SAME):
            known += 1
            continue
        rows.append(_row(one, before.id if before else None, role, now_us))
    replaced = sum(row.replaces is not None for row in rows)
    words = f"{len(rows)} taken over, {replaced} of them in place of others, {len(found.rejected)} rejected"
    note = AuditRow(at_us=now_us, role=role, what="jobs", detail=words)
    told = ImportView(
        taken=len(rows),
        replaced=replaced,
        known=known,
        rejected=[RejectionView.of(one) for one in found.rejected],
    )
    return told, lambda db: db.add_all([*rows, note])


def _row(one: SheetRow, replaces: int | None, role: Role, now_us: int) -> JobRow:
    said = {name: getattr(one, name) for name in SAME}
    return JobRow(
        cell=one.cell, at_us=one.from_us, noted_us=now_us, role=role, replaces=replaces, source="import", **said
    )
