"""The command line and the demo's parts that need no socket of another program."""

import asyncio
import os
import sys
import time
from pathlib import Path

import pytest
import yaml

from sprue_cli import broker, demo, factory, lan, plants, watch
from sprue_cli.__main__ import main
from sprue_cli.ports import Lock
from sprue_cli.processes import Crew, FactoryError, Program, until


def test_an_unknown_command_lists_those_that_exist(capsys):
    assert main(["dmeo"]) == 2
    told = capsys.readouterr().err
    assert "no command 'dmeo'" in told
    assert "sprue demo" in told


def test_the_schema_is_printed_whole(capsys):
    assert main(["schema"]) == 0
    assert '"sprue:shot"' in capsys.readouterr().out


def test_a_schema_that_cannot_be_written_is_told(tmp_path, capsys):
    assert main(["schema", "--out", str(tmp_path / "no" / "x.json")]) == 1
    assert "Nothing was written" in capsys.readouterr().err


def test_a_second_factory_on_the_same_folder_is_refused(tmp_path):
    with Lock(tmp_path), pytest.raises(FactoryError, match="already runs on"):
        Lock(tmp_path).__enter__()
    with Lock(tmp_path):
        pass  # released when the first one ends


def test_a_folder_that_cannot_be_used_is_told(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert demo.main(["--data", str(tmp_path / "file" / "x")]) == 1
    assert "Nothing was started" in capsys.readouterr().err


def test_the_recorded_press_joins_only_when_its_data_is_there(root, tmp_path):
    path, remark = plants.write_plant(root, tmp_path, 2.0, tmp_path / "plant.yaml")
    without = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert "University of Kassel" in remark
    (tmp_path / "doe_cycles.csv").touch()
    (tmp_path / "doe_curves.npz").touch()
    path, remark = plants.write_plant(root, tmp_path, 2.0, tmp_path / "plant.yaml")
    joined = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert remark is None
    assert len(joined["cells"]) == len(without["cells"]) + 1
    assert joined["pace"] == 2.0


@pytest.mark.parametrize("make", ["mosquitto", "iotcore"])
def test_a_brokers_secrets_are_private_and_never_printed(make, tmp_path):
    if make == "mosquitto" and broker.installed() != "mosquitto":
        pytest.skip("mosquitto is not installed here")
    made = broker.prepare(make, tmp_path / "b", 18999, "gw")
    assert all((path.stat().st_mode & 0o077) == 0 for path in (tmp_path / "b").iterdir())
    assert all(word not in repr(made) for word in made.secrets.values())
    assert len(set(made.secrets.values())) == len(broker.ROLES)


def test_progress_counts_from_the_oldest_cell():
    now = time.time() * 1e6
    assert watch.progress({"clock_us": None, "pace": 1}, 8) == 0
    assert watch.progress({"clock_us": now - 4 * 3.6e9, "pace": 1}, 8) == pytest.approx(0.5, 0.01)
    assert watch.progress({"clock_us": now, "pace": 1}, 8) == 1
    assert watch.progress({"clock_us": 1, "pace": 20}, 8) == 1


async def test_a_factory_whose_cells_catch_up_is_not_open_yet(monkeypatch):
    hub, shown = watch.HubWatch("http://hub.test", 8), []
    cell = {"clock_us": time.time() * 1e6, "pace": 1, "freshness": "catching-up"}
    monkeypatch.setattr(hub, "get", lambda _path: [cell])
    assert not await hub.caught_up(shown.append)
    cell["freshness"] = "live"
    assert await hub.caught_up(shown.append)


def test_the_qr_code_is_shown_with_blocks():
    assert "▄" in lan.qr("http://192.0.2.7:8000") or "█" in lan.qr("http://192.0.2.7:8000")


def program(folder: Path, code: str, **options) -> Program:
    return Program("thing", [sys.executable, "-c", code], folder / "thing.log", **options)


def exists(path: Path):
    async def look() -> bool:
        return await asyncio.to_thread(path.exists)

    return look


async def test_a_program_that_dies_is_prepared_and_started_again_and_it_is_told(tmp_path):
    told, prepared, mark = [], [], tmp_path / "mark"

    async def prepare() -> None:
        prepared.append(mark.exists())

    crew = Crew(told.append)
    code = f"""
import pathlib, signal, sys
mark = pathlib.Path({str(mark)!r})
if not mark.exists():
    mark.touch()
    sys.exit(7)
pathlib.Path({str(tmp_path / "second")!r}).touch()
signal.pause()
"""
    work = asyncio.create_task(crew.keep(program(tmp_path, code, before=prepare), asyncio.Event()))
    assert await until(exists(tmp_path / "second"), 30)
    assert prepared == [False, True]
    await crew.end()
    await work
    assert told == ["The thing stopped (code 7); starting it again."]


async def test_a_program_that_refuses_its_input_is_not_tried_again(tmp_path):
    crew = Crew(lambda _text: None)
    code = "import sys; print('port 1 is taken'); sys.exit(2)"
    with pytest.raises(FactoryError, match="port 1 is taken"):
        await crew.keep(program(tmp_path, code), asyncio.Event())


async def test_a_line_that_is_heard_as_secret_never_reaches_the_log(tmp_path):
    heard = []
    secret = program(
        tmp_path,
        "import sys; print('SECRET=x'); print('hello'); sys.exit(2)",
        heard=lambda line: line.startswith("SECRET") and not heard.append(line),
    )
    with pytest.raises(FactoryError):
        await Crew(lambda _text: None).keep(secret, asyncio.Event())
    assert heard == ["SECRET=x\n"]
    assert secret.log.read_text(encoding="utf-8") == "hello\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is Linux's")
