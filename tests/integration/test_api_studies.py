"""Studies through the hub: of a copy of a cell that goes on undisturbed, or of points that somebody brings."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from api_hub import a_hub, visitor
from live_cell import at_work
from test_api_sandbox import TOKEN, Near, lending, take

from sprue_server.hub import STUDIES, STUDIES_WITHIN_S
from sprue_server.simulator import Simulator
from sprue_sim.control import Control
from sprue_sim.faces.control import Face
from sprue_sim.faces.control_sandboxes import routes as lent
from sprue_sim.faces.control_studies import routes
from sprue_sim.truth import Truth

SHEET = "hold_s;weight_g\n" + "".join(
    f"{0.5 * step:.1f};{9.9 + min(step, 5) * 0.02 + shot / 1000:.3f}\n".replace(".", ",")
    for step in range(1, 13)
    for shot in (0, 1, 2)
)


@asynccontextmanager
async def studying(sqlite_place):
    """A hub, its page, and a simulated cell; under a second name it is somebody's own press."""
    async with at_work(preset="toy-gear") as cell:
        controls = {name: Control(cell.live, Truth(name, cell.live)) for name in ("imm-1", "sandbox-1")}
        near = Near(Face(controls, TOKEN, routes(controls)))
        async with a_hub(sqlite_place) as hub, near.client, visitor(hub) as page:
            hub.simulator = near
            yield page, cell, hub


async def test_anybody_studies_a_copy_and_the_cell_goes_on(sqlite_place):
    async with studying(sqlite_place) as (page, cell, _):
        desk = (await page.get("/studies")).json()
        assert [one["study"] for one in desk["studies"]][:2] == ["viscosity_curve", "cavity_balance"]
        assert ([one["cell"] for one in desk["cells"]], desk["why_not"]) == (["imm-1"], None)
        before, told = cell.live.machine.state, len(cell.heard)
        for about in desk["studies"][1:2] + desk["studies"][4:5]:
            made = (await page.post(f"/studies/{about['study']}", json={"cell": "imm-1"})).json()
            assert made["simulated"]["cell"] == "imm-1"
            assert {*made["points"][0]} == {one["name"] for one in about["columns"]}
            assert made["reading"]["says"] or made["reading"]["cannot"]
            assert made["reading"]["plot"]["dots"]
        assert cell.live.machine.state is before
        assert len(cell.heard) == told


async def test_one_study_at_a_time_and_nobody_floods(sqlite_place):
    async with studying(sqlite_place) as (page, _, hub):
        both = await asyncio.gather(
            *(page.post("/studies/gate_seal", json={"cell": "imm-1"}) for _ in range(2))
        )
        assert sorted(one.status_code for one in both) == [200, 409]
        assert max(both, key=lambda one: one.status_code).json()["code"] == "study_busy"
        now_s = hub.now_us() / 1e6
        for _ in range(STUDIES):
            hub.studies.count("127.0.0.1", now_s)
        refused = await page.post("/studies/gate_seal", json={"cell": "imm-1"})
        assert (refused.status_code, refused.json()["code"]) == (429, "too_many_studies")
        assert 0 < float(refused.json()["params"]["wait"]) <= STUDIES_WITHIN_S


async def test_what_cannot_be_studied_is_refused_in_words(sqlite_place):
    async with studying(sqlite_place) as (page, _, _):
        for cell in ("imm-2", "sandbox-1", "nowhere"):
            answer = await page.post("/studies/gate_seal", json={"cell": cell})
            assert answer.status_code == 404
            assert cell in answer.json()["detail"]
        assert (await page.post("/studies/voodoo", json={"cell": "imm-1"})).json()["code"] == "input_choice"


async def test_points_from_a_real_press_get_the_same_reading_without_a_simulator(sqlite_place):
    async with a_hub(sqlite_place) as hub, visitor(hub) as page:
        hub.simulator = Simulator()
        desk = (await page.get("/studies")).json()
        assert (desk["cells"], desk["why_not"]["code"]) == ([], "simulator_none")
        known = {"hold_s": 5, "cycle_s": 20, "cavities": 2, "limit_bar": 2000}
        made = (await page.post("/studies/gate_seal/points", content=SHEET.encode(), params=known)).json()
        assert (made["simulated"], made["rejected"], len(made["points"])) == (None, [], 36)
        assert made["facts"] == {"hold_s": 5.0, "cycle_s": 20.0, "cavities": 2.0}
        sealed = made["reading"]["numbers"][0]
        assert sealed["low"] - 0.13 <= 2.5 <= sealed["high"] + 0.13
        assert [one["key"] for one in made["reading"]["says"]] == ["sealed"]
        assert [one["key"] for one in made["reading"]["advises"]] == ["too_long", "more_parts"]


async def test_rows_that_cannot_be_read_are_told_and_a_sheet_without_any_has_no_reading(sqlite_place):
    async with a_hub(sqlite_place) as hub, visitor(hub) as page:
        made = (await page.post("/studies/gate_seal/points", content=b"hold_s,weight_g\n1,ten\n")).json()
        assert (made["reading"], made["points"]) == (None, [])
        assert [(one["line"], one["code"]) for one in made["rejected"]] == [(2, "number")]
        wrong = (await page.post("/studies/gate_seal/points", content=b"hold,weight\n1,2\n")).json()
        assert wrong["rejected"][0]["code"] == "column_unknown"
        large = await page.post("/studies/gate_seal/points", content=b"x" * 1_000_001)
        assert (large.status_code, large.json()["code"]) == (413, "study_large")
        odd = await page.post("/studies/gate_seal/points", content=b"", params={"hold_s": -1})
        assert (odd.status_code, odd.json()["code"]) == (422, "input_least")


@pytest.mark.parametrize("body", [b"{", b'{"study": "voodoo"}', b"{}"])
async def test_the_simulator_itself_says_what_is_wrong_with_a_wish(body):
    async with at_work(preset="toy-gear") as cell:
        controls = {"imm-1": Control(cell.live, Truth("imm-1", cell.live))}
        near = Near(Face(controls, TOKEN, routes(controls)))
        async with near.client:
            answer = await near.client.post("/studies/imm-1", content=body)
            assert answer.status_code == 422
            assert answer.json()["detail"].endswith("Nothing was changed.")
            assert (await near.ask("POST", "/studies/nowhere", {"study": "gate_seal"})).status == 404


async def test_a_visitor_studies_his_own_press_and_nobody_elses(tmp_path, sqlite_place):
    async with lending(tmp_path, sqlite_place) as (hub, pool), visitor(hub) as page:
        hub.simulator = Near(Face(pool.hands, TOKEN, [*lent(pool), *routes(pool.hands)]))
        async with hub.simulator.client:
            mine = (await take(page)).json()["cell"]
            assert [one["cell"] for one in (await page.get("/studies")).json()["cells"]] == [mine]
            made = await page.post("/studies/cavity_balance", json={"cell": mine})
            assert (made.status_code, made.json()["simulated"]["cell"]) == (200, mine)
            async with visitor(hub) as other:
                assert (await other.get("/studies")).json()["cells"] == []
                answer = await other.post("/studies/cavity_balance", json={"cell": mine})
                assert (answer.status_code, answer.json()["code"]) == (404, "study_no_cell")
