"""A run of `sprue simulate` that fails midway leaves its folder as it was: no half files, and earlier ones."""

import errno
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sprue_sim import simulate
from sprue_sim.recording import writer

WISH = ["--mould", "bottle-cap", "--shots", "6"]
SAID = "The run is not complete. Nothing was written; what was there before is as it was."


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A folder with a complete run."""
    assert simulate.main([*WISH[:3], "2", "--out", str(tmp_path / "run")]) == 0
    return tmp_path / "run"


def fails_at_shot(number: int, problem: BaseException):
    def add(self, made, real=writer.Writer.add):
        if made.row["cycle"] == number:
            raise problem
        real(self, made)

    return "add", add


def fails_when_packed(problem: BaseException):
    def pack(self, real=writer.Writer._pack):
        real(self)
        raise problem

    return "_pack", pack


FULL = OSError(errno.ENOSPC, "No space left on device")
WAYS = [
    (fails_at_shot(4, FULL), (1, "No space left on device")),
    (fails_at_shot(1, FULL), (1, "No space left on device")),
    (fails_when_packed(FULL), (1, "No space left on device")),
    (fails_at_shot(4, KeyboardInterrupt()), (130, "stopped")),
]


@pytest.mark.parametrize(("way", "ends"), WAYS)
def test_a_run_that_fails_leaves_an_earlier_one_whole(earlier, monkeypatch, capsys, way, ends):
    before, (code, words) = content(earlier), ends
    monkeypatch.setattr(writer.Writer, *way)
    assert simulate.main([*WISH, "--out", str(earlier)]) == code
    told = capsys.readouterr().err
    assert words in told
    assert SAID in told
    assert content(earlier) == before


@pytest.mark.parametrize(("way", "ends"), WAYS)
def test_a_run_that_fails_leaves_no_folder_behind(tmp_path, monkeypatch, way, ends):
    monkeypatch.setattr(writer.Writer, *way)
    assert simulate.main([*WISH, "--out", str(tmp_path / "run")]) == ends[0]
    assert list(tmp_path.iterdir()) == []


def test_a_mistake_of_ours_is_not_hidden_and_leaves_nothing_either(tmp_path, monkeypatch):
    monkeypatch.setattr(writer.Writer, *fails_at_shot(3, ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        simulate.main([*WISH, "--out", str(tmp_path / "run")])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["cycles.csv", "curves.npz"])
def test_a_folder_in_a_files_place_is_told_before_the_first_shot(tmp_path, capsys, name):
    (tmp_path / name).mkdir()
    assert simulate.main([*WISH, "--out", str(tmp_path)]) == 1
    assert f"{name} is a folder there" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_complete_run_takes_the_place_of_an_earlier_one_and_leaves_nothing_beside_it(earlier):
    before = content(earlier)
    assert simulate.main([*WISH, "--out", str(earlier)]) == 0
    after = content(earlier)
    assert set(after) == {"cycles.csv", "curves.npz"}
    assert all(after[name] != before[name] for name in before)


def command(out: Path, shots: int) -> list[str]:
    wish = ["--mould", "bottle-cap", "--shots", str(shots), "--out", str(out)]
    return [sys.executable, "-m", "sprue_sim.simulate", *wish]


def test_a_disk_that_takes_no_more_is_told_and_the_earlier_run_is_whole(earlier):
    before = content(earlier)
    done = subprocess.run(
        command(earlier, 30),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)),
    )
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert f"File too large. {SAID}" in done.stderr
    assert content(earlier) == before


def test_control_c_ends_a_run_in_order(earlier):
    before = content(earlier)
    with subprocess.Popen(command(earlier, 100_000), stderr=subprocess.PIPE, text=True) as process:
        end = time.monotonic() + 30
        while not any(path.stat().st_size for path in earlier.glob(".run-*/*")):
            assert time.monotonic() < end
            time.sleep(0.05)
        told = interrupted(process)
        assert process.wait(30) == 130
    assert SAID in told
    assert "Traceback" not in told
    assert content(earlier) == before


def interrupted(process: subprocess.Popen[str]) -> str:
    """What it says when it is interrupted; Python loses a signal that falls into a destructor, so once more."""
    process.send_signal(signal.SIGINT)
    try:
        return process.communicate(timeout=40)[1]
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
        return process.communicate(timeout=40)[1]
