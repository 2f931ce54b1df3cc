"""The desk: pictures that were stored come in, the worker looks at them, what it saw is kept.

Nothing here makes ingest wait: pictures are named, not read, and what there is no time for is skipped and
counted. What was stored before the hub started is not looked at.
"""

import asyncio
import logging
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sprue_contract.eyes import model_name
from sprue_contract.payloads import Image
from sprue_server.arrivals import Arrival
from sprue_server.inspecting.describing import TRIES, Describing
from sprue_server.inspecting.jobs import InspectJob, Seen
from sprue_server.inspecting.keeping import Keeps, keep_inspection, map_of, now_us, row_of
from sprue_server.inspecting.models import Models
from sprue_server.inspecting.moulds import Moulds
from sprue_server.inspecting.process import Worker, WorkerError
from sprue_server.inspecting.queue import Queue
from sprue_server.inspecting.relearning import Relearning
from sprue_server.inspecting.series import Gathering, Series, Taken, taken_of
from sprue_server.inspecting.shared import SharedPictures
from sprue_server.store.parcel import StreamKey
from sprue_server.store.pictures import keep_pictures, picture_file
from sprue_server.store.problems import StoreBlockedError
from sprue_server.store.reader import Reader
from sprue_server.store.tables import ImageRow

LIMIT_S = 30.0  # of a look, the loading of a model included
AGAIN_S = (0.5, 30.0)  # first and longest wait after the worker died
BLOCKED_S = 1.0
log = logging.getLogger(__name__)


@dataclass
class Count:
    """What became of a cell's series since the start."""

    inspected: int = 0
    failed: int = 0
    not_learnt: int = 0
    why: str | None = None
    mould: str | None = None


class Desk:
    """Gathers, queues, asks the worker, keeps."""

    def __init__(self, data: Path, reader: Reader, store: Keeps) -> None:
        self.data, self.reader, self.store = data, reader, store
        self.shared: SharedPictures | None = None
        self.models, self.worker = Models(data), Worker()
        self.moulds, self.describing = Moulds(reader), Describing(self.models, self.worker, store)
        self.relearning = Relearning(data, self.models, reader, store)
        self.queue, self.gathering = Queue(), Gathering()
        self.counts: dict[str, Count] = {}
        self.away: str | None = None
        self.since_us = now_us()
        self._deaths = 0
        self._now: Series | None = None
        self._came, self._waits = asyncio.Event(), asyncio.Event()

    def loops(self) -> dict[str, Coroutine[Any, Any, None]]:
        """What goes on for ever, by name."""
        return {
            "eyes: series": self._rest(),
            "eyes: looking": self._look(),
            "eyes: models": self.describing.work(),
            "eyes: learning": self.relearning.work(),
            **({"eyes: shared": self.shared.work()} if self.shared else {}),
        }

    def stored(self, arrivals: Iterable[Arrival]) -> None:
        """Ingest has stored these."""
        taken = [one for arrival in arrivals if arrival.topic.kind == "image" for one in self._taken(arrival)]
        if taken:
            self.see(taken)

    def see(self, taken: Iterable[Taken]) -> None:
        """These pictures are in the store."""
        self._put(self.gathering.add(taken, asyncio.get_running_loop().time()))
        self._came.set()

    def waits_for(self, image: ImageRow) -> bool:
        """Whether this picture is on its way to the worker; asked from any thread."""
        key = image.stream, image.measured_us, image.seq
        there = [*self.gathering.open, *self.queue.all(), *filter(None, [self._now])]
        return any(one.key == key for series in there for one in list(series.taken.values()))

    async def end(self) -> None:
        """Let the workers go."""
        await self.worker.end()
        await self.relearning.worker.end()
        if self.shared:
            await asyncio.to_thread(self.shared.turn.close)

    def count(self, cell: str) -> Count:
        """Of a cell."""
        return self.counts.setdefault(cell, Count())

    def _taken(self, arrival: Arrival) -> list[Taken]:
        message, cell = arrival.message, arrival.topic.cell
        found = []
        for row in message.rows:
            stream = self.store.number(StreamKey(message.gateway, message.session, cell, row.run))
            if isinstance(row.body, Image):
                found.append(taken_of((stream, row.measured_us, row.seq), cell, row.run, row.body))
        return found

    def _put(self, whole: Iterable[Series]) -> None:
        for series in whole:
            self.queue.add(series, now_us())
            self._waits.set()

    async def _rest(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self.gathering.wait_s(loop.time())):
                    await self._came.wait()
            self._came.clear()
            self._put(self.gathering.rested(loop.time()))

    async def _look(self) -> None:
        while True:
            series = self._now = self.queue.take()
            if series is None:
                self._waits.clear()
                await self._waits.wait()
                continue
            try:
                await self._look_at(series)
            except StoreBlockedError:  # the health page says it; this series is tried again while there is room
                self._put([series])
                await asyncio.sleep(BLOCKED_S)

    async def _look_at(self, series: Series) -> None:
        count, mould = self.count(series.cell), await self.moulds.of(series.cell, series.first.run)
        count.mould = mould or count.mould
        name = model_name(mould, series.of) if mould else None
        known = self.models.usable(name) if name else None
        if name is None or known is None:
            count.not_learnt += 1
            return
        if await asyncio.to_thread(self.reader.inspection, series.first.key):
            return  # a record that was sent twice
        files = {light: self._file(one) for light, one in series.taken.items()}
        try:
            answer = await self.worker.ask(InspectJob(model=str(known.path), pictures=files), LIMIT_S)
        except WorkerError as problem:
            await self._died(series, str(problem))
            return
        self.away, self._deaths = None, 0
        if answer.seen is None:
            count.failed, count.why = count.failed + 1, answer.problem
            return
        await self._keep(series, name, answer.seen)
        count.inspected += 1

    def _file(self, one: Taken) -> str:
        return str(picture_file(self.data, one.sha256, one.media_type))

    async def _keep(self, series: Series, name: str, seen: Seen) -> None:
        seen_map = map_of(seen)
        row = row_of(series, seen, name, seen_map, now_us())
        if seen_map:
            await self.store.beside(lambda: keep_pictures(self.data, [seen_map]))
        await self.store.change(lambda db: keep_inspection(db, row))

    async def _died(self, series: Series, why: str) -> None:
        log.warning("the eyes' process failed at a picture of %s: %s", series.cell, why)
        self.away, series.tries = why, series.tries + 1
        if series.tries < TRIES:
            self._put([series])
        else:
            count = self.count(series.cell)
            count.failed, count.why = count.failed + 1, why
        first, longest = AGAIN_S
        await asyncio.sleep(min(first * 2**self._deaths, longest))
        self._deaths = min(self._deaths + 1, 10)
