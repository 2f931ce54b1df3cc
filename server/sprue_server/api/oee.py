"""How much of the time made good parts, by the plant's calendar: the plant, each cell, and all of it as CSV."""

import asyncio

from fastapi import Response

from sprue_contract.fields import Slug
from sprue_server.answered import csv_rows
from sprue_server.api import HubIn, MaybeMoment, Resource
from sprue_server.floor import asking
from sprue_server.oee_views import CellOeeAnswer, OeeAnswer, OeeView, PeriodUnit

router = Resource(prefix="/oee", tags=["oee"])
HOUR_US = 3_600_000_000
RATIOS = ("oee", "availability", "effectiveness", "quality")


@router.get("", summary="Effectiveness of the plant and each of its cells")
async def plant(hub: HubIn, unit: PeriodUnit = "day", at_us: MaybeMoment = None) -> OeeAnswer:
    """In the shift, day, week or month of a moment; without one in that which goes on."""
    return await asyncio.to_thread(asking.plant, hub, unit, at_us)


@router.get("/export/cells.csv", summary="Effectiveness as CSV", response_class=Response)
async def export(hub: HubIn, unit: PeriodUnit = "day", at_us: MaybeMoment = None) -> Response:
    """One row per cell, hours and parts; an empty ratio cannot be calculated, and the next column says why."""
    told = await asyncio.to_thread(asking.plant, hub, unit, at_us)
    rows = [{"period": told.period.name, "from_us": told.period.start_us, **_row(one)} for one in told.cells]
    return csv_rows(rows, f"oee-{told.period.day}-{told.period.unit}.csv")


@router.get("/{cell}", summary="Effectiveness of a cell")
async def of_cell(hub: HubIn, cell: Slug, unit: PeriodUnit = "day", at_us: MaybeMoment = None) -> CellOeeAnswer:
    """With its losses, reasons, flags, and the shorter periods that this one is made of."""
    return await asyncio.to_thread(asking.cell, hub, cell, unit, at_us)


def _row(one: OeeView) -> dict[str, object]:
    ratios = {name: getattr(one, name) for name in RATIOS}
    return {
        "to_us": one.until_us,
        "cell": one.cell,
        "origin": " ".join(one.origins),
        **{name: "" if ratio.value is None else round(ratio.value, 4) for name, ratio in ratios.items()},
        "why": one.oee.why or "",
        "calendar_h": round(one.calendar_us / HOUR_US, 4),
        **{f"{step.key}_h": round(step.loss_us / HOUR_US, 4) for step in one.steps[1:]},
        "good_h": round(one.good_us / HOUR_US, 4),
        "parts": one.pq,
        "good_parts": one.gq,
        "scrap_parts": one.sq,
    }
