"""What the eyes saw is listed, opened, corrected by who teaches; the mould room says what grows."""

from pathlib import Path

import pytest
from api_hub import ADMIN, PNG, S, a_hub, arrived, birth, fill, image, visitor
from seen import correction, inspection

from sprue_contract.payloads import Event
from sprue_server.inspecting.desk import Desk
from sprue_server.inspecting.jobs import Facts
from sprue_server.inspecting.models import Known, Stamp
from sprue_server.store.parcel import StreamKey
from sprue_server.store.pictures import picture_file

DAY = 86_400 * S
FACTS = Facts(version="v1", goods=350, reject=0.003, not_passed=0.013, lights=["diffuse"], held=[1, 2, 3])
SPOT = [[0, 0], [2, 0], [2, 2], [0, 2]]


@pytest.fixture
async def hub(place):
    async with a_hub(place) as made:
        made.newest_us = await fill(made)
        await made.writes.keep([arrived(image(PNG), made.newest_us, 900, made.newest_us)], [])
        made.stream = made.writes.number(StreamKey("gw", "s1", "imm-1", "r1"))
        yield made


@pytest.fixture
async def page(hub):
    async with visitor(hub) as client:
        yield client


@pytest.fixture
async def teacher(hub):
    async with visitor(hub) as client:
        await client.post("/login", json={"secret": ADMIN})
        yield client


async def put(hub, *rows) -> None:
    for row in rows:
        row.stream = hub.stream
    await hub.writes.change(lambda db: db.add_all(rows))


def ids(answer) -> list[int]:
    return [int(one["id"].split("-")[2]) for one in answer.json()["inspections"]]


async def test_a_list_is_looked_through_page_by_page(hub, page):
    now = hub.newest_us
    await put(
        hub, *(inspection(now, seq=n, verdict="reject" if n % 2 else "pass", worst="flash") for n in range(7))
    )
    first = await page.get("/inspections", params={"limit": 3})
    assert ids(first) == [6, 5, 4]
    second = await page.get("/inspections", params={"limit": 3, "after": first.json()["next"]})
    third = await page.get("/inspections", params={"limit": 3, "after": second.json()["next"]})
    assert (ids(second), ids(third), third.json()["next"]) == ([3, 2, 1], [0], None)
    assert ids(await page.get("/inspections", params={"verdict": "reject", "cell": "imm-1"})) == [5, 3, 1]
    assert ids(await page.get("/inspections", params={"check": "dimensions"})) == []
    assert ids(await page.get("/inspections", params={"before_us": now})) == []
    assert (await page.get("/inspections", params={"cell": "nobody"})).status_code == 404
    assert (await page.get("/inspections", params={"verdict": "fine"})).status_code == 422


async def test_one_has_everything_and_stands_beside_its_shot(hub, page):
    now = hub.newest_us
    checks = [
        {
            "check": "flash",
            "distance": 6.0,
            "p_value": 0.003,
            "regions": [{"outline_mm": SPOT, "area_mm2": 4.0}],
            "numbers": {"width_mm": 0.4},
        }
    ]
    shown = {"sha256": image(PNG).sha256}
    place = {"mm_to_px": [1, 0, 0, 0, 1, 0, 0, 0, 1], "map_px_per_mm": 4.0}
    made = {"verdict": "reject", "worst": "flash", "checks": checks, "place": place, "map_sha256": "ab" * 32}
    await put(hub, inspection(now, pictures={"diffuse": shown["sha256"]}, camera="parts", **made))
    name = f"{hub.stream}-{now}-1"
    told = (await page.get(f"/inspections/{name}")).json()
    assert told["checks"] == checks
    assert (told["mm_to_px"], told["map_px_per_mm"], told["map"]) == (*place.values(), False)
    assert told["pictures_kept"] == [shown["sha256"]]
    (listed,) = (await page.get("/inspections")).json()["inspections"]
    assert (listed["id"], listed["shot"], listed["outlines"]) == (name, told["shot"], checks[0]["regions"])
    assert listed["mm_to_px"] == place["mm_to_px"]
    detail = (await page.get(f"/cells/imm-1/shots/{told['shot']}")).json()
    assert [one["inspection"]["id"] for one in detail["inspections"]] == [name]
    assert (detail["shot"]["counter"], detail["unseen"]) == (60, [])


