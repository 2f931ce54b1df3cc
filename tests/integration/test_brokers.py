"""Both brokers that the demo can start keep the promises Sprue stands on."""

import asyncio
import threading
from collections.abc import Iterator
from urllib.parse import urlparse

import paho.mqtt.client as mqtt
import pytest

from sprue_cli import broker as brokers
from sprue_cli.ports import accepts
from sprue_cli.processes import until


@pytest.fixture(params=["mosquitto", "iotcore"])
async def broker(request, tmp_path, free_port):
    if request.param == "mosquitto" and brokers.installed() != "mosquitto":
        pytest.skip("mosquitto is not installed here")
    made = brokers.prepare(request.param, tmp_path / "broker", free_port, "gw")
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*made.command, stdout=quiet, stderr=quiet)
    assert await until(lambda: accepts(free_port), 20, 0.02)
    yield made
    process.terminate()
    await process.wait()


class Person:
    """A client that remembers what it heard."""

    def __init__(self, url: str, name: str, password: str | None = None, will: str | None = None):
        parts = urlparse(url)
        self.client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id=name)
        self.client.username_pw_set(parts.username, password or parts.password)
        if will:
            self.client.will_set(will, b"offline", qos=1, retain=True)
        self.heard: list[tuple[str, bytes, bool]] = []
        self.answered, self.subscribed, self.got = (threading.Event() for _ in range(3))
        self.accepted = False
        self.client.on_connect = self._connected
        self.client.on_disconnect = lambda *_: self.answered.set()
        self.client.on_subscribe = lambda *_: self.subscribed.set()
        self.client.on_message = self._message
        self.client.connect(parts.hostname, parts.port)
        self.client.loop_start()
        self.answered.wait(10)

    def _connected(self, _client, _data, _flags, reason, _properties):
        self.accepted = not reason.is_failure
        self.answered.set()

    def _message(self, _client, _data, message):
        self.heard.append((message.topic, message.payload, bool(message.retain)))
        self.got.set()

    def listen(self, topic: str) -> "Person":
        self.client.subscribe(topic, qos=1)
        assert self.subscribed.wait(10)
        return self

    def say(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        self.client.publish(topic, payload, qos=1, retain=retain).wait_for_publish(10)

    def hears(self, payload: bytes) -> bool:
        while not any(said == payload for _, said, _ in list(self.heard)):
            self.got.clear()
            if any(said == payload for _, said, _ in list(self.heard)):
                break
            if not self.got.wait(10):
                return False
        return True


@pytest.fixture
def people(broker) -> Iterator:
    here: list[Person] = []

    def join(role: str, name: str, **options) -> Person:
        here.append(Person(broker.url(role), name, **options))
        return here[-1]

    yield join
    for person in here:
        person.client.loop_stop()
        person.client.disconnect()


async def test_a_message_of_five_megabytes_arrives_whole(people):
    hub = people("hub", "hub").listen("sprue/v1/#")
    payload = b"x" * 5_000_000
    people("gateway", "gw").say("sprue/v1/gw/imm-1/image", payload)
    assert hub.hears(payload)


async def test_a_wrong_password_is_refused(people):
    assert not people("hub", "liar", password="wrong").accepted


async def test_a_birth_is_kept_for_who_comes_later(people):
    people("gateway", "gw").say("sprue/v1/gw/imm-1/birth", b"born", retain=True)
    hub = people("hub", "hub").listen("sprue/v1/#")
    assert hub.hears(b"born")
    assert hub.heard[0][2] is True


async def test_the_will_of_a_dead_gateway_is_told(people):
    hub = people("hub", "hub").listen("sprue/v1/+/status")
    gateway = people("gateway", "gw", will="sprue/v1/gw/status")
    gateway.client.loop_stop()
    gateway.client.socket().close()  # no goodbye: as if the cable were pulled
    assert hub.hears(b"offline")


async def test_with_mosquitto_a_gateway_cannot_speak_for_another(people, broker):
    if broker.make != "mosquitto":
        pytest.skip("rumqttd knows users, not rights per topic")
    hub = people("hub", "hub").listen("sprue/v1/#")
    gateway = people("gateway", "gw")
    gateway.say("sprue/v1/other/imm-1/shot", b"forged")
    gateway.say("sprue/v1/gw/receipt", b"forged")
    gateway.say("sprue/v1/gw/imm-1/shot", b"honest")
    assert hub.hears(b"honest")
    assert not any(payload == b"forged" for _, payload, _ in hub.heard)


async def test_with_mosquitto_a_visitors_gateway_speaks_for_sandboxes_only(people, broker):
    if broker.make != "mosquitto":
        pytest.skip("rumqttd knows users, not rights per topic")
    hub = people("hub", "hub").listen("sprue/v1/#")
    visitor = people("sandbox", "sandbox-3")
    for gateway in ("gw", "sandbox-13", "sandbox-x"):
        visitor.say(f"sprue/v1/{gateway}/imm-1/shot", b"forged")
    visitor.say("sprue/v1/sandbox-12/sandbox-12/shot", b"honest")
    assert hub.hears(b"honest")
    assert not any(payload == b"forged" for _, payload, _ in hub.heard)
