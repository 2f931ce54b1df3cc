"""The relief of a part or a cavity: what pictures under four raking lamps tell together."""

import asyncio
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import cv2
from fastapi import APIRouter, HTTPException, Query, Response

from sprue_server.api import HubIn
from sprue_server.api.inspections import found_row
from sprue_server.api.pictures import FOR_EVER
from sprue_server.hub import Hub
from sprue_server.store.pictures import picture_file
from sprue_server.vision.pictures import PictureError, read
from sprue_server.vision.shown_relief import ReliefError, Shows, relief
from sprue_server.vision.slopes import RAKING

router = APIRouter(tags=["eyes"])
KEPT = 32  # pictures of some 150 kB in memory: visitors look at the same ones


@router.get("/export/inspections/{inspection}/relief.png", summary="Where the face is bent, as a grey picture")
async def relief_png(
    hub: HubIn,
    inspection: str,
    shows: Annotated[Shows, Query(description="Fine lines (scratch, crack) or broad hollows (sink)")] = "lines",
) -> Response:
    """In the pixels of its pictures, darker in grooves; 404 without pictures under all four raking lamps."""
    made = await asyncio.to_thread(_made, hub, inspection, shows)
    return Response(made, media_type="image/png", headers={"Cache-Control": FOR_EVER})


def _made(hub: Hub, inspection: str, shows: Shows) -> bytes:
    kept = hub.reader.images_of(found_row(hub, inspection))
    files = {
        light: picture_file(hub.reader.data, one.sha256, one.media_type)
        for light, one in kept.items()
        if light in RAKING
    }
    try:
        return _drawn(_there(files), shows)
    except (ReliefError, PictureError) as problem:
        raise HTTPException(404, f"Inspection {inspection!r} has no relief: {problem}.") from problem


def _there(files: Mapping[str, Path]) -> tuple[tuple[str, Path], ...]:
    """Those that are still kept."""
    return tuple(sorted((light, path) for light, path in files.items() if path.is_file()))


@lru_cache(maxsize=KEPT)
def _drawn(files: tuple[tuple[str, Path], ...], shows: Shows) -> bytes:
    """A file's name is the hash of its bytes."""
    pictures = {light: read(path).pixels for light, path in files}
    return cv2.imencode(".png", relief(pictures, shows))[1].tobytes()
