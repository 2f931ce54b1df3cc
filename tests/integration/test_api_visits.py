"""Open doors: places are counted right, names are nobody's business, a code opens one's own booking."""

import asyncio

import pytest
from api_hub import ADMIN, a_hub, visitor
from visits import keeps_what_is_deleted

from sprue_server.forgetting import step
from sprue_server.hub import VISITS
from sprue_server.plant_clock import moment
from sprue_server.visits.booking import DAY_US, KEPT_DAYS

SLOT = {
    "starts": "2030-06-03T10:00",
    "minutes": 90,
    "places": 10,
    "languages": ["es", "en"],
    "note": "By the gate",
}
FIRM = {"people": 3, "sector": "toys", "role": "owner", "size": "small", "language": "es"}
NAMED = {"name": "Ana Ferrer, Juguetes Ibi", "contact": "ana@example.org", "consent": True}


@pytest.fixture
async def hub(place):
    async with a_hub(place) as made:
        yield made


@pytest.fixture
async def page(hub):
    async with visitor(hub) as client:
        yield client


@pytest.fixture
async def teacher(hub):
    async with visitor(hub, "127.0.0.3") as client:
        await client.post("/login", json={"secret": ADMIN})
        yield client


@pytest.fixture
async def slot(teacher) -> int:
    return (await teacher.post("/visits/slots", json=SLOT)).json()["id"]


async def book(page, slot: int, **other):
    return await page.post(f"/visits/slots/{slot}/bookings", json=FIRM | other)


async def test_a_slot_is_opened_by_the_plants_calendar(teacher, page):
    opened = (await teacher.post("/visits/slots", json=SLOT)).json()
    assert opened["starts_us"] == 1_906_704_000_000_000, "10:00 in Madrid in June is 08:00 UTC"
    assert (await page.get("/visits/slots")).json() == [opened]
    past = await teacher.post("/visits/slots", json=SLOT | {"starts": "2020-06-03T10:00"})
    assert (past.status_code, past.json()["code"]) == (422, "visit_past")
    never = await teacher.post("/visits/slots", json=SLOT | {"starts": "2030-03-31T02:30"})
    assert (never.status_code, never.json()["code"]) == (422, "visit_no_time")


def test_the_hour_that_comes_twice_is_the_first_one():
    assert moment("2030-10-27T02:30", "Europe/Madrid") == 1_919_291_400_000_000


async def test_everybody_sees_how_many_firms_of_which_sectors_come_and_no_name(hub, page, slot):
    await book(page, slot, **NAMED)
    async with visitor(hub) as rival:
        await book(rival, slot, sector="toys", people=2)
        await book(rival, slot, sector="medical", people=1)
        told = await rival.get("/visits/slots")
    assert [told.json()[0][one] for one in ("firms", "people", "free")] == [3, 6, 4]
    assert told.json()[0]["sectors"] == {"toys": 2, "medical": 1}
    assert "Ferrer" not in told.text


async def test_a_full_slot_says_how_many_places_are_left(page, slot):
    await book(page, slot, people=8)
    full = await book(page, slot, people=3)
    assert (full.status_code, full.json()["code"]) == (409, "visit_full")
    assert full.json()["params"] == {"free": 2.0, "people": 3.0}
    assert full.json()["detail"].endswith("Nothing was changed.")
    assert (await book(page, slot, people=2)).status_code == 200


async def test_who_books_at_the_same_moment_does_not_get_the_same_place(page, slot):
    answers = await asyncio.gather(*(book(page, slot, people=4) for _ in range(5)))
    assert sorted(one.status_code for one in answers) == [200, 200, 409, 409, 409]


async def test_by_its_code_a_booking_is_seen_changed_and_cancelled(page, slot):
    code = (await book(page, slot, **NAMED)).json()["code"]
    address = f"/visits/bookings/{code}"
    seen = (await page.get(address)).json()
    assert (seen["name"], seen["people"], seen["consent"]) == (NAMED["name"], 3, "visit-1")
    assert seen["forgotten_us"] == seen["consent_us"] + KEPT_DAYS * DAY_US
    more = (await page.put(address, json=FIRM | {"people": 10})).json()
    assert (more["people"], more["slot"]["free"], more["name"], more["consent_us"]) == (10, 0, None, None)
    assert (await page.put(address, json=FIRM | {"people": 11})).json()["code"] == "visit_full"
    gone = (await page.delete(address)).json()
    assert (gone["cancelled"], gone["slot"]["free"]) == (True, 10)
    assert (await page.delete(address)).status_code == 404
    assert (await page.put(address, json=FIRM)).status_code == 404


