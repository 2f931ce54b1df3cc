"""The worker describes what was learnt: version, goods, promise; a new file is taken without a restart."""

import asyncio
import logging

from sprue_server.inspecting.jobs import DescribeJob
from sprue_server.inspecting.keeping import Keeps, keep_model, now_us
from sprue_server.inspecting.models import Models
from sprue_server.inspecting.process import Worker, WorkerError, WorkerLateError
from sprue_server.store.problems import StoreBlockedError

EVERY_S = 2.0  # the folder is looked at
LIMIT_S = 60.0
TRIES = 2  # a file or picture that kills two processes is not given to a third
log = logging.getLogger(__name__)


class Describing:
    """The loop from the folder to what is known of its files."""

    def __init__(self, models: Models, worker: Worker, store: Keeps) -> None:
        self.models, self.worker, self.store = models, worker, store

    async def work(self) -> None:
        """For ever."""
        while True:
            for name in await asyncio.to_thread(self.models.look):
                await self._describe(name)
            await asyncio.sleep(EVERY_S)

    async def _describe(self, name: str) -> None:
        known = self.models.known[name]
        try:
            answer = await self.worker.ask(DescribeJob(model=str(known.path)), LIMIT_S)
        except WorkerLateError as problem:
            log.warning("%s is not described yet: %s; it is tried again", name, problem)
            return
        except WorkerError as problem:
            known.tries += 1
            known.problem = f"the eyes' process failed at it: {problem}" if known.tries >= TRIES else None
            return
        known.facts, known.problem = answer.facts, answer.problem
        facts = answer.facts
        if facts is None:
            log.warning("%s: %s", known.path, known.problem)
            return
        try:
            await self.store.change(lambda db: keep_model(db, name, facts, now_us()))
        except StoreBlockedError as problem:  # each inspection names the version all the same
            log.warning("%s is used, but since when cannot be noted: %s", name, problem)
