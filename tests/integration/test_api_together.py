"""After the visit: seats are given once, a full meeting says so, contacts are seen by who may see them."""

import asyncio
from datetime import UTC, datetime

import pytest
from api_hub import ADMIN, visitor
from store_world import Place
from visits import AGREED, DAY_US, a_hall, announced, everything_kept, interest, named, on_the_wall

PERSON = {"language": "es", "name": "Anna Pla", "email": "anna@example.org", "consent": AGREED}
ANONYMOUS = {"language": "es"}
FEW = {"told": [], "rest": None}


@pytest.fixture
async def hall(sqlite_place: Place):
    async with a_hall(sqlite_place) as found:
        yield found


async def looks(page) -> dict:
    return (await page.get("/together")).json()


async def take(page, number: int, wish: dict = ANONYMOUS):
    return await page.put(f"/together/meetings/{number}/seat", json=wish)


async def test_a_seat_is_taken_named_and_given_back(place: Place):
    async with a_hall(place) as hall:
        number = await announced(hall)
        (one,) = (await take(hall.anna, number)).json()["meetings"]
        assert (one["taken"], one["mine"], one["named"]) == (1, True, False)
        (one,) = (await take(hall.anna, number, PERSON)).json()["meetings"]
        assert (one["taken"], one["mine"], one["named"]) == (1, True, True), "the same seat, now with a name"
        (one,) = (await looks(hall.bert))["meetings"]
        assert (one["taken"], one["mine"], one["named"]) == (1, False, False)
        assert "anna@example.org" not in (await hall.bert.get("/together")).text
        seats = (await hall.teacher.get(f"/together/meetings/{number}/seats")).json()
        assert [(one["name"], one["email"]) for one in seats] == [("Anna Pla", "anna@example.org")]
        (one,) = (await hall.anna.delete(f"/together/meetings/{number}/seat")).json()["meetings"]
        assert (one["taken"], one["mine"]) == (0, False)


async def test_a_full_meeting_refuses_in_words_and_the_last_seat_is_given_once(place: Place):
    async with a_hall(place) as hall:
        number = await announced(hall, places=3)
        pages = [visitor(hall.hub) for _ in range(8)]
        answers = await asyncio.gather(*(take(page, number) for page in pages))
        assert sorted(one.status_code for one in answers) == [200] * 3 + [409] * 5
        refused = next(one for one in answers if one.status_code == 409).json()
        assert (refused["code"], refused["detail"]) == (
            "meeting_full",
            "All 3 seats are taken. Nothing was changed.",
        )
        assert (await looks(hall.anna))["meetings"][0]["taken"] == 3
        holder = next(page for page, one in zip(pages, answers, strict=True) if one.status_code == 200)
        await holder.delete(f"/together/meetings/{number}/seat")
        assert (await take(hall.anna, number)).status_code == 200
        for page in pages:
            await page.aclose()


async def test_an_instructor_takes_one_seat_back_and_nothing_stays_of_it(place: Place):
    async with a_hall(place) as hall:
        number, other = await announced(hall), await announced(hall)
        await take(hall.anna, number, PERSON)
        await take(hall.bert, number)
        anna, bert = (await hall.teacher.get(f"/together/meetings/{number}/seats")).json()
        address = f"/together/meetings/{number}/seats/{anna['id']}"
        assert (await hall.bert.delete(address)).status_code == 403
        wrong = await hall.teacher.delete(f"/together/meetings/{other}/seats/{anna['id']}")
        assert (wrong.status_code, wrong.json()["code"]) == (404, "meeting_no_seat")
        assert (await hall.teacher.delete(address)).json() == [bert]
        assert (await hall.teacher.delete(address)).status_code == 404
        seen = next(one for one in (await looks(hall.anna))["meetings"] if one["id"] == number)
        assert (seen["taken"], seen["mine"]) == (1, False)
        assert (await hall.anna.get("/mine")).json()["entries"] == []
        assert PERSON["email"] not in everything_kept(hall.hub)
        notes = [one.detail for one in hall.hub.reader.audit() if one.what == "meeting"]
        assert notes[0] == f"seat {anna['id']} of {number} taken back"
        assert len(notes) == 3


async def test_a_name_needs_an_address_and_a_consent(hall):
    number = await announced(hall)
    refused = {
        "consent_missing": {**PERSON, "consent": None},
        "consent_old": {**PERSON, "consent": {"version": 1, "language": "xx"}},
        "input_missing": {**PERSON, "email": ""},
        "text_email": {**PERSON, "email": "anna at home"},
        "text_markup": {**PERSON, "name": "<a href=x>Anna</a>"},
    }
    for code, wish in refused.items():
        answer = await take(hall.anna, number, wish)
        assert answer.json()["code"] == code, answer.text
    assert (await looks(hall.anna))["meetings"][0]["taken"] == 0


