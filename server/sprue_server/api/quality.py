"""Statistical process control: control charts of a cell's shots, and how well they fit a tolerance."""

import asyncio
from typing import Annotated

from fastapi import HTTPException, Query, Response

from sprue_contract.fields import Slug
from sprue_server.answered import csv_table
from sprue_server.api import HubIn, Resource
from sprue_server.hub import Hub
from sprue_server.quality import capable, listing, shots, showing, table
from sprue_server.quality.drawing import Asked
from sprue_server.quality.memory import Question
from sprue_server.quality_views import CapabilityView, ChartName, ControlChart, QualityView
from sprue_server.spc.capability import Tolerance
from sprue_server.spc.charts import chart as kind

router = Resource(prefix="/quality", tags=["quality"])
Quantity = Annotated[str, Query(min_length=1, max_length=64)]
Limit = Annotated[int, Query(ge=1, le=shots.MOST, description="Newest shots, or parts that a gauge has read")]
Size = Annotated[int | None, Query(ge=1, le=10, description="Shots per point; 5 for xbar_r, else 1")]
Side = Annotated[
    float | None, Query(allow_inf_nan=False, description="Of the tolerance, in the quantity's unit")
]
GROUP = 5


@router.get("/{cell}", summary="What can be charted of a cell")
async def quality(hub: HubIn, cell: Slug) -> QualityView:
    """Quantities of its newest shots and parts, with counts, and the kinds of chart."""
    hub.cell(cell)
    return await asyncio.to_thread(listing.listing, hub.reader, cell)


@router.get("/{cell}/chart", summary="Control chart of a quantity", response_model=ControlChart)
async def chart(
    hub: HubIn,
    cell: Slug,
    quantity: Quantity,
    chart: ChartName = "individuals",
    size: Size = None,
    limit: Limit = 500,
) -> Response:
    """Points oldest first, with limits for each, and what the rules mark. Limits once learnt are kept."""
    hub.cell(cell)
    asked = _asked(Question(cell, quantity, size or (GROUP if chart == "xbar_r" else 1)), chart)
    text = await asyncio.to_thread(lambda: _chart(hub, asked, limit).model_dump_json())
    return Response(text, media_type="application/json")  # FastAPI would check each of its points once more


@router.get("/{cell}/capability", summary="How well a quantity fits a tolerance")
async def capability(
    hub: HubIn, cell: Slug, quantity: Quantity, low: Side = None, high: Side = None, limit: Limit = 500
) -> CapabilityView:
    """Cp, Cpk, Pp, Ppk of the newest stretch with their intervals, or why there are none. Nothing is kept."""
    hub.cell(cell)
    question = Question(cell, quantity, 1)
    return await asyncio.to_thread(
        lambda: capable.capable(question, Tolerance(low, high), _newest(hub, question, limit))
    )


@router.get("/{cell}/export/chart.csv", summary="Control chart as CSV", response_class=Response)
async def chart_csv(
    hub: HubIn,
    cell: Slug,
    quantity: Quantity,
    chart: ChartName = "individuals",
    size: Size = None,
    limit: Limit = 500,
) -> Response:
    """One row per point, oldest first; an empty field is no number."""
    hub.cell(cell)
    asked = _asked(Question(cell, quantity, size or (GROUP if chart == "xbar_r" else 1)), chart)
    told = await asyncio.to_thread(lambda: _chart(hub, asked, limit))
    return csv_table(table.head(told), table.rows(told), f"{cell}-{quantity}-{chart}.csv")


def _asked(question: Question, chart: ChartName) -> Asked:
    sizes = kind(chart).SIZES
    if question.size not in sizes:
        told = "1 shot" if len(sizes) == 1 else f"{sizes[0]} to {sizes[-1]} shots"
        raise HTTPException(422, f"A chart {chart!r} takes {told} per point, not {question.size}.")
    return Asked(question, chart)


def _newest(hub: Hub, question: Question, limit: int) -> shots.Series:
    known = shots.wanted(question.quantity)
    found = shots.newest(hub.reader, question.cell, question.quantity, limit) if known else None
    if found is None:
        raise HTTPException(
            404,
            f"Neither shots nor gauges of {question.cell!r} have told {question.quantity!r} lately. "
            f"What they tell is at /quality/{question.cell}.",
        )
    return found


def _chart(hub: Hub, asked: Asked, limit: int) -> ControlChart:
    return showing.chart(hub.reader, hub.limits, asked, _newest(hub, asked.question, limit))
