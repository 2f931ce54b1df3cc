"""The hub's connections to the broker: one for what is stored, and where hubs share one for screens."""

import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from sprue_contract.fields import VERSION
from sprue_contract.payloads import Rebirth, Receipt
from sprue_contract.topics import CELL_ROWS, STATUSES, GatewayTopic
from sprue_server.inbox import Letter

Topics = Sequence[tuple[str, int]]  # filter and quality of service
EVERYTHING: Topics = ((CELL_ROWS, 1), (STATUSES, 1))
GLANCE: Topics = ((CELL_ROWS, 0), (STATUSES, 1))  # for screens only: what is missed is read from the database
REBIRTH_S = 10.0  # at most one request per cell in this time
MOST_RANGES = 5000


class Link:
    """Connects and connects again by itself; `hear` is called in paho's thread and must not wait."""

    def __init__(self, url: str, hear: Callable[[Letter], None], topics: Topics = EVERYTHING) -> None:
        parts = urlsplit(url)
        secure = parts.scheme == "mqtts"
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or (8883 if secure else 1883)
        self.hear, self.topics = hear, list(topics)
        self.listens: Callable[[], None] = lambda: None  # in paho's thread, each time that it hears again
        self.connected, self.reason = False, "not tried yet"
        self._asked: dict[tuple[str, str | None], float] = {}
        self.client = Client(CallbackAPIVersion.VERSION2, client_id=f"sprue-hub-{random.getrandbits(32):08x}")
        if parts.username:
            self.client.username_pw_set(unquote(parts.username), unquote(parts.password or ""))
        if secure:
            self.client.tls_set()
        self.client.reconnect_delay_set(1, 4)
        self.client.on_connect, self.client.on_disconnect = self._connected, self._disconnected
        self.client.on_message = self._message
        self.client.on_subscribe = lambda *_: self.listens()

    def start(self) -> None:
        """Begin to connect, in paho's own thread."""
        self.client.connect_async(self._host, self._port, keepalive=20)
        self.client.loop_start()

    def stop(self) -> None:
        """Say goodbye."""
        self.client.disconnect()
        self.client.loop_stop()

    def receipt(self, gateway: str, session: str, seqs: Sequence[int]) -> None:
        """Tell a gateway what is stored for good; a lost receipt does no harm, the rows come again."""
        found = ranges(seqs)
        for begin in range(0, len(found), MOST_RANGES):
            told = Receipt(session=session, ranges=found[begin : begin + MOST_RANGES])
            body = {"v": VERSION, "receipt": told.model_dump(mode="json")}
            self._say(GatewayTopic(gateway, "receipt"), body)

    def rebirth(self, gateway: str, cell: str | None, reason: str) -> None:
        """Ask for a birth (None: for all, and for what waits), at most every ten seconds per cell."""
        now = time.monotonic()
        if not self.connected or now - self._asked.get((gateway, cell), -REBIRTH_S) < REBIRTH_S:
            return
        self._asked[gateway, cell] = now
        body = {"v": VERSION, "rebirth": Rebirth(cell=cell, reason=reason).model_dump(mode="json")}
        self._say(GatewayTopic(gateway, "rebirth"), body)

    def _say(self, topic: GatewayTopic, body: Mapping[str, Any]) -> None:
        if not self.connected:
            return  # it would wait in memory; what is not receipted comes again
        self.client.publish(str(topic), json.dumps(body, separators=(",", ":")), qos=1)

    def _connected(
        self, client: Client, _data: object, _flags: ConnectFlags, code: ReasonCode, _props: Properties | None
    ) -> None:
        self.connected, self.reason = not code.is_failure, str(code)
        if self.connected:
            client.subscribe(self.topics)

    def _disconnected(
        self,
        _client: Client,
        _data: object,
        _flags: DisconnectFlags,
        code: ReasonCode,
        _props: Properties | None,
    ) -> None:
        self.connected, self.reason = False, str(code)

    def _message(self, _client: Client, _data: object, message: MQTTMessage) -> None:
        self.hear(Letter(message.topic, bytes(message.payload), message.retain, time.time_ns() // 1000))


def share_of(name: str) -> Topics:
    """Of everything, what the broker gives to this one of all that share under a name; nothing retained."""
    return [(f"$share/{name}/{topic}", qos) for topic, qos in EVERYTHING]


def ranges(seqs: Sequence[int]) -> list[tuple[int, int]]:
    """Whole numbers as ranges with both ends: 1, 2, 3, 7 -> (1, 3), (7, 7)."""
    found: list[tuple[int, int]] = []
    for seq in sorted(set(seqs)):
        if found and found[-1][1] == seq - 1:
            found[-1] = (found[-1][0], seq)
        else:
            found.append((seq, seq))
    return found
