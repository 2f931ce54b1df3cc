"""The shared tour: one for all screens, moved by its guide alone, kept, and clean for the next group."""

import asyncio

import pytest
from api_hub import ADMIN, a_hub, visitor
from test_api_sandbox import lending, take

from sprue_server.api.sandbox import COOKIE as PRESS
from sprue_server.api.sandbox import TABLET
from sprue_server.visits.desk import view_of
from sprue_server.visits.upkeep import follow_tour

GROUP = {"roles": ["owner", "quality"], "minutes": 45, "language": "es", "people": 8, "firms": 3}
GROUP |= {"sectors": ["toys", "packaging"]}


@pytest.fixture
async def hub(tmp_path, place):
    async with lending(tmp_path, place) as (made, _):
        yield made


@pytest.fixture
async def page(hub):
    async with visitor(hub) as client:
        yield client


@pytest.fixture
async def guide(hub):
    async with visitor(hub, "127.0.0.3") as client:
        await client.post("/login", json={"secret": ADMIN})
        yield client


async def start(guide, **other):
    return (await guide.post("/tour/start", json=GROUP | other)).json()


async def test_everybody_sees_where_the_tour_stands_and_only_a_guide_moves_it(page, guide):
    assert (await page.get("/tour")).json() == {"revision": 0, "reset": 0, "group": None}
    started = await start(guide)
    assert started["group"]["stops"][-1]["slug"] == "my-firm"
    assert (await page.get("/tour")).json() == started
    assert (await page.post("/tour/move", json={"deed": "next"})).status_code == 403
    assert (await page.post("/tour/end")).status_code == 403
    twice = await guide.post("/tour/start", json=GROUP)
    assert (twice.status_code, twice.json()["code"]) == (409, "tour_goes_on")


async def test_screens_are_told_of_the_tour_once_and_newcomers_at_once(hub, guide):
    woken = []
    hub.tour.news = lambda: woken.append(1)
    hub.delta(set())(1)
    await start(guide)
    assert woken
    assert hub.delta(set())(2).tour == hub.tour.view
    assert hub.delta(set())(3).tour is None
    assert hub.snapshot(3).tour == hub.tour.view


async def test_a_second_tap_does_nothing_twice(guide):
    seen = (await start(guide))["revision"]
    move = {"deed": "extend", "minutes": 5, "seen": seen}
    answers = await asyncio.gather(*(guide.post("/tour/move", json=move) for _ in range(2)))
    assert sorted(one.status_code for one in answers) == [200, 409]
    assert (await guide.get("/tour")).json()["group"]["extended"] == 5


async def test_the_tour_survives_a_restart_of_the_hub(hub, guide):
    await start(guide)
    await guide.post("/tour/move", json={"deed": "pause"})
    assert view_of(hub.reader.tour()) == hub.tour.view


async def test_another_hub_on_the_same_database_hears_of_it(hub, guide):
    other = type(hub.tour)()
    heard = asyncio.Event()
    other.news = heard.set
    loop = asyncio.create_task(follow_tour(other, hub.reader))
    await start(guide)
    await asyncio.wait_for(heard.wait(), 5)
    loop.cancel()
    await asyncio.gather(loop, return_exceptions=True)
    assert other.view == hub.tour.view


async def test_a_tablet_joins_by_code_and_its_press_goes_back_with_the_group(hub, page, guide):
    started = await start(guide)
    wrong = await page.post("/tour/join", json={"code": "zzzzzz"})
    assert (wrong.status_code, wrong.json()["code"]) == (404, "tour_no_group")
    joined = await page.post("/tour/join", json={"code": started["group"]["code"]})
    assert joined.json()["language"] == "es"
    assert "httponly" in joined.headers["set-cookie"].lower()
    mine = (await take(page)).json()["cell"]
    async with visitor(hub, "127.0.0.9") as stranger:
        other = (await take(stranger)).json()["cell"]
        assert (await stranger.get("/tour/presses")).json() == [{"cell": mine, "machine": "toy-gear"}]
        told = (await guide.post("/tour/next-group", json={})).json()
        assert (told["given_back"], told["failed"]) == ([mine], [])
        assert (await page.get("/sandbox")).json()["mine"] is None
        assert (await stranger.get("/sandbox")).json()["mine"]["cell"] == other
        assert (await guide.post("/tour/next-group", json={"give_back": "all"})).json()["given_back"] == [other]
    left = await page.post("/tour/leave")
    assert left.status_code == 200
    assert (await page.get("/tour/presses")).json() == []
    assert TABLET not in page.cookies


