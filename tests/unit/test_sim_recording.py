"""`sprue simulate`: two files exactly as the recorded press's, or one clear word and nothing written."""

import csv
import hashlib
import re
from pathlib import Path

import numpy as np
import pytest

from sprue_edge.recording.cycles import open_recording
from sprue_edge.recording.shot import gauge_of, shot_of
from sprue_sim import library, simulate
from sprue_sim.data import Preset, Settings
from sprue_sim.recording.plan import COLUMNS, PlanError, read_plan
from sprue_sim.recording.writer import PERIOD_S, SAMPLES, SIGNALS

RECORDED = [
    "cycle",
    "setting",
    *(f"barrel_zone_{zone}_c" for zone in range(1, 6)),
    *("transfer_volume_cm3", "transfer_pressure_bar", "injection_pressure_max_bar"),
    *("dosing_time_s", "injection_time_s"),
    *("set_nozzle_temperature_c", "set_mould_temperature_c", "set_injection_flow_cm3_s"),
    *("set_transfer_volume_cm3", "set_hold_pressure_bar", "set_hold_time_s"),
    *("set_back_pressure_bar", "set_cooling_time_s"),
    *("weight_g", "inner_diameter_mm", "outer_diameter_mm", "hinge_width_mm", "tab_width_mm"),
    *("outer_roundness_mm", "recyclate_pct"),
]
FREEZES_C = round(library.material("cap-resin").thermal.no_flow_c)


