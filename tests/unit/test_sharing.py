"""Hubs that share: the options, the shots that wait until they are stored, and what is read again."""

import argparse
import asyncio
from collections.abc import Callable

import pytest

from sprue_contract.messages import Message, Row
from sprue_contract.payloads import Shot
from sprue_contract.topics import CellTopic
from sprue_server.arrivals import Arrival
from sprue_server.config import HubConfig, add_options, config_of
from sprue_server.inbox import Letter
from sprue_server.link import share_of
from sprue_server.store.parcel import StreamKey
from sprue_server.store.problems import StoreBlockedError, StoreError
from sprue_server.store.shots import Named
from sprue_server.waiting import PATIENCE_S, WaitingShots
from sprue_server.watch import ROOM, Watch

URL = "postgresql://sprue:s3cret@127.0.0.1/plant"
SETTINGS = ("SPRUE_SHARE", "SPRUE_STORE_ONLY", "SPRUE_DATABASE")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)


def told(*words: str) -> HubConfig:
    parser = argparse.ArgumentParser()
    add_options(parser)
    return config_of(parser.parse_args([*words]))


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ([], "alone"),
        (["--database", URL], "alone"),
        (["--database", URL, "--share", "hubs"], "shares"),
        (["--database", URL, "--share", "hubs", "--store-only"], "stores only"),
    ],
)
def test_what_a_hub_is_told_says_what_it_is_among_others(words, role):
    assert told(*words).role == role


def test_each_option_has_a_setting(monkeypatch):
    for name, value in zip(SETTINGS, ("hubs", "1", URL), strict=True):
        monkeypatch.setenv(name, value)
    config = told()
    assert (config.share, config.role, config.database) == ("hubs", "stores only", URL)


def test_an_empty_setting_is_none(monkeypatch):
    monkeypatch.setenv("SPRUE_SHARE", "")
    assert told().role == "alone"


@pytest.mark.parametrize(
    ("words", "where", "what"),
    [
        (["--share", "hubs"], "--share hubs", "no --database is named"),
        (["--share", "hubs", "--store-only"], "--share hubs", "no --database is named"),
        (["--database", URL, "--store-only"], "--store-only", "shares with nobody"),
        (["--database", URL, "--share", "a/b"], "--share a/b", "none that a broker takes"),
        (["--database", URL, "--share", "#"], "--share #", "none that a broker takes"),
    ],
)
def test_what_does_not_go_together_is_one_message_with_what_to_do(words, where, what):
    with pytest.raises(StoreError) as caught:
        told(*words)
    message = str(caught.value)
    assert message.startswith(where)
    assert what in message
    assert message.endswith("Nothing was started.")
    assert len(message.splitlines()) == 2, "what is wrong, and what now"
    assert "s3cret" not in message


def test_a_share_is_of_all_that_a_hub_alone_would_hear():
    assert share_of("hubs") == [("$share/hubs/sprue/v1/+/+/+", 1), ("$share/hubs/sprue/v1/+/status", 1)]


class Database:
    """Knows the shots that it was given."""

    def __init__(self) -> None:
        self.stored: set[int] = set()
        self.away, self.asked = False, 0

    def stored_shots(self, wanted) -> dict[Named, int]:
        self.asked += 1
        if self.away:
            raise StoreBlockedError("away")
        return {name: 7 for name in wanted if name.seq in self.stored}


def heard(seq: int, run: str = "r1") -> Arrival:
    row = Row(seq=seq, run=run, measured_us=seq * 1000, body=Shot(started_us=1, counter=seq, values={}))
    message = Message(gateway="gw", session="s1", sent_us=1, rows=[row])
    return Arrival(CellTopic("gw", "imm-1", "shot"), message, 1)


def seqs(arrivals: list[Arrival]) -> list[int]:
    return [row.seq for arrival in arrivals for row in arrival.message.rows]


@pytest.fixture
def database() -> Database:
    return Database()


def test_a_shot_is_shown_once_it_is_stored_with_the_databases_number(database):
    waiting = WaitingShots(database)
    waiting.add(heard(1))
    assert waiting.stored() == []
    database.stored.add(1)
    assert seqs(waiting.stored()) == [1]
    assert waiting.number(StreamKey("gw", "s1", "imm-1", "r1")) == 7
    assert (waiting.stored(), len(waiting)) == ([], 0)


def test_a_press_that_is_quicker_than_the_store_is_shown_all_the_same(database):
    waiting, shown = WaitingShots(database), []
    for seq in range(1, 101):
        waiting.add(heard(seq))
        database.stored = set(range(seq - 2))  # always two behind
        shown += seqs(waiting.stored())
    assert len(shown) > 20
    assert shown == sorted(shown)


def test_of_what_waits_behind_the_newest_is_kept(database):
    waiting = WaitingShots(database)
    for seq in (1, 2, 5, 3):
        waiting.add(heard(seq))
    database.stored = {1, 2, 3, 5}
    assert [seqs(waiting.stored()) for _ in range(3)] == [[1], [5], []]


def test_a_shot_that_nobody_stores_does_not_block_the_next_for_ever(database):
    now = [0.0]
    waiting = WaitingShots(database, lambda: now[0])
    waiting.add(heard(1))
    now[0] = PATIENCE_S / 2
    waiting.add(heard(2))
    database.stored.add(2)
    assert waiting.stored() == []
    now[0] = PATIENCE_S
    assert waiting.stored() == []
    assert seqs(waiting.stored()) == [2]


def test_while_the_database_is_away_shots_wait(database):
    waiting = WaitingShots(database)
    waiting.add(heard(1))
    database.stored, database.away = {1}, True
    assert waiting.stored() == []
    database.away = False
    assert seqs(waiting.stored()) == [1]


def test_nothing_is_asked_when_nothing_waits(database):
    assert (WaitingShots(database).stored(), database.asked) == ([], 0)


def letter(topic: str) -> Letter:
    return Letter(f"sprue/v1/gw/imm-1/{topic}", b"{", retained=False, arrived_us=1)


def watch() -> Watch:
    return Watch(asyncio.get_running_loop(), WaitingShots(Database()))


async def reread_by(watching: Watch, times: int, look: Callable[[], Callable[[], None]]) -> None:
    """Until `look` was asked so often."""
    seen = asyncio.Semaphore(0)
    loop = asyncio.get_running_loop()

    def counted() -> Callable[[], None]:
        loop.call_soon_threadsafe(seen.release)
        return look()

    task = asyncio.create_task(watching.reread(counted))
    async with asyncio.timeout(20):
        for _ in range(times):
            await seen.acquire()
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_pictures_and_measurements_are_not_read_for_screens():
    watching = watch()
    for kind in ("image", "measurement", "sample"):
        watching.hear(letter(kind))
    assert [one.topic for one in watching.inbox.waiting] == ["sprue/v1/gw/imm-1/sample"]


async def test_what_a_screen_could_not_take_is_read_from_the_database():
    watching = watch()
    for _ in range(ROOM + 1):
        watching.hear(letter("sample"))
    await reread_by(watching, 1, lambda: lambda: None)
    assert watching.inbox.dropped == 1


async def test_while_the_database_is_away_it_is_asked_again():
    watching, answers = watch(), [StoreBlockedError("away")]

    def look() -> Callable[[], None]:
        if answers:
            raise answers.pop()
        return lambda: None

    watching.lost()
    await reread_by(watching, 2, look)
