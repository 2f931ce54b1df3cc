"""Whatever energy can say has its word in every language."""

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from sprue_server.analytics import energy_per_kg, regrind, standing_energy
from sprue_server.drift.watched import FAMILIES
from sprue_server.energy.line import NoLine, Reason
from sprue_server.energy.meter import Odd
from sprue_server.energy.standing import ORDER, InState
from sprue_server.energy.windows import QUARTER_US, Window
from sprue_server.findings import ShotFacts

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = sorted((ROOT / "dashboards" / "src" / "i18n").glob("*.json"))
ENERGY = ROOT / "server" / "sprue_server" / "energy"
MODULES = {"standing_energy": standing_energy, "energy_per_kg": energy_per_kg, "regrind": regrind}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda path: path.stem)
def test_every_finding_why_state_and_family_has_its_word(language: Path):
    told = json.loads(language.read_text("utf-8"))
    wanted = {
        f"finding.{name}.{key}"
        for name, module in MODULES.items()
        for key in re.findall(r'Finding\(\s*"(\w+)"', Path(module.__file__).read_text("utf-8"))
    }
    assert len(wanted) > 15
    windows = (ENERGY / "windows.py").read_text("utf-8")
    whys = {f"meter_{odd}" for odd in get_args(Odd)} | set(re.findall(r'"(no_\w+|states_missing)"', windows))
    assert len(whys) > 8
    wanted |= {f"energy.why.{why}" for why in whys}
    wanted |= {f"oee.loss.{state}" for state in ORDER} | {f"family.{family}" for family in FAMILIES}
    wanted |= {f"quality.level.{module.LEVEL}" for module in MODULES.values()}
    assert sorted(wanted - set(told)) == []


@pytest.mark.parametrize("reason", get_args(Reason))
def test_every_reason_for_no_line_is_a_finding_of_its_own(reason: str):
    (told,) = energy_per_kg.explain(NoLine(reason, 3))
    assert told.key == reason


def test_standing_is_told_with_its_energy_and_what_is_not_metered_is_said():
    ran, stood = InState("production", 4e9, 4e9, 10.0), InState("stop", 3.6e9, 3.6e9, 2.0)
    (told,) = standing_energy.analyse([stood, ran])
    assert told.key == "stood"
    assert (told.numbers["standing_kwh"], told.numbers["standing_kw"]) == (2.0, pytest.approx(2.0))
    assert told.numbers["percent"] == pytest.approx(100 * 2 / 12)
    dark = [one._replace(measured_us=0.0, kwh=0.0) for one in (ran, stood)]
    assert standing_energy.analyse(dark)[0].key == "not_metered"
    assert standing_energy.analyse([ran])[0].key == "never_stood"
    assert standing_energy.analyse([ran, stood._replace(measured_us=6e7, kwh=0.03)])[0].key == "hardly_metered"


def shots(share: float, begin: int, dosing_s: float) -> list[ShotFacts]:
    return [
        ShotFacts(
            str(at),
            at * 20_000_000,
            {"dosing_time_s": dosing_s * (1 + (at * 7 % 11 - 5) / 1000)},
            {"recyclate_pct": share, "set_hold_time_s": 3.0},
        )
        for at in range(begin, begin + 30)
    ]


def test_regrind_is_told_with_what_moved_most_and_the_warning():
    told = regrind.analyse([*shots(0.0, 0, 5.0), *shots(20.0, 30, 4.0)])
    assert [one.key for one in told] == ["moved", "other_times"]
    assert (told[0].numbers["quantity"], told[0].numbers["share"]) == ("dosing_time_s", 20.0)
    assert regrind.analyse(shots(20.0, 0, 5.0))[0].key == "one_share"
    assert regrind.analyse([*shots(0.0, 0, 5.0), *shots(20.0, 30, 5.0)])[0].key == "nothing_moved"


def test_a_line_tells_its_doubts_after_itself():
    bent = [
        Window(
            n * QUARTER_US, (n + 1) * QUARTER_US, 1 + (n % 4) ** 2 + n % 3 / 90, 9, 9, 9, n % 4 / 2, "cap", 0.0
        )
        for n in range(30)
    ]
    told = energy_per_kg.analyse(bent)
    assert [one.key for one in told] == ["base_not_told", "curved"]
    assert told[0].numbers["windows"] == 30