def simulated(out: Path, *words: str) -> tuple[list[dict[str, str]], dict[str, np.ndarray]]:
    assert simulate.main([*words, "--out", str(out)]) == 0
    with (out / "cycles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with np.load(out / "curves.npz") as whole:
        return rows, {name: whole[name] for name in whole.files}


def planned(folder: Path, text: str) -> str:
    plan = folder / "plan.csv"
    plan.write_text(text, encoding="utf-8")
    return str(plan)


def column(rows: list[dict[str, str]], name: str) -> np.ndarray:
    return np.array([float(row[name]) for row in rows])


def test_the_files_have_the_recorded_presss_columns_signals_and_shapes(tmp_path: Path):
    rows, arrays = simulated(tmp_path / "run", "--mould", "kassel-cap", "--shots", "6")
    assert list(rows[0]) == RECORDED
    assert [row["cycle"] for row in rows] == list("123456")
    assert set(arrays) == {"curves", "signals", "cycle", "sample_period_s"}
    curves = arrays["curves"]
    assert (curves.dtype, curves.shape) == (np.dtype("float32"), (6, 7, 1536))
    assert (SAMPLES, arrays["signals"].tolist()) == (1536, list(SIGNALS))
    assert (arrays["cycle"].dtype, arrays["cycle"].tolist()) == (np.dtype("int64"), [1, 2, 3, 4, 5, 6])
    assert arrays["sample_period_s"] == PERIOD_S == 0.02
    assert sorted(path.name for path in (tmp_path / "run").iterdir()) == ["curves.npz", "cycles.csv"]


@pytest.mark.parametrize("campaign", ["doe", "reference", "recyclate"])
def test_columns_and_signals_are_those_of_the_files_themselves(kassel: Path, tmp_path: Path, campaign: str):
    rows, arrays = simulated(tmp_path / "run", "--mould", "kassel-cap", "--shots", "1")
    with (kassel / f"{campaign}_cycles.csv").open(encoding="utf-8", newline="") as file:
        recorded = next(csv.reader(file))
    assert recorded == list(rows[0])[: len(recorded)]
    with np.load(kassel / f"{campaign}_curves.npz") as real:
        assert set(real.files) == set(arrays)
        assert real["signals"].tolist() == arrays["signals"].tolist()
        assert real["curves"].dtype == arrays["curves"].dtype
        assert real["curves"].shape[1:] == arrays["curves"].shape[1:]
        assert real["sample_period_s"] == arrays["sample_period_s"]


@pytest.mark.parametrize(("mould", "cut"), [("bottle-cap", False), ("lamp-lens", True)])
def test_a_curve_ends_with_its_cycle_and_is_padded_or_cut(tmp_path: Path, mould: str, cut: bool):  # noqa: FBT001
    _, arrays = simulated(tmp_path / "run", "--mould", mould, "--shots", "2")
    lengths = np.isfinite(arrays["curves"]).sum(axis=2)
    assert len(set(lengths[0])) == 1
    assert (lengths[0][0] == SAMPLES) == cut
    kept = arrays["curves"][0][:, : lengths[0][0]]
    assert np.isfinite(kept).all(), "no gap inside"


def test_other_moulds_add_their_own_dimensions(tmp_path: Path):
    rows, _ = simulated(tmp_path / "run", "--mould", "food-tub", "--shots", "2")
    assert [name for name in rows[0] if name in RECORDED] == RECORDED
    assert float(rows[0]["rim_diameter_mm"]) == pytest.approx(108, abs=1)
    assert rows[0]["inner_diameter_mm"] == ""


def test_the_first_shots_are_those_of_a_press_that_stood(tmp_path: Path):
    rows, arrays = simulated(tmp_path / "run", "--mould", "kassel-cap", "--shots", "30")
    wall = arrays["curves"][:, SIGNALS.index("cavity_wall_temperature_c"), 0]
    assert wall[0] < wall[-1] - 5
    assert np.ptp(wall[-8:]) < 2
    assert column(rows, "weight_g")[-8:].std() < 0.02


def test_a_plans_rows_are_made_in_its_order(tmp_path: Path):
    text = "note,set_hold_pressure_bar,set_cooling_time_s,recyclate_pct\n"
    text += "a,500,,0\nb,500,20,0\nc,,20,50\nd,700,15,100\n"
    rows, _ = simulated(tmp_path / "run", "--mould", "kassel-cap", "--plan", planned(tmp_path, text))
    own = library.preset("kassel-cap").settings
    assert column(rows, "set_hold_pressure_bar").tolist() == [500, 500, own.hold_bar, 700]
    assert column(rows, "set_cooling_time_s").tolist() == [own.cooling_s, 20, 20, 15]
    assert column(rows, "recyclate_pct").tolist() == [0, 0, 50, 100]
    assert [row["setting"] for row in rows] == ["1", "2", "3", "4"]


def test_a_press_stands_as_long_as_its_plan_says(tmp_path: Path):
    text = "set_hold_pressure_bar,wait_s\n" + "550,\n" * 12 + "550,{}\n" + "550,\n" * 2
    walls = {}
    for wait in ("", "0", "300"):
        plan = planned(tmp_path, text.format(wait))
        _, arrays = simulated(tmp_path / f"run{wait}", "--mould", "kassel-cap", "--plan", plan)
        walls[wait] = arrays["curves"][:, arrays["signals"].tolist().index("cavity_wall_temperature_c"), 0]
    assert (walls[""] == walls["0"]).all()
    assert walls["300"][12] < walls[""][12] - 5, "it has cooled while standing"


def test_a_campaigns_own_lot_is_run_when_every_row_is_of_its_dataset(tmp_path: Path):
    head = "set_hold_pressure_bar,set_hold_time_s,set_back_pressure_bar,set_cooling_time_s\n"
    series, other = "600,4,50,20\n", "550,4,50,20\n"
    weights = {}
    for name, text in (("series", series * 12), ("mixed", series * 11 + other)):
        rows, _ = simulated(tmp_path / name, "--mould", "kassel-cap", "--plan", planned(tmp_path, head + text))
        weights[name] = column(rows, "weight_g")[10]
    assert weights["series"] / weights["mixed"] == pytest.approx(1.013, abs=0.003)


def test_a_lot_that_names_what_a_mould_has_not_is_refused():
    cap = library.preset("kassel-cap")
    raw = {
        **cap.model_dump(),
        "datasets": [{"name": "x", "when": {}, "also": {}, "lot": {"mould": {"colour": 1}}}],
    }
    with pytest.raises(library.LibraryError, match="colour"):
        library.check(Preset, raw, "cells/x.yaml")


def test_a_plan_keeps_the_names_of_its_settings_and_may_be_cut_short(tmp_path: Path):
    text = "setting,set_hold_pressure_bar\nlow,500\nlow,500\nhigh,700\n"
    words = ["--mould", "kassel-cap", "--plan", planned(tmp_path, text)]
    rows, _ = simulated(tmp_path / "all", *words)
    assert [row["setting"] for row in rows] == ["low", "low", "high"]
    assert len(simulated(tmp_path / "two", *words, "--shots", "2")[0]) == 2


def test_the_recorded_press_own_table_is_a_plan(kassel: Path, tmp_path: Path):
    words = ["--mould", "kassel-cap", "--plan", str(kassel / "doe_cycles.csv"), "--shots", "12"]
    rows, _ = simulated(tmp_path / "run", *words)
    with (kassel / "doe_cycles.csv").open(encoding="utf-8", newline="") as file:
        real = list(csv.DictReader(file))[:12]
    for name in COLUMNS.keys() - {"recyclate_pct"}:
        assert column(rows, name) == pytest.approx(column(real, name))
    assert [row["setting"] for row in rows] == [row["setting"] for row in real]


def test_a_setting_by_name_is_in_force(tmp_path: Path):
    words = ["--mould", "kassel-cap", "--shots", "2"]
    plain, _ = simulated(tmp_path / "plain", *words)
    held, _ = simulated(tmp_path / "held", *words, "--set", "hold_bar=700", "--set", "back_bar=100")
    assert column(held, "set_hold_pressure_bar").tolist() == [700, 700]
    assert column(held, "dosing_time_s").mean() > column(plain, "dosing_time_s").mean()


def test_a_fault_begins_with_its_shot(tmp_path: Path):
    words = ["--mould", "kassel-cap", "--shots", "8"]
    sound, _ = simulated(tmp_path / "sound", *words)
    leaky, _ = simulated(tmp_path / "leaky", *words, "--fault", "worn_check_ring:1:5")
    assert leaky[:4] == sound[:4]
    assert (column(leaky, "weight_g")[4:] < column(sound, "weight_g")[4:]).all()
    assert "worn_check_ring" not in (tmp_path / "leaky/cycles.csv").read_text(encoding="utf-8")


def test_another_press_and_material_make_another_shot(tmp_path: Path):
    words = ["--mould", "toy-gear", "--shots", "3"]
    home, _ = simulated(tmp_path / "home", *words)
    away, _ = simulated(tmp_path / "away", *words, "--machine", "electric-50t")
    other, _ = simulated(tmp_path / "other", *words, "--material", "pa66")
    assert column(away, "dosing_time_s")[0] != column(home, "dosing_time_s")[0]
    usual = sum(library.material("pa66").melt_c) / 2
    assert column(other, "set_nozzle_temperature_c")[0] == usual


def digest(folder: Path) -> list[str]:
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())]


