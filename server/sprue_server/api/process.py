"""The process of each cell: against what it is watched, what left its level since when, the likeliest cause."""

import asyncio
from typing import Annotated

from fastapi import HTTPException, Query

from sprue_contract.fields import RowNumber, Slug
from sprue_server.api import HubIn, Resource
from sprue_server.api.roles import RoleNow, need
from sprue_server.drift_views import DriftView, ProcessView, ToldIn
from sprue_server.hub import Hub
from sprue_server.minding import showing
from sprue_server.minding.cell import CellMind
from sprue_server.store.drift_tables import DriftRow
from sprue_server.store.noted import noted
from sprue_server.store.tables import AuditRow

router = Resource(prefix="/process", tags=["process"])
DAY_US = 86_400_000_000
Few = Annotated[int, Query(ge=1, le=500)]


@router.get("", summary="Alarms of the process in the whole plant")
async def alarms(hub: HubIn, limit: Few = 50) -> list[DriftView]:
    """Those that go on, of cells of the plant, newest first."""
    cells = [cell.cell for cell in hub.plant_cells()]
    rows = await asyncio.to_thread(hub.reader.drifts, cells, limit=limit)
    return [showing.drift(row) for row in rows if row.ended_us is None and row.kind == "drift"]


@router.get("/{cell}", summary="How the process of a cell is")
async def process(hub: HubIn, cell: Slug) -> ProcessView:
    """Every watched number against its template, and the alarm that goes on with its evidence."""
    hub.cell(cell)
    mind = hub.process.minds.get(cell) if hub.process else None
    return await asyncio.to_thread(showing.process, hub.reader, cell, mind)


@router.get("/{cell}/alarms", summary="Alarms of a cell")
async def of_cell(hub: HubIn, cell: Slug, limit: Few = 50) -> list[DriftView]:
    """What was called, newest first, with causes and what people found."""
    hub.cell(cell)
    rows = await asyncio.to_thread(hub.reader.drifts, [cell], limit=limit)
    return [showing.drift(row) for row in rows]


@router.post("/alarms/{number}/told", summary="Say what it was (instructor)")
async def tell(hub: HubIn, role: RoleNow, number: RowNumber, body: ToldIn) -> DriftView:
    """It is noted who said what; the newest word counts."""
    need("instructor", role)
    told = {"told": body.told, "role": role, "at_us": hub.now_us()}
    words = f"alarm {number}: {body.told}"
    note = AuditRow(at_us=hub.now_us(), role=role, what="cause", detail=words)
    row = await hub.writes.change(noted(DriftRow, number, told, note))
    if row is None:
        raise HTTPException(404, f"There is no alarm {number}. Nothing was changed.")
    return showing.drift(row)


@router.post("/{cell}/learn", summary="This is how it should be: learn it anew (instructor)")
async def learn(hub: HubIn, role: RoleNow, cell: Slug) -> ProcessView:
    """The template is learnt from the next good shots; nothing is called meanwhile. What was called stays."""
    need("instructor", role)
    hub.cell(cell)
    mind = _followed(hub, cell)
    note = AuditRow(at_us=hub.now_us(), role=role, what="template", detail=f"{cell}: learnt anew")
    await hub.writes.change(lambda db: db.add(note))
    mind.relearn()
    return await asyncio.to_thread(showing.process, hub.reader, cell, mind)


def _followed(hub: Hub, cell: str) -> CellMind:
    mind = hub.process.minds.get(cell) if hub.process else None
    if mind is None:
        raise HTTPException(409, f"No shot of {cell!r} has been looked at yet. Nothing was changed.")
    return mind
