"""What press and mould need next: shots to maintenance, and the trend that it is read from."""

import asyncio

from fastapi import Response

from sprue_contract.fields import Slug
from sprue_server.answered import csv_table
from sprue_server.api import HubIn, Resource
from sprue_server.caring.showing import wear
from sprue_server.wear_views import CaredView, SignView, WearView

router = Resource(prefix="/wear", tags=["wear"])
COLUMNS = ("cell", "origin", "part", "sign", "begin_us", "shots", "value", "unit", "reference", "limit")


@router.get("", summary="What each cell needs next")
async def plant(hub: HubIn) -> list[WearView]:
    """All cells of the plant."""
    cells = hub.plant_cells()
    return [await asyncio.to_thread(wear, hub.reader, hub.eyes, cell, hub.now_us()) for cell in cells]


@router.get("/{cell}", summary="What a cell's press and mould need next")
async def of_cell(hub: HubIn, cell: Slug) -> WearView:
    """Parts with their signs, point by point, of at most 90 days."""
    view = hub.cell(cell)
    return await asyncio.to_thread(wear, hub.reader, hub.eyes, view, hub.now_us())


@router.get("/{cell}/export/wear.csv", summary="Signs of wear as CSV", response_class=Response)
async def export(hub: HubIn, cell: Slug) -> Response:
    """One row per sign and point: shots made so far, value, unit, reference and limit."""
    view = hub.cell(cell)
    told = await asyncio.to_thread(wear, hub.reader, hub.eyes, view, hub.now_us())
    rows = [row for part in told.parts for sign in part.signs for row in _rows(told, part, sign)]
    return csv_table(COLUMNS, rows, f"wear-{cell}.csv")


def _rows(told: WearView, part: CaredView, sign: SignView) -> list[list[object]]:
    head = (told.cell, told.origin or "", part.part, sign.name)
    return [
        [*head, begin, round(shots), value, sign.unit, sign.trend.reference, sign.trend.limit]
        for begin, shots, value in zip(sign.begin_us, sign.shots, sign.values, strict=True)
    ]
