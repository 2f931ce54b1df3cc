"""Stations and the visitor's firm through the hub: told in each language, reckoned and forgotten."""

import pytest
from api_hub import a_hub, visitor

from sprue_server.content.shelves import shelves
from sprue_server.content.stations import Library
from sprue_server.hub import RECKONS


@pytest.fixture
async def page(sqlite_place):
    async with a_hub(sqlite_place) as hub, visitor(hub) as page:
        page.hub = hub  # type: ignore[attr-defined]
        yield page


async def test_stations_are_told_in_the_visitors_language(page):
    listed = (await page.get("/stations", params={"language": "es"})).json()
    assert listed["problems"] == []
    assert [one["order"] for one in listed["stations"]] == sorted(one["order"] for one in listed["stations"])
    told = (await page.get("/stations/pressure-curve", params={"language": "es"})).json()
    assert (told["title"], told["language"]) == ("La curva de presión", "es")
    assert "3,5\u00a0%" in told["sections"]["problem"], "the firm's figure, as Spanish writes it"
    assert {one["name"] for one in told["answers"]} >= {"old-press", "warranty", "data"}
    assert (await page.get("/stations/pressure-curve", params={"language": "fr"})).json()["language"] == "en"
    assert (await page.get("/stations/nowhere")).status_code == 404


async def test_a_plants_own_file_wins_and_a_broken_one_is_named(page, tmp_path):
    own = tmp_path / "content" / "stations"
    own.mkdir(parents=True)
    plant = tmp_path / "plant.yaml"
    (own / "pressure-curve.en.md").write_text("# Our curve\nOurs.\n\n## problem\nOurs alone.\n", "utf-8")
    (own / "broken.yaml").write_text("order: [", "utf-8")
    page.hub.library = Library(shelves(plant))
    told = (await page.get("/stations/pressure-curve")).json()
    assert told["title"] == "Our curve"
    problems = (await page.get("/stations")).json()["problems"]
    assert len(problems) == 1
    assert "broken.yaml" in problems[0]
    assert "not shown" in problems[0]


async def test_a_firm_is_reckoned_and_its_own_figures_count(page):
    first = (await page.get("/firm/examples")).json()[0]
    plain = (await page.post("/firm/effects", json={"firm": first["firm"]})).json()
    assert plain["year"]["run_h"] > 0
    own = {"pressure-curve": {"claims_seen_pct": 100.0}}
    mine = (await page.post("/firm/effects", json={"firm": first["firm"], "own": own})).json()
    curve = {one["station"]: one for one in mine["effects"]}["pressure-curve"]
    before = {one["station"]: one for one in plain["effects"]}["pressure-curve"]
    assert curve["gain_eur"]["likely"] > before["gain_eur"]["likely"]
    assert next(one["own"] for one in curve["assumes"] if one["name"] == "claims_seen_pct") == 100


@pytest.mark.parametrize("answers", [{}, {"measured": "every_shot", "network": "none"}], ids=["none", "some"])
async def test_a_technology_has_the_same_figures_on_my_firm_as_on_the_road_map(page, answers):
    firm = (await page.get("/firm/examples")).json()[1]["firm"] | {"sensor_level": 0, "it_level": 1}
    told = (await page.post("/firm/effects", json={"firm": firm, "answers": answers})).json()
    plan = (await page.post("/roadmap/plan", json={"firm": firm, "answers": answers, "conditions": []})).json()
    there = {one["station"]: one for one in [*plan["steps"], *plan["left_out"]] if one["station"]}
    for one in told["effects"]:
        assert (one["net_eur"], one["once_eur"]) == tuple(
            there[one["station"]][of] for of in ("net_eur", "once_eur")
        )
    assert told["answered"] == (["sensor_level", "it_level"] if answers else [])
    curve = next(one for one in told["effects"] if one["station"] == "pressure-curve")
    assert curve["lacks"] == (["it_level"] if answers else ["sensor_level"])


async def test_what_no_firm_can_be_is_refused_and_nobody_floods(page):
    assert (await page.post("/firm/effects", json={"firm": {"presses": 0}})).status_code == 422
    endless = await page.post("/firm/effects", content='{"firm": {"cycle_s": 1e999}}')
    assert endless.status_code == 422
    now_s = page.hub.now_us() / 1e6
    for _ in range(RECKONS):
        page.hub.reckons.count("127.0.0.1", now_s)
    answer = await page.post("/firm/effects", json={})
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_takes")
