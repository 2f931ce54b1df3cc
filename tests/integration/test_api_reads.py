"""What a visitor reads from the hub, over a real store."""

import csv
import io

import pyarrow.parquet as pq
import pytest
from api_hub import CYCLE_S, ODD, S, a_hub, arrived, birth, fill, shot, visitor

from sprue_contract.payloads import Event, Status


@pytest.fixture
async def hub(place):
    async with a_hub(place) as made:
        made.newest_us = await fill(made)
        yield made


@pytest.fixture
async def page(hub):
    async with visitor(hub) as client:
        yield client


async def get(page, path: str, **query):
    answer = await page.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_plant_says_its_name_calendar_and_clock(page, hub):
    told = await get(page, "/plant")
    assert (told["title"], told["timezone"]) == ("Test hall", "Europe/Madrid")
    assert abs(told["now_us"] - hub.now_us()) < 60 * S


async def test_every_cell_of_the_plant_file_is_told_even_one_that_never_spoke(page):
    first, second = await get(page, "/cells")
    assert (first["cell"], first["freshness"], first["state"]) == ("imm-1", "live", "running")
    assert first["values"]["melt_temperature_c"] == pytest.approx(230, abs=1)
    assert first["last_shot"]["counter"] == 60
    assert (second["cell"], second["freshness"], second["origin"]) == ("imm-2", "never", None)


@pytest.mark.parametrize(
    "path",
    [
        "/cells/nowhere",
        "/cells/nowhere/channels",
        "/cells/nowhere/series?channel=a&from_us=0&to_us=1",
        "/cells/nowhere/shots",
        "/cells/nowhere/standouts",
        "/cells/nowhere/export/shots.csv",
        "/cells/nowhere/export/series.parquet?channel=a&from_us=0&to_us=1",
        "/events?cell=nowhere",
    ],
)
async def test_an_unknown_cell_is_told_where_to_look(page, path):
    answer = await page.get(path)
    assert answer.status_code == 404
    assert "plant file" in answer.json()["detail"]


async def test_channels_have_unit_limits_and_origin(page):
    told = await get(page, "/cells/imm-1/channels")
    melt = told["channels"][1]
    assert (melt["unit"], melt["normal_low"], melt["origin"]) == ("°C", 220, "simulated")
    assert told["shot_fields"][0]["name"] == "cavity_pressure_maximum_bar"


async def test_a_cell_without_a_birth_has_no_channels(page):
    assert (await get(page, "/cells/imm-2/channels"))["channels"] == []


async def test_a_series_has_at_most_two_thousand_points(page, hub):
    query = {"channel": ["melt_temperature_c", "nothing_such"], "points": 2000}
    period = {"from_us": hub.newest_us - 1800 * S, "to_us": hub.newest_us}
    told = await get(page, "/cells/imm-1/series", **query, **period)
    melt = told["series"][0]
    assert melt["name"] == "melt_temperature_c"
    assert 0 < len(melt["low"]) + len(melt["high"]) <= 2000
    assert max(value for value in melt["high"] if value is not None) == pytest.approx(230.9)


async def test_a_period_that_ends_before_it_begins_is_refused(page):
    for path in ("series", "export/series.csv", "export/series.parquet"):
        answer = await page.get(f"/cells/imm-1/{path}?channel=a&from_us=5&to_us=5")
        assert answer.status_code == 422, path
        assert "before" in answer.json()["detail"]


async def test_shots_come_newest_first_and_in_pages(page):
    first = await get(page, "/cells/imm-1/shots", limit=10)
    assert [shot["counter"] for shot in first] == list(range(60, 50, -1))
    second = await get(page, "/cells/imm-1/shots", limit=10, before_us=first[-1]["measured_us"])
    assert second[0]["counter"] == 50


async def test_two_questions_lead_to_the_lowest_cavity_pressure_and_its_cause(page):
    lowest = (await get(page, "/cells/imm-1/shots", order="lowest-cavity-pressure", limit=1))[0]
    assert lowest["counter"] == ODD + 1
    told = await get(page, f"/cells/imm-1/shots/{lowest['id']}")
    keys = [finding["key"] for finding in told["findings"]]
    assert keys[0] == "lowest_cavity"
    assert "earlier_changeover" in keys


