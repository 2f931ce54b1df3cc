"""Control charts and capability over a real store: what a visitor asks, and what is refused."""

import csv
import io
import random
from collections.abc import Iterator

import pytest
import pytest_asyncio
from api_hub import CYCLE_S, S, a_hub, arrived, birth, shot, visitor
from store_world import Place

from sprue_contract.payloads import Measurement, Shot
from sprue_server.hub import Hub

pytestmark = pytest.mark.asyncio(loop_scope="module")
SHOTS, SHIFTED = 300, 12
CUSHION = "cushion_volume_cm3"
PATH = "/quality/imm-1"


async def fill(hub: Hub) -> None:
    """A press whose cushion falls with its last shots; every shot is weighed, the oldest by its count only."""
    now_us, rng = hub.now_us(), random.Random(5)
    start_us = now_us - SHOTS * CYCLE_S * S
    bodies: list = [(birth(start_us), start_us)]
    for number in range(SHOTS):
        moment = start_us + (number + 1) * CYCLE_S * S
        bodies.append((made(number, moment, rng), moment))
        named = {"shot_counter": number + 1, "shot_measured_us": moment if number else None}
        weight = {"weight_g": 8 + rng.gauss(0, 0.01)}
        bodies.append((Measurement(**named, inspector="scales", origin="simulated", values=weight), moment + S))
    arrivals = [arrived(body, moment, seq, now_us) for seq, (body, moment) in enumerate(bodies, 1)]
    await hub.writes.keep(arrivals, [])
    hub.live.take(arrivals)


def made(number: int, moment: int, rng: random.Random) -> Shot:
    cushion = 5 + rng.gauss(0, 0.02) - 0.3 * (number >= SHOTS - SHIFTED)
    values = {CUSHION: cushion, "cavity_pressure_maximum_bar": 500 + rng.gauss(0, 2), "set_speed": 3.0}
    told = {"values": values, "settings": {"set_hold_time_s": 4.0}, "curves": [], "start_up": number < 10}
    return shot(number, moment).model_copy(update=told)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def place(request, tmp_path_factory) -> Iterator[Place]:
    data = tmp_path_factory.mktemp("quality") / "store"
    if request.param == "sqlite":
        yield Place(data)
        return
    server = request.getfixturevalue("postgres")
    name = server.fresh()
    yield Place(data, server.url(name))
    server.give_back(name)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def page(place):
    async with a_hub(place) as hub, visitor(hub) as client:
        await fill(hub)
        yield client


