"""Technologies for moulding shops: how ripe they are, and for which sectors."""

import asyncio

from sprue_server.api import HubIn, Resource
from sprue_server.content.technologies import technologies
from sprue_server.technology_views import TechnologiesView

router = Resource(prefix="/technologies", tags=["stations"])


@router.get("", summary="Technologies by readiness and sector")
async def every(hub: HubIn) -> TechnologiesView:
    """Those that can be seen here name their station; files that cannot be read are named."""
    return await asyncio.to_thread(technologies, hub.library)
