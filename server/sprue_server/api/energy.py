"""What parts cost in energy: each cell, what its figures are made of, what regrind changed; all as CSV."""

import asyncio
from typing import Annotated, Any

from fastapi import Query, Response

from sprue_contract.fields import Slug
from sprue_server.answered import csv_rows
from sprue_server.api import HubIn, MaybeMoment, Resource
from sprue_server.energy_views import CellEnergyAnswer, EnergyAnswer, EnergyView, RegrindView
from sprue_server.metering import asking, fed
from sprue_server.oee_views import FigureView, PeriodUnit

router = Resource(prefix="/energy", tags=["energy"])
HOUR_US = 3_600_000_000
Shots = Annotated[int, Query(ge=1, le=500, description="Newest shots that are looked at")]


@router.get("", summary="Energy of each cell of the plant")
async def plant(hub: HubIn, unit: PeriodUnit = "day", at_us: MaybeMoment = None) -> EnergyAnswer:
    """In the shift, day, week or month of a moment; without one in that which goes on."""
    return await asyncio.to_thread(asking.plant, hub, unit, at_us)


@router.get("/export/cells.csv", summary="Energy of each cell as CSV", response_class=Response)
async def export(hub: HubIn, unit: PeriodUnit = "day", at_us: MaybeMoment = None) -> Response:
    """One row per cell; an empty figure cannot be calculated, and the column after it says why."""
    told = await asyncio.to_thread(asking.plant, hub, unit, at_us)
    rows = [{"period": told.period.name, "from_us": told.period.start_us, **_row(one)} for one in told.cells]
    return csv_rows(rows, f"energy-{told.period.day}-{told.period.unit}.csv")


@router.get("/{cell}", summary="Energy of a cell")
async def of_cell(
    hub: HubIn, cell: Slug, unit: PeriodUnit = "day", at_us: MaybeMoment = None
) -> CellEnergyAnswer:
    """With its performance line, energy by state, windows and shares of regrind."""
    return await asyncio.to_thread(asking.cell, hub, cell, unit, at_us)


@router.get("/{cell}/regrind", summary="What changed with another share of regrind")
async def regrind(hub: HubIn, cell: Slug, limit: Shots = 400) -> RegrindView:
    """Shots of the same job and settings at different shares: what moved, rejects, energy; or why not."""
    hub.cell(cell)
    return await asyncio.to_thread(fed.regrind, hub.reader, cell, limit)


@router.get("/{cell}/export/windows.csv", summary="Windows of a cell as CSV", response_class=Response)
async def windows_csv(hub: HubIn, cell: Slug, unit: PeriodUnit = "day", at_us: MaybeMoment = None) -> Response:
    """One row per window, oldest first: energy and parts of the same time."""
    told = await asyncio.to_thread(asking.cell, hub, cell, unit, at_us)
    origin = " ".join(told.cell.origins)
    rows = [{"cell": cell, "origin": origin, **one.model_dump()} for one in told.counted]
    return csv_rows(rows, f"energy-{cell}-{told.period.day}-{told.period.unit}.csv")


@router.get("/{cell}/export/states.csv", summary="Energy by state of a cell as CSV", response_class=Response)
async def states_csv(hub: HubIn, cell: Slug, unit: PeriodUnit = "day", at_us: MaybeMoment = None) -> Response:
    """One row per state: how long, in how much of that the meter was read, energy and power of that time."""
    told = await asyncio.to_thread(asking.cell, hub, cell, unit, at_us)
    origin = " ".join(told.cell.origins)
    rows = [{"cell": cell, "origin": origin, **one.model_dump()} for one in told.cell.states]
    return csv_rows(rows, f"energy-states-{cell}-{told.period.day}-{told.period.unit}.csv")


@router.get("/{cell}/export/fed.csv", summary="Regrind hour by hour as CSV", response_class=Response)
async def fed_csv(hub: HubIn, cell: Slug, unit: PeriodUnit = "day", at_us: MaybeMoment = None) -> Response:
    """One row per hour and share, as it was set; an empty share was not told."""
    told = await asyncio.to_thread(asking.cell, hub, cell, unit, at_us)
    origin = " ".join(told.cell.origins)
    rows = [{"cell": cell, "origin": origin, **one.model_dump()} for one in told.fed]
    return csv_rows(rows, f"regrind-hours-{cell}-{told.period.day}-{told.period.unit}.csv")


@router.get("/{cell}/export/regrind.csv", summary="Comparison of regrind as CSV", response_class=Response)
async def regrind_csv(hub: HubIn, cell: Slug, limit: Shots = 400) -> Response:
    """One row per share and family of numbers, with intervals."""
    hub.cell(cell)
    told = await asyncio.to_thread(fed.regrind, hub.reader, cell, limit)
    rows = [
        {
            "cell": cell,
            "origin": told.origin,
            **one.model_dump(include={"share_pct", "base_pct", "shots", "base_shots", "in_turn"}),
            **moved.model_dump(exclude={"spreads"}),
            **{f"spreads_{name}": value for name, value in moved.spreads.model_dump().items()},
        }
        for one in told.against
        for moved in one.moved
    ]
    return csv_rows(rows, f"regrind-{cell}.csv")


def _row(one: EnergyView) -> dict[str, Any]:
    return {
        "to_us": one.until_us,
        "cell": one.cell,
        "origin": " ".join(one.origins),
        "source": one.source or "",
        "energy_kwh": round(one.kwh, 4),
        "measured_h": round(one.measured_us / HOUR_US, 4),
        **_figure("kwh_kg", one.per_kg),
        **_figure("kwh_good_part", one.per_good),
        **_figure("kwh_shot", one.per_shot),
        "windows": one.windows,
        "standing_kwh": round(one.standing.kwh, 4),
        "standing_measured_h": round(one.standing.measured_us / HOUR_US, 4),
        "base_kw": round(one.line.base_kw.value, 4) if one.line else "",
        "line_kwh_kg": round(one.line.kwh_kg.value, 4) if one.line else "",
        "regrind_pct": "" if one.regrind.share_pct is None else round(one.regrind.share_pct, 2),
        "regrind_kg": "" if one.regrind.kg is None else round(one.regrind.kg, 3),
    }


def _figure(name: str, one: FigureView) -> dict[str, Any]:
    return {name: "" if one.value is None else round(one.value, 6), f"{name}_why": one.why or ""}
