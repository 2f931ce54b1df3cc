"""The life of a demo: it opens, tells its secret once, goes on where it stopped, and leaves nothing behind."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from factory import Factory, free_port

from sprue_cli import demo

TINY = ("--hours", "0.05", "--days", "0.02", "--recorded", "/none", "--no-eyes")


def ask(url: str, path: str):
    with urllib.request.urlopen(f"{url}/api/v1{path}", timeout=10) as answer:
        return json.load(answer)


def answered(factory: Factory):
    """The health of a hub that is still starting, as soon as it says something."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            return ask(factory.url, "/health")
        except (urllib.error.URLError, ConnectionError):
            assert factory.process.poll() is None, factory.told()
            time.sleep(0.1)
    pytest.fail(factory.told())


def ended(pids) -> bool:
    for pid in pids:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            continue
        return False
    return True


def token_of(pid: int) -> str:
    """The token by which hub and simulator know each other; new at each start."""
    told = Path(f"/proc/{pid}/environ").read_text(encoding="utf-8").split("\0")
    return next(
        one.removeprefix("SPRUE_CONTROL_TOKEN=") for one in told if one.startswith("SPRUE_CONTROL_TOKEN=")
    )


@pytest.mark.timeout(240)
def test_a_demo_opens_ends_clean_and_goes_on_where_it_stopped(tmp_path):
    first = Factory(tmp_path / "d", free_port(), *TINY)
    first.wait_open()
    secret = next(line for line in first.lines if "Admin secret" in line).split()[-1]
    before, pids = ask(first.url, "/counters"), first.pids()
    assert len(pids) == 4, "broker, hub, simulator, gateway"
    token = token_of(first.pid_of("sprue_sim"))
    assert token == token_of(first.pid_of("sprue_server"))
    assert not any(token in command for command in pids.values()), "anybody may read a command line"
    assert first.end() == 0
    assert ended(pids), "Ctrl-C ends every process it started"
    logs = [log.read_text(errors="replace") for log in (tmp_path / "d" / "log").iterdir()]
    assert not any(secret in log or token in log for log in logs)

    second = Factory(tmp_path / "d", free_port(), *TINY)
    second.wait_open()
    try:
        assert not any("Admin secret" in line for line in second.lines), "told once only"
        after = ask(second.url, "/counters")
        assert all(after[cell]["produced"] >= before[cell]["produced"] for cell in before)
        assert not any(count["doubtful"] for count in after.values())
    finally:
        second.end()


@pytest.mark.timeout(240)
def test_a_simulator_that_dies_goes_on_where_the_hub_has_its_newest(tmp_path):
    factory = Factory(tmp_path / "d", free_port(), *TINY)
    try:
        factory.wait_open()
        before = {cell["cell"]: cell for cell in ask(factory.url, "/cells")}
        promised = json.loads(next((tmp_path / "d").glob("*/history.json")).read_text())
        os.kill(factory.pid_of("sprue_sim"), signal.SIGKILL)
        end = time.monotonic() + 60
        while any(cell["run"] == before[cell["cell"]]["run"] for cell in ask(factory.url, "/cells")):
            assert time.monotonic() < end, factory.told()
            time.sleep(0.2)
        newest = json.loads((tmp_path / "d" / "since.json").read_text())
        assert all(newest[name] >= cell["clock_us"] for name, cell in before.items()), "nothing is made again"
        assert json.loads(next((tmp_path / "d").glob("*/history.json")).read_text()) == promised
    finally:
        factory.end()


@pytest.mark.timeout(240)
def test_with_lan_visitors_read_and_only_this_machine_may_sign_in(tmp_path):
    port = free_port()
    visited = Factory(tmp_path / "d", port, *TINY, "--lan", "127.0.0.2")
    visited.url = f"http://127.0.0.2:{port}"
    try:
        visited.wait_open()
        assert any("Visitors on the network" in line for line in visited.lines)
        assert any("█" in line or "▄" in line for line in visited.lines), "a QR code is shown"
        assert ask(visited.url, "/me")["role"] == "visitor"
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", port), timeout=2)
    finally:
        visited.end()


def test_a_port_that_is_taken_is_told_with_another_to_try(tmp_path, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert demo.main(["--data", str(tmp_path), "--port", str(port)]) == 1
    told = capsys.readouterr().err
    assert f"Port {port} is in use" in told
    assert "--port" in told
    assert "Nothing was started" in told


def test_a_plant_file_with_a_mistake_is_told_with_its_line_and_nothing_stays(tmp_path):
    plant = tmp_path / "plant.yaml"
    cell = "  - name: A B\n    title: t\n    at: {x_m: 0, y_m: 0}\n    source: {type: simulated}\n"
    plant.write_text(f"title: X\ncells:\n{cell}")
    broken = Factory(tmp_path / "d", free_port(), *TINY, "--plant", str(plant))
    broken.process.wait(60)
    broken.end_reading()
    told = broken.told()
    assert "plant.yaml:3: cells.0.name" in told
    assert broken.process.returncode == 1


@pytest.mark.timeout(240)
def test_a_broker_that_is_not_there_is_told_while_pages_still_answer(tmp_path):
    lonely = Factory(tmp_path / "d", free_port(), *TINY, "--broker", f"mqtt://127.0.0.1:{free_port()}")
    try:
        lonely.wait_open()
        assert any("No MQTT broker answers" in line for line in lonely.lines)
        health = answered(lonely)
        assert health["broker"] == "away"
        assert health["status"] != "ok"
        assert "the broker is away" in health["reasons"]
    finally:
        lonely.end()


def test_a_locked_database_is_told_in_one_message(tmp_path, root):
    plant = root / "simulators" / "sprue_sim" / "plants" / "open-factory.yaml"
    folder = tmp_path / "hub"
    folder.mkdir()
    holder = sqlite3.connect(folder / "hub.db", isolation_level=None)
    holder.execute("PRAGMA journal_mode = WAL")
    holder.execute("BEGIN EXCLUSIVE")
    run = [sys.executable, "-m", "sprue_server", "run", "--data", str(folder), "--plant", str(plant)]
    done = subprocess.run(
        [*run, "--port", str(free_port())], capture_output=True, text=True, timeout=60, check=False
    )
    holder.close()
    assert done.returncode == 2
    assert "another program keeps it locked" in done.stderr
    assert "Nothing was started" in done.stderr
