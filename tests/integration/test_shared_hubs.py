"""Several hubs on one broker and one PostgreSQL: each record is one hub's, every screen shows every cell."""

import asyncio
import signal
import socket
import time
from contextlib import AsyncExitStack
from pathlib import Path

import httpx2
import paho.mqtt.client as mqtt
import pytest
import yaml
from api_hub import LAYOUT, PLANT, S, birth, shot
from factory import free_port
from hub_process import Gateway, Hub, eventually, listens
from store_world import Place, reader_at
from test_api_process import SECRET
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from sprue_cli import broker as brokers
from sprue_contract.messages import message_bytes, row_text
from sprue_contract.payloads import Sample

SHARE = ("--share", "hubs")
STORE_ONLY = (*SHARE, "--store-only")
ROWS = 200


class Server:
    """A broker process."""

    def __init__(self, make: str, folder: Path) -> None:
        self.port = free_port()
        self.made = brokers.prepare(make, folder, self.port, "gw")

    async def __aenter__(self) -> "Server":
        quiet = asyncio.subprocess.DEVNULL
        self.process = await asyncio.create_subprocess_exec(*self.made.command, stdout=quiet, stderr=quiet)
        await eventually(lambda: listens(self.port))
        return self

    async def __aexit__(self, *_: object) -> None:
        self.process.terminate()
        await self.process.wait()


@pytest.fixture
async def broker(tmp_path):
    if brokers.installed() != "mosquitto":
        pytest.skip("mosquitto is not installed here")
    async with Server("mosquitto", tmp_path / "broker") as server:
        yield server.made


@pytest.fixture
def plant(tmp_path) -> Path:
    path = tmp_path / "plant.yaml"
    path.write_text(yaml.safe_dump(PLANT.model_dump(mode="json", exclude_none=True)), encoding="utf-8")
    return path


