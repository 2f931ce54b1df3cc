"""A visitor pulls his own press's cable through the hub: nobody else's, not too often, both ends counted."""

from dataclasses import replace

import pytest
from api_hub import ADMIN, visitor
from store_world import Shot, arrival
from test_api_sandbox import OTHER_SITE, lending, take

from sprue_contract.refusals import refusal
from sprue_edge.intake import Draft
from sprue_edge.keeper import open_outbox
from sprue_server.hub import DEEDS
from sprue_server.store.problems import StoreBlockedError

CABLE, OUT, IN = "/sandbox/cable", {"plugged": False}, {"plugged": True}


@pytest.fixture
async def lender(tmp_path, place):
    async with lending(tmp_path, place) as both:
        yield both


@pytest.fixture
async def page(lender):
    hub, _ = lender
    async with visitor(hub) as page:
        await take(page)
        yield page


@pytest.fixture
async def outbox(lender, page):
    """What the gateway of his press would write."""
    assert page.cookies, "he has one"
    box = open_outbox(lender[1].cable("sandbox-1").outbox.parent)
    yield box
    box.close()


def shots(count: int) -> list[Draft]:
    return [
        Draft("live", "sandbox-1", "sandbox-1:x:live", "shot", "r", at, None, ["{}"], 1, None)
        for at in range(count)
    ]


async def stores(hub, session: str, seqs) -> None:
    """The hub stores what has these numbers."""
    for seq in seqs:
        told = arrival(
            (seq, seq, Shot(started_us=0, counter=seq, values={})), session=session, cell="sandbox-1"
        )
        message = replace(told.message, gateway="sandbox-1")
        await hub.writes.keep([told._replace(message=message)], [])


async def test_it_is_pulled_and_plugged_in_by_who_has_the_press(lender, page):
    hub, pool = lender
    told = (await page.get(CABLE)).json()
    assert (told["cell"], told["plugged"], told["outage"], told["numbers"]) == ("sandbox-1", True, None, None)
    told = (await page.post(CABLE, json=OUT)).json()
    assert (told["plugged"], told["outage"]["in_us"]) == (False, None)
    assert pool.view().lent[0].unplugged
    assert hub.live.unplugged.holds("sandbox-1", hub.now_us())
    assert (await page.post(CABLE, json=OUT)).json()["outage"] == told["outage"], "out already"
    told = (await page.post(CABLE, json=IN)).json()
    assert (told["plugged"], told["outage"]["in_us"] > told["outage"]["out_us"]) == (True, True)
    assert not pool.view().lent[0].unplugged


async def test_nobody_else_sees_or_pulls_it(lender, page):
    hub, pool = lender
    async with visitor(hub) as other, visitor(hub) as nobody:
        await take(other)
        await other.post(CABLE, json=OUT)
        assert [one.unplugged for one in pool.view().lent] == [False, True], "each his own"
        for asked in (await nobody.get(CABLE), await nobody.post(CABLE, json=OUT)):
            assert (asked.status_code, asked.json()["code"]) == (403, "cable_not_yours")
        token = other.cookies["sprue_sandbox"]
        await other.delete("/sandbox")
        other.cookies.set("sprue_sandbox", token)
        for asked in (await other.get(CABLE), await other.post(CABLE, json=OUT)):
            assert (asked.status_code, asked.json()["code"]) == (404, "cable_no_press")
        assert (await page.post(CABLE, json=OUT, headers=OTHER_SITE)).status_code == 403
        assert not pool.lent["sandbox-1"].gateway.cable.unplugged


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({}, "input_missing"),
        ({"plugged": "perhaps"}, "input_wrong"),
        ({"plugged": True, "x": 1}, "input_unknown"),
    ],
)
async def test_a_wish_that_is_none_is_refused_in_words(page, wish, code):
    answer = await page.post(CABLE, json=wish)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["detail"].endswith("Nothing was changed.")


async def test_it_is_pulled_only_so_often_and_looked_at_at_will(lender, page, monkeypatch):
    hub, pool = lender
    now_us = hub.now_us()
    monkeypatch.setattr(type(hub), "now_us", staticmethod(lambda: now_us))
    for _ in range(DEEDS):
        assert (await page.post(CABLE, json=IN)).status_code == 200
    answer = await page.post(CABLE, json=OUT)
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_deeds")
    assert not pool.lent["sandbox-1"].gateway.cable.unplugged
    assert (await page.get(CABLE)).status_code == 200


async def test_it_does_not_fill_the_record(lender, page):
    hub, _ = lender
    await page.post(CABLE, json=OUT)
    async with visitor(hub) as teacher:
        await teacher.post("/login", json={"secret": ADMIN})
        assert [note["what"] for note in (await teacher.get("/audit")).json()] == ["login"]


async def test_where_there_is_no_cable_the_reason_is_told(lender, page):
    _, pool = lender
    pool.lent["sandbox-1"].gateway.cable._cable.close()
    pool.lent["sandbox-1"].gateway.cable._cable = refusal("cable_tls", host="broker.firm")
    assert (await page.get(CABLE)).json()["why_not"]["code"] == "cable_tls"
    answer = await page.post(CABLE, json=OUT)
    assert (answer.status_code, answer.json()["code"]) == (409, "cable_tls")


async def test_both_ends_are_counted_by_their_own_witness(lender, page, outbox):
    hub, _ = lender
    outbox.write(shots(10), [])
    await stores(hub, outbox.session, range(1, 7))
    told = (await page.get(CABLE)).json()["numbers"]
    assert (told["produced"], told["waiting"], told["stored"], told["receipts_due"]) == (10, 10, 6, 6)
    assert (told["meets"], told["lost"], told["doubled"]) == (False, 0, 0), "receipts are on their way"
    outbox.write([], [(1, 6)])
    told = (await page.get(CABLE)).json()["numbers"]
    assert (told["waiting"], told["waiting_rows"], told["stored"], told["meets"]) == (4, 4, 6, True)
    await stores(hub, outbox.session, range(5, 11))
    await stores(hub, "another-session", range(1, 4))
    outbox.write([], [(7, 10)])
    told = (await page.get(CABLE)).json()["numbers"]
    assert (told["produced"], told["waiting"], told["stored"]) == (10, 0, 10), "what comes twice is stored once"
    assert (told["meets"], told["doubled"]) == (True, 0)
    outbox.write(shots(1), [])
    outbox.write([], [(11, 11)])
    told = (await page.get(CABLE)).json()["numbers"]
    assert (told["meets"], told["lost"]) == (False, 1), "a receipt for what nobody has stored"


async def test_a_database_that_is_away_does_not_hide_the_cable(lender, page, outbox, monkeypatch):
    hub, _ = lender
    outbox.write(shots(1), [])

    def away():
        raise StoreBlockedError("the database does not answer")

    monkeypatch.setattr(hub.reader, "tallies", away)
    answer = await page.post(CABLE, json=OUT)
    told = answer.json()
    assert (answer.status_code, told["plugged"], told["numbers"]) == (200, False, None)
    assert told["unread"] == "the database does not answer"