async def test_a_full_disk_costs_lines_of_a_log_and_not_the_factory(tmp_path):
    (tmp_path / "thing.log").symlink_to("/dev/full")
    heard = []
    code = "import signal; print('one', flush=True); print('two', flush=True); signal.pause()"
    talking = program(tmp_path, code, heard=lambda line: bool(heard.append(line)))
    crew = Crew(lambda _text: None)
    work = asyncio.create_task(crew.keep(talking, asyncio.Event()))

    async def heard_on() -> bool:
        return len(heard) > 1 or work.done()

    assert await until(heard_on, 30)
    assert not work.done()
    await crew.end()
    await work


async def test_no_program_outlives_the_crew(tmp_path):
    crew, started = Crew(lambda _text: None), asyncio.Event()
    stubborn = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); signal.pause()"
    work = asyncio.create_task(crew.keep(program(tmp_path, stubborn), started))
    await started.wait()
    pid = crew.running["thing"].pid
    await crew.end()
    await work
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


class SlowHub:
    """Answers from the third time on that it is asked."""

    def __init__(self, *, answers: bool) -> None:
        self.answers, self.asked = answers, 0

    async def newest(self) -> dict[str, int]:
        self.asked += 1
        if not self.answers or self.asked < 3:
            raise ConnectionRefusedError("nobody listens yet")
        return {"a": 7}


async def test_a_hub_that_starts_slowly_is_waited_for_and_told_of(tmp_path, monkeypatch):
    monkeypatch.setattr(factory, "SLOW_S", 0.05)
    told: list[str] = []
    await factory._note_newest(SlowHub(answers=True), tmp_path / "since.json", told.append)
    assert (tmp_path / "since.json").read_text() == '{"a": 7}'
    assert "still starting" in told[0]


async def test_a_hub_that_never_answers_ends_the_wait(tmp_path, monkeypatch):
    monkeypatch.setattr(factory, "SLOW_S", 0.0)
    monkeypatch.setattr(factory, "PATIENCE_S", 0.05)
    with pytest.raises(FactoryError, match="does not answer"):
        await factory._note_newest(SlowHub(answers=False), tmp_path / "since.json", lambda _: None)
