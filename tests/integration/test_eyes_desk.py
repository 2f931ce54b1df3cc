"""Stored pictures are looked at by a process that may die, hang or be missing: what became of each is known."""

import asyncio
import hashlib
import sys
from base64 import b64encode
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

import pytest
from hub_process import eventually
from seen import inspection
from store_world import T0, Place, S, arrival, birth, opened

from sprue_contract.eyes import model_name
from sprue_contract.payloads import Image
from sprue_server.inspecting import desk as desks
from sprue_server.inspecting import status
from sprue_server.inspecting.desk import Desk
from sprue_server.inspecting.jobs import DescribeJob
from sprue_server.inspecting.process import Worker, WorkerError
from sprue_server.store.inspections import Sought

FAKE = Path(__file__).parent / "fake_eyes.py"
MOULD = "Test mould, 2 cavities"


def image(wish: str, counter: int, light: str = "diffuse", camera: str = "part-1") -> Image:
    content = f"{wish} {counter} {light}".encode()
    told = {"camera": camera, "light": light, "shot_counter": counter, "media_type": "image/png"}
    return Image(**told, sha256=hashlib.sha256(content).hexdigest(), data=b64encode(content).decode())


class World:
    """A store, a desk and a worker that does what the pictures say."""

    def __init__(self, store, reader, notes: Path) -> None:
        self.store, self.reader, self.notes = store, reader, notes
        self.seq = 1

    async def send(self, *images: Image, cell: str = "imm-1") -> None:
        """Pictures as ingest stores and tells them."""
        arrivals = []
        for one in images:
            self.seq += 1
            arrivals.append(arrival((self.seq, T0 + one.shot_counter * S, one), cell=cell))
        await self.store.keep(arrivals, [])
        self.desk.stored(arrivals)

    def learnt(self, mould: str = MOULD) -> None:
        folder = self.reader.data / "eyes"
        folder.mkdir(exist_ok=True)
        for of in ("part", "mould"):
            (folder / f"{model_name(mould, of)}.npz").write_bytes(b"any")

    def rows(self):
        return self.reader.inspections("imm-1", self.reader.shown("imm-1", None, None), Sought(), 100)

    def jobs(self) -> list[str]:
        return self.notes.read_text().splitlines() if self.notes.exists() else []

    async def until(self, true) -> None:
        await eventually(true)

    @asynccontextmanager
    async def running(self):
        """The desk, as a hub runs it."""
        self.desk = Desk(self.reader.data, self.reader, self.store)
        command = (sys.executable, str(FAKE), str(self.notes))
        self.desk.worker.command = command
        async with AsyncExitStack() as stack:
            group = await stack.enter_async_context(suppressing())
            tasks = [group.create_task(loop) for loop in self.desk.loops().values()]
            try:
                yield self.desk
            finally:
                for task in tasks:
                    task.cancel()
                await self.desk.end()


@asynccontextmanager
async def suppressing():
    with suppress(asyncio.CancelledError):
        async with asyncio.TaskGroup() as group:
            yield group


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "AGAIN_S", (0.01, 0.05))


@pytest.fixture
async def world(sqlite_place: Place, tmp_path: Path):
    async with opened(sqlite_place) as (store, reader):
        await store.keep([arrival((1, T0, birth(mould=MOULD)))], [])
        yield World(store, reader, tmp_path / "jobs")


async def test_what_was_seen_is_kept_whole_with_its_map_as_a_file(world: World):
    world.learnt()
    async with world.running() as desk:
        await world.send(image("look", 7), image("look", 7, "raking-n"))
        await world.until(world.rows)
        (row,) = world.rows()
        assert (row.verdict, row.worst, row.of, row.cavity, row.shot_counter) == (
            "reject",
            "flash",
            "part",
            1,
            7,
        )
        assert sorted(row.pictures) == ["diffuse", "raking-n"]
        assert (row.name, row.model) == ("test-mould-2-cavities-part", "v1")
        assert row.place == {"mm_to_px": [1, 0, 0, 0, 1, 0, 0, 0, 1], "map_px_per_mm": 4.0}
        assert (
            world.reader.data / "pictures" / row.map_sha256[:2] / f"{row.map_sha256}.png"
        ).read_bytes() == b"PNG\n"
        await world.until(lambda: desk.count("imm-1").inspected == 1)
        await world.until(lambda: all(one.facts for one in desk.models.known.values()))
        told = status.view(desk, world.reader, 0)
        assert (told.state, told.skipped, told.worker.state) == ("ok", 0, "running")
        model = next(one for one in told.models if one.of == "part")
        assert (model.version, model.promise.goods, model.versions) == ("v1", 350, 1)
        assert 0 < model.promise.low < model.promise.not_passed < model.promise.high < 0.03
    assert desk.worker.pid is None, "it ends with the hub"


