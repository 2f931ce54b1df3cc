"""What each station would do for a visitor's own firm. Reckoned from what is sent, and forgotten."""

import asyncio

from fastapi import Request, Response

from sprue_server.api import HubIn, Resource
from sprue_server.api.roadmap import today
from sprue_server.api.sandbox import not_too_often
from sprue_server.content.examples import examples
from sprue_server.firm_views import EffectsView, ExampleView
from sprue_server.planning.jobs import Job
from sprue_server.roadmap_views import EffectsIn, RoadMapIn

router = Resource(prefix="/firm", tags=["firm"])


@router.get("/examples", summary="Firms to begin with")
async def firms(hub: HubIn) -> list[ExampleView]:
    """Their figures are ours, not a firm's."""
    return await asyncio.to_thread(examples, hub.library.folders)


@router.post("/effects", summary="What each station would do for a firm", response_model=EffectsView)
async def reckoned(request: Request, hub: HubIn, body: EffectsIn) -> Response:
    """Low, likely and high, pay-back, what moves it most. Nothing of it is kept."""
    caller = request.client.host if request.client else ""
    not_too_often(hub.reckons, caller, hub.now_us(), "too_many_takes")
    asked = RoadMapIn(firm=body.firm, own=body.own, answers=body.answers)
    job = Job(kind="effects", folders=tuple(hub.library.folders), day=today(hub), asked=asked)
    return Response(await hub.planner.told(job), media_type="application/json")
