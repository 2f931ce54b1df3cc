"""What is told of stations, technologies and words, over a real hub; nobody need sign in for it."""

import pytest
from api_hub import a_hub, visitor


@pytest.fixture
async def hub(sqlite_place):
    async with a_hub(sqlite_place) as made:
        yield made


async def test_a_visitor_reads_stations_technologies_and_words(hub):
    async with visitor(hub) as page:
        stations = (await page.get("/stations", params={"language": "es"})).json()["stations"]
        assert stations
        one = (await page.get(f"/stations/{stations[0]['station']}", params={"language": "es"})).json()
        assert {"problem", "see", "break", "caught", "mine"} <= set(one["sections"])
        told = (await page.get("/technologies")).json()
        assert told["problems"] == []
        assert {one["translations"]["it"]["title"] for one in told["technologies"]}
        words = (await page.get("/glossary")).json()
        assert words["problems"] == []
        assert all(set(term["words"]) <= set(words["languages"]) for term in words["terms"])


async def test_a_firm_is_reckoned_and_no_cookie_is_left(hub):
    async with visitor(hub) as page:
        answer = await page.post("/firm/effects", json={"firm": {"presses": 3, "scrap_pct": 8}, "own": {}})
        assert answer.status_code == 200, answer.text
        assert answer.json()["effects"]
        assert "set-cookie" not in answer.headers
        refused = await page.post("/firm/effects", json={"firm": {"presses": 0}})
        assert refused.status_code == 422
