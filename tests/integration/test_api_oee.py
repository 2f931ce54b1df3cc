"""What the API says of effectiveness: sums that meet, reasons, periods of the plant's calendar."""

import csv
import io

import pytest
from api_hub import arrived
from floor_world import MINUTE_US, NOW, a_floor, at, bodies
from store_world import Place

HOUR_US = 60 * MINUTE_US


async def test_a_morning_is_reckoned_as_by_hand(place: Place, monkeypatch: pytest.MonkeyPatch):
    async with a_floor(place, monkeypatch) as (_, guest, _operator):
        told = (await guest.get("/oee/imm-1", params={"unit": "shift"})).json()
        period, cell = told["period"], told["cell"]
        assert (period["name"], period["start_us"], period["until_us"]) == ("early", at("06:00"), NOW)
        assert (cell["pbt_us"], cell["apt_us"]) == (6 * HOUR_US, 270 * MINUTE_US)
        assert (cell["pq"], cell["sq"], cell["gq"]) == (1080, 12, 1068)
        assert cell["availability"]["value"] == pytest.approx(0.75)
        assert cell["effectiveness"]["value"] == pytest.approx(1)
        assert cell["quality"]["value"] == pytest.approx(1068 / 1080)
        assert cell["oee"]["value"] == pytest.approx(0.75 * 1068 / 1080)
        assert [(one["reason"], one["us"], one["often"]) for one in cell["stops"]] == [
            ("part_not_ejected", 30 * MINUTE_US, 1)
        ]
        assert [(one["reason"], one["parts"]) for one in cell["scrap"]] == [("bad_cycle", 12)]
        assert cell["steps"][-1]["left_us"] == pytest.approx(cell["good_us"])
        assert cell["origins"] == ["simulated"]


async def test_hours_of_a_shift_add_up_to_it(sqlite_place: Place, monkeypatch: pytest.MonkeyPatch):
    async with a_floor(sqlite_place, monkeypatch) as (_, guest, _operator):
        cell = (await guest.get("/oee/imm-1", params={"unit": "shift"})).json()["cell"]
        assert len(cell["parts"]) == 6
        assert sum(part["gq"] for part in cell["parts"]) == cell["gq"]
        assert sum(part["pbt_us"] for part in cell["parts"]) == cell["pbt_us"]


async def test_what_cannot_be_reckoned_says_why_and_the_plant_is_told_without_it(
    sqlite_place: Place, monkeypatch: pytest.MonkeyPatch
):
    async with a_floor(sqlite_place, monkeypatch) as (_, guest, _operator):
        told = (await guest.get("/oee", params={"unit": "shift"})).json()
        one, other = told["cells"]
        assert (other["cell"], other["oee"]) == ("imm-2", {"value": None, "why": "states_missing"})
        assert told["left_out"] == ["imm-2"]
        assert told["plant"] == {**one, "cell": None}
        assert {flag["key"] for flag in other["flags"]} == {"states_missing"}


async def test_the_plant_is_the_sum_of_its_cells(sqlite_place: Place, monkeypatch: pytest.MonkeyPatch):
    async with a_floor(sqlite_place, monkeypatch) as (hub, guest, _operator):
        other = [arrived(body, moment, seq, NOW, "imm-2") for seq, (body, moment) in enumerate(bodies(), 1)]
        await hub.writes.keep(other, [])
        hub.live.take(other)
        told = (await guest.get("/oee", params={"unit": "shift"})).json()
        one, two = told["cells"]
        assert (one["gq"], told["left_out"]) == (two["gq"], [])
        for name in ("gq", "calendar_us", "good_us"):
            assert told["plant"][name] == pytest.approx(one[name] + two[name])
        assert told["plant"]["oee"]["value"] == pytest.approx(one["oee"]["value"])


async def test_days_weeks_and_months_begin_by_the_plants_clock(
    sqlite_place: Place, monkeypatch: pytest.MonkeyPatch
):
    async with a_floor(sqlite_place, monkeypatch) as (_, guest, _operator):
        names = {}
        for unit in ("day", "week", "month"):
            period = (await guest.get("/oee/imm-1", params={"unit": unit})).json()["period"]
            names[unit] = (period["name"], period["after_us"])
            assert period["before_us"] < period["start_us"] < NOW
        assert names == {"day": ("2026-03-10", None), "week": ("2026-W11", None), "month": ("2026-03", None)}
        day = (await guest.get("/oee/imm-1", params={"unit": "day"})).json()["cell"]
        assert [part["period"]["name"] for part in day["parts"]] == ["night", "early"]
        before = {"unit": "day", "at_us": at("00:00") - 1}
        period = (await guest.get("/oee/imm-1", params=before)).json()["period"]
        assert (period["name"], period["after_us"]) == ("2026-03-09", at("00:00"))


async def test_a_period_to_come_and_a_cell_that_nobody_knows_are_refused(
    sqlite_place: Place, monkeypatch: pytest.MonkeyPatch
):
    async with a_floor(sqlite_place, monkeypatch) as (_, guest, _operator):
        answer = await guest.get("/oee", params={"at_us": NOW + 1})
        assert (answer.status_code, answer.json()["code"]) == (422, "floor_future")
        assert (await guest.get("/oee/nowhere")).status_code == 404
        assert (await guest.get("/oee", params={"unit": "year"})).status_code == 422


async def test_a_table_holds_what_the_page_shows(sqlite_place: Place, monkeypatch: pytest.MonkeyPatch):
    async with a_floor(sqlite_place, monkeypatch) as (_, guest, _operator):
        answer = await guest.get("/oee/export/cells.csv", params={"unit": "shift"})
        assert "oee-2026-03-10-shift.csv" in answer.headers["content-disposition"]
        one, other = csv.DictReader(io.StringIO(answer.text))
        assert (one["cell"], one["origin"], one["stop_h"], one["scrap_parts"]) == (
            "imm-1",
            "simulated",
            "0.5",
            "12",
        )
        assert float(one["oee"]) == pytest.approx(0.7417, abs=1e-4)
        assert (other["oee"], other["why"]) == ("", "states_missing")
