"""The running hub: one process, one task group; a loop that dies ends the process."""

import asyncio
import logging
import signal
import socket
import sys
import time
from typing import Any

import uvicorn

from sprue_contract.plant import load_plant
from sprue_server import auth
from sprue_server.app import create_app
from sprue_server.arrivals import Arrival
from sprue_server.config import HubConfig
from sprue_server.hub import Hub, ShotKeys
from sprue_server.inbox import Inbox, Letter
from sprue_server.ingest import Ingest, Word
from sprue_server.link import Link
from sprue_server.live.line import Line
from sprue_server.live.remember import remember
from sprue_server.live.room import viewers_that_fit
from sprue_server.live.state import LiveState
from sprue_server.live.viewers import Viewers
from sprue_server.simulator import Simulator
from sprue_server.store.problems import StoreBlockedError
from sprue_server.store.reader import Reader
from sprue_server.store.store import Store
from sprue_server.store.tables import SecretRow
from sprue_server.traffic import Traffic
from sprue_server.views import TopicView

BEAT_S = 2.0  # the screens hear something at least this often
TALLY_S = 1.0
GOODBYE_S = 3
log = logging.getLogger("sprue_server")


class PortError(Exception):
    """The hub cannot listen; the message says where and what now."""


class Outside:
    """Broker, inbox and store as the health page sees them."""

    def __init__(self, link: Link, ingest: Ingest, store: Store, traffic: Traffic) -> None:
        self.link, self.ingest, self.store, self.traffic = link, ingest, store, traffic
        self.behind, self.rows_per_s = 0, 0.0
        self.unread: str | None = None
        self._rows, self._at = 0, time.monotonic()

    def health(self) -> dict[str, Any]:
        """Fields of HealthView."""
        problem = self.ingest.problem or self.unread
        return {
            "broker": "connected" if self.link.connected else "away",
            "store": "ok" if problem is None else "blocked",
            "store_problem": problem,
            "inbox": len(self.ingest.inbox.waiting),
            "inbox_dropped": self.ingest.inbox.dropped,
            "messages_per_s": round(self.traffic.per_s(time.time_ns() // 1000), 1),
            "rows_per_s": round(self.rows_per_s, 1),
            "quarantined": self.ingest.quarantined,
            "rollup_behind": self.behind,
        }

    def look(self, behind: int) -> None:
        """Once a second: rates and what waits."""
        now = time.monotonic()
        self.rows_per_s = (self.ingest.rows - self._rows) / max(now - self._at, 1e-3)
        self._rows, self._at, self.behind = self.ingest.rows, now, behind

    def topics(self) -> list[TopicView]:
        """All topics that passed by."""
        return self.traffic.views(time.time_ns() // 1000)

    def ask_rebirth(self, gateway: str, cell: str, reason: str) -> None:
        """Ask a gateway to introduce a cell again."""
        self.link.rebirth(gateway, cell, reason)


class Running:
    """Everything that moves."""

    def __init__(self, config: HubConfig, store: Store, hub: Hub, parts: tuple[Ingest, Outside]) -> None:
        self.config, self.store, self.hub = config, store, hub
        self.ingest, self.outside = parts
        self.changed: set[str] = set()
        self.news = asyncio.Event()

    def stored(self, arrivals: list[Arrival]) -> None:
        """Ingest has stored these."""
        self.changed |= self.hub.live.take(arrivals)
        self.news.set()

    def heard(self, word: Word) -> None:
        """Ingest has heard a gateway's status."""
        if self.hub.live.status(word.gateway, word.session, word.status, (word.arrived_us, word.sent_us)):
            self.changed |= set(word.status.counts)
            self.news.set()

    async def show(self) -> None:
        """Send changes to the screens at once when they have rested, and all cells every two seconds."""
        loop = asyncio.get_running_loop()
        beaten_s = loop.time()
        while True:
            try:
                await asyncio.wait_for(self.news.wait(), BEAT_S)
            except TimeoutError:
                self.changed = set(self.hub.live.cells)
            if loop.time() - beaten_s >= BEAT_S:
                self.changed, beaten_s = set(self.hub.live.cells), loop.time()
            self.news.clear()
            changed, self.changed = self.changed, set()
            sent_s = loop.time()
            await self.hub.viewers.send(self.hub.delta(changed))
            await asyncio.sleep(sent_s + self.hub.viewers.pace.every_s - loop.time())

    async def roll(self) -> None:
        """Follow with the roll-ups; rest when there is nothing to do."""
        while True:
            if not await self.store.roll():
                await asyncio.sleep(1.0)
            await asyncio.sleep(0.02)  # charts and ingest go first

    async def count(self) -> None:
        """Compare what gateways have counted with what lies in the database."""
        while True:
            try:
                self.hub.live.tallied(await asyncio.to_thread(self.hub.reader.tallies))
                self.outside.look(await asyncio.to_thread(self.store.behind))
                self.outside.unread = None
            except StoreBlockedError as problem:  # a state; pages show what is in memory
                self.outside.unread = str(problem)
            await asyncio.sleep(TALLY_S)


async def run_hub(config: HubConfig) -> int:
    """Open everything, serve until told to end.

    Raises:
        PlantFileError, StoreError, PortError: it cannot start; nothing was changed.
    """
    plant = load_plant(config.plant)
    listener = _listen(config)
    store = Store(config.data, plant.timezone, config.database)
    reader = Reader(config.data, plant.timezone, config.database)
    await _first_secret(store, reader)
    loop, traffic = asyncio.get_running_loop(), Traffic()
    inbox = Inbox(loop)

    def hear(letter: Letter) -> None:
        traffic.count(letter)
        inbox.deliver(letter)

    link = Link(config.broker_url, hear)
    ingest = Ingest(inbox, store, link)
    outside = Outside(link, ingest, store, traffic)
    live = LiveState(plant, ShotKeys(store))
    asked, viewers = Simulator(config.control, config.control_token), Viewers(most=viewers_that_fit())
    hub = Hub(plant, reader, store, outside, live, lan=config.lan, simulator=asked, viewers=viewers)
    await asyncio.to_thread(remember, live, reader)
    link.start()
    try:
        await _work(Running(config, store, hub, (ingest, outside)), listener)
    finally:
        link.stop()
        await store.close()
        reader.close()
    return 0


async def _work(running: Running, listener: socket.socket) -> None:
    app = create_app(running.hub, running.config.static)
    settings = uvicorn.Config(
        app,
        log_level="warning",
        ws=Line,
        timeout_graceful_shutdown=GOODBYE_S,
        ws_max_size=65_536,
        ws_ping_interval=20,
        ws_per_message_deflate=False,  # it would pack each message again for every viewer
        proxy_headers=False,  # a caller must not choose the address that its tries are counted by
    )
    server = _Server(settings)
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(running.ingest.work(running.stored, running.heard), name="ingest"),
            group.create_task(running.show(), name="live"),
            group.create_task(running.roll(), name="roll-ups"),
            group.create_task(running.count(), name="counters"),
        ]
        for sign in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(sign, server.end)
        log.info("the hub listens on http://%s:%d", running.config.bind, running.config.port)
        await server.serve(sockets=[listener])
        for task in tasks:
            task.cancel()


class _Server(uvicorn.Server):
    """Ends on our signal only: uvicorn would raise the signal again after its shutdown."""

    def end(self) -> None:
        self.should_exit = True

    def install_signal_handlers(self) -> None:
        """Ours are set already."""


def _listen(config: HubConfig) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((config.bind, config.port))
    except OSError as problem:
        listener.close()
        where = f"{config.bind}:{config.port}"
        raise PortError(
            f"cannot listen on {where}: {problem.strerror}. Choose another --port. Nothing was started."
        ) from problem
    return listener


async def _first_secret(store: Store, reader: Reader) -> None:
    """At the first start only: a random admin secret, told once on standard output."""
    if "admin" in await asyncio.to_thread(reader.secrets):
        return
    secret = auth.new_secret()
    row = SecretRow(role="admin", hash=auth.hashed(secret), changed_us=time.time_ns() // 1000)
    await store.change(lambda db: db.add(row))
    sys.stdout.write(f"SPRUE_ADMIN_SECRET={secret}\n")
    sys.stdout.flush()
