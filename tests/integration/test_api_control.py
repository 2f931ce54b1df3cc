"""The hub hands an instructor's wishes on to a real simulator, and nobody else's."""

import pytest
from api_hub import ADMIN, a_hub, visitor
from factory import free_port
from test_sim_control_process import TOKEN, simulator

from sprue_server.simulator import Simulator

TEACHER = "a secret of the teacher"


@pytest.fixture(scope="module")
def control(tmp_path_factory):
    with simulator(tmp_path_factory.mktemp("plant")) as (_, port):
        yield port


@pytest.fixture
async def hub(place, control):
    async with a_hub(place) as made:
        made.simulator = Simulator(f"127.0.0.1:{control}", TOKEN)
        yield made


@pytest.fixture
async def page(hub):
    async with visitor(hub) as client:
        yield client


@pytest.fixture
async def teacher(hub, page):
    await page.post("/login", json={"secret": ADMIN})
    await page.put("/secrets/instructor", json={"secret": TEACHER})
    async with visitor(hub) as client:
        assert (await client.post("/login", json={"secret": TEACHER})).json()["role"] == "instructor"
        yield client


async def test_an_instructor_freezes_breaks_and_mends_a_cell(teacher):
    cells = (await teacher.get("/control/cells")).json()
    assert [one["cell"] for one in cells] == ["caps", "gears", "tubs"]
    assert (await teacher.post("/control/cells/caps/freeze")).json()["frozen"]
    faults = (await teacher.get("/control/cells/caps/faults")).json()
    assert any(one["why_not"] for one in faults)
    fault = {"name": "worn_check_ring", "severity": 0.7, "shape": "ramp", "time_constant_s": 60}
    told = (await teacher.post("/control/cells/caps/inject", json=fault)).json()
    assert [one["name"] for one in told["faults"]] == ["worn_check_ring"]
    counter = (await teacher.get("/control/cells/caps")).json()["counter"]
    assert (await teacher.post("/control/cells/caps/step")).json()["counter"] == counter + 1
    truth = (await teacher.get("/control/cells/caps/truth", params={"limit": 5})).json()
    assert [truth[0]["deed"], truth[1]["what"], truth[2]["deed"]] == ["step", "shot", "inject"]
    mended = (await teacher.post("/control/cells/caps/clear", json={})).json()
    assert mended["faults"] == []
    assert (await teacher.post("/control/cells/caps/go-on")).json()["frozen"] is False


async def test_what_was_done_is_on_record(teacher, page):
    await teacher.post("/control/cells/caps/seed", json={"seed": 5})
    note = (await page.get("/audit")).json()[0]
    assert (note["role"], note["what"], note["detail"]) == ("instructor", "control", "caps seed 5")


async def test_a_visitor_controls_nothing_and_learns_nothing(hub):
    async with visitor(hub) as nobody:
        for method, path in (("GET", "/cells"), ("GET", "/cells/caps/truth"), ("POST", "/cells/caps/freeze")):
            answer = await nobody.request(method, f"/control{path}")
            assert answer.status_code == 403
            assert "This needs the instructor" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "body", "refusal", "words"),
    [
        (
            "caps/inject",
            {"name": "worn_check_ring", "severity": 7},
            "422 input_most",
            "severity: Input should be less",
        ),
        (
            "caps/inject",
            {"name": "gremlin", "severity": 1},
            "422 unknown_fault",
            "no fault is called 'gremlin'",
        ),
        ("caps/pace", {"pace": 0.01}, "422 pace_range", "pace: a pace lies between 0.1 and 1000"),
        (
            "caps/setting",
            {"name": "nozzle_c", "value": 5000},
            "422 setting_range",
            "nozzle_c 5000: here it lies between",
        ),
        ("caps/restore", {"name": "never"}, "404 unknown_snapshot", "no snapshot is called 'never'"),
        ("caps/step", None, "409 not_frozen", "is not frozen"),
        ("kassel/freeze", None, "404 unknown_cell", "no simulated cell is called 'kassel'"),
        ("A%20B/freeze", None, "422 input_text", "cell: String should match pattern"),
    ],
)
async def test_a_mistake_is_told_in_one_sentence_and_a_code(teacher, path, body, refusal, words):
    answer = await teacher.post(f"/control/cells/{path}", json=body)
    assert f"{answer.status_code} {answer.json()['code']}" == refusal
    assert words in answer.json()["detail"]
    assert answer.json()["detail"].endswith("Nothing was changed.")


async def test_what_a_refusal_is_about_is_told_beside_it_for_other_languages(teacher):
    wish = {"name": "nozzle_c", "value": 5000}
    about = (await teacher.post("/control/cells/caps/setting", json=wish)).json()["params"]
    assert about.keys() == {"setting", "value", "low", "high", "unit"}
    assert (about["setting"], about["value"], about["unit"]) == ("nozzle_c", 5000, "°C")
    never = {"name": "hydraulic_leak", "severity": 1}
    told = (await teacher.post("/control/cells/gears/inject", json=never)).json()
    assert (told["code"], told["params"]["fault"]) == ("fault_impossible", "hydraulic_leak")


async def test_a_simulator_that_is_away_or_knows_another_token_is_told_apart_from_a_mistake(hub, teacher):
    here = hub.simulator.place
    for simulator_ in (
        Simulator(f"127.0.0.1:{free_port()}", TOKEN),
        Simulator(here, "another token"),
        Simulator(),
    ):
        hub.simulator = simulator_
        answer = await teacher.post("/control/cells/caps/freeze")
        assert answer.status_code == 503
        assert answer.json()["detail"].endswith("Nothing was changed.")
        assert answer.json()["code"] in {"simulator_away", "token", "simulator_none"}


async def test_a_body_that_is_no_json_is_told_in_words(teacher):
    head = {"content-type": "application/json"}
    answer = await teacher.post("/control/cells/caps/pace", content="{", headers=head)
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith("body: ")
