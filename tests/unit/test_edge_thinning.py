"""An outbox that is full gives up pictures, then every other frame, oldest first; never a shot or a birth."""

import itertools
import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprue_edge import thinning
from sprue_edge.__main__ import main
from sprue_edge.intake import Draft
from sprue_edge.outbox import LIMIT_BYTES, Change, Outbox
from sprue_edge.outbox_file import Group

LAYOUT = "l-0123456789abcdef"
FRAME = ",".join(f"{value}.25" for value in range(1000, 1025))


def sample(at: int, frames: int = 1, cell: str = "imm-1") -> Draft:
    parts = [f"[{at * 1000 + index},{FRAME}]" for index in range(frames)]
    return Draft("live", cell, f"{cell}:live", "sample", "run-1", at * 1000, LAYOUT, parts, frames, None)


def other(kind, at: int, lane="live", size: int = 300) -> Draft:
    body = json.dumps({"counter": at, "pad": "x" * size})
    return Draft(lane, "imm-1", "imm-1:live", kind, "run-1", at * 1000, None, [body], 1, None)


def rows_of(box: Outbox, kind: str) -> list[dict]:
    found = []
    for group in box.stock():
        if group.kind == kind:
            found += [json.loads(row.text) for row in box.rows(group, 0, LIMIT_BYTES, 100_000)]
    return sorted(found, key=lambda row: row["seq"])


def waiting(box: Outbox) -> int:
    return sum(stock.bytes for stock in box.stock().values())


def filled(folder: Path, limit: int, rounds: int = 60, frames: int = 1) -> Outbox:
    box = Outbox(folder / "outbox.db", limit)
    for at in range(1, rounds + 1):
        box.write([sample(at * 100 + step, frames) for step in range(10)] + [other("shot", at)], [])
    return box


def test_the_file_does_not_grow_far_beyond_its_rows(tmp_path: Path):
    """Rows that are halved where they lie leave pages half empty: the file was twice as large as its limit."""
    limit = 400_000
    box = filled(tmp_path, limit, rounds=300, frames=2)
    assert box.counts()["imm-1"].dropped > 1000
    assert box.path.stat().st_size < 1.6 * limit


