"""What the eyes saw: lists to look through, one with all that was found, and what people say of it."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import FileResponse

from sprue_contract.eyes import Of
from sprue_contract.fields import Slug
from sprue_server.api import HubIn, MaybeMoment
from sprue_server.api.pictures import FOR_EVER
from sprue_server.api.roles import RoleNow, need
from sprue_server.eye_views import CorrectionIn, InspectionDetail, InspectionPage, Verdict
from sprue_server.hub import Hub
from sprue_server.inspecting import showing
from sprue_server.shots import key_of
from sprue_server.store.eye_tables import CorrectionRow, InspectionRow
from sprue_server.store.inspections import Sought
from sprue_server.store.tables import AuditRow

router = APIRouter(tags=["eyes"])


@router.get("/inspections", summary="What the eyes saw, newest first")
async def inspections(
    hub: HubIn,
    cell: Slug | None = None,
    verdict: Verdict | None = None,
    check: Annotated[str | None, Query(max_length=40, description="The one that spoke against it most")] = None,
    of: Of | None = None,
    cavity: Annotated[int | None, Query(ge=1, le=9999)] = None,
    corrected: Annotated[bool | None, Query(description="Whether a person has spoken of it")] = None,
    after_us: MaybeMoment = None,
    before_us: MaybeMoment = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 60,
    after: Annotated[str | None, Query(description="`next` of the page before", max_length=60)] = None,
) -> InspectionPage:
    """Of one cell or of the whole plant; the run that is shown now."""
    names = [hub.cell(cell).cell] if cell else [one.cell for one in hub.plant_cells()]
    sought = Sought(verdict, check, of, cavity, corrected=corrected, after=key_of(after) if after else None)
    return await asyncio.to_thread(_page, hub, names, sought, (after_us, before_us, limit))


def _page(
    hub: Hub, names: list[str], sought: Sought, period: tuple[int | None, int | None, int]
) -> InspectionPage:
    after_us, before_us, limit = period
    rows: list[InspectionRow] = []
    for name in names:
        shown = hub.reader.shown(name, after_us, before_us)
        rows += hub.reader.inspections(name, shown, sought, limit + 1)
    rows.sort(key=lambda row: (row.measured_us, row.stream, row.seq), reverse=True)
    found = rows[:limit]
    more = showing.inspection_id(found[-1]) if len(rows) > limit else None
    return InspectionPage(inspections=showing.listed(hub.reader, found), next=more)


@router.get("/inspections/{inspection}", summary="One inspection with everything that was found")
async def inspection(hub: HubIn, inspection: str) -> InspectionDetail:
    """Checks with their outlines, the map, pictures, what people said, and the shot it belongs to."""
    return await asyncio.to_thread(lambda: showing.detail(hub.reader, found_row(hub, inspection)))


@router.get("/export/inspections/{inspection}/map", summary="The map of where, as a grey picture")
async def where(hub: HubIn, inspection: str) -> FileResponse:
    """Brighter is farther from normal; 404 when there is none or it is not kept any longer."""
    path = await asyncio.to_thread(lambda: showing.map_file(hub.reader, found_row(hub, inspection)))
    if path is None:
        raise HTTPException(
            404, f"Inspection {inspection!r} has no map, or it is not kept any longer (see /kept)."
        )
    return FileResponse(path, media_type="image/png", headers={"Cache-Control": FOR_EVER})


@router.post("/inspections/{inspection}/correction", summary="Confirm or correct a verdict (instructor)")
async def correct(hub: HubIn, role: RoleNow, inspection: str, body: CorrectionIn) -> InspectionDetail:
    """It is noted who said what; from 20 confirmed defects on the eyes learn from them."""
    need("instructor", role)
    row = await asyncio.to_thread(found_row, hub, inspection)
    key = {"stream": row.stream, "measured_us": row.measured_us, "seq": row.seq}
    defect = body.defect if body.told == "defect" else None
    told = CorrectionRow(**key, told=body.told, defect=defect, note=body.note, role=role, at_us=hub.now_us())
    words = f"{inspection} of {row.cell}: {row.verdict}, {body.told} {defect or ''}".strip()
    note = AuditRow(at_us=hub.now_us(), role=role, what="correction", detail=words[:200])
    await hub.writes.change(lambda db: db.add_all([told, note]))
    if hub.eyes:
        hub.eyes.relearning.ask(row.name, anyway=False)
    return await asyncio.to_thread(showing.detail, hub.reader, row)


def found_row(hub: Hub, inspection: str) -> InspectionRow:
    """An inspection by its id; 404 when there is none."""
    row = hub.reader.inspection(key_of(inspection))
    if row is None:
        raise HTTPException(404, f"There is no inspection {inspection!r}. Was it of a visitor's own press?")
    return row
