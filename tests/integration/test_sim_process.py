"""`sprue-sim run` as a program: it says when it is ready, explains what is wrong, and ends when told to."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SIM = Path(__file__).resolve().parents[2] / "simulators/sprue_sim"
PLANTS, CELLS = SIM / "plants", SIM / "cells"
CELL = "cells:\n  - name: caps\n    title: Caps\n    at: {x_m: 1, y_m: 1}\n    source: {%s}\n"
EPOCH = 'title: Test\nepoch: "2026-11-02T06:00:00Z"\npace: 50\n'


def command(plant: Path, *more: str, face: str = "127.0.0.1:0") -> list[str]:
    return [sys.executable, "-m", "sprue_sim", "run", str(plant), "--face", face, *more]


@contextmanager
def running(plant: Path, face: str, *more: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(command(plant, *more, face=face), stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(30)


def written(tmp_path: Path, text: str) -> Path:
    plant = tmp_path / "plant.yaml"
    plant.write_text(text, encoding="utf-8")
    return plant


def refused(plant: Path, *more: str, face: str = "127.0.0.1:0") -> str:
    done = subprocess.run(
        command(plant, *more, face=face), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    return done.stderr


def ask(port: int, machine: str, count: int, **more: object) -> list[dict]:
    with socket.create_connection(("127.0.0.1", port), 30) as line:
        line.sendall(json.dumps({"machine": machine, **more}).encode() + b"\n")
        with line.makefile("r", encoding="utf-8") as told:
            return [json.loads(told.readline()) for _ in range(count)]


def test_the_open_factory_says_when_it_is_ready_and_every_cell_answers(free_port: int):
    with running(PLANTS / "open-factory.yaml", f"127.0.0.1:{free_port}", "--since", "0.1") as process:
        ready = process.stderr.readline()
        assert f"5 simulated machines answer on 127.0.0.1:{free_port}" in ready
        for cell in ("caps", "lunch-boxes", "gears", "tubs", "jars"):
            assert [one["kind"] for one in ask(port=free_port, machine=cell, count=1)] == ["birth"]


def test_it_ends_at_once_when_told_to_although_somebody_is_reading(tmp_path: Path, free_port: int):
    plant = written(tmp_path, EPOCH + CELL % "type: simulated, machine: bottle-cap")
    with running(plant, f"127.0.0.1:{free_port}") as process:
        process.stderr.readline()
        with socket.create_connection(("127.0.0.1", free_port), 30) as line:
            line.sendall(b'{"machine": "caps"}\n')
            assert b'"birth"' in line.recv(65536)
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
            assert "Traceback" not in process.stderr.read()


def test_two_starts_with_the_same_epoch_tell_the_same(tmp_path: Path, free_port: int):
    plant = written(tmp_path, EPOCH + CELL % "type: simulated, machine: food-tub, seed: 5")
    told = []
    for _ in range(2):
        with running(plant, f"127.0.0.1:{free_port}") as process:
            process.stderr.readline()
            told.append(ask(free_port, "caps", 40))
    assert told[0] == told[1]


def test_a_restart_goes_on_where_the_hub_has_its_newest_and_begins_a_new_run(tmp_path: Path, free_port: int):
    plant = written(tmp_path, "title: Test\n" + CELL % "type: simulated, machine: toy-gear")
    with running(plant, f"127.0.0.1:{free_port}", "--since", "1") as process:
        process.stderr.readline()
        first = ask(free_port, "caps", 60)
    newest = tmp_path / "newest.json"
    newest.write_text(json.dumps({"caps": first[-1]["measured_us"]}), encoding="utf-8")
    with running(plant, f"127.0.0.1:{free_port}", "--since-file", str(newest)) as process:
        process.stderr.readline()
        again = ask(free_port, "caps", 10)
    assert again[0]["run"] != first[0]["run"]
    assert min(one["measured_us"] for one in again) > first[-1]["measured_us"]


def test_weeks_that_were_not_delivered_are_offered_again_at_the_next_start(tmp_path: Path, free_port: int):
    plant = written(tmp_path, "title: Test\n" + CELL % "type: simulated, machine: toy-gear")
    since, history = tmp_path / "since.json", tmp_path / "history.json"
    options = ["--since", "0.01", "--since-file", str(since), "--history-file", str(history)]
    since.write_text("{}", encoding="utf-8")
    with running(plant, f"127.0.0.1:{free_port}", *options) as process:
        process.stderr.readline()
        live = ask(free_port, "caps", 6)
        first = ask(free_port, "caps", 9, stream="history")
    since.write_text(json.dumps({"caps": live[-1]["measured_us"]}), encoding="utf-8")
    with running(plant, f"127.0.0.1:{free_port}", *options) as process:
        process.stderr.readline()
        ask(free_port, "caps", 5)
        again = ask(free_port, "caps", 4, stream="history", run=first[0]["run"], after=5)
    assert again == first[5:]


def test_an_unknown_preset_is_refused_with_those_that_exist(tmp_path: Path):
    words = refused(written(tmp_path, "title: T\n" + CELL % "type: simulated, machine: lathe"))
    there = ", ".join(sorted(path.stem for path in CELLS.glob("*.yaml")))
    assert f"no 'lathe' among the cells; there are: {there}" in words
    assert "Nothing was started" in words


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("", "source.machine"),
        (", machine: toy-gear, pace: 0", "source.pace"),
        (", machine: 7", "source.machine"),
    ],
)
def test_keys_that_make_no_sense_are_named(tmp_path: Path, keys: str, words: str):
    told = refused(written(tmp_path, "title: T\n" + CELL % f"type: simulated{keys}"))
    assert f"cell 'caps': {words}" in told


def test_a_plant_file_that_is_not_there_or_not_named_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert "cannot be read" in refused(tmp_path / "nowhere.yaml")
    monkeypatch.delenv("SPRUE_PLANT", raising=False)
    bare = [sys.executable, "-m", "sprue_sim", "run"]
    done = subprocess.run(bare, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "which plant?" in done.stderr


def test_a_taken_or_impossible_port_is_explained(tmp_path: Path):
    plant = written(tmp_path, EPOCH + CELL % "type: simulated, machine: bottle-cap")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert "Choose another --face" in refused(plant, face=f"127.0.0.1:{other.getsockname()[1]}")
    assert "Choose another --face" in refused(plant, face="127.0.0.1:99999")


def test_a_file_of_periods_that_is_none_is_explained(tmp_path: Path):
    plant = written(tmp_path, EPOCH + CELL % "type: simulated, machine: bottle-cap")
    told = refused(plant, "--history-file", str(plant))
    assert "not a file of periods" in told
    assert "Nothing was started" in told


def test_a_file_of_moments_that_is_none_is_explained(tmp_path: Path):
    plant = written(tmp_path, EPOCH + CELL % "type: simulated, machine: bottle-cap")
    assert "not a file of moments" in refused(plant, "--since-file", str(plant))
