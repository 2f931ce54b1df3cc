"""What is one's own: told, taken along, deleted for good, also from elsewhere; contacts go by themselves."""

import asyncio
import json

import pytest
from api_hub import visitor
from store_world import Place
from visits import (
    AGREED,
    DAY_US,
    Hall,
    a_hall,
    announced,
    everything_kept,
    interest,
    keeps_what_is_deleted,
    named,
    proposed,
    said,
    voice,
)

from sprue_server import forgetting
from sprue_server.store.leaving import names_gone
from sprue_server.store.problems import StoreBlockedError
from sprue_server.voices.consent import TEXTS

NAMES = ("Toy Ltd", "anna@example.org", "Anna Pla")


@pytest.fixture
async def hall(sqlite_place: Place):
    async with a_hall(sqlite_place) as found:
        yield found


async def leaves_all(hall: Hall) -> None:
    """Anna leaves one of each kind, and has been voted for."""
    number = await proposed(hall)
    await hall.bert.put(f"/voices/{number}/vote")
    await hall.anna.put(f"/voices/{number}/vote")
    await said(hall.anna, voice("feedback", stars=5))
    await said(hall.anna, voice("deed", station="vision", firm="Toy Ltd", consent=AGREED))
    seat = {"language": "es", "name": "Anna Pla", "email": "anna@example.org", "consent": AGREED}
    await hall.anna.put(f"/together/meetings/{await announced(hall)}/seat", json=seat)
    await hall.anna.post("/together/interests", json=interest(**named("Anna")))


async def mine(page) -> dict:
    return (await page.get("/mine")).json()


async def test_everything_is_told_with_the_very_words_that_were_agreed_to(place: Place):
    async with a_hall(place) as hall:
        assert (await mine(hall.anna)) == {"code": None, "contacts_kept_days": 400, "entries": []}
        await leaves_all(hall)
        found = await mine(hall.anna)
        kinds = sorted(one["kind"] for one in found["entries"])
        assert kinds == ["interest", "seat", "voice", "voice", "voice", "vote"]
        seat = next(one for one in found["entries"] if one["kind"] == "seat")
        assert (seat["said"]["title"], seat["said"]["email"]) == ("Sensors for the mould", "anna@example.org")
        agreed = seat["consent"]
        assert (agreed["version"], agreed["language"], agreed["purpose"]) == (1, "es", "seat")
        assert agreed["text"] == TEXTS[1]["seat"]["es"]
        assert abs(agreed["given_us"] - hall.hub.now_us()) < 60_000_000
        file = await hall.anna.get("/mine/export/mine.json")
        assert "attachment" in file.headers["content-disposition"]
        assert json.loads(file.text)["entries"] == found["entries"]
        assert found["code"] not in file.text
        assert [one["kind"] for one in (await mine(hall.bert))["entries"]] == ["vote"]


async def test_what_is_deleted_is_gone_and_counts_follow(place: Place):
    async with a_hall(place) as hall:
        await leaves_all(hall)
        kept = everything_kept(hall.hub)
        assert all(name in kept for name in NAMES)
        assert (await hall.anna.delete("/mine")).json()["entries"] == []
        kept = everything_kept(hall.hub)
        assert not [name for name in NAMES if name in kept]
        assert not hall.hub.reader.votes(), "votes for what is gone are gone as well"
        assert (await mine(hall.bert))["entries"] == []
        found = (await hall.bert.get("/voices")).json()
        assert (found["told"], found["satisfaction"]["count"], found["intentions"]) == ([], 0, [])
        together = (await hall.bert.get("/together")).json()
        assert (together["topics"], together["meetings"][0]["taken"]) == ([], 0)
        assert "sprue_visitor" not in hall.anna.cookies


async def test_nothing_of_it_is_left_in_the_file(hall, sqlite_place: Place):
    await leaves_all(hall)
    await hall.anna.delete("/mine")
    await hall.hub.writes.close()
    hall.hub.reader.close()
    file = (sqlite_place.data / "hub.db").read_bytes()
    assert not [name for name in NAMES if name.encode() in file]


async def each(hall: Hall, address: str) -> None:
    for one in (await mine(hall.anna))["entries"]:
        if one["consent"] or not address.endswith("/names"):
            answer = await hall.anna.delete(address.format(kind=one["kind"], number=one["id"]))
            assert answer.status_code == 200


async def by_age(hall: Hall) -> None:
    await hall.hub.writes.change(names_gone(hall.hub.now_us() + 1))


@pytest.mark.parametrize(
    "deed",
    [
        lambda hall: hall.anna.delete("/mine"),
        lambda hall: each(hall, "/mine/{kind}/{number}"),
        lambda hall: each(hall, "/mine/{kind}/{number}/names"),
        by_age,
    ],
    ids=["all", "one by one", "withdrawn", "by age"],
)
async def test_nor_is_it_where_a_file_does_not_overwrite_by_itself(sqlite_place: Place, deed):
    """Builds of SQLite differ in that, and it is said anew on each connection, so a new hub deletes here."""
    async with a_hall(sqlite_place) as before:
        await leaves_all(before)
        cookies = dict(before.anna.cookies)
    async with a_hall(sqlite_place) as hall:
        hall.anna.cookies.update(cookies)
        await hall.hub.writes.change(keeps_what_is_deleted)
        await deed(hall)
    file = (sqlite_place.data / "hub.db").read_bytes()
    assert not [name for name in NAMES if name.encode() in file]


