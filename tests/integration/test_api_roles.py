"""Who may do what: visitors read, instructors teach, one admin decides, the network only looks."""

import hashlib
from pathlib import Path

import pytest
from api_hub import ADMIN, PNG, a_hub, arrived, fill, image, visitor
from fastapi.routing import APIRoute
from seen import inspection
from sqlmodel import SQLModel

from sprue_server.api import BASE, routers
from sprue_server.api.roles import COOKIE
from sprue_server.inspecting.desk import Desk
from sprue_server.inspecting.jobs import Facts
from sprue_server.inspecting.models import Known, Stamp
from sprue_server.store.parcel import StreamKey
from sprue_server.store.problems import StoreBlockedError

TEACHER = "a secret of the teacher"
ROUTES = [route for router in routers() for route in router.routes if isinstance(route, APIRoute)]
ASKED = [(method, route.path) for route in ROUTES for method in sorted(route.methods)]
NEEDS = {"/audit", "/secrets", "/secrets/{of}", "/cells/{cell}/rebirth", "/jobs/import"}
NEEDS |= {path for _, path in ASKED if path.startswith("/control/")}
NEEDS |= {path for _, path in ASKED if path.startswith("/floor/{cell}/")}
NEEDS |= {path for method, path in ASKED if path.startswith("/process/") and method == "POST"}
NEEDS |= {"/voices/moderation", "/voices/{number}/moderation", "/voices/{number}", "/together/moderation"}
NEEDS |= {"/together/interests/{number}/moderation", "/together/interests/{number}"}
NEEDS |= {"/together/meetings", "/together/meetings/{number}", "/together/meetings/{number}/seats"}
NEEDS |= {"/tour/start", "/tour/move", "/tour/end", "/tour/next-group", "/tour/rehearse", "/tour/rehearse/move"}
NEEDS |= {"/tour/guide/codes"}
NEEDS |= {"/visits/slots/{slot}/bookings/{number}", "/together/meetings/{number}/seats/{seat}"}
NEEDS |= {"/visits/slots/{slot}", "/visits/slots/{slot}/firms", "/visits/counts"}
NEEDS |= {path for _, path in ASKED if path.startswith("/report")}
NEEDS |= {"/inspections/{inspection}/correction", "/eyes/models/{model}/learn"}
QUERY = {"channel": "melt_temperature_c", "from_us": 0, "to_us": 10, "model": "m", "cell": "imm-1"}
QUERY |= {"quantity": "cycle_time_s", "low": 1.0, "role": "owner", "code": "abc234"}
FACTS = Facts(version="v1", goods=350, reject=0.003, not_passed=0.013, lights=["diffuse"], held=[1, 2, 3])


@pytest.fixture
async def hub(place):
    async with a_hub(place) as made:
        now_us = await fill(made, shots=12)
        pictured = arrived(image(PNG), now_us, 500, now_us)
        await made.writes.keep([pictured], [])
        number = made.writes.number(StreamKey("gw", "s1", "imm-1", "r1"))
        row = inspection(now_us, stream=number, map_sha256=image(PNG).sha256)
        await made.writes.change(lambda db: db.add(row))
        made.eyes = Desk(made.reader.data, made.reader, made.writes)
        made.eyes.models.known["m"] = Known(Path("m.npz"), Stamp(1, 1), FACTS)
        yield made


@pytest.fixture
async def page(hub):
    async with visitor(hub) as client:
        yield client


async def sign_in(page, secret: str):
    return await page.post("/login", json={"secret": secret})


async def address_of(page, path: str) -> str:
    shot = (await page.get("/cells/imm-1/shots", params={"limit": 1})).json()[0]["id"]
    seen = (await page.get("/inspections", params={"limit": 1})).json()["inspections"][0]["id"]
    known = {"{cell}": "imm-1", "{shot}": shot, "{sha256}": hashlib.sha256(PNG).hexdigest()}
    known |= {"{slot}": "1", "{seat}": "1", "{code}": "a-code"}
    known |= {"{inspection}": seen, "{model}": "m", "{of}": "instructor", "{kind}": "scrap", "{number}": "1"}
    known |= {"{station}": "pressure-curve"}
    for place, word in known.items():
        path = path.replace(place, word)
    return path