async def test_a_list_outlines_what_spoke_against_a_part_and_nothing_on_one_that_passed(hub, page):
    def said(check: str, *regions: dict) -> dict:
        return {"check": check, "distance": 6.0, "p_value": 0.003, "regions": list(regions), "numbers": {}}

    region = {"outline_mm": SPOT, "area_mm2": 4.0}
    odd = {"verdict": "reject", "worst": "warp", "checks": [said("warp"), said("flash", region)]}
    await put(hub, inspection(hub.newest_us, seq=2, **odd), inspection(hub.newest_us, checks=odd["checks"]))
    told = (await page.get("/inspections")).json()["inspections"]
    assert [(one["verdict"], one["outlines"]) for one in told] == [("reject", [region]), ("pass", [])]


def loud(*checks: str) -> dict:
    """As far out as no good part is, the loudest first; `warp` lies among goods."""
    told = [{"check": one, "distance": 6.0, "p_value": 0.003, "regions": [], "numbers": {}} for one in checks]
    among = {"check": "warp", "distance": 1.0, "p_value": 0.3, "regions": [], "numbers": {}}
    return {"verdict": "reject", "worst": checks[0], "p_value": 0.003, "checks": [*told, among]}


async def causes(page) -> list[dict]:
    (shot,) = (await page.get("/cells/imm-1/shots", params={"limit": 1})).json()
    found = (await page.get(f"/cells/imm-1/shots/{shot['id']}")).json()["findings"]
    return [one for one in found if one["analysis"] == "seen"]


