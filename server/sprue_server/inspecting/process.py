"""A process that looks: started when there is something to look at, ended when it hangs or when we end."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Coroutine, Sequence
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from sprue_server.inspecting.jobs import Answer

LONGEST = 8_000_000  # bytes of a line: a map of a large picture as base64
GOODBYE_S = 2.0
COMMAND = (sys.executable, "-m", "sprue_server.inspecting.worker")


Told = TypeVar("Told", bound=BaseModel)
Done = TypeVar("Done")


class WorkerError(Exception):
    """The process died, hung or said something that is no answer; the job was not done."""


class WorkerLateError(WorkerError):
    """It had no time, or hung: who else uses this machine decides, not what it was given."""


class Piped(Generic[Told]):
    """One process at most. It ends by itself when its pipe closes: also when the hub is killed outright."""

    def __init__(self, command: Sequence[str], answer: type[Told]) -> None:
        self.command, self.answer = command, answer
        self.started = 0
        self._process: Process | None = None
        self._turn = asyncio.Lock()

    @property
    def pid(self) -> int | None:
        """Of the process that runs now."""
        return self._process.pid if self._process and self._process.returncode is None else None

    async def ask(self, job: BaseModel, limit_s: float) -> Told:
        """Have a job done.

        Raises:
            WorkerError: it was not done; the next job meets a fresh process.
        """
        async with self._turn:
            await self.send(job, limit_s)
            return await self.hear(limit_s)

    async def send(self, job: BaseModel, limit_s: float) -> None:
        """Give it a job, also while it does another; `hear` as often, and let nobody `ask` meanwhile.

        Raises:
            WorkerError: it has none of those that it was given any more.
        """
        process = await self._running()
        await self._within(_give(process, job), limit_s)

    async def hear(self, limit_s: float) -> Told:
        """The answer to the oldest job that it was given.

        Raises:
            WorkerError: it has none of those that it was given any more.
        """
        process = self._process
        if process is None:
            raise WorkerError("it was given nothing")
        line = await self._within(_line(process), limit_s)
        if not line:
            raise WorkerError(await self._obituary(process))
        try:
            return self.answer.model_validate_json(line)
        except ValidationError as problem:
            await self._kill()
            raise WorkerError(f"it said something else: {line[:80]!r}") from problem

    async def _within(self, work: Coroutine[Any, Any, Done], limit_s: float) -> Done:
        try:
            async with asyncio.timeout(limit_s):
                return await work
        except TimeoutError as problem:
            await self._kill()
            raise WorkerLateError(f"no answer within {limit_s:.0f} s") from problem
        except (OSError, ValueError) as problem:  # a pipe that broke, a line without end
            await self._kill()
            raise WorkerError(f"its pipe is broken: {problem}") from problem

    async def end(self) -> None:
        """Close its pipe, wait a little, then kill."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            async with asyncio.timeout(GOODBYE_S):
                await process.wait()
        except TimeoutError:
            await self._kill()

    async def _running(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            try:
                self._process = await asyncio.create_subprocess_exec(
                    *self.command, stdin=PIPE, stdout=PIPE, limit=LONGEST
                )
            except OSError as problem:
                raise WorkerError(f"it cannot be started: {problem}") from problem
            self.started += 1
        return self._process

    async def _obituary(self, process: Process) -> str:
        code = await process.wait()
        if code >= 0:
            return f"it ended with code {code}; the hub's log has its last words"
        return f"it was ended by {signal.Signals(-code).name}"

    async def _kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()


class Worker(Piped[Answer]):
    """Looks at pictures."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        super().__init__(command, Answer)


async def _give(process: Process, job: BaseModel) -> None:
    if process.stdin is None:
        raise OSError("without pipes")
    process.stdin.write(job.model_dump_json().encode() + b"\n")
    await process.stdin.drain()


async def _line(process: Process) -> bytes:
    if process.stdout is None:
        raise OSError("without pipes")
    return await process.stdout.readline()