def test_no_more_is_given_up_at_a_time_than_keeps_new_rows_waiting_for_a_moment(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(thinning, "MOST_BYTES", 5000)
    limit = 1_000_000
    box = filled(tmp_path, limit, rounds=400)
    assert box.counts()["imm-1"].dropped > 0
    assert limit - 10_000 < waiting(box) <= limit


def test_below_the_limit_nothing_is_given_up(tmp_path: Path):
    box = filled(tmp_path, LIMIT_BYTES)
    assert len(rows_of(box, "sample")) == 600
    assert box.counts()["imm-1"].dropped == 0


def test_beyond_it_the_oldest_samples_are_thinned_and_every_shot_stays(tmp_path: Path):
    (tmp_path / "whole").mkdir()
    whole = waiting(filled(tmp_path / "whole", LIMIT_BYTES))
    box = filled(tmp_path, round(whole * 0.7))
    assert waiting(box) <= round(whole * 0.7)
    assert len(rows_of(box, "shot")) == 60
    moments = [row["body"]["frames"][0][0] for row in rows_of(box, "sample")]
    oldest, newest = moments[:20], moments[-20:]
    assert max(newest) == 6009 * 1000, "the newest is there"
    gaps = [after - before for before, after in itertools.pairwise(oldest)]
    assert min(gaps) >= 2000, "of the oldest every other is gone"
    assert newest == [at * 1000 for at in [*range(5900, 5910), *range(6000, 6010)]], "the newest are whole"
    count = box.counts()["imm-1"]
    assert count.produced == 660
    assert count.produced == len(moments) + 60 + count.dropped


def test_rows_with_many_frames_keep_every_other(tmp_path: Path):
    box = Outbox(tmp_path / "outbox.db", 60_000)
    for at in range(1, 9):
        box.write([sample(at * 100, frames=60)], [])
    first = rows_of(box, "sample")[0]["body"]["frames"]
    assert len(first) in {30, 15, 8}
    assert first[0][0] == 100_000
    step = {one[0] - before[0] for before, one in itertools.pairwise(first)}
    assert step in ({2}, {4}, {8}), "evenly"


def test_pictures_go_first(tmp_path: Path):
    box = Outbox(tmp_path / "outbox.db", 40_000)
    box.write([sample(at) for at in range(1, 20)], [])
    box.write([other("image", at, "pictures", 9_000) for at in range(20, 26)], [])
    assert len(rows_of(box, "sample")) == 19
    left = rows_of(box, "image")
    assert 0 < len(left) < 6
    assert left[-1]["body"]["counter"] == 25, "the oldest went"
    assert box.counts()["imm-1"].dropped == 6 - len(left)


def test_what_was_handed_out_to_be_sent_is_left_alone_until_it_is_receipted(tmp_path: Path):
    box = Outbox(tmp_path / "outbox.db", 8_000)
    box.write([sample(at) for at in range(1, 11)], [])
    group = Group("live", "imm-1", "sample")
    handed = {row.seq for row in box.rows(group, 0, LIMIT_BYTES, 10)}
    assert len(handed) == 10
    for at in range(11, 90):
        box.write([sample(at)], [])
    assert handed <= {row["seq"] for row in rows_of(Outbox(tmp_path / "outbox.db"), "sample")}
    assert box.counts()["imm-1"].dropped > 0, "others had to go"
    box.write([], [(1, 3), (4, 10**6)])
    box.write([sample(at) for at in range(100, 190)], [])
    assert waiting(box) <= 8_000, "what is receipted holds nothing back"


def test_births_and_shots_stay_even_if_nothing_else_is_left(tmp_path: Path):
    box = Outbox(tmp_path / "outbox.db", 10_000)
    birth = Draft("live", "imm-1", "imm-1:live", "birth", "run-1", 1, None, ["{}"], 1, None)
    box.write([birth, *(sample(at) for at in range(1, 30))], [])
    for at in range(1, 100):
        box.write([other("shot", at), sample(1000 + at)], [])
    assert len(rows_of(box, "shot")) == 99
    assert len(rows_of(box, "birth")) == 1
    assert waiting(box) > 10_000, "the limit yields, not the shots"


def test_stock_and_counts_agree_with_the_file_after_every_change(tmp_path: Path):
    box = Outbox(tmp_path / "outbox.db", 30_000)
    told: dict[Group, int] = {}
    for at in range(1, 120):
        change: Change = box.write([sample(at, frames=1 + at % 3), other("shot", at)], [(at - 40, at - 39)])
        for group, more in change.stock.items():
            told[group] = told.get(group, 0) + more.rows
        assert {group: rows for group, rows in told.items() if rows} == {
            group: stock.rows for group, stock in box.stock().items()
        }
    again = Outbox(tmp_path / "outbox.db", 30_000)
    assert again._bytes == waiting(again) == box._bytes


@given(limit=st.integers(6_000, 80_000), frames=st.integers(1, 70), rounds=st.integers(1, 40))
@settings(max_examples=25, deadline=None)
def test_whatever_the_limit_the_books_balance(tmp_path_factory, limit: int, frames: int, rounds: int):
    box = Outbox(tmp_path_factory.mktemp("box") / "outbox.db", limit)
    for at in range(1, rounds + 1):
        box.write([sample(at * 1000, frames), other("shot", at)], [])
    count = box.counts()["imm-1"]
    left = sum(len(row["body"]["frames"]) for row in rows_of(box, "sample"))
    assert count.produced == rounds * (frames + 1)
    assert count.produced == left + rounds + count.dropped
    assert waiting(box) <= max(limit, sum(len(json.dumps(row)) for row in rows_of(box, "shot")))
    box.close()


def test_an_outbox_of_an_earlier_version_goes_on(tmp_path: Path):
    box = filled(tmp_path, LIMIT_BYTES, rounds=3)
    session = box.session
    box.close()
    with sqlite3.connect(tmp_path / "outbox.db") as db:
        db.execute("DROP INDEX row_to_thin")
        db.execute("ALTER TABLE row DROP COLUMN thinned")
    again = Outbox(tmp_path / "outbox.db", 5_000)
    again.write([sample(9)], [])
    assert again.session == session
    assert len(rows_of(again, "shot")) == 3
    assert again.counts()["imm-1"].dropped > 0


@pytest.mark.parametrize("room", ["4", "0", "-1"])
def test_a_limit_too_small_is_refused(room: str, capsys: pytest.CaptureFixture[str], tmp_path: Path):
    with pytest.raises(SystemExit):
        main(["run", "p.yaml", "--broker", "mqtt://h", "--data", str(tmp_path), "--outbox-mb", room])
    assert "5 MB or more; nothing was started" in capsys.readouterr().err
