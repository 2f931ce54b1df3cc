"""Photographs that visitors send: how many, how heavy, one at a time beside the loop; nothing of them stays."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from sprue_contract.refusals import Param
from sprue_server.augmented.fixtures import Standing
from sprue_server.augmented.photo import Photo, flat, looked_at
from sprue_server.augmented.places import places
from sprue_server.augmented.views import JudgedView
from sprue_server.auth import Guard
from sprue_server.inspecting.jobs import InspectJob, Seen
from sprue_server.inspecting.process import Worker, WorkerError
from sprue_server.refused import Refused
from sprue_server.vision.pictures import Kind, PictureError

MOST_BYTES = 20_000_000
PHOTOS, PHOTOS_WITHIN_S = 12, 60.0  # of one address
WAITING = 6  # that wait for their turn; a photograph takes about a second
LIMIT_S = 30.0
WHY: Mapping[Kind, str] = {
    "empty": "photo_empty",
    "none": "photo_none",
    "damaged": "photo_damaged",
    "large": "photo_large",
    "small": "photo_small",
    "moves": "photo_moves",
}
LIGHT = "diffuse"  # a photograph has one light, and the hall's is nearest to that


@dataclass
class Photos:
    """The turn of those who send photographs."""

    guard: Guard = field(default_factory=lambda: Guard(PHOTOS, PHOTOS_WITHIN_S))
    waiting: int = 0
    _turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """One after the other.

        Raises:
            Refused: too many wait already.
        """
        if self.waiting >= WAITING:
            raise Refused(503, "photos_busy", waiting=float(self.waiting))
        self.waiting += 1
        try:
            async with self._turn:
                yield
        finally:
            self.waiting -= 1


async def received(body: AsyncIterator[bytes], out: Path) -> None:
    """Write what is sent to a file.

    Raises:
        Refused: it is empty, or too heavy.
    """
    size = 0
    with out.open("wb") as file:  # into the page cache, a few kB at a time
        async for some in body:
            size += len(some)
            if size > MOST_BYTES:
                raise Refused(413, "photo_heavy", megabytes=MOST_BYTES / 1e6)
            file.write(some)
    if not size:
        raise Refused(422, "photo_empty")


async def seen(file: Path, known: Standing) -> Photo:
    """Find the frame, in another thread.

    Raises:
        Refused: it is no picture that can be read.
    """
    try:
        return await asyncio.to_thread(looked_at, file, known)
    except PictureError as problem:
        told: dict[str, Param] = {name: float(value) for name, value in problem.told.items()}
        raise Refused(422, WHY[problem.kind], **told) from problem


async def judged(worker: Worker | None, model: Path, photo: Photo) -> tuple[JudgedView, list[float]]:
    """What the model says of the laid photograph, and where the part lies on the photograph as it was sent."""
    if photo.laid is None or photo.laid_to_photo is None:
        return _unjudged("few_markers" if photo.markers else "no_markers"), []
    if worker is None:
        return _unjudged("no_eyes"), []
    try:
        job = InspectJob(model=str(model), pictures={LIGHT: str(photo.laid)}, fewer=True)
        answer = await worker.ask(job, LIMIT_S)
    except WorkerError:
        return _unjudged("eyes_away"), []
    if answer.seen is None:
        return _unjudged("eyes_away"), []
    return _told(answer.seen), _part(answer.seen, photo.laid_to_photo)


def _unjudged(reason: str, warnings: Sequence[str] = ()) -> JudgedView:
    return JudgedView(verdict="cannot judge", reason=reason, warnings=list(warnings), places=[], silent=[])


def _told(told: Seen) -> JudgedView:
    """What was learnt on the fixture's camera holds for a photograph only if light and focus are as there.

    A good part, photographed so that focus differed, was rejected 24 times of 24 (`docs/ar.md`): such a verdict
    is about the camera.
    """
    if told.warnings and told.reason is None:
        return _unjudged("other_camera", told.warnings)
    if told.reason is not None:
        return _unjudged(told.reason, told.warnings)
    where = places(told.verdict, [check.model_dump() for check in told.checks])
    return JudgedView(verdict=told.verdict, reason=None, warnings=[], places=where, silent=told.silent)


def _part(told: Seen, laid_to_photo: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> list[float]:
    if len(told.mm_to_px) != 9:  # noqa: PLR2004  # 3 x 3
        return []
    return flat(laid_to_photo @ np.array(told.mm_to_px).reshape(3, 3))


@asynccontextmanager
async def thrown_away() -> AsyncIterator[Path]:
    """A folder for one photograph; it goes with all that is in it."""
    folder = await asyncio.to_thread(tempfile.TemporaryDirectory, prefix="sprue-photo-")
    try:
        yield Path(folder.name)
    finally:
        await asyncio.to_thread(folder.cleanup)
