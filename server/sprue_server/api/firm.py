"""What each station would do for a visitor's own firm. Reckoned from what is sent, and forgotten."""

import asyncio

from fastapi import APIRouter, Request

from sprue_server.api import HubIn
from sprue_server.api.sandbox import not_too_often
from sprue_server.content.examples import examples
from sprue_server.firm.telling import effects
from sprue_server.firm_views import EffectsView, ExampleView, FirmIn

router = APIRouter(prefix="/firm", tags=["firm"])


@router.get("/examples", summary="Firms to begin with")
async def firms(hub: HubIn) -> list[ExampleView]:
    """Their figures are ours, not a firm's."""
    return await asyncio.to_thread(examples, hub.library.folders)


@router.post("/effects", summary="What each station would do for a firm")
async def reckoned(request: Request, hub: HubIn, body: FirmIn) -> EffectsView:
    """Low, likely and high, pay-back, what moves it most. Nothing of it is kept."""
    caller = request.client.host if request.client else ""
    not_too_often(hub.reckons, caller, hub.now_us(), "too_many_takes")
    return await asyncio.to_thread(effects, hub.library.stations.values(), body)
