"""Voices: nothing is public before somebody has looked at it, counts are right at once."""

import pytest
from api_hub import ADMIN, visitor
from store_world import Place
from visits import AGREED, a_hall, everything_kept, interest, proposed, said, shown, voice

COUNTS = ("this_year", "later", "no", "rest", "done")
PRIVATE = "What nobody has looked at"


@pytest.fixture
async def hall(sqlite_place: Place):
    async with a_hall(sqlite_place) as found:
        yield found


async def told(page) -> list[dict]:
    return (await page.get("/voices")).json()["told"]


async def test_what_is_said_waits_then_is_shown_with_its_answer_and_can_be_hidden(place: Place):
    async with a_hall(place) as hall:
        number = (await said(hall.anna, voice("question", text=PRIVATE, station="vision")))["id"]
        assert PRIVATE not in (await hall.bert.get("/voices")).text
        assert PRIVATE not in (await hall.anna.get("/voices")).text
        assert (await hall.anna.get("/voices")).json()["waiting"] == 1
        assert (await hall.bert.get("/voices")).json()["waiting"] == 0
        waiting = (await hall.teacher.get("/voices/moderation")).json()
        assert [(one["id"], one["state"], one["text"]) for one in waiting] == [(number, "waiting", PRIVATE)]

        await shown(hall, number, answer="Every Thursday", done="A camera stands at press 2", done_us=5)
        (one,) = await told(hall.bert)
        assert (one["text"], one["answer"], one["mine"]) == (PRIVATE, "Every Thursday", False)
        assert (one["done"], one["done_us"]) == ("A camera stands at press 2", 5)
        assert (await told(hall.anna))[0]["mine"] is True

        await hall.teacher.post(f"/voices/{number}/moderation", json={"state": "hidden"})
        assert await told(hall.bert) == []
        notes = [one.detail for one in hall.hub.reader.audit() if one.what == "voice"]
        assert notes == [f"{number} hidden", f"{number} shown"]


async def test_an_instructor_deletes_a_voice_without_its_code_with_its_votes_and_nothing_stays(place: Place):
    async with a_hall(place) as hall:
        number = (await said(hall.anna, voice(text=PRIVATE)))["id"]
        other = (await said(hall.anna, voice(text="Show regrind")))["id"]
        for one in (number, other):
            await shown(hall, one)
            assert (await hall.bert.put(f"/voices/{one}/vote")).json()["votes"] == 1
        for who in (hall.anna, hall.bert):
            assert (await who.delete(f"/voices/{number}")).status_code == 403
        assert PRIVATE in everything_kept(hall.hub)
        left = (await hall.teacher.delete(f"/voices/{number}")).json()
        assert [(one["id"], one["votes"]) for one in left] == [(other, 1)]
        assert PRIVATE not in everything_kept(hall.hub)
        assert dict(hall.hub.reader.votes()) == {other: 1}
        again = await hall.teacher.delete(f"/voices/{number}")
        assert (again.status_code, again.json()["code"]) == (404, "voice_unknown")
        notes = [one.detail for one in hall.hub.reader.audit() if one.what == "voice"]
        assert notes[0] == f"{number} deleted"


async def test_what_was_done_was_not_done_tomorrow_by_the_plants_calendar(hall, monkeypatch):
    number = (await said(hall.anna, voice()))["id"]
    noon_us, hour_us = 1_906_711_200_000_000, 3_600_000_000  # 12:00 in Madrid on 3 June 2030
    monkeypatch.setattr(type(hall.hub), "now_us", staticmethod(lambda: noon_us))
    await hall.teacher.post("/login", json={"secret": ADMIN})
    for hours, status in ((12, 422), (24, 422), (11, 200), (-48, 200)):
        wish = {"state": "shown", "done": "It stands there", "done_us": noon_us + hours * hour_us}
        answer = await hall.teacher.post(f"/voices/{number}/moderation", json=wish)
        assert answer.status_code == status, f"{hours} h from noon"
        if status == 422:
            assert answer.json()["code"] == "floor_future"
            assert (await told(hall.bert)) == []