async def test_one_by_one_a_vote_too_and_only_ones_own(place: Place):
    async with a_hall(place) as hall:
        await leaves_all(hall)
        for one in (await mine(hall.anna))["entries"]:
            address = f"/mine/{one['kind']}/{one['id']}"
            if one["kind"] != "vote":
                assert (await hall.bert.delete(address)).json()["code"] == "mine_unknown"
            left = (await hall.anna.delete(address)).json()["entries"]
            assert (one["kind"], one["id"]) not in [(other["kind"], other["id"]) for other in left]
            assert (await hall.anna.delete(address)).status_code == 404
        assert (await mine(hall.anna))["entries"] == []
        assert not [name for name in NAMES if name in everything_kept(hall.hub)]


async def test_a_consent_is_withdrawn_and_what_was_said_stays(place: Place):
    async with a_hall(place) as hall:
        await leaves_all(hall)
        for one in (await mine(hall.anna))["entries"]:
            if one["consent"]:
                assert (await hall.bert.delete(f"/mine/{one['kind']}/{one['id']}/names")).status_code == 404
                assert (await hall.anna.delete(f"/mine/{one['kind']}/{one['id']}/names")).status_code == 200
        found = (await mine(hall.anna))["entries"]
        assert len(found) == 6
        assert [one["consent"] for one in found] == [None] * 6
        assert not [name for name in NAMES if name in everything_kept(hall.hub)]
        assert (await hall.bert.get("/together")).json()["meetings"][0]["taken"] == 1
        assert (await hall.anna.delete("/mine/vote/1/names")).status_code == 404


async def test_the_code_deletes_from_another_device_and_opens_nothing(place: Place):
    async with a_hall(place) as hall:
        await leaves_all(hall)
        code = (await mine(hall.anna))["code"]
        assert code == (await mine(hall.anna))["code"], "it can be read again"
        assert code not in everything_kept(hall.hub)
        async with visitor(hall.hub) as phone:
            answer = await phone.post("/mine/forget", json={"code": f" {code.upper().replace('-', ' ')} "})
            assert answer.json() == {"deleted": 6}
            assert (await phone.post("/mine/forget", json={"code": code})).json()["code"] == "code_unknown"
        assert (await mine(hall.anna))["entries"] == []
        assert [one.what for one in hall.hub.reader.audit() if one.what == "forget"] == []


async def test_an_instructor_deletes_on_request_and_it_is_on_record(hall):
    await leaves_all(hall)
    code = (await mine(hall.anna))["code"]
    assert (await hall.teacher.post("/mine/forget", json={"code": code})).json() == {"deleted": 6}
    (note,) = [one for one in hall.hub.reader.audit() if one.what == "forget"]
    assert (note.role, code in note.detail) == ("admin", False)
    await said(hall.anna, voice())
    assert (await mine(hall.anna))["code"] == code, (
        "who comes back with the old cookie leaves under the old code"
    )


async def test_codes_cannot_be_tried_for_long(hall):
    for _ in range(5):
        assert (await hall.bert.post("/mine/forget", json={"code": "aaaa-bbbb-cccc-dddd"})).status_code == 404
    answer = await hall.bert.post("/mine/forget", json={"code": "aaaa-bbbb-cccc-dddd"})
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_codes")


async def test_who_goes_from_a_shared_tablet_leaves_no_trace_in_it(hall):
    await said(hall.anna, voice())
    code = (await mine(hall.anna))["code"]
    assert (await hall.anna.post("/mine/leave")).json()["entries"] == []
    assert (await mine(hall.anna)) == {"code": None, "contacts_kept_days": 400, "entries": []}
    await said(hall.anna, voice())
    assert (await mine(hall.anna))["code"] != code, "who comes next is somebody else"
    assert (await hall.bert.post("/mine/forget", json={"code": code})).json() == {"deleted": 1}


async def test_contacts_go_after_400_days_and_all_else_stays(place: Place):
    async with a_hall(place) as hall:
        await leaves_all(hall)
        now = hall.hub.now_us()
        engine = hall.hub.reader.engine
        assert await forgetting.step(hall.hub.writes, engine, now + 399 * DAY_US) == 0
        assert all(name in everything_kept(hall.hub) for name in NAMES)
        assert await forgetting.step(hall.hub.writes, engine, now + 400 * DAY_US + 60_000_000) == 3
        assert not [name for name in NAMES if name in everything_kept(hall.hub)]
        found = (await mine(hall.anna))["entries"]
        assert (len(found), [one["consent"] for one in found]) == (6, [None] * 6)
        assert (await hall.anna.get("/together")).json()["matches"] == []


async def test_the_loop_goes_on_when_the_store_takes_nothing(hall):
    await leaves_all(hall)
    clock, rests, real = [hall.hub.now_us()], [], hall.hub.writes

    class Full:
        async def change(self, work):
            if len(rests) < 2:
                raise StoreBlockedError("hub.db: the disk is full.")
            return await real.change(work)

    async def rest(seconds: float) -> None:
        rests.append(seconds)
        clock[0] += 401 * DAY_US
        if len(rests) == 4:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await forgetting.forget(Full(), hall.hub.reader.engine, lambda: clock[0], rest)
    assert rests == [3600.0] * 4
    assert not [name for name in NAMES if name in everything_kept(hall.hub)]


async def test_the_texts_of_consents_are_told_in_the_language_that_is_asked_for(hall):
    for asked, language in (("es", "es"), ("ca-valencia", "ca-valencia"), ("fr", "en")):
        found = (await hall.anna.get("/mine/consents", params={"language": asked})).json()
        assert {one["language"] for one in found} == {language}
        assert {one["purpose"]: one["text"] for one in found} == {
            purpose: words[language] for purpose, words in TEXTS[1].items()
        }