async def test_what_was_seen_on_a_part_is_told_with_its_cause_and_the_steels_witness(hub, page):
    now = hub.newest_us
    await put(hub, inspection(now, **loud("normality", "rim", "short_shot")))
    (told,) = await causes(page)
    assert told["numbers"]["defect"] == "burn"
    steel = {"of": "mould", "camera": "mould-1", "name": "test-mould-mould", "shot_counter": 3}
    await put(hub, inspection(now - DAY // 100, seq=2, **loud("vents") | {"verdict": "look again"}, **steel))
    (told,) = await causes(page)
    assert told["key"] == "caused_and_on_steel"
    assert (told["numbers"]["cause"], told["numbers"]["steel"]) == ("blocked_vents", "residue_at_vents")


async def test_what_people_tell_of_a_part_counts_more_than_what_was_seen(hub, page):
    now = hub.newest_us
    await put(hub, inspection(now, **loud("normality", "colour")))
    assert await causes(page) == [], "it may be anything"
    await put(hub, correction(now, defect="splay"))
    assert [one["numbers"]["defect"] for one in await causes(page)] == ["splay"]
    await put(hub, correction(now, "good"))
    assert await causes(page) == []


async def test_a_map_is_a_picture_and_one_that_has_gone_is_not_found(hub, page):
    await put(hub, inspection(hub.newest_us, map_sha256="ab" * 32))
    path = f"/export/inspections/{hub.stream}-{hub.newest_us}-1/map"
    assert (await page.get(path)).status_code == 404
    file = picture_file(hub.reader.data, "ab" * 32, "image/png")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(PNG)
    answer = await page.get(path)
    assert (answer.status_code, answer.content, answer.headers["content-type"]) == (200, PNG, "image/png")


async def test_pictures_nobody_looked_at_say_so(page):
    (shot,) = (await page.get("/cells/imm-1/shots", params={"limit": 1})).json()
    told = (await page.get(f"/cells/imm-1/shots/{shot['id']}")).json()
    assert (told["inspections"], told["unseen"]) == ([], [{"camera": "parts", "why": "not learnt"}])


async def test_who_teaches_corrects_and_it_is_noted(hub, page, teacher):
    await put(hub, inspection(hub.newest_us, verdict="reject"))
    name = f"{hub.stream}-{hub.newest_us}-1"
    wish = {"told": "defect", "defect": "burn", "note": "at the last rib"}
    answer = await page.post(f"/inspections/{name}/correction", json=wish)
    assert (answer.status_code, "needs the instructor" in answer.json()["detail"]) == (403, True)
    told = (await teacher.post(f"/inspections/{name}/correction", json=wish)).json()
    told = (
        await teacher.post(f"/inspections/{name}/correction", json={"told": "good", "defect": "burn"})
    ).json()
    assert [(one["told"], one["defect"], one["note"]) for one in told["corrections"]] == [
        ("defect", "burn", "at the last rib"),
        ("good", None, ""),
    ], "a good one has no defect"
    assert told["inspection"]["corrected"]["told"] == "good"
    noted = [one for one in (await teacher.get("/audit")).json() if one["what"] == "correction"]
    assert [one["detail"] for one in noted] == [
        f"{name} of imm-1: reject, good",
        f"{name} of imm-1: reject, defect burn",
    ]
    assert ids(await page.get("/inspections", params={"corrected": True})) == [1]


@pytest.mark.parametrize("wish", [{}, {"told": "maybe"}, {"told": "defect", "defect": "Burn!"}])
async def test_a_correction_that_says_nothing_is_refused(hub, teacher, wish: dict):
    await put(hub, inspection(hub.newest_us))
    answer = await teacher.post(f"/inspections/{hub.stream}-{hub.newest_us}-1/correction", json=wish)
    assert answer.status_code == 422
    assert hub.reader.corrections_of([(hub.stream, hub.newest_us, 1)]) == {}


@pytest.mark.parametrize("name", ["1-2-3", "1-2", "x", "9" * 40])
async def test_an_inspection_that_is_not_there_is_not_found(page, teacher, name: str):
    assert (await page.get(f"/inspections/{name}")).status_code == 404
    answer = await teacher.post(f"/inspections/{name}/correction", json={"told": "good"})
    assert answer.status_code == 404


async def test_without_eyes_it_is_said(page):
    told = (await page.get("/eyes")).json()
    assert (told["state"], told["worker"]["state"], told["models"]) == ("off", "off", [])
    assert (await page.get("/health")).json()["eyes"]["state"] == "off"


@pytest.fixture
def seeing(hub):
    """A hub whose desk knows a model; nothing of it runs."""
    hub.eyes = Desk(hub.reader.data, hub.reader, hub.writes)
    hub.eyes.models.known["test-mould-part"] = Known(Path("m.npz"), Stamp(1, 1), FACTS)
    return hub


async def test_how_it_decides_is_told_by_scores(seeing, page):
    now = seeing.newest_us
    rows = [inspection(now, seq=n, score=float(n), verdict="pass") for n in range(4)]
    await put(seeing, *rows, inspection(now, seq=9, score=9.0, model="v0"), correction(now, seq=3))
    told = (await page.get("/eyes/decide", params={"model": "test-mould-part"})).json()
    assert told["held"] == [1, 2, 3]
    assert [(one["score"], one["told"]) for one in told["inspections"]] == [
        (3, "defect"),
        (2, None),
        (1, None),
        (0, None),
    ], "by the version that looks now"
    assert told["promise"]["low"] < 0.013 < told["promise"]["high"]
    assert (await page.get("/eyes/decide", params={"model": "other"})).status_code == 404


async def test_what_was_learnt_is_listed_with_what_people_confirmed(seeing, page):
    now = seeing.newest_us
    await put(seeing, inspection(now), inspection(now, seq=2), correction(now), correction(now, "good", seq=2))
    (model,) = (await page.get("/eyes")).json()["models"]
    assert (model["confirmed_defects"], model["confirmed_goods"], model["taught"]) == (1, 1, False)
    assert model["held_quantiles"] == {"0.5": 2, "0.9": 2.8, "0.98": pytest.approx(2.96), "1": 3}


async def test_only_who_teaches_has_it_learn_anew(seeing, page, teacher):
    path = "/eyes/models/test-mould-part/learn"
    assert (await page.post(path)).status_code == 403
    assert (await teacher.post("/eyes/models/other/learn")).status_code == 404
    assert (await teacher.post(path)).status_code == 200
    assert ("eyes_learn", "test-mould-part") in [(row.what, row.detail) for row in seeing.reader.audit()]


async def test_eyes_that_are_away_are_a_reason_of_the_health_page(seeing, page):
    seeing.eyes.away = "it was ended by SIGKILL"
    told = (await page.get("/health")).json()
    assert (told["status"], told["eyes"]["state"]) == ("degraded", "away")
    assert "the eyes are away: it was ended by SIGKILL" in told["reasons"]


@pytest.fixture
async def old(place):
    """A hub that knows a mould since three months."""
    async with a_hub(place) as made:
        made.newest_us = now = made.now_us()
        told = birth(now - 90 * DAY).model_copy(update={"mould": "Test mould"})
        arrivals = [arrived(told, now - 90 * DAY, 1, now)]
        await made.writes.keep(arrivals, [])
        made.live.take(arrivals)
        made.stream = made.writes.number(StreamKey("gw", "s1", "imm-1", "r1"))
        async with visitor(made) as client:
            yield made, client


def cavity(moment: int, side: float, seq: int, **other: object):
    outline = [[0, 0], [side, 0], [side, side], [0, side]]
    spot = {"outline_mm": outline, "area_mm2": side * side}
    checks = [{"check": "vents", "distance": 5.0, "p_value": 0.003, "regions": [spot], "numbers": {}}]
    told = {"of": "mould", "camera": "mould-1", "name": "test-mould-mould", "checks": checks}
    return inspection(moment, seq=seq, verdict="look again", **(told | other))


async def test_the_mould_room_says_what_grows_since_the_last_cleaning(old):
    hub, page = old
    now = hub.newest_us
    await put(hub, *(cavity(now - (20 - n) * DAY, 1 + n / 10, n) for n in range(10)))
    await put(hub, *(cavity(now - (10 - n) * DAY, (1 + n / 10) ** 0.5, n) for n in range(10)))
    changed = Event(what="mode_change", name="machine_mode", before="AUTO", after="SETUP")
    at = now - 10 * DAY - DAY // 2
    await hub.writes.keep([arrived(changed, at, 950, now)], [])
    (one,) = (await page.get("/mould-room")).json()
    assert (one["cell"], one["name"], one["inspections"], one["learnt"]) == (
        "imm-1",
        "test-mould-mould",
        20,
        False,
    )
    told = (await page.get("/mould-room/imm-1", params={"limit_mm2": 3})).json()
    (found,) = told["cavities"]
    (track,) = found["tracks"]
    assert [round(point["area_mm2"], 3) for point in track["points"]] == [1 + n / 10 for n in range(10)]
    assert track["forecast"]["state"] == "growing"
    assert track["forecast"]["per_day_mm2"] == pytest.approx(0.1)
    assert track["forecast"]["meets_us"] == pytest.approx(now + 10 * DAY, abs=DAY / 100)
    (cleaning,) = found["cleanings"]
    assert (cleaning["measured_us"], cleaning["event"]) == (at, "machine_mode")
    assert (round(cleaning["before_mm2"], 2), cleaning["after_mm2"]) == (3.61, 1)
    assert found["plan"] == {"last_us": now - DAY, "usual_h": 24, "next_us": now, "why": "usual"}


async def test_a_limit_that_is_met_calls_for_a_look_now(old):
    hub, page = old
    now = hub.newest_us
    await put(hub, *(cavity(now - (6 - n) * DAY, 1 + n, n) for n in range(6)))
    told = (await page.get("/mould-room/imm-1")).json()["cavities"][0]
    assert told["tracks"][0]["forecast"]["state"] == "met"
    assert (told["plan"]["next_us"], told["plan"]["why"]) == (told["plan"]["last_us"], "limit")


def unlike(side: float, far: float) -> dict:
    """What learnt normality says of a square."""
    outline = [[far, 0], [far + side, 0], [far + side, side], [far, side]]
    spot = {"outline_mm": outline, "area_mm2": side * side}
    return {"check": "normality", "distance": 9.0, "p_value": 0.003, "regions": [spot], "numbers": {}}


async def test_what_has_no_name_has_no_limit_and_what_a_check_names_is_told_once(old):
    hub, page = old
    now = hub.newest_us
    here, elsewhere = unlike(6, 0), unlike(6, 20)
    looks = [cavity(now - (6 - n) * DAY, 1, n) for n in range(6)]
    for one in looks:
        one.checks.extend([here, elsewhere])
    await put(hub, *looks)
    told = (await page.get("/mould-room/imm-1")).json()["cavities"][0]
    assert [(one["check"], one["outline_mm"][0][0], one["forecast"]["state"]) for one in told["tracks"]] == [
        ("normality", 20, "unnamed"),
        ("vents", 0, "steady"),
    ]
    assert told["plan"]["why"] == "usual"


async def test_a_mould_nobody_pictured_has_no_cavities(old):
    _, page = old
    told = (await page.get("/mould-room/imm-1")).json()
    assert (told["mould"]["last_us"], told["cavities"]) == (None, [])