async def test_a_shot_is_told_with_everything_known_about_it(page, hub):
    newest, before = await get(page, "/cells/imm-1/shots", limit=2)
    told = await get(page, f"/cells/imm-1/shots/{newest['id']}")
    assert len(told["curves"][0]["values"]) == 300
    assert told["measurements"][0]["values"] == {"weight_g": 8.1}
    assert (told["previous"], told["next"]) == (before["id"], None)
    assert [mark["phase"] for mark in told["phases"]] == ["fill", "pack", "cool"]
    band = next(band for band in told["bands"] if band["name"] == "cavity_pressure_maximum_bar")
    assert (band["limit_low"], band["limit_high"], band["unit"]) == (450, 550, "bar")
    assert band["low"] < band["median"] < band["high"]
    assert told["shot"]["measured_us"] == hub.newest_us


async def test_the_golden_template_is_of_good_shots_of_the_same_settings(page):
    newest = (await get(page, "/cells/imm-1/shots", limit=1))[0]
    told = await get(page, f"/cells/imm-1/shots/{newest['id']}/template")
    assert told["same_settings"]
    assert told["shots"] >= 50
    cavity = told["curves"][0]
    assert len(cavity["low"]) == len(cavity["median"]) == len(cavity["high"]) == 300
    assert max(cavity["median"]) == pytest.approx(500, rel=0.01)


async def test_the_shot_that_stands_out_is_told_with_its_reason(page):
    told = await get(page, "/cells/imm-1/standouts", hours=8)
    assert told[0]["shot"]["counter"] == ODD + 1
    assert told[0]["finding"]["analysis"] == "stands_out"
    assert await get(page, "/cells/imm-2/standouts") == []


NO_SHOTS = ["nonsense", "1-2", "1-2-3", "-1-2-3", "9" * 40 + "-1-1", "9" * 19 + "-1-1", "1-1-1-1"]


@pytest.mark.parametrize("shot", [*NO_SHOTS, "\u0663-\u0661-\u0661"])
async def test_a_shot_that_does_not_exist_is_a_404_whatever_its_name(page, shot):
    for path in (f"/cells/imm-1/shots/{shot}", f"/cells/imm-1/shots/{shot}/template"):
        assert (await page.get(path)).status_code == 404


@pytest.mark.parametrize("number", ["-1", "1e9", "9007199254740992", "9" * 30, "nan", ""])
async def test_a_moment_that_is_none_is_refused_not_stumbled_over(page, number):
    asked = [
        "/cells/imm-1/shots?before_us=",
        "/cells/imm-1/export/shots.csv?to_us=",
        "/events?after_us=",
        "/cells/imm-1/series?channel=a&from_us=0&to_us=",
    ]
    for path in asked:
        assert (await page.get(path + number)).status_code == 422, path


async def test_a_shot_of_another_cell_is_not_told(page):
    shot = (await get(page, "/cells/imm-1/shots", limit=1))[0]["id"]
    assert (await page.get(f"/cells/imm-2/shots/{shot}")).status_code == 404


async def test_events_quarantine_counters_topics_and_words(page):
    event = (await get(page, "/events"))[0]
    assert (event["what"], event["name"], event["active"]) == ("alarm", "mould_not_shut", False)
    assert (await get(page, "/quarantine"))[0]["reason"] == "not-json"
    counts = (await get(page, "/counters"))["imm-1"]
    assert counts["produced"] == counts["waiting"] + counts["stored"] + counts["dropped"]
    assert not counts["doubtful"]
    assert await get(page, "/topics") == []
    assert (await get(page, "/quantities"))["melt_temperature_c"]["unit"] == "°C"


async def test_health_tells_the_truth_and_ready_answers_machines(page, hub):
    assert (await get(page, "/health"))["status"] == "degraded", "imm-2 never spoke"
    assert (await page.get("/ready")).status_code == 200
    hub.outside.store = "blocked"
    told = await get(page, "/health")
    assert (told["status"], told["store_problem"]) == ("blocked", "the disk is full")
    assert (await page.get("/ready")).status_code == 503


