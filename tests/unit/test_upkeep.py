"""Roll-ups and packing have their turn, and let ingest go first when it has much to do."""

import asyncio
from collections.abc import Callable

import pytest

from sprue_server import upkeep
from sprue_server.inbox import MUCH, Inbox, Letter
from sprue_server.store.problems import StoreBlockedError


class EnoughError(Exception):
    """The test has seen what it wanted."""


class Minutes:
    """A store with so many minutes to roll up."""

    def __init__(self, behind: int) -> None:
        self.behind, self.done = behind, list[str]()

    async def roll(self) -> int:
        self.done.append("roll")
        self.behind = max(self.behind - 1, 0)
        return self.behind

    async def pack(self, now_us: int) -> int:
        self.done.append(f"pack {now_us}")
        return 0


def rests(monkeypatch: pytest.MonkeyPatch, most: int) -> list[float]:
    """Lengths of the rests, which take no time here."""
    found: list[float] = []

    async def sleep(length_s: float) -> None:
        found.append(length_s)
        if len(found) >= most:
            raise EnoughError

    monkeypatch.setattr(asyncio, "sleep", sleep)
    return found


async def until_enough(work: Callable) -> None:
    with pytest.raises(EnoughError):
        await work()


async def test_roll_ups_follow_quickly_then_it_packs_and_rests(monkeypatch: pytest.MonkeyPatch):
    found, store = rests(monkeypatch, 5), Minutes(3)
    await until_enough(lambda: upkeep.follow(store, lambda: 7))  # type: ignore[arg-type]
    assert found == [upkeep.AFTER_YOU_S] * 2 + [upkeep.REST_S, upkeep.AFTER_YOU_S, upkeep.REST_S]
    assert store.done == ["roll", "roll", "roll", "pack 7", "roll"], "packing waits for ten seconds"


async def test_while_ingest_has_much_to_do_roll_ups_go_on_seldom(monkeypatch: pytest.MonkeyPatch):
    found, store = rests(monkeypatch, 3), Minutes(9)
    await until_enough(lambda: upkeep.follow(store, lambda: 7, lambda: True))  # type: ignore[arg-type]
    assert found == [upkeep.BUSY_S] * 3


async def test_an_inbox_is_busy_from_some_batches_on():
    inbox = Inbox(asyncio.get_running_loop())
    for _ in range(MUCH - 1):
        inbox.deliver(Letter("t", b"", retained=False, arrived_us=1))
    assert not inbox.busy()
    inbox.deliver(Letter("t", b"", retained=False, arrived_us=1))
    assert inbox.busy()


class Old:
    """Steps of a retention, the last of which meets a store that takes nothing."""

    def __init__(self) -> None:
        self.steps = [5, 3, 0]

    async def step(self, _now_us: int) -> int:
        if not self.steps:
            raise StoreBlockedError("the disk is full")
        return self.steps.pop(0)


async def test_purging_goes_on_while_there_is_something_and_looks_again_later(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    found = rests(monkeypatch, 4)
    await until_enough(lambda: upkeep.purge(Old(), lambda: 7))  # type: ignore[arg-type]
    assert found == [upkeep.AFTER_YOU_S] * 2 + [upkeep.PURGE_S] * 2
    assert "purging waits: the disk is full" in caplog.text
