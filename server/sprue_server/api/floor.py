"""The operator's terminal: how a cell stands, and what people note of it. Every entry can be corrected."""

import asyncio

from sprue_contract.fields import RowNumber, Slug
from sprue_server.api import HubIn, Resource
from sprue_server.api.roles import Operates
from sprue_server.auth import Role
from sprue_server.floor import asking, noting, terminal
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
    TerminalView,
)
from sprue_server.hub import Hub
from sprue_server.refused import Refused
from sprue_server.store.floor_tables import Noted
from sprue_server.views import CellView

router = Resource(prefix="/floor/{cell}", tags=["floor"])


@router.get("", summary="A cell as its operator sees it")
async def floor(hub: HubIn, cell: Slug) -> TerminalView:
    """The standstill that goes on, the job, what was noted last, and what can be noted."""
    return await asyncio.to_thread(terminal.view, hub, hub.cell(cell))


@router.post("/stop", summary="Say why it stands (operator)")
async def stop(hub: HubIn, role: Operates, cell: Slug, body: StopIn) -> EntryView:
    """Without a moment it is the stop that goes on, from its beginning."""
    if body.at_us is None:
        since = await asyncio.to_thread(terminal.standing_since, hub, _own(hub, cell))
        if since is None:
            raise Refused(409, "floor_runs", cell=cell)
        body = body.model_copy(update={"at_us": since})
    return await _note(hub, role, cell, "stop", body)


@router.post("/scrap", summary="Count bad parts (operator)")
async def scrap(hub: HubIn, role: Operates, cell: Slug, body: ScrapIn) -> EntryView:
    """Those that a person has sorted out, beside those that the machine called bad."""
    return await _note(hub, role, cell, "scrap", body)


@router.post("/job", summary="Begin a job (operator)")
async def job(hub: HubIn, role: Operates, cell: Slug, body: JobIn) -> EntryView:
    """It ends where the next one begins, or at `to_us`."""
    return await _note(hub, role, cell, "job", body)


@router.post("/release", summary="Release the first part, or do not (operator)")
async def release(hub: HubIn, role: Operates, cell: Slug, body: ReleaseIn) -> EntryView:
    """Who looked at it, when, with what outcome."""
    return await _note(hub, role, cell, "release", body)


@router.post("/measured", summary="Weight and dimensions of a part (operator)")
async def measured(hub: HubIn, role: Operates, cell: Slug, body: MeasuredIn) -> EntryView:
    """By quantity, in its own unit; what cannot be is refused."""
    return await _note(hub, role, cell, "measured", body)


@router.post("/care", summary="A part was cared for, or is to be every so many shots (operator)")
async def care(hub: HubIn, role: Operates, cell: Slug, body: CareIn) -> EntryView:
    """Of the mould that is in the press, unless another one is named."""
    mould = body.mould or _own(hub, cell).mould
    return await _note(hub, role, cell, "care", body.model_copy(update={"mould": mould}))


@router.post("/{kind}/{number}/undo", summary="Take an entry back (operator)")
async def undo(hub: HubIn, role: Operates, cell: Slug, kind: Kind, number: RowNumber) -> TerminalView:
    """It stays on record, and counts no longer."""
    who = (role, asking.now_us(hub))
    row = await asyncio.to_thread(noting.taken_back, hub.reader, kind, _own(hub, cell).cell, number, who)
    await _keep(hub, row, kind)
    return await asyncio.to_thread(terminal.view, hub, hub.cell(cell))


async def _note(hub: Hub, role: Role, cell: str, kind: Kind, body: NoteIn) -> EntryView:
    row = noting.row_of(body, _own(hub, cell).cell, role, asking.now_us(hub))
    return noting.entry(await _keep(hub, row, kind), kind)


def _own(hub: Hub, cell: str) -> CellView:
    """A cell of the plant; what visitors play with has no operator."""
    found = hub.cell(cell)
    if found.sandbox:
        raise Refused(409, "floor_sandbox", cell=cell)
    return found


async def _keep(hub: Hub, row: Noted, kind: Kind) -> Noted:
    kept = await hub.writes.change(noting.kept(row, kind))
    hub.noted += 1
    if kind == "measured" and hub.gauges:
        hub.gauges.noted(kept.cell)
    return kept
