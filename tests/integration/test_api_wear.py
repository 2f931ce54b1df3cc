"""Shots to maintenance: of stored shots and channels, what people noted, on both kinds of database."""

import csv
import io
import random

import pytest
from api_hub import arrived, birth
from floor_world import NOW, a_floor
from store_world import Place

from sprue_contract.payloads import Body, Shot

S = 1_000_000
HOURS, EVERY_S = 24, 90
BEGIN = NOW - HOURS * 3600 * S


def worn() -> list[tuple[Body, int]]:
    """A day of forty shots an hour; the cushion goes from 8 to 5.6 cm3; each hour's first shot is bad."""
    draw = random.Random(1)
    found: list[tuple[Body, int]] = [(birth(BEGIN).model_copy(update={"mould": "Lid"}), BEGIN)]
    for number in range(HOURS * 3600 // EVERY_S):
        start = BEGIN + number * EVERY_S * S
        cushion = 8 - 0.0025 * number + draw.gauss(0, 0.05)
        bad = number % 40 == 0
        values = {"cushion_volume_cm3": 0.0 if bad else cushion, "plastification_volume_cm3": 40.0}
        shot = Shot(started_us=start, counter=number, quality=3 if bad else 0, values=values)
        found.append((shot, start + EVERY_S * S - 1))
    return found


async def a_day(hub) -> None:
    arrivals = [arrived(body, moment, seq, NOW, "imm-9") for seq, (body, moment) in enumerate(worn(), 1)]
    await hub.writes.keep(arrivals, [])
    hub.live.take(arrivals)


def part(told: dict, name: str) -> dict:
    return next(one for one in told["parts"] if one["part"] == name)


async def test_a_shrinking_cushion_says_how_many_shots_are_left(place: Place, monkeypatch: pytest.MonkeyPatch):
    async with a_floor(place, monkeypatch) as (hub, guest, _):
        await a_day(hub)
        told = (await guest.get("/wear/imm-9")).json()
        ring = part(told, "check_ring")
        assert told["parts"][0] == ring, "what is nearest comes first"
        assert (told["shots"], told["mould"]) == (HOURS * 40, "Lid")
        assert (ring["state"], ring["by"]) == ("nearing", "cushion")
        cushion = next(one for one in ring["signs"] if one["name"] == "cushion")
        assert cushion["trend"]["limit"] == pytest.approx(4, abs=0.15), "half of the first hours"
        truth = (8 - cushion["trend"]["limit"]) / 0.0025 - HOURS * 40
        assert cushion["trend"]["earliest"] < ring["left"] < cushion["trend"]["latest"]
        assert ring["left"] == pytest.approx(truth, rel=0.02)
        assert min(cushion["values"]) > 5, "bad shots are counted, not averaged"
        assert ring["finding"]["key"] == "nearing"
        assert part(told, "vents")["state"] == "unknown"
        assert part(told, "cooling_channels")["signs"][0]["trend"]["state"] == "too_few"


async def test_who_cares_for_a_part_begins_its_count_anew(sqlite_place: Place, monkeypatch: pytest.MonkeyPatch):
    async with a_floor(sqlite_place, monkeypatch) as (hub, guest, operator):
        await a_day(hub)
        wish = {"part": "check_ring", "at_us": NOW - 4 * 3600 * S, "every_shots": 1000}
        entry = (await operator.post("/floor/imm-9/care", json=wish)).json()
        ring = part((await guest.get("/wear/imm-9")).json(), "check_ring")
        assert (ring["since"], ring["whole"], ring["left"], ring["by"]) == (160, True, 840, "plan")
        assert ring["care_id"] == entry["id"]
        await operator.post(f"/floor/imm-9/care/{entry['id']}/undo")
        ring = part((await guest.get("/wear/imm-9")).json(), "check_ring")
        assert (ring["since"], ring["whole"], ring["every_shots"]) == (HOURS * 40, False, None)


async def test_care_of_one_mould_is_none_of_another(sqlite_place: Place, monkeypatch: pytest.MonkeyPatch):
    async with a_floor(sqlite_place, monkeypatch) as (hub, guest, operator):
        await a_day(hub)
        for mould, every in (("Cup", 700), (None, 5000)):
            wish = {"part": "vents", "done": False, "every_shots": every, "mould": mould}
            assert (await operator.post("/floor/imm-9/care", json=wish)).status_code == 200
        vents = part((await guest.get("/wear/imm-9")).json(), "vents")
        assert (vents["every_shots"], vents["left"], vents["done_us"]) == (5000, 5000 - HOURS * 40, None)


async def test_signs_can_be_taken_home_and_the_plant_is_told_cell_by_cell(
    sqlite_place: Place, monkeypatch: pytest.MonkeyPatch
):
    async with a_floor(sqlite_place, monkeypatch) as (hub, guest, _):
        await a_day(hub)
        rows = list(csv.DictReader(io.StringIO((await guest.get("/wear/imm-9/export/wear.csv")).text)))
        cushion = [row for row in rows if row["sign"] == "cushion"]
        assert len(cushion) == HOURS
        assert float(cushion[0]["value"]) == pytest.approx(8, abs=0.1)
        assert {row["unit"] for row in cushion} == {"cm³"}
        assert "imm-9" in [one["cell"] for one in (await guest.get("/wear")).json()]
        assert (await guest.get("/wear/nobody")).status_code == 404
