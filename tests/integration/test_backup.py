"""A copy made while the hub writes is whole, and comes back; what is damaged or in the way is refused."""

import asyncio
import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from store_world import T0, Place, S, arrival, birth, opened, roll_all, sample, shot

from sprue_server import backup as command
from sprue_server.backup import BackupError, backup, restore
from sprue_server.store.frames import unbundled

PICTURE = "ab" * 32


def frames_in(folder: Path) -> list[int]:
    found = []
    for path in folder.glob("frames-*.db"):
        with closing(sqlite3.connect(path)) as db:
            rows = db.execute("SELECT seq, count, body FROM bundle").fetchall()
            found += unbundled(rows).moments.tolist()
    return sorted(found)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def filled(folder: Path, seconds: int = 30) -> Path:
    """A folder with a birth, frames, shots and a picture."""
    async with opened(Place(folder)) as (store, _):
        await store.keep([arrival((1, T0, birth()))], [])
        for second in range(seconds):
            at = T0 + second * S
            await store.keep([arrival((10 + second, at, sample((at, 1, 2))))], [])
            await store.keep([arrival((1000 + second, at, shot(second)))], [])
    picture = folder / "pictures" / "ab" / f"{PICTURE}.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"jpeg")
    (picture.parent / "half.new").write_bytes(b"half")
    for name in ("lid-part.npz", ".lid-part.npz.7", ".lessons/1.png"):
        path = folder / "eyes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"learnt")
    return folder


async def test_what_comes_back_is_what_was_there(tmp_path: Path):
    hub = await filled(tmp_path / "hub")
    manifest = backup(hub, tmp_path / "copy")
    shutil.rmtree(hub)
    assert restore(tmp_path / "copy", hub) == manifest
    assert sum(manifest["rows"].values()) == 60
    assert frames_in(hub) == [T0 + second * S for second in range(30)]
    assert [path.name for path in (hub / "pictures" / "ab").iterdir()] == [f"{PICTURE}.jpg"]
    assert [path.name for path in (hub / "eyes").iterdir()] == ["lid-part.npz"], "what the eyes have learnt too"
    async with opened(Place(hub)) as (store, reader):
        assert len(reader.shots("imm-1", limit=100)) == 30
        await store.roll()
        await roll_all(store)
        series = reader.series("imm-1", ["melt_temperature_c"], from_us=T0, to_us=T0 + 30 * S, points=10)
        assert series["series"], "roll-ups were computed again"
        before = reader.counts()
        await store.keep([arrival((10, T0, sample((T0, 1, 2))))], [])
        assert reader.counts() == before, "a repeat after the restore doubles nothing"


class Load:
    """Stores second after second; each from another session, so that hub.db learns a new stream every time."""

    def __init__(self, store) -> None:
        self.store, self.stored, self.stop, self.written = store, 0, asyncio.Event(), asyncio.Event()

    async def run(self) -> None:
        while not self.stop.is_set():
            second = self.stored + 1
            at, told = T0 + second * S, {"session": f"s{second}"}
            frame = arrival((2000 + second, at, sample((at, 1, 2))), **told)
            await self.store.keep([frame, arrival((9000 + second, at, shot(second)), **told)], [])
            self.stored = second
            self.written.set()

    async def once_more(self) -> None:
        self.written.clear()
        await self.written.wait()


def streams_in(folder: Path) -> tuple[set[int], set[int]]:
    """Streams that hub.db knows, and those that frames name."""
    with closing(sqlite3.connect(folder / "hub.db")) as db:
        known = {row[0] for row in db.execute("SELECT id FROM stream")}
    named = set()
    for path in folder.glob("frames-*.db"):
        with closing(sqlite3.connect(path)) as db:
            named |= {row[0] for row in db.execute("SELECT DISTINCT stream FROM bundle")}
    return known, named


