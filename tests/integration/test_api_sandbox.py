"""What visitors borrow through the hub: one each, known by a cookie only, theirs alone to control."""

import asyncio
from contextlib import asynccontextmanager

import httpx2
import pytest
from api_hub import ADMIN, a_hub, visitor

from sprue_contract.sandbox import POOL, sandbox_names
from sprue_server.auth import token_hash
from sprue_server.hub import DEEDS, TAKES, TAKES_WITHIN_S
from sprue_server.simulator import Answer, AwayError
from sprue_sim.faces.control import Face as ControlFace
from sprue_sim.faces.control_sandboxes import routes
from sprue_sim.faces.lines import Face
from sprue_sim.sandbox import Pool
from sprue_sim.sandbox_gateway import Gateways

TOKEN = "a token for the tests"
OTHER_SITE = {"origin": "http://evil.test"}


class Child:
    """A gateway that does nothing until it is told to end."""

    stdout = returncode = None

    def __init__(self) -> None:
        self.ended = asyncio.Event()

    def terminate(self) -> None:
        self.returncode = 0
        self.ended.set()

    async def wait(self) -> int:
        await self.ended.wait()
        return 0


async def spawn(_command, _environment):
    return Child()


class Near:
    """The simulator's real face, asked without a socket."""

    def __init__(self, face: ControlFace) -> None:
        transport, key = httpx2.ASGITransport(face.app()), {"authorization": f"Bearer {TOKEN}"}
        self.client = httpx2.AsyncClient(transport=transport, base_url="http://sim.test", headers=key)

    async def ask(self, method, path, body=None):
        answer = await self.client.request(method, path, json=body)
        return Answer(answer.status_code, answer.json() if answer.content else None)


@asynccontextmanager
async def lending(folder, place, *, lan: bool = False):
    gateways = Gateways("127.0.0.1:1", folder / "sandboxes", spawn)
    gateways.why_not = None
    hands = {}
    pool = Pool(sandbox_names(), Face({}), hands, gateways)
    work = asyncio.create_task(pool.work())
    await asyncio.sleep(0)
    near = Near(ControlFace(hands, TOKEN, routes(pool)))
    async with a_hub(place, lan=lan) as hub, near.client:
        hub.simulator = near
        yield hub, pool
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)


@pytest.fixture
async def lender(tmp_path, place):
    async with lending(tmp_path, place) as both:
        yield both


async def take(page, machine: str = "toy-gear"):
    return await page.post("/sandbox", json={"machine": machine})


async def test_anybody_borrows_a_press_and_gives_it_back(lender):
    hub, pool = lender
    async with visitor(hub) as page:
        desk = (await page.get("/sandbox")).json()
        assert (desk["mine"], desk["size"], desk["free"], desk["why_not"]) == (None, POOL, POOL, None)
        gears = next(one for one in desk["machines"] if one["machine"] == "toy-gear")
        assert all(gears[part] for part in ("title", "product", "press", "material"))
        mine = (await take(page)).json()
        assert (mine["cell"], mine["machine"], mine["problem"]) == ("sandbox-1", "toy-gear", None)
        assert 0 < mine["expires_us"] - hub.now_us() <= 1800e6
        assert (await page.get("/sandbox")).json()["mine"] == mine
        gone = await page.delete("/sandbox")
        assert (gone.status_code, gone.json()["mine"]) == (200, None)
        assert pool.view().lent == []
        assert (await page.get("/sandbox")).json()["mine"] is None


async def test_the_browser_keeps_a_secret_that_no_script_reads_and_nobody_else_keeps(lender):
    hub, pool = lender
    async with visitor(hub) as page:
        answer = await take(page)
        cookie = answer.headers["set-cookie"]
        assert all(part in cookie for part in ("HttpOnly", "SameSite=strict", "Path=/api"))
        token = page.cookies["sprue_sandbox"]
        assert pool.view().lent[0].owner == token_hash(token)
        assert token not in answer.text
        assert token_hash(token) not in answer.text + (await page.get("/sandbox")).text


