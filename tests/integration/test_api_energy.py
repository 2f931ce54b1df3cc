"""What the API says of energy: figures that meet by hand, reasons for those that are not there, CSV."""

import csv
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from api_hub import a_hub, arrived, birth, visitor
from floor_world import MINUTE_US, NOW, at
from httpx2 import AsyncClient
from store_world import Place

from sprue_contract.fields import ProductionStatus
from sprue_contract.layout import channel, layout_id
from sprue_contract.payloads import Body, Measurement, Sample, Shot
from sprue_server.energy.factors import GRID
from sprue_server.hub import Hub

HOUR_US = 60 * MINUTE_US
CHANNELS = [channel(name, "simulated") for name in ("energy_total_kwh", "production_status", "dryer_power_kw")]
LAYOUT = layout_id(CHANNELS)
STANDING, RUNNING = int(ProductionStatus.NO_PRODUCTION), int(ProductionStatus.PRODUCTION)
RUN_KW, IDLE_KW, DRYER_KW = 12.0, 3.0, 0.9
STOP = (at("09:00"), at("09:45"))


def runs(us: int) -> bool:
    return not STOP[0] <= us < STOP[1]


def share(us: int) -> float:
    return 0.0 if us < at("08:00") else 20.0


def bodies(
    begin: int, *, meter: bool = True, weighs: bool = True, recorded: bool = False
) -> list[tuple[Body, int]]:
    """Four hours of a press that makes four parts of 25 g each minute, but for a stop of 45 minutes."""
    told = birth(begin).model_copy(
        update={"cavities": 4, "standard_cycle_s": 60, "mould": "Cap", "layout": LAYOUT, "channels": CHANNELS}
    )
    told = told.model_copy(update={"origin": "recorded"}) if recorded else told
    found: list[tuple[Body, int]] = [(told, begin)]
    kwh, frames = 5000.0, []
    for us in range(begin, NOW + 1, 10_000_000):
        frames.append([us, kwh if meter else None, RUNNING if runs(us) else STANDING, DRYER_KW])
        kwh += (RUN_KW if runs(us) else IDLE_KW) / 360
    starts = [us for us in range(begin, NOW - MINUTE_US + 1, MINUTE_US) if runs(us)]
    for counter, start in enumerate(starts):
        wobble = 1 + (counter * 7 % 11 - 5) / 1000
        settings = {"recyclate_pct": share(start), "set_hold_time_s": 3.0}
        values = {
            "cycle_time_s": 60.0,
            "dosing_time_s": (5.0 if share(start) == 0 else 4.5) * wobble,
            "energy_shot_kwh": RUN_KW / 60,
        }
        quality = 1 if counter % 10 == 9 else 0
        shot = Shot(
            started_us=start, counter=counter, job="J7", quality=quality, values=values, settings=settings
        )
        found.append((shot, start + MINUTE_US))
    if weighs:
        scale = Measurement(inspector="scales", origin="simulated", shot_counter=1, values={"weight_g": 25.0})
        found.append((scale, begin + 5 * MINUTE_US))
    return [*found, (Sample(layout=LAYOUT, frames=frames), NOW)]


@asynccontextmanager
async def a_metered(
    place: Place, patch: pytest.MonkeyPatch, **how: bool
) -> AsyncIterator[tuple[Hub, AsyncClient]]:
    patch.setattr(Hub, "now_us", staticmethod(lambda: NOW))
    async with a_hub(place) as hub, visitor(hub) as guest:
        told = bodies(at("07:00"), **how)
        arrivals = [arrived(body, moment, seq, NOW) for seq, (body, moment) in enumerate(told, 1)]
        await hub.writes.keep(arrivals, [])
        hub.live.take(arrivals)
        yield hub, guest


async def test_a_morning_of_energy_is_reckoned_as_by_hand(place: Place, monkeypatch: pytest.MonkeyPatch):
    async with a_metered(place, monkeypatch) as (_, guest):
        told = (await guest.get("/energy/imm-1", params={"unit": "shift"})).json()
        cell = told["cell"]
        assert (told["period"]["name"], cell["source"], cell["origins"]) == ("early", "meter", ["simulated"])
        assert cell["kwh"] == pytest.approx(4.25 * RUN_KW + 0.75 * IDLE_KW, rel=1e-3)
        assert (cell["windows"], cell["left_out"]) == (20, {"no_meter": 4})
        assert cell["counted_kg"] == pytest.approx(4.25 * 6, rel=0.01)
        assert cell["per_kg"]["value"] == pytest.approx(cell["counted_kwh"] / cell["counted_kg"])
        assert cell["per_good"]["value"] == pytest.approx(cell["counted_kwh"] / 0.9 / 1020, rel=0.02)
        assert cell["standing"]["kw"] == pytest.approx(IDLE_KW, rel=1e-3)
        assert cell["standing"]["kwh"] == pytest.approx(0.75 * IDLE_KW, rel=0.01)
        assert {one["state"] for one in cell["states"]} >= {"production", "stop"}
        assert cell["weight"] == {"part_g": 25.0, "by": "gauge", "readings": 1}
        (dryer,) = cell["beside"]
        assert (dryer["name"], dryer["kwh"]) == ("dryer_power_kw", pytest.approx(5 * DRYER_KW, rel=1e-3))
        line = cell["line"]
        assert line["base_kw"]["value"] == pytest.approx(IDLE_KW, rel=0.02)
        assert line["kwh_kg"]["value"] == pytest.approx((RUN_KW - IDLE_KW) / 6, rel=0.02)
        assert [one["key"] for one in cell["findings"]][:2] == ["stood", "line"]
        assert told["factor"] == GRID._asdict()


