"""`sprue gauge` from tables to a table; its file holds numbers only and is checked before it is trusted."""

import csv
from pathlib import Path

import numpy as np
import pytest

from sprue_server.gauge.command import main
from sprue_server.gauge.errors import GaugeError
from sprue_server.gauge.saving import load, save

HEADER = "cycle,injection_time_s,dosing_time_s,transfer_pressure_bar,weight_g,batch"


def rows(count: int, seed: int = 0) -> list[str]:
    random = np.random.default_rng(seed)
    made = []
    for number in range(count):
        time, dosing, pressure = random.uniform([0.4, 2, 800], [0.8, 3, 1200])
        weight = 8 + 0.5 * time + 0.1 * dosing + random.normal(0, 0.003)
        made.append(f"{number + 1},{time:.4f},{dosing:.4f},{pressure:.1f},{weight:.4f},b{number // 6}")
    return made


def table(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gauge")
    told = [*rows(60), "61,0,2.5,900,8.5,b1", "62,0.5,2.5,900,,b2"]
    wish = ["--target", "weight_g", "--group", "batch", "--out", str(folder / "model")]
    assert main(["learn", str(table(folder / "cycles.csv", told)), *wish]) == 0
    return folder


def judged(place: Path, folder: Path, lines: list[str]) -> list[dict[str, str]]:
    cycles, out = table(folder / "fresh.csv", lines), folder / "out.csv"
    assert main(["judge", str(place / "model"), str(cycles), "-", "--csv", str(out)]) == 0
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_cycle_is_a_row_in_its_order(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    fresh = rows(8, seed=1)
    lines = [*reversed(fresh), "90,0,2.5,900,,b", "91,,,,,b", "92,7,30,80,,b"]
    told = judged(place, tmp_path, lines)
    text = (tmp_path / "out.csv").read_text("utf-8")
    assert text.splitlines()[0] == "cycle,prediction,low_90,high_90,in_experience"
    assert [row["cycle"] for row in told] == ["8", "7", "6", "5", "4", "3", "2", "1", "90", "91", "92"]
    for row, line in zip(told[:8], reversed(fresh), strict=True):
        assert float(row["prediction"]) == pytest.approx(float(line.split(",")[4]), abs=0.05)
        assert float(row["low_90"]) < float(row["prediction"]) < float(row["high_90"])
    assert sum(row["in_experience"] == "true" for row in told[:8]) >= 6
    assert [line.split(",", 1)[1] for line in text.splitlines()[-3:]] == [",,,false"] * 3
    assert "11 cycles" in capsys.readouterr().out


def test_learning_says_how_good_the_gauge_is(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    gauge = load(place / "model")
    text = "\n".join(gauge.report.lines())
    assert "60 cycles learnt from" in text
    assert "10 groups" in text
    assert "1 left out: the part was not measured" in text
    assert gauge.report.score.r2 > 0.9
    judged(place, tmp_path, rows(3))
    assert "weight_g of 3 cycles" in capsys.readouterr().out


def test_a_gauge_that_was_kept_says_what_it_said(place: Path, tmp_path: Path):
    gauge = load(place / "model")
    save(gauge, tmp_path / "again")
    again = load(tmp_path / "again")
    fresh = np.random.default_rng(5).uniform([0.4, 2, 800, 0.3], [0.8, 3, 1200, 0.9], (20, 4))
    fresh = fresh[:, : len(gauge.inputs.names)]
    np.testing.assert_array_equal(gauge.predict(fresh)[0], again.predict(fresh)[0])
    assert again.report == gauge.report
    assert again.inputs == gauge.inputs


def changed(place: Path, folder: Path, **parts: object) -> Path:
    with np.load(place / "model") as file:
        told = {name: file[name] for name in file.files}
    told |= {name.replace("__", "."): value for name, value in parts.items()}
    path = folder / "changed"
    with path.open("wb") as file:
        np.savez(file, **{name: value for name, value in told.items() if value is not None})
    return path


class Surprise:
    """What pickle would run."""

    def __reduce__(self) -> tuple:
        return (Path.touch, (Path("surprise"),))


def test_a_file_that_would_run_something_is_refused(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    for name in ("shares", "members__smooth__weights", "words"):
        path = changed(place, tmp_path, **{name: np.array([Surprise()], dtype=object)})
        with pytest.raises(GaugeError, match="no gauge that this version reads"):
            load(path)
    assert not (tmp_path / "surprise").exists()


def test_a_file_with_trees_that_go_round_is_refused(place: Path, tmp_path: Path):
    with np.load(place / "model") as file:
        left = file["members.forest.left"]
    left[5] = 0
    with pytest.raises(GaugeError, match="do not fit"):
        load(changed(place, tmp_path, members__forest__left=left))


@pytest.mark.parametrize(
    "parts",
    [
        {"shares": np.ones(2)},
        {"members__smooth__shots": np.ones((3, 3))},
        {"members__smooth__weights": np.full(60, np.nan)},
        {"members__boosted__split": np.full(60, 99)},
        {"experience__limits": None},
        {"width__reach": np.ones(3)},
        {"words": np.array('{"form": "sprue gauge 0"}')},
        {"words": np.array("[1]")},
        {"words": np.array("no json")},
    ],
    ids=lambda parts: next(iter(parts)),
)
def test_a_file_whose_parts_do_not_fit_is_refused(place: Path, tmp_path: Path, parts: dict):
    with pytest.raises(GaugeError, match=r"Learn it again\. Nothing was judged"):
        load(changed(place, tmp_path, **parts))


def test_what_is_wrong_is_one_line_and_leaves_nothing(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    model, cycles, out = str(place / "model"), str(place / "cycles.csv"), str(tmp_path / "out")
    damaged = tmp_path / "damaged"
    damaged.write_bytes((place / "model").read_bytes()[:5000])
    few = str(table(tmp_path / "few.csv", rows(12)))
    wrong = {
        "no such gauge": ["judge", str(tmp_path / "no"), cycles, "--csv", out],
        "no gauge that": ["judge", str(damaged), cycles, "--csv", out],
        "there is no such file": ["judge", model, str(tmp_path / "no.csv"), "--csv", out],
        "its folder is not there": ["judge", model, cycles, "--csv", str(tmp_path / "no" / "out")],
        "is a folder": ["learn", cycles, "--target", "weight_g", "--out", str(tmp_path)],
        "no column 'mass_g'": ["learn", cycles, "--target", "mass_g", "--out", out],
        "no column 'shift'": ["learn", cycles, "--target", "weight_g", "--group", "shift", "--out", out],
        "'b0' is no number": ["learn", cycles, "--target", "batch", "--out", out],
        "12 of 12 cycles": ["learn", few, "--target", "weight_g", "--out", out],
        "damaged": ["learn", cycles, str(damaged), "--target", "weight_g", "--out", out],
    }
    before = {path.name for path in tmp_path.iterdir()}
    for says, told in wrong.items():
        assert main(told) == 1
        message = capsys.readouterr().err
        assert says in message
        assert message.startswith("sprue gauge: ")
        assert message.count("\n") == 1
        assert "Nothing was" in message
    assert {path.name for path in tmp_path.iterdir()} == before


def test_arguments_that_are_wrong_are_code_2(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as told:
        main(["learn", "cycles.csv"])
    assert told.value.code == 2
    assert "--target" in capsys.readouterr().err


def test_a_table_that_was_there_stays_when_the_new_one_cannot_be_made(place: Path, tmp_path: Path):
    out = tmp_path / "out.csv"
    out.write_text("before")
    bad = tmp_path / "bad.csv"
    bad.write_text("cycle,dosing_time_s\n1,x\n")
    assert main(["judge", str(place / "model"), str(bad), "--csv", str(out)]) == 1
    assert out.read_text() == "before"