async def test_what_is_left_is_about_a_station_of_this_hall(hall):
    invented = {"station": "firma-garcia-is-broke"}
    for path, wish in (
        ("/voices", voice("intention", plan="no", text="Too dear") | invented),
        ("/voices", voice("question") | invented),
        ("/together/interests", interest() | invented),
    ):
        answer = await hall.anna.post(path, json=wish)
        assert (answer.status_code, answer.json()["code"]) == (422, "station_unknown"), path
    assert (await hall.bert.get("/voices")).json()["intentions"] == []
    assert (await hall.bert.get("/together")).json()["topics"] == []


async def test_a_vote_counts_once_per_browser_and_can_be_taken_back(place: Place):
    async with a_hall(place) as hall:
        number = await proposed(hall)
        for page, votes in ((hall.anna, 1), (hall.anna, 1), (hall.bert, 2)):
            assert (await page.put(f"/voices/{number}/vote")).json() == {
                "id": number,
                "votes": votes,
                "voted": True,
            }
        assert [(one["votes"], one["voted"]) for one in await told(hall.teacher)] == [(2, False)]
        assert [(one["votes"], one["voted"]) for one in await told(hall.bert)] == [(2, True)]
        answer = await hall.bert.delete(f"/voices/{number}/vote")
        assert answer.json() == {"id": number, "votes": 1, "voted": False}
        assert [one["votes"] for one in await told(hall.bert)] == [1]


async def test_only_a_proposal_that_is_shown_has_votes(hall):
    waiting = (await said(hall.anna, voice()))["id"]
    question = (await said(hall.anna, voice("question")))["id"]
    await shown(hall, question)
    for number in (waiting, question, 99):
        answer = await hall.bert.put(f"/voices/{number}/vote")
        assert (answer.status_code, answer.json()["code"]) == (404, "voice_no_proposal")
    assert not hall.hub.reader.votes()


async def test_satisfaction_is_of_visitors_not_of_clicks(hall):
    for stars in (1, 2, 5):
        await said(hall.anna, voice("feedback", stars=stars))
    number = (await said(hall.bert, voice("feedback", stars=4, text="Good coffee")))["id"]
    few = {"count": None, "mean": None, "often": None}
    assert (await hall.bert.get("/voices")).json()["satisfaction"] == few, "two visitors"
    await said(hall.teacher, voice("feedback", stars=3))
    found = (await hall.bert.get("/voices")).json()["satisfaction"]
    assert found == {"count": 3, "mean": 4, "often": [0, 0, 1, 1, 1]}
    await hall.teacher.post(f"/voices/{number}/moderation", json={"state": "hidden"})
    assert (await hall.bert.get("/voices")).json()["satisfaction"] == few


async def test_an_intention_stands_in_the_place_of_the_one_before(place: Place):
    async with a_hall(place) as hall:
        await said(hall.anna, voice("intention", station="energy", plan="later", text="", sector="toys"))
        await said(hall.anna, voice("intention", station="energy", plan="this_year", text="", size="small"))
        await said(hall.bert, voice("intention", station="energy", plan="no", text="No meter yet"))
        await said(hall.bert, voice("deed", station="energy"))
        (one,) = (await hall.anna.get("/voices")).json()["intentions"]
        assert [one[name] for name in COUNTS] == [None] * 5, "of two firms nothing is told"
        for _ in range(2):
            async with visitor(hall.hub) as other:
                await said(other, voice("intention", station="energy", plan="this_year", text=""))
                await said(other, voice("deed", station="energy"))
        (one,) = (await hall.anna.get("/voices")).json()["intentions"]
        assert [one[name] for name in COUNTS] == [None, None, None, 4, 3], "three and the one that says no"
        await said(hall.bert, voice("intention", station="energy", plan="this_year", text=""))
        (one,) = (await hall.anna.get("/voices")).json()["intentions"]
        assert [one[name] for name in COUNTS] == [4, 0, 0, 0, 3]
        assert len((await hall.anna.get("/mine")).json()["entries"]) == 1


async def test_no_needs_a_reason_and_a_firms_name_a_consent(hall):
    refused = {
        "voice_because": voice("intention", station="energy", plan="no", text=" "),
        "consent_missing": voice("deed", station="energy", firm="Plastics Ltd"),
        "consent_old": voice("deed", station="energy", firm="Plastics Ltd", consent={**AGREED, "version": 0}),
        "text_markup": voice(text="<b>Robots</b>"),
        "input_most": voice("feedback", stars=6),
        "input_missing": {"kind": "proposal", "language": "en"},
    }
    for code, wish in refused.items():
        answer = await hall.anna.post("/voices", json=wish)
        assert answer.json()["code"] == code, answer.text
        assert "set-cookie" not in answer.headers, "who has left nothing gets no cookie"
    assert (await hall.teacher.get("/voices/moderation")).json() == []


