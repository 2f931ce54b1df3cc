"""The open factory as one thing: which programs, in which order, and when it is open to visitors."""

import asyncio
import json
import os
import secrets
import sys
import time
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlparse

import yaml

from sprue_cli import broker as brokers
from sprue_cli import lan
from sprue_cli.https import Https
from sprue_cli.plants import write_plant
from sprue_cli.ports import Ports, accepts
from sprue_cli.processes import Crew, FactoryError, Program, until
from sprue_cli.watch import HubWatch
from sprue_contract.control import PLACE_SETTING, TOKEN_SETTING
from sprue_contract.sandbox import BROKER_SETTING

SECRET = "SPRUE_ADMIN_SECRET="  # noqa: S105  # the hub prints it once, at its first start
SLOW_S, PATIENCE_S = 20.0, 280.0  # a hub that read its libraries from a cold disk took more than 60 s
FIRST_BROKER_PORT, FIRST_FACE_PORT, FIRST_CONTROL_PORT = 18830, 17410, 17610


class Lessons(NamedTuple):
    """How much the eyes are to learn: good parts of each product, and how many products (None: all)."""

    goods: int
    most: int | None


@dataclass(frozen=True)
class Wishes:
    """What the person at the terminal asked for."""

    root: Path
    data: Path
    plant: Path | None
    recorded: Path
    broker_url: str | None
    bind: str
    port: int
    lan: str | None
    https: Https | None
    pace: float
    hours: float
    days: float
    eyes: Lessons | None = None


