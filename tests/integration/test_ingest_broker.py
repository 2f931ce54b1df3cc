"""From a real broker into a real database: once, receipted, whatever happens to the hub in between."""

import asyncio
import json
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import paho.mqtt.client as mqtt
import pytest
from store_world import LAYOUT, T0, Place, S, birth, reader_at, shot, store_at

from sprue_cli import broker as brokers
from sprue_cli.ports import accepts
from sprue_cli.processes import until
from sprue_contract.messages import message_bytes, row_text
from sprue_contract.payloads import Birth, Status
from sprue_server.inbox import Inbox
from sprue_server.ingest import Ingest, Word
from sprue_server.link import Link

ROWS = 5000
NOTE = '{"what":"note","name":"hello"}'


@pytest.fixture
async def broker(tmp_path: Path, free_port: int):
    if brokers.installed() != "mosquitto":
        pytest.skip("mosquitto is not installed here")
    made = brokers.prepare("mosquitto", tmp_path / "broker", free_port, "gw")
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*made.command, stdout=quiet, stderr=quiet)
    assert await until(lambda: accepts(free_port), 20, 0.02)
    yield made
    process.terminate()
    await process.wait()


class HalfHub:
    """Broker to database, without pages."""

    def __init__(self, url: str, place: Place) -> None:
        self.store = store_at(place)
        self.inbox = Inbox(asyncio.get_running_loop())
        self.link = Link(url, self.inbox.deliver)
        self.ingest = Ingest(self.inbox, self.store, self.link)
        self.words: list[Word] = []
        self.first_stored, self.first_word = asyncio.Event(), asyncio.Event()
        self.work = asyncio.create_task(self.ingest.work(lambda _: self.first_stored.set(), self.hear))
        self.link.start()

    def hear(self, word: Word) -> None:
        self.words.append(word)
        self.first_word.set()

    async def die(self) -> None:
        """In the middle of whatever it does; what was begun is not finished politely."""
        self.work.cancel()
        await asyncio.gather(self.work, return_exceptions=True)
        self.link.stop()


@asynccontextmanager
async def half_hub(url: str, place: Place) -> AsyncIterator[HalfHub]:
    hub = HalfHub(url, place)
    yield hub
    await hub.die()
    await hub.store.close()


