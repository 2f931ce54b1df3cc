"""The road map on paper, read back in each language: all of it, within the page, and nothing overlaps."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from sprue_server.content import numbers
from sprue_server.content.phrases import phrases, time_back
from sprue_server.content.ranges import Ends
from sprue_server.content.shelves import LANGUAGES, shelves
from sprue_server.content.stations import Library
from sprue_server.firm.firm import Firm
from sprue_server.roadmap.desk import Road
from sprue_server.roadmap.telling import PATTERN, told
from sprue_server.roadmap_views import RoadMapIn, RoadMapView
from sprue_server.sheets.paper import (
    HEIGHT_MM,
    MARGIN_MM,
    OURS,
    PT_MM,
    TOKENS,
    WIDTH_MM,
    Style,
    width_mm,
)
from sprue_server.sheets.paper import wrapped as wrap
from sprue_server.sheets.plan_sheet import PAGES, Sheet, plan_sheet

ROOT = Path(__file__).resolve().parents[2]
ROAD = Road(Library(shelves()))
DAY = date(2026, 11, 29)
DEAR = Firm(part_g=120, scrap_pct=9, claims_eur_year=120_000, bottleneck=True, changeovers_week=60)
ADDRESS = "http://factory.example:8460/#/road-map"
TOUCH_MM = 0.35  # what boxes of type may share: descenders reach below their line


@cache
def plan(language: str, budget: float = 60_000) -> RoadMapView:
    return told(ROAD, RoadMapIn(firm=DEAR, budget_eur=budget, language=language), DAY)


def longest(language: str) -> RoadMapView:
    """Every step in the plan and every step left out, with the longest texts that there are."""
    view = plan(language)
    names = [one.title.texts[language] for one in ROAD.steps.known.values()]
    curve = next(one for one in view.steps if one.step == view.best[0])
    why = max((one.why for one in view.steps), key=len)
    steps = [
        curve.model_copy(update={"step": name, "title": name, "why": why, "begins_week": 9 * at})
        for at, name in enumerate(names)
    ]
    every = [reason for one in [*view.steps, *view.left_out] for reason in one.reasons]
    reasons = sorted(every, key=lambda one: -len(one.text))[:2]
    apart = [reasons[0].model_copy(update={"text": f"{reasons[0].text} ({at})"}) for at in range(len(names))]
    out = [
        view.left_out[0].model_copy(update={"title": name, "reasons": [apart[at], *reasons], "station": "x"})
        for at, name in enumerate(names)
    ]
    told_twice = {"steps": steps, "left_out": out, "best": sorted(names, key=len)[-2:]}
    total = view.total.model_copy(update={"weeks": 9 * len(names)})
    return view.model_copy(update={**told_twice, "total": total})


def paper(view: RoadMapView, address: str | None = ADDRESS) -> bytes:
    return plan_sheet(Sheet(view, phrases(ROAD.library.folders, PATTERN, view.language), address))


def text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    said = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return plain(said)


def plain(told: str) -> str:
    return " ".join(told.replace("\N{NO-BREAK SPACE}", " ").split())


def sides(pdf: bytes) -> list[tuple[float, float]]:
    """Where each bar, box and line that is drawn begins and ends across the page, mm."""
    document, found = pypdfium2.PdfDocument(pdf), []
    for page in document:
        drawn = [one.get_bounds() for one in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
        found += [(left * PT_MM, right * PT_MM) for left, _, right, _ in drawn]
    document.close()
    return found


def boxes(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """Of each page the boxes of its lines: left, low, right, top in mm."""
    document, found = pypdfium2.PdfDocument(pdf), []
    for page in document:
        told_there = page.get_textpage()
        each = [told_there.get_rect(at) for at in range(told_there.count_rects())]
        found.append([tuple(edge * PT_MM for edge in box) for box in each])
    document.close()
    return found


def shared(one, other) -> float:
    """The shorter side of what two boxes have in common, mm."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return min(across, down)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "view", [plan, longest, lambda language: plan(language, 0)], ids=["usual", "long", "none"]
)
def test_nothing_leaves_the_page_and_nothing_overlaps(language, view):
    pages = boxes(paper(view(language)))
    assert 1 <= len(pages) <= PAGES
    for page in pages:
        assert len(page) > 3
        assert min(box[0] for box in page) >= MARGIN_MM - 0.5
        assert max(box[2] for box in page) <= WIDTH_MM - MARGIN_MM + 0.5
        assert min(box[1] for box in page) >= 8
        assert max(box[3] for box in page) <= HEIGHT_MM - 8
        for at, one in enumerate(page):
            assert [other for other in page[:at] if shared(one, other) > TOUCH_MM] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_says_what_the_screen_says(language):
    view = plan(language)
    said = text(paper(view))
    assert "{" not in said
    wanted = [
        view.firm,
        *(one.title for one in view.steps),
        *(one.station_title for one in view.steps if one.station_title),
        *(f"{one.title} ({one.station_title})" for one in view.left_out if one.station_title),
        *(one.title for one in view.left_out if not one.station_title),
        *view.monday,
    ]
    wanted += [view.left_out[0].reasons[0].text, view.aid.text, view.aid.calls[0].text, ADDRESS]
    for one in wanted:
        assert plain(one) in said, one
    say = phrases(ROAD.library.folders, PATTERN, language)
    for key in (
        "title",
        "best",
        "once",
        "yearly",
        "net",
        "back",
        "steps",
        "matters",
        "out",
        "aid",
        "ask",
        "monday",
    ):
        assert say(f"sheet.{key}") in said
    assert say("sheet.origin") in said


