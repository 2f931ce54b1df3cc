"""Every refusal has a code that stays, one English sentence, and words in every language of the dashboards."""

import ast
import json
import re
import string
from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError

from sprue_contract import control, sandbox
from sprue_contract.fields import Strict
from sprue_contract.refusals import SENTENCES, RefusalView, mistakes, refusal
from sprue_sim.data import Market

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = sorted((ROOT / "dashboards" / "src" / "i18n").glob("*.json"))
WISHES = [
    one
    for module in (control, sandbox)
    for one in vars(module).values()
    if isinstance(one, type) and issubclass(one, Strict) and one is not Strict
]
REFUSERS = {"Refused", "AwayError", "refusal"}
CODE = [path for folder in ("simulators", "server") for path in (ROOT / folder).rglob("*.py")]


def words(path: Path) -> dict[str, str]:
    return json.loads(path.read_text(encoding="utf-8"))


def named(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda path: path.stem)
@pytest.mark.parametrize("code", SENTENCES)
def test_every_code_has_words_in_every_language_that_ask_for_nothing_it_does_not_tell(code, language):
    told = words(language).get(f"refusal.{code}")
    assert told, f"add refusal.{code} to {language.name}"
    assert set(re.findall(r"\{(\w+)\}", told)) <= named(SENTENCES[code])


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda path: path.stem)
def test_markets_and_the_fields_of_wishes_have_their_words(language):
    fields = {field for wish in WISHES for field in wish.model_fields} | {"body", "cell"}
    wanted = {f"market.{name}" for name in get_args(Market)} | {f"field.{name}" for name in fields}
    assert wanted <= words(language).keys()


def is_refusal(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in REFUSERS


def refused_codes() -> set[str]:
    """What programs refuse with: every text among the plain arguments of such a call."""
    calls = [node for path in CODE for node in ast.walk(ast.parse(path.read_text("utf-8"))) if is_refusal(node)]
    texts = [one for call in calls for arg in call.args for one in ast.walk(arg)]
    return {one.value for one in texts if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def test_every_code_that_is_refused_with_is_known():
    assert {"setting_range", "simulator_none", "sandbox_no_broker"} < refused_codes() <= set(SENTENCES)


def test_a_refusal_is_one_sentence_that_says_that_nothing_was_changed():
    view = refusal("setting_range", setting="hold_bar", value=5000, low=10, high=1800, unit="bar")
    assert view.detail == "hold_bar 5000: here it lies between 10 and 1800 bar. Nothing was changed."
    assert (view.code, view.params["setting"]) == ("setting_range", "hold_bar")
    assert refusal("unknown_snapshot", snapshot="a", snapshots=[]).detail.endswith(
        "there are: none. Nothing was changed."
    )
    assert not refusal("simulator_late", place="x", why="timed out").detail.endswith("Nothing was changed.")
    assert RefusalView.model_validate_json(view.model_dump_json()) == view


@pytest.mark.parametrize(
    ("wish", "told", "code", "params"),
    [
        (control.FaultWish, {"name": "x", "severity": 7}, "input_most", {"field": "severity", "limit": 1}),
        (control.BacktrackWish, {"minutes": -5}, "input_above", {"field": "minutes", "limit": 0}),
        (control.SeedWish, {"seed": -1}, "input_least", {"field": "seed", "limit": 0}),
        (control.SeedWish, {"seed": 2**40}, "input_below", {"field": "seed", "limit": 2**32}),
        (control.SeedWish, {"seed": 1.5}, "input_number", {"field": "seed"}),
        (control.BacktrackWish, {"minutes": "soon"}, "input_number", {"field": "minutes"}),
        (control.BacktrackWish, {}, "input_missing", {"field": "minutes"}),
        (control.BacktrackWish, {"minutes": 1, "hours": 2}, "input_unknown", {"field": "hours"}),
        (control.SnapshotWish, {"name": "A b"}, "input_text", {"field": "name"}),
        (control.PaceWish, {"pace": 0.01}, "pace_range", {"low": 0.1, "high": 1000}),
        (
            control.FaultWish,
            {"name": "x", "severity": 1, "shape": "odd"},
            "input_choice",
            {"field": "shape"},
        ),
    ],
)
def test_what_is_wrong_with_a_wish_has_a_code_too(wish, told, code, params):
    with pytest.raises(ValidationError) as problem:
        wish.model_validate(told)
    view = mistakes(problem.value)
    assert (view.code, view.params) == (code, params)
    assert view.detail.endswith("Nothing was changed.")


def test_json_that_cannot_be_read_has_a_code():
    with pytest.raises(ValidationError) as problem:
        control.SeedWish.model_validate_json("{")
    assert mistakes(problem.value).code == "input_form"