async def test_who_comes_when_all_are_taken_is_told_which_to_watch(lender):
    hub, pool = lender
    for number in range(POOL):
        async with visitor(hub) as page:
            assert (await take(page)).json()["cell"] == f"sandbox-{number + 1}"
    async with visitor(hub) as late:
        answer = await take(late)
        assert (answer.status_code, answer.json()["watch"]) == (409, f"sandbox-{POOL}")
        assert "sprue_sandbox" not in late.cookies
        assert (await late.get("/sandbox")).json()["watch"] == f"sandbox-{POOL}"
    assert len(pool.view().lent) == POOL


async def test_a_second_machine_is_refused_until_the_first_is_given_back(lender):
    hub, _ = lender
    async with visitor(hub) as page:
        await take(page)
        answer = await take(page, "bottle-cap")
        assert answer.status_code == 409
        assert answer.json()["detail"] == "You have sandbox-1 already; give it back first. Nothing was changed."
        await page.delete("/sandbox")
        assert (await take(page, "bottle-cap")).json()["machine"] == "bottle-cap"


@pytest.mark.parametrize(
    ("machine", "status"), [("anvil", 422), ("../secret", 422), ("", 422), ("x" * 50, 422)]
)
async def test_a_machine_that_does_not_exist_is_refused(lender, machine, status):
    hub, pool = lender
    async with visitor(hub) as page:
        answer = await take(page, machine)
        assert answer.status_code == status
    assert pool.view().lent == []


async def test_one_address_cannot_take_and_give_back_for_ever(lender, monkeypatch):
    hub, _ = lender
    now_us = hub.now_us()
    monkeypatch.setattr(type(hub), "now_us", staticmethod(lambda: now_us))
    async with visitor(hub, "192.0.2.9") as page, visitor(hub, "192.0.2.10") as other:
        for _ in range(TAKES):
            assert (await take(page)).status_code == 200
        refused = await take(page)
        assert refused.status_code == 429
        assert refused.headers["retry-after"] == str(int(TAKES_WITHIN_S) + 1)
        assert (await take(other)).status_code == 200, "others are not punished"


async def test_a_page_of_another_site_borrows_nothing_and_ends_nothing(lender):
    hub, pool = lender
    async with visitor(hub) as page:
        await take(page)
        assert (await page.delete("/sandbox", headers=OTHER_SITE)).status_code == 403
        assert (
            await page.post("/sandbox", json={"machine": "toy-gear"}, headers=OTHER_SITE)
        ).status_code == 403
    assert len(pool.view().lent) == 1


async def test_a_visitor_from_the_network_borrows_too(tmp_path, place):
    async with lending(tmp_path, place, lan=True) as (hub, _), visitor(hub, "192.0.2.7") as page:
        assert (await take(page)).status_code == 200


async def test_giving_back_twice_or_nothing_harms_nobody(lender):
    hub, pool = lender
    async with visitor(hub) as mine, visitor(hub) as other:
        await take(mine)
        assert (await other.delete("/sandbox")).status_code == 200
        assert len(pool.view().lent) == 1
        for _ in range(2):
            assert (await mine.delete("/sandbox")).status_code == 200


async def test_without_a_simulator_the_reason_is_said(place):
    class Away:
        async def ask(self, *_):
            raise AwayError("simulator_away", place="127.0.0.1:1", why="refused")

    async with a_hub(place) as hub, visitor(hub) as page:
        for away in (hub.simulator, Away()):
            hub.simulator = away
            desk = (await page.get("/sandbox")).json()
            assert (desk["size"], desk["free"]) == (0, 0)
            assert "Nothing was changed" in desk["why_not"]["detail"]
            assert desk["why_not"]["code"] in {"simulator_none", "simulator_away"}
            answer = await take(page)
            assert answer.status_code == 503
            assert "Nothing was changed" in answer.json()["detail"]


