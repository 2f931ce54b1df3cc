"""Cells: what they are, how they are, what they measure."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query

from sprue_contract.payloads import Birth
from sprue_server.api import HubIn, MaybeMoment, Moment
from sprue_server.views import CellView, ChannelsView, Counts, EventView, SeriesAnswer

router = APIRouter(tags=["cells"])


@router.get("/cells", summary="All cells as they are now")
def cells(hub: HubIn) -> list[CellView]:
    """State, values with age and origin, newest shot, counters. Visitors' own cells are not among them."""
    return hub.plant_cells()


@router.get("/cells/{cell}", summary="One cell as it is now")
def cell(hub: HubIn, cell: str) -> CellView:
    """404 when nobody knows it."""
    return hub.cell(cell)


@router.get("/cells/{cell}/channels", summary="What a cell measures")
async def channels(hub: HubIn, cell: str) -> ChannelsView:
    """Channels of the current run with unit, meaning, limits and origin."""
    hub.cell(cell)
    row = await asyncio.to_thread(hub.reader.current_birth, cell)
    if row is None:
        return ChannelsView(cell=cell, run=None, channels=[], shot_fields=[])
    birth = Birth.model_validate(row.body)
    return ChannelsView(cell=cell, run=row.run, channels=birth.channels, shot_fields=birth.shot_fields)


@router.get("/cells/{cell}/series", summary="Channels over a period, at most 2,000 points each")
async def series(
    hub: HubIn,
    cell: str,
    channel: Annotated[list[str], Query(min_length=1, max_length=40)],
    from_us: Moment,
    to_us: Moment,
    points: Annotated[int, Query(ge=10, le=2000)] = 1000,
) -> SeriesAnswer:
    """Lowest, highest and mean per pixel, from frames or the roll-up ladder."""
    if from_us >= to_us:
        raise HTTPException(422, f"from_us ({from_us}) must lie before to_us ({to_us}).")
    hub.cell(cell)
    answer = await asyncio.to_thread(
        hub.reader.series, cell, channel, from_us=from_us, to_us=to_us, points=points
    )
    return SeriesAnswer.model_validate(answer)


@router.get("/events", summary="What happened: alarms, changed parameters, gaps")
async def events(
    hub: HubIn,
    cell: str | None = None,
    after_us: MaybeMoment = None,
    before_us: MaybeMoment = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> list[EventView]:
    """Newest first, of one cell or of the whole plant."""
    names = [hub.cell(cell).cell] if cell else [one.cell for one in hub.plant_cells()]
    period = {"after_us": after_us, "before_us": before_us}
    rows = await asyncio.to_thread(hub.reader.events, names, **period, limit=limit)
    return [EventView(cell=row.cell, measured_us=row.measured_us, **_told(row.body)) for row in rows]


def _told(body: dict[str, object]) -> dict[str, object]:
    return {name: body.get(name) for name in EventView.model_fields if name not in {"cell", "measured_us"}}


@router.get("/counters", summary="produced = waiting at the edge + stored")
def counters(hub: HubIn) -> dict[str, Counts]:
    """For every cell of the plant whose gateway has counted."""
    return {one.cell: one.counts for one in hub.plant_cells() if one.counts is not None}
