"""Each step, call and sentence of the road map, found by its place, is whole in every language."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml

from sprue_server.content.markdown import holes
from sprue_server.content.phrases import _flat, phrases, screen_word
from sprue_server.content.shelves import LANGUAGES, ContentError, shelves
from sprue_server.content.stations import Library
from sprue_server.firm.firm import Firm
from sprue_server.firm.gains import KINDS
from sprue_server.roadmap import assessment, calls, steps
from sprue_server.roadmap.calls import Limit, State
from sprue_server.roadmap.offers import Asker, completed, priced
from sprue_server.roadmap.reasons import CODES

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = shelves()
STEPS = steps.steps(FOLDERS)
ASKED = assessment.assessment(FOLDERS)
STATIONS = Library(FOLDERS).stations
TEN = {"sensors", "pressure-curve", "vision", "mould-ar", "spc-oee", "energy", "maintenance", "cable-pull"}
TEN |= {"security", "quality-cost"}


def words(told) -> list:
    """Every text of a file that is told in languages."""
    match told:
        case steps.Words():
            return [told]
        case list() | tuple():
            return [found for one in told for found in words(one)]
        case steps.Strict():
            return [found for name in type(told).model_fields for found in words(getattr(told, name))]
    return []


def test_every_step_can_be_read_and_can_be_first_some_day():
    assert STEPS.problems == []
    assert steps.in_circles(STEPS.known) == []
    for one in STEPS.known.values():
        assert {*one.after} <= {*STEPS.known}


def test_steps_that_wait_for_each_other_are_refused(tmp_path):
    (tmp_path / "steps").mkdir()
    for name, first in (("hen", "egg"), ("egg", "hen"), ("farm", "hen")):
        told = (ROOT / "dashboards/content/steps/register.yaml").read_text("utf-8")
        (tmp_path / f"steps/{name}.yaml").write_text(f"after: [{first}]\n{told}", "utf-8")
    with pytest.raises(ContentError, match="egg, farm, hen"):
        steps.steps([tmp_path])


def test_a_step_that_cannot_be_read_is_named_and_left_out(tmp_path):
    (tmp_path / "steps").mkdir()
    (tmp_path / "steps/odd.yaml").write_text("order: 1\nstation: x\n", "utf-8")
    found = steps.steps([*FOLDERS, tmp_path])
    assert "odd" not in found.known
    assert "odd.yaml" in found.problems[0]


def test_each_station_is_a_step_and_each_technology_a_station():
    named = {one.station for one in STEPS.known.values() if one.station}
    assert named == TEN
    assert {*STATIONS} <= named


@pytest.mark.parametrize("station", STATIONS)
def test_what_comes_before_a_station_brings_what_it_needs(station):
    asker = Asker(Firm(sensor_level=0, it_level=0), {}, {})
    all_ = {slug: found for slug, one in STEPS.known.items() if (found := priced(one, STATIONS, asker))}
    slug = next(slug for slug, one in all_.items() if one.station and one.station.slug == station)
    known = completed(all_, asker.firm)
    assert steps.in_circles(known) == []
    brought = steps.given(steps.before(slug, known), known)
    for name, least in STATIONS[station].needs.model_dump().items():
        assert brought.get(name, 0) >= least, name


def test_what_makes_a_step_unneeded_is_asked():
    names = {one.name for one in [*ASKED.areas, *ASKED.questions]}
    assert {one.not_needed_when.of for one in STEPS.known.values() if one.not_needed_when} <= names


@pytest.mark.parametrize(
    "told", [ASKED, *STEPS.known.values(), *calls.calls(FOLDERS)], ids=lambda one: str(one)[:30]
)
def test_every_text_is_there_in_every_language(told):
    found = words(told)
    assert found
    for one in found:
        assert {*one.texts} == {*LANGUAGES}
        assert all(text.strip() for text in one.texts.values())


def test_ten_to_twelve_questions_of_each_area_with_answers_from_nothing_to_everything():
    assert 10 <= len(ASKED.questions) <= 12
    assert {one.area for one in ASKED.questions} == {one.name for one in ASKED.areas}
    for one in ASKED.questions:
        assert sorted(answer.level for answer in one.answers) == [0, 1, 2, 3]
    assert {one.sets for one in ASKED.questions if one.sets} == {"sensor_level", "it_level"}


def test_the_weakest_answer_decides_an_area_and_figures_follow_answers():
    answers = {"measured": "sensors", "register": "heads", "network": "hall", "who": "nonsense"}
    told = {one.area.name: one for one in assessment.standings(ASKED, answers)}
    assert (told["machines"].level, told["machines"].answer.name) == (1, "heads")
    assert told["people"].level is None
    firm = assessment.answered(ASKED, answers, Firm())
    assert (firm.sensor_level, firm.it_level) == (2, 2)
    assert assessment.answered(ASKED, {}, Firm(sensor_level=3)) == Firm(sensor_level=3)
    levels = assessment.levels(ASKED, answers, firm)
    assert (levels["machines"], levels["measured"], levels["register"]) == (1, 2, 1)
    assert "backup" not in levels


def sentences(language: str) -> dict[str, str]:
    path = ROOT / f"dashboards/content/roadmap/{language}.yaml"
    return dict(_flat(yaml.safe_load(path.read_text("utf-8"))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_there_with_the_same_holes(language):
    mine, english = sentences(language), sentences("en")
    assert list(mine) == list(english)
    for key, said in mine.items():
        assert said.strip(), key
        assert holes(said) == holes(english[key]), key


def test_every_code_has_a_sentence():
    told = {*sentences("en")}
    assert {key for key in told if key.startswith("why.")} == {f"why.{code}" for code in CODES}
    assert {f"cut.{kind}" for kind in KINDS} <= told
    assert {f"limit.{name}" for name in Limit.__args__} <= told
    assert {f"call.{state}" for state in State.__args__} <= told


def test_every_sentence_is_said_somewhere():
    code = "".join(path.read_text("utf-8") for path in (ROOT / "server/sprue_server").rglob("*.py"))
    for key in sentences("en"):
        group = key.partition(".")[0]
        assert f'"{key}"' in code or f'f"{group}.{{' in code or f"'{key}'" in code, key


def test_where_a_language_is_missing_english_is_said(tmp_path):
    assert phrases(FOLDERS, "roadmap/*.yaml", "eu").language == "en"
    with pytest.raises(ContentError, match=r"en\.yaml"):
        phrases([tmp_path], "roadmap/*.yaml", "en")


def test_words_of_the_screens_are_known_and_a_missing_one_is_readable():
    spanish = json.loads((ROOT / "dashboards/src/i18n/es.json").read_text("utf-8"))
    assert screen_word("es")("q", "cushion_volume_cm3") == spanish["q.cushion_volume_cm3"]
    assert screen_word("es")("q", "gate_temperature-9") == "gate temperature 9"
    assert screen_word("eu")("loading", "x") == "x"


def test_shipped_calls_that_are_over_are_examples_of_the_past():
    for one in calls.calls(FOLDERS):
        assert one.historical == (one.closes < date(2026, 11, 1)), one.slug
        assert one.eligible == "all" or {*one.eligible} <= {*STEPS.known}
