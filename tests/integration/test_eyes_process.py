"""The hub's eyes as they run: real pictures, a real model, a process that is killed, a hub that is killed."""

import asyncio
import hashlib
import os
import re
import shutil
import signal
import time
from base64 import b64encode
from pathlib import Path

import httpx2
import psutil
import pytest
import pytest_asyncio
import yaml
from api_hub import PLANT, S, birth
from factory import free_port
from hub_process import Gateway, Hub, eventually, listens
from schooled import CAP, taught
from store_world import Place

from sprue_cli import broker as brokers
from sprue_contract.payloads import Image
from sprue_server.inspecting.jobs import InspectJob, RelearnJob, Told
from sprue_server.inspecting.relearn import relearnt
from sprue_server.inspecting.worker import Shelf, answer
from sprue_server.vision import inspector
from sprue_sim.cameras.folder import Order, write
from sprue_sim.cameras.settings import ALL

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]
DEFECTS = 8
MOULD = "Closure 28 mm, 8 cavities"


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model; learnt once for this code."""
    folder = tmp_path_factory.mktemp("eyes")
    taught(folder, CAP)
    return folder


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Goods and defects that the model has not seen."""
    folder = tmp_path_factory.mktemp("pictures") / "all"
    write(Order("bottle-cap", "part", 4, 1, [0.8], ALL, 640, 9), folder)
    return folder


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def broker(tmp_path_factory):
    if brokers.installed() != "mosquitto":
        pytest.skip("mosquitto is not installed here")
    port, quiet = free_port(), asyncio.subprocess.DEVNULL
    made = brokers.prepare("mosquitto", tmp_path_factory.mktemp("broker") / "b", port, "gw")
    process = await asyncio.create_subprocess_exec(*made.command, stdout=quiet, stderr=quiet)
    await eventually(lambda: listens(port))
    yield made
    process.terminate()
    await process.wait()