async def test_cancelling_forgets_at_once_who_it_was(page, teacher, slot):
    code = (await book(page, slot, **NAMED)).json()["code"]
    assert (await teacher.get(f"/visits/slots/{slot}/firms")).json()[0]["contact"] == NAMED["contact"]
    await page.delete(f"/visits/bookings/{code}")
    assert (await teacher.get(f"/visits/slots/{slot}/firms")).json() == []
    assert (await page.get(f"/visits/bookings/{code}")).json()["name"] is None


async def test_an_instructor_cancels_one_booking_as_the_firm_itself_would(hub, page, teacher, slot):
    code = (await book(page, slot, **NAMED)).json()["code"]
    await book(page, slot, people=2)
    first, other = (await teacher.get(f"/visits/slots/{slot}/firms")).json()
    address = f"/visits/slots/{slot}/bookings/{first['id']}"
    assert (await page.delete(address)).status_code == 403
    assert (await teacher.delete(f"/visits/slots/{slot + 1}/bookings/{first['id']}")).status_code == 404
    assert (await teacher.delete(address)).json() == [other]
    seen = (await page.get(f"/visits/bookings/{code}")).json()
    assert (seen["cancelled"], seen["name"], seen["contact"], seen["consent_us"]) == (True, None, None, None)
    assert (seen["slot"]["free"], seen["slot"]["firms"]) == (8, 1)
    again = await teacher.delete(address)
    assert (again.status_code, again.json()["code"]) == (404, "visit_not_booked")
    notes = [one.detail for one in hub.reader.audit() if one.what == "visits"]
    assert notes[0] == f"booking {first['id']} of slot {slot} cancelled"
    assert len(notes) == 2, "the slot that was opened, and one booking that was cancelled"


async def test_without_consent_no_name_is_kept_and_without_a_name_none_is_asked(page, slot):
    answer = await book(page, slot, **NAMED | {"consent": False})
    assert (answer.status_code, answer.json()["code"]) == (422, "visit_consent")
    plain = (await book(page, slot, consent=True)).json()
    assert (plain["name"], plain["consent"], plain["consent_us"]) == (None, None, None)


async def test_a_slot_that_does_not_take_place_takes_nobody_and_says_so_to_who_booked(page, teacher, slot):
    code = (await book(page, slot, **NAMED)).json()["code"]
    await teacher.delete(f"/visits/slots/{slot}")
    (told,) = (await teacher.get(f"/visits/slots/{slot}/firms")).json()
    assert told["contact"] == NAMED["contact"], "else nobody can tell them"
    assert (await page.get(f"/visits/bookings/{code}")).json()["cancelled"] is True
    assert (await book(page, slot)).json()["code"] == "visit_closed"
    assert (await book(page, 99)).json()["code"] == "visit_no_slot"
    assert (await page.get("/visits/slots")).json()[0]["closed"] is True


async def test_a_visit_that_has_begun_cannot_be_booked(hub, page, slot, monkeypatch):
    monkeypatch.setattr(type(hub), "now_us", staticmethod(lambda: 1_906_704_000_000_000))
    assert (await book(page, slot)).json()["code"] == "visit_begun"


async def test_only_the_hash_of_a_code_is_kept(hub, page, slot):
    code = (await book(page, slot)).json()["code"]
    kept = hub.reader.bookings([slot])[0]
    assert code not in repr(kept)
    assert len(code) > 20


async def test_who_tries_codes_waits(page):
    for number in range(VISITS):
        assert (await page.get(f"/visits/bookings/{number}")).status_code == 404
    answer = await page.get("/visits/bookings/once-more")
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_visits")
    assert int(answer.headers["retry-after"]) > 0


