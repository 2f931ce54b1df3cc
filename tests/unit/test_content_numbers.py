"""Numbers on paper and in texts: marked thousands, a minus that is one, no minus zero."""

import io
import json
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from sprue_server.answered import csv_table
from sprue_server.content import numbers
from sprue_server.content.phrases import phrases, time_back
from sprue_server.content.shelves import LANGUAGES, shelves

SCREENS = Path(__file__).resolve().parents[2] / "dashboards/src/lib"
ROUNDING = json.loads((SCREENS / "roadmap/rounding.json").read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_negative_number_has_a_minus_and_no_hyphen(language):
    assert numbers.number(-1234, language) in {"\u22121,234", "\u22121.234"}
    assert numbers.shown("net_eur", -12_345.0, language) in {"\u221212,500\u00a0€", "\u221212.500\u00a0€"}


@pytest.mark.parametrize(("value", "digits"), [(-0.0, 0), (-0.3, 0), (-0.49, 0), (-0.04, 1)])
def test_nothing_is_minus_zero(value, digits):
    assert numbers.number(value, "en", digits) == ("0.0" if digits else "0")


@pytest.mark.parametrize(("value", "told"), [(-1.0, "\u22121"), (-0.6, "\u22121"), (0.6, "1")])
def test_what_is_more_than_half_is_not_zero(value, told):
    assert numbers.number(value, "en") == told


@pytest.mark.parametrize(("value", "told"), ROUNDING["rounded"])
def test_an_estimate_is_rounded_as_on_the_screens(value, told):
    assert numbers.rounded(value) == told


@pytest.mark.parametrize(("value", "digits", "told"), ROUNDING["written"])
def test_a_number_is_written_as_on_the_screens(value, digits, told):
    assert numbers.number(value, "en", digits) == told


def test_paper_shows_the_minus_even_without_the_screens_type():
    """Helvetica has no minus of its own; where it is set in it, another of the built-in types lends one."""
    there = io.BytesIO()
    canvas = Canvas(there)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(100, 700, numbers.number(-1234, "en"))
    canvas.save()
    assert "\u22121,234" in pypdfium2.PdfDocument(there.getvalue())[0].get_textpage().get_text_range()


def test_a_table_for_a_spreadsheet_keeps_the_sign_that_it_reads():
    assert csv_table(["net_eur"], [[-1234.5]], "net.csv").body == b"net_eur\r\n-1234.5\r\n"


@pytest.mark.parametrize(
    ("months", "told"),
    [(0.2, "1 month"), (6.7, "7 months"), (23.4, "23 months"), (23.6, "2.0 years"), (30.0, "2.5 years")],
)
def test_money_is_back_in_months_and_from_two_years_on_in_years(months, told):
    assert time_back(phrases(shelves(), "roadmap/*.yaml", "en"), months) == told


def test_years_are_written_as_the_language_does():
    assert time_back(phrases(shelves(), "roadmap/*.yaml", "it"), 30.0) == "2,5 anni"
