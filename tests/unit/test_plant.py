"""The plant file: every mistake is told with its line, and a good one is read."""

from datetime import time
from pathlib import Path

import pytest

from sprue_contract.plant import PlantFileError, load_plant

GOOD = """\
title: Demo
cells:
  - name: imm-1
    title: Caps
    at: {x_m: 3, y_m: 4}
    source: {type: simulated, machine: cap}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "plant.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_plant_file_is_read_with_the_districts_calendar(tmp_path):
    plant = load_plant(write(tmp_path, GOOD))
    assert plant.timezone == "Europe/Madrid"
    assert plant.cells[0].source.keys() == {"machine": "cap"}


def test_a_cell_may_be_named_in_several_languages(tmp_path):
    plant = load_plant(write(tmp_path, GOOD.replace("title: Caps", "title: {en: Caps, es: Tapones}")))
    assert (str(plant.title), str(plant.cells[0].title)) == ("Demo", "Caps")
    assert plant.cells[0].title.texts["es"] == "Tapones"


def test_shifts_are_three_unless_the_plant_has_others(tmp_path):
    assert [shift.name for shift in load_plant(write(tmp_path, GOOD)).shifts] == ["early", "late", "night"]
    own = GOOD + "shifts: [{name: day, begins: 07:30, ends: 15:30, weekdays: [mon, fri]}]\n"
    (shift,) = load_plant(write(tmp_path, own)).shifts
    assert (shift.begins, shift.ends, shift.weekdays) == (time(7, 30), time(15, 30), ["mon", "fri"])


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("name: imm-1", "name: IMM 1", "plant.yaml:3: cells.0.name: use small letters"),
        ("title: Caps", "colour: red", "plant.yaml:4: cells.0.colour: Extra inputs"),
        ("at: {x_m: 3, y_m: 4}", "at: {x_m: -3, y_m: 4}", "plant.yaml:5: cells.0.at.x_m"),
        ("title: Demo", "title: Demo\ntimezone: Mars/Base", "plant.yaml:2: timezone: no time zone"),
        ("title: Demo", "title: Demo\ntitle: Again", "plant.yaml:2: not valid YAML: key 'title' twice"),
        ("title: Demo", "title: Demo\nshifts: [{name: day, begins: 25:00, ends: 15:00}]", "shifts.0.begins"),
        ("title: Demo", "title: [Demo", "not valid YAML"),
        ("title: Demo", "title: Demo\npace: fast", "plant.yaml:2: pace"),
        ("title: Caps", "title: {es: Tapones}", "plant.yaml:4: cells.0.title.languages: a name in several"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_key(tmp_path, before, after, told):
    with pytest.raises(PlantFileError) as problem:
        load_plant(write(tmp_path, GOOD.replace(before, after)))
    assert told in str(problem.value)
    assert "Nothing was started" in str(problem.value)


def test_all_mistakes_are_told_at_once(tmp_path):
    bad = GOOD.replace("name: imm-1", "name: IMM").replace("title: Caps", "colour: red")
    with pytest.raises(PlantFileError) as problem:
        load_plant(write(tmp_path, bad))
    assert str(problem.value).count("plant.yaml:") == 3


def test_two_cells_of_one_name_are_refused(tmp_path):
    with pytest.raises(PlantFileError, match="two cells are called imm-1"):
        load_plant(write(tmp_path, GOOD + GOOD.split("cells:\n")[1]))


def test_a_plant_file_that_is_not_there_is_told_plainly(tmp_path):
    with pytest.raises(PlantFileError, match="cannot be read"):
        load_plant(tmp_path / "none.yaml")
