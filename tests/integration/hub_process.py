"""A hub as a process, and a gateway that a test plays."""

import asyncio
import json
import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx2
import paho.mqtt.client as mqtt
import pytest
from api_hub import LAYOUT, S, birth, shot
from factory import free_port
from store_world import Place

from sprue_contract.messages import message_bytes, row_text
from sprue_contract.payloads import Body, Sample, Status
from sprue_contract.topics import CellTopic, GatewayTopic


async def eventually(true: Callable[[], bool]) -> None:
    """Look again until something outside this process is so."""
    for _ in range(1800):  # a minute and a half: other tests take the cores meanwhile
        if await asyncio.to_thread(true):
            return
        await asyncio.sleep(0.05)
    pytest.fail("it never came to be")


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def environment(place: Place) -> dict[str, str]:
    """A password is told by environment: a command line can be read by all."""
    return {**os.environ, "SPRUE_DATABASE": place.database or ""}


class Hub:
    """A hub process on a port of its own."""

    def __init__(self, place: Place, plant: Path, broker: str, *more: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.command = [
            *(sys.executable, "-m", "sprue_server", "run"),
            *(
                "--data",
                str(place.data),
                "--plant",
                str(plant),
                "--broker",
                broker,
                "--port",
                str(self.port),
                *more,
            ),
        ]
        self.environment = environment(place)

    async def __aenter__(self) -> "Hub":
        pipe = asyncio.subprocess.PIPE
        self.process = await asyncio.create_subprocess_exec(
            *self.command, stdout=pipe, stderr=pipe, env=self.environment
        )
        await eventually(lambda: listens(self.port) or self.process.returncode is not None)
        if self.process.returncode is not None:
            _, said = await self.process.communicate()
            pytest.fail(f"the hub ended with {self.process.returncode}: {said.decode()[-3000:]}")
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.process.returncode is None:
            await self.end()

    async def end(self) -> tuple[int, bytes, bytes]:
        self.process.terminate()
        out, err = await asyncio.wait_for(self.process.communicate(), 20)
        return self.process.returncode, out, err

    def get(self, path: str):
        return httpx2.get(f"{self.url}/api/v1{path}", timeout=10).json()


class Gateway:
    """Sends rows and remembers which of them were receipted."""

    def __init__(self, url: str, session: str = "s1") -> None:
        user, place = url.removeprefix("mqtt://").split("@")
        self.session, self.seq, self.receipted = session, 0, set()
        self.client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id="gw")
        self.client.username_pw_set(*user.split(":"))
        self.client.on_message = self._receipt
        self.client.on_connect = lambda client, *_: client.subscribe("sprue/v1/gw/receipt", qos=1)
        self.client.connect("127.0.0.1", int(place.split(":")[1]))
        self.client.loop_start()

    def _receipt(self, _client, _data, message) -> None:
        for low, high in json.loads(message.payload)["receipt"]["ranges"]:
            self.receipted |= set(range(low, high + 1))

    def send(self, body: Body, measured_us: int, *, retain: bool = False) -> int:
        self.seq += 1
        row = row_text(self.seq, "r1", measured_us, body.model_dump_json())
        kind = type(body).__name__.lower()
        payload = message_bytes("gw", self.session, time.time_ns() // 1000, [row])
        self.client.publish(str(CellTopic("gw", "imm-1", kind)), payload, qos=1, retain=retain)
        return self.seq

    def status(self, state: str = "online") -> None:
        told = {"v": 1, "gateway": "gw", "session": self.session, "sent_us": time.time_ns() // 1000}
        body = json.dumps({**told, "status": Status(state=state).model_dump(mode="json")})
        self.client.publish(str(GatewayTopic("gw", "status")), body, qos=1, retain=True)

    async def live(self, hub: Hub) -> None:
        """Speak as a press does until the hub calls it live."""
        now_us = time.time_ns() // 1000
        self.send(birth(now_us - 60 * S), now_us - 60 * S, retain=True)
        self.send(shot(1, now_us), now_us)

        def spoken() -> bool:
            now_us = time.time_ns() // 1000
            self.status()
            self.send(Sample(layout=LAYOUT, frames=[[now_us, 1, 231.5]]), now_us)
            cell = hub.get("/cells/imm-1")
            return cell["freshness"] == "live" and cell["last_shot"] is not None

        await eventually(spoken)

    def close(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()