class Press(Gateway):
    """A gateway that keeps what it sent, and can send again what nobody confirmed."""

    def __init__(self, url: str) -> None:
        self.sent: dict[int, tuple[str, bytes, bool]] = {}
        self.rebirths = 0
        super().__init__(url)
        self.client.subscribe("sprue/v1/gw/rebirth", qos=1)

    def _receipt(self, client, data, message: mqtt.MQTTMessage) -> None:
        if message.topic.endswith("/rebirth"):
            self.rebirths += 1
        else:
            super()._receipt(client, data, message)

    def send(self, body, measured_us: int, *, retain: bool = False) -> int:
        self.seq += 1
        kind = type(body).__name__.lower()
        row = row_text(self.seq, "r1", measured_us, body.model_dump_json())
        payload = message_bytes("gw", self.session, time.time_ns() // 1000, [row])
        self.sent[self.seq] = (f"sprue/v1/gw/imm-1/{kind}", payload, retain)
        self.publish(self.seq)
        return self.seq

    def publish(self, seq: int) -> None:
        topic, payload, retain = self.sent[seq]
        self.client.publish(topic, payload, qos=1, retain=retain)

    async def all_receipted(self, *, again: bool = False) -> None:
        """`again`: what was lost with a hub that died is sent again, as a gateway does."""
        for _ in range(20):
            try:
                await asyncio.wait_for(
                    eventually(lambda: self.sent.keys() <= self.receipted), 3 if again else 60
                )
            except TimeoutError:
                for seq in self.sent.keys() - self.receipted:
                    self.publish(seq)
            else:
                return


@pytest.fixture
def press(broker):
    made = Press(broker.url("gateway"))
    yield made
    made.close()


def tell(press: Press, number: int) -> None:
    """A birth, then frames with a shot among ten."""
    now_us = time.time_ns() // 1000
    begin_us = now_us - number * S
    if not press.seq:
        press.send(birth(begin_us - S), begin_us - S, retain=True)
    for place in range(number):
        at_us = begin_us + place * S
        frame = Sample(layout=LAYOUT, frames=[[at_us, 1, 230.0]])
        press.send(shot(place, at_us) if place % 10 == 9 else frame, at_us)


def newest(hub: Hub) -> dict | None:
    return hub.get("/cells/imm-1")["last_shot"]


async def two(stack: AsyncExitStack, place: Place, plant: Path, url: str, *more: str) -> tuple[Hub, Hub]:
    """Both connected; the second with other options."""
    hubs = [Hub(place, plant, url, *SHARE), Hub(place, plant, url, *(more or SHARE))]
    for hub in hubs:
        await stack.enter_async_context(hub)
        await eventually(lambda hub=hub: hub.get("/health")["broker"] == "connected")
    return hubs[0], hubs[1]


async def test_each_record_is_stored_by_one_hub_and_both_show_everything(postgres_place, plant, broker, press):
    async with AsyncExitStack() as stack:
        hubs = await two(stack, postgres_place, plant, broker.url("hub"))
        press.status()
        tell(press, ROWS)
        await press.all_receipted()
        rows = [hub.get("/health")["rows"] for hub in hubs]
        assert min(rows) > ROWS / 4, f"both take their part: {rows}"
        assert sum(rows) == press.seq, f"no record goes to two: {rows}"
        for hub in hubs:
            health = hub.get("/health")
            assert (health["role"], health["share"], health["gateways"][0]["state"]) == (
                "shares",
                "hubs",
                "online",
            )
            await eventually(lambda hub=hub: (newest(hub) or {}).get("counter") == ROWS)
            assert hub.get("/cells/imm-1")["values"]["melt_temperature_c"] == 230.0
            assert hub.get(f"/cells/imm-1/shots/{newest(hub)['id']}")["shot"]["counter"] == ROWS
            assert {topic["topic"] for topic in hub.get("/topics")} >= {"sprue/v1/gw/imm-1/sample"}
        assert newest(hubs[0])["id"] == newest(hubs[1])["id"]


async def test_a_hub_that_is_killed_leaves_nothing_undone(postgres_place, plant, broker, press):
    async with AsyncExitStack() as stack:
        stays, dies = await two(stack, postgres_place, plant, broker.url("hub"))
        tell(press, ROWS)
        await eventually(lambda: dies.get("/health")["rows"] > 0)
        tell(press, ROWS)
        dies.process.send_signal(signal.SIGKILL)
        await dies.process.wait()
        tell(press, ROWS)
        await press.all_receipted(again=True)
        counts = stays.get("/cells/imm-1/shots?limit=1000")
        assert len(counts) == 3 * ROWS // 10
        press.status()
        await eventually(lambda: stored_rows(postgres_place) == press.seq)
        await eventually(lambda: (newest(stays) or {}).get("counter") == ROWS)


def stored_rows(place: Place) -> int:
    reader = reader_at(place)
    try:
        return sum(reader.tallies().values())
    finally:
        reader.close()


async def test_a_hub_that_only_stores_tells_nothing_of_cells_and_says_why(postgres_place, plant, broker, press):
    async with AsyncExitStack() as stack:
        shows, stores = await two(stack, postgres_place, plant, broker.url("hub"), *STORE_ONLY)
        press.status()
        tell(press, ROWS)
        await press.all_receipted()
        health = stores.get("/health")
        assert (health["role"], health["status"], health["cells_live"]) == ("stores only", "ok", None)
        assert 0 < health["rows"] < press.seq
        assert httpx2.get(f"{stores.url}/api/v1/ready", timeout=10).status_code == 200
        for path in ("/cells", "/cells/imm-1", "/live-message", "/topics", "/counters", "/plant", "/me"):
            answer = httpx2.get(f"{stores.url}/api/v1{path}", timeout=10)
            assert (answer.status_code, answer.json()["code"]) == (503, "stores_only"), path
            assert httpx2.get(f"{shows.url}/api/v1{path}", timeout=10).status_code == 200, path
        page = httpx2.get(stores.url, timeout=10)
        assert (page.status_code, "only stores" in page.text) == (503, True)
        with pytest.raises(ConnectionClosed) as closed:
            async with connect(f"ws://127.0.0.1:{stores.port}/api/v1/live") as screen:
                await screen.recv()
        assert (closed.value.rcvd.code, "only stores" in closed.value.rcvd.reason) == (4503, True)
        assert (await stores.end())[0] == 0


async def test_a_birth_that_the_other_hub_stored_is_not_asked_for(postgres_place, plant, broker, press):
    async with AsyncExitStack() as stack:
        hubs = await two(stack, postgres_place, plant, broker.url("hub"))
        press.send(birth(1), 2, retain=True)
        await press.all_receipted()
        tell(press, ROWS)
        await press.all_receipted()
        assert min(hub.get("/health")["rows"] for hub in hubs) > 0
        assert press.rebirths == 0


async def test_hubs_that_start_at_one_moment_on_an_empty_database_tell_one_secret(
    postgres, tmp_path, plant, broker
):
    postgres.drop("together")
    postgres.ask("CREATE DATABASE together")
    place = Place(tmp_path / "store", postgres.url("together"))
    hubs = [Hub(place, plant, broker.url("hub"), *SHARE) for _ in range(3)]
    await asyncio.gather(*(hub.__aenter__() for hub in hubs))
    ends = [await hub.end() for hub in hubs]
    postgres.drop("together")
    assert [code for code, _, _ in ends] == [0, 0, 0], ends
    assert sum(len(SECRET.findall(out)) for _, out, _ in ends) == 1


async def test_a_hub_that_cannot_share_says_so_before_it_opens_anything(tmp_path, plant):
    hub = Hub(Place(tmp_path / "store"), plant, "mqtt://127.0.0.1:1", *SHARE)
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*hub.command, stderr=pipe, env=hub.environment)
    _, err = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 2
    assert b"--share hubs" in err
    assert b"Nothing was started" in err
    assert b"Traceback" not in err
    assert not (tmp_path / "store").exists()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", hub.port)) != 0
