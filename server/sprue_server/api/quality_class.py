"""Quality classes from process numbers: anybody tries a file of their own; one at a time, nothing is kept."""

import asyncio
import contextlib
import sys
import time
from asyncio.subprocess import PIPE

from fastapi import Request

from sprue_server.answered import body
from sprue_server.api import Resource
from sprue_server.class_views import TrialAnswer, TrialView
from sprue_server.classing import reading
from sprue_server.refused import Refused

router = Resource(prefix="/quality-class", tags=["quality"])
MOST_BYTES = 4_000_000
LONGEST_S = 300.0
COMMAND = (sys.executable, "-m", "sprue_server.quality_class")
busy = asyncio.Lock()


@router.post("/try", summary="Try it on your own parts")
async def attempt(request: Request) -> TrialAnswer:
    """A CSV file with a row per part: numbers, and a column `class`. Learns in a program of its own."""
    data, began = await _body(request), time.monotonic()
    told, ready = await asyncio.to_thread(reading.read, data)
    if ready:
        if busy.locked():
            raise Refused(409, "class_busy")
        async with busy:
            told.trial = TrialView.model_validate_json(await _learnt(data))
    told.took_s = round(time.monotonic() - began, 1)
    return told


async def _learnt(data: bytes) -> bytes:
    process = await asyncio.create_subprocess_exec(*COMMAND, stdin=PIPE, stdout=PIPE)
    try:
        async with asyncio.timeout(LONGEST_S):
            out, _ = await process.communicate(data)
    except TimeoutError as problem:
        raise Refused(503, "class_long", most=LONGEST_S) from problem
    finally:
        with contextlib.suppress(ProcessLookupError):  # it has ended
            process.kill()
    if process.returncode:
        raise Refused(500, "class_broken")
    return out


async def _body(request: Request) -> bytes:
    data = await body(request, MOST_BYTES)
    if len(data) > MOST_BYTES:
        raise Refused(413, "class_large", most=MOST_BYTES / 1_000_000)
    return data
