"""Whatever a study can ask, find and advise has its words in every language."""

import ast
import json
import re
from functools import cache
from pathlib import Path

import pytest

from sprue_contract.studies import COLUMNS, FACTS, PLACES, SEEN, STUDIES
from sprue_sim import library, studies

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = sorted((ROOT / "dashboards" / "src" / "i18n").glob("*.json"))
READINGS = ROOT / "server" / "sprue_server" / "studies"
CELLS = [library.preset(name) for name in library.names("cells")]
MORE = {"say.more_parts", "say.more_shots"}
CHOSEN = {  # keys and names that are put together or chosen on the way
    "pressure_drop": {f"number.to_{place}" for place in PLACES}
    | {"say.reserve", "say.little", "say.none_left", "say.no_limit"},
    "gate_seal": MORE,
    "cooling_time": MORE,
    "viscosity_curve": {"say.on_flat", "say.on_slope"},
    "cavity_balance": {"say.balanced", "say.uneven", "say.unbalanced"},
    "process_window": {"say.at_edge", "say.inside"},
}


def words(path: Path) -> dict[str, str]:
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def parsed(study: str) -> ast.Module:
    return ast.parse((READINGS / f"{study}.py").read_text(encoding="utf-8"))


def made(study: str) -> list[tuple[str, str, ast.Call]]:
    """What a reading makes: class and first text of each call."""
    calls = [node for node in ast.walk(parsed(study)) if isinstance(node, ast.Call) and node.args]
    named = [(getattr(node.func, "id", ""), node.args[0], node) for node in calls]
    return [(name, one.value, node) for name, one, node in named if isinstance(one, ast.Constant)]


def wanted(study: str) -> set[str]:
    refused = {
        id(node.value)
        for node in ast.walk(parsed(study))
        if isinstance(node, ast.keyword) and node.arg == "cannot"
    }
    found = {f"number.{text}" for name, text, _ in made(study) if name == "Number"}
    found |= {
        f"{'cannot' if id(node) in refused else 'say'}.{text}"
        for name, text, node in made(study)
        if name == "Said"
    }
    return {f"study.{study}.{key}" for key in found | CHOSEN.get(study, set())}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda path: path.stem)
@pytest.mark.parametrize("study", STUDIES)
def test_every_sentence_of_a_study_is_there(study: str, language: Path):
    told = words(language)
    asked = {f"study.{study}", f"study.{study}.question", f"study.{study}.how"}
    if any(studies.study(study).possible(preset) for preset in CELLS):
        asked.add(f"study.{study}.not")
    assert len(wanted(study)) > 3
    assert not {key for key in asked | wanted(study) if not told.get(key)}


@pytest.mark.parametrize("study", STUDIES)
def test_no_words_are_left_of_what_a_study_no_longer_says(study: str):
    kinds = re.compile(rf"study\.{study}\.(say|cannot|number)\.")
    there = {key for key in words(LANGUAGES[0]) if kinds.match(key)}
    assert there <= wanted(study)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda path: path.stem)
def test_columns_axes_marks_places_and_what_is_seen_have_their_words(language: Path):
    calls = [one for study in STUDIES for one in made(study)]
    groups = {
        "study.column": {name for table in (COLUMNS, FACTS) for columns in table.values() for name in columns},
        "study.axis": {text for name, text, _ in calls if name == "Axis"},
        "study.mark": {text for name, text, _ in calls if name == "Mark"},
        "study.seen": set(SEEN),
        "study.place": set(PLACES),
    }
    asked = {f"{group}.{name}" for group, names in groups.items() for name in names}
    assert asked <= words(language).keys()
