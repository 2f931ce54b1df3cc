"""What was seen, in its place: for a page that draws it over a live camera or over a photograph."""

import asyncio
from typing import Annotated, Any

from fastapi import Query, Request, Response

from sprue_contract.eyes import Of
from sprue_contract.fields import Slug
from sprue_server.api import HubIn, Resource
from sprue_server.api.sandbox import not_too_often
from sprue_server.augmented.overlay import known, overlay
from sprue_server.augmented.photo import flat
from sprue_server.augmented.photos import MOST_BYTES, judged, received, seen, thrown_away
from sprue_server.augmented.views import OverlayView, PhotoView
from sprue_server.refused import Refused
from sprue_server.sheets.marker_sheet import LEAST_MM, MOST_MM, Order, SheetError, marker_sheet
from sprue_server.sheets.markers import Fixture
from sprue_server.sheets.words import WORDS, Language
from sprue_server.vision.fixture import Fixture as Learnt

router = Resource(prefix="/ar", tags=["augmented reality"])
Cavity = Annotated[int | None, Query(ge=1, le=9999, description="One of `cavities`; none: the newest of any")]
SENT: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": f"A photograph, at most {MOST_BYTES // 1_000_000} MB",
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}} for kind in ("image/jpeg", "image/png")
        },
    }
}


@router.get("/overlay", summary="The newest outlines of a cell's part or cavity, and where its markers are")
async def newest(hub: HubIn, cell: Slug, kind: Of = "mould", cavity: Cavity = None) -> OverlayView:
    """In mm of the fixture, to be drawn over any picture of it. 409 while nothing was learnt of the mould."""
    return await asyncio.to_thread(overlay, hub, cell, kind, cavity)


@router.post("/inspect", summary="Look at a photograph of the plate or tray", openapi_extra=SENT)
async def inspect(
    hub: HubIn, request: Request, cell: Slug, kind: Of = "mould", cavity: Cavity = None
) -> PhotoView:
    """Finds the markers, judges what one light allows, and says where to draw. Nothing of it is stored."""
    not_too_often(
        hub.photos.guard, request.client.host if request.client else "", hub.now_us(), "too_many_photos"
    )
    told = await asyncio.to_thread(overlay, hub, cell, kind, cavity)
    there = await asyncio.to_thread(known, hub, cell, kind)
    async with hub.photos.turn(), thrown_away() as folder:
        file = folder / "sent"
        await received(request.stream(), file)
        photo = await seen(file, there.standing)
        said, part = await judged(hub.eyes.worker if hub.eyes else None, there.model, photo)
    return PhotoView(
        width_px=photo.width_px,
        height_px=photo.height_px,
        markers=photo.markers,
        mm_to_photo=flat(photo.to_photo),
        part_to_photo=part,
        judged=said,
        overlay=told,
    )


@router.get("/export/sheet.pdf", summary="The marker sheet to print", response_class=Response)
async def sheet(
    hub: HubIn,
    cell: Slug | None = None,
    kind: Of = "mould",
    width_mm: Annotated[float, Query(ge=LEAST_MM, le=MOST_MM)] = 180,
    height_mm: Annotated[float, Query(gt=0, le=2 * MOST_MM)] = 135,
    name: Annotated[str, Query(max_length=80)] = "",
    language: Language = "en",
) -> Response:
    """A4, true scale. With a cell: of its fixture; without one: of a frame of any size, for your own."""
    frame, title = Fixture(width_mm, height_mm), name or f"{width_mm:g} x {height_mm:g} mm"
    if cell:
        told = await asyncio.to_thread(known, hub, cell, kind)
        frame, title = printed(told.standing.fixture), name or told.mould
    try:
        pdf = await asyncio.to_thread(marker_sheet, Order(title, frame, WORDS[language]))
    except SheetError as problem:
        raise Refused(422, "sheet_size", width=frame.width_mm, height=frame.height_mm) from problem
    named = {"Content-Disposition": 'inline; filename="sprue-markers.pdf"'}
    return Response(pdf, media_type="application/pdf", headers=named)


def printed(learnt: Learnt) -> Fixture:
    """The frame of a model, with its own markers' size: a camera's whole pixels may have rounded it."""
    (left, top), (right, _), *_ = learnt.markers_mm[0]
    inset = min(left + learnt.width_mm / 2, top + learnt.height_mm / 2)
    return Fixture(learnt.width_mm, learnt.height_mm, (right - left) / learnt.width_mm, inset / learnt.width_mm)
