"""Virtual gauges: what parts weigh and measure, told from their shots; how good they are and since when."""

import asyncio
from typing import Annotated

from fastapi import HTTPException, Query, Response

from sprue_contract.fields import Slug
from sprue_server.answered import csv_table
from sprue_server.api import HubIn, Resource
from sprue_server.gauge_views import GaugeCellView, GaugeDetail, GaugeReadingView, GaugeShot
from sprue_server.gauging import showing
from sprue_server.gauging.cell import CellGauges
from sprue_server.gauging.desk import GaugeDesk
from sprue_server.hub import Hub
from sprue_server.shots import key_of

router = Resource(prefix="/gauge", tags=["gauge"])
Quantity = Annotated[str, Query(min_length=1, max_length=64)]
Limit = Annotated[int, Query(ge=1, le=1000, description="Newest shots")]
COLUMNS = (
    *("shot", "counter", "measured_us", "unit", "prediction", "low_90", "high_90", "in_experience"),
    *("trusted", "silent", "outside", "measured", "taught", "version", "origin"),
)


@router.get("/{cell}", summary="The virtual gauges of a cell")
async def gauges(hub: HubIn, cell: Slug) -> GaugeCellView:
    """A gauge for each quantity that is measured: what it has learnt, or what it still needs."""
    known = hub.cell(cell)
    return await asyncio.to_thread(showing.cell_view, hub.gauges, hub.reader, known)


@router.get("/{cell}/readings", summary="What a gauge says of the newest shots", response_model=GaugeDetail)
async def detail(hub: HubIn, cell: Slug, quantity: Quantity, limit: Limit = 200) -> Response:
    """Each with its 90 % interval or why not, beside what was measured; all measured parts."""
    hub.cell(cell)
    told = await asyncio.to_thread(_detail, hub, cell, quantity, limit)
    return Response(told.model_dump_json(), media_type="application/json")


@router.get("/{cell}/shots/{shot}", summary="What the gauges say of one shot")
async def shot(hub: HubIn, cell: Slug, shot: str) -> GaugeShot:
    """By the version that was in force when it was made."""
    known, key = hub.cell(cell), key_of(shot)
    row = await asyncio.to_thread(hub.reader.shot, *key)
    if row is None or row.cell != cell:
        raise HTTPException(404, f"Cell {cell!r} has no shot {shot!r}. Was it of another cell?")
    return await asyncio.to_thread(showing.shot, hub.gauges, hub.reader, known, row)


@router.get("/{cell}/export/gauge.csv", summary="Readings of a gauge as CSV", response_class=Response)
async def gauge_csv(hub: HubIn, cell: Slug, quantity: Quantity, limit: Limit = 1000) -> Response:
    """One row per shot, oldest first; an empty field is not known."""
    hub.cell(cell)
    told = await asyncio.to_thread(_detail, hub, cell, quantity, limit)
    name = f"{cell}-{quantity}-gauge.csv"
    return csv_table(COLUMNS, ([*_row(one), told.origin] for one in told.readings), name)


def _detail(hub: Hub, cell: str, quantity: str, limit: int) -> GaugeDetail:
    desk, state = _state(hub, cell, quantity)
    runs = {one.run for one in state.stretches}
    rows = [row for row in hub.reader.shots(cell, limit=limit) if row.run in runs]
    return showing.detail(desk, state, quantity, rows)


def _state(hub: Hub, cell: str, quantity: str) -> tuple[GaugeDesk, CellGauges]:
    state = hub.gauges.cells.get(cell) if hub.gauges else None
    if hub.gauges is None or state is None or quantity not in state.quantities:
        raise HTTPException(
            404, f"No part of {cell!r} was measured by {quantity!r}. What is measured is at /gauge/{cell}."
        )
    return hub.gauges, state


def _row(one: GaugeReadingView) -> list[object]:
    numbers = ["" if value is None else f"{value:.6g}" for value in (one.prediction, one.low, one.high)]
    return [
        *(one.shot, one.counter, one.measured_us, one.unit, *numbers, one.in_experience, one.trusted),
        *(one.silent or "", one.outside.name if one.outside else ""),
        *("" if one.measured is None else one.measured, one.taught, one.version or ""),
    ]
