"""What a cell's cameras took last, whether or not anybody looks at it."""

import asyncio
from typing import Annotated

from fastapi import Query

from sprue_contract.eyes import Of
from sprue_server import pictured
from sprue_server.api import HubIn, Resource
from sprue_server.shot_views import PicturedView

router = Resource(prefix="/cells/{cell}", tags=["inspections"])


@router.get("/pictured", summary="The newest pictures of a part or cavity")
async def newest(
    hub: HubIn,
    cell: str,
    of: Annotated[Of, Query(description="Of a part, or of the mould's cavities")] = "part",
) -> PicturedView | None:
    """One series, one picture for each light; null: none has come yet. Nobody need have judged them."""
    known = hub.cell(cell)
    run = known.run if known.sandbox else None  # pictures of earlier visitors of this press are still kept
    return await asyncio.to_thread(pictured.newest, hub.reader, cell, of, run)
