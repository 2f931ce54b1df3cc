"""What a control chart has found, as a finding with its evidence."""

import json
import random
import re
from pathlib import Path

import pytest

from sprue_server.analytics import under_control
from sprue_server.analytics.under_control import analyse, level_of
from sprue_server.findings import CAVITY, ShotFacts

ROOT = Path(__file__).resolve().parents[2]


def shots(values: list[float], **more) -> list[ShotFacts]:
    return [ShotFacts(str(at), at, {CAVITY: value}, **more) for at, value in enumerate(values)]


def steady(count: int, seed: int = 3) -> list[float]:
    rng = random.Random(seed)
    return [500 + rng.gauss(0, 2) for _ in range(count)]


def test_a_steady_quantity_is_under_control_and_says_on_how_many_shots():
    (told,) = analyse(shots(steady(260)))
    assert (told.key, told.numbers["shots"], told.numbers["level"]) == ("in_control", 60, "D")
    assert told.numbers["taught"] == pytest.approx(200, abs=3)


def test_what_has_just_left_its_limits_is_told_with_rule_shot_and_time():
    values = steady(260)
    values[255] = 540
    told = analyse(shots(values))[0]
    assert (told.key, told.numbers["rule"]) == ("alarm_now", "beyond")
    assert (told.numbers["since_us"], told.numbers["since_shot"]) == (255, "255")


def test_what_left_its_limits_and_came_back_is_told_as_past():
    values = steady(300)
    values[230] = 540
    assert analyse(shots(values))[0].key == "alarm_over"
    assert analyse(shots(values[:275]))[0].key == "alarm_now", "too soon to say"


def test_a_lasting_shift_is_told_since_its_beginning():
    values = [value + 6 * (at >= 230) for at, value in enumerate(steady(300))]
    told = analyse(shots(values))[0]
    assert told.key == "alarm_now"
    assert told.numbers["since_us"] == pytest.approx(230, abs=2)
    assert told.numbers["count"] > 60


def test_a_rule_of_the_second_rank_is_a_mark_not_an_alarm():
    values = steady(260)
    values[225:240] = [501.5 + at % 3 / 10 for at in range(15)]
    told = analyse(shots(values))[0]
    assert (told.key, told.numbers["rule"]) == ("mark_over", "one_side")
    assert analyse(shots(values[:240]))[0].key == "mark_now"


def test_before_there_are_limits_it_says_what_is_missing():
    (few,) = analyse(shots(steady(30)))
    assert (few.key, few.numbers["shots"], few.numbers["needs"]) == ("too_few", 30, 50)
    assert analyse(shots([500.0] * 90))[0].key == "no_spread"
    assert analyse(shots(steady(120)))[0].key == "learning"
    assert analyse(shots(steady(30)), "weight_g") is None, "never measured"


def test_only_the_newest_setting_counts():
    before = shots(steady(260), settings={"set_hold_time_s": 3.0})
    now = [ShotFacts(f"n{at}", 1000 + at, {CAVITY: 900.0}, {"set_hold_time_s": 4.0}) for at in range(5)]
    assert analyse([*before, *now])[0].key == "too_few"


def test_limits_learnt_while_it_drifted_are_doubted():
    values = [one + at / 20 for at, one in enumerate(steady(260))]
    assert "unsteady" in [told.key for told in analyse(shots(values))]


def test_the_sensor_level_is_told():
    names = ("cycle_time_s", "cushion_volume_cm3", CAVITY, "weight_g", "bore_mm")
    assert [level_of(name) for name in names] == ["A", "B", "D", "part", "part"]


@pytest.mark.parametrize(
    "language", sorted((ROOT / "dashboards/src/i18n").glob("*.json")), ids=lambda path: path.stem
)
def test_each_finding_has_its_sentence(language: Path):
    code = Path(under_control.__file__).read_text("utf-8")
    keys = {f"finding.under_control.{key}" for key in re.findall(r'Finding\("(\w+)"', code)}
    words = json.loads(language.read_text("utf-8"))
    assert len(keys) == 9
    assert keys <= set(words)
    assert {"spc.rule.beyond", "quality.level.A", "quality.level.part"} <= set(words)
