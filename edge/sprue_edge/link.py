"""One MQTT connection: made, held, and made again with patience when it breaks.

paho's callbacks run in its own thread and never wait: what they have to say is appended to a deque and the
loop is nudged. Each connection is a new client: an old one would send what it still holds a second time, and
its will would carry the time of an earlier connection.
"""

import asyncio
import logging
import random
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode

log = logging.getLogger(__name__)

KEEPALIVE_S = 2  # a line that is dead without saying so is noticed within twice that
QUICK_ANSWER_S, PATIENT_ANSWER_S = 1.5, 3.0
SLOWER = 3  # times as long as the quickest of the last answers is still no dead line
PATIENT_EVERY = 30  # tries in vain: the line may have become a slow one
FAREWELL_S = 1.0
FIRST_WAIT_S, LAST_WAIT_S = 0.4, 1.0  # from try to try; a try that ends late has waited already
LEAST_WAIT_S = 0.2
IN_FLIGHT = 1000  # more than the window: it alone decides how much is on its way
INBOX = 10_000  # receipts are small; one that is dropped costs a repeat


class Broker(NamedTuple):
    """Where the broker is and who we are there."""

    host: str
    port: int
    user: str | None
    password: str | None
    tls: bool

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def parse_broker(url: str) -> Broker:
    """Read mqtt://user:password@host:port.

    Raises:
        ValueError: saying what a broker's address looks like.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"mqtt", "mqtts"} or not parts.hostname:
        raise ValueError(f"broker {parts.hostname or url!r}: write mqtt://user:password@host:1883 or mqtts://…")
    tls = parts.scheme == "mqtts"
    user = unquote(parts.username) if parts.username else None
    password = unquote(parts.password) if parts.password else None
    return Broker(parts.hostname, parts.port or (8883 if tls else 1883), user, password, tls)


class Will(NamedTuple):
    """What the broker says for us when we are gone."""

    topic: str
    payload: bytes


class Patience:
    """How long an answer is waited for.

    A call into a line that hangs is never answered, also when the line is whole again: it must end soon. A slow
    line must have its time. So what this line took before counts, and now and then there is a patient try.
    """

    def __init__(self) -> None:
        self._took_s: deque[float] = deque(maxlen=8)
        self._tries = 0

    def next_s(self) -> float:
        """For the next try."""
        self._tries += 1
        if self._tries % (PATIENT_EVERY if self._took_s else 2) == 0:
            return PATIENT_ANSWER_S
        return min(max([QUICK_ANSWER_S, SLOWER * min(self._took_s, default=0)]), PATIENT_ANSWER_S)

    def answered(self, took_s: float) -> None:
        """A try has come through."""
        self._took_s.append(took_s)
        self._tries = 0


class Link:
    """A connection that is kept up. `wake` is set whenever something has changed or arrived."""

    def __init__(
        self, broker: Broker, client_id: str, listen: list[str], will: Callable[[], Will] | None
    ) -> None:
        self.wake = asyncio.Event()
        self.arrived: deque[MQTTMessage] = deque(maxlen=INBOX)
        self.connections = 0
        self.refused = 0
        self._broker, self._client_id, self._listen, self._will = broker, client_id, listen, will
        self._client: Client | None = None
        self._lost, self._patience = asyncio.Event(), Patience()
        self._loop = asyncio.get_running_loop()

    @property
    def connected(self) -> bool:
        """Whether something may be published now."""
        return self._client is not None

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> bool:
        """Hand a message to the client library; False and counted when it does not take it."""
        if self._client is None:
            return False
        answer = self._client.publish(topic, payload, qos=1, retain=retain)
        if answer.rc != MQTTErrorCode.MQTT_ERR_SUCCESS:
            self.refused += 1
        return answer.rc == MQTTErrorCode.MQTT_ERR_SUCCESS

    async def run(self) -> None:
        """Connect, hold, reconnect; jitter so that many gateways do not come back in the same instant."""
        wait_s = FIRST_WAIT_S
        while True:
            client, tried_at = self._new_client(), time.monotonic()
            try:
                await self._connect(client)
                await self._lost.wait()
                wait_s, tried_at = FIRST_WAIT_S, time.monotonic()
                log.warning("broker %s: connection lost; rows are kept and it is tried again", self._broker)
            except OSError as problem:
                log.warning("broker %s: %s; rows are kept and it is tried again", self._broker, problem)
            finally:
                self._client = None
                await asyncio.shield(asyncio.to_thread(_leave, client, self._will))
            waited_s = time.monotonic() - tried_at
            await asyncio.sleep(max(wait_s - waited_s, LEAST_WAIT_S) * random.uniform(0.5, 1.5))  # noqa: S311  # not a secret
            wait_s = min(wait_s * 2, LAST_WAIT_S)

    async def _connect(self, client: Client) -> None:
        answered: asyncio.Future[str | None] = self._loop.create_future()
        self._lost.clear()
        client.on_connect = lambda *args: self._later(_answer, answered, args[3])
        client.on_disconnect = lambda *_: self._later(self._lost.set)
        client.on_message = self._deliver
        began, patience_s = time.monotonic(), self._patience.next_s()
        client.connect_timeout = patience_s
        await asyncio.to_thread(client.connect, self._broker.host, self._broker.port, KEEPALIVE_S)
        client.loop_start()
        try:
            async with asyncio.timeout(patience_s):
                refusal = await answered
        except TimeoutError:
            refusal = f"no answer within {patience_s:.1f} s"
        if refusal is not None:
            raise ConnectionError(f"it refuses us as {self._broker.user or 'anonymous'}: {refusal}")
        self._patience.answered(time.monotonic() - began)
        self._up(client)

    def _up(self, client: Client) -> None:
        for topic in self._listen:
            client.subscribe(topic, qos=1)
        self._client = client
        self.connections += 1
        log.info("broker %s: connected as %s", self._broker, self._client_id)
        self.wake.set()

    def _new_client(self) -> Client:
        client = Client(CallbackAPIVersion.VERSION2, self._client_id, reconnect_on_failure=False)
        client.max_inflight_messages_set(IN_FLIGHT)
        client.max_queued_messages_set(IN_FLIGHT)
        if self._broker.tls:
            client.tls_set()
        if self._broker.user is not None:
            client.username_pw_set(self._broker.user, self._broker.password)
        if self._will is not None:
            will = self._will()
            client.will_set(will.topic, will.payload, qos=1, retain=True)
        return client

    def _deliver(self, _client: Client, _userdata: Any, message: MQTTMessage) -> None:  # noqa: ANN401
        self.arrived.append(message)
        self._later(self.wake.set)

    def _later(self, work: Callable[..., object], *arguments: object) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(work, *arguments)


def _answer(answered: "asyncio.Future[str | None]", reason: Any) -> None:  # noqa: ANN401  # paho's ReasonCode
    if not answered.done():
        answered.set_result(str(reason) if reason.is_failure else None)


def _leave(client: Client, will: Callable[[], Will] | None) -> None:
    """Go politely. That suppresses the will, so we say it ourselves."""
    if will is not None and client.is_connected():
        last = will()
        with suppress(RuntimeError, ValueError):  # paho's words for: the connection went away meanwhile
            client.publish(last.topic, last.payload, qos=1, retain=True).wait_for_publish(FAREWELL_S)
    client.disconnect()
    client.loop_stop()
