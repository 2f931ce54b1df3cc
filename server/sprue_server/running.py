"""The running hub: one process, one task group; a loop that dies ends the process."""

import asyncio
import logging
import signal
import sys
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from sqlmodel import Session

from sprue_contract.plant import load_plant
from sprue_server import auth
from sprue_server.app import create_app
from sprue_server.arrivals import Arrival
from sprue_server.config import HubConfig
from sprue_server.content.shelves import shelves
from sprue_server.doors import Door, Servers, ends_us, opened
from sprue_server.forgetting import forget
from sprue_server.gauging.desk import GaugeDesk
from sprue_server.hears import Hears
from sprue_server.hub import Hub, ShotKeys
from sprue_server.ingest import Ingest, Word
from sprue_server.inspecting.begin import eyes_of
from sprue_server.link import Link
from sprue_server.live.remember import catch_up, kept, remember
from sprue_server.live.room import viewers_that_fit
from sprue_server.live.state import LiveState
from sprue_server.live.viewers import Viewers
from sprue_server.minding.desk import ProcessDesk
from sprue_server.planning.jobs import library_of
from sprue_server.simulator import Simulator
from sprue_server.store.dialect import insert_new
from sprue_server.store.problems import StoreBlockedError
from sprue_server.store.reader import Reader
from sprue_server.store.retention import Retention
from sprue_server.store.store import Store
from sprue_server.store.tables import SecretRow
from sprue_server.store.turn import GAUGING, MINDING, Turn
from sprue_server.traffic import Traffic
from sprue_server.upkeep import follow, purge
from sprue_server.views import TopicView
from sprue_server.visits.desk import view_of
from sprue_server.visits.upkeep import follow_tour
from sprue_server.watch import Watch

BEAT_S = 2.0  # the screens hear something at least this often
TALLY_S = 1.0
log = logging.getLogger("sprue_server")


