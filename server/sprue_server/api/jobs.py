"""Jobs as people have told them: a sheet that is imported, and what holds."""

import asyncio
from zoneinfo import ZoneInfo

from fastapi import Request

from sprue_contract.fields import Slug
from sprue_server.answered import body
from sprue_server.api import HubIn, MaybeMoment, Resource
from sprue_server.api.roles import RoleNow, need
from sprue_server.floor import asking, importing
from sprue_server.floor_views import ImportView, ToldJobView
from sprue_server.imports.table import MOST_BYTES
from sprue_server.store.floor_tables import JobRow

router = Resource(prefix="/jobs", tags=["floor"])
MOST = 1000  # jobs of one answer, the newest


@router.get("", summary="Jobs that were told")
async def jobs(
    hub: HubIn, cell: Slug | None = None, from_us: MaybeMoment = None, to_us: MaybeMoment = None
) -> list[ToldJobView]:
    """Of one cell or the plant, by their beginning, the newest first."""
    names = [hub.cell(cell).cell] if cell else [one.cell for one in hub.plant_cells()]
    period = {name: us for name, us in (("from_us", from_us), ("to_us", to_us)) if us is not None}
    rows = await asyncio.to_thread(lambda: hub.reader.noted(JobRow, names, **period))
    return [
        ToldJobView.model_validate({**row.model_dump(), "from_us": row.at_us}) for row in reversed(rows[-MOST:])
    ]


@router.post("/import", summary="Take over jobs from a CSV file (instructor)")
async def take_over(hub: HubIn, role: RoleNow, request: Request) -> ImportView:
    """Good rows are taken over, every other one is told with what to do; the same file twice does no harm."""
    need("instructor", role)
    data = await body(request, MOST_BYTES)
    cells = [one.cell for one in hub.plant_cells()]
    who = (role, asking.now_us(hub))
    zone = ZoneInfo(hub.plant.timezone)
    told, change = await asyncio.to_thread(importing.read, hub.reader, data, zone, cells, who)
    await hub.writes.change(change)
    hub.noted += 1
    return told