OTHERWISE = {  # a visitor may ask all of these, but
    "POST /login": 401,
    "GET /sandbox/cable": 403,  # only who has borrowed a press has a cable
    "POST /sandbox/cable": 403,
    "GET /export/inspections/{inspection}/relief.png": 404,  # this one was not lit from the sides
    "GET /ar/": 409,  # nobody has said what this press makes
    "POST /ar/": 409,
    "POST /firm/": 422,  # this wish is no firm
    "POST /roadmap/": 422,  # a wish is refused that names what no firm has
    "POST /studies/": 422,  # this wish names no cell
    "GET /gauge/{cell}/readings": 404,  # no gauge has been learnt
    "GET /gauge/{cell}/export": 404,
    "POST /voices": 422,  # this wish says nothing
    "PUT /voices/": 404,  # nobody has proposed anything
    "DELETE /voices/": 404,
    "PUT /together/meetings/": 422,  # this wish names no language
    "POST /together/interests": 422,
    "DELETE /mine/": 422,  # no such kind of thing
    "POST /mine/forget": 422,  # this wish holds no code
    "POST /visits/slots/{slot}/bookings": 422,  # this wish says nothing of a firm
    "POST /visits/slots": 403,  # everybody may read when the doors are open
    "GET /visits/bookings/": 404,  # nobody has this code
    "PUT /visits/bookings/": 422,
    "DELETE /visits/bookings/": 404,
    "POST /visits/walks": 422,
    "POST /tour/guide": 422,
    "POST /tour/join": 422,
    "POST /tour/rating": 422,
    "POST /sandbox": 503,  # this hub has no simulator
}


async def test_without_an_account_only_reading_is_answered(hub):
    """One hub for all: what a visitor may ask changes nothing for the next, each from an address of its own."""
    told = {}
    for number, (method, path) in enumerate(ASKED):
        async with visitor(hub, f"10.0.{number // 250}.{number % 250 + 1}") as page:
            told[f"{method} {path}"] = await told_to_a_visitor(page, method, path)
    assert told == {asked: wanted(asked) for asked in told}
    assert len(told) > 150


async def told_to_a_visitor(page, method: str, path: str) -> int:
    wish = {"secret": "x" * 20, "machine": "toy-gear", "told": "good"}
    sent = {"json": wish} if method in {"POST", "PUT"} else {}
    answer = await page.request(method, await address_of(page, path), params=QUERY, **sent)
    if path in NEEDS:
        assert "Nothing was changed" in answer.json()["detail"]
    return answer.status_code


def wanted(asked: str) -> int:
    if asked.split()[1] in NEEDS:
        return 403
    return next((code for start, code in OTHERWISE.items() if asked.startswith(start)), 200)


@pytest.mark.parametrize("number", [2**31, 10**22, -1])
async def test_a_number_that_no_store_holds_is_refused_and_breaks_nothing(hub, number):
    numbered = [(method, path) for method, path in ASKED if "{number}" in path or "{slot}" in path]
    assert len(numbered) > 12
    for at, (method, path) in enumerate(numbered):
        async with visitor(hub, f"127.0.0.{at + 1}") as page:
            await sign_in(page, ADMIN)
            place = path.replace("{number}", str(number)).replace("{slot}", str(number))
            address = await address_of(page, place.replace("/mine/{kind}", "/mine/voice"))
            answer = await page.request(method, address)
        assert answer.status_code == 422, f"{method} {path}"
        assert "2147483647" in answer.text or number < 0, answer.text


async def test_a_visitor_is_a_visitor(page):
    assert (await page.get("/me")).json() == {"role": "visitor", "may_log_in": True}


async def test_the_admin_signs_in_and_out(page):
    assert (await sign_in(page, ADMIN)).json()["role"] == "admin"
    assert (await page.get("/me")).json()["role"] == "admin"
    assert (await page.post("/logout")).json()["role"] == "visitor"
    assert (await page.get("/me")).json()["role"] == "visitor"


async def test_a_token_that_was_signed_out_is_worth_nothing(page):
    await sign_in(page, ADMIN)
    token = page.cookies[COOKIE]
    await page.post("/logout")
    answer = await page.get("/me", headers={"cookie": f"{COOKIE}={token}"})
    assert answer.json()["role"] == "visitor"


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(page):
    told = (await sign_in(page, ADMIN)).headers["set-cookie"].lower()
    assert "httponly" in told
    assert "samesite=strict" in told
    assert "max-age=43200" in told