async def get(page, path: str = "", **query):
    answer = await page.get(PATH + path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_cell_tells_which_quantities_can_be_charted(page):
    told = await get(page)
    found = {one["name"]: one for one in told["quantities"]}
    assert set(found) == {CUSHION, "cavity_pressure_maximum_bar", "weight_g"}, "no settings"
    assert (found[CUSHION]["count"], found["weight_g"]["part"]) == (SHOTS, True)
    assert found["cavity_pressure_maximum_bar"]["process_low"] == 450
    assert found["cavity_pressure_maximum_bar"]["level"] == "D"
    assert [one["name"] for one in told["charts"]] == ["individuals", "xbar_r", "ewma", "cusum"]


async def test_a_chart_marks_what_changed_and_says_since_when(page):
    told = await get(page, "/chart", quantity=CUSHION)
    assert (told["unit"], told["origin"], len(told["points"])) == ("cm³", "simulated", SHOTS)
    assert [point["kind"] for point in told["points"]].count("aside") == 10
    alarm = next(mark for mark in told["marks"] if mark["level"] == "alarm" and mark["panel"] == "individuals")
    first = told["points"][SHOTS - SHIFTED]
    assert (alarm["since_shot"], alarm["since_us"]) == (first["shot"], first["measured_us"])
    assert told["findings"][0]["key"] == "alarm_now"
    assert told["findings"][0]["numbers"]["since_us"] == first["measured_us"]
    assert told["stretches"][0]["limits"]["steady"] is True
    assert told["panels"][0]["upper"][0] is None, "start-up has no limits"


async def test_parts_that_a_gauge_has_read_are_charted_by_their_shots(page):
    told = await get(page, "/chart", quantity="weight_g")
    assert (told["part"], len(told["points"])) == (True, SHOTS)
    assert told["points"][0]["counter"] == 1, "known by its count"
    assert told["stretches"][0]["limits"]["centre"] == pytest.approx(8, abs=0.01)


@pytest.mark.parametrize(("chart", "size", "points"), [("xbar_r", 5, 58), ("ewma", 1, 300), ("cusum", 2, 145)])
async def test_other_charts_and_groups(page, chart, size, points):
    told = await get(page, "/chart", quantity=CUSHION, chart=chart, **({"size": size} if size != 5 else {}))
    assert (told["size"], len(told["points"])) == (size, points)
    assert told["panels"]
    assert told["stretches"][0]["limits"]["count"] > 40


async def test_fewer_shots_keep_the_limits_of_their_stretch(page):
    whole = await get(page, "/chart", quantity=CUSHION)
    few = await get(page, "/chart", quantity=CUSHION, limit=20)
    assert len(few["points"]) == 20
    assert few["stretches"][0]["limits"] == whole["stretches"][0]["limits"]


async def test_the_capability_of_a_tolerance_that_is_named(page):
    told = await get(page, "/capability", quantity=CUSHION, low=4.5, high=5.5)
    assert told["reason"] is None
    assert told["count"] == SHOTS - 10
    assert told["ppk"]["low"] < told["ppk"]["value"] < told["ppk"]["high"]
    one_sided = await get(page, "/capability", quantity=CUSHION, low=4.5)
    assert (one_sided["cp"], one_sided["high"]) == (None, None)
    none = await get(page, "/capability", quantity="cavity_pressure_maximum_bar")
    assert (none["reason"], none["cpk"]) == ("no_tolerance", None), "process limits are no tolerance"
    assert sum(none["histogram"]["counts"]) == SHOTS - 10


async def test_a_chart_goes_home_as_csv(page):
    answer = await page.get(f"{PATH}/export/chart.csv", params={"quantity": CUSHION})
    assert answer.headers["content-type"].startswith("text/csv")
    assert f"imm-1-{CUSHION}-individuals.csv" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == SHOTS
    assert "individuals:beyond:alarm" in rows[SHOTS - SHIFTED]["rules"]
    assert (rows[0]["kind"], rows[0]["individuals_upper"], rows[0]["unit"]) == ("aside", "", "cm³")


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/quality/nowhere", 404, "plant file"),
        ("/quality/nowhere/chart?quantity=a", 404, "plant file"),
        (f"{PATH}/chart?quantity=bore_mm", 404, "/quality/imm-1"),
        (f"{PATH}/chart?quantity=set_speed", 404, "/quality/imm-1"),
        (f"{PATH}/capability?quantity=bore_mm", 404, "/quality/imm-1"),
        ("/quality/imm-2/chart?quantity=weight_g", 404, "/quality/imm-2"),
        (f"{PATH}/chart?quantity={CUSHION}&size=5", 422, "takes 1 shot per point, not 5"),
        (f"{PATH}/chart?quantity={CUSHION}&chart=xbar_r&size=1", 422, "takes 2 to 10 shots per point, not 1"),
        (f"{PATH}/chart?quantity={CUSHION}&chart=pie", 422, "individuals"),
        (f"{PATH}/chart?quantity={CUSHION}&limit=2001", 422, "2000"),
        (f"{PATH}/chart", 422, "quantity"),
        (f"{PATH}/capability?quantity={CUSHION}&low=nan", 422, "finite"),
    ],
)
async def test_what_cannot_be_answered_says_why(page, path, status, words):
    answer = await page.get(path)
    assert answer.status_code == status
    assert words in answer.text
