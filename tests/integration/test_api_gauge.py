"""Virtual gauges over the API: what they need, what they say of shots, as JSON and as a file."""

import csv
import io
import random

import pytest
import pytest_asyncio
from api_hub import CYCLE_S, S, a_hub, arrived, birth, shot, visitor
from near_learner import Near, few_trees
from store_world import Place

from sprue_contract.payloads import Measurement, Shot
from sprue_server.gauge.lessons import NEEDS
from sprue_server.gauging.desk import GaugeDesk
from sprue_server.hub import Hub
from sprue_server.store.turn import Turn

pytestmark = pytest.mark.asyncio(loop_scope="module")
SHOTS = NEEDS + 20


async def fill(hub: Hub) -> None:
    """A press whose parts are heavier with more pressure; the last twenty shots are not weighed."""
    now_us, rng = hub.now_us(), random.Random(5)
    start_us = now_us - SHOTS * CYCLE_S * S
    bodies: list = [(birth(start_us), start_us)]
    for number in range(SHOTS):
        moment, bar = start_us + (number + 1) * CYCLE_S * S, rng.uniform(700, 900)
        bodies.append((made(number, moment, bar, rng), moment))
        if number < NEEDS:
            told = {"shot_counter": number + 1, "shot_measured_us": moment, "origin": "simulated"}
            weight = {"weight_g": 8 + (bar - 800) / 1000 + rng.gauss(0, 0.005)}
            bodies.append((Measurement(**told, inspector="scales", values=weight), moment))
    arrivals = [arrived(body, moment, seq, now_us) for seq, (body, moment) in enumerate(bodies, 1)]
    await hub.writes.keep(arrivals, [])
    hub.live.take(arrivals)


def made(number: int, moment: int, bar: float, rng: random.Random) -> Shot:
    values = {"injection_time_s": 0.8 + rng.gauss(0, 0.01), "transfer_specific_pressure_bar": bar}
    return shot(number, moment).model_copy(update={"values": values, "curves": []})


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def page(tmp_path_factory):
    async with a_hub(Place(tmp_path_factory.mktemp("gauge") / "store")) as hub, visitor(hub) as client:
        await fill(hub)
        hub.gauges = GaugeDesk(hub.reader, hub.writes, Turn(None), hub.now_us)
        hub.gauges.learner = Near()
        await hub.gauges.follow("imm-1")
        assert list(hub.gauges.lessons) == [("imm-1", "weight_g")]
        before = (await client.get("/gauge/imm-1")).json()["quantities"][0]
        with pytest.MonkeyPatch.context() as patched:
            few_trees(patched)
            await hub.gauges.lesson("imm-1", "weight_g")
        client.before = before
        yield client


async def test_it_says_what_it_has_learnt_and_how_well_it_tells(page):
    assert (page.before["state"], page.before["gathered"], page.before["version"]) == ("learning", NEEDS, None)
    answer = (await page.get("/gauge/imm-1")).json()
    (one,) = answer["quantities"]
    assert (one["name"], one["state"], one["unit"], one["level"]) == ("weight_g", "ready", "g", "B")
    assert one["version"]["parts"] == NEEDS
    assert one["version"]["scores"]["left_out"]["r2"] > 0.8
    assert one["version"]["scores"]["by_setting"] is None
    assert (one["holding"]["verdict"], one["holding"]["tests"]) == ("too_few", 0)


async def test_shots_that_nobody_weighed_are_told_with_an_interval(page):
    query = {"quantity": "weight_g", "limit": 20}
    told = (await page.get("/gauge/imm-1/readings", params=query)).json()
    assert [one["measured"] for one in told["readings"]] == [None] * 20
    assert sum(one["in_experience"] for one in told["readings"]) >= 16
    assert all(one["low"] < one["prediction"] < one["high"] for one in told["readings"])
    assert len(told["pairs"]) == NEEDS
    shot = told["readings"][-1]
    alone = (await page.get(f"/gauge/imm-1/shots/{shot['shot']}")).json()
    assert alone["readings"][0]["prediction"] == pytest.approx(shot["prediction"])


async def test_readings_go_home_as_csv(page):
    answer = await page.get("/gauge/imm-1/export/gauge.csv", params={"quantity": "weight_g"})
    assert answer.headers["content-disposition"] == 'attachment; filename="imm-1-weight_g-gauge.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == SHOTS
    assert [bool(row["measured"]) for row in rows] == [True] * NEEDS + [False] * 20
    assert {row["taught"] for row in rows[:NEEDS]} == {"True"}
    assert {(row["unit"], row["origin"]) for row in rows} == {("g", "simulated")}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/gauge/imm-9", "No cell 'imm-9' is known"),
        ("/gauge/imm-1/readings?quantity=inner_diameter_mm", "What is measured is at /gauge/imm-1"),
        ("/gauge/imm-1/shots/1-1-1", "has no shot '1-1-1'"),
        ("/gauge/imm-2/readings?quantity=weight_g", "No part of 'imm-2' was measured"),
    ],
)
async def test_what_cannot_be_answered_says_why(page, path, words):
    answer = await page.get(path)
    assert answer.status_code == 404
    assert words in answer.json()["detail"]