async def test_names_go_after_four_hundred_days_and_the_rest_stays(hub, page, slot):
    await book(page, slot, **NAMED)
    left_us = hub.reader.bookings([slot])[0].consent_us
    for at_us, name in (
        (left_us + KEPT_DAYS * DAY_US - 1, NAMED["name"]),
        (left_us + KEPT_DAYS * DAY_US, None),
    ):
        await step(hub.writes, hub.reader.engine, at_us)
        row = hub.reader.bookings([slot])[0]
        assert (row.name, row.people) == (name, 3)
    assert (row.contact, row.consent_us, row.consent) == (None, None, None)


async def changes(hub, code: str):
    async with visitor(hub) as page:
        assert (await page.put(f"/visits/bookings/{code}", json=FIRM)).json()["name"] is None


async def cancels(hub, code: str):
    async with visitor(hub) as page:
        assert (await page.delete(f"/visits/bookings/{code}")).json()["name"] is None


async def grows_old(hub, _code: str):
    await step(hub.writes, hub.reader.engine, hub.now_us() + 401 * DAY_US)


@pytest.mark.parametrize("deed", [changes, cancels, grows_old])
async def test_of_a_name_that_went_nothing_is_left_in_the_file(sqlite_place, deed):
    """Also where SQLite does not overwrite what is deleted by itself."""
    async with a_hub(sqlite_place) as hub, visitor(hub) as page:
        await hub.writes.change(keeps_what_is_deleted)
        await page.post("/login", json={"secret": ADMIN})
        slot = (await page.post("/visits/slots", json=SLOT)).json()["id"]
        long = {**NAMED, "name": "Ana Ferrer " * 9}  # what comes in its place covers less of it
        code = (await book(page, slot, **long)).json()["code"]
        await book(page, slot, people=1)
        await deed(hub, code)
    file = (sqlite_place.data / "hub.db").read_bytes()
    assert not [one for one in ("Ana Ferrer", NAMED["contact"]) if one.encode() in file]


async def test_the_way_for_a_role_fits_its_time(page):
    told = (await page.get("/visits/itinerary", params={"role": ["owner", "it"], "minutes": 45})).json()
    assert told["stops"][-1]["slug"] == "my-firm"
    assert sum(one["minutes"] for one in told["stops"]) <= 45
    assert (await page.get("/visits/itinerary", params={"role": "owner", "minutes": 5})).status_code == 422


async def test_walks_without_a_guide_are_counted_without_anybody_in_them(page, teacher):
    walk = {"how": "own", "role": "quality", "language": "it", "minutes": 45, "minutes_walked": 31.5}
    walk |= {"stops": ["vision", "energy"], "finished": True, "rating": 4}
    await page.post("/visits/walks", json=walk)
    await page.post("/visits/walks", json=walk | {"finished": False, "rating": None, "stops": ["vision"]})
    told = (await teacher.get("/visits/counts")).json()
    assert (told["walks"], told["walks_finished"], told["minutes_walked"]) == (2, 1, 63.0)
    assert (told["stops"], told["ratings"], told["roles"]) == (
        {"vision": 2, "energy": 1},
        {"4": 1},
        {"quality": 2},
    )
    assert (await teacher.get("/visits/counts", params={"to_us": 1})).json()["walks"] == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"stops": ["anybody-s-words"]},
        {"stops": ["vision", "vision"]},
        {"stops": ["vision", "my-firm", "vision", "energy"]},
        {"minutes_walked": 90.1},
    ],
)
async def test_a_walk_goes_to_stations_that_there_are_each_once_and_not_for_ever(page, teacher, wrong):
    walk = {"how": "own", "role": "quality", "language": "it", "minutes": 45, "minutes_walked": 90}
    walk |= {"stops": ["vision", "my-firm"], "finished": True}
    answer = await page.post("/visits/walks", json=walk | wrong)
    assert answer.status_code == 422
    assert answer.json()["code"] == ("input_most" if "minutes_walked" in wrong else "visit_stops")
    assert answer.json()["detail"].endswith("Nothing was changed.")
    assert (await page.post("/visits/walks", json=walk)).status_code == 200
    assert (await teacher.get("/visits/counts")).json()["stops"] == {"vision": 1, "my-firm": 1}
