"""What the eyes can say has its words in every language."""

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from sprue_server.eye_views import (
    EyesModelView,
    EyesView,
    RelearningView,
    StepView,
    UnseenView,
    Verdict,
    WorkerView,
)
from sprue_server.vision import checks
from sprue_server.vision.inspection import Reason

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = sorted((ROOT / "dashboards" / "src" / "i18n").glob("*.json"))
LIGHTS = ("diffuse", "raking-n", "raking-e", "raking-s", "raking-w")
MEASURED = re.compile(r'"([a-z_]+_(?:mm2?|delta_e|l|a|b|share))":')


@pytest.fixture(params=LANGUAGES, ids=lambda path: path.stem)
def words(request) -> dict[str, str]:
    return json.loads(request.param.read_text(encoding="utf-8"))


def choices(view: type, field: str) -> tuple[str, ...]:
    return get_args(view.model_fields[field].annotation)


def missing(words: dict[str, str], group: str, names) -> list[str]:
    told = list(names)
    assert told, "nothing was asked for"
    return [name for name in told if f"{group}.{name.replace(' ', '-')}" not in words]


def test_every_check_has_a_name_and_asks_its_question(words):
    for name in checks.names():
        assert not missing(words, "eyes.check", [name])
        assert words[f"eyes.question.{name}"].endswith("?")


def test_everything_that_a_check_measures_has_a_name(words):
    folder = ROOT / "server" / "sprue_server" / "vision" / "checks"
    found = {
        name for path in folder.glob("*.py") for name in MEASURED.findall(path.read_text(encoding="utf-8"))
    }
    assert {"beside_mm2", "bow_mm", "colour_delta_e"} <= found
    assert not missing(words, "eyes.number", sorted(found))


def test_verdicts_reasons_and_warnings_have_words(words):
    assert not missing(words, "eyes.verdict", get_args(Verdict))
    assert not missing(words, "eyes.reason", get_args(Reason))
    assert not missing(words, "eyes.warning", ["focus_drift", *(f"lamps_drift:{light}" for light in LIGHTS)])


def test_how_the_eyes_are_has_words(words):
    assert not missing(words, "eyes.state", choices(EyesView, "state"))
    assert not missing(words, "eyes.unseen", choices(UnseenView, "why"))
    assert not missing(words, "eyes.step", choices(StepView, "state"))
    assert not missing(words, "eyes.of", choices(EyesModelView, "of"))
    assert not missing(words, "hood.eyes.worker", choices(WorkerView, "state"))
    assert not missing(words, "hood.eyes.relearning", choices(RelearningView, "state"))
