"""What was learnt is used again only while all that it was learnt from is the same."""

from pathlib import Path

import pytest

from sprue_cli.commissioning import Lesson, School

LESSON = Lesson("cap-part", "bottle-cap", "part", 640)
SIM, EYES = "simulators/sprue_sim", "server/sprue_server/vision"


def put(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text)


def school(root: Path, goods: int = 350) -> School:
    return School(root, root / "out", root / "cache", goods)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (f"{SIM}/cells/cap.yaml", f"{SIM}/process/quality.py", f"{EYES}/seen.py", "docs/eyes.md"):
        put(tmp_path, name, "before")
    return tmp_path


@pytest.mark.parametrize("name", [f"{SIM}/cells/cap.yaml", f"{SIM}/process/quality.py", f"{EYES}/seen.py"])
def test_it_changes_with_the_settings_of_a_cell_its_process_and_the_eyes(root: Path, name: str):
    before = school(root).key(LESSON)
    put(root, name, "after")
    assert school(root).key(LESSON) != before


def test_it_changes_with_how_much_is_learnt_and_of_what_and_with_nothing_else(root: Path):
    before = school(root).key(LESSON)
    assert school(root, 351).key(LESSON) != before
    assert school(root).key(LESSON._replace(of="mould")) != before
    put(root, "docs/eyes.md", "after")
    assert school(root).key(LESSON) == before


class Overtaken(School):
    """Somebody changes the eyes while they learn."""

    def _picture(self, *_: object) -> None:
        put(self.root, f"{EYES}/seen.py", "after")

    def _commission(self, _step: object, _pictures: Path, model: Path) -> None:
        model.write_bytes(b"learnt by what was there before")


def test_what_was_learnt_while_the_eyes_changed_is_not_taken_for_what_the_new_ones_learn(root: Path):
    before = school(root).key(LESSON)
    Overtaken(root, root / "out", root / "cache", 20).teach([LESSON])
    kept = [path.stem for path in (root / "cache").iterdir()]
    put(root, f"{EYES}/seen.py", "before")
    assert kept == [school(root, 20).key(LESSON)]
    assert school(root).key(LESSON) == before