async def test_regrind_is_weighed_over_shots_and_hours(place: Place, monkeypatch: pytest.MonkeyPatch):
    async with a_metered(place, monkeypatch) as (_, guest):
        told = (await guest.get("/energy/imm-1", params={"unit": "shift"})).json()
        regrind = told["cell"]["regrind"]
        assert (regrind["shots"], regrind["told"]) == (254, 254)
        assert regrind["share_pct"] == pytest.approx(20 * 194 / 254)
        assert regrind["kg"] == pytest.approx(194 * 0.1 * 0.2)
        hours = [(one["hour_us"], one["share_pct"], one["shots"]) for one in told["fed"]]
        assert hours[:3] == [(at("07:00"), 0, 59), (at("08:00"), 0, 1), (at("08:00"), 20, 59)]
        assert told["cell"]["cycles"]["kwh"] == pytest.approx(254 * RUN_KW / 60)


async def test_what_moved_with_the_share_is_told_with_a_warning(
    sqlite_place: Place, monkeypatch: pytest.MonkeyPatch
):
    async with a_metered(sqlite_place, monkeypatch) as (_, guest):
        told = (await guest.get("/energy/imm-1/regrind")).json()
        (against,) = told["against"]
        assert (told["shots"], told["repeated"], against["rejects"]["value"]) == (
            255,
            0,
            pytest.approx(0.1, abs=0.01),
        )
        assert (against["base_pct"], against["share_pct"], against["in_turn"]) == (0, 20, False)
        assert [one["key"] for one in told["findings"]] == ["moved", "other_times"]
        rows = list(csv.DictReader(io.StringIO((await guest.get("/energy/imm-1/export/regrind.csv")).text)))
        assert {row["family"] for row in rows} == {one["family"] for one in against["moved"]}


async def test_a_recording_that_is_played_again_is_evidence_once(
    sqlite_place: Place, monkeypatch: pytest.MonkeyPatch
):
    async with a_metered(sqlite_place, monkeypatch, recorded=True) as (_, guest):
        told = (await guest.get("/energy/imm-1/regrind")).json()
        assert (told["shots"], told["repeated"]) == (22, 233), "eleven wobbles at each of two shares"
        assert told["against"][0]["rejects"] is None, "nobody judged a recording"


async def test_without_a_meter_or_a_weight_nothing_is_invented(
    sqlite_place: Place, monkeypatch: pytest.MonkeyPatch
):
    async with a_metered(sqlite_place, monkeypatch, meter=False) as (_, guest):
        cells = (await guest.get("/energy", params={"unit": "shift"})).json()["cells"]
        assert [one["cell"] for one in cells] == ["imm-1", "imm-2"]
        assert (cells[0]["source"], cells[0]["per_kg"]) == (None, {"value": None, "why": "no_meter"})
        assert (cells[0]["line"], cells[0]["standing"]["kw"]) == (None, None)
        assert [one["key"] for one in cells[0]["findings"]] == ["not_metered"]


async def test_without_a_weight_a_shot_still_has_its_energy(
    sqlite_place: Place, monkeypatch: pytest.MonkeyPatch
):
    async with a_metered(sqlite_place, monkeypatch, weighs=False) as (_, guest):
        cell = (await guest.get("/energy/imm-1", params={"unit": "shift"})).json()["cell"]
        assert cell["per_kg"] == {"value": None, "why": "no_weight"}
        assert cell["per_shot"]["value"] > RUN_KW / 60
        assert (cell["line"], cell["regrind"]["kg"], cell["weight"]) == (None, None, None)
        assert "no_weight" in [one["key"] for one in cell["findings"]]


async def test_all_of_it_is_there_as_csv(sqlite_place: Place, monkeypatch: pytest.MonkeyPatch):
    async with a_metered(sqlite_place, monkeypatch) as (_, guest):
        text = (await guest.get("/energy/export/cells.csv", params={"unit": "shift"})).text
        one, other = csv.DictReader(io.StringIO(text))
        assert (one["cell"], one["kwh_kg_why"], other["kwh_kg"]) == ("imm-1", "", "")
        assert other["kwh_kg_why"]
        text = (await guest.get("/energy/imm-1/export/windows.csv", params={"unit": "shift"})).text
        rows = list(csv.DictReader(io.StringIO(text)))
        assert len(rows) == 20
        assert sum(float(row["kwh"]) for row in rows) == pytest.approx(20 * 3 - 3 * 2.25, rel=0.01)
        for name, column in (("states", "state"), ("fed", "share_pct")):
            text = (await guest.get(f"/energy/imm-1/export/{name}.csv", params={"unit": "shift"})).text
            rows = list(csv.DictReader(io.StringIO(text)))
            assert {row["origin"] for row in rows} == {"simulated"}
            assert len({row[column] for row in rows}) >= 2


async def test_a_cell_that_nobody_knows_is_missing(sqlite_place: Place, monkeypatch: pytest.MonkeyPatch):
    async with a_metered(sqlite_place, monkeypatch) as (_, guest):
        for path in ("/energy/nobody", "/energy/nobody/regrind"):
            assert (await guest.get(path)).status_code == 404