async def test_a_record_that_was_sent_twice_is_looked_at_once(world: World):
    world.learnt()
    async with world.running() as desk:
        await world.send(image("look", 7))
        await world.until(world.rows)
        world.seq -= 1
        await world.send(image("look", 7))
        await world.send(image("look", 8))
        await world.until(lambda: len(world.rows()) == 2)
        assert [job.split()[2] for job in world.jobs()] == ["7", "8"]
        assert desk.count("imm-1").inspected == 2


async def test_without_a_model_it_is_counted_and_a_model_that_comes_is_taken_at_once(world: World):
    async with world.running() as desk:
        await world.send(image("look", 1))
        await world.until(lambda: desk.count("imm-1").not_learnt == 1)
        assert status.state(desk, 0) == "not learnt"
        assert desk.worker.started == 0, "nobody needs it"
        world.learnt()
        await world.until(lambda: desk.models.known)
        await world.send(image("look", 2))
        await world.until(world.rows)
        assert [row.shot_counter for row in world.rows()] == [2], (
            "what was stored before is not looked at in silence"
        )


async def test_a_run_whose_mould_nobody_told_is_counted_as_not_learnt(world: World):
    world.learnt()
    async with world.running() as desk:
        await world.send(image("look", 1), cell="imm-2")
        await world.until(lambda: desk.count("imm-2").not_learnt == 1)


async def test_a_picture_that_kills_two_processes_is_not_given_to_a_third_and_the_next_one_is_seen(
    world: World,
):
    world.learnt()
    async with world.running() as desk:
        await world.until(lambda: all(one.facts for one in desk.models.known.values()))
        await world.send(image("die", 1))
        await world.until(lambda: desk.count("imm-1").failed == 1)
        assert status.state(desk, 0) == "away"
        assert desk.away == desk.count("imm-1").why == "it was ended by SIGKILL"
        await world.send(image("look", 2))
        await world.until(world.rows)
        assert [job.split()[1] for job in world.jobs()] == ["die", "die", "look"]
        assert (status.state(desk, 0), desk.worker.started) == ("ok", 3)


async def test_a_process_that_hangs_is_ended_and_the_next_picture_is_seen(world: World, monkeypatch):
    monkeypatch.setattr(desks, "LIMIT_S", 1.0)
    world.learnt()
    async with world.running() as desk:
        await world.send(image("hang", 1))
        await world.until(lambda: desk.count("imm-1").failed == 1)
        assert desk.count("imm-1").why == "no answer within 1 s"
        await world.send(image("look", 2))
        await world.until(world.rows)


async def test_what_the_worker_cannot_do_is_counted_with_its_words(world: World):
    world.learnt()
    async with world.running() as desk:
        await world.send(image("refuse", 1))
        await world.until(lambda: desk.count("imm-1").failed == 1)
        assert (desk.count("imm-1").why, status.state(desk, 0)) == ("InspectorError: no", "ok")


async def test_a_flood_is_skipped_from_its_old_end_counted_and_said(world: World):
    world.learnt()
    async with world.running() as desk:
        desk.queue.room = 3
        await world.send(image("look", 0))
        await world.until(world.rows)  # from now on a series is whole at once
        await world.send(*(image("look", number) for number in range(1, 11)))
        await world.until(lambda: len(desk.queue) == 0 and desk.count("imm-1").inspected >= 4)
        told = status.view(desk, world.reader, desks.now_us())
        seen = [row.shot_counter for row in world.rows()]
        assert len(seen) + told.skipped == 11
        assert 10 in seen
        assert min(seen[:-1]) > 11 - len(seen), "the newest were seen"
        assert told.state == "behind"
        (cell,) = told.cells
        assert (cell.skipped.count, cell.waiting) == (told.skipped, 0)
        assert status.health(desk, 0).skipped == told.skipped


async def test_a_worker_that_cannot_be_started_is_said(world: World):
    world.learnt()
    async with world.running() as desk:
        desk.worker.command = ("/nowhere/python",)
        await world.send(image("look", 1))
        await world.until(lambda: desk.count("imm-1").failed == 1)
        assert "cannot be started" in desk.away


async def test_noise_from_the_process_is_no_answer():
    worker = Worker(
        (sys.executable, "-c", "import sys; sys.stdin.readline(); print('hm', flush=True); sys.stdin.read()")
    )
    with pytest.raises(WorkerError, match="something else"):
        await worker.ask(DescribeJob(model="m"), 20)
    assert worker.pid is None


async def test_a_shot_says_why_its_pictures_were_not_looked_at(world: World):
    async with world.running() as desk:
        await world.send(image("look", 1))
        await world.until(lambda: desk.count("imm-1").not_learnt == 1)
        pictures = list(world.reader.images_after(1, 0))
        assert [one.why for one in status.unseen(desk, MOULD, pictures, [])] == ["not learnt"]
        world.learnt()
        await world.until(lambda: desk.models.known)
        assert [one.why for one in status.unseen(desk, MOULD, pictures, [])] == ["not inspected"]
        assert status.unseen(desk, MOULD, pictures, [inspection(T0, camera="part-1")]) == []
        assert [one.why for one in status.unseen(None, MOULD, pictures, [])] == ["not learnt"]