def test_numbers_and_days_are_those_of_the_language():
    english, spanish, valencian, italian = (text(paper(plan(language))) for language in LANGUAGES)
    assert "60,000 €" in english
    assert "29 November 2026" in english
    assert "60.000 €" in spanish
    assert "29 de noviembre de 2026" in spanish
    assert "29 de novembre" in valencian
    assert "29 novembre 2026" in italian


def test_an_example_firm_is_said_to_be_one_and_an_empty_plan_says_so():
    example = told(ROAD, RoadMapIn(firm=Firm(claims_eur_year=5_000, scrap_pct=2.0), example=True), DAY)
    assert (example.best, example.steps) == ([], [])
    said = text(paper(example, None))
    assert "figures of an example firm, not of yours" in said
    assert "Reckoned from an example firm" in said
    assert "keep the money" in said
    assert example.summary in said
    assert "http" not in said.replace("https://www.ivace.es", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_fewer_than_two_is_said_with_what_the_next_would_need(language):
    careful = Firm(claims_eur_year=5_000, scrap_pct=2.0)
    view = told(ROAD, RoadMapIn(firm=careful, language=language, example=True), DAY)
    assert view.best == []
    pdf = paper(view)
    said = text(pdf)
    near = next(one for one in view.left_out if one.step == view.next)
    for one in (view.summary, near.reasons[0].text, *(need.text for need in near.needs[:4])):
        assert plain(one) in said, one
    for page in boxes(pdf):
        for at, one in enumerate(page):
            assert [other for other in page[:at] if shared(one, other) > TOUCH_MM] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_budget_that_is_too_small_is_told_as_on_the_page(language):
    view = plan(language, 0)
    said, say = text(paper(view)), phrases(ROAD.library.folders, PATTERN, language)
    assert plain(view.summary) in said
    assert say("fit.keep") not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_has_the_figures_with_what_comes_only_because_of_it(language):
    view = plan(language)
    told_there = [one for one in view.steps if one.step in view.best and one.whole.text]
    assert told_there, "else this shows nothing"
    elsewhere = text(paper(view))
    own = Ends(low=-77_000, likely=987_000, high=7_654_000)  # said nowhere else, and wider than all others
    once, yearly = (Ends(low=value, likely=value, high=value) for value in (88_500, 7_700))
    other = {"once_eur": once, "yearly_eur": yearly, "net_eur": own}
    whole = told_there[0].whole.model_copy(update={**other, "payback_months": 41.0})
    steps = [one.model_copy(update={"whole": whole}) if one is told_there[0] else one for one in view.steps]
    pdf = paper(view.model_copy(update={"steps": steps}))
    said = text(pdf)
    assert plain(whole.text) in said
    for value in (once.likely, yearly.likely, own.low, own.likely, own.high):
        assert plain(numbers.euros(value, language)) in said
        assert plain(numbers.euros(value, language)) not in elsewhere
    assert plain(time_back(phrases(ROAD.library.folders, PATTERN, language), 41)) in said
    for left, right in sides(pdf):
        assert MARGIN_MM - 0.5 <= left < right <= WIDTH_MM - MARGIN_MM + 0.5


def test_an_own_figure_is_marked():
    mine = RoadMapIn(firm=DEAR, budget_eur=60_000, own={"pressure-curve": {"runs_pct": 33}})
    view = told(ROAD, mine, DAY)
    matters = [one.model_copy(update={"own": 33.0, "unit": "%"}) for one in view.matters[:1]]
    assert "33 % (your figure)" in text(paper(view.model_copy(update={"matters": matters})))


def test_colours_are_those_of_the_screens_and_so_is_the_type():
    css = (ROOT / "dashboards/src/tokens.css").read_text("utf-8").split(":root[data-theme")[0]
    known = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6}|var\(--[a-z0-9-]+\))", css))
    for name, colour in TOKENS.items():
        value = known[name]
        while value.startswith("var("):
            value = known[value[6:-1]]
        assert value == colour, name
    for name in OURS.values():
        assert f"+{name}".encode() in paper(plan("en"))


def test_words_that_are_longer_than_a_line_are_broken():
    style = Style(10)
    lines = wrap("https://example.org/" + "a" * 300, style, 40)
    assert "".join(lines) == "https://example.org/" + "a" * 300
    assert all(width_mm(line, style) <= 40 for line in lines)
    assert wrap("", style, 40) == []
