"""Reads the lines a simulated machine sends and turns them into readings.

Every line is checked before it is kept, because what is kept must be readable at the hub. Bodies go through the
contract's models, except samples: they are nine lines of ten, and a check of the frames by hand (`_frames`) is
ten times faster and lets through nothing that the model would refuse (a test holds the two against each other).
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from operator import itemgetter
from typing import Any

from pydantic import ValidationError

from sprue_contract.face import MAX_LINE, Ask
from sprue_contract.fields import MAX_EXACT
from sprue_contract.payloads import BODIES, MAX_CHANNELS
from sprue_edge.reading import Reading, SourceError, to_json

# Also what asyncio buffers: its own readline would take 8 MB of memory for each line of 4 MB that may come.
CHUNK = 16_384
NUMBERS = {float, int, type(None)}
LAYOUT = re.compile(r"[0-9a-f]{16}")
RUN = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
MAX_FRAMES = 5000
_parts = itemgetter("position", "kind", "run", "measured_us", "body")


async def lines(host: str, port: int, ask: Ask) -> AsyncIterator[bytes]:
    """Ask the machine and yield its lines until it closes.

    Raises:
        OSError: nobody answers there.
        ValueError: a line without an end.
    """
    reader, writer = await asyncio.open_connection(host, port, limit=CHUNK)
    try:
        writer.write(ask.model_dump_json().encode() + b"\n")
        rest = b""
        while chunk := await reader.read(CHUNK):
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole:
                yield line
            if len(rest) > MAX_LINE:
                raise ValueError(f"a line longer than {MAX_LINE} bytes")
            await asyncio.sleep(0)  # a full buffer never waits: let the other sources have their turn
    finally:
        writer.close()


def read_record(line: bytes) -> tuple[int, Reading]:
    """A line as position and reading; the reading's own position is for the caller to set.

    Raises:
        SourceError: the machine refuses.
        ValueError: the line is no record; says what is wrong with it.
    """
    raw = json.loads(line.decode())
    if not isinstance(raw, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004  # wrong data, not a wrong argument
    if "refused" in raw:
        raise SourceError(f"the simulator refuses: {raw['refused']}")
    try:
        return _record(raw)
    except KeyError as problem:
        raise ValueError(f"no {problem} in it") from problem
    except ValidationError as problem:
        item = problem.errors(include_url=False, include_input=False)[0]
        raise ValueError(f"{raw['kind']}: {'.'.join(map(str, item['loc']))}: {item['msg']}") from problem


def _record(raw: dict[str, Any]) -> tuple[int, Reading]:
    position, kind, run, measured_us, body = _parts(raw)
    if kind not in BODIES or not isinstance(run, str) or not RUN.fullmatch(run):
        raise ValueError(f"kind {kind!r} of run {run!r}")
    if not _whole(position) or not _whole(measured_us):
        raise ValueError(f"position {position!r} at {measured_us!r}")
    if kind == "sample":
        frames = _frames(body)
        text = to_json(frames)[1:-1]
        return position, Reading(kind, run, measured_us, text, None, len(frames), body["layout"])
    BODIES[kind].model_validate(body)
    return position, Reading(kind, run, measured_us, to_json(body), None)


def _frames(body: dict[str, Any]) -> list[list[float | int | None]]:
    frames, layout = body["frames"], body["layout"]
    if body.keys() != {"frames", "layout"} or not isinstance(layout, str) or not LAYOUT.fullmatch(layout):
        raise ValueError("a sample has a layout, frames, and nothing else")
    if not isinstance(frames, list) or not 1 <= len(frames) <= MAX_FRAMES:
        raise ValueError(f"a sample has 1 to {MAX_FRAMES} frames")
    if not isinstance(frames[0], list) or not 2 <= len(frames[0]) <= MAX_CHANNELS + 1:  # noqa: PLR2004
        raise ValueError("a frame has a time and at least one value")
    for frame in frames:
        if (
            not isinstance(frame, list)
            or len(frame) != len(frames[0])
            or not NUMBERS.issuperset(map(type, frame))
        ):
            raise ValueError("a frame is a list of numbers, as long as its neighbours")
        if not _whole(frame[0]):
            raise ValueError("a frame begins with its time in whole microseconds since 1970")
    return frames


def _whole(value: object) -> bool:
    return type(value) is int and 0 <= value < MAX_EXACT
