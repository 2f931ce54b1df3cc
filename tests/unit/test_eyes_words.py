"""Whatever the API can say of the eyes has its word in every language."""

import json
from pathlib import Path
from typing import get_args

import pytest

from sprue_contract.eyes import Of, State
from sprue_server.eye_views import Eyes, UnseenView, Verdict
from sprue_server.inspecting.meaning import MOULD, PART
from sprue_server.vision import checks
from sprue_server.vision.inspection import Reason

LANGUAGES = sorted((Path(__file__).resolve().parents[2] / "dashboards" / "src" / "i18n").glob("*.json"))
SAID = {
    "eyes.state": get_args(Eyes),
    "eyes.verdict": get_args(Verdict),
    "eyes.reason": get_args(Reason),
    "eyes.step": get_args(State),
    "eyes.unseen": get_args(UnseenView.model_fields["why"].annotation),
    "eyes.of": get_args(Of),
    "eyes.check": checks.names(),
    "eyes.question": checks.names(),
    "defect": [*PART.values(), *MOULD.values()],
}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda path: path.stem)
@pytest.mark.parametrize("group", SAID)
def test_every_word_of_the_eyes_is_there(group: str, language: Path):
    told = json.loads(language.read_text(encoding="utf-8"))
    wanted = {f"{group}.{word.replace(' ', '-')}" for word in SAID[group]}
    assert not wanted - {key for key, text in told.items() if text}


def test_what_a_check_means_is_said_of_checks_that_exist():
    assert {*PART, *MOULD} <= {*checks.names()}
