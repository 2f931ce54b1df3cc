"""The road map through the hub: anybody may, nothing is kept, nobody floods; paper says what screens say."""

import json

import pypdfium2
from api_hub import a_hub, visitor

from sprue_server.api.roadmap import today
from sprue_server.hub import PLANS

WISH = {
    "firm": {
        "part_g": 120,
        "scrap_pct": 9,
        "claims_eur_year": 120_000,
        "bottleneck": True,
        "changeovers_week": 60,
    },
    "budget_eur": 60_000,
    "answers": {"measured": "nothing", "backup": "restored"},
}


async def test_questions_plan_paper_and_data(sqlite_place):
    async with a_hub(sqlite_place) as hub, visitor(hub) as page:
        asked = (await page.get("/roadmap/assessment", params={"language": "ca-valencia"})).json()
        assert len(asked["questions"]) == 12
        sets = {one["question"]: one["sets"] for one in asked["questions"] if one["sets"]}
        assert sets == {"measured": "sensor_level", "network": "it_level"}
        assert asked["areas"][1]["title"] == "Xarxa i còpies de seguretat"
        plan = (await page.post("/roadmap/plan", json=WISH)).json()
        assert plan["steps"]
        assert plan["day"] == today(hub).isoformat()
        assert "backup" in [one["step"] for one in plan["left_out"]]
        data = await page.post("/roadmap/export/plan.json", json=WISH)
        assert json.loads(data.content) == plan
        paper = await page.post("/roadmap/export/plan.pdf", json={**WISH, "language": "it"})
        assert paper.headers["content-type"] == "application/pdf"
        document = pypdfium2.PdfDocument(paper.content)
        assert len(document) <= 2
        assert "Tabella di marcia" in document[0].get_textpage().get_text_range()


async def test_an_empty_wish_is_that_of_the_example_firm(sqlite_place):
    async with a_hub(sqlite_place) as hub, visitor(hub) as page:
        plan = (await page.post("/roadmap/plan", json={})).json()
        assert plan["firm"].startswith("45 people, 14 presses")


async def test_what_cannot_be_reckoned_with_is_refused_in_words(sqlite_place):
    async with a_hub(sqlite_place) as hub, visitor(hub) as page:
        for wrong in (
            {"budget_eur": -1},
            {"hours_week": 0},
            {"firm": {"presses": 0}},
            {"answers": {"Bad Name": "x"}},
        ):
            assert (await page.post("/roadmap/plan", json=wrong)).status_code == 422


async def test_nobody_floods(sqlite_place):
    async with a_hub(sqlite_place) as hub, visitor(hub) as page:
        for _ in range(PLANS):
            hub.plans.count("127.0.0.1", hub.now_us() / 1e6)
        for path in ("plan", "export/plan.pdf", "export/plan.json"):
            answer = await page.post(f"/roadmap/{path}", json={})
            assert (answer.status_code, answer.json()["code"]) == (429, "too_many_plans")
