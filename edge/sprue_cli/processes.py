"""Programs that run together: started in order, watched, started again when they die, ended together."""

import asyncio
import ctypes
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

CRASHES, WITHIN_S = 5, 60.0  # so many deaths in so short a time: give up and say why
PATIENCE_S = 6.0
PR_SET_PDEATHSIG = 1


class FactoryError(Exception):
    """The open factory cannot run; the message says what, what now and what did not happen."""


@dataclass
class Program:
    """One program: how to start it, where its output goes, what it may tell us on its output."""

    name: str
    command: Sequence[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    heard: Callable[[str], bool] | None = None  # returns True for a line that must not reach the log
    before: Callable[[], Awaitable[None]] | None = None  # done before each start, the first and all others
    once: bool = False  # its work has an end, and the others do without it


class Crew:
    """The running programs. `tell` prints a sentence for the person at the terminal."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.tell = tell
        self.running: dict[str, asyncio.subprocess.Process] = {}
        self._order: list[str] = []
        self._ending = False

    async def keep(self, program: Program, started: asyncio.Event) -> None:
        """Run a program for as long as the crew works; start it again when it dies.

        Raises:
            FactoryError: it died too often in too short a time.
        """
        deaths: list[float] = []
        while not self._ending:
            if program.before is not None:
                await program.before()
            process = await self._start(program)
            started.set()
            await self._hear(program, process)
            code = await process.wait()
            if self._ending or program.once:
                self._say_end(program, code)
                return
            deaths = [*(at for at in deaths if time.monotonic() - at < WITHIN_S), time.monotonic()]
            if len(deaths) >= CRASHES or (len(deaths) == 1 and _refused(code)):
                raise FactoryError(self._obituary(program, code))
            self.tell(f"The {program.name} stopped (code {code}); starting it again.")
            await asyncio.sleep(min(2.0 ** (len(deaths) - 1) * 0.5, 5.0))

    async def _start(self, program: Program) -> asyncio.subprocess.Process:
        program.log.parent.mkdir(parents=True, exist_ok=True)
        try:
            process = await asyncio.create_subprocess_exec(
                *program.command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
                env={**os.environ, **program.environment},
                limit=1_000_000,  # a longer line of a log would raise
                start_new_session=True,  # Ctrl-C reaches us alone; we end the others in order
                preexec_fn=die_with_parent if sys.platform == "linux" else None,
            )
        except OSError as problem:
            words = f"The {program.name} cannot be started: {problem}. Nothing else was started."
            raise FactoryError(words) from problem
        self.running[program.name] = process
        self._order = [*(name for name in self._order if name != program.name), program.name]
        return process

    @staticmethod
    async def _hear(program: Program, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None  # noqa: S101  # we asked for a pipe
        while line := await process.stdout.readline():
            if program.heard is None or not program.heard(line.decode(errors="replace")):
                _log(program.log, line)

    def _say_end(self, program: Program, code: int) -> None:
        if code and not self._ending:
            self.tell(f"The {program.name} stopped (code {code}); everything else goes on. Log: {program.log}")

    def _obituary(self, program: Program, code: int) -> str:
        said = program.log.read_text(encoding="utf-8", errors="replace") if program.log.exists() else ""
        tail = said.strip().splitlines()[-8:]
        words = "\n    ".join(tail) or "(it said nothing)"
        return (
            f"The {program.name} does not run (code {code}). It said last:\n    {words}\n"
            f"The whole log: {program.log}. Everything else was stopped; nothing stored was lost."
        )

    async def end(self) -> None:
        """End every program, the last started first; kill what does not listen."""
        self._ending = True
        for name in reversed(self._order):
            await _end(self.running[name])


def _log(path: Path, line: bytes) -> None:
    """A disk that is full costs lines of a log, never the factory."""
    with suppress(OSError), path.open("ab", buffering=0) as log:
        log.write(line)


def _refused(code: int) -> bool:
    """Our programs answer 2 (and nothing else does) when their input is wrong: trying again is no use."""
    return code == 2  # noqa: PLR2004


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    try:
        async with asyncio.timeout(PATIENCE_S):
            await process.wait()
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def die_with_parent() -> None:
    """Linux: when we are killed outright, the kernel ends the child too."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


async def until(true: Callable[[], Awaitable[bool]], timeout_s: float, every_s: float = 0.1) -> bool:
    """Ask again and again whether something outside this process has become true."""
    end = time.monotonic() + timeout_s
    while time.monotonic() < end:
        if await true():
            return True
        await asyncio.sleep(every_s)
    return False