def test_the_same_seed_writes_the_same_bytes_and_another_seed_others(tmp_path: Path):
    words = ["--mould", "bottle-cap", "--shots", "4"]
    for name, seed in (("one", "5"), ("two", "5"), ("three", "6")):
        simulated(tmp_path / name, *words, "--seed", seed)
    assert digest(tmp_path / "one") == digest(tmp_path / "two")
    assert digest(tmp_path / "one")[0] != digest(tmp_path / "three")[0]
    assert digest(tmp_path / "one")[1] != digest(tmp_path / "three")[1]


@pytest.mark.parametrize("mould", ["kassel-cap", "food-tub"])
def test_a_gateway_replays_a_simulated_run_as_it_does_a_recorded_one(tmp_path: Path, mould: str):
    rows, _ = simulated(tmp_path / "run", "--mould", mould, "--shots", "3")
    recording = open_recording(tmp_path / "run/cycles.csv", tmp_path / "run/curves.npz")
    assert (recording.samples, recording.signals, recording.numbers) == (SAMPLES, list(SIGNALS), [1, 2, 3])
    for cycle, row in zip(recording.read(), rows, strict=True):
        shot, gauge = shot_of(cycle, recording.period_s, 0), gauge_of(cycle, 0)
        assert gauge.values["weight_g"] == pytest.approx(float(row["weight_g"]), abs=1e-3)
        assert shot.values["injection_time_s"] == pytest.approx(float(row["injection_time_s"]))
        peak = shot.values["cavity_pressure_maximum_bar"]
        assert 100 < peak < 1000
        assert len(shot.curves) == len(SIGNALS)


