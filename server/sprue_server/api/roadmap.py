"""A firm's road map: questions, plan, and the same on paper. Reckoned from what is sent, and forgotten."""

import asyncio
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Query, Request, Response

from sprue_contract.words import OWN, Language
from sprue_server.api import HubIn, Resource
from sprue_server.api.sandbox import not_too_often
from sprue_server.auth import is_this_machine
from sprue_server.content.phrases import phrases
from sprue_server.hub import Hub
from sprue_server.planning.jobs import Job
from sprue_server.roadmap.desk import road_of
from sprue_server.roadmap.telling import PATTERN, questions
from sprue_server.roadmap_views import AssessmentView, RoadMapIn, RoadMapView
from sprue_server.sheets.plan_sheet import Sheet, plan_sheet

router = Resource(prefix="/roadmap", tags=["road map"])
Tongue = Annotated[Language, Query(description="Where a text is missing in it, the English one is told")]


@router.get("/assessment", summary="The questions of the self-assessment")
async def assessment(hub: HubIn, language: Tongue = OWN) -> AssessmentView:
    """A dozen; what is answered stays on the device until a plan is asked for."""
    return await asyncio.to_thread(lambda: questions(road_of(hub.library).asked, language))


@router.post("/plan", summary="The road map of a firm", response_model=RoadMapView)
async def plan(request: Request, hub: HubIn, body: RoadMapIn) -> Response:
    """What fits, what it costs and brings, in which order, why, and what is out and why. Nothing is kept."""
    return Response(await _planned(request, hub, body), media_type="application/json")


async def _planned(request: Request, hub: Hub, body: RoadMapIn) -> str:
    not_too_often(hub.plans, request.client.host if request.client else "", hub.now_us(), "too_many_plans")
    return await hub.planner.told(
        Job(kind="plan", folders=tuple(hub.library.folders), day=today(hub), asked=body)
    )


def today(hub: Hub) -> date:
    """The plant's day."""
    return datetime.fromtimestamp(hub.now_us() / 1e6, ZoneInfo(hub.plant.timezone)).date()


@router.post("/export/plan.pdf", summary="The road map on paper", response_class=Response)
async def paper(request: Request, hub: HubIn, body: RoadMapIn) -> Response:
    """A4, two pages at most, in the language asked for. Nothing is kept."""
    made = RoadMapView.model_validate_json(await _planned(request, hub, body))
    say = phrases(hub.library.folders, PATTERN, body.language)
    pdf = await asyncio.to_thread(plan_sheet, Sheet(made, say, page_address(request)))
    return Response(pdf, media_type="application/pdf", headers=_named("pdf"))


@router.post("/export/plan.json", summary="The road map as data", response_class=Response)
async def data(request: Request, hub: HubIn, body: RoadMapIn) -> Response:
    """The same as `plan`, as a file."""
    made = RoadMapView.model_validate_json(await _planned(request, hub, body))
    return Response(made.model_dump_json(indent=2), media_type="application/json", headers=_named("json"))


def _named(kind: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="sprue-plan.{kind}"'}


def page_address(request: Request) -> str | None:
    """Where the page is found from elsewhere; this machine's own name says nothing at home."""
    host = request.url.hostname or ""
    return (
        None
        if host in {"", "localhost", "testserver"} or is_this_machine(host)
        else f"{request.base_url}#/road-map"
    )
