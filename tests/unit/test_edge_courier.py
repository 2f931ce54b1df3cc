"""After a line was away: what happens now arrives first, the past in few messages, nothing is left out."""

import asyncio
import json
from types import SimpleNamespace

import pytest

from sprue_edge import keeper as keeper_module
from sprue_edge.courier import Courier
from sprue_edge.intake import Intake
from sprue_edge.keeper import FRESH_S, Keeper, OutboxThread
from sprue_edge.outbox import Outbox
from sprue_edge.reading import Reading
from sprue_edge.window import MESSAGES

PAST = MESSAGES + 40


class Line:
    """Takes what is published; nobody answers."""

    def __init__(self) -> None:
        self.wake, self.connected, self.connections = asyncio.Event(), True, 1
        self.sent: list[list[int]] = []

    def publish(self, _topic: str, payload: bytes, *, retain: bool) -> bool:
        assert not retain
        self.sent.append([row["body"]["counter"] for row in json.loads(payload)["rows"]])
        return True

    def again(self) -> None:
        """A new connection."""
        self.connections, self.sent = self.connections + 1, []


class World:
    """An outbox, a line, a courier between them, and a clock."""

    def __init__(self, folder) -> None:
        self.now_s, self.outbox, self.line = 1000.0, Outbox(folder / "outbox.db"), Line()

    def begin(self) -> None:
        self.keeper = Keeper(self.outbox, Intake(), OutboxThread())
        self.courier = Courier("gateway-1", self.line, self.keeper, ("live", "backlog"))

    async def shot(self, number: int) -> None:
        """Read, kept, and sent as far as the window lets it."""
        body = json.dumps({"counter": number})
        await self.keeper.intake.add("s", "c", "live", Reading("shot", "r", number, body, {"row": number}))
        await self.keeper.commit()
        await self.courier._turn()


@pytest.fixture
async def world(tmp_path, monkeypatch):
    made = World(tmp_path)
    monkeypatch.setattr(keeper_module, "time", SimpleNamespace(monotonic=lambda: made.now_s))
    made.begin()
    yield made
    made.outbox.close()


async def hang(world) -> None:
    """So much is told into a dead line that the window is full; a second passes, then something new happens."""
    for number in range(1, PAST + 1):
        await world.shot(number)
    assert len(world.courier.window) == MESSAGES
    world.now_s += FRESH_S + 0.1
    await world.shot(PAST + 1)


async def test_on_a_new_connection_what_happens_now_is_the_first_message(world):
    await hang(world)
    world.courier.release([])  # a receipt for others: somebody is there
    world.line.again()
    await world.courier._turn()
    assert world.line.sent[0] == [PAST + 1]


async def test_the_past_follows_in_few_messages_and_is_whole(world):
    await hang(world)
    world.courier.release([])  # a receipt for others: somebody is there
    world.line.again()
    await world.courier._turn()
    assert len(world.line.sent) == 2
    assert world.line.sent[1] == list(range(1, PAST + 1))


async def test_what_was_told_into_the_dead_line_a_moment_ago_is_told_again(world):
    await world.shot(1)
    world.courier.release([])
    world.line.again()
    await world.courier._turn()
    assert world.line.sent == [[1]]


async def test_without_a_receipt_no_more_is_handed_out_however_often_the_line_comes_back(world):
    """What was handed out is never thinned: the outbox could not keep within its limit."""
    await hang(world)
    for _ in range(3):
        world.line.again()
        await world.courier._turn()
        assert len(world.line.sent) == MESSAGES
    assert len(world.outbox._handed) == MESSAGES


async def test_what_is_younger_than_a_moment_stays_live(world):
    await world.shot(1)
    world.now_s += FRESH_S + 0.1
    await world.shot(2)
    await world.keeper.set_back()
    rows = {group.lane: stock.rows for group, stock in world.keeper.stock.items()}
    assert rows == {"live": 1, "backlog": 1}