async def test_a_press_that_its_tablet_gave_back_first_is_given_back(hub, page, guide, monkeypatch):
    await page.post("/tour/join", json={"code": (await start(guide))["group"]["code"]})
    mine, ask = (await take(page)).json()["cell"], hub.simulator.ask

    async def first(method, path, *told):
        if method == "DELETE":
            await ask(method, path, *told)
        return await ask(method, path, *told)

    monkeypatch.setattr(hub.simulator, "ask", first)
    told = (await guide.post("/tour/next-group", json={})).json()
    assert (told["given_back"], told["failed"]) == ([mine], [])


async def test_a_press_that_was_borrowed_before_joining_goes_back_too(page, guide):
    mine = (await take(page)).json()["cell"]
    await page.post("/tour/join", json={"code": (await start(guide))["group"]["code"]})
    assert (await guide.post("/tour/next-group", json={})).json()["given_back"] == [mine]


async def test_the_next_group_finds_a_clean_house(page, guide):
    code = (await start(guide))["group"]["code"]
    ready = (await guide.post("/tour/next-group", json={"give_back": "none"})).json()["tour"]
    assert (ready["reset"], ready["group"]) == (1, None)
    assert (await page.post("/tour/join", json={"code": code})).status_code == 404
    assert (await guide.post("/tour/move", json={"deed": "next"})).json()["code"] == "tour_none"
    assert (await start(guide))["reset"] == 1


async def test_a_group_that_has_ended_is_counted_once_and_may_still_say_how_it_was(page, guide):
    code = (await start(guide))["group"]["code"]
    await page.post("/tour/join", json={"code": code})
    await guide.post("/tour/move", json={"deed": "stop", "stop": "my-firm"})
    ended = (await guide.post("/tour/end")).json()
    assert ended["group"]["ended_us"]
    assert (await guide.post("/tour/end")).status_code == 409
    assert (await page.post("/tour/join", json={"code": code})).status_code == 404
    assert (await page.post("/tour/rating", json={"code": code, "rating": 5})).status_code == 200
    assert (await page.post("/tour/rating", json={"code": "zzzzzz", "rating": 5})).status_code == 404
    assert (await page.post("/tour/rating", json={"code": code, "rating": 6})).status_code == 422
    await guide.post("/tour/next-group", json={})
    told = (await guide.get("/visits/counts")).json()
    assert [told[one] for one in ("groups", "firms", "people")] == [1, 3, 8]
    assert (told["ratings"], told["sectors"]) == ({"5": 1}, {"toys": 1, "packaging": 1})
    assert told["stops"]["my-firm"] == 1


async def rated(page, code: str, rating: int = 5):
    answer = await page.post("/tour/rating", json={"code": code, "rating": rating})
    return answer.status_code, answer.json().get("code")


async def test_each_device_that_joined_says_once_how_it_was(hub, page, guide):
    code = (await start(guide))["group"]["code"]
    assert await rated(page, code) == (403, "tour_not_joined")
    await take(page)
    await page.post("/tour/join", json={"code": code})
    assert await rated(page, code, 4) == (200, None)
    assert await rated(page, code) == (409, "tour_rated")
    await page.post("/tour/join", json={"code": code})
    assert await rated(page, code) == (409, "tour_rated"), "who joins again has still said it"
    async with visitor(hub, "127.0.0.9") as other, visitor(hub, "127.0.0.8") as cunning:
        await other.post("/tour/join", json={"code": code})
        both = await asyncio.gather(*(rated(other, code, 3) for _ in range(2)))
        assert sorted(status for status, _ in both) == [200, 409]
        cunning.cookies.set(TABLET, page.cookies[PRESS])
        assert (await rated(cunning, code))[0] == 409, "a borrowed press is no second device"
    assert (await guide.get("/visits/counts")).json()["ratings"] == {"3": 1, "4": 1}


async def test_who_walked_with_the_group_before_joins_the_next_one_to_say_how_it_was(page, guide):
    await page.post("/tour/join", json={"code": (await start(guide))["group"]["code"]})
    await guide.post("/tour/next-group", json={})
    code = (await start(guide))["group"]["code"]
    assert await rated(page, code) == (403, "tour_not_joined")
    await page.post("/tour/join", json={"code": code})
    assert await rated(page, code) == (200, None)


async def test_who_starts_anew_after_an_end_clears_the_tablets_as_well(guide):
    await start(guide)
    await guide.post("/tour/end")
    assert (await start(guide))["reset"] == 1


async def test_a_rehearsal_touches_neither_screens_nor_counts(hub, guide):
    group = (await guide.post("/tour/rehearse", json=GROUP)).json()
    move = {"group": group, "move": {"deed": "extend", "minutes": 10}}
    assert (await guide.post("/tour/rehearse/move", json=move)).json()["extended"] == 10
    assert hub.tour.view.revision == 0
    assert (await guide.get("/visits/counts")).json()["groups"] == 0


