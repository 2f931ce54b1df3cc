"""`sprue inspect` from folder to table: learnt from goods, judged, whole or not at all."""

import csv
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from sprue_server.vision import model
from sprue_server.vision.inspect import main
from sprue_server.vision.outputs import map_names

GOODS, SIDE = 24, 96


def part(seed: int, *, burnt: bool = False) -> np.ndarray:
    """A grey plate with a hole and some noise; burnt: a dark spot."""
    random = np.random.default_rng(seed)
    made = np.full((SIDE, SIDE + 40, 3), 150, np.uint8)
    cv2.circle(made, (60 + int(random.integers(-2, 3)), 48), 20, (60, 60, 70), -1)
    if burnt:
        cv2.circle(made, (int(random.integers(90, 125)), int(random.integers(10, 85))), 5, (30, 20, 20), -1)
    return np.clip(made + random.normal(0, 6, made.shape), 0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inspect")
    for name in ("good", "fresh", "defects"):
        (folder / name).mkdir()
    for seed in range(GOODS):
        Image.fromarray(part(seed)).save(folder / "good" / f"{seed:02}.png")
    for seed in range(6):
        Image.fromarray(part(100 + seed)).save(folder / "fresh" / f"good{seed}.png")
        Image.fromarray(part(200 + seed, burnt=True)).save(folder / "fresh" / f"burnt{seed}.png")
    for seed in range(20):
        Image.fromarray(part(300 + seed, burnt=True)).save(folder / "defects" / f"{seed}.bmp")
    assert main(["learn", str(folder / "good"), "--out", str(folder / "model")]) == 0
    return folder


def table(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def test_burns_are_farther_from_normal_than_fresh_goods(place: Path, tmp_path: Path):
    out = tmp_path / "out.csv"
    assert main(["judge", str(place / "model"), str(place / "fresh"), "--csv", str(out)]) == 0
    rows = table(out)
    assert out.read_text("utf-8").splitlines()[0] == "file,score,p_value,verdict,milliseconds"
    burnt = [float(row["score"]) for name, row in rows.items() if name.startswith("burnt")]
    good = [float(row["score"]) for name, row in rows.items() if name.startswith("good")]
    assert min(burnt) > max(good)
    assert {row["verdict"] for name, row in rows.items() if name.startswith("burnt")} == {"reject"}
    assert {row["p_value"] for name, row in rows.items() if name.startswith("burnt")} == {"0.04"}


def test_maps_have_the_pictures_size_and_show_the_place(place: Path, tmp_path: Path):
    told = ["judge", str(place / "model"), str(place / "fresh"), "--csv", str(tmp_path / "o.csv")]
    assert main([*told, "--maps", str(tmp_path / "maps")]) == 0
    found = np.asarray(Image.open(tmp_path / "maps" / "burnt0.png"))
    assert found.shape == (SIDE, SIDE + 40)
    where = np.unravel_index(found.argmax(), found.shape)
    dark = cv2.GaussianBlur(part(200, burnt=True)[:, 85:].mean(2), (0, 0), 2)
    truth = np.unravel_index(dark.argmin(), dark.shape)
    assert np.hypot(where[0] - truth[0], where[1] - truth[1] - 85) < 16
    assert len(list((tmp_path / "maps").iterdir())) == 12


def test_an_unreadable_file_is_a_row_and_a_message(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder = tmp_path / "mixed"
    folder.mkdir()
    Image.fromarray(part(1)).save(folder / "part.png")
    (folder / "notes.txt").write_text("no picture")
    told = ["judge", str(place / "model"), str(folder), "--csv", str(tmp_path / "o.csv")]
    assert main([*told, "--maps", str(tmp_path / "maps")]) == 3
    row = table(tmp_path / "o.csv")["notes.txt"]
    assert row == {
        "file": "notes.txt",
        "score": "",
        "p_value": "",
        "verdict": "cannot judge",
        "milliseconds": "",
    }
    assert f"{folder / 'notes.txt'}: is no JPEG" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "maps").iterdir()] == ["part.png"]


def test_twenty_told_defects_teach_a_head_that_is_used_only_if_it_wins(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    told = ["learn", str(place / "good"), "--out", str(tmp_path / "m"), "--defects", str(place / "defects")]
    assert main(told) == 0
    said = capsys.readouterr().out
    assert "on verdicts held back" in said
    assert (model.load(tmp_path / "m").head is not None) == (": used." in said)


def test_nothing_is_left_when_the_table_has_no_place(place: Path, tmp_path: Path):
    told = ["judge", str(place / "model"), str(place / "fresh"), "--csv", str(tmp_path / "no" / "o.csv")]
    assert main([*told, "--maps", str(tmp_path / "maps")]) == 1
    assert list(tmp_path.iterdir()) == []


def test_maps_already_there_are_not_touched(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "mine").write_text("x")
    told = ["judge", str(place / "model"), str(place / "fresh"), "--csv", str(tmp_path / "o.csv")]
    assert main([*told, "--maps", str(tmp_path / "maps")]) == 1
    assert "not empty" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["maps"]


def test_too_few_goods_are_said_and_leave_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "good").mkdir()
    for seed in range(9):
        Image.fromarray(part(seed)).save(tmp_path / "good" / f"{seed}.png")
    assert main(["learn", str(tmp_path / "good"), "--out", str(tmp_path / "m")]) == 1
    assert "9 good pictures could be read, 10 are the least" in capsys.readouterr().err
    assert not (tmp_path / "m").exists()


def test_a_model_says_the_same_when_it_is_read_again(place: Path):
    first, again = (model.load(place / "model").judge(part(7)) for _ in range(2))
    assert first.score == again.score


@pytest.mark.parametrize(
    "damage", ["cut", "text", "missing", "other form", "not a number", "other shape", "older head"]
)
def test_what_is_no_model_is_told(place: Path, tmp_path: Path, damage: str):
    path = tmp_path / "m"
    whole = (place / "model").read_bytes()
    with np.load(place / "model") as file:
        parts = dict(file)
    match damage:
        case "cut":
            path.write_bytes(whole[: len(whole) // 2])
        case "text":
            path.write_text("no model")
        case "other form":
            parts["form"] = np.array("sprue vision 99")
        case "not a number":
            parts["gauge"][0, 0] = np.nan
        case "other shape":
            parts["place_mean"] = parts["place_mean"][1:]
        case "older head":
            parts["head"] = np.zeros(parts["whole_mean"].size + 3, np.float32)  # before the oddest places
    if damage in {"other form", "not a number", "other shape", "older head"}:
        with path.open("wb") as file:
            np.savez(file, **parts)
    with pytest.raises(model.ModelError, match="Nothing was judged"):
        model.load(path)


def test_pictures_that_share_a_stem_keep_maps_of_their_own():
    files = [Path("a.jpg"), Path("A.png"), Path("b.bmp")]
    assert list(map_names(files).values()) == ["a.jpg.png", "A.png.png", "b.png"]


def test_an_unreadable_good_is_left_out_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = tmp_path / "good"
    folder.mkdir()
    for seed in range(10):
        Image.fromarray(part(seed)).save(folder / f"{seed}.png")
    (folder / "cut.png").write_bytes((folder / "0.png").read_bytes()[:300])
    assert main(["learn", str(folder), "--out", str(tmp_path / "m")]) == 3
    assert "cut.png: is damaged" in capsys.readouterr().err
    assert model.load(tmp_path / "m").held.size == 10


def test_a_product_in_grey_of_sixteen_bits_is_judged_too(tmp_path: Path):
    (tmp_path / "good").mkdir()
    for seed in range(12):
        grey = part(seed)[:, :, 0].astype(np.uint16) * 16
        Image.fromarray(grey).save(tmp_path / "good" / f"{seed}.png")
    assert main(["learn", str(tmp_path / "good"), "--out", str(tmp_path / "m")]) == 0
    assert model.load(tmp_path / "m").working.white == 4095
