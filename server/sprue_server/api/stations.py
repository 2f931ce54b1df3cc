"""Stations of the tour: what each tells, shows and asks for."""

import asyncio
from typing import Annotated

from fastapi import HTTPException, Query

from sprue_contract.fields import Slug
from sprue_contract.words import OWN, Language
from sprue_server.api import HubIn, Resource
from sprue_server.content import told
from sprue_server.station_views import StationsView, StationView

router = Resource(prefix="/stations", tags=["stations"])
Tongue = Annotated[Language, Query(description="Where a text is missing in it, the English one is told")]


@router.get("", summary="All stations")
async def stations(hub: HubIn, language: Tongue = OWN) -> StationsView:
    """In the order of the tour; files that cannot be read are named."""
    return await asyncio.to_thread(told.all_of, hub.library, language)


@router.get("/{station}", summary="A station with its text")
async def station(hub: HubIn, station: Slug, language: Tongue = OWN) -> StationView:
    """Figures are those of the example firm, reckoned now. 404 when there is none of this name."""
    if station not in hub.library.stations:
        raise HTTPException(
            404, f"No station is called {station!r}; there are {', '.join(hub.library.stations)}."
        )
    return await asyncio.to_thread(told.tell, hub.library, station, language)
