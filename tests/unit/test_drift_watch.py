"""`sprue watch` over recorded runs: what it calls, what it names, what it refuses."""

import csv
from pathlib import Path

import pytest

from sprue_server.drift.command import main
from sprue_sim.simulate import main as simulate

ROOT = Path(__file__).resolve().parents[2]
KASSEL = ROOT.parent / "shared" / "data" / "kassel"
Line = dict[str, str]


def lines(path: Path) -> list[Line]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def made(folder: Path, *words: str) -> list[str]:
    assert simulate(["--out", str(folder), "--seed", "4", *words]) == 0
    return [str(folder / "cycles.csv"), str(folder / "curves.npz")]


@pytest.fixture(scope="module")
def leaking(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return made(
        tmp_path_factory.mktemp("leaking") / "run",
        "--mould",
        "kassel-cap",
        "--shots",
        "90",
        "--fault",
        "worn_check_ring:0.7:61",
    )


def test_a_leaking_check_ring_is_called_and_named(
    leaking: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "out.csv"
    assert main([*leaking, "--csv", str(out), "--learn", "40"]) == 0
    told = lines(out)
    assert list(told[0]) == ["cycle", "alarm", "score", "cause", "confidence"]
    assert [line["cycle"] for line in told] == [str(number) for number in range(1, 91)]
    assert all(
        line == {"cycle": line["cycle"], "alarm": "false", "score": "", "cause": "", "confidence": ""}
        for line in told[:40]
    )
    assert all(line["alarm"] == "false" and float(line["score"]) < 1 for line in told[40:60])
    first = next(number for number, line in enumerate(told) if line["alarm"] == "true")
    assert 60 <= first <= 66
    assert told[-1]["cause"] == "worn_check_ring"
    assert float(told[-1]["confidence"]) > 0.5
    assert "first at cycle 6" in capsys.readouterr().out


def test_without_curves_the_machine_s_values_are_watched(leaking: list[str], tmp_path: Path):
    out = tmp_path / "out.csv"
    assert main([leaking[0], "--csv", str(out), "--learn", "40"]) == 0
    assert any(line["alarm"] == "true" for line in lines(out)[60:])
    assert not any(line["alarm"] == "true" for line in lines(out)[:60])


def test_no_line_knows_of_a_later_shot(leaking: list[str], tmp_path: Path):
    rows = Path(leaking[0]).read_text("utf-8").splitlines(keepends=True)
    short = tmp_path / "short.csv"
    short.write_text("".join(rows[:71]), "utf-8")
    main([*leaking, "--csv", str(tmp_path / "whole.csv"), "--learn", "40"])
    main([str(short), leaking[1], "--csv", str(tmp_path / "part.csv"), "--learn", "40"])
    assert lines(tmp_path / "part.csv") == lines(tmp_path / "whole.csv")[:70]


def test_a_new_setting_is_told_once_and_learnt_anew(tmp_path: Path):
    plan = tmp_path / "plan.csv"
    plan.write_text("set_hold_pressure_bar\n" + "500\n" * 30 + "600\n" * 30, "utf-8")
    out = tmp_path / "out.csv"
    assert (
        main(
            [
                *made(tmp_path / "run", "--mould", "kassel-cap", "--plan", str(plan)),
                "--csv",
                str(out),
                "--learn",
                "15",
            ]
        )
        == 0
    )
    told = lines(out)
    assert [n for n, line in enumerate(told) if line["alarm"] == "true"] == [30]
    assert told[30]["cause"] == "changed_setting"
    assert told[40]["score"] == ""
    assert told[50]["score"] != ""


def test_a_setting_that_comes_back_is_watched_without_being_learnt_again(tmp_path: Path):
    plan = tmp_path / "plan.csv"
    plan.write_text("set_hold_pressure_bar\n" + "500\n" * 25 + "600\n" * 5 + "500\n" * 25, "utf-8")
    out = tmp_path / "out.csv"
    run = made(tmp_path / "run", "--mould", "kassel-cap", "--plan", str(plan))
    assert main([*run, "--csv", str(out), "--learn", "20"]) == 0
    told = lines(out)
    assert [n for n, line in enumerate(told) if line["cause"] == "changed_setting"] == [
        25,
    ]
    assert told[45]["score"] != ""
    assert not any(line["alarm"] == "true" for line in told[26:])


def test_cycles_that_are_all_broken_off_call_somebody(tmp_path: Path):
    run = made(tmp_path / "run", "--mould", "kassel-cap", "--shots", "70", "--fault", "wrong_setting:0.95:51")
    out = tmp_path / "out.csv"
    assert main([*run, "--csv", str(out), "--learn", "30"]) == 0
    told = lines(out)
    assert not any(line["alarm"] == "true" for line in told[:50])
    assert told[-1]["alarm"] == "true"
    assert told[-1]["cause"] == "wrong_setting"


@pytest.mark.parametrize("learn", ["3", "x", "-5"])
def test_too_few_shots_to_learn_from_are_refused(leaking: list[str], tmp_path: Path, learn: str):
    with pytest.raises(SystemExit):
        main([*leaking, "--csv", str(tmp_path / "out.csv"), "--learn", learn])
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_read_or_written_is_one_sentence(
    leaking: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main([str(tmp_path / "no.csv"), "--csv", str(tmp_path / "out.csv")]) == 1
    assert "Nothing was read." in capsys.readouterr().err
    assert main([leaking[0], "--csv", str(tmp_path / "no" / "out.csv")]) == 1
    assert "Nothing was written." in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not KASSEL.is_dir(), reason="the recorded cycles in ../shared/data are not here")
def test_recyclate_of_a_quarter_is_called_within_ten_shots_and_is_material(tmp_path: Path):
    run = [str(KASSEL / "recyclate_cycles.csv"), str(KASSEL / "recyclate_curves.npz")]
    main([*run, "--csv", str(tmp_path / "out.csv"), "--learn", "15"])
    told, table = lines(tmp_path / "out.csv"), lines(KASSEL / "recyclate_cycles.csv")
    step = next(n for n, row in enumerate(table) if float(row["recyclate_pct"]) == 25)
    virgin = next(n for n, row in enumerate(table) if float(row["recyclate_pct"]) > 0)
    assert not any(line["alarm"] == "true" for line in told[:virgin])
    assert all(line["alarm"] == "true" for line in told[step + 10 :])
    assert {line["cause"] for line in told[step + 20 :]} <= {
        "regrind_excess",
        "wet_material",
        "lot_change",
        "dryer_failure",
    }


@pytest.mark.skipif(not KASSEL.is_dir(), reason="the recorded cycles in ../shared/data are not here")
@pytest.mark.parametrize("name", ["reference", "doe"])
def test_within_a_constant_setting_of_the_recorded_press_nobody_is_called(tmp_path: Path, name: str):
    run = [str(KASSEL / f"{name}_cycles.csv"), str(KASSEL / f"{name}_curves.npz")]
    main([*run, "--csv", str(tmp_path / "out.csv"), "--learn", "8"])
    called = {line["cause"] for line in lines(tmp_path / "out.csv") if line["alarm"] == "true"}
    assert called == {"changed_setting"}
