"""The instructor's face over HTTP: nothing without the token, one clear sentence for every mistake."""

from contextlib import asynccontextmanager

import httpx2
import pytest
from live_cell import at_work

from sprue_contract.control import ControlView, FaultView, TruthView
from sprue_sim.control import Control
from sprue_sim.faces.control import DEEDS, Face
from sprue_sim.truth import Truth

TOKEN = "a token for the tests"
KEY = {"authorization": f"Bearer {TOKEN}"}


@asynccontextmanager
async def asking(headers=KEY):
    async with at_work() as cell:
        face = Face({"caps": Control(cell.live, Truth("caps", cell.live))}, TOKEN)
        transport = httpx2.ASGITransport(face.app())
        async with httpx2.AsyncClient(
            transport=transport, base_url="http://sim.test", headers=headers
        ) as client:
            yield client, cell


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer wrong"}, {"authorization": TOKEN}])
async def test_without_the_token_there_is_nothing(headers):
    async with asking(headers) as (client, cell):
        for method, path in (("GET", "/cells"), ("POST", "/cells/caps/freeze"), ("GET", "/nowhere")):
            answer = await client.request(method, path)
            assert answer.status_code == 401
            assert answer.json()["detail"] == "The token is missing or wrong. Nothing was changed."
        assert not cell.clock.frozen


async def test_what_can_be_read_can_be_read():
    async with asking() as (client, cell):
        await cell.pass_s(30)
        cells = (await client.get("/cells")).json()
        assert [ControlView.model_validate(one).cell for one in cells] == ["caps"]
        assert ControlView.model_validate((await client.get("/cells/caps")).json()).counter > 0
        assert (
            len([FaultView.model_validate(one) for one in (await client.get("/cells/caps/faults")).json()]) > 15
        )
        truth = (await client.get("/cells/caps/truth", params={"limit": 1, "what": "shot"})).json()
        assert TruthView.model_validate(truth[0]).what == "shot"


BODIES = {
    "pace": {"pace": 5},
    "snapshot": {"name": "a"},
    "restore": {"name": "a"},
    "backtrack": {"minutes": 1},
    "seed": {"seed": 9},
    "setting": {"name": "cooling_s", "value": None},
    "regrind": {"pct": 0},
    "inject": {"name": "worn_check_ring", "severity": 0.5},
    "clear": {},
    "lapse": {"factor": 100},
}


async def test_every_deed_answers_with_the_cell_as_it_is_then():
    async with asking() as (client, cell):
        for _ in range(8):
            await cell.pass_s(15)
        for deed in [*(one for one in DEEDS if one not in {"step", "go-on"}), "freeze", "step", "go-on"]:
            answer = await client.post(f"/cells/caps/{deed}", json=BODIES.get(deed))
            assert answer.status_code == 200, (deed, answer.text)
            seen = ControlView.model_validate(answer.json())
            assert (seen.went_back_s is not None) == (deed == "backtrack")
        assert not seen.frozen


@pytest.mark.parametrize(
    ("path", "body", "refusal", "words"),
    [
        (
            "nowhere/freeze",
            None,
            "404 unknown_cell",
            "cell: no simulated cell is called 'nowhere'; there are: caps",
        ),
        ("caps/explode", None, "404 unknown_deed", "there is no 'explode'; there are: pace, freeze"),
        ("caps/step", None, "409 not_frozen", "caps is not frozen"),
        ("caps/pace", {"pace": 0}, "422 pace_range", "pace: a pace lies between 0.1 and 1000, or is max"),
        ("caps/pace", {"speed": 1}, "422 input_missing", "pace: Field required"),
        ("caps/pace", "{", "422 input_form", "body: Invalid JSON"),
        ("caps/seed", {"seed": -1}, "422 input_least", "seed: Input should be greater than or equal to 0"),
        ("caps/backtrack", {"minutes": -5}, "422 input_above", "minutes: Input should be greater than 0"),
        ("caps/restore", {"name": "x"}, "404 unknown_snapshot", "no snapshot is called 'x'"),
        ("caps/snapshot", {"name": "A b"}, "422 input_text", "name: String should match"),
        (
            "caps/setting",
            {"name": "hold_bar", "value": 1e9},
            "422 setting_range",
            "hold_bar 1e+09: here it lies between",
        ),
        ("caps/regrind", {"pct": 30}, "422 regrind_not_allowed", "where at most 0 % regrind is allowed"),
        (
            "caps/inject",
            {"name": "worn_check_ring", "severity": 1.4},
            "422 input_most",
            "severity: Input should be less",
        ),
        (
            "caps/inject",
            {"name": "gremlin", "severity": 1},
            "422 unknown_fault",
            "no fault is called 'gremlin'",
        ),
        ("caps/clear", {"name": "worn_check_ring"}, "404 fault_not_there", "'worn_check_ring' is not in caps"),
    ],
)
async def test_a_mistake_is_told_in_one_sentence_and_a_code_and_changes_nothing(path, body, refusal, words):
    async with asking() as (client, _):
        before = (await client.get("/cells/caps")).json()
        sent = {"content": body} if isinstance(body, str) else {"json": body}
        answer = await client.post(f"/cells/{path}", **sent)
        assert f"{answer.status_code} {answer.json()['code']}" == refusal
        told = answer.json()["detail"]
        assert words in told
        assert told.endswith("Nothing was changed.")
        assert (await client.get("/cells/caps")).json() == before


async def test_a_question_about_the_truth_that_makes_no_sense_is_explained():
    async with asking() as (client, _):
        for query in ({"limit": 0}, {"limit": 5000}, {"what": "lies"}):
            answer = await client.get("/cells/caps/truth", params=query)
            assert answer.status_code == 422
            assert next(iter(query)) in answer.json()["detail"]


@pytest.mark.parametrize(
    ("where", "token", "words"),
    [
        ("127.0.0.1:0", "", "SPRUE_CONTROL_TOKEN"),
        ("127.0.0.1:0", "short", "at least 16 characters"),
        ("0.0.0.0:0", TOKEN, "--control-anywhere"),
        (":0", TOKEN, "--control-anywhere"),
        ("example.org:0", TOKEN, "--control-anywhere"),
        ("127.0.0.1:many", TOKEN, "invalid literal"),
    ],
)
def test_it_does_not_open_where_it_should_not(where, token, words):
    with pytest.raises(ValueError, match=words):
        Face({}, token).open(where, anywhere=False)