async def test_the_qr_code_leads_to_the_group_and_is_drawn_here(page, guide):
    code = (await start(guide))["group"]["code"]
    told = (await page.get("/tour/invitation")).json()
    assert told == {"url": f"http://hub.test/#/join/{code}", "here_only": False}
    drawn = await page.get("/tour/export/join.svg")
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert "<svg" in drawn.text


async def test_an_address_of_this_machine_alone_is_told_as_such(place):
    async with a_hub(place) as hub, visitor(hub) as page:
        local = (await page.get("/tour/invitation", headers={"host": "127.0.0.1:8000"})).json()
        assert local == {"url": "http://127.0.0.1:8000/#/visit", "here_only": True}


async def test_a_guides_tablet_moves_the_tour_and_nothing_else(page, guide):
    code = (await guide.post("/tour/guide/codes")).json()["code"]
    assert (await page.post("/tour/guide", json={"code": "wrong234"})).json()["code"] == "tour_no_pass"
    assert (await page.get("/tour/guide")).json() == {"guides": False}
    assert (await page.post("/tour/guide", json={"code": code})).json() == {"guides": True}
    assert (await page.post("/tour/guide", json={"code": code})).status_code == 403, "it is good once"
    assert (await start(page))["group"]["people"] == 8
    assert (await page.post("/tour/move", json={"deed": "next"})).status_code == 200
    assert (await page.get("/me")).json()["role"] == "visitor"
    for path in ("/visits/counts", "/visits/slots/1/firms", "/audit"):
        assert (await page.get(path)).status_code == 403
    assert (await page.post("/tour/guide/codes")).status_code == 403
    assert any(note["role"] == "guide" for note in (await guide.get("/audit")).json())


async def test_a_guides_code_and_his_pass_end(hub, page, guide, monkeypatch):
    code = (await guide.post("/tour/guide/codes")).json()["code"]
    after = hub.now_us() + 301_000_000
    with monkeypatch.context() as later:
        later.setattr(type(hub), "now_us", staticmethod(lambda: after))
        assert (await page.post("/tour/guide", json={"code": code})).status_code == 403
    code = (await guide.post("/tour/guide/codes")).json()["code"]
    await page.post("/tour/guide", json={"code": code})
    tomorrow = hub.now_us() + 13 * 3600 * 1_000_000
    monkeypatch.setattr(type(hub), "now_us", staticmethod(lambda: tomorrow))
    assert (await page.get("/tour/guide")).json() == {"guides": False}


async def test_a_guides_tablet_gives_its_pass_back(hub, page, guide):
    await page.post("/tour/guide", json={"code": (await guide.post("/tour/guide/codes")).json()["code"]})
    kept = dict(page.cookies)
    assert (await page.delete("/tour/guide")).json() == {"guides": False}
    assert "sprue_guide" in kept
    assert "sprue_guide" not in page.cookies
    assert (await page.post("/tour/start", json=GROUP)).status_code == 403
    async with visitor(hub) as copied:
        copied.cookies.update(kept)
        assert (await copied.get("/tour/guide")).json() == {"guides": False}, "a copied cookie opens nothing"
    assert (await guide.delete("/tour/guide")).json() == {"guides": True}, "who teaches needs no pass"


async def test_an_instructor_ends_the_passes_of_all_tablets_and_stays_signed_in(page, guide):
    codes = [(await guide.post("/tour/guide/codes")).json()["code"] for _ in range(2)]
    await page.post("/tour/guide", json={"code": codes[0]})
    assert (await page.delete("/tour/guide/codes")).status_code == 403, "a pass ends no other"
    assert (await guide.delete("/tour/guide/codes")).status_code == 200
    assert (await page.get("/tour/guide")).json() == {"guides": False}
    assert (await page.post("/tour/guide", json={"code": codes[1]})).status_code == 403
    assert (await guide.get("/audit")).json()[0]["detail"] == "no tablet guides any more"


async def test_on_an_open_network_a_tablet_with_a_pass_guides_though_nobody_signs_in_there(place):
    async with a_hub(place, lan=True) as hub, visitor(hub) as here, visitor(hub, "192.168.1.7") as there:
        await here.post("/login", json={"secret": ADMIN})
        assert (await there.post("/tour/start", json=GROUP)).status_code == 403
        await there.post("/tour/guide", json={"code": (await here.post("/tour/guide/codes")).json()["code"]})
        assert (await there.post("/tour/start", json=GROUP)).status_code == 200