async def test_only_hashes_are_kept(page, hub, place):
    await sign_in(page, ADMIN)
    kept = rows_of(hub) if place.database else files_of(place.data)
    assert page.cookies[COOKIE].encode() not in kept
    assert ADMIN.encode() not in kept
    assert b"$argon2id$" in kept


def files_of(data) -> bytes:
    return (data / "hub.db").read_bytes() + (data / "hub.db-wal").read_bytes()


def rows_of(hub) -> bytes:
    with hub.reader.engine.connect() as db:
        rows = [row for table in SQLModel.metadata.sorted_tables for row in db.execute(table.select())]
    return repr(rows).encode()


async def test_a_login_ends_after_twelve_hours(page, hub, monkeypatch):
    await sign_in(page, ADMIN)
    later = hub.now_us() + 12 * 3600 * 1_000_000 + 1
    monkeypatch.setattr(type(hub), "now_us", staticmethod(lambda: later))
    assert (await page.get("/me")).json()["role"] == "visitor"


async def test_the_admin_gives_the_instructor_a_secret(page, hub):
    await sign_in(page, ADMIN)
    assert (await page.put("/secrets/instructor", json={"secret": "short"})).status_code == 422
    assert (await page.put("/secrets/instructor", json={"secret": TEACHER})).status_code == 200
    async with visitor(hub) as teacher:
        assert (await sign_in(teacher, TEACHER)).json()["role"] == "instructor"
        assert (await teacher.post("/cells/imm-1/rebirth")).status_code == 200
        assert (await teacher.put("/secrets/instructor", json={"secret": TEACHER})).status_code == 403
        assert (await teacher.get("/audit")).status_code == 403
    assert hub.outside.asked == [("gw", "imm-1")]


async def test_a_new_secret_of_the_instructor_ends_the_old_one_and_its_logins(page, hub):
    await sign_in(page, ADMIN)
    await page.put("/secrets/instructor", json={"secret": TEACHER})
    async with visitor(hub) as teacher:
        await sign_in(teacher, TEACHER)
        await page.put("/secrets/instructor", json={"secret": "quite another secret"})
        assert (await sign_in(teacher, TEACHER)).status_code == 401
        assert (await teacher.get("/me")).json()["role"] == "visitor"
    assert (await page.get("/me")).json()["role"] == "admin"


async def test_a_new_secret_is_made_told_once_kept_as_a_hash_and_ends_the_old_one(page, hub, place):
    await sign_in(page, ADMIN)
    assert [one["role"] for one in (await page.get("/secrets")).json()] == ["admin"]
    first = await page.post("/secrets/instructor")
    assert first.headers["cache-control"] == "no-store"
    secret = first.json()["secret"]
    async with visitor(hub) as teacher, visitor(hub) as other:
        for one in (teacher, other):
            assert (await sign_in(one, secret)).json()["role"] == "instructor"
        assert (await teacher.post("/secrets/instructor")).status_code == 403, "an instructor makes none"
        assert (await teacher.get("/secrets")).status_code == 403
        second = (await page.post("/secrets/instructor")).json()
        assert second["secret"] != secret
        for one in (teacher, other):
            assert (await one.get("/me")).json()["role"] == "visitor", "whoever had signed in is out"
            assert (await one.post("/cells/imm-1/rebirth")).status_code == 403
        assert (await sign_in(teacher, secret)).status_code == 401
        assert (await sign_in(teacher, second["secret"])).json()["role"] == "instructor"
    told = {one["role"]: one["changed_us"] for one in (await page.get("/secrets")).json()}
    assert told == {"admin": 1, "instructor": second["changed_us"]}
    assert (await page.get("/me")).json()["role"] == "admin", "the admin's own session goes on"
    everything = str((await page.get("/secrets")).json()) + str((await page.get("/audit")).json())
    kept = rows_of(hub) if place.database else files_of(place.data)
    for one in (secret, second["secret"]):
        assert one not in everything
        assert one.encode() not in kept
    assert hub.reader.secrets()["instructor"].startswith("$argon2id$")