async def test_a_copy_made_under_load_holds_all_that_was_stored_before_it_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Between one file and the next the hub commits at least once more."""
    hub, loop, copy = await filled(tmp_path / "hub", 1), asyncio.get_running_loop(), command._copy_database
    async with opened(Place(hub)) as (store, _):
        load = Load(store)

        def copied(*places: Path) -> None:
            copy(*places)
            asyncio.run_coroutine_threadsafe(load.once_more(), loop).result(30)

        monkeypatch.setattr(command, "_copy_database", copied)
        writer = asyncio.create_task(load.run())
        kept = []
        for number in range(3):
            await load.once_more()
            before = load.stored
            await asyncio.to_thread(backup, hub, tmp_path / f"copy-{number}")
            kept.append((before, load.stored))
        load.stop.set()
        await writer
    for number, (before, after) in enumerate(kept):
        assert after >= before + 2, "the hub went on writing"
        back = tmp_path / f"back-{number}"
        restore(tmp_path / f"copy-{number}", back)
        frames = frames_in(back)
        assert len(frames) == len(set(frames))
        assert set(frames) >= {T0 + second * S for second in range(before + 1)}
        known, named = streams_in(back)
        assert named <= known, "no frame names a stream that hub.db does not know"


async def test_a_damaged_copy_is_refused_and_nothing_is_put_back(tmp_path: Path):
    hub = await filled(tmp_path / "hub", 3)
    copy = tmp_path / "copy"
    backup(hub, copy)
    frames = next(copy.glob("frames-*.db"))
    whole = frames.read_bytes()
    frames.write_bytes(whole[:-100] + b"x" * 100)
    with pytest.raises(BackupError, match=r"frames-\d+\.db: is missing or damaged.*Nothing was written"):
        restore(copy, tmp_path / "back")
    frames.unlink()
    with pytest.raises(BackupError, match="is missing or damaged"):
        restore(copy, tmp_path / "back")
    assert not (tmp_path / "back").exists()


async def test_a_copy_that_is_damaged_inside_leaves_no_half_folder(tmp_path: Path):
    hub = await filled(tmp_path / "hub", 3)
    copy = tmp_path / "copy"
    manifest = backup(hub, copy)
    (copy / "hub.db").write_bytes(b"no database at all" * 1000)
    manifest["files"]["hub.db"] = hashlib.sha256((copy / "hub.db").read_bytes()).hexdigest()
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(BackupError, match=r"hub\.db: damaged inside: file is not a database"):
        restore(copy, tmp_path / "back")
    assert names_in(tmp_path) == ["copy", "hub"]


async def test_nothing_that_is_there_is_overwritten(tmp_path: Path):
    hub = await filled(tmp_path / "hub", 3)
    backup(hub, tmp_path / "copy")
    with pytest.raises(BackupError, match="is there already"):
        backup(hub, tmp_path / "copy")
    before = names_in(hub)
    with pytest.raises(BackupError, match=r"is not empty.*Stop the hub"):
        restore(tmp_path / "copy", hub)
    assert names_in(hub) == before


async def test_a_disk_without_room_leaves_no_half_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    hub = await filled(tmp_path / "hub", 3)
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=10))
    with pytest.raises(BackupError, match="MB are needed"):
        backup(hub, tmp_path / "copy")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(BackupError, match="No space left"):
        backup(hub, tmp_path / "copy")
    assert names_in(tmp_path) == ["hub"]


def test_what_is_no_hub_and_what_is_no_backup_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert command.back_up(["--data", str(tmp_path), "--out", str(tmp_path / "copy")]) == 2
    assert "no hub.db in it" in capsys.readouterr().err
    assert command.put_back([str(tmp_path), "--data", str(tmp_path / "back")]) == 2
    assert "is no backup of Sprue" in capsys.readouterr().err
    (tmp_path / "manifest.json").write_text(json.dumps({"form": 99, "files": {}}), encoding="utf-8")
    assert command.put_back([str(tmp_path), "--data", str(tmp_path / "back")]) == 2
    assert "newer Sprue" in capsys.readouterr().err


async def test_the_commands_say_what_they_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    hub = await filled(tmp_path / "hub", 3)
    assert command.back_up(["--data", str(hub), "--out", str(tmp_path / "copy")]) == 0
    assert "6 records in 4 files" in capsys.readouterr().out
    assert command.put_back([str(tmp_path / "copy"), "--data", str(tmp_path / "back")]) == 0
    assert "6 records are back" in capsys.readouterr().out
