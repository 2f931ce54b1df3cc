"""Where the tests write: in memory when it has room, and nothing stays there of a run that has passed."""

import sys
import tempfile
from pathlib import Path

import pytest
import run

WHERE = (
    "import pathlib, sys, tempfile; pathlib.Path(sys.argv[1]).write_text(tempfile.gettempdir()); sys.exit({})"
)


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "memory").mkdir()
    monkeypatch.setattr(run, "IN_MEMORY", tmp_path / "memory")
    monkeypatch.setattr(run, "ROOM_BYTES", 0)
    return tmp_path / "memory"


def went(memory: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> Path:
    """In which folder a run wrote that ended with this code."""
    told = memory.parent / "told"
    monkeypatch.setattr(run, "PYTEST", [sys.executable, "-c", WHERE.format(code)])
    assert run.main([str(told)]) == code
    return Path(told.read_text("utf-8"))


def test_tests_write_in_memory_and_what_passed_leaves_nothing_there(memory, monkeypatch):
    assert went(memory, monkeypatch, 0).parent == memory
    assert list(memory.iterdir()) == []


def test_what_a_failed_run_wrote_stays_until_the_next_one(memory, monkeypatch, capfd):
    kept = went(memory, monkeypatch, 1)
    assert kept.parent == memory
    assert str(kept) in capfd.readouterr().out
    beside = memory / "sprue-tests-1-another"  # of a run that still goes on: there always is a program 1
    beside.mkdir()
    kept.rename(memory / f"sprue-tests-{2**31 - 1}-mine")  # as if this one had ended
    went(memory, monkeypatch, 0)
    assert list(memory.iterdir()) == [beside]


@pytest.mark.parametrize("lacks", ["room", "memory"])
def test_without_room_they_write_where_they_do_by_themselves(memory, monkeypatch, lacks):
    if lacks == "room":
        monkeypatch.setattr(run, "ROOM_BYTES", sys.maxsize)
    else:
        monkeypatch.setattr(run, "IN_MEMORY", memory / "nowhere")
    assert went(memory, monkeypatch, 0) == Path(tempfile.gettempdir())
