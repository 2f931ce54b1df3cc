"""The hub as a process: starts, stores, remembers, ends in time, or says in one message why it cannot start."""

import asyncio
import json
import re
import socket
import sys
import time
from pathlib import Path

import httpx2
import pytest
import yaml
from api_hub import ADMIN, PLANT, S, birth, shot
from factory import free_port
from hub_process import Gateway, Hub, eventually, listens
from store_world import Place
from websockets.asyncio.client import connect

from sprue_cli import broker as brokers

SECRET = re.compile(rb"^SPRUE_ADMIN_SECRET=(\S+)$", re.MULTILINE)


@pytest.fixture
async def broker(tmp_path):
    if brokers.installed() != "mosquitto":
        pytest.skip("mosquitto is not installed here")
    port, quiet = free_port(), asyncio.subprocess.DEVNULL
    made = brokers.prepare("mosquitto", tmp_path / "broker", port, "gw")
    process = await asyncio.create_subprocess_exec(*made.command, stdout=quiet, stderr=quiet)
    await eventually(lambda: listens(port))
    yield made
    process.terminate()
    await process.wait()


@pytest.fixture
def plant(tmp_path) -> Path:
    path = tmp_path / "plant.yaml"
    path.write_text(yaml.safe_dump(PLANT.model_dump(mode="json", exclude_none=True)), encoding="utf-8")
    return path


@pytest.fixture
def gateway(broker):
    made = Gateway(broker.url("gateway"))
    yield made
    made.close()


async def test_a_press_is_stored_receipted_shown_and_remembered(place, plant, broker, gateway):
    async with Hub(place, plant, broker.url("hub")) as hub:
        await gateway.live(hub)
        await eventually(lambda: gateway.receipted >= set(range(1, gateway.seq + 1)))
        assert hub.get("/health")["broker"] == "connected"
        status, _, _ = await hub.end()
        assert status == 0
    gateway.status("offline")
    async with Hub(place, plant, broker.url("hub")) as again:
        cell = again.get("/cells/imm-1")
        assert cell["freshness"] in {"stale", "offline"}, "what is remembered is not live"
        assert cell["values"]["melt_temperature_c"] == 231.5
        assert cell["last_shot"]["counter"] == 2
        _, out, _ = await again.end()
        assert not SECRET.search(out), "the secret is told once"


async def test_a_hub_that_starts_again_knows_that_a_cell_is_frozen(place, plant, broker, gateway):
    async with Hub(place, plant, broker.url("hub")) as hub:
        await gateway.live(hub)
        now_us = time.time_ns() // 1000
        told = birth(now_us - 60 * S).model_copy(update={"frozen_us": now_us})
        gateway.send(told, now_us, retain=True)
        await eventually(lambda: hub.get("/cells/imm-1")["state"] == "frozen")
        await eventually(lambda: gateway.seq in gateway.receipted)
    async with Hub(place, plant, broker.url("hub")) as again:
        gateway.status()
        await eventually(lambda: again.get("/cells/imm-1")["state"] == "frozen")
        cell = again.get("/cells/imm-1")
        assert (cell["frozen_us"], cell["values"]["melt_temperature_c"]) == (now_us, 231.5)
        assert again.get("/health")["reasons"] == ["cell imm-1 is frozen", "cell imm-2 is never"]
        gateway.status("offline")
        await eventually(lambda: again.get("/cells/imm-1")["state"] == "offline")


async def test_while_its_database_is_away_a_hub_answers_says_so_and_goes_on(
    mortal, mortal_place, plant, broker, gateway
):
    async with Hub(mortal_place, plant, broker.url("hub")) as hub:
        await gateway.live(hub)
        await eventually(lambda: gateway.receipted >= set(range(1, gateway.seq + 1)))
        mortal.kill()
        await eventually(lambda: hub.get("/health")["status"] == "blocked")
        now_us = time.time_ns() // 1000
        unseen = gateway.send(shot(77, now_us), now_us)
        assert "the database server cannot be reached" in hub.get("/health")["store_problem"]
        assert hub.get("/cells/imm-1")["values"]["melt_temperature_c"] == 231.5
        answer = httpx2.get(f"{hub.url}/api/v1/cells/imm-1/shots", timeout=10)
        assert (answer.status_code, "only for tests" in answer.text) == (503, False)
        assert unseen not in gateway.receipted
        await asyncio.to_thread(mortal.start)
        await eventually(lambda: unseen in gateway.receipted)
        await eventually(lambda: hub.get("/health")["store"] == "ok")
        assert hub.get("/cells/imm-1/shots")[0]["counter"] == 78
        _, out, err = await hub.end()
    assert b"only%20for%20tests" not in out + err
    assert b"Traceback" not in err, err.decode()