async def test_what_is_cancelled_over_or_unknown_takes_nobody(hall, monkeypatch):
    number, other = await announced(hall), await announced(hall)
    assert (await hall.teacher.delete(f"/together/meetings/{number}")).json()["cancelled"] is True
    assert (await take(hall.anna, number)).json()["code"] == "meeting_cancelled"
    assert (await take(hall.anna, 99)).json()["code"] == "meeting_unknown"
    later = max(one["starts_us"] for one in (await looks(hall.anna))["meetings"]) + DAY_US - 1_000_000
    monkeypatch.setattr(type(hall.hub), "now_us", staticmethod(lambda: later))
    assert (await take(hall.anna, other)).json()["code"] == "meeting_over"
    assert [one["over"] for one in (await looks(hall.anna))["meetings"]] == [True, True]
    monkeypatch.setattr(type(hall.hub), "now_us", staticmethod(lambda: later + 2_000_000))
    assert (await looks(hall.anna))["meetings"] == []


async def test_a_meeting_is_changed_and_its_seats_stay(hall):
    number = await announced(hall)
    await take(hall.anna, number)
    told = (await looks(hall.anna))["meetings"][0]
    wish = {name: told[name] for name in ("kind", "place", "language", "link", "station")} | {
        "starts": "2099-07-01T10:00"
    }
    changed = await hall.teacher.put(f"/together/meetings/{number}", json={**wish, "title": "New", "places": 1})
    assert (changed.json()["title"], changed.json()["taken"]) == ("New", 1)
    begins = datetime(2099, 7, 1, 8, tzinfo=UTC)  # ten o'clock of a summer in Madrid
    assert changed.json()["starts_us"] == int(begins.timestamp()) * 1_000_000
    never = await hall.teacher.put(
        f"/together/meetings/{number}", json={**wish, "starts": "2027-03-28T02:30", "title": "X1", "places": 1}
    )
    assert (never.status_code, never.json()["code"]) == (422, "visit_no_time")
    assert (await take(hall.bert, number)).json()["code"] == "meeting_full"
    assert (
        await hall.teacher.put("/together/meetings/99", json={**wish, "title": "X1", "places": 1})
    ).status_code == 404
    bad = await hall.teacher.post(
        "/together/meetings", json={**wish, "title": "X1", "places": 1, "link": "javascript:1"}
    )
    assert bad.json()["code"] == "text_no_link"


async def test_a_meeting_is_announced_for_a_time_to_come_and_one_that_has_begun_keeps_its_own(
    hall, monkeypatch
):
    past = on_the_wall(hall, hall.hub.now_us() - DAY_US)
    wish = {"kind": "seminar", "title": "Sensors", "place": "Ibi", "places": 2, "language": "es"}
    refused = await hall.teacher.post("/together/meetings", json={**wish, "starts": past})
    assert (refused.status_code, refused.json()["code"]) == (422, "visit_past")
    assert (await looks(hall.anna))["meetings"] == []
    starts = on_the_wall(hall, hall.hub.now_us() + DAY_US)
    number = await announced(hall, starts=starts)
    refused = await hall.teacher.put(f"/together/meetings/{number}", json={**wish, "starts": past})
    assert (refused.status_code, refused.json()["code"]) == (422, "visit_past")
    later = hall.hub.now_us() + DAY_US
    monkeypatch.setattr(type(hall.hub), "now_us", staticmethod(lambda: later))
    await hall.teacher.post("/login", json={"secret": ADMIN})
    changed = await hall.teacher.put(f"/together/meetings/{number}", json={**wish, "starts": starts})
    assert (changed.status_code, changed.json()["over"], changed.json()["title"]) == (200, True, "Sensors")