class World:
    """A hub with eyes, and a press before its camera."""

    def __init__(self, hub: Hub, gateway: Gateway, pictures: Path) -> None:
        self.hub, self.gateway, self.pictures, self.counter = hub, gateway, pictures, 0
        self.began_us = time.time_ns() // 1000 - 60 * S

    async def begin(self) -> None:
        told = birth(self.began_us).model_copy(update={"mould": MOULD})
        self.gateway.send(told, self.began_us, retain=True)
        self.gateway.status()
        await eventually(lambda: self.cell("mould") == MOULD)
        await eventually(lambda: [one["version"] for one in self.eyes()["models"] if one["version"]])

    def cell(self, field: str):
        return self.hub.get("/cells/imm-1").get(field)

    def eyes(self) -> dict:
        return self.hub.get("/eyes")

    def picture(self, folder: str, number: int = 1, *, spoilt: bool = False) -> int:
        """Five lights of one part; its count."""
        self.counter += 1
        for light in ALL:
            content = (self.pictures / folder / f"{number:04d}-{light}.png").read_bytes()
            self.send(content[: len(content) // 2] if spoilt else content, light)
        return self.counter

    def send(self, content: bytes, light: str) -> None:
        told = {"camera": "part-1", "light": light, "shot_counter": self.counter, "media_type": "image/png"}
        digest, data = hashlib.sha256(content).hexdigest(), b64encode(content).decode()
        moment = self.began_us + self.counter * S + ALL.index(light) * 40_000
        self.gateway.send(Image(**told, sha256=digest, data=data), moment)

    async def seen(self, counter: int) -> dict:
        found = []

        def there() -> bool:
            rows = self.hub.get("/inspections")["inspections"]
            found[:] = [one for one in rows if one["shot_counter"] == counter]
            return bool(found)

        await eventually(there)
        return self.hub.get(f"/inspections/{found[0]['id']}")

    def worker(self) -> psutil.Process | None:
        children = psutil.Process(self.hub.process.pid).children()
        return next((one for one in children if "sprue_server.inspecting.worker" in one.cmdline()), None)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory, broker, learnt, pictures):
    """One hub for all tests; the last one kills it."""
    folder = tmp_path_factory.mktemp("hub")
    plant = folder / "plant.yaml"
    plant.write_text(yaml.safe_dump(PLANT.model_dump(mode="json", exclude_none=True)), encoding="utf-8")
    shutil.copytree(learnt, folder / "data" / "eyes")
    gateway = Gateway(broker.url("gateway"))
    async with Hub(Place(folder / "data"), plant, broker.url("hub")) as hub:
        made = World(hub, gateway, pictures)
        await made.begin()
        yield made
    gateway.close()


async def test_parts_are_seen_as_they_are_and_outlined_where_it_matters(world: World):
    defects = {path.name for path in world.pictures.iterdir() if re.fullmatch(r"[a-z_]+-0\.80", path.name)}
    goods = [world.picture("good", number) for number in (1, 2, 3, 4)]
    bad = {world.picture(name): name for name in sorted(defects)}
    passed = [(await world.seen(counter))["inspection"]["verdict"] == "pass" for counter in goods]
    assert sum(passed) >= 3, "of another day than those that were learnt"
    told = {name: await world.seen(counter) for counter, name in bad.items()}
    found = {name for name, one in told.items() if one["inspection"]["verdict"] == "reject"}
    assert len(found) > len(defects) / 2, f"40 goods are few, but {defects - found} are missed"
    flash = told["flash-0.80"]
    assert flash["inspection"]["worst"]
    outline = next(one["regions"] for one in flash["checks"] if one["regions"])[0]["outline_mm"]
    assert all(abs(value) < 60 for point in outline for value in point), "mm from the middle of the frame"
    assert len(flash["mm_to_px"]) == 9
    answer = httpx2.get(f"{world.hub.url}/api/v1/export/inspections/{flash['inspection']['id']}/map")
    assert (answer.status_code, answer.content[:4]) == (200, b"\x89PNG")
    health = world.hub.get("/health")["eyes"]
    assert (health["state"], health["skipped"], health["failed"]) == ("ok", 0, 0)
    assert world.worker().nice() == min(19, psutil.Process(world.hub.process.pid).nice() + 10)


async def test_a_picture_that_is_damaged_cannot_be_judged_and_says_why(world: World):
    told = (await world.seen(world.picture("good", spoilt=True)))["inspection"]
    assert (told["verdict"], told["reason"], told["score"]) == ("cannot judge", "damaged", None)
    assert (await world.seen(world.picture("good", 2)))["inspection"]["verdict"] in {"pass", "look again"}


async def test_a_worker_that_is_killed_is_said_started_again_and_nothing_is_lost(world: World):
    await world.seen(world.picture("good"))
    first, before = world.worker(), world.eyes()
    first.send_signal(signal.SIGSTOP)  # so that it has begun, and not ended, when it is killed
    counters = [world.picture("good", number) for number in (1, 2, 3)]
    await eventually(lambda: world.eyes()["waiting"] > 0)
    first.kill()
    said = []

    def away() -> bool:
        said.append(world.hub.get("/health"))
        return said[-1]["eyes"]["state"] == "away"

    await eventually(away)
    assert "the eyes are away: it was ended by SIGKILL" in said[-1]["reasons"]
    for counter in counters:
        await world.seen(counter)
    await eventually(lambda: world.hub.get("/health")["eyes"]["state"] == "ok")
    told = world.eyes()
    assert told["worker"]["started"] == before["worker"]["started"] + 1
    assert (told["skipped"], told["cells"][0]["failed"]) == (0, 0)
    assert world.worker().pid != first.pid


async def test_who_teaches_has_it_learn_anew_and_all_of_it_is_noted(world: World):
    defects = sorted(path.name for path in world.pictures.iterdir() if path.name.endswith("-0.80"))[:DEFECTS]
    seen = [(await world.seen(world.picture(name)))["inspection"]["id"] for name in defects]
    async with httpx2.AsyncClient(base_url=f"{world.hub.url}/api/v1") as teacher:
        secret = await _secret(world.hub)
        assert (await teacher.post("/login", json={"secret": secret})).status_code == 200
        for name in seen:
            wish = {"told": "defect"}
            assert (await teacher.post(f"/inspections/{name}/correction", json=wish)).status_code == 200
        version = world.eyes()["models"][0]["version"]
        assert (await teacher.post(f"/eyes/models/{CAP}/learn")).status_code == 200
        await eventually(lambda: _tried(world) not in {None, "running"})
        model = world.eyes()["models"][0]
        tried = model["relearning"]
        assert tried["defects"] == model["confirmed_defects"] == DEFECTS
        assert tried["state"] == ("better" if tried["after"] > tried["before"] else "not better")
        if tried["state"] == "better":
            await eventually(lambda: world.eyes()["models"][0]["version"] not in {None, version})
        noted = [one["what"] for one in (await teacher.get("/audit")).json()]
        assert {"eyes_model", "correction", "eyes_learn", "eyes_learnt"} <= {*noted}


def _tried(world: World) -> str | None:
    told = world.eyes()["models"][0]["relearning"]
    return told and told["state"]


async def _secret(hub: Hub) -> str:
    line = await asyncio.wait_for(hub.process.stdout.readline(), 20)
    return line.decode().strip().removeprefix("SPRUE_ADMIN_SECRET=")


async def test_a_photograph_is_judged_by_the_checks_that_need_no_other_light(learnt, pictures):
    one = {"diffuse": str(pictures / "good" / "0001-diffuse.png")}
    job = InspectJob(model=str(learnt / f"{CAP}.npz"), pictures=one, fewer=True)
    told = answer(job, Shelf()).seen
    assert (told.reason, {*told.silent}) == (None, {"lines", "relief", "warp"})
    assert not {*told.silent} & {check.check for check in told.checks}
    strict = answer(job.model_copy(update={"fewer": False}), Shelf()).seen
    assert (strict.verdict, strict.reason, strict.silent) == ("cannot judge", "missing_light", [])


async def test_a_head_is_used_only_where_it_wins_and_few_defects_are_not_tried(learnt, pictures, tmp_path):
    model, out = learnt / f"{CAP}.npz", tmp_path / "new.npz"
    folders = sorted(path for path in pictures.iterdir() if path.name.endswith("-0.80"))
    told = [Told(pictures=five(folder, 1), defect=True) for folder in folders]
    goods = [Told(pictures=five(pictures / "good", number), defect=False) for number in (1, 2)]
    few = relearnt(RelearnJob(model=str(model), told=told[:4], out=str(out)))
    assert (few.won, few.before, few.defects, out.exists()) == (False, None, 4, False)
    gone = Told(pictures={"diffuse": "/nowhere.png"}, defect=True)
    tried = relearnt(RelearnJob(model=str(model), told=[*told, *goods, gone], out=str(out)))
    assert (tried.defects, tried.unread) == (len(folders), 1)
    assert tried.won == out.exists() == (tried.after > tried.before)
    if tried.won:
        new, old = inspector.load(out), inspector.load(model)
        assert new.head is not None
        assert new.version != old.version
        assert len(new.held.scores) == len(old.held.scores), "the promise stays that of the goods"


def five(folder: Path, number: int) -> dict[str, str]:
    return {light: str(folder / f"{number:04d}-{light}.png") for light in ALL}


async def test_a_hub_that_is_killed_leaves_no_worker_behind(world: World):
    await world.seen(world.picture("good"))
    worker = world.worker()
    os.kill(world.hub.process.pid, signal.SIGKILL)
    await world.hub.process.wait()
    await eventually(lambda: not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE)