class Gateway:
    """Sends rows until each is receipted."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.loop = asyncio.get_running_loop()
        self.receipted: set[int] = set()
        self.rebirths: list[dict[str, str]] = []
        self.ready, self.told = asyncio.Event(), asyncio.Event()
        self.client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id="gw")
        self.client.username_pw_set(parts.username, parts.password)
        self.client.on_message = self._message
        self.client.on_subscribe = lambda *_: self.loop.call_soon_threadsafe(self.ready.set)
        self.client.on_connect = lambda client, *_: client.subscribe([(f"sprue/v1/gw/{t}", 1) for t in TALK])
        self.client.connect(parts.hostname, parts.port)
        self.client.loop_start()

    def _message(self, _client, _data, message) -> None:
        told = json.loads(message.payload)
        for low, high in told.get("receipt", {}).get("ranges", []):
            self.receipted.update(range(low, high + 1))
        if "rebirth" in told:
            self.rebirths.append(told["rebirth"])
        self.loop.call_soon_threadsafe(self.told.set)

    def say(self, kind: str, payload: bytes, *, retain: bool = False) -> None:
        topic = f"sprue/v1/gw/{kind}" if kind == "status" else f"sprue/v1/gw/imm-1/{kind}"
        self.client.publish(topic, payload, qos=1, retain=retain)

    def send(self, kind: str, rows: dict[int, str]) -> None:
        """In messages of some rows each, in any order, some of them twice."""
        chance = random.Random(len(rows))
        seqs = list(rows) + chance.sample(list(rows), len(rows) // 4)
        chance.shuffle(seqs)
        for begin in range(0, len(seqs), 7):
            some = [rows[seq] for seq in seqs[begin : begin + 7]]
            self.say(kind, message_bytes("gw", "s1", T0, some))

    async def until_receipted(
        self, wanted: set[int], kind: str = "", rows: dict[int, str] | None = None
    ) -> None:
        """Send again what nobody confirms."""
        async with asyncio.timeout(100):
            while not wanted <= self.receipted:
                self.told.clear()
                try:
                    await asyncio.wait_for(self.told.wait(), 3)
                except TimeoutError:
                    self.send(kind, {seq: rows[seq] for seq in wanted - self.receipted} if rows else {})

    async def until_asked(self, times: int) -> None:
        """For a birth."""
        async with asyncio.timeout(20):
            while len(self.rebirths) < times:
                self.told.clear()
                await self.told.wait()

    def leave(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()


TALK = ("receipt", "rebirth")


@pytest.fixture
async def gateway(broker):
    gateway = Gateway(broker.url("gateway"))
    await asyncio.wait_for(gateway.ready.wait(), 20)
    yield gateway
    gateway.leave()


def born(told: Birth, seq: int = ROWS + 1) -> bytes:
    return message_bytes("gw", "s1", T0, [row_text(seq, "r1", T0, told.model_dump_json())])


async def listening(hub: HalfHub, gateway: Gateway) -> None:
    """A kept status reaches the hub as soon as it has subscribed."""
    gateway.say("status", status_bytes(0), retain=True)
    await asyncio.wait_for(hub.first_word.wait(), 30)


def status_bytes(outbox_bytes: int) -> bytes:
    status = Status(state="online", outbox_bytes=outbox_bytes).model_dump(mode="json")
    told = {"v": 1, "gateway": "gw", "session": "s1", "sent_us": T0, "status": status}
    return json.dumps(told).encode()


def tallied(place: Place) -> dict[tuple[str, str, str], int]:
    reader = reader_at(place)
    try:
        return reader.tallies()
    finally:
        reader.close()


async def test_everything_is_stored_once_and_receipted_though_the_hub_dies_in_the_middle(
    broker, gateway: Gateway, place: Place
):
    url = broker.url("hub")
    rows = {seq: row_text(seq, "r1", T0 + seq * S, NOTE) for seq in range(1, ROWS + 1)}
    gateway.say("birth", born(birth()), retain=True)
    first = HalfHub(url, place)
    gateway.send("event", rows)
    await asyncio.wait_for(first.first_stored.wait(), 60)
    await first.die()
    async with half_hub(url, place):
        await gateway.until_receipted({*rows, ROWS + 1}, "event", rows)
        assert tallied(place) == {("gw", "s1", "imm-1"): ROWS + 1}
    await first.store.close()


async def test_frames_of_two_gateway_sessions_are_counted_apart(broker, gateway: Gateway, place: Place):
    body = json.dumps({"layout": LAYOUT, "frames": [[T0 + n * S, n, None] for n in range(50)]})
    async with half_hub(broker.url("hub"), place) as hub:
        gateway.say("birth", born(birth(), 900), retain=True)
        await listening(hub, gateway)
        for session, seq in (("s1", 1), ("s2", 2)):
            gateway.say("sample", message_bytes("gw", session, T0, [row_text(seq, "r1", T0, body)]))
        await gateway.until_receipted({1, 2, 900})
        assert tallied(place) == {("gw", "s1", "imm-1"): 51, ("gw", "s2", "imm-1"): 50}


async def test_a_hub_that_does_not_know_a_run_asks_once_for_its_birth(broker, gateway: Gateway, place: Place):
    async with half_hub(broker.url("hub"), place) as hub:
        await listening(hub, gateway)
        for seq in range(1, 21):
            gateway.say("event", message_bytes("gw", "s1", T0, [row_text(seq, "r9", T0, NOTE)]))
        await gateway.until_receipted(set(range(1, 21)))
        await gateway.until_asked(2)
    assert [asked["cell"] for asked in gateway.rebirths] == [None, "imm-1"]


async def test_a_hub_that_has_just_started_asks_each_gateway_once_for_what_waits(
    broker, gateway: Gateway, place: Place
):
    url = broker.url("hub")
    async with half_hub(url, place) as first:
        await listening(first, gateway)
        gateway.say("status", status_bytes(1), retain=True)
        gateway.say("event", message_bytes("gw", "s1", T0, [row_text(1, "r1", T0, NOTE)]))
        await gateway.until_receipted({1})
    async with half_hub(url, place) as second:
        await asyncio.wait_for(second.first_word.wait(), 30)
        await gateway.until_asked(3)
    assert [asked["cell"] for asked in gateway.rebirths] == [None, "imm-1", None]


async def test_nonsense_is_set_aside_and_what_follows_is_stored(broker, gateway: Gateway, place: Place):
    good = message_bytes("gw", "s1", T0, [row_text(5, "r1", T0, shot(1).model_dump_json())])
    nonsense = [
        b"",
        b"{oops",
        b"\xff",
        b"[]",
        good.replace(b'"v":1', b'"v":9'),
        good.replace(b'"gw"', b'"other"'),
    ]
    odd_session = good.replace(b'"s1"', b'"No Slug"').replace(b'"v":1', b'"v":7')
    async with half_hub(broker.url("hub"), place) as hub:
        await listening(hub, gateway)
        for payload in (*nonsense, odd_session):
            gateway.say("shot", payload)
            gateway.say("status", payload)
        gateway.say("shot", good.replace(b'"seq":5', b'"seq":6'))
        await gateway.until_receipted({6})
        assert tallied(place) == {("gw", "s1", "imm-1"): 1}
        reader = reader_at(place)
        reasons = {row.reason for row in reader.quarantine()}
        reader.close()
    assert reasons == {"not-json", "not-utf8", "wrong-envelope", "wrong-version", "wrong-topic", "wrong-body"}


async def test_a_status_that_the_broker_kept_is_heard(broker, gateway: Gateway, place: Place):
    gateway.say("status", status_bytes(7), retain=True)
    async with half_hub(broker.url("hub"), place) as hub:
        await asyncio.wait_for(hub.first_word.wait(), 30)
    assert (hub.words[0].session, hub.words[0].status.outbox_bytes) == ("s1", 7)


async def test_a_broker_that_is_away_is_tried_again(free_port: int, place: Place):
    async with half_hub(f"mqtt://hub:x@127.0.0.1:{free_port}", place) as hub:
        hub.link.receipt("gw", "s1", [1])  # nobody hears it, and nothing waits in memory
        assert not hub.link.connected
        assert hub.link.client._out_messages == {}
