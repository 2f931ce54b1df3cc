"""Machines as an OPC UA server, shaped by OPC 40077 (Euromap 77) and OPC 40083 (Euromap 83). Read-only.

Modelled: each press as an object IMM_<Manufacturer>_<SerialNumber> in the DeviceSet with MachineInformation,
MachineConfiguration, MachineStatus, MachineMESStatus/ProductionControl, InjectionUnits, Moulds, PowerUnits and
Jobs; units, source timestamps in the machine's time, a status for what is missing; an event per shot and per
alarm. Ours, in a namespace of its own: LastCycle below the injection unit.

Not modelled: the standards' types (there are instances and three bare types, no NodeSet; enumerations are plain
numbers), methods, users, logbook events, production datasets, MES messages, standstill reasons, box and parts
counters, encryption. Nothing of scenarios or ground truth is here.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Mapping
from typing import Any, Self

from asyncua import Server, ua

from sprue_sim.faces.opcua_events import INFORMATION, alarm_event, announce, cycle_event, event_types, fire
from sprue_sim.faces.opcua_names import SPACES, values_of
from sprue_sim.faces.opcua_nodes import INTERFACE, Place, Tree
from sprue_sim.live import Live
from sprue_sim.told import Told

log = logging.getLogger(__name__)
NEWS = 500  # shots and alarms that wait to be fired; beyond it the oldest are forgotten
MAX_PORT = 65535
REST_S = 0.2  # between two looks at a machine: at a high pace frames are skipped, shots never
DEVICE_SET = 5001  # of OPC UA for Devices


class Heard:
    """What one machine has told since the last look: the newest of each kind, and what is worth an event.

    It listens and never reads: a machine that catches up waits for its gateway as if this were not there.
    Shots are events once the machine has caught up; before that they would be old news by the thousand.
    """

    def __init__(self, live: Live) -> None:
        self.live = live
        self.newest: dict[str, Told] = {}
        self.news: deque[Told] = deque(maxlen=NEWS)
        self._told = asyncio.Event()
        self._counter, self._cycles_s = 0, [0.0, 0.0]
        live.listen(self.hear)

    def hear(self, told: Told) -> None:
        """Called by the machine for every record."""
        if told.kind == "shot":
            told = self._with_average(told)
        self.newest[told.kind] = told
        is_alarm = told.kind == "event" and told.body["what"] == "alarm"
        if is_alarm or (told.kind == "shot" and self.live.caught_up.is_set()):
            self.news.append(told)
        self._told.set()

    def _with_average(self, told: Told) -> Told:
        """Add the mean cycle of this job, as far as it was heard."""
        values, counter = dict(told.body["values"]), told.body["counter"]
        if counter <= self._counter:
            self._cycles_s = [0.0, 0.0]
        self._counter = counter
        if (cycle_s := values.get("cycle_time_s")) is not None:
            self._cycles_s = [self._cycles_s[0] + 1, self._cycles_s[1] + cycle_s]
            values["average_cycle_time_s"] = self._cycles_s[1] / self._cycles_s[0]
        return told._replace(body={**told.body, "values": values, "curves": []})

    async def take(self) -> tuple[dict[str, Told], list[Told]]:
        """Wait for something, then hand it over."""
        await self._told.wait()
        self._told.clear()
        newest, news = self.newest, list(self.news)
        self.newest = {}
        self.news.clear()
        return newest, news


class Face:
    """The server. A machine that has trouble being shown goes on, and so do the others."""

    def __init__(self, lives: Mapping[str, Live], rest_s: float = REST_S) -> None:
        self.heard = {cell: Heard(live) for cell, live in lives.items()}
        self.rest_s = rest_s
        self.shown = {cell: asyncio.Event() for cell in lives}
        logging.getLogger("asyncua").setLevel(logging.WARNING)  # it tells every request
        self._server = Server()

    async def open(self, where: str) -> Self:
        """Listen on host:port.

        Raises:
            OSError: the port cannot be opened.
            ValueError: this is no host:port.
        """
        host, _, port = where.rpartition(":")
        endpoint = f"opc.tcp://{host or '127.0.0.1'}:{int(port)}/"
        if not 0 < int(port) <= MAX_PORT:
            raise ValueError(f"a port is a number from 1 to {MAX_PORT}")
        self._server.iserver.bind_condition_methods = INFORMATION  # who comes later can ask for active alarms
        await self._server.init()
        self._server.set_endpoint(endpoint)
        self._server.set_server_name("Sprue: simulated machines")
        await self._server.set_application_uri(SPACES["s"])
        self._server.set_security_policy([ua.SecurityPolicyType.NoSecurity])
        self._server.set_identity_tokens([ua.AnonymousIdentityToken])  # asyncua takes any "admin" at his word
        self._place = await self._furnish()
        own = logging.getLogger("asyncua.server.server")
        own.setLevel(logging.CRITICAL)  # it would add a traceback to an error that is told by whoever called
        await self._server.start()
        own.setLevel(logging.NOTSET)
        log.info("%d machines as OPC UA on %s: for reading, by anybody", len(self.heard), endpoint)
        return self

    async def _furnish(self) -> Place:
        spaces = {key: await self._server.register_namespace(uri) for key, uri in SPACES.items()}
        spaces[""] = 0
        await event_types(self._server, spaces["g"], spaces["i"])
        kind = ua.NodeId(INTERFACE, spaces["i"]), ua.QualifiedName("IMM_MES_InterfaceType", spaces["i"])
        await self._server.get_node(ua.ObjectIds.BaseObjectType).add_object_type(*kind)
        name = ua.QualifiedName("DeviceSet", spaces["d"])
        devices = await self._server.nodes.objects.add_object(ua.NodeId(DEVICE_SET, spaces["d"]), name)
        return Place(self._server, spaces, devices.nodeid)

    async def work(self) -> None:
        """Show until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                for cell in self.heard:
                    group.create_task(self._show(cell), name=f"OPC UA of {cell}")
        finally:
            await self._server.stop()

    async def _show(self, cell: str) -> None:
        tree = Tree(self._place, cell)
        while True:
            newest, news = await self.heard[cell].take()
            try:
                await self._tell(tree, newest, news)
            except Exception:  # the supervisor of this machine's nodes: what comes next may be fine
                log.exception(
                    "OPC UA could not show everything of %s; the machine and the gateways go on", cell
                )
            await asyncio.sleep(self.rest_s)

    async def _tell(self, tree: Tree, newest: dict[str, Told], news: list[Told]) -> None:
        if "birth" in newest:
            await tree.introduce(newest["birth"])
            if not self.shown[tree.cell].is_set():
                await announce(tree)
                self.shown[tree.cell].set()
        if not self.shown[tree.cell].is_set():
            return  # frames without their birth cannot be read
        for kind in ("sample", "shot"):
            if kind in newest:
                await tree.tell(newest[kind])
        for told in news:
            await fire(tree, _event(tree, told))


def _event(tree: Tree, told: Told) -> Any:  # noqa: ANN401  # asyncua's events have no common type with fields
    if told.kind == "shot":
        return cycle_event(tree, told, values_of("shot", told.body, tree.birth))
    return alarm_event(tree, told)
