"""The mould room: the cavities' pictures over time, what grows in them, when to look and when to clean."""

import asyncio
from typing import Annotated

from fastapi import Query

from sprue_contract.fields import Slug
from sprue_server.api import HubIn, MaybeMoment, Resource
from sprue_server.inspecting import mould_room
from sprue_server.mould_views import MouldDetail, MouldView

router = Resource(prefix="/mould-room", tags=["eyes"])


@router.get("", summary="Moulds in their presses")
async def moulds(hub: HubIn) -> list[MouldView]:
    """Of every cell of the plant that says which mould it has."""
    cells = hub.plant_cells()
    return await asyncio.to_thread(mould_room.moulds, hub.reader, hub.eyes, cells)


@router.get("/{cell}", summary="One mould with its cavities")
async def mould(
    hub: HubIn,
    cell: Slug,
    limit_mm2: Annotated[float, Query(gt=0, le=100_000, description="The size that calls for work")] = 4.0,
    after_us: MaybeMoment = None,
) -> MouldDetail:
    """Inspections, tracked defects with a forecast, cleanings with pictures before and after, and the plan."""
    view = hub.cell(cell)
    return await asyncio.to_thread(
        mould_room.detail, hub.reader, hub.eyes, view, mould_room.Wanted(limit_mm2, after_us)
    )