class Outside:
    """Broker, inbox and store as the health page sees them."""

    def __init__(self, links: Sequence[Link], ingest: Ingest, store: Store, traffic: Traffic) -> None:
        """The first link is the one by which gateways are answered."""
        self.links, self.ingest, self.store, self.traffic = links, ingest, store, traffic
        self.behind, self.rows_per_s = 0, 0.0
        self.unread: str | None = None
        self._rows, self._at = 0, time.monotonic()

    def health(self) -> dict[str, Any]:
        """Fields of HealthView."""
        problem = self.ingest.problem or self.unread
        return {
            "broker": "connected" if all(link.connected for link in self.links) else "away",
            "store": "ok" if problem is None else "blocked",
            "store_problem": problem,
            "inbox": len(self.ingest.inbox.waiting),
            "inbox_dropped": self.ingest.inbox.dropped,
            "messages_per_s": round(self.traffic.per_s(time.time_ns() // 1000), 1),
            "rows_per_s": round(self.rows_per_s, 1),
            "rows": self.ingest.rows,
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
        self.links[0].rebirth(gateway, cell, reason)


class Running:
    """Everything that moves."""

    def __init__(
        self,
        config: HubConfig,
        store: Store,
        hub: Hub,
        parts: tuple[Ingest, Outside],
        watch: Watch | None = None,
    ) -> None:
        self.config, self.store, self.hub, self.watch = config, store, hub, watch
        self.ingest, self.outside = parts
        self.changed: set[str] = set()
        self.news = asyncio.Event()

    def loops(self) -> dict[str, Coroutine[Any, Any, None]]:
        """What goes on for ever, by name. Where storing is shared, ingest tells pages nothing: `watch` does."""
        alone = self.hub.role == "alone"
        told = (self.stored, self.heard) if alone else (lambda _arrivals: None, lambda _word: None)
        loops = {"ingest": self.ingest.work(*told), "counters": self.count(), **self.upkeep()}
        if self.hub.role != "stores only":
            self.hub.tour.news = self.news.set
            loops |= {"live": self.show(), **self.hub.planner.loops()}
        if self.hub.role == "shares":
            loops["tour"] = follow_tour(self.hub.tour, self.hub.reader)
        if self.hub.eyes:
            loops |= self.hub.eyes.loops()
        if self.hub.process:
            loops |= self.hub.process.loops()
        if self.hub.gauges:
            loops |= self.hub.gauges.loops()
        if self.watch:
            loops["watch"] = self.watch.work(self.stored, self.heard)
            loops["reread"] = self.watch.reread(self.reread)
        return loops

    def upkeep(self) -> dict[str, Coroutine[Any, Any, None]]:
        """What the store needs while time passes."""
        reader = self.hub.reader
        retention = Retention(self.store, reader.engine, self.hub.plant.keep, reader.worth_keeping)
        now_us = self.hub.now_us
        follower = follow(self.store, now_us, self.ingest.inbox.busy)
        names = forget(self.store, reader.engine, now_us)
        return {"roll-ups": follower, "retention": purge(retention, now_us), "names": names}

    def stored(self, arrivals: list[Arrival]) -> None:
        """Ingest has stored these."""
        self.changed |= self.hub.live.take(arrivals)
        if self.hub.eyes:
            self.hub.eyes.stored(arrivals)
        if self.hub.process:
            self.hub.process.stored(arrivals)
        if self.hub.gauges:
            self.hub.gauges.stored(arrivals)
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
                async with asyncio.timeout(BEAT_S):
                    await self.news.wait()
            except TimeoutError:
                self.changed = set(self.hub.live.cells)
            if loop.time() - beaten_s >= BEAT_S:
                self.changed, beaten_s = set(self.hub.live.cells), loop.time()
            self.news.clear()
            changed, self.changed = self.changed, set()
            sent_s = loop.time()
            await self.hub.viewers.send(self.hub.delta(changed))
            await asyncio.sleep(self.hub.viewers.pace.rest_s(loop.time() - sent_s))

    def reread(self) -> Callable[[], None]:
        """Look what the store knows of all cells; returns how to take it over."""
        known = kept(self.hub.reader, [*self.hub.live.cells])

        def show() -> None:
            catch_up(self.hub.live, known)
            self.changed |= {one.cell for one in known}
            self.news.set()

        return show

    async def count(self) -> None:
        """Compare what gateways have counted with what lies in the database."""
        while True:
            try:
                if self.hub.role != "stores only":
                    self.hub.live.tallied(await asyncio.to_thread(self.hub.reader.tallies))
                self.outside.look(await asyncio.to_thread(self.store.behind))
                self.outside.unread = None
            except StoreBlockedError as problem:  # a state; pages show what is in memory
                self.outside.unread = str(problem)
            await asyncio.sleep(TALLY_S)


async def run_hub(config: HubConfig) -> int:
    """Open everything, serve until told to end.

    Raises:
        PlantFileError, StoreError, PortError, TlsError: it cannot start; nothing was changed.
    """
    plant = load_plant(config.plant)
    doors = opened(config.bind, config.port, config.tls)
    store = Store(config.data, plant.timezone, config.database)
    reader = Reader(config.data, plant.timezone, config.database)
    await _first_secret(store, reader)
    hears = Hears(config, reader)
    ingest = Ingest(hears.inbox, store, hears.links[0])
    outside = Outside(hears.links, ingest, store, hears.traffic)
    live = LiveState(plant, ShotKeys(hears.watch.shots if hears.watch else store))
    asked, viewers = Simulator(config.control, config.control_token), Viewers(most=viewers_that_fit())
    hub = Hub(plant, reader, store, outside, live, lan=config.lan, simulator=asked, viewers=viewers)
    hub.role, hub.share = config.role, config.share
    hub.library = library_of(tuple(shelves(config.plant)))  # the one that its planner uses, too
    hub.tls_until_us = ends_us(doors)
    hub.eyes = await asyncio.to_thread(eyes_of, config, store, reader)
    if config.role != "stores only":
        hub.process = ProcessDesk(reader, store, _turn(config, store, MINDING))
        hub.gauges = GaugeDesk(reader, store, _turn(config, store, GAUGING), hub.now_us)
        await asyncio.to_thread(remember, live, reader)
        hub.tour.take(view_of(await asyncio.to_thread(reader.tour)))
    hears.start()
    try:
        await _work(Running(config, store, hub, (ingest, outside), hears.watch), doors)
    finally:
        hears.stop()
        if hub.eyes:
            await hub.eyes.end()
        if hub.gauges:
            await hub.gauges.end()
        await hub.planner.end()
        await store.close()
        reader.close()
    return 0


def _turn(config: HubConfig, store: Store, number: int) -> Turn:
    return Turn(store.database.for_reading() if config.role == "shares" else None, number)


async def _work(running: Running, doors: Sequence[Door]) -> None:
    servers = Servers(create_app(running.hub, running.config.static), doors)
    signals = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(loop, name=name) for name, loop in running.loops().items()]
        for sign in (signal.SIGINT, signal.SIGTERM):
            signals.add_signal_handler(sign, servers.end)
        await servers.serve()
        for task in tasks:
            task.cancel()


async def _first_secret(store: Store, reader: Reader) -> None:
    """At the first start only: a random admin secret, told once on standard output."""
    if "admin" in await asyncio.to_thread(reader.secrets):
        return
    secret = auth.new_secret()
    row = {"role": "admin", "hash": auth.hashed(secret), "changed_us": time.time_ns() // 1000}

    def first(db: Session) -> int:
        """Another hub on this database may start at the same moment; the secret that holds is the one told."""
        here = db.connection()
        return here.execute(insert_new(here, SecretRow), row).rowcount

    if not await store.change(first):
        return
    sys.stdout.write(f"SPRUE_ADMIN_SECRET={secret}\n")
    sys.stdout.flush()
