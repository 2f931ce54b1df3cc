"""The report for the regional office, as an instructor asks for it: page, table, paper in each language."""

import csv
import io
import re
from datetime import UTC, date, datetime

import pypdfium2
import pytest
from store_world import Place
from test_api_visits import FIRM, NAMED
from visits import Hall, a_hall, announced, interest, named, on_the_wall, said, shown, voice

from sprue_server.content import numbers
from sprue_server.content.phrases import screen_word
from sprue_server.content.shelves import LANGUAGES

MARGIN_PT = 72 * 15 / 25.4
FILES = ("/report", "/report/export/report.csv", "/report/export/report.pdf")
SECRET = "What nobody has looked at"


@pytest.fixture
async def hall(place: Place):
    async with a_hall(place) as found:
        yield found


async def a_day(hall: Hall) -> None:
    """A slot of today with four firms, a walk, and what visitors left."""
    begins = hall.hub.now_us() + 600_000_000  # to the minute: nearer it could begin before anybody sits
    opened = {"starts": "2030-06-03T10:00", "minutes": 90, "places": 20, "languages": ["es"]}
    number = (await hall.teacher.post("/visits/slots", json=opened)).json()["id"]
    for sector in ("toys", "toys", "toys", "medical"):
        await hall.anna.post(f"/visits/slots/{number}/bookings", json=FIRM | NAMED | {"sector": sector})
    walk = {"how": "own", "role": "owner", "language": "es", "minutes": 15, "minutes_walked": 12.0}
    await hall.anna.post("/visits/walks", json=walk | {"stops": ["vision"], "finished": True, "rating": 5})
    await said(hall.anna, voice("question", text=SECRET))
    robot = await said(hall.anna, voice("proposal", text="=A robot\nthat stacks caps"))
    await shown(hall, robot["id"], answer="We asked for one")
    await hall.bert.put(f"/voices/{robot['id']}/vote")
    await said(hall.anna, voice("intention", station="vision", plan="this_year", sector="toys"))
    for page, who in ((hall.anna, "Anna"), (hall.bert, "Bert")):
        await page.post("/together/interests", json=interest(**named(who)))
    meeting = await announced(hall, starts=on_the_wall(hall, begins))
    await hall.bert.put(f"/together/meetings/{meeting}/seat", json={"language": "en"})


def figures(view: dict) -> dict[str, dict]:
    return {one["name"]: one["now"] for section in view["sections"] for one in section["figures"]}


async def test_only_who_teaches_is_told(hall):
    for path in FILES:
        assert (await hall.anna.get(path)).status_code == 403
        assert (await hall.teacher.get(path)).status_code == 200


async def test_it_tells_what_was_left_and_nobody(hall):
    await a_day(hall)
    answer = await hall.teacher.get("/report")
    view, found = answer.json(), figures(answer.json())
    assert found["walks"] == {"value": 1, "state": "told"}
    assert found["questions"]["value"] == 1
    assert found["votes"]["value"] == 1
    assert found["seminars"]["value"] == 1
    assert found["seminar_seats"]["state"] == found["matches"]["state"] == "few"
    assert found["voices_mean"]["state"] == "none"
    assert [(one["text"], one["votes"]) for one in view["proposals"]] == [("=A robot\nthat stacks caps", 1)]
    for word in (SECRET, "Ferrer", "example.org", "Anna", "Bert"):
        assert word not in answer.text
    booked = figures(
        (await hall.teacher.get("/report", params={"unit": "quarter", "day": "2030-05-05"})).json()
    )
    assert (booked["slots"]["value"], booked["booked_firms"]["value"], booked["booked_people"]["value"]) == (
        1,
        4,
        12,
    )
    assert (
        figures((await hall.teacher.get("/report", params={"day": "2029-05-05"})).json())["slots"]["value"] == 0
    )


async def test_classes_of_bookings_keep_the_rule(hall):
    await a_day(hall)
    view = (await hall.teacher.get("/report", params={"unit": "year", "day": "2030-01-01"})).json()
    (table,) = (one for one in view["sections"][0]["tables"] if one["name"] == "booked_sectors")
    assert {one["name"]: one["now"]["value"] for one in table["rows"]} == {"rest": 4}
    assert "few" in {one["reason"] for one in view["left_out"]}


async def test_the_table_is_read_back_as_the_page_tells_it(hall):
    await a_day(hall)
    answer = await hall.teacher.get("/report/export/report.csv")
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert list(rows[0]) == ["section", "item", "value", "unit", "before"]
    told = figures((await hall.teacher.get("/report")).json())
    read = {one["item"]: one["value"] for one in rows if "." not in one["section"]}
    for name, cell in told.items():
        want = "<3" if cell["state"] == "few" else "" if cell["value"] is None else f"{cell['value']:g}"
        assert read[name] == want, name
    texts = [one["item"] for one in rows if one["section"] == "questions.proposals"]
    assert texts == ["'=A robot that stacks caps"], "no spreadsheet takes it for a formula"
    assert SECRET not in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_paper_says_it_in_each_language_within_its_margins(hall, language):
    await a_day(hall)
    view = (await hall.teacher.get("/report")).json()
    answer = await hall.teacher.get("/report/export/report.pdf", params={"language": language})
    assert answer.headers["content-type"] == "application/pdf"
    document = pypdfium2.PdfDocument(answer.content)
    pages = [page.get_textpage() for page in document]
    text = " ".join(" ".join(one.get_text_range() for one in pages).replace("\xa0", " ").split())
    word = screen_word(language)
    for name in ("title", "section.doors", "figure.walks", "figure.matches", "left.names", "few", "now"):
        assert " ".join(word("report", name).split()) in text, name
    assert numbers.day(date.fromisoformat(view["period"]["before_last"]), language) in text
    assert "=A robot" in text
    assert SECRET not in text
    assert not re.search(r"\{\w+\}", text)
    for page, said_there in zip(document, pages, strict=True):
        edges = [said_there.get_rect(at) for at in range(said_there.count_rects())]
        assert min(edge[0] for edge in edges) >= MARGIN_PT
        assert max(edge[2] for edge in edges) <= page.get_width() - MARGIN_PT
    document.close()


async def test_days_that_are_none_are_refused(hall):
    wish = {"unit": "days", "day": "2026-05-02", "last": "2026-05-01"}
    for path in FILES:
        answer = await hall.teacher.get(path, params=wish)
        assert (answer.status_code, answer.json()["code"]) == (422, "report_days")
    nine = (await hall.teacher.get("/report", params=wish | {"last": "2026-05-10"})).json()["period"]
    assert (nine["before_first"], nine["before_last"]) == ("2026-04-23", "2026-05-01")
    assert datetime.fromtimestamp(nine["from_us"] / 1e6, UTC).isoformat() == "2026-05-01T22:00:00+00:00"
