"""Every fault, setting, defect and deed of the instructor's page has its words in every language."""

import ast
import json
from pathlib import Path

import pytest

from sprue_sim import faults, library
from sprue_sim.data import Settings
from sprue_sim.faces.control import DEEDS
from sprue_sim.physics.defects import Severities
from sprue_sim.process.injected import SHAPES

ROOT = Path(__file__).resolve().parents[2]
FAULTS = ROOT / "simulators" / "sprue_sim" / "faults"
LANGUAGES = sorted((ROOT / "dashboards" / "src" / "i18n").glob("*.json"))
CELLS = [library.preset(name) for name in library.names("cells")]


def words(path: Path) -> dict[str, str]:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", faults.names())
def test_every_fault_has_its_words_in_every_language(name: str, language: Path):
    told = words(language)
    assert told.get(f"fault.{name}"), f"add fault.{name} to {language.name}"
    assert told.get(f"fault.{name}.what", "").endswith("."), f"add fault.{name}.what to {language.name}"
    if any(faults.why_not(name, preset) for preset in CELLS):
        assert told.get(f"fault.{name}.not"), f"add fault.{name}.not to {language.name}: why it cannot be here"


@pytest.mark.parametrize("name", faults.names())
def test_a_faults_english_sentence_is_the_first_line_of_its_file(name: str):
    docstring = ast.get_docstring(ast.parse((FAULTS / f"{name}.py").read_text(encoding="utf-8")))
    assert words(ROOT / "dashboards/src/i18n/en.json")[f"fault.{name}.what"] == docstring.splitlines()[0]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda path: path.stem)
def test_settings_defects_shapes_and_deeds_have_their_words(language: Path):
    deeds = [deed for deed in DEEDS if deed != "regrind"]  # it is told as a setting
    groups = {
        "setting": Settings.model_fields,
        "defect": Severities._fields,
        "shape": SHAPES,
        "shape.time": SHAPES,
        "deed": deeds,
    }
    wanted = {f"{group}.{name}" for group, names in groups.items() for name in names}
    assert wanted <= words(language).keys()
