"""The ground truth's file: it outlives the simulator, is for nobody else to read, and has an end."""

import json
from pathlib import Path

import pytest

from sprue_sim import ledger
from sprue_sim.ledger import Ledger


def written(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def numbers(of: Ledger) -> list[int]:
    return [entry["number"] for entry in of.newest()]


def test_a_later_start_goes_on_with_the_numbers_and_knows_what_was(tmp_path):
    path = tmp_path / "caps.jsonl"
    first = Ledger(path)
    for counter in (1, 2):
        first.add({"what": "shot", "counter": counter})
    again = Ledger(path)
    again.add({"what": "deed", "deed": "freeze"})
    assert numbers(again) == [3, 2, 1]
    assert [entry["number"] for entry in written(path)] == [1, 2, 3]


def test_only_its_owner_may_read_the_file(tmp_path):
    path = tmp_path / "caps.jsonl"
    Ledger(path).add({"what": "deed"})
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_line_that_a_crash_cut_off_costs_that_line_only(tmp_path):
    path = tmp_path / "caps.jsonl"
    Ledger(path).add({"what": "shot", "counter": 1})
    with path.open("ab") as file:
        file.write(b'{"number":2,"what":"sh')
    again = Ledger(path)
    again.add({"what": "shot", "counter": 3})
    assert numbers(again) == [2, 1]
    assert numbers(Ledger(path)) == [2, 1]


def test_a_full_file_is_put_aside_and_the_one_before_forgotten(tmp_path, monkeypatch):
    monkeypatch.setattr(ledger, "FULL_BYTES", 200)
    path = tmp_path / "caps.jsonl"
    kept = Ledger(path)
    for counter in range(50):
        kept.add({"what": "shot", "counter": counter})
    assert sorted(one.name for one in tmp_path.iterdir()) == ["caps.1.jsonl", "caps.jsonl"]
    assert written(path)[-1]["number"] == 50
    assert all(one.stat().st_size < 300 for one in tmp_path.iterdir())


@pytest.mark.parametrize("made", ["folder", "garbage"])
def test_a_file_that_cannot_be_used_costs_the_file_only(tmp_path, caplog, made):
    path = tmp_path / "caps.jsonl"
    if made == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"\x00\xff no ledger\n[1, 2]\n7\n")
    kept = Ledger(path)
    kept.add({"what": "shot"})
    assert numbers(kept) == [1]
    assert ("kept in memory only" in caplog.text) == (made == "folder")
