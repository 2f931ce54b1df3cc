"""The gateway's talk with the hub: rows, births, signs of life out; receipts and requests in."""

import asyncio
import json
import logging
import time

from paho.mqtt.client import MQTTMessage
from pydantic import ValidationError

from sprue_contract.fields import VERSION
from sprue_contract.messages import message_bytes
from sprue_contract.payloads import Rebirth, Receipt, Status
from sprue_contract.topics import CellTopic, GatewayTopic
from sprue_edge.courier import Courier
from sprue_edge.keeper import Keeper
from sprue_edge.link import Broker, Link, Will
from sprue_edge.outbox import Change
from sprue_edge.outbox_file import Birth

log = logging.getLogger(__name__)

STATUS_EVERY_S = 5.0
WORDS = 400  # as long as the contract allows


class Publisher:
    """Two connections: one for rows and talk, one for pictures, which starts when there is a picture."""

    def __init__(self, gateway: str, broker: Broker, keeper: Keeper, sources: dict[str, str]) -> None:
        self._gateway, self._broker, self._keeper, self._sources = gateway, broker, keeper, sources
        listen = [str(GatewayTopic(gateway, "receipt")), str(GatewayTopic(gateway, "rebirth"))]
        self._link = Link(broker, gateway, listen, self._will)
        self._couriers = [Courier(gateway, self._link, keeper, ("live", "backlog"))]
        self._couriers[0].each_turn(self._listen)
        self._picture_link: Link | None = None
        self._pictures = asyncio.Event()
        self._connections = 0
        self._requests: set[str | None] = set()
        self._asked = asyncio.Event()
        keeper.on_change.append(self._changed)
        self._changed(Change(keeper.stock, {}, 0, grown=keeper.stock))

    async def run(self) -> None:
        """Publish until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._link.run())
            tasks.create_task(self._couriers[0].run())
            tasks.create_task(self._status_for_ever())
            tasks.create_task(self._answer_requests())
            tasks.create_task(self._run_pictures())

    async def _run_pictures(self) -> None:
        await self._pictures.wait()
        self._picture_link = Link(self._broker, f"{self._gateway}-pictures", [], None)
        courier = Courier(self._gateway, self._picture_link, self._keeper, ("pictures",))
        self._couriers.append(courier)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._picture_link.run())
            tasks.create_task(courier.run())

    async def _status_for_ever(self) -> None:
        while True:
            self._say_online()
            await asyncio.sleep(STATUS_EVERY_S)

    def _say_online(self) -> None:
        topic = str(GatewayTopic(self._gateway, "status"))
        self._link.publish(topic, self._status("online"), retain=True)

    def _will(self) -> Will:
        return Will(str(GatewayTopic(self._gateway, "status")), self._status("offline"))

    def _status(self, state: str) -> bytes:
        links = [link for link in (self._link, self._picture_link) if link is not None]
        status = Status.model_validate(
            {
                "state": state,
                "counts": self._keeper.counts,
                "outbox_bytes": self._keeper.waiting_bytes(),
                "unsent": sum(link.refused for link in links),
                "sources": {cell: self._words(words) for cell, words in self._sources.items()},
            }
        )
        head = {"v": VERSION, "gateway": self._gateway, "session": self._keeper.session, "sent_us": _now_us()}
        return json.dumps({**head, "status": status.model_dump(mode="json")}).encode()

    def _words(self, words: str) -> str:
        return (self._keeper.trouble or words)[:WORDS]

    def _listen(self) -> None:
        """On every turn of the main connection: what is new there?"""
        if self._link.connections != self._connections:
            self._connections = self._link.connections
            self._say_online()
            self._request(None)  # the broker may have lost what it retained
        arrived = self._link.arrived
        while arrived:
            self._hear(arrived.popleft())

    def _hear(self, message: MQTTMessage) -> None:
        try:
            raw = json.loads(message.payload)
            if message.topic == str(GatewayTopic(self._gateway, "receipt")):
                self._receipt(Receipt.model_validate(raw["receipt"]))
            else:
                self._rebirth(Rebirth.model_validate(raw["rebirth"]))
        except (ValidationError, ValueError, KeyError, TypeError) as problem:
            log.warning("%s: not understood and ignored: %s", message.topic, problem)

    def _receipt(self, receipt: Receipt) -> None:
        if receipt.session != self._keeper.session:
            return  # for an outbox that is no longer here
        self._keeper.receipted(receipt.ranges)
        for courier in self._couriers:
            courier.release(receipt.ranges)

    def _rebirth(self, rebirth: Rebirth) -> None:
        log.info("the hub asks for the birth of %s: %s", rebirth.cell or "all cells", rebirth.reason)
        if rebirth.cell is None:  # so asks a hub that has just started: what it missed may come again at once
            self._couriers[0].window.all_due()
        self._request(rebirth.cell)

    def _request(self, cell: str | None) -> None:
        self._requests.add(cell)
        self._asked.set()

    async def _answer_requests(self) -> None:
        while True:
            await self._asked.wait()
            self._asked.clear()
            while self._requests:
                births = await self._keeper.call(self._keeper.outbox.births, self._requests.pop())
                self._tell(births)

    def _tell(self, births: list[Birth]) -> None:
        """Births again, as they were: their numbers are known to the hub, so it stores none twice."""
        for birth in births:
            payload = message_bytes(self._gateway, self._keeper.session, _now_us(), [birth.text])
            topic = CellTopic(self._gateway, birth.cell, "birth")
            self._link.publish(str(topic), payload, retain=birth.current)

    def _changed(self, change: Change) -> None:
        if any(group.lane == "pictures" for group in change.grown):
            self._pictures.set()


def _now_us() -> int:
    return time.time_ns() // 1000