async def test_one_message_of_the_live_stream_can_be_asked_for(page):
    told = await get(page, "/live-message")
    assert told["type"] == "snapshot"
    assert {cell["cell"] for cell in told["cells"]} == {"imm-1", "imm-2"}


async def test_shots_are_exported_with_every_column_that_any_of_them_has(page):
    answer = await page.get("/cells/imm-1/export/shots.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 60
    assert rows[-1]["oil_temperature_c"] == "41.5"
    assert rows[0]["oil_temperature_c"] == ""
    assert rows[0]["set_transfer_volume_cm3"] == "13.5"
    assert "imm-1-shots.csv" in answer.headers["content-disposition"]


async def test_parquet_says_the_same_as_csv(page):
    lines = await page.get("/cells/imm-1/export/shots.csv")
    table = pq.read_table(io.BytesIO((await page.get("/cells/imm-1/export/shots.parquet")).content))
    first = next(csv.DictReader(io.StringIO(lines.text)))
    row = table.slice(0, 1).to_pylist()[0]
    assert list(row) == list(first)
    assert float(first["cavity_pressure_maximum_bar"]) == row["cavity_pressure_maximum_bar"]
    assert row["dosing_time_s"] is None


async def test_an_export_of_nothing_still_names_its_columns(page):
    answer = await page.get("/cells/imm-2/export/shots.csv")
    assert answer.text.startswith("cell,run,origin,measured_us")
    table = pq.read_table(io.BytesIO((await page.get("/cells/imm-2/export/shots.parquet")).content))
    assert table.num_rows == 0


@pytest.mark.parametrize("page_rows", [1, 7, 60])
async def test_an_export_is_whole_whatever_its_pages(page, monkeypatch, page_rows):
    monkeypatch.setattr("sprue_server.api.exports.PAGE", page_rows)
    rows = list(csv.DictReader(io.StringIO((await page.get("/cells/imm-1/export/shots.csv")).text)))
    assert [int(row["counter"]) for row in rows] == list(range(60, 0, -1))


async def test_channels_are_exported_without_rows_for_gaps(page, hub):
    begin = hub.newest_us - 60 * CYCLE_S * S
    query = {"channel": "melt_temperature_c", "from_us": begin - 3600 * S, "to_us": hub.newest_us}
    answer = await page.get("/cells/imm-1/export/series.csv", params=query)
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert rows
    assert all(row["low"] and row["unit"] == "°C" for row in rows)
    table = pq.read_table(
        io.BytesIO((await page.get("/cells/imm-1/export/series.parquet", params=query)).content)
    )
    assert table.num_rows == len(rows)


async def test_what_a_visitor_plays_with_is_in_no_figure_of_the_plant(page, hub):
    now = hub.now_us()
    told = birth(now).model_copy(update={"sandbox": True})
    arrivals = [
        arrived(body, now, seq, now, cell="sandbox-1") for seq, body in enumerate((told, shot(1, now)), 1)
    ]
    arrivals.append(arrived(Event(what="note", name="hello"), now, 9, now, cell="sandbox-1"))
    before = await get(page, "/health"), await get(page, "/events")
    await hub.writes.keep(arrivals, [])
    hub.live.take(arrivals)
    hub.live.status("gw", "s1", Status(state="online"), (now, now))
    health = await get(page, "/health")
    assert health["cells_known"] == before[0]["cells_known"]
    assert not any("sandbox" in reason for reason in health["reasons"])
    assert await get(page, "/events") == before[1]
    assert "sandbox-1" not in await get(page, "/counters")
    assert "sandbox-1" not in [cell["cell"] for cell in await get(page, "/cells")]
    assert (await get(page, "/cells/sandbox-1"))["sandbox"], "its own page finds it"
    assert "sandbox-1" in [cell["cell"] for cell in (await get(page, "/live-message"))["cells"]]
    hub.live.status("gw", "s1", Status(state="offline"), (now + S, now + S))
    assert (await page.get("/cells/sandbox-1")).status_code == 404
    assert hub.delta(set())(1).gone == ["sandbox-1"]