def test_the_examples_of_the_command_name_what_exists():
    for words in re.findall(r"sprue simulate ((?:.*\\\n)*.*)", simulate.EXAMPLE):
        named = dict(re.findall(r"--(machine|mould|material) (\S+)", words))
        for folder, key in (("presses", "machine"), ("moulds", "mould"), ("materials", "material")):
            assert named.get(key, library.names(folder)[0]) in library.names(folder)
        for setting in re.findall(r"--set (\w+)=", words):
            assert setting in Settings.model_fields


CAP = ["--mould", "kassel-cap"]
BAD = [
    (["--mould", "kassel-cup"], r"no 'kassel-cup' among the moulds; there are: .*kassel-cap"),
    (["--mould", "../cells/kassel-cap"], "among the moulds"),
    ([*CAP, "--machine", "press-9000t"], r"no 'press-9000t' among the presses; there are: .*laboratory-100t"),
    ([*CAP, "--material", "unobtainium"], r"no 'unobtainium' among the materials; there are: .*hdpe"),
    ([*CAP, "--set", "hold_pressure=600"], r"there is no setting hold_pressure; there are: .*hold_bar"),
    ([*CAP, "--set", "hold_bar"], "--set hold_bar: write it as key=number"),
    ([*CAP, "--set", "hold_bar=high"], "--set hold_bar=high: write it as key=number"),
    ([*CAP, "--set", "hold_s=-1"], "hold_s: .*greater than 0"),
    ([*CAP, "--set", "hold_s=nan"], "hold_s: .*greater than 0"),
    ([*CAP, "--set", "hold_bar=inf"], "hold_bar inf: .*at most 2000"),
    ([*CAP, "--set", "cooling_s=1e9"], "cooling_s .*at most 1800"),
    ([*CAP, "--set", "flow_cm3_s=0.01"], "the fill would take more than 60 s"),
    ([*CAP, "--set", "flow_cm3_s=500"], "flow_cm3_s 500: .*at most 120"),
    ([*CAP, "--set", "metered_cm3=200"], "metered_cm3 200: .*at most 106"),
    ([*CAP, "--set", "transfer_cm3=27"], "transfer_cm3 27.* must be below metered_cm3"),
    ([*CAP, "--machine", "electric-35t"], "metered_cm3 26.1: .*at most 20"),
    ([*CAP, "--fault", "worn_ring:0.5:3"], "no fault is called 'worn_ring'; there are .*worn_check_ring"),
    ([*CAP, "--fault", "worn_check_ring:2:3"], "severity 2 is not between 0 and 1"),
    ([*CAP, "--fault", "worn_check_ring:0.5:-3"], "-3 is negative"),
    ([*CAP, "--fault", "hydraulic_leak:0.5:3"], "hydraulic_leak cannot exist in .*electric"),
    (["--mould", "lunch-box", "--fault", "dryer_failure:0.5:3"], "no dryer"),
    ([*CAP, "--shots", "0"], "--shots 0: between 1 and"),
    ([*CAP, "--shots", "-3"], "--shots -3: between 1 and"),
    ([*CAP, "--shots", "2000000"], "--shots 2000000: between 1 and"),
    ([*CAP, "--seed", "-1"], "--seed -1: a seed is 0 or more"),
    (["--mould", "food-tub", "--set", "regrind_pct=10"], "makes food parts, where at most 0 % regrind"),
    ([*CAP, "--set", f"nozzle_c={FREEZES_C + 5}"], f"stops flowing at {FREEZES_C} °C"),
    ([*CAP, "--set", f"mould_c={FREEZES_C - 5}"], f"stops flowing at {FREEZES_C} °C"),
    (["--mould", "lamp-lens", "--machine", "electric-35t"], "'lamp-lens' needs about .* kN.*larger --machine"),
    ([*CAP, "--plan", "nowhere.csv"], "nowhere.csv: cannot be read"),
]


