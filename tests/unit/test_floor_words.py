"""Whatever OEE, the terminal and the import can say has its word in every language."""

import json
import re
import string
from pathlib import Path
from typing import get_args

import pytest

from sprue_server.floor.noting import GAUGES
from sprue_server.floor.reasons import SCRAP_REASONS, STOP_REASONS, TOLD_BY_MACHINE
from sprue_server.imports.rejections import SENTENCES
from sprue_server.oee.facts import NO_REASON
from sprue_server.oee.timeline import CHANGEOVER, SET_UP, Category
from sprue_sim.machine import GRIP
from sprue_sim.schedule import STOPS

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = sorted((ROOT / "dashboards" / "src" / "i18n").glob("*.json"))
OEE = ROOT / "server" / "sprue_server" / "oee"
ALARMS = [stop.name for stop in (*STOPS, GRIP)]
REASONS = [*STOP_REASONS, *SCRAP_REASONS, *TOLD_BY_MACHINE, *ALARMS, NO_REASON, CHANGEOVER, SET_UP]
LOSSES = {
    *get_args(Category),
    "calendar",
    "speed",
    "blocked_cavities",
    "scrap",
    "good",
    "running",
    "speed_gain",
}


def words(path: Path) -> dict[str, str]:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda path: path.stem)
def test_every_reason_loss_and_quantity_has_its_word(language: Path):
    told = words(language)
    assert [one for one in REASONS if not (told.get(f"oee.reason.{one}") or told.get(f"defect.{one}"))] == []
    assert [one for one in LOSSES if not told.get(f"oee.loss.{one}")] == []
    assert [one for one in GAUGES if not told.get(f"q.{one}")] == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda path: path.stem)
def test_every_why_and_flag_has_its_word(language: Path):
    told = words(language)
    source = "".join(path.read_text(encoding="utf-8") for path in OEE.glob("*.py"))
    whys = set(re.findall(r'Figure\(None, "(\w+)"\)', source)) | {"no_job", "no_standard_cycle"}
    assert len(whys) > 5
    assert [one for one in whys if not told.get(f"oee.why.{one}")] == []
    flags = set(re.findall(r'Flagged\("(\w+)"', source)) | {
        "counter_jumped",
        "counter_restarted",
        "states_missing",
    }
    assert [one for one in flags if not told.get(f"oee.flag.{one}")] == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda path: path.stem)
@pytest.mark.parametrize("code", SENTENCES)
def test_every_rejection_has_words_that_ask_for_nothing_it_does_not_tell(code: str, language: Path):
    told = words(language).get(f"import.{code}")
    assert told, f"add import.{code} to {language.name}"
    named = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[code]) if name}
    assert set(re.findall(r"\{(\w+)\}", told)) <= named | {"line", "column", "value"}
