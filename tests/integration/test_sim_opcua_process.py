"""`sprue-sim run --opcua` as a program: the shots that a gateway reads, and a plain word if it cannot start."""

import asyncio
import json
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from asyncua import Client, ua
from factory import free_port

from sprue_contract.face import MAX_LINE
from sprue_sim.__main__ import main
from sprue_sim.faces.opcua_names import SPACES

PLANT = """
title: Test
epoch: "2026-11-02T06:00:00Z"
pace: 50
cells:
  - name: caps
    title: Caps
    at: {x_m: 1, y_m: 1}
    source: {type: simulated, machine: bottle-cap, seed: 3}
"""


@pytest.fixture
def plant(tmp_path: Path) -> str:
    path = tmp_path / "plant.yaml"
    path.write_text(PLANT, encoding="utf-8")
    return str(path)


class Events:
    def __init__(self) -> None:
        self.news: asyncio.Queue[Any] = asyncio.Queue()

    def event_notification(self, event: Any) -> None:
        self.news.put_nowait(event)


@asynccontextmanager
async def running(plant: str, face: int, opcua: int) -> AsyncIterator[asyncio.subprocess.Process]:
    command = ["-m", "sprue_sim", "run", plant, "--face", f"127.0.0.1:{face}", "--opcua", f":{opcua}"]
    process = await asyncio.create_subprocess_exec(sys.executable, *command, stderr=asyncio.subprocess.PIPE)
    try:
        while b"simulated machines answer" not in await process.stderr.readline():
            pass
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()


async def told_shot(port: int, counter: int) -> dict[str, Any]:
    """The shot as a gateway reads it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=MAX_LINE)
    writer.write(b'{"machine": "caps"}\n')
    while (record := json.loads(await reader.readline()))["body"].get("counter") != counter:
        pass
    writer.close()
    await writer.wait_closed()
    return record


async def test_a_client_hears_the_shots_that_a_gateway_reads(plant: str):
    face, opcua = free_port(), free_port()
    async with (
        running(plant, face, opcua) as process,
        Client(f"opc.tcp://127.0.0.1:{opcua}/") as client,
    ):
        events = Events()
        general = await client.get_namespace_index(SPACES["g"])
        subscription = await client.create_subscription(10, events)
        await subscription.subscribe_events(client.nodes.server, client.get_node(ua.NodeId(1038, general)))
        event = await events.news.get()
        await subscription.delete()
        shot = await told_shot(face, event.JobCycleCounter)
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    values = shot["body"]["values"]
    unit = {
        name.rpartition("/")[2]: value for name, value in vars(event).items() if "CycleParameters_1/" in name
    }
    assert int(event.Time.timestamp() * 1e6) == pytest.approx(shot["measured_us"], abs=1)
    assert event.CycleTime == pytest.approx(values["cycle_time_s"] * 1000)
    assert unit["InjectionTime"] == pytest.approx(values["injection_time_s"] * 1000)
    assert unit["CushionVolume"] == values.get("cushion_volume_cm3")
    assert unit["SpecificPressureMaximum"] == values["specific_pressure_maximum_bar"]


def test_without_its_library_it_says_what_to_install(plant: str):
    hidden = "import sys; sys.modules['asyncua'] = None; from sprue_sim.__main__ import main; sys.exit(main())"
    command = [sys.executable, "-c", hidden, "run", plant, "--opcua", "127.0.0.1:4840"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "--opcua needs the package 'asyncua'. Install it with" in done.stderr
    assert "requirements/opcua.txt`; nothing was started." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("where", ["127.0.0.1:{taken}", "nowhere", "127.0.0.1:70000"])
def test_a_port_that_cannot_be_opened_is_named(where: str, plant: str, capsys: pytest.CaptureFixture[str]):
    with socket.create_server(("127.0.0.1", 0)) as other:
        where = where.format(taken=other.getsockname()[1])
        assert main(["run", plant, "--face", "127.0.0.1:0", "--opcua", where]) == 2
    told = capsys.readouterr().err
    assert f"cannot listen on {where}: " in told
    assert "Choose another --opcua; nothing was started." in told
    assert "Traceback" not in told
