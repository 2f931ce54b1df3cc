"""What operators note: it counts at once, it is on record, it can be corrected, and visitors only read."""

import pytest
from api_hub import ADMIN, visitor
from floor_world import MINUTE_US, NOW, a_floor, at
from store_world import Place

from sprue_server.store.floor_tables import ScrapRow

COLUMNS = "job;cell;mould;from;to;standard_cycle_s;cavities;active_cavities"
SHIFT = {"unit": "shift"}
WISHES = {
    "stop": {"reason": "mould_fault"},
    "scrap": {"parts": 3, "reason": "flash"},
    "job": {"job": "A-17"},
    "release": {"released": True},
    "measured": {"values": {"weight_g": 8.1}},
    "care": {"part": "vents", "every_shots": 20_000},
}


@pytest.fixture
async def floor(sqlite_place: Place, monkeypatch: pytest.MonkeyPatch):
    async with a_floor(sqlite_place, monkeypatch) as found:
        yield found


async def test_what_was_noted_is_told_and_on_record(place: Place, monkeypatch: pytest.MonkeyPatch):
    async with a_floor(place, monkeypatch) as (hub, guest, operator):
        for kind, wish in WISHES.items():
            answer = await operator.post(f"/floor/imm-1/{kind}", json=wish)
            assert (answer.status_code, answer.json().get("kind")) == (200, kind), answer.text
        told = (await guest.get("/floor/imm-1")).json()
        assert {one["kind"] for one in told["entries"]} == set(WISHES)
        assert {one["role"] for one in told["entries"]} == {"operator"}
        assert (told["job"]["job"], told["job"]["cavities"], told["job"]["told"]) == ("A-17", 4, True)
        assert told["released"] is True
        assert [one.what for one in hub.reader.audit(len(WISHES))] == ["floor"] * len(WISHES)


@pytest.mark.parametrize("kind", WISHES)
async def test_a_visitor_notes_nothing(floor, kind):
    hub, guest, _ = floor
    answer = await guest.post(f"/floor/imm-1/{kind}", json=WISHES[kind])
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.json()["detail"]
    assert (await guest.post(f"/floor/imm-1/{kind}/1/undo")).status_code == 403
    assert hub.noted == 0


async def test_an_operator_neither_teaches_nor_takes_over_jobs(floor):
    _, _, operator = floor
    assert (await operator.post("/cells/imm-1/rebirth")).status_code == 403
    assert (await operator.post("/jobs/import", content=b"")).status_code == 403
    assert (await operator.get("/audit")).status_code == 403


async def test_a_reason_holds_from_the_beginning_of_the_stop(floor):
    _, guest, operator = floor
    before = (await guest.get("/floor/imm-1")).json()
    assert (before["state"], before["stop"]["since_us"], before["stop"]["by"]) == (
        "changeover",
        at("11:00"),
        None,
    )
    wish = {"reason": "mould_fault"}
    assert (await operator.post("/floor/imm-1/stop", json=wish)).json()["at_us"] == at("11:00")
    after = (await guest.get("/floor/imm-1")).json()["stop"]
    assert (after["reason"], after["by"]) == ("mould_fault", "operator")
    stops = (await guest.get("/oee/imm-1", params=SHIFT)).json()["cell"]["stops"]
    assert {one["reason"]: one["us"] for one in stops} == {
        "mould_fault": 60 * MINUTE_US,
        "part_not_ejected": 30 * MINUTE_US,
    }


async def test_what_an_operator_says_outranks_the_alarm(floor):
    _, guest, operator = floor
    wish = {"reason": "robot_fault", "at_us": at("08:00")}
    await operator.post("/floor/imm-1/stop", json=wish)
    stops = (await guest.get("/oee/imm-1", params=SHIFT)).json()["cell"]["stops"]
    assert [(one["reason"], one["us"]) for one in stops] == [("robot_fault", 30 * MINUTE_US)]


async def test_a_cell_of_which_nothing_is_known_has_no_stop_to_give_a_reason_for(floor):
    _, _, operator = floor
    answer = await operator.post("/floor/imm-2/stop", json={"reason": "other"})
    assert (answer.status_code, answer.json()["code"]) == (409, "floor_runs")


async def test_scrap_counts_can_be_corrected_and_taken_back_and_nothing_is_lost(floor):
    hub, guest, operator = floor

    async def scrapped() -> float:
        found = (await guest.get("/oee/imm-1", params=SHIFT)).json()["cell"]["scrap"]
        return sum(one["parts"] for one in found if one["reason"] == "flash")

    wish = {"parts": 30, "reason": "flash", "at_us": at("10:00")}
    first = (await operator.post("/floor/imm-1/scrap", json=wish)).json()["id"]
    again = (await operator.post("/floor/imm-1/scrap", json=wish)).json()["id"]
    assert await scrapped() == 60, "two counts of one moment are two counts"
    right = await operator.post("/floor/imm-1/scrap", json={**wish, "parts": 3, "replaces": first})
    assert await scrapped() == 33
    twice = await operator.post("/floor/imm-1/scrap", json={**wish, "replaces": first})
    assert (twice.status_code, twice.json()["code"]) == (409, "floor_corrected")
    assert (await operator.post(f"/floor/imm-1/scrap/{again}/undo")).status_code == 200
    assert await scrapped() == 3
    with hub.reader.engine.connect() as db:
        assert len(db.execute(ScrapRow.__table__.select()).all()) == 4  # type: ignore[attr-defined]
    number = right.json()["id"]
    assert (await operator.post(f"/floor/imm-2/scrap/{number}/undo")).status_code == 404
    assert (await operator.post("/floor/imm-1/scrap/777/undo")).status_code == 404


