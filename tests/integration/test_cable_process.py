"""The cable-pull demonstration with everything real, from press to database, where it is counted again."""

import sqlite3
from contextlib import closing

import psutil
import pytest
from factory import Factory, free_port
from test_sandbox_process import TINY, Visitor, until

from sprue_contract.fields import MAX_EXACT
from sprue_server.store.reader import Reader

pytestmark = pytest.mark.timeout(300)
RECORDS = ("shot", "event", "measurement", "image", "birth_seen")
NEWEST = "SELECT session FROM stream WHERE cell = ? ORDER BY id DESC"
COUNT = """SELECT count(*), count(DISTINCT seq) FROM {} JOIN stream ON id = stream
    WHERE stream.cell = ? AND session = ?"""
STREAMS = "SELECT id FROM stream WHERE cell = ? AND session = ?"


@pytest.fixture(scope="module")
def factory(tmp_path_factory):
    demo = Factory(tmp_path_factory.mktemp("factory") / "d", free_port(), *TINY)
    try:
        demo.wait_open()
        yield demo
    finally:
        demo.end()


def takes(factory: Factory) -> Visitor:
    """Somebody with a press; `cell` is its place in the API."""
    visitor = Visitor(factory.url)
    visitor.cell = f"/cells/{visitor.take()[1]['cell']}"
    until(lambda: visitor.ask(visitor.cell)[0] == 200, 30, factory.told)
    return visitor


def gives_back(visitor: Visitor, factory: Factory) -> None:
    assert visitor.ask("/sandbox", "DELETE")[0] == 200
    until(lambda: visitor.ask(visitor.cell)[0] == 404, 20, factory.told)


@pytest.fixture
def visitor(factory):
    """Who has a press whose time runs twenty times as fast."""
    visitor = takes(factory)
    assert visitor.ask(f"/control{visitor.cell}/pace", "POST", {"pace": 20})[0] == 200
    yield visitor
    gives_back(visitor, factory)


def cable(visitor: Visitor) -> dict:
    return visitor.get("/sandbox/cable")


def put(visitor: Visitor, *, plugged: bool) -> dict:
    status, told = visitor.ask("/sandbox/cable", "POST", {"plugged": plugged})
    assert (status, told["plugged"]) == (200, plugged)
    return told


def numbers(visitor: Visitor) -> dict:
    told = cable(visitor)["numbers"]
    assert (told["lost"], told["doubled"]) == (0, 0)
    return told


def waits(visitor: Visitor, factory: Factory, records: int) -> None:
    until(lambda: numbers(visitor)["waiting"] > records, 60, factory.told)


def comes_to_rest(visitor: Visitor, factory: Factory) -> dict:
    """Everything stored, counted at one moment, in the database too: a last picture may come after it."""
    until(lambda: cable(visitor)["outage"]["drained_s"] is not None, 60, factory.told)
    assert visitor.ask(f"/control{visitor.cell}/freeze", "POST")[0] == 200
    until(lambda: visitor.get(visitor.cell)["state"] == "frozen", 30, factory.told)
    rested: list[dict] = []
    until(lambda: at_rest(visitor, factory, rested), 30, factory.told)
    return rested[-1]


def at_rest(visitor: Visitor, factory: Factory, rested: list[dict]) -> bool:
    """Counts meet, no older than what lies in the database: a part's pictures and receipts come late."""
    told = numbers(visitor)
    rested.append(told)
    there = in_the_database(factory, visitor)
    return told["meets"] and there == (told["produced"], told["produced"]) == (told["stored"], told["stored"])


