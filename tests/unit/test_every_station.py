"""Each station in dashboards/content/stations, found by its place, keeps its promises in every language."""

import re
from pathlib import Path

import pytest

from sprue_server.content import told
from sprue_server.content.markdown import holes, parsed
from sprue_server.content.shelves import LANGUAGES, shelves
from sprue_server.content.stations import QUESTIONS, ROLES, SECTIONS, Library
from sprue_server.firm.firm import Firm
from sprue_server.firm.reckon import reckon

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = Library(shelves())
THERE = [language for language in LANGUAGES if (ROOT / f"dashboards/src/i18n/{language}.json").exists()]
EVERY = [(slug, language) for slug in LIBRARY.stations for language in THERE]
WANTED = {*SECTIONS, *(f"questions.{name}" for name in QUESTIONS)}
NAMES = re.compile(r"OPC (UA|40077|40083)|ISO 22400-2|ISO 22400|Euromap \d+|IEC 62443|MQTT 5|R²|CO₂")
OLD_PRESS = "1998"  # the visitors' own word for an old press


def text(slug: str, language: str):
    return parsed((ROOT / f"dashboards/content/stations/{slug}.{language}.md").read_text("utf-8"))


def test_every_file_can_be_read():
    assert LIBRARY.stations
    assert LIBRARY.problems == []


@pytest.mark.parametrize(("slug", "language"), EVERY)
def test_a_station_says_all_that_visitors_ask(slug, language):
    found = text(slug, language)
    assert set(found.sections) == WANTED
    assert found.lead
    assert "{" in found.sections["problem"], "euros, reckoned"


@pytest.mark.parametrize(("slug", "language"), EVERY)
def test_no_number_stands_in_a_text_that_nobody_reckons(slug, language):
    for name, body in text(slug, language).sections.items():
        plain = re.sub(r"\{[^}]*\}", "", NAMES.sub("", body)).replace(OLD_PRESS, "")
        assert not re.search(r"\d", plain), f"{name}: {re.findall(r'.{20}[0-9].{20}', plain)}"


@pytest.mark.parametrize(("slug", "language"), EVERY)
def test_every_figure_of_a_text_is_known_and_the_same_in_each_language(slug, language):
    station, firm = LIBRARY.stations[slug], Firm()
    known = told.figures(station, reckon(station, firm, {}), firm)
    mine, english = text(slug, language).sections, text(slug, "en").sections
    for name, body in mine.items():
        assert holes(body) <= set(known)
        assert holes(body) == holes(english[name]), name


@pytest.mark.parametrize("slug", LIBRARY.stations)
def test_a_station_says_how_long_each_role_looks(slug):
    assert set(LIBRARY.stations[slug].minutes) == set(ROLES)


def test_html_in_a_text_is_letters():
    assert "<script>" not in told.html("<script>alert(1)</script>")
