"""What each station would do for a visitor's own firm. Reckoned from what is sent, and forgotten."""

import asyncio

from fastapi import APIRouter

from sprue_server.api import HubIn
from sprue_server.content.examples import examples
from sprue_server.firm.telling import effects
from sprue_server.firm_views import EffectsView, ExampleView, FirmIn

router = APIRouter(prefix="/firm", tags=["firm"])


@router.get("/examples", summary="Firms to begin with")
async def firms(hub: HubIn) -> list[ExampleView]:
    """Their figures are ours, not a firm's."""
    return await asyncio.to_thread(examples, hub.library.folders)


@router.post("/effects", summary="What each station would do for a firm")
async def reckoned(hub: HubIn, body: FirmIn) -> EffectsView:
    """Low, likely and high, pay-back, what moves it most. Nothing of it is kept."""
    return await asyncio.to_thread(effects, hub.library.stations.values(), body)
