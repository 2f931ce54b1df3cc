"""The gateway as a program, a real mosquitto, a small machine, a small hub: nothing lost, nothing doubled."""

import asyncio
import json
import shutil
import signal
import socket
import sqlite3
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable

import paho.mqtt.client as mqtt
import pytest
from factory import free_port

from sprue_contract.layout import channel, layout_id
from sprue_contract.messages import read_message
from sprue_contract.payloads import Birth, Status
from sprue_contract.topics import CellTopic, parse_topic
from sprue_edge.window import RESEND_S

MOSQUITTO = shutil.which("mosquitto", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
CHANNELS = [channel("power_kw", "simulated")]
LAYOUT = layout_id(CHANNELS)
PICTURES = "gateway-1-pictures"
GATEWAY = """
import sys
from sprue_edge import __main__, publisher, window
publisher.STATUS_EVERY_S = 0.5
window.RESEND_S = float(sys.argv.pop(1))
sys.exit(__main__.main())
"""  # the program as it is, but it counts aloud ten times as often
BEGAN_US = time.time_ns() // 1000 - 3_600_000_000


async def until(true: Callable[[], bool], what: str, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"waited {seconds} s in vain: {what}"
        await asyncio.sleep(0.02)


async def steady(number: Callable[[], int]) -> int:
    """The number, once it has not changed for a second."""
    before = -1
    while (now := number()) != before:
        before = now
        await asyncio.sleep(1)
    return now


class Machine:
    """A face: tells `records` and keeps the line open for more."""

    def __init__(self) -> None:
        birth = Birth(
            title="t",
            machine="m",
            origin="simulated",
            pace=1,
            started_us=BEGAN_US,
            layout=LAYOUT,
            channels=CHANNELS,
        )
        self.records = [self.line("birth", BEGAN_US, birth.model_dump(mode="json"))]
        self.asked: list[dict] = []

    def line(self, kind, measured_us, body) -> dict:
        return {"kind": kind, "run": "run-1", "measured_us": measured_us, "body": body}

    def frames(self, count, ago_s=0.0) -> None:
        now = time.time_ns() // 1000 - round(ago_s * 1e6)
        body = [{"layout": LAYOUT, "frames": [[now + at, at / 2]]} for at in range(count)]
        self.records += [self.line("sample", now + at, each) for at, each in enumerate(body)]

    def shots(self, count, ago_s=0.0) -> None:
        now = time.time_ns() // 1000 - round(ago_s * 1e6)
        body = [{"started_us": now, "counter": at, "values": {"cycle_time_s": 9.5}} for at in range(count)]
        self.records += [self.line("shot", now + at, each) for at, each in enumerate(body)]

    async def serve(self, reader, writer) -> None:
        ask = json.loads(await reader.readline())
        self.asked.append(ask)
        told = ask["after"] if ask["run"] == "run-1" else 0
        while not writer.is_closing():
            for position, record in enumerate(self.records[told:], told + 1):
                writer.write(json.dumps({"position": position, **record}).encode() + b"\n")
            told = len(self.records)
            if await self._gone(reader):
                break
        writer.close()

    async def _gone(self, reader) -> bool:
        try:
            async with asyncio.timeout(0.02):
                return not await reader.read(1)
        except TimeoutError:
            return False


class Hub:
    """Stores each (session, seq) once and receipts it, unless it is told to keep quiet."""

    def __init__(self, port: int) -> None:
        self.stored: dict[tuple[str, int], tuple[CellTopic, object]] = {}
        self.order: list[tuple[str, int]] = []
        self.statuses: list[Status] = []
        self.births: list[bool] = []
        self.messages = Counter()
        self.quiet = threading.Event()
        self.client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, "hub", reconnect_on_failure=True)
        self.client.reconnect_delay_set(0.1, 0.5)
        self.client.on_connect = lambda client, *_: client.subscribe("sprue/v1/#", qos=1)
        self.client.on_message = self._hear
        self.client.connect("127.0.0.1", port)
        self.client.loop_start()

    def _hear(self, _client, _data, message) -> None:
        topic = parse_topic(message.topic)
        if not isinstance(topic, CellTopic):
            if topic.talk == "status":
                self.statuses.append(Status.model_validate(json.loads(message.payload)["status"]))
            return
        if topic.kind == "birth":
            self.births.append(bool(message.retain))
        found = read_message(message.payload, topic.kind)
        self.messages[topic.kind] += 1
        for row in found.rows:
            self.order.append((topic.kind, row.seq))
            self.stored.setdefault((found.session, row.seq), (topic, row))
        if not self.quiet.is_set():
            seqs = [(row.seq, row.seq) for row in found.rows]
            self.say("receipt", {"session": found.session, "ranges": seqs})

    def say(self, talk, payload) -> None:
        self.client.publish(f"sprue/v1/gateway-1/{talk}", json.dumps({"v": 1, talk: payload}), qos=1)

    def records(self, kind=None) -> int:  # while its thread adds some
        rows = [row for topic, row in list(self.stored.values()) if kind in (None, topic.kind)]
        return sum(len(getattr(row.body, "frames", [1])) for row in rows)

    def count(self, what) -> int:
        told = self.statuses[-1].counts.get("imm-1") if self.statuses else None
        return getattr(told, what) if told else 0

    def words(self, cell) -> str:
        return self.statuses[-1].sources[cell] if self.statuses else ""

    def state(self) -> str:
        return self.statuses[-1].state if self.statuses else ""

    def close(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()


class Place:
    """A folder with a broker, a machine and gateways that can be killed and started again."""

    def __init__(self, folder) -> None:
        self.folder, self.port, self.face_port = folder, free_port(), 0
        self.machine, self.processes = Machine(), []
        self.broker = self.gateway = None
        self.log = (folder / "log.txt").open("w")
        (folder / "broker.conf").write_text(f"listener {self.port} 127.0.0.1\nallow_anonymous true\n")
        (folder / "plant.yaml").write_text(
            "title: T\ncells:\n  - name: imm-1\n    title: One\n    at: {x_m: 1, y_m: 1}\n"
            "    source: {type: simulated, machine: m, history: false}\n"
        )

    async def start_broker(self) -> None:
        self.broker = await self._start(MOSQUITTO, "-c", str(self.folder / "broker.conf"))
        await until(self._listens, "the broker listens")

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    async def start_gateway(self, resend_s: float = RESEND_S) -> None:
        options = ["--broker", f"mqtt://127.0.0.1:{self.port}", "--face", f"127.0.0.1:{self.face_port}"]
        options += ["--data", str(self.folder / "data")]
        command = [sys.executable, "-c", GATEWAY, str(resend_s), "run", str(self.folder / "plant.yaml")]
        self.gateway = await self._start(*command, *options)

    async def _start(self, *command):
        process = await asyncio.create_subprocess_exec(*command, stdout=self.log, stderr=self.log)
        self.processes.append(process)
        return process

    def told(self) -> str:
        return (self.folder / "log.txt").read_text()

    async def end(self) -> None:
        for process in self.processes:
            if process.returncode is None:
                process.kill()
                await process.wait()
        self.log.close()


@pytest.fixture
async def place(tmp_path):
    if MOSQUITTO is None:
        pytest.skip("mosquitto is not installed here")
    made = Place(tmp_path)
    await made.start_broker()
    server = await asyncio.start_server(made.machine.serve, "127.0.0.1", 0)
    made.face_port = server.sockets[0].getsockname()[1]
    yield made
    await made.end()
    server.close()
    await server.wait_closed()


@pytest.fixture
async def hub(place):
    made = Hub(place.port)
    yield made
    made.close()


async def test_what_was_produced_is_stored_once_across_a_killed_gateway_and_a_killed_broker(place, hub):
    machine = place.machine
    machine.frames(3000, ago_s=3000)
    machine.shots(300)
    await place.start_gateway()
    await until(lambda: hub.records() > 500, "the first rows arrive")
    place.gateway.kill()
    await place.gateway.wait()
    machine.frames(2000)
    place.broker.kill()
    await place.broker.wait()
    await place.start_gateway()
    await until(lambda: len(machine.asked) >= 2, "the machine is asked again")
    machine.shots(200)
    await place.start_broker()
    wanted = len(machine.records)
    await until(lambda: hub.records() >= wanted, "everything arrives")
    await until(lambda: hub.count("receipted") == wanted, "everything is receipted")
    assert machine.asked[1]["after"] > 0
    assert hub.records() == wanted
    assert hub.count("produced") == wanted
    assert hub.statuses[-1].outbox_bytes == 0
    assert len({session for session, _ in hub.stored}) == 1
    times = Counter(frame[0] for _, row in hub.stored.values() for frame in getattr(row.body, "frames", []))
    assert max(times.values()) == 1


async def test_the_window_is_full_without_receipts_and_a_receipt_frees_it(place, hub):
    hub.quiet.set()
    place.machine.shots(9000, ago_s=3000)
    await place.start_gateway()
    await until(lambda: hub.count("produced") == 9001, "all is read")
    full = await steady(hub.records)
    assert full < 9001
    (session,) = {session for session, _ in hub.stored}
    hub.say("receipt", {"session": "s-other", "ranges": [[1, 10_000]]})
    assert await steady(hub.records) == full, "a receipt for another session opens nothing"
    hub.quiet.clear()
    hub.say("receipt", {"session": session, "ranges": [[1, max(seq for _, seq in hub.stored)]]})
    await until(lambda: hub.records() == 9001, "the rest follows")
    assert hub.messages["shot"] < 200, "a backlog travels in bundles"


async def test_what_is_not_receipted_is_sent_again(place, hub):
    hub.quiet.set()
    place.machine.shots(3)
    await place.start_gateway(resend_s=1)
    await until(lambda: hub.records("shot") == 3, "the shots arrive")
    hub.quiet.clear()
    await until(lambda: hub.count("receipted") == 4, "they come again and are receipted", 30)
    assert hub.records() == 4


async def test_live_rows_go_before_the_backlog(place, hub):
    hub.quiet.set()
    place.machine.shots(9000, ago_s=3000)
    await place.start_gateway()
    await until(lambda: hub.count("produced") == 9001, "all is read")
    await steady(hub.records)
    place.machine.frames(1)
    await until(lambda: hub.records("sample") == 1, "the live frame arrives while most of the backlog waits")
    assert hub.records("shot") < 9000


async def test_the_will_speaks_when_the_gateway_is_killed_and_it_says_goodbye_itself_when_asked_to_stop(
    place, hub
):
    await place.start_gateway()
    await until(lambda: hub.state() == "online", "online")
    place.gateway.kill()
    await until(lambda: hub.state() == "offline", "the will")
    await place.start_gateway()
    await until(lambda: hub.state() == "online", "online again")
    place.gateway.send_signal(signal.SIGTERM)
    assert await place.gateway.wait() == 0
    await until(lambda: hub.state() == "offline", "the goodbye")


async def test_a_second_gateway_on_the_same_folder_ends_at_once_and_the_first_goes_on(place, hub):
    await place.start_gateway()
    await until(lambda: hub.records("birth") == 1, "the birth")
    first = place.gateway
    await place.start_gateway()
    assert await place.gateway.wait() == 2
    assert "another gateway already runs on this data folder" in place.told()
    assert "Traceback" not in place.told()
    place.machine.shots(3)
    await until(lambda: hub.records("shot") == 3, "the first one's shots")
    assert first.returncode is None
    assert len({session for session, _ in hub.stored}) == 1


async def test_a_birth_is_retained_and_comes_again_on_request_with_its_number(place, hub):
    await place.start_gateway()
    await until(lambda: hub.records("birth") == 1, "the birth")
    await until(lambda: hub.count("receipted") == 1, "its receipt")
    heard = len(hub.births)
    hub.say("rebirth", {"cell": "imm-1", "reason": "a test asks"})
    await until(lambda: len(hub.births) > heard, "the birth again")
    assert hub.records("birth") == 1
    late = Hub.__new__(Hub)
    hub.close()
    late.__init__(place.port)
    await until(lambda: late.births == [True], "a late hub gets the retained birth")
    late.close()


async def test_a_source_that_fails_is_shown_and_does_not_stop_the_others(place, hub):
    plant = place.folder / "plant.yaml"
    plant.write_text(
        plant.read_text() + "  - name: imm-2\n    title: Two\n    at: {x_m: 2, y_m: 1}\n"
        "    source: {type: csv_file, path: nowhere.csv}\n"
    )
    place.machine.shots(5)
    await place.start_gateway()
    await until(lambda: hub.records("shot") == 5, "the good cell's shots")
    await until(lambda: "nowhere.csv" in hub.words("imm-2"), "the bad cell's words")
    await until(lambda: hub.words("imm-1") == "ok", "the good cell's words")


async def test_what_was_said_while_nobody_listened_is_told_as_a_gap(place, hub):
    place.machine.shots(2)
    await place.start_gateway()
    await until(lambda: hub.records("shot") == 2, "the shots")
    place.gateway.kill()
    await place.gateway.wait()
    place.machine.shots(4)

    async def forgetful(reader, writer):
        assert json.loads(await reader.readline())["after"] == 3
        writer.write(json.dumps({"position": 7, **place.machine.records[6]}).encode() + b"\n")
        await reader.read(1)
        writer.close()

    server = await asyncio.start_server(forgetful, "127.0.0.1", 0)
    place.face_port = server.sockets[0].getsockname()[1]
    await place.start_gateway()
    await until(lambda: hub.records("event") == 1, "the gap")
    (event,) = [row.body for topic, row in hub.stored.values() if topic.kind == "event"]
    assert (event.what, event.after) == ("gap", 3)
    place.gateway.kill()
    await place.gateway.wait()
    server.close()


async def test_a_locked_outbox_pauses_the_sources_and_everything_goes_on_by_itself(place, hub):
    await place.start_gateway()
    await until(lambda: hub.records("birth") == 1, "the birth")
    await until(lambda: hub.count("receipted") == 1, "its receipt")
    with sqlite3.connect(place.folder / "data" / "outbox.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        place.machine.shots(50)
        await until(lambda: "the outbox cannot be written" in hub.words("imm-1"), "the words")
        assert hub.records("shot") == 0
        other.execute("ROLLBACK")
    other.close()
    await until(lambda: hub.records("shot") == 50, "the shots")
    await until(lambda: hub.words("imm-1") == "ok", "all is well again")


async def test_pictures_travel_over_a_connection_of_their_own(place, hub):
    body = {"camera": "top", "media_type": "image/png", "sha256": "0" * 64, "data": "A" * 500_000}
    now_us = time.time_ns() // 1000
    place.machine.shots(1)
    await place.start_gateway()
    await until(lambda: hub.records("shot") == 1, "the shot")
    assert f"as {PICTURES}" not in place.told(), "no connection before there is a picture"
    place.machine.records += [place.machine.line("image", now_us + at, body) for at in range(5)]
    place.machine.shots(1)
    await until(lambda: hub.records("image") == 5, "the pictures")
    await until(lambda: hub.count("receipted") == 8, "their receipts")
    assert f"connected as {PICTURES}" in place.told()
