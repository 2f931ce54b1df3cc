"""The plant, its health and its clock."""

import asyncio

from fastapi import APIRouter, Response

from sprue_contract.quantities import QUANTITIES
from sprue_contract.words import naming
from sprue_server.api import HubIn
from sprue_server.health_views import HealthView
from sprue_server.hub import VERSION
from sprue_server.views import PlantView, QuarantineView, TopicView

router = APIRouter(tags=["plant"])


@router.get("/plant", summary="Name, calendar and clock")
def plant(hub: HubIn) -> PlantView:
    """What the plant is called, which calendar it follows, what time the hub has."""
    declared = hub.plant
    return PlantView(
        **naming(title=declared.title),
        timezone=declared.timezone,
        now_us=hub.now_us(),
        pace=declared.pace,
        version=VERSION,
    )


@router.get("/health", summary="Does data flow?")
def health(hub: HubIn) -> HealthView:
    """Always 200, with the truth inside; see `/ready` for machines that only read the code."""
    return hub.health()


@router.get("/ready", summary="200 when data is stored, 503 when not")
def ready(hub: HubIn, response: Response) -> HealthView:
    """For container health checks."""
    found = hub.health()
    if found.status == "blocked" or found.broker != "connected":
        response.status_code = 503
    return found


@router.get("/quarantine", summary="Messages that could not be read")
async def quarantine(hub: HubIn) -> list[QuarantineView]:
    """By reason, with counts; nothing is lost in silence."""
    rows = await asyncio.to_thread(hub.reader.quarantine)
    return [QuarantineView.model_validate(row, from_attributes=True) for row in rows]


@router.get("/topics", summary="Every MQTT topic that passes by")
def topics(hub: HubIn) -> list[TopicView]:
    """Rates, sizes and the newest payload."""
    return hub.outside.topics()


@router.get("/quantities", summary="Every quantity Sprue has a word for")
def quantities() -> dict[str, dict[str, str | float | None]]:
    """Unit, meaning, plausible range and OPC 40077 name."""
    return {name: quantity._asdict() for name, quantity in QUANTITIES.items()}
