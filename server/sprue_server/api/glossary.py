"""The shop's own words, in every language beside each other."""

import asyncio

from sprue_server.api import HubIn, Resource
from sprue_server.content.glossary import glossary
from sprue_server.glossary_views import GlossaryView

router = Resource(prefix="/glossary", tags=["stations"])


@router.get("", summary="The shop's own words")
async def words(hub: HubIn) -> GlossaryView:
    """Every term in every language that has it; files that cannot be read are named."""
    return await asyncio.to_thread(glossary, hub.library.folders)