async def test_the_instructors_secret_is_not_the_admins(page):
    await sign_in(page, ADMIN)
    answer = await page.put("/secrets/instructor", json={"secret": ADMIN})
    assert (answer.status_code, answer.json()["code"]) == (422, "secret_taken")
    assert (await page.get("/me")).json()["role"] == "admin"


async def test_a_cell_whose_gateway_never_spoke_cannot_be_asked(page):
    await sign_in(page, ADMIN)
    answer = await page.post("/cells/imm-2/rebirth")
    assert answer.status_code == 409
    assert "Nothing was asked" in answer.json()["detail"]


async def test_what_was_changed_is_on_record(page):
    await sign_in(page, ADMIN)
    await page.put("/secrets/instructor", json={"secret": TEACHER})
    await page.post("/cells/imm-1/rebirth")
    told = (await page.get("/audit")).json()
    assert [(note["role"], note["what"]) for note in told] == [
        ("admin", "rebirth"),
        ("admin", "secret"),
        ("admin", "login"),
    ]
    assert TEACHER not in str(told)


async def test_five_wrong_secrets_and_even_the_right_one_must_wait(page):
    for _ in range(5):
        assert (await sign_in(page, "wrong")).status_code == 401
    answer = await sign_in(page, ADMIN)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 61
    assert "Try again in" in answer.json()["detail"]


async def test_the_wait_is_the_address_own_and_ends(page, hub, monkeypatch):
    for _ in range(5):
        await sign_in(page, "wrong")
    async with visitor(hub, "127.0.0.2") as other:
        assert (await sign_in(other, ADMIN)).status_code == 200
    later = hub.now_us() + 61_000_000
    monkeypatch.setattr(type(hub), "now_us", staticmethod(lambda: later))
    assert (await sign_in(page, ADMIN)).status_code == 200


@pytest.mark.parametrize("body", [{}, {"secret": ""}, {"secret": "x" * 201}, {"secret": None}, []])
async def test_a_login_that_says_nothing_useful_is_refused(page, body):
    assert (await page.post("/login", json=body)).status_code == 422


async def test_on_an_open_network_others_read_and_nobody_there_signs_in(place):
    async with a_hub(place, lan=True) as hub:
        await fill(hub, shots=12)
        async with visitor(hub) as here, visitor(hub, "192.168.1.7") as there:
            assert (await there.get("/cells")).status_code == 200
            assert (await there.get("/me")).json() == {"role": "visitor", "may_log_in": False}
            answer = await sign_in(there, ADMIN)
            assert answer.status_code == 403
            assert "own machine" in answer.json()["detail"]
            await sign_in(here, ADMIN)
            stolen = {"cookie": f"{COOKIE}={here.cookies[COOKIE]}"}
            assert (await there.get("/audit", headers=stolen)).status_code == 403


@pytest.mark.parametrize("address", ["127.0.0.1.example.org", "::10", "10.0.0.127", "::ffff:10.0.0.1", ""])
async def test_an_address_that_only_looks_like_this_machine_is_not(place, address):
    async with a_hub(place, lan=True) as hub, visitor(hub, address) as there:
        assert (await there.get("/me")).json()["may_log_in"] is False


@pytest.mark.parametrize(
    "origin", ["http://evil.test", "https://hub.test.evil.test", "null", "http://hub.test:81"]
)
async def test_a_page_of_another_site_changes_nothing(page, origin):
    answer = await page.post("/login", json={"secret": ADMIN}, headers={"origin": origin})
    assert answer.status_code == 403
    own = await page.post("/login", json={"secret": ADMIN}, headers={"origin": "http://hub.test"})
    assert own.status_code == 200


async def test_every_answer_carries_the_headers_that_keep_browsers_safe(page):
    for path in ("/cells", "/cells/nowhere", "/../../"):
        headers = (await page.get(path)).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "frame-ancestors" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


async def test_a_store_that_takes_nothing_says_so_and_pages_still_answer(page, hub, monkeypatch):
    async def full(_work):
        raise StoreBlockedError("hub.db: the disk is full. Free some space on this disk.")

    monkeypatch.setattr(hub.writes, "change", full)
    answer = await sign_in(page, ADMIN)
    assert answer.status_code == 503
    assert "disk is full" in answer.json()["detail"]
    assert (await page.get("/cells")).status_code == 200


def test_the_base_of_every_route_is_versioned():
    assert BASE == "/api/v1"
