"""Goods to learn from may be of many days: other lots and weather, lamps of another age."""

import json
from pathlib import Path

from sprue_sim.cameras.folder import Order, items, write
from sprue_sim.cameras.settings import ALL

ONE = Order("bottle-cap", "part", 6, 0, [0.5], ALL[:1], 320, 4)


def test_parts_of_several_days_are_taken_in_turn():
    wishes = [item.wish for item in items(ONE._replace(days=3))]
    assert len({wish.drift.lean for wish in wishes[:3]}) == 3, "lamps of another age"
    assert len({tuple(wish.severities.values()) for wish in wishes}) == 6
    one_day = [item.wish for item in items(ONE)]
    assert one_day[0] == wishes[0], "the first day is the only one where no others are wanted"
    assert wishes[3].severities == one_day[1].severities, "and goes on when it is its turn"


def test_a_folder_holds_what_a_cells_camera_sends(tmp_path: Path):
    assert write(ONE._replace(good=2, jpeg=True), tmp_path / "out") == 2
    names = sorted(path.name for path in (tmp_path / "out" / "good").iterdir())
    assert names == ["0001-diffuse.jpg", "0002-diffuse.jpg"]
    assert (tmp_path / "out" / "good" / names[0]).read_bytes()[:2] == b"\xff\xd8"
    lines = (tmp_path / "out" / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["number"] for line in lines] == [1, 2]