@pytest.mark.parametrize(
    ("kind", "wish", "code"),
    [
        ("stop", {"reason": "bad_luck", "at_us": at("08:00")}, "floor_reason"),
        ("scrap", {"parts": 1, "reason": "bad_luck"}, "floor_reason"),
        ("scrap", {"parts": 1, "reason": "flash", "at_us": NOW + 1}, "floor_future"),
        ("scrap", {"parts": 0, "reason": "flash"}, None),
        ("scrap", {"parts": 1, "reason": "flash", "colour": "red"}, None),
        ("scrap", {"parts": 1, "reason": "flash", "replaces": 99}, "floor_entry"),
        ("stop", {"reason": "other", "at_us": at("08:00"), "to_us": at("07:00")}, "floor_ends_before"),
        ("job", {"job": ""}, None),
        ("job", {"job": "A", "standard_cycle_s": 0}, None),
        ("job", {"job": "A", "cavities": 2, "active_cavities": 3}, "floor_cavities"),
        ("measured", {"values": {"weight_g": 0}}, "floor_implausible"),
        ("measured", {"values": {"melt_temperature_c": 230}}, "floor_quantity"),
        ("measured", {"values": {"weight_g": "heavy"}}, None),
        ("measured", {"values": {}}, None),
        ("care", {"part": "spoon"}, "floor_part"),
        ("care", {"part": "vents", "done": False}, "floor_care_empty"),
        ("care", {"part": "vents", "every_shots": 0}, None),
    ],
)
async def test_what_cannot_be_is_refused_with_its_reason(floor, kind, wish, code):
    hub, guest, operator = floor
    answer = await operator.post(f"/floor/imm-1/{kind}", json=wish)
    assert answer.status_code in {404, 422}
    assert answer.json().get("code") == code
    assert (await guest.get("/floor/imm-1")).json()["entries"] == []
    assert hub.noted == 0


async def test_a_blocked_cavity_told_with_the_job_is_a_loss(floor):
    _, guest, operator = floor
    job = {"job": "A-17", "at_us": at("06:00"), "active_cavities": 3}
    await operator.post("/floor/imm-1/job", json=job)
    cell = (await guest.get("/oee/imm-1", params=SHIFT)).json()["cell"]
    assert (cell["pq"], cell["sq"]) == (810, 9)
    assert {one["key"]: one["parts"] for one in cell["steps"]}["blocked_cavities"] == 270


async def test_a_job_counts_its_parts_also_where_it_began_long_ago(floor):
    _, guest, operator = floor
    for begun, name in ((at("09:00"), "A-17"), (at("00:00") - 24 * 60 * MINUTE_US, "A-16")):
        await operator.post("/floor/imm-1/job", json={"job": name, "at_us": begun})
    told = (await guest.get("/floor/imm-1")).json()["job"]
    assert (told["job"], told["made"]) == ("A-17", 4 * 121), (
        "the shot that falls at nine is the first of the job that begins at nine"
    )
    number = next(
        one["id"] for one in (await guest.get("/floor/imm-1")).json()["entries"] if one["at_us"] == at("09:00")
    )
    after = (await operator.post(f"/floor/imm-1/job/{number}/undo")).json()["job"]
    assert (after["job"], after["made"]) == ("A-16", 1080)


async def test_a_sheet_is_taken_over_row_by_row(floor):
    hub, guest, _ = floor
    rows = [
        COLUMNS,
        "A-17;imm-1;cap;2026-03-10 06:00;2026-03-10 14:00;120;4;",
        "A-18;imm-1;cap;10/03/2026 14:00;;60;4;",
        "A-19;imm-9;cap;2026-03-10 06:00;;60;4;",
        "A-20;imm-2;cap;2026-03-10 06:00;;sixty;4;9",
    ]
    sheet = "\n".join(rows).encode()
    async with visitor(hub) as boss:
        await boss.post("/login", json={"secret": ADMIN})
        told = (await boss.post("/jobs/import", content=sheet)).json()
        assert (told["taken"], told["replaced"], told["known"]) == (2, 0, 0)
        assert [(one["line"], one["column"], one["code"]) for one in told["rejected"]] == [
            (4, "cell", "cell_unknown"),
            (5, "active_cavities", "active_over"),
            (5, "standard_cycle_s", "number"),
        ]
        assert all("not taken over" in one["sentence"] for one in told["rejected"])
        again = (await boss.post("/jobs/import", content=sheet)).json()
        assert (again["taken"], again["known"]) == (0, 2)
        other = (await boss.post("/jobs/import", content=sheet.replace(b";120;", b";60;"))).json()
        assert (other["taken"], other["replaced"], other["known"]) == (1, 1, 1)
        assert hub.reader.audit(1)[0].what == "jobs"
        nothing = (await boss.post("/jobs/import", content=b"")).json()
        assert (nothing["taken"], [one["code"] for one in nothing["rejected"]]) == (0, ["empty"])
    jobs = (await guest.get("/jobs", params={"cell": "imm-1"})).json()
    assert [(one["job"], one["standard_cycle_s"], one["source"]) for one in jobs] == [
        ("A-18", 60, "import"),
        ("A-17", 60, "import"),
    ]
    cell = (await guest.get("/oee/imm-1", params=SHIFT)).json()["cell"]
    assert (cell["pq"], cell["effectiveness"]["value"]) == (1080, pytest.approx(1))