OWN, THEIRS = "/control/cells/sandbox-1", "/control/cells/sandbox-2"
RING = {"name": "worn_check_ring", "severity": 0.5}


async def test_a_visitor_controls_his_own_press_and_no_other(lender):
    hub, pool = lender
    async with visitor(hub) as page, visitor(hub) as other, visitor(hub) as nobody:
        await take(page)
        await take(other)
        assert (await page.post(f"{OWN}/inject", json=RING)).json()["faults"][0]["name"] == "worn_check_ring"
        assert (await page.get(f"{OWN}/faults")).status_code == 200
        for who in (other, nobody):
            for method, path in (("GET", OWN), ("GET", f"{OWN}/truth"), ("POST", f"{OWN}/freeze")):
                answer = await who.request(method, path)
                assert answer.status_code == 403
                assert "Nothing was changed" in answer.json()["detail"]
        assert (await page.post(f"{THEIRS}/freeze")).status_code == 403
        assert (await page.get("/control/cells")).status_code == 403, "the list is for who teaches"
        assert (await page.post("/control/cells/imm-1/freeze")).status_code == 403, "the tour is not his"
        assert not pool.lent["sandbox-1"].live.clock.frozen


async def test_once_given_back_it_is_no_more_his(lender):
    hub, _ = lender
    async with visitor(hub) as page, visitor(hub) as next_one:
        await take(page)
        token = page.cookies["sprue_sandbox"]
        await page.delete("/sandbox")
        cell = (await take(next_one)).json()["cell"]
        page.cookies.set("sprue_sandbox", token)
        assert (await page.get(f"/control/cells/{cell}")).status_code == 403
        assert (await page.get(OWN)).status_code == 403
        assert (await next_one.get(f"/control/cells/{cell}")).status_code == 200


async def test_who_teaches_controls_every_press(lender):
    hub, pool = lender
    async with visitor(hub) as page, visitor(hub) as teacher:
        await take(page)
        assert (await teacher.post("/login", json={"secret": ADMIN})).status_code == 200
        assert (await teacher.post(f"{OWN}/freeze")).json()["frozen"]
        assert [one["cell"] for one in (await teacher.get("/control/cells")).json()] == ["sandbox-1"]
        assert pool.lent["sandbox-1"].live.clock.frozen


async def test_what_a_visitor_does_to_his_own_press_does_not_fill_the_record(lender):
    hub, _ = lender
    async with visitor(hub) as page, visitor(hub) as teacher:
        await take(page)
        await page.post(f"{OWN}/freeze")
        await teacher.post("/login", json={"secret": ADMIN})
        assert [note["what"] for note in (await teacher.get("/audit")).json()] == ["login"]


@pytest.mark.parametrize(("pace", "status"), [(20, 200), (0.5, 200), (21, 403), ("max", 403), (0, 422)])
async def test_a_visitors_time_runs_twenty_times_as_fast_at_most(lender, pace, status):
    hub, _ = lender
    async with visitor(hub) as page:
        await take(page)
        answer = await page.post(f"{OWN}/pace", json={"pace": pace})
        assert answer.status_code == status
        if status != 200:
            assert "Nothing was changed" in answer.json()["detail"]


async def test_a_visitor_turns_only_so_much_and_looks_as_often_as_he_likes(lender, monkeypatch):
    hub, _ = lender
    now_us = hub.now_us()
    monkeypatch.setattr(type(hub), "now_us", staticmethod(lambda: now_us))
    async with visitor(hub) as page:
        await take(page)
        for _ in range(DEEDS):
            assert (await page.post(f"{OWN}/lot")).status_code == 200
        assert (await page.post(f"{OWN}/lot")).status_code == 429
        assert (await page.get(OWN)).status_code == 200


async def test_a_page_of_another_site_turns_nothing(lender):
    hub, pool = lender
    async with visitor(hub) as page:
        await take(page)
        assert (await page.post(f"{OWN}/freeze", headers=OTHER_SITE)).status_code == 403
        assert not pool.lent["sandbox-1"].live.clock.frozen
