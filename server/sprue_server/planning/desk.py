"""Who wants a plan waits in a line; a process takes them one by one, what is short before what is long.

Measured with 200 visitors on two cores: reckoned in the hub's own threads, every page waited for the plans of
all others (`benchmarks.touring`). Until the process is there, and when it fails, the hub reckons itself: a plan
is late then, never missing.
"""

import asyncio
import logging
import sys
from asyncio import Future, PriorityQueue
from collections import deque
from collections.abc import Coroutine, Sequence
from itertools import count
from typing import Any, NamedTuple

from sprue_server.inspecting.process import Piped, WorkerError
from sprue_server.planning.jobs import Job, Told, done

COMMAND = (sys.executable, "-m", "sprue_server.planning.worker")
LIMIT_S = 20.0  # of one job, the start of the process included
IDLE_S = 900.0  # then it is let go
AHEAD = 4  # jobs that it has been given: while a busy hub reads an answer it does the next
AGAIN_S = (0.5, 30.0)  # first and longest rest after it died
log = logging.getLogger(__name__)


class Turn(NamedTuple):
    """A place in the line: `rank` and `number` are all that is compared. Without an answer nobody waits."""

    rank: bool
    number: int
    job: Job
    answer: "Future[str] | None"

    @property
    def gone(self) -> bool:
        """Whoever asked has left."""
        return self.answer is not None and self.answer.done()

    def settle(self, told: str | WorkerError) -> None:
        """Tell who waits, if somebody still does."""
        if self.answer is None or self.answer.done():
            return
        if isinstance(told, WorkerError):
            self.answer.set_exception(told)
        else:
            self.answer.set_result(told)


class PlanDesk:
    """The line, and the process behind it. Without `work` everything is reckoned in the hub."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self.process = Piped(command, Told)
        self.ready = False
        self._waiting: PriorityQueue[Turn] = PriorityQueue()
        self._numbers, self._deaths, self._called = count(), 0, False

    def loops(self) -> dict[str, Coroutine[Any, Any, None]]:
        """What goes on for ever, by name."""
        return {"plans": self.work()}

    async def told(self, job: Job) -> str:
        """The view of a job, as JSON."""
        if self.ready:
            answer: Future[str] = asyncio.get_running_loop().create_future()
            self._enter(job, answer)
            try:
                return await answer
            except WorkerError as problem:
                log.warning("the planner failed, the hub reckons itself: %s", problem)
        elif not self._called:
            self._called = True
            self._enter(job, None)
        return (await asyncio.to_thread(done, job)).text

    def _enter(self, job: Job, answer: "Future[str] | None") -> None:
        number = next(self._numbers)
        self._waiting.put_nowait(Turn(job.long, number, job.model_copy(update={"number": number}), answer))

    async def work(self) -> None:
        """For ever."""
        while True:
            try:
                async with asyncio.timeout(IDLE_S if self.process.pid else None):
                    first = await self._waiting.get()
            except TimeoutError:
                self.ready = self._called = False
                await self.process.end()
                continue
            if not first.gone:
                await self._serve(deque([first]))

    async def _serve(self, given: "deque[Turn]") -> None:
        """Until nobody waits. The process has the next job before the hub has read the answer to the last."""
        try:
            await self._give(given[0])
            while given:
                while len(given) < AHEAD and (follows := self._next()):
                    given.append(follows)
                    await self._give(follows)
                told = await self._heard(given[0].number)
                self.ready, self._deaths = True, 0
                given.popleft().settle(told)
        except WorkerError as problem:
            self.ready = False
            self._deaths += 1
            await self._rest(given, problem)

    async def _give(self, turn: Turn) -> None:
        await self.process.send(turn.job, LIMIT_S)

    async def _heard(self, number: int) -> str:
        told = await self.process.hear(LIMIT_S)
        if told.number != number:
            raise WorkerError(f"it answered job {told.number}, not {number}")
        return told.text

    def _next(self) -> Turn | None:
        """Who has gone needs nothing."""
        while not self._waiting.empty():
            turn = self._waiting.get_nowait()
            if not turn.gone:
                return turn
        return None

    async def _rest(self, given: "deque[Turn]", problem: WorkerError) -> None:
        """Who waits reckons himself meanwhile; the next one calls the process again."""
        while follows := self._next():
            given.append(follows)
        for turn in given:
            turn.settle(problem)
        await self.process.end()  # what it still has to say is nobody's
        await asyncio.sleep(min(AGAIN_S[0] * 2 ** (self._deaths - 1), AGAIN_S[1]))
        self._called = False

    async def end(self) -> None:
        """Let the process go."""
        await self.process.end()
