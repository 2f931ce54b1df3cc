"""What the API says of the process of each cell, and who may say what it was."""

from api_hub import ADMIN, a_hub, fill, visitor
from store_world import Place

from sprue_server.hub import Hub
from sprue_server.minding.desk import ProcessDesk
from sprue_server.store.drift_tables import DriftRow
from sprue_server.store.turn import Turn

BASE = "/process"


def alarm(now_us: int) -> DriftRow:
    return DriftRow(
        cell="imm-1",
        run="r1",
        kind="drift",
        called_us=now_us,
        since_us=now_us - 60_000_000,
        shot="1-2-3",
        since_shot="1-1-1",
        cause="worn_check_ring",
        group="check_ring",
        confidence=0.9,
        score=2.0,
        template="abcdefgh",
        body={
            "numbers": [],
            "causes": [{"cause": "worn_check_ring", "share": 0.9}],
            "level": "B",
            "settings": {},
        },
    )


async def follow(hub: Hub) -> None:
    hub.process = ProcessDesk(hub.reader, hub.writes, Turn(None))
    for cell in ("imm-1", "imm-2"):
        await hub.process.follow(cell)


async def test_a_cell_says_against_what_it_is_watched(sqlite_place: Place):
    async with a_hub(sqlite_place) as hub, visitor(hub) as guest:
        await fill(hub)
        before = (await guest.get(f"{BASE}/imm-1")).json()
        assert (before["phase"], before["template"], before["numbers"]) == ("waiting", None, [])
        await follow(hub)
        told = (await guest.get(f"{BASE}/imm-1")).json()
        assert told["phase"] in {"watching", "learning"}
        assert told["origin"] == "simulated"
        assert told["seen_us"] is not None
        if told["phase"] == "watching":
            assert told["template"]["shots"] == told["wanted"]
            assert all(abs(one["share"]) <= told["score"] for one in told["numbers"])
        assert (await guest.get(f"{BASE}/nobody")).status_code == 404


async def test_alarms_of_the_plant_are_those_that_go_on(sqlite_place: Place):
    async with a_hub(sqlite_place) as hub, visitor(hub) as guest:
        now_us = await fill(hub)
        over = alarm(now_us)
        over.ended_us = now_us
        stranger = alarm(now_us)
        stranger.cell = "sandbox-1"
        await hub.writes.change(lambda db: db.add_all([alarm(now_us), over, stranger]))
        told = (await guest.get(BASE)).json()
        assert [(one["cell"], one["cause"], one["ended_us"]) for one in told] == [
            ("imm-1", "worn_check_ring", None)
        ]
        assert len((await guest.get(f"{BASE}/imm-1/alarms")).json()) == 2


async def test_only_an_instructor_says_what_it_was_or_has_it_learnt_anew(sqlite_place: Place):
    async with a_hub(sqlite_place) as hub, visitor(hub) as guest, visitor(hub) as teacher:
        now_us = await fill(hub)
        await hub.writes.change(lambda db: db.add(alarm(now_us)))
        await follow(hub)
        word = {"told": "lot_change"}
        assert (await guest.post(f"{BASE}/alarms/1/told", json=word)).status_code == 403
        assert (await guest.post(f"{BASE}/imm-1/learn")).status_code == 403
        await teacher.post("/login", json={"secret": ADMIN})
        told = (await teacher.post(f"{BASE}/alarms/1/told", json=word)).json()
        assert (told["told"], told["role"]) == ("lot_change", "admin")
        assert (await teacher.post(f"{BASE}/alarms/77/told", json=word)).status_code == 404
        assert (await teacher.post(f"{BASE}/alarms/1/told", json={"told": "<b>"})).status_code == 422
        again = (await teacher.post(f"{BASE}/imm-1/learn")).json()
        assert (again["phase"], again["gathered"], again["template"]) == ("waiting", 0, None)
        assert len(hub.reader.audit(10)) >= 2
