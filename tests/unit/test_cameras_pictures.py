"""What a picture promises: reproducible, different under each light, true to its mask, drifting as lamps do."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from sprue_contract.payloads import Image
from sprue_sim.cameras import age
from sprue_sim.cameras.__main__ import main
from sprue_sim.cameras.folder import FolderError, Order, write
from sprue_sim.cameras.light import LIGHTS, STEADY, Drift, flat_field, relief, shade
from sprue_sim.cameras.markers import FAMILY
from sprue_sim.cameras.outlines import outlines
from sprue_sim.cameras.picture import IN_PLATE, ORDERLY, Pose, part_on_tray, pictures, to_frame
from sprue_sim.cameras.sensor import Exposure, blur, expose
from sprue_sim.cameras.settings import ALL
from sprue_sim.cameras.shooting import FAINT, Wish, body, jpeg, shoot, truth
from sprue_sim.cameras.surface import view

SMALL = 320


def wish(of="part", mould="toy-gear", **more):
    usual = {"severities": {}, "drift": STEADY, "lights": ("diffuse",), "width_px": SMALL}
    seed = more.pop("seed", 1)
    return Wish(of=of, mould=mould, cavity=0, seed=(seed, 7), marks_seed=(seed, 8), **usual | more)


def taken(*args, light="diffuse", **more) -> np.ndarray:
    return shoot(wish(*args, **more, lights=(light,))).pictures[light].astype(int)


def test_the_same_wish_gives_the_same_picture_and_another_seed_another():
    first, again, other = taken(seed=1), taken(seed=1), taken(seed=2)
    np.testing.assert_array_equal(first, again)
    assert (first != other).mean() > 0.1


@pytest.mark.parametrize("defect", ["sink", "burn", "flash", "warpage", "black_specks"])
def test_severity_0_changes_no_pixel(defect: str):
    np.testing.assert_array_equal(taken(severities={defect: 0.0}), taken())
    assert (taken(severities={defect: 0.7}) != taken()).any()


def test_a_nominal_part_shows_nothing():
    np.testing.assert_array_equal(taken(severities={"splay": FAINT}), taken())


def test_lights_differ_and_a_bar_lights_what_faces_it():
    north, south = (taken(light=light, mould="bottle-collar") for light in ("raking-n", "raking-s"))
    assert np.abs(north - south).mean() > 3
    upper = view("bottle-collar", SMALL).body & (np.arange(240)[:, None] < 60)
    assert north[upper].mean() > 1.2 * south[upper].mean()


@pytest.mark.parametrize("defect", ["sink", "warpage"])
def test_what_the_eye_misses_in_even_light_shows_in_raking_light(defect: str):
    seen = view("bottle-cap", SMALL)
    even, raking = (_contrast(seen, defect, light) for light in ("diffuse", "raking-n"))
    assert raking > 4 * even
    assert even < 0.006, "nearly invisible in frontal light"


def _contrast(seen, defect: str, light: str) -> float:
    """Change of brightness within the part without noise, over its brightness."""
    found = []
    for severities in ({}, {defect: 0.5}):
        marks = shoot(wish(mould="bottle-cap", severities=severities)).marks
        surface = part_on_tray(seen, marks.values())
        found.append(shade(relief(surface, seen.frame), LIGHTS[light])[..., 2])
    flat = seen.body & (seen.edge_mm < -2.5)
    return float(np.abs(found[1] - found[0])[flat].mean() / found[0][flat].mean())


def test_lamps_that_lose_light_and_lean_show_in_the_picture_of_a_white_card():
    frame, lamp = view("toy-gear", SMALL).frame, LIGHTS["raking-e"]
    steady, leaning = flat_field(frame, lamp), flat_field(frame, lamp, Drift(lean=(0.05, 0.0)))
    assert leaning[:, -1].mean() - leaning[:, 0].mean() > steady[:, -1].mean() - steady[:, 0].mean() + 0.08
    bright, dim = taken(), taken(drift=Drift(power=0.9))
    assert dim.mean() / bright.mean() == pytest.approx(0.9, abs=0.02)
    redder = taken(drift=Drift(warmer=0.05))
    assert redder[..., 2].mean() / redder[..., 0].mean() > 1.06 * bright[..., 2].mean() / bright[..., 0].mean()


def test_lamps_drift_over_months_by_a_tenth_and_over_a_day_by_little():
    powers = [age.drift_at(hour * age.HOUR_US, seed=5).power for hour in range(0, 2000, 7)]
    assert 0.88 < min(powers) < 0.95
    assert max(powers) < 1.02
    assert age.drift_at(10**15, 5) == age.drift_at(10**15, 5)
    assert abs(powers[0] - powers[1]) < 0.03


def test_a_mould_ages_with_shots_vents_and_dents():
    young = age.aged(age.Shots(1_000, 1_000), vent_open=1.0, gap_um=0.0, seed=2)
    old = age.aged(age.Shots(1_500_000, 1_500_000), vent_open=0.3, gap_um=50.0, seed=2)
    assert all(old[name] > young[name] for name in young)
    assert max(young.values()) < 0.02
    assert min(old.values()) > 0.3
    assert set(old) == set(age.aged(age.Shots(0, 0), vent_open=1, gap_um=0, seed=9))


def test_polishing_takes_away_the_wear_and_nothing_else():
    worn = age.aged(age.Shots(700_000, 700_000), vent_open=1.0, gap_um=0.0, seed=2)
    fresh = age.aged(age.Shots(700_000, 0), vent_open=1.0, gap_um=0.0, seed=2)
    assert worn["wear_at_gate"] > 0.4
    assert fresh == worn | {"wear_at_gate": 0}


def test_noise_grows_with_light_and_blur_and_shake_soften():
    grey = np.full((240, 320, 3), 0.6, np.float32)
    chance = np.random.default_rng(3)
    bright, dark = (expose(grey * share, Exposure(blur_px=0), chance).std() for share in (1, 0.02))
    assert bright > 1.5 * dark > 0
    edge = grey * (np.arange(320)[None, :, None] > 160)
    steep = [np.abs(np.diff(expose(edge, how, chance)[:, :, 1].astype(int), axis=1)).max() for how in SHAKEN]
    assert steep[0] > 1.5 * steep[1]


def test_shake_moves_nothing_and_a_moved_camera_does():
    kernel = blur(Exposure(shake_px=4, shake_deg=30))
    np.testing.assert_allclose(kernel, kernel[::-1, ::-1], atol=1e-6)
    assert kernel.sum() == pytest.approx(1)
    spot = np.zeros((41, 41, 3), np.float32)
    spot[20, 20] = 0.9
    seen = expose(spot, Exposure(moved_px=(2, 0)), np.random.default_rng(1))[:, :, 1]
    assert np.unravel_index(seen.argmax(), seen.shape) == (20, 22)


SHAKEN = (Exposure(blur_px=0), Exposure(blur_px=0, shake_px=4))


def test_every_corner_has_its_marker_in_parts_and_moulds():
    finder = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(FAMILY))
    for of in ("part", "mould"):
        _, numbers, _ = finder.detectMarkers(shoot(wish(of, width_px=640)).pictures["diffuse"])
        assert sorted(numbers.ravel().tolist()) == [0, 1, 2, 3]


def test_a_pose_moves_the_middle_and_a_cavity_is_mirrored():
    frame = view("toy-gear", SMALL).frame
    place = to_frame(frame, Pose(2.0, -1.0, 3.0, 1.01))
    middle = np.array([*frame.pixel(0, 0), 1.0])
    np.testing.assert_allclose(place @ middle, frame.pixel(2.0, -1.0), atol=1e-3)
    left = np.array([*frame.pixel(-5, 3), 1.0])
    np.testing.assert_allclose(to_frame(frame, IN_PLATE) @ left, frame.pixel(5, 3), atol=1e-3)


def test_an_outline_is_in_millimetres_about_its_mask():
    frame = view("toy-gear", SMALL).frame
    mask = np.zeros((240, 320), dtype=bool)
    mask[50:81, 200:261] = True
    (square,) = outlines(mask, frame)
    assert sorted(square)[0] == pytest.approx(
        [(200 - 159.5) / frame.px_per_mm, (50 - 119.5) / frame.px_per_mm], abs=1e-3
    )
    assert outlines(np.zeros_like(mask), frame) == []


def test_a_picture_is_a_record_of_the_contract_without_the_truth():
    order = wish(severities={"burn": 0.6})
    series = shoot(order)
    record = body(order, "diffuse", jpeg(series.pictures["diffuse"]), 12)
    image = Image.model_validate(record)
    assert (image.camera, image.light, image.shot_counter) == ("part-1", "diffuse", 12)
    assert "burn" not in json.dumps({key: value for key, value in record.items() if key != "data"})
    told = truth(order, series)
    assert told["severities"] == {"burn": 0.6}
    assert told["outlines_mm"]["burn"]


def test_all_five_lights_come_from_one_part():
    assert set(
        pictures(
            view("toy-gear", SMALL).part, view("toy-gear", SMALL).frame, ALL, ORDERLY, np.random.default_rng(1)
        )
    ) == set(ALL)


ORDER = Order("toy-gear", "part", 1, 1, (0.6,), ("diffuse",), SMALL, 4)


def test_a_folder_is_the_same_for_the_same_seed_and_its_masks_lie_on_the_defects(tmp_path: Path):
    for name in ("a", "b"):
        assert write(ORDER, tmp_path / name) == 13
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*.*") if path.is_file())
    assert all((tmp_path / "a" / one).read_bytes() == (tmp_path / "b" / one).read_bytes() for one in files)
    specks = tmp_path / "a" / "black_specks-0.60"
    mask = cv2.imread(str(specks / "0001-mask.png"), cv2.IMREAD_GRAYSCALE) > 127
    around = cv2.dilate(mask.astype(np.uint8), np.ones((9, 9), np.uint8)).astype(bool) & ~mask
    picture = cv2.imread(str(specks / "0001-diffuse.png"))
    assert mask.any()
    assert picture[mask].mean() < 0.75 * picture[around].mean()
    lines = [json.loads(line) for line in (tmp_path / "a" / "truth.jsonl").read_text().splitlines()]
    assert [line["defect"] for line in lines].count(None) == 1


def test_a_folder_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sprue_sim.cameras.folder.save", full)
    with pytest.raises(OSError, match="No space"):
        write(ORDER, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FolderError, match="not empty"):
        write(ORDER, tmp_path)
    assert main(["--mould", "toy-gear", "--out", str(tmp_path)]) == 2
    assert "nothing was written" in capsys.readouterr().err
    assert main(["--mould", "teapot", "--out", str(tmp_path / "x")]) == 2
    assert main(["--mould", "toy-gear", "--severity", "1.5", "--out", str(tmp_path / "x")]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
