"""What the hub keeps how long, and what has gone already."""

import asyncio

from fastapi import APIRouter

from sprue_server.api import HubIn
from sprue_server.kept import KeptView, kept

router = APIRouter(tags=["plant"])


@router.get("/kept", summary="What is kept how long, and what has gone")
async def what_is_kept(hub: HubIn) -> list[KeptView]:
    """By kind, as the plant file says; what has gone is counted."""
    return kept(hub.plant.keep, await asyncio.to_thread(hub.reader.purged))