def in_the_database(factory: Factory, visitor: Visitor) -> tuple[int, int]:
    """Records of a cell's newest session as they lie there, and how many of them are different."""
    cell = visitor.cell.removeprefix("/cells/")
    hub = next(factory.folder.rglob("hub.db"))
    with closing(sqlite3.connect(f"{hub.as_uri()}?mode=ro", uri=True)) as db:
        session = db.execute(NEWEST, (cell,)).fetchone()[0]
        found = [db.execute(COUNT.format(table), (cell, session)).fetchone() for table in RECORDS]
        streams = [stream for (stream,) in db.execute(STREAMS, (cell, session))]
    with closing(Reader(hub.parent, "UTC")) as reader:
        frames = [reader.frames.read(stream, 0, MAX_EXACT)[0].tolist() for stream in streams]
    found += [(len(moments), len(set(moments))) for moments in frames]
    return sum(one[0] for one in found), sum(one[1] for one in found)


def test_while_the_cable_is_out_records_wait_and_then_all_are_stored_once(factory, visitor):
    until(lambda: (cable(visitor)["numbers"] or {}).get("stored", 0) > 20, 30, factory.told)
    assert cable(visitor)["lines"] in {1, 2}, "pictures have a line of their own once there is one"
    assert cable(visitor)["hears"]
    put(visitor, plugged=False)
    until(lambda: not cable(visitor)["hears"], 10, factory.told)
    stored = numbers(visitor)["stored"]
    waits(visitor, factory, 200)
    told, cell = cable(visitor), visitor.get(visitor.cell)
    assert (told["lines"], told["plugged"], told["hears"]) == (0, False, False)
    assert told["outage"]["out_us"] < told["counted_us"]
    assert (cell["state"], cell["sandbox"]) == ("offline", True), "it is here, and it is not heard"
    still = told["numbers"]
    assert still["stored"] == stored, "nothing gets through a cable that is out"
    assert still["produced"] == still["waiting"] + stored + still["given_up"] - still["receipts_due"]
    assert still["waiting_rows"] > 0 < still["waiting_bytes"]

    put(visitor, plugged=True)
    end = comes_to_rest(visitor, factory)
    outage = cable(visitor)["outage"]
    print(f"waited {outage['waiting']} records, drained in {outage['drained_s']} s")
    assert outage["waiting"] > 200
    assert 0 < outage["drained_s"] < 20
    assert (end["stored"], end["given_up"]) == (end["produced"], 0)
    assert visitor.get(visitor.cell)["state"] == "frozen"


def test_a_gateway_that_is_killed_while_its_cable_is_out_loses_nothing(factory, visitor):
    put(visitor, plugged=False)
    waits(visitor, factory, 100)
    gateway = psutil.Process(factory.pid_of("sprue_sim")).children()[0]
    gateway.kill()
    before = numbers(visitor)["waiting"]
    waits(visitor, factory, before + 50)
    waited = numbers(visitor)["produced"]
    put(visitor, plugged=True)
    assert comes_to_rest(visitor, factory)["produced"] >= waited > before


def test_a_pull_is_felt_by_nobody_else(factory, visitor):
    other = takes(factory)
    until(lambda: (cable(other)["numbers"] or {}).get("stored", 0) > 0, 30, factory.told)
    put(visitor, plugged=False)
    until(lambda: not cable(visitor)["hears"], 10, factory.told)
    began = numbers(other)["stored"]
    waits(visitor, factory, 100)
    told = cable(other)
    assert (told["plugged"], told["hears"], told["lines"], told["outage"]) == (True, True, 1, None)
    assert numbers(other)["stored"] > began
    health = visitor.get("/health")
    assert [(one["gateway"], one["state"]) for one in health["gateways"]] == [("gateway-1", "online")]
    assert not any("sandbox" in reason for reason in health["reasons"])
    gives_back(other, factory)


def test_a_press_that_is_given_back_with_its_cable_out_is_gone(factory):
    visitor = takes(factory)
    put(visitor, plugged=False)
    until(lambda: not cable(visitor)["hears"], 10, factory.told)
    assert visitor.ask(visitor.cell)[0] == 200
    gives_back(visitor, factory)
    assert visitor.ask("/sandbox/cable")[0] == 403
