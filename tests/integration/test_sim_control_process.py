"""A real simulator with its instructor's face: what one says, the other tells; the truth stays where it is."""

import json
import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from factory import free_port as another_port

from sprue_sim import faults

TOKEN = "a token for the tests"
PLANT = """title: Test
epoch: "2026-11-02T06:00:00Z"
pace: 100
seed: 11
cells:
  - {name: caps, title: Caps, at: {x_m: 1, y_m: 1}, source: {type: simulated, machine: bottle-cap}}
  - {name: gears, title: Gears, at: {x_m: 2, y_m: 1}, source: {type: simulated, machine: toy-gear}}
  - {name: tubs, title: Tubs, at: {x_m: 3, y_m: 1}, source: {type: simulated, machine: food-tub}}
"""


def command(plant: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "sprue_sim", "run", str(plant), *more]


@contextmanager
def simulator(tmp_path: Path, *more: str) -> Iterator[tuple[int, int]]:
    """Ports of the face and of the control."""
    face, control = another_port(), another_port()
    plant = tmp_path / "plant.yaml"
    plant.write_text(PLANT, encoding="utf-8")
    run = command(plant, "--face", f"127.0.0.1:{face}", "--control", f"127.0.0.1:{control}", *more)
    environment = {**os.environ, "SPRUE_CONTROL_TOKEN": TOKEN}
    with subprocess.Popen(run, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert "answer on" in process.stderr.readline()
            yield face, control
        finally:
            process.terminate()
            assert process.wait(30) == 0
            assert "Traceback" not in process.stderr.read()


def ask(port: int, path: str, body: object = None, method: str = "GET") -> dict | list:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", method=method)
    request.add_header("authorization", f"Bearer {TOKEN}")
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(request, data, 30) as answer:
        return json.load(answer)


def do(port: int, deed: str, **wish: object) -> dict:
    return ask(port, f"/cells/caps/{deed}", wish, "POST")


@contextmanager
def listening(port: int, cell: str = "caps") -> Iterator[Iterator[str]]:
    with socket.create_connection(("127.0.0.1", port), 30) as line:
        line.sendall(json.dumps({"machine": cell}).encode() + b"\n")
        with line.makefile("r", encoding="utf-8") as told:
            yield iter(told.readline, "")


def test_what_an_instructor_does_is_seen_on_the_face_and_why_is_not(tmp_path: Path):
    with simulator(tmp_path, "--truth", str(tmp_path / "truth")) as (face, control), listening(face) as told:
        lines = [next(told) for _ in range(40)]
        do(control, "inject", name="worn_check_ring", severity=0.9)
        do(control, "setting", name="hold_bar", value=200)
        state = do(control, "pace", pace=500)
        assert state["faults"][0]["strength"] == 0.9
        after: list[dict] = []
        while not any(one["kind"] == "shot" and one["run"] == state["run"] for one in after[:-60]):
            lines.append(next(told))
            after.append(json.loads(lines[-1]))
        birth = next(one for one in after if one["kind"] == "birth")
        assert (birth["run"], birth["body"]["pace"]) == (state["run"], 500)
        last = [one for one in after if one["kind"] == "shot"][-1]["body"]
        assert last["settings"]["set_hold_pressure_bar"] == 200
        frozen = do(control, "freeze")
        stepped = do(control, "step")
        assert stepped["counter"] == frozen["counter"] + 1
        assert ask(control, "/cells/gears")["frozen"] is False
        truth = ask(control, "/cells/caps/truth?what=shot&limit=1")
        assert truth[0]["strengths"] == {"worn_check_ring": 0.9}
        everything = "".join(lines)
        for secret in (*faults.names(), "severit", "strength", "truth", "instructor", TOKEN):
            assert secret not in everything
    written = (tmp_path / "truth" / "caps.jsonl").read_text().splitlines()
    assert json.loads(written[-1])["deed"] == "step"
    assert any('"worn_check_ring":0.9' in one for one in written)
    assert (tmp_path / "truth" / "gears.jsonl").exists()


def test_a_backtrack_begins_a_run_with_an_earlier_count(tmp_path: Path):
    with simulator(tmp_path) as (face, control), listening(face) as told:
        while json.loads(next(told))["measured_us"] < 1_793_599_200_000_000 + 400_000_000:
            pass
        back = do(control, "backtrack", minutes=5)
        assert 300 <= back["went_back_s"] < 360
        while json.loads(line := next(told))["run"] != back["run"]:
            pass
        assert json.loads(line)["kind"] == "birth"


def test_the_same_seed_epoch_and_plant_give_the_same_messages_to_the_byte(tmp_path: Path):
    tellings = []
    for _ in range(2):
        with simulator(tmp_path) as (face, _):
            one = {}
            for cell in ("caps", "gears", "tubs"):
                with listening(face, cell) as told:
                    one[cell] = [next(told) for _ in range(400)]
            tellings.append(one)
    assert tellings[0] == tellings[1]


@pytest.mark.parametrize(
    ("token", "options", "words"),
    [
        ("", ["--control", "127.0.0.1:0"], "needs a token of at least 16 characters in SPRUE_CONTROL_TOKEN"),
        (TOKEN, ["--control", "0.0.0.0:0"], "--control-anywhere allows it"),
        (TOKEN, ["--control", "127.0.0.1:99999"], "--control 127.0.0.1:99999"),
        (TOKEN, ["--truth", "/dev/null/x"], "--truth /dev/null/x: Not a directory"),
    ],
)
def test_it_does_not_start_without_a_token_or_where_others_reach_it(tmp_path, token, options, words):
    plant = tmp_path / "plant.yaml"
    plant.write_text(PLANT, encoding="utf-8")
    environment = {**os.environ, "SPRUE_CONTROL_TOKEN": token}
    done = subprocess.run(
        command(plant, "--face", "127.0.0.1:0", *options),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=environment,
    )
    assert done.returncode == 2
    assert words in done.stderr
    assert "Nothing was started" in done.stderr
    assert not re.search("Traceback", done.stderr)
