"""Pictures of parts and moulds, as the camera took them."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path
from fastapi.responses import FileResponse

from sprue_server.api import HubIn

router = APIRouter(tags=["pictures"])
FOR_EVER = "private, max-age=31536000, immutable"  # the name is the hash of the bytes
TYPES = {".jpg": "image/jpeg", ".png": "image/png"}


@router.get("/export/pictures/{sha256}", summary="A picture's own bytes")
async def picture(hub: HubIn, sha256: Annotated[str, Path(pattern="^[0-9a-f]{64}$")]) -> FileResponse:
    """By the SHA-256 of its bytes; 404 when nobody sent it or it is not kept any longer."""
    path = await asyncio.to_thread(hub.reader.picture, sha256)
    if path is None:
        raise HTTPException(404, "There is no such picture. The oldest go when there are too many (see /kept).")
    return FileResponse(path, media_type=TYPES[path.suffix], headers={"Cache-Control": FOR_EVER})