def refused(words: list[str], out: Path, capsys: pytest.CaptureFixture[str], code: int = 2) -> str:
    assert simulate.main([*words, "--out", str(out)]) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    return told.err


@pytest.mark.parametrize(("words", "says"), BAD, ids=[" ".join(words[-2:]) for words, _ in BAD])
def test_a_bad_wish_is_one_clear_word_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
):
    told = refused(words, tmp_path / "run", capsys)
    assert re.search(says, told), told
    assert told.startswith("sprue simulate: ")
    assert re.search(r"Nothing was (written|started|changed)\.", told)
    assert list(tmp_path.iterdir()) == []


BAD_PLANS = [
    ("set_hold_pressure_bar,wait_s\n550,long\n", ":2: wait_s: 'long' is not a number"),
    ("a,b\n1,2\n", "plan.csv:1: none of its columns is one of set_nozzle_temperature_c"),
    ("", "plan.csv:1: none of its columns"),
    ("set_hold_pressure_bar\n", "has no row below its head"),
    ("set_hold_pressure_bar\n500\nmuch\n", r"plan.csv:3: set_hold_pressure_bar: 'much' is not a number"),
    ("set_hold_pressure_bar\n500\n-5\n", "plan.csv:3: set_hold_pressure_bar: -5 cannot be set on a press"),
    ("set_hold_pressure_bar\nnan\n", "plan.csv:2: set_hold_pressure_bar: nan cannot be set"),
    ("set_hold_pressure_bar\ninf\n", "plan.csv:2: set_hold_pressure_bar: inf cannot be set"),
    ("set_hold_time_s\n4\n0\n", "line 3 of the plan: hold_s: .*greater than 0"),
    ("recyclate_pct\n0\n120\n", "line 3 of the plan: regrind_pct: .*less than or equal to 100"),
    ("set_nozzle_temperature_c\n250\n120\n", "stops flowing"),
]


@pytest.mark.parametrize(("text", "says"), BAD_PLANS)
def test_a_bad_plan_is_refused_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, says: str
):
    told = refused([*CAP, "--plan", planned(tmp_path, text)], tmp_path / "run", capsys)
    assert re.search(says, told), told
    assert "Nothing was written." in told
    assert [path.name for path in tmp_path.iterdir()] == ["plan.csv"]


def test_a_plan_that_is_shorter_than_the_wish_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    plan = planned(tmp_path, "set_hold_pressure_bar\n500\n500\n")
    told = refused([*CAP, "--plan", plan, "--shots", "5"], tmp_path / "run", capsys)
    assert "--shots 5: the plan has 2 rows, one for each shot. Nothing was written." in told


def test_a_plan_that_is_no_text_is_refused(tmp_path: Path):
    (tmp_path / "plan.csv").write_bytes(b"set_hold_pressure_bar\n\xff\xfe\n")
    with pytest.raises(PlanError, match=r"plan\.csv: cannot be read"):
        read_plan(tmp_path / "plan.csv")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "file").touch()
    told = refused([*CAP, "--shots", "1"], tmp_path / "file", capsys, code=1)
    assert f"sprue simulate: {tmp_path / 'file'}: File exists. The run is not complete." in told
    told = refused([*CAP, "--shots", "1"], tmp_path / "file" / "run", capsys, code=1)
    assert "Not a directory" in told
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_is_not_a_number_of_shots_is_the_command_lines_own_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit) as ended:
        simulate.main([*CAP, "--shots", "many", "--out", str(tmp_path / "run")])
    assert ended.value.code == 2
    assert "argument --shots: invalid int value: 'many'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