class Factory:
    """Starts broker, hub, simulator and gateway; tells what happens; ends when one cannot run."""

    def __init__(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self.crew = Crew(self.tell)
        self.watch = HubWatch(self.url, wishes.hours)
        self.began = time.monotonic()
        self.ports = Ports()
        self._secret: str | None = None
        # Hub and simulator know it from their environment: no command line and no log shows it.
        self._control = {
            PLACE_SETTING: f"127.0.0.1:{self.ports.reserve(FIRST_CONTROL_PORT)}",
            TOKEN_SETTING: secrets.token_urlsafe(32),
        }
        self._live_line = False

    @property
    def url(self) -> str:
        """Where the dashboards are on this machine."""
        host = "127.0.0.1" if self.wishes.bind == lan.ANY else self.wishes.bind
        return f"http://{host}:{self.wishes.port}"

    def tell(self, text: str) -> None:
        """One sentence on a line of its own."""
        sys.stdout.write(("\n" if self._live_line else "") + f"  {text}\n")
        sys.stdout.flush()
        self._live_line = False

    async def run(self) -> None:
        """Start everything and keep it running.

        Raises:
            FactoryError: something cannot run; everything else is ended by the caller.
        """
        plant, remark = _plant(self.wishes)
        if remark:
            self.tell(remark)
        try:
            async with asyncio.TaskGroup() as group:
                await self._start(group, plant)
        except* FactoryError as problems:
            raise problems.exceptions[0] from None

    async def _start(self, group: asyncio.TaskGroup, plant: Path) -> None:
        gateway, urls = _gateway(plant), await self._broker(group, plant)
        if self.wishes.https:
            await self.wishes.https.certified()
        await self._launch(group, self._hub(plant, urls["hub"]))
        port = self.ports.reserve(FIRST_FACE_PORT)
        face = f"127.0.0.1:{port}"
        await self._launch(group, self._simulator(plant, face, gateway, urls["sandbox"]))
        await until(lambda: accepts(port), 15, 0.02)  # a plant without simulated cells has none to wait for
        edge = {"SPRUE_BROKER_URL": urls["gateway"], "SPRUE_FACE": face}
        command = _python("sprue_edge", "run", plant, "--data", self.wishes.data / gateway)
        await self._launch(group, Program("gateway", command, self._log("gateway"), edge))
        if self.wishes.eyes:
            await self._launch(group, _commissioning(self.wishes, self.wishes.eyes, plant, self._log("eyes")))
        await self._open(urls)

    async def _broker(self, group: asyncio.TaskGroup, plant: Path) -> dict[str, str]:
        if self.wishes.broker_url:
            await _try_broker(self.wishes.broker_url, self.tell)
            urls = dict.fromkeys(brokers.ROLES, self.wishes.broker_url)
            return urls | {"sandbox": os.environ.get(BROKER_SETTING, "")}  # does that broker know such a user?
        port, folder = self.ports.reserve(FIRST_BROKER_PORT), self.wishes.data / "broker"
        try:
            broker = brokers.prepare(brokers.installed(), folder, port, _gateway(plant))
        except (brokers.BrokerError, OSError) as problem:
            raise FactoryError(f"{problem}") from problem
        await self._launch(group, Program("broker", broker.command, self._log("broker")))
        if not await until(lambda: accepts(port), 15, 0.02):
            raise FactoryError(f"The broker ({broker.make}) does not open its port. Log: {self._log('broker')}")
        return {role: broker.url(role) for role in brokers.ROLES}

    def _hub(self, plant: Path, url: str) -> Program:
        wishes = self.wishes
        place = ["--bind", wishes.bind, "--port", str(wishes.port), *(["--lan"] if wishes.lan else [])]
        static = ["--static", str(wishes.root / "dashboards" / "dist")]
        data = ["--data", str(wishes.data / "hub"), "--plant", str(plant)]
        tls = wishes.https.options() if wishes.https else []
        eyes = [] if wishes.eyes else ["--no-eyes"]
        command = _python("sprue_server", "run", *data, *place, *static, *tls, *eyes)
        told = {"SPRUE_BROKER_URL": url, **self._control}
        return Program("hub", command, self._log("hub"), told, self._hear_hub)

    def _hear_hub(self, line: str) -> bool:
        if not line.startswith(SECRET):
            return False
        self._secret = line.removeprefix(SECRET).strip()
        return True  # the secret goes to the terminal once, never to a log

    def _simulator(self, plant: Path, face: str, gateway: str, broker: str) -> Program:
        wishes, since = self.wishes, self.wishes.data / "since.json"
        promised = wishes.data / gateway / "history.json"  # beside the positions up to which it has been read
        kept = ["--since-file", since, "--history-file", promised, "--sandbox-data", wishes.data / "sandboxes"]
        past = ["--since", wishes.hours, "--history-days", wishes.days]
        truth = ["--truth", _private(wishes.data / "truth")]
        command = _python("sprue_sim", "run", plant, "--face", face, *kept, *past, *truth)
        before = partial(_note_newest, self.watch, since, self.tell)
        told = {**self._control, BROKER_SETTING: broker}
        return Program("simulator", command, self._log("simulator"), told, before=before)

    async def _launch(self, group: asyncio.TaskGroup, program: Program) -> None:
        started = asyncio.Event()
        group.create_task(self.crew.keep(program, started), name=program.name)
        await started.wait()

    async def _open(self, urls: dict[str, str]) -> None:
        """Wait until every cell has met the clock, then invite people in."""
        live = await until(self._caught_up, 600, 0.25)
        if not _browser_here():
            self.tell("No browser is installed on this machine: open the address from another one (--lan).")
        if not live:
            self.tell("Not every cell is live yet; the hall shows which.")
        self.tell(f"The open factory is open ({time.monotonic() - self.began:.1f} s):  {self.url}")
        if self.wishes.lan:
            self.tell(lan.invitation(self.wishes.lan, self.wishes.port))
        if self.wishes.https:
            self.tell(self.wishes.https.invitation())
        if self._secret:
            self.tell(f"Admin secret, shown this once: {self._secret}")
        if not self.wishes.broker_url:
            self.tell(f"Listen in with any MQTT client: {urls['watcher']}  topic sprue/v1/#")
        self.tell("Stop with Ctrl-C.")

    async def _caught_up(self) -> bool:
        if self.wishes.broker_url and await self.watch.broker_away():
            return True  # there is nothing to wait for; the screens say so
        return await self.watch.caught_up(self._progress_line)

    def _progress_line(self, share: float) -> None:
        if sys.stdout.isatty() and share < 1:
            sys.stdout.write(f"\r\033[K  Filling in the last {self.wishes.hours:.0f} hours ... {share:4.0%}")
            sys.stdout.flush()
            self._live_line = True

    def _log(self, name: str) -> Path:
        return self.wishes.data / "log" / f"{name}.log"


def _plant(wishes: Wishes) -> tuple[Path, str | None]:
    if wishes.plant is not None:
        return wishes.plant, None
    return write_plant(wishes.root, wishes.recorded, wishes.pace, wishes.data / "plant.yaml")


def _commissioning(wishes: Wishes, lessons: Lessons, plant: Path, log: Path) -> Program:
    """What the eyes learn is kept beside the project: a later demo has it at once."""
    folders = ["--out", wishes.data / "hub" / "eyes", "--cache", wishes.root / "var" / "eyes-cache"]
    much = ["--goods", lessons.goods, *([] if lessons.most is None else ["--most", lessons.most])]
    command = _python("sprue_cli.commissioning", "--root", wishes.root, "--plant", plant, *folders, *much)
    return Program("commissioning", command, log, once=True)


def _python(module: str, *arguments: object) -> list[str]:
    return [sys.executable, "-m", module, *map(str, arguments)]


async def _try_broker(url: str, tell: Callable[[str], None]) -> None:
    parts = urlparse(url)
    host, port = parts.hostname or "", parts.port or 1883
    if not await accepts(port, host):
        tell(
            f"No MQTT broker answers at {host}:{port}. Start it or correct --broker; the screens open "
            "meanwhile and say that it is away. Nothing is lost: the gateway keeps what it reads."
        )


def _browser_here() -> bool:
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def _gateway(plant: Path) -> str:
    try:
        loaded = yaml.safe_load(plant.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as problem:
        words = f"{plant} cannot be read. `sprue check {plant}` says what is wrong. Nothing was started."
        raise FactoryError(words) from problem
    return str(loaded.get("gateway", "gateway-1")) if isinstance(loaded, dict) else "gateway-1"


async def _note_newest(watch: HubWatch, since: Path, tell: Callable[[str], None]) -> None:
    """A simulator goes on where the hub has its newest: also one that died in between."""

    async def noted() -> bool:
        try:
            newest = await watch.newest()
        except OSError:
            return False
        _write(since, json.dumps(newest))
        return True

    if await until(noted, SLOW_S):
        return
    tell("The hub is still starting. From a slow disk its first start takes minutes.")
    if not await until(noted, PATIENCE_S):
        raise FactoryError(f"The hub does not answer. Its log: {since.parent / 'log' / 'hub.log'}")


def _private(folder: Path) -> Path:
    """For what only the simulator knows: nobody else on this machine may look."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
    except OSError as problem:
        words = f"{folder} cannot be made this user's own: {problem.strerror}. Everything was stopped."
        raise FactoryError(words) from problem
    return folder


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as problem:
        words = f"{path} cannot be written: {problem.strerror}. Is the disk full? Everything was stopped."
        raise FactoryError(words) from problem
