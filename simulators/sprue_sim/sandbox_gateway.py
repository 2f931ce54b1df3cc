"""The gateway of a sandbox: a process, started again when it dies, ended in order, never left behind."""

import asyncio
import ctypes
import logging
import os
import shutil
import signal
import sys
import tempfile
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import yaml

from sprue_contract.control import TOKEN_SETTING
from sprue_contract.refusals import RefusalView, refusal
from sprue_contract.sandbox import BROKER_SETTING
from sprue_sim import cable
from sprue_sim.cable import Cable
from sprue_sim.cable_pull import CablePull

DEATHS = 5  # of one sandbox's gateway; then it is given up
REFUSED = 2  # how our programs end when their input is wrong: trying again is no use
REST_S, LONGEST_S = 0.5, 5.0
PATIENCE_S = 4.0  # less than the demo has with the simulator
LINES = 8  # of what it said last
PR_SET_PDEATHSIG = 1
PROGRAM = "sprue_edge"
EVERYWHERE = {"", "0.0.0.0", "[::]"}  # noqa: S104  # where one listens is no address to call
log = logging.getLogger(__name__)


Spawn = Callable[[list[str], Mapping[str, str]], Awaitable[asyncio.subprocess.Process]]


def why_none() -> RefusalView | None:
    """Why no gateway of a sandbox can run here."""
    if not os.environ.get(BROKER_SETTING):
        return refusal("sandbox_no_broker", name=BROKER_SETTING)
    if find_spec(PROGRAM) is None:
        return refusal("sandbox_no_program")
    return None


class Gateways:
    """Makes the gateways of sandboxes; `why_not` says why none can run here."""

    def __init__(self, face: str, folder: Path | None = None, spawn: Spawn | None = None) -> None:
        self.why_not, self._spawn = why_none(), spawn or start
        host, _, port = face.rpartition(":")
        self.face = f"{'127.0.0.1' if host in EVERYWHERE else host}:{port}"
        self.root = folder
        for old in folder.glob("sandbox-*-*") if folder else ():  # of a simulator that was killed
            shutil.rmtree(old, ignore_errors=True)

    def make(self, name: str, machine: str) -> "Gateway":
        """A gateway, not yet started.

        Raises:
            OSError: there is no room.
        """
        self.root = self.root or Path(tempfile.mkdtemp(prefix="sprue-sandboxes-"))
        self.root.mkdir(parents=True, exist_ok=True)
        return Gateway(name, machine, self.face, self.root, self._spawn)

    def close(self) -> None:
        """The folder goes when nothing is in it."""
        if self.root:
            with suppress(OSError):
                self.root.rmdir()


class Gateway:
    """One gateway for one cell of the same name, with a data folder that goes with it."""

    def __init__(self, name: str, machine: str, face: str, root: Path, spawn: Spawn) -> None:
        """Write its plant file, lay its cable.

        Raises:
            OSError: there is no room.
        """
        self.problem: str | None = None
        self._spawn = spawn
        self._folder = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=root))
        plant = self._folder / "plant.yaml"
        plant.write_text(yaml.safe_dump(_plant(name, machine)), encoding="utf-8")
        data, broker = self._folder / "data", os.environ.get(BROKER_SETTING, "")
        laid = cable.why_none(broker) or Cable(broker)
        self.cable = CablePull(name, data / "outbox.db", laid)
        self._command = [sys.executable, "-m", PROGRAM, "run", str(plant), "--data", str(data)]
        self._environment = {
            **{key: value for key, value in os.environ.items() if key not in {TOKEN_SETTING, BROKER_SETTING}},
            "SPRUE_BROKER_URL": laid.url if isinstance(laid, Cable) else broker,
            "SPRUE_FACE": face,
        }
        self._process: asyncio.subprocess.Process | None = None
        self._said: deque[str] = deque(maxlen=LINES)
        self._ending = False

    async def keep(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Run it until it is ended; what keeps it from running is told in `problem`."""
        for death in range(DEATHS):
            try:
                self._process = await self._spawn(self._command, self._environment)
            except OSError as problem:
                self.problem = f"its gateway cannot be started: {problem}"
                return
            code = await self._until_it_ends(self._process)
            if self._ending:
                return
            log.warning("the gateway in %s ended with code %d", self._folder, code)
            if code == REFUSED:
                break
            await sleep(min(REST_S * 2.0**death, LONGEST_S))
        self.problem = f"its gateway does not run; it said last: {' / '.join(self._said) or 'nothing'}"
        log.warning("the gateway in %s is given up: %s", self._folder, self.problem)

    async def _until_it_ends(self, process: asyncio.subprocess.Process) -> int:
        while process.stdout and (line := await process.stdout.readline()):
            self._said.append(line.decode(errors="replace").strip()[:200])
        return await process.wait()

    async def end(self) -> None:
        """Ask it, wait, kill; its folder goes too."""
        self._ending = True
        if self._process and self._process.returncode is None:
            await _end(self._process)
        self.cable.close()
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)


def _plant(name: str, machine: str) -> dict[str, object]:
    source = {"type": "simulated", "machine": machine, "history": False}
    cell = {"name": name, "title": name, "at": {"x_m": 0, "y_m": 0}, "source": source}
    return {"title": "Sandbox", "gateway": name, "cells": [cell]}


async def _end(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(PATIENCE_S):
            await process.wait()
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def start(command: list[str], environment: Mapping[str, str]) -> asyncio.subprocess.Process:
    """Start a child that ends with us, also when we are killed outright."""
    return await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=environment,
        limit=1_000_000,  # a longer line would raise
        start_new_session=True,  # Ctrl-C reaches us alone; we end it in order
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,
    )


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
