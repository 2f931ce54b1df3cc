"""A demo teaches its eyes by itself, in the background, and a later one has what was learnt at once."""

import json
import shutil
import time
from pathlib import Path

import pytest
from factory import Factory, free_port
from schooled import CACHE, CAP, GOODS, taught
from test_demo import TINY, ask

from sprue_cli.commissioning import School, lessons

ROOT = Path(__file__).resolve().parents[2]
PLANT = ROOT / "simulators" / "sprue_sim" / "plants" / "open-factory.yaml"


def steps(folder: Path) -> list[dict]:
    return json.loads((folder / "learning.json").read_text(encoding="utf-8"))["steps"]


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> tuple[School, Path]:
    """One product, learnt once for all tests of this code."""
    folder = tmp_path_factory.mktemp("school")
    return taught(folder / "eyes", CAP), folder


def test_what_is_learnt_lies_where_the_hub_looks_and_says_how_far_it_is(learnt):
    _, folder = learnt
    (step,) = steps(folder / "eyes")
    assert (step["name"], step["state"], step["share"], step["why"]) == (
        "closure-28-mm-8-cavities-part",
        "done",
        1,
        None,
    )
    assert (folder / "eyes" / f"{step['name']}.npz").stat().st_size > 100_000
    assert list(folder.rglob("*.jpg")) == [], "pictures go when they are not needed"


def test_the_next_school_has_it_at_once_and_leaves_alone_what_people_taught(learnt, tmp_path: Path):
    _, folder = learnt
    again = School(ROOT, tmp_path / "eyes", CACHE, GOODS)
    began = time.monotonic()
    again.teach(lessons(ROOT, PLANT)[:1])
    assert time.monotonic() - began < 5
    model = next((tmp_path / "eyes").glob("*.npz"))
    assert model.read_bytes() == next((folder / "eyes").glob("*.npz")).read_bytes()
    model.write_bytes(b"taught by people since")
    again.teach(lessons(ROOT, PLANT)[:1])
    assert model.read_bytes() == b"taught by people since"


def test_another_number_of_goods_is_another_lesson(learnt):
    school, folder = learnt
    (lesson,) = lessons(ROOT, PLANT)[:1]
    more = School(ROOT, folder / "eyes", CACHE, GOODS + 1)
    assert more.key(lesson) != school.key(lesson)
    assert more.key(lesson._replace(of="mould")) != more.key(lesson)


@pytest.mark.usefixtures("learnt")
def test_what_cannot_be_learnt_is_told_and_the_others_go_on(tmp_path: Path):
    (lesson,) = lessons(ROOT, PLANT)[:1]
    school = School(ROOT, tmp_path / "eyes", CACHE, GOODS)
    odd = lesson._replace(name="odd-part", width_px=333)
    school.teach([odd, lesson])
    told = {step["name"]: step for step in steps(tmp_path / "eyes")}
    assert told["odd-part"]["state"] == "failed"
    assert "333" in told["odd-part"]["why"]
    assert told[lesson.name]["state"] == "done"


def busy(demo: Factory) -> bool:
    """Its work has an end."""
    return demo.has("sprue_cli.commissioning")


@pytest.mark.timeout(240)
def test_a_demo_has_its_eyes_and_says_so(learnt, tmp_path: Path):
    _, folder = learnt
    (tmp_path / "d" / "hub" / "eyes").mkdir(parents=True)
    for path in (folder / "eyes").iterdir():
        if path.is_file():
            shutil.copy(path, tmp_path / "d" / "hub" / "eyes")
    options = [one for one in TINY if one != "--no-eyes"]
    demo = Factory(tmp_path / "d", free_port(), *options, "--eyes-goods", str(GOODS), "--eyes-most", "1")
    try:
        demo.wait_open()
        end = time.monotonic() + 90
        while not any(model["promise"] for model in ask(demo.url, "/eyes")["models"]) or busy(demo):
            assert time.monotonic() < end, demo.told()
            time.sleep(0.2)
        told = ask(demo.url, "/eyes")
        assert [step["state"] for step in told["learning"]] == ["done"]
        assert told["models"][0]["name"] == "closure-28-mm-8-cavities-part"
        assert told["models"][0]["promise"]["goods"] >= 20
        assert told["state"] == "ok"
    finally:
        demo.end()
