"""Tables of the report on paper: wherever a page turns, it says again what its figures are."""

from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from sprue_server.report.parts import PLANS
from sprue_server.report_views import ReportCell, ReportRow, ReportTable
from sprue_server.sheets.paper import Paper
from sprue_server.sheets.report_figures import classes, plans
from sprue_server.sheets.report_words import Say

SAY = Say("en", {}, ZoneInfo("Europe/Madrid"))
CELL = ReportCell(value=7, state="told")
OFFSETS_MM = range(0, 240, 12)


def table(names, about=None, words="station"):
    rows = [ReportRow(name=name, now=CELL, before=CELL) for name in names]
    return ReportTable(name="booked", words=words, unit="firms", about=about, rows=rows, held=False)


def pages(paper: Paper) -> list[str]:
    document = pypdfium2.PdfDocument(paper.pdf("t", "en"))
    return [page.get_textpage().get_text_bounded() for page in document]


@pytest.mark.parametrize("offset_mm", OFFSETS_MM)
def test_every_page_with_a_class_says_what_its_columns_are(offset_mm):
    paper = Paper()
    paper.room(offset_mm)
    classes(paper, SAY, table([f"class-{number}" for number in range(50)]))
    told = [page for page in pages(paper) if "Class " in page]
    assert len(told) > 1
    for page in told:
        assert page.count("Before") == 1, page


@pytest.mark.parametrize("offset_mm", OFFSETS_MM)
def test_a_station_and_what_was_planned_there_before_are_on_one_page(offset_mm):
    paper = Paper()
    paper.room(offset_mm)
    plans(paper, SAY, [table(PLANS, f"press-{number}", "report.plan") for number in range(40)])
    told = [page for page in pages(paper) if "Press " in page]
    assert len(told) > 1
    for page in told:
        assert page.count("Before 7") == len(PLANS) * page.count("Press "), page
        assert page.count("Station") == 1, page


@pytest.mark.parametrize(
    ("state", "said"), [("few", "fewer than 3"), ("others", "with others"), ("none", "none")]
)
def test_what_may_not_be_told_says_so_in_the_place_of_its_figure(state, said):
    rows = [ReportRow(name="energy", now=ReportCell(value=None, state=state), before=CELL)]
    paper = Paper()
    classes(paper, SAY, table([]).model_copy(update={"rows": rows}))
    (page,) = pages(paper)
    assert said in page
    assert "0" not in page