async def left(page, **wish):
    answer = await page.post("/together/interests", json=interest(**wish))
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_everybody_sees_how_many_and_only_who_opted_in_sees_whom(place: Place):
    async with a_hall(place) as hall, visitor(hall.hub) as carl, visitor(hall.hub) as quiet:
        await left(hall.anna, **named("Anna", sector="toys"))
        await left(quiet, kind="firm")
        await left(hall.bert, side="offer", kind="supplier", **named("Bert"))
        found = await left(carl, kind="firm", **named("Carl"))
        (topic,) = found["topics"]
        assert topic["station"] == "vision"
        assert (topic["look"], topic["offer"]) == (
            {"told": [{"kind": "firm", "count": 3}], "rest": 0},
            {"told": [{"kind": "supplier", "count": 1}], "rest": 0},
        ), "who offers and has opted in wants to be found"
        seen = {
            page: (await looks(page))["matches"] for page in (hall.anna, hall.bert, carl, quiet, hall.teacher)
        }
        assert [one["name"] for one in seen[hall.anna][0]["contacts"]] == ["Bert", "Carl"]
        assert [one["name"] for one in seen[hall.bert][0]["contacts"]] == ["Anna", "Carl"]
        assert [one["name"] for one in seen[carl][0]["contacts"]] == ["Anna", "Bert"]
        assert seen[quiet] == seen[hall.teacher] == []

        (one,) = (await looks(hall.bert))["mine"]
        await hall.bert.delete(f"/mine/interest/{one['id']}/names")
        assert [one["name"] for one in (await looks(hall.anna))["matches"][0]["contacts"]] == ["Carl"]
        assert (await looks(hall.bert))["matches"] == []
        assert (await looks(hall.bert))["topics"][0]["offer"] == FEW
        assert "bert@example.org" not in (await hall.teacher.get("/together/moderation")).text


async def test_one_or_two_that_look_are_told_as_few_and_the_order_of_topics_tells_no_more(hall):
    await left(hall.anna, **named("Anna", sector="toys"))
    await left(hall.bert, kind="consultant")
    await left(hall.anna, station="energy")
    topics = (await looks(hall.teacher))["topics"]
    assert [(one["station"], one["look"]) for one in topics] == [("energy", FEW), ("vision", FEW)]
    assert topics[1]["sectors"] == FEW


async def test_a_newer_interest_replaces_the_one_of_the_same_side(hall):
    await left(hall.anna)
    await left(hall.anna, side="offer", kind="consultant")
    found = await left(hall.anna, **named("Anna"))
    assert [(one["side"], one["opted_in"]) for one in found["mine"]] == [("offer", False), ("look", True)]


async def test_a_hidden_interest_sees_nobody_and_is_seen_by_nobody(hall):
    await left(hall.anna, **named("Anna"))
    await left(hall.bert, side="offer", kind="supplier", **named("Bert"))
    bert = next(one for one in (await hall.teacher.get("/together/moderation")).json() if one["name"] == "Bert")
    answer = await hall.teacher.post(f"/together/interests/{bert['id']}/moderation", json={"hidden": True})
    assert [one["hidden"] for one in answer.json()] == [True, False]
    assert (await looks(hall.anna))["matches"][0]["contacts"] == []
    assert (await looks(hall.bert))["matches"] == []
    assert (await looks(hall.bert))["topics"][0]["offer"] == {"told": [], "rest": 0}
    await hall.teacher.post(f"/together/interests/{bert['id']}/moderation", json={"hidden": False})
    assert len((await looks(hall.anna))["matches"][0]["contacts"]) == 1


async def test_an_instructor_deletes_an_interest_without_its_code_and_nothing_stays_of_it(place: Place):
    async with a_hall(place) as hall:
        await left(hall.anna, **named("Anna"))
        await left(hall.bert, side="offer", kind="supplier", **named("Bert"))
        bert, anna = (await hall.teacher.get("/together/moderation")).json()
        address = f"/together/interests/{bert['id']}"
        for who in (hall.anna, hall.bert):
            assert (await who.delete(address)).status_code == 403
        assert "bert@example.org" in everything_kept(hall.hub)
        assert (await hall.teacher.delete(address)).json() == [anna]
        assert "bert@example.org" not in everything_kept(hall.hub)
        assert [one["contacts"] for one in (await looks(hall.anna))["matches"]] == [[]]
        assert ((await looks(hall.bert))["mine"], (await looks(hall.bert))["matches"]) == ([], [])
        again = await hall.teacher.delete(address)
        assert (again.status_code, again.json()["code"]) == (404, "voice_unknown")
        notes = [one.detail for one in hall.hub.reader.audit() if one.what == "interest"]
        assert notes == [f"{bert['id']} deleted"]


async def test_a_contact_without_consent_is_not_kept(hall):
    wish = interest(**named("Anna", consent=None))
    assert (await hall.anna.post("/together/interests", json=wish)).json()["code"] == "consent_missing"
    assert (await looks(hall.anna))["topics"] == []