@pytest.mark.parametrize(
    "text", ["x" * 1001, "  ", "<script>alert(1)</script>", "<img src=x onerror=y>", "a\u200b"]
)
async def test_too_long_empty_or_no_plain_words_are_refused(hall, text):
    answer = await hall.anna.post("/voices", json=voice(text=text))
    assert answer.status_code == 422
    assert answer.json()["detail"].endswith("Nothing was changed.")


async def test_who_says_too_much_waits(hall):
    hall.hub.words.tries = 3
    for _ in range(3):
        await said(hall.anna, voice())
    answer = await hall.bert.post("/voices", json=voice())
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_words")
    assert 0 < int(answer.headers["retry-after"]) <= 601


async def test_one_browser_leaves_so_many_at_most(hall):
    for _ in range(60):
        await said(hall.anna, voice())
    answer = await hall.anna.post("/voices", json=voice())
    assert (answer.status_code, answer.json()["code"]) == (409, "left_many")
    await said(hall.bert, voice())


async def deed(page, **more):
    return (await said(page, voice("deed", station="vision", **more)))["id"]


async def test_which_firm_like_mine_did_it_tells_no_firm_that_did_not_agree(hall):
    named = await deed(hall.anna, sector="toys", size="small", firm="Toy Ltd", consent=AGREED)
    quiet = await deed(hall.bert, sector="medical", size="micro", text="Ours sees flash")
    for number in (named, quiet):
        await shown(hall, number)
    asked = {"station": "vision", "sector": "toys", "size": "small"}
    found = (await hall.teacher.get("/voices/deeds", params=asked)).json()
    assert (found["firms"], found["alike"], found["sectors"]) == (None, None, {"told": [], "rest": None})
    assert [(one["firm"], one["sector"], one["size"]) for one in found["told"]] == [
        ("Toy Ltd", "toys", "small"),
        (None, None, None),
    ]
    for _ in range(2):
        async with visitor(hall.hub) as other:
            await deed(other, sector="medical")
    found = (await hall.teacher.get("/voices/deeds", params={**asked, "sector": "medical"})).json()
    assert found["alike"] is None, "one firm would be left over"
    for _ in range(2):
        async with visitor(hall.hub) as other:
            await deed(other, sector="toys")
    found = (await hall.teacher.get("/voices/deeds", params={**asked, "sector": "medical"})).json()
    assert (found["firms"], found["sectors"]) == (6, {"told": [], "rest": 6}), "toys less Toy Ltd are two"
    async with visitor(hall.hub) as other:
        await deed(other, sector="toys")
    found = (await hall.teacher.get("/voices/deeds", params={**asked, "sector": "medical"})).json()
    assert (found["firms"], found["alike"], found["sectors"]["rest"]) == (7, 3, 0)
    assert next((one["firm"], one["sector"], one["size"]) for one in found["told"]) == (None, "medical", None)


async def test_all_stations_at_once_tell_no_sector_that_a_single_one_holds_back(hall):
    async def sectors(**asked):
        return (await hall.teacher.get("/voices/deeds", params=asked)).json()["sectors"]

    for _ in range(3):
        async with visitor(hall.hub) as other:
            await deed(other, sector="toys")
    toys = {"told": [{"sector": "toys", "firms": 3}], "rest": 0}
    assert (await sectors(station="vision"), await sectors()) == (toys, toys)
    await said(hall.bert, voice("deed", station="energy", sector="toys"))
    assert await sectors(station="energy") == {"told": [], "rest": None}
    assert await sectors() == {"told": [], "rest": 4}, "four less three is the firm at the other station"


async def test_the_cookie_is_out_of_reach_of_scripts_and_only_its_hash_is_kept(hall):
    answer = await hall.anna.post("/voices", json=voice())
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert hall.anna.cookies["sprue_visitor"] not in everything_kept(hall.hub)
