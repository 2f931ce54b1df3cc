"""A camera beside a machine: when it pictures, what it skips and counts, and that its truth stays behind."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from live_cell import START, S, Turned

from sprue_contract.payloads import Image
from sprue_sim import library
from sprue_sim.cameras import cell_camera
from sprue_sim.cameras.cell_camera import ROOM, CellCamera
from sprue_sim.cameras.settings import CameraKeys
from sprue_sim.library import LibraryError
from sprue_sim.machine import Machine
from sprue_sim.process.injected import Injected
from sprue_sim.told import Told

CYCLE_S = 13
CELL = "bottle-cap"


def keys(every: int = 1, **more) -> CameraKeys:
    return CameraKeys(every_shots=every, width_px=320, lights=("diffuse", "raking-n"), product=CELL, **more)


def camera(cell: Turned, every: int = 1, folder: Path | None = None, **more) -> CellCamera:
    return CellCamera("caps", cell.live, keys(every, **more), folder)


@asynccontextmanager
async def watched(every: int = 1, folder: Path | None = None, *, fixed: bool = True, **more):
    """A cell at work whose camera was there before its first cycle."""
    cell = Turned(fixed=fixed)
    seen = camera(cell, every, folder, **more)
    work = asyncio.create_task(cell.live.work())
    await cell.settle()
    try:
        yield cell, seen
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)


async def test_every_second_shot_is_pictured_under_each_light_and_the_cavity_at_the_start():
    async with watched(every=2) as (cell, _):
        for _ in range(30):
            await cell.pass_s(2)
    images = [Image.model_validate(told.body) for told in cell.kinds("image")]
    shots = [told for told in cell.kinds("shot") if told.body["counter"] % 2 == 0]
    parts = [image for image in images if image.camera.startswith("part")]
    assert len(shots) > 1
    assert [image.shot_counter for image in parts[::2]] == [shot.body["counter"] for shot in shots]
    assert [image.light for image in images[:4]] == ["diffuse", "raking-n"] * 2
    assert sum(image.camera.startswith("mould") for image in images) == 2
    assert len({image.camera for image in parts}) > 1, "the cavities take turns"


async def test_a_picture_comes_after_its_shot_at_its_own_moment():
    async with watched(mould=False) as (cell, _):
        for _ in range(8):
            await cell.pass_s(2)
    shot = cell.kinds("shot")[0]
    first, second = cell.kinds("image")[:2]
    assert 0 < first.measured_us - shot.measured_us < second.measured_us - shot.measured_us < S
    assert cell.heard.index(first) > cell.heard.index(shot)


async def test_a_run_with_an_epoch_tells_the_same_pictures_at_every_start():
    told = []
    for _ in range(2):
        async with watched() as (cell, _):
            for _ in range(16):
                await cell.pass_s(2)
        told.append([(one.kind, one.measured_us, one.body.get("sha256")) for one in cell.heard])
    assert told[0] == told[1]
    assert sum(kind == "image" for kind, *_ in told[0]) > 3


async def test_what_does_not_fit_into_the_queue_is_skipped_and_counted():
    async with watched(fixed=False, mould=False) as (cell, slow):
        for _ in range((ROOM + 2) * CYCLE_S + CYCLE_S):
            await cell.pass_s(1)
    shots = len(cell.kinds("shot"))
    assert shots > ROOM
    assert (slow.taken, slow.skipped) == (0, shots - ROOM)
    assert cell.kinds("image") == []


async def test_a_machine_that_catches_up_is_not_pictured_and_the_cavity_is_once_it_has():
    cell = Turned(fixed=False)
    slow = camera(cell)
    cell.clock.skip_to(START + 3600 * S)
    cell.live._keep([Told("shot", START, {})])
    assert slow.skipped == 0, "nothing is known of the shot yet"
    for _ in range(3):
        records = cell.live.machine.advance()
        cell.live._keep(records)
    assert (slow.taken, slow.skipped, len(slow._due)) == (0, 3, 0)
    cell.clock.skip_to(cell.live.machine.state.now_us)
    cell.live._keep(cell.live.machine.advance())
    assert [due.wish.of for due in slow._due] == ["mould", "part"]


async def test_the_cavities_are_pictured_in_their_turn_every_so_many_shots():
    cell = Turned(fixed=False)
    slow = camera(cell, every=10_000, mould_every_shots=2)
    seen = []
    for _ in range(40):
        cell.clock.skip_to(cell.live.machine.state.now_us)
        cell.live._keep(cell.live.machine.advance())
        seen += [due for due in slow._due if due.wish.of == "mould"]
        slow._due.clear()
    later = seen[1:]  # the first is of the run's beginning
    assert len(later) > 3
    assert {due.counter % 2 for due in later} == {0}
    assert len({due.wish.cavity for due in later[:3]}) == 3


def test_a_visitor_sees_within_a_minute_what_becomes_of_his_parts():
    assert keys(every=15).lent().mould_every_shots < 5
    for name in library.names("cells"):
        preset = library.preset(name)
        if preset.camera:
            machine = Machine(preset, preset.title, 1, START)
            assert preset.camera.lent().every_shots * machine.standard_s < 60


async def test_a_changeover_and_the_end_of_a_stop_picture_the_cavity():
    cell = Turned(fixed=False)
    slow = camera(cell, every=10_000)
    cell.live._keep(cell.live.machine.advance())
    slow._due.clear()
    cell.live._keep([Told("event", START, {"what": "mode_change", "after": "SETUP"})])
    cell.live._keep([Told("event", START, {"what": "mode_change", "after": "AUTOMATIC"})])
    cell.live._keep([Told("event", START, {"what": "alarm", "active": True})])
    assert [due.wish.of for due in slow._due] == ["mould"]
    cell.live._keep([Told("event", START, {"what": "alarm", "active": False})])
    assert [due.wish.of for due in slow._due] == ["mould", "mould"]


async def test_the_first_shot_after_a_changeover_shows_the_mould_as_it_came_back():
    cell = Turned(fixed=False)
    slow = camera(cell, every=10_000)
    cell.live._keep(cell.live.machine.advance())
    slow._due.clear()
    cell.live._keep(cell.live.machine.advance())
    assert list(slow._due) == [], "of a run's beginning there is one already"
    cell.live._keep([Told("event", START, {"what": "mode_change", "before": "SETUP", "after": "AUTOMATIC"})])
    assert list(slow._due) == [], "nothing was made in it yet"
    cell.live._keep(cell.live.machine.advance())
    assert [due.wish.of for due in slow._due] == ["mould"]


async def test_a_picture_of_a_run_that_is_over_is_dropped_and_counted():
    async with watched(fixed=False, mould=False) as (cell, slow):
        for _ in range(CYCLE_S + 1):
            await cell.pass_s(1)
        due = slow._due.popleft()
        cell.live.begin_run(cell.live.snapshots[0])
        slow._tell(due, *cell_camera._develop(due.wish))
    assert (slow.taken, slow.skipped) == (0, 1)
    assert cell.kinds("image") == []


async def test_the_truth_lies_in_the_simulators_folder_and_in_no_record(tmp_path: Path):
    async with watched(folder=tmp_path) as (cell, _):
        blocked = Injected("blocked_vents", 1.0, 0, "step", 0.0)
        cell.live.machine.state = cell.live.machine.state._replace(faults=(blocked,))
        for _ in range(24):
            await cell.pass_s(2)
        cell.live._keep([Told("event", START, {"what": "mode_change", "after": "SETUP"})])
    entries = [json.loads(line) for line in (tmp_path / "caps-pictures.jsonl").read_text().splitlines()]
    parts = [one for one in entries if one["camera"].startswith("part")]
    moulds = [one for one in entries if one["camera"].startswith("mould")]
    assert max(one["severities"].get("burn", 0) for one in parts) > 0.5, (
        "blocked vents burn the end of the fill"
    )
    assert moulds[-1]["severities"]["blocked_vent"] > 0.3
    assert moulds[-1]["severities"]["residue_at_vents"] > 0.3
    told = json.dumps([one.body for one in cell.heard if one.kind == "image"])
    assert "severities" not in told
    assert "outlines" not in told
    digests = {image.body["sha256"] for image in cell.kinds("image")}
    assert {digest for one in entries for digest in one["sha256"].values()} == digests


async def test_work_develops_what_is_due_and_tells_it():
    async with watched(fixed=False, mould=False) as (cell, slow):
        for _ in range(CYCLE_S + 1):
            await cell.pass_s(1)
        told = asyncio.Event()
        cell.live.listen(lambda one: told.set() if one.kind == "image" else None)
        with ThreadPoolExecutor(1) as darkroom:
            work = asyncio.create_task(slow.work(darkroom))
            await asyncio.wait_for(told.wait(), 60)
            work.cancel()
    assert (slow.taken, slow.skipped, len(cell.kinds("image"))) == (1, 0, 2)


def test_a_cells_own_mould_is_what_its_camera_sees_and_each_cell_says_how_often():
    for name in library.names("cells"):
        found = library.preset(name).camera
        assert found is not None
        assert found.product in library.names("moulds")
        assert 5 <= found.every_shots <= 50


def test_a_camera_without_a_picture_of_its_product_is_refused_before_anything_starts():
    cell = Turned()
    with pytest.raises(LibraryError, match="no picture of 'teapot'"):
        CellCamera("caps", cell.live, keys().model_copy(update={"product": "teapot"}))


def test_a_wrong_rate_or_light_is_refused_with_its_place():
    raw = {"camera": {"every_shots": 0, "lights": ["moon"]}}
    with pytest.raises(LibraryError, match=r"camera\.every_shots"):
        library.check(library.Preset, raw, "cells/x.yaml")


async def test_a_run_that_tells_the_same_at_every_start_is_not_pictured_at_a_high_pace():
    async with watched(every=1) as (cell, seen):
        cell.clock.pace = 21.0
        for _ in range(10):
            await cell.pass_s(5)
        shots = len(cell.kinds("shot"))
        assert cell.kinds("image") == []
    assert shots > 1
    assert seen.skipped >= shots
