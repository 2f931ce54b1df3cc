"""Learning anew from what people have told: in a process of its own, and only a better model is used.

It is tried when 20 defects of a model are confirmed, again after every five more, and when an instructor asks.
"""

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sprue_server.inspecting.jobs import RelearnJob, Relearnt, Told
from sprue_server.inspecting.keeping import Keeps, now_us
from sprue_server.inspecting.models import Models
from sprue_server.inspecting.process import Worker, WorkerError
from sprue_server.store.inspections import Labelled
from sprue_server.store.pictures import picture_file
from sprue_server.store.problems import StoreBlockedError
from sprue_server.store.reader import Reader
from sprue_server.store.tables import AuditRow

NEEDS, MORE = 20, 5  # confirmed defects: for the first time, and again
LIMIT_S = 900.0
ROOM = 100  # models that wait
MOST = 2000  # verdicts, the newest
log = logging.getLogger(__name__)


@dataclass
class Tried:
    """How the last try with a model went; `defects`: how many were told then."""

    state: Literal["running", "better", "not better", "failed"]
    at_us: int
    defects: int
    result: Relearnt | None = None
    why: str | None = None


class Relearning:
    """The loop, what was tried, and what waits."""

    def __init__(self, data: Path, models: Models, reader: Reader, store: Keeps) -> None:
        self.data, self.models, self.reader, self.store = data, models, reader, store
        self.worker = Worker()
        self.tried: dict[str, Tried] = {}
        self._asked: dict[str, bool] = {}  # whether it is to be tried in any case
        self._news = asyncio.Event()

    def ask(self, name: str, *, anyway: bool = True) -> None:
        """A person wants it, or has told of one more inspection."""
        if len(self._asked) < ROOM or name in self._asked:
            self._asked[name] = self._asked.get(name, False) or anyway
            self._news.set()

    async def work(self) -> None:
        """For ever."""
        while True:
            await self._news.wait()
            if not self._asked:
                self._news.clear()
                continue
            name = next(iter(self._asked))
            anyway = self._asked.pop(name)
            try:
                await self._consider(name, anyway=anyway)
            except StoreBlockedError as problem:
                log.warning("%s is not learnt anew: %s", name, problem)
            await self.worker.end()  # it is large, and seldom needed

    async def _consider(self, name: str, *, anyway: bool) -> None:
        known = self.models.usable(name)
        if known is None:
            return
        told = await asyncio.to_thread(self._told, name)
        defects = sum(one.defect for one in told)
        before = self.tried[name].defects if name in self.tried else 0
        if not anyway and (defects < NEEDS or defects < before + MORE):
            return
        self.tried[name] = tried = Tried("running", now_us(), defects)
        job = RelearnJob(model=str(known.path), told=told, out=str(known.path))
        try:
            answer = await self.worker.ask(job, LIMIT_S)
        except WorkerError as problem:
            tried.state, tried.why = "failed", str(problem)
        else:
            tried.result, tried.why = answer.relearnt, answer.problem
            tried.state = (
                "failed" if answer.relearnt is None else "better" if answer.relearnt.won else "not better"
            )
        await self._note(name, tried)

    async def _note(self, name: str, tried: Tried) -> None:
        result, areas = tried.result, ""
        if result and result.before is not None and result.after is not None:
            areas = f", area {result.before:.3f} before, {result.after:.3f} after"
        words = f"{name}: {tried.state}, {tried.defects} confirmed defects{areas} {tried.why or ''}".strip()
        note = AuditRow(at_us=now_us(), role="hub", what="eyes_learnt", detail=words[:200])
        await self.store.change(lambda db: db.add(note))

    def _told(self, name: str) -> list[Told]:
        """What people have said of inspections whose pictures are all there still."""
        found = []
        for one in self.reader.labelled(name)[:MOST]:
            files = self._files(one)
            if files:
                found.append(Told(pictures=files, defect=one.told.told == "defect"))
        return found

    def _files(self, one: Labelled) -> dict[str, str] | None:
        images = self.reader.images_of(one.row)
        files = {
            light: picture_file(self.data, image.sha256, image.media_type) for light, image in images.items()
        }
        there = files.keys() == one.row.pictures.keys() and all(path.is_file() for path in files.values())
        return {light: str(path) for light, path in files.items()} if there else None