async def test_the_secret_of_the_first_start_opens_the_admins_door(tmp_path, plant, broker):
    async with Hub(Place(tmp_path / "hub"), plant, broker.url("hub")) as hub:
        line = await asyncio.wait_for(hub.process.stdout.readline(), 10)
        secret = SECRET.match(line).group(1).decode()
        answer = httpx2.post(f"{hub.url}/api/v1/login", json={"secret": secret}, timeout=10)
        assert answer.json()["role"] == "admin"
    kept = b"".join(path.read_bytes() for path in (tmp_path / "hub").glob("hub.db*"))
    assert b"$argon2id$v=19$m=65536,t=3,p=4$" in kept, "as slow to guess as RFC 9106 asks, with little memory"


async def test_a_new_admin_secret_replaces_the_old_one(place, plant, broker):
    async with Hub(place, plant, broker.url("hub")) as hub:
        pipe = asyncio.subprocess.PIPE
        command = (sys.executable, "-m", "sprue_server", "admin-secret", "--data", str(place.data))
        process = await asyncio.create_subprocess_exec(*command, stdout=pipe, env=hub.environment)
        secret = (await process.communicate())[0].decode().strip()
        answer = httpx2.post(f"{hub.url}/api/v1/login", json={"secret": secret}, timeout=10)
        assert answer.json()["role"] == "admin"


async def test_it_ends_in_time_with_screens_open(tmp_path, plant, broker):
    async with Hub(Place(tmp_path / "hub"), plant, broker.url("hub")) as hub:
        async with connect(f"ws://127.0.0.1:{hub.port}/api/v1/live") as screen:
            await asyncio.wait_for(screen.recv(), 10)
            began = time.monotonic()
            status, _, err = await hub.end()
        assert status == 0, err.decode()
        assert time.monotonic() - began < 5
        assert b"Traceback" not in err, err.decode()


async def test_it_answers_while_the_broker_is_away_and_says_so(tmp_path, plant):
    async with Hub(Place(tmp_path / "hub"), plant, f"mqtt://127.0.0.1:{free_port()}") as hub:
        health = hub.get("/health")
        assert (health["broker"], health["status"]) == ("away", "degraded")
        assert "the broker is away" in health["reasons"]
        assert httpx2.get(f"{hub.url}/api/v1/ready", timeout=10).status_code == 503
        page = httpx2.get(hub.url, timeout=10)
        assert "dashboards are not built" in page.text or "<html" in page.text.lower()


async def test_a_screen_hears_at_least_every_two_seconds(tmp_path, plant):
    async with Hub(Place(tmp_path / "hub"), plant, f"mqtt://127.0.0.1:{free_port()}") as hub:
        async with connect(f"ws://127.0.0.1:{hub.port}/api/v1/live") as screen:
            heard = [json.loads(await asyncio.wait_for(screen.recv(), 10)) for _ in range(3)]
        assert [told["type"] for told in heard] == ["snapshot", "delta", "delta"]
        assert heard[2]["now_us"] - heard[1]["now_us"] < 4 * S
        assert heard[1]["health"] is not None


async def refused(*command: str) -> str:
    """What a hub that cannot start says."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe)
    out, err = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 2, err.decode()
    assert b"Traceback" not in err, err.decode()
    assert not SECRET.search(out)
    return err.decode()


async def test_a_port_that_is_taken_is_one_clear_message(tmp_path, plant):
    hub = Hub(Place(tmp_path / "hub"), plant, "mqtt://127.0.0.1:1")
    with socket.create_server(("127.0.0.1", hub.port)):
        told = await refused(*hub.command)
    assert f"127.0.0.1:{hub.port}" in told
    assert "Nothing was started" in told
    assert not (tmp_path / "hub").exists()


async def test_a_wrong_plant_file_is_told_with_its_line(tmp_path, plant):
    plant.write_text("title: Hall\ncolour: red\ncells: []\n", encoding="utf-8")
    told = await refused(*Hub(Place(tmp_path / "hub"), plant, "mqtt://127.0.0.1:1").command)
    assert "plant.yaml:2: colour" in told


async def test_a_data_folder_that_is_no_folder_is_one_clear_message(tmp_path, plant):
    data = tmp_path / "hub"
    data.write_text("not a folder", encoding="utf-8")
    told = await refused(*Hub(Place(data), plant, "mqtt://127.0.0.1:1").command)
    assert str(data) in told


async def test_the_description_of_the_api_needs_no_database():
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "sprue_server", "openapi", stdout=pipe)
    out, _ = await asyncio.wait_for(process.communicate(), 30)
    assert json.loads(out)["info"]["title"] == "Sprue hub"
    assert ADMIN not in out.decode()
