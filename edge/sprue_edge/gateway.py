"""The gateway, wired: sources -> intake -> outbox -> broker, each source watched by its own supervisor."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import NamedTuple

from sprue_contract.payloads import NOT_YET_READ, READ
from sprue_edge.hold import hold
from sprue_edge.intake import Intake, Lane
from sprue_edge.keeper import LIVE_FOR_S, Keeper, OutboxThread, open_outbox
from sprue_edge.link import Broker
from sprue_edge.outbox import LIMIT_BYTES
from sprue_edge.plant_sources import Fitted
from sprue_edge.publisher import Publisher
from sprue_edge.reading import Position, Reading, SourceError, Surroundings, WithHistory

log = logging.getLogger(__name__)

FIRST_WAIT_S, LAST_WAIT_S = 0.2, 5.0
BREATH_ROWS, BREATH_S = 200, 0.005  # history never takes a core for itself

Ask = Callable[[Position | None], AsyncIterator[Reading] | None]


class Stream:
    """One stream of one source: asked again after each failure, going on after the last reading."""

    def __init__(self, fitted: Fitted, name: str, keeper: Keeper, around: Surroundings) -> None:
        self.cell, self.key = fitted.cell, f"{fitted.cell}:{fitted.type}:{name}"
        self._keeper, self._around, self._patient = keeper, around, name == "history"
        self._position = keeper.outbox.position(self.key)
        self._wait_s = FIRST_WAIT_S

    async def run(self, ask: Ask, tell: Callable[[str], None]) -> None:
        """Read until the source has nothing more to give. Whatever fails is told, and tried again."""
        while True:
            try:
                return await self._read(ask, tell)
            except SourceError as problem:
                words = str(problem)
                log.warning("%s: %s", self.cell, words)
            except Exception as problem:  # the supervisor of this source: the others go on
                words = f"{type(problem).__name__}: {problem}. A mistake in the source; it is tried again."
                log.exception("%s: %s", self.key, words)
            tell(words)
            await asyncio.sleep(self._wait_s * random.uniform(0.5, 1.5))  # noqa: S311  # not a secret
            self._wait_s = min(self._wait_s * 2, LAST_WAIT_S)

    async def _read(self, ask: Ask, tell: Callable[[str], None]) -> None:
        readings, done = ask(self._position), 0
        if readings is None:
            return
        async for reading in readings:
            tell(READ)
            self._wait_s = FIRST_WAIT_S
            done += 1
            if self._patient:
                await self._be_patient(done)
            await self._keeper.intake.add(self.key, self.cell, self._lane(reading), reading)
            self._position = reading.position or self._position

    async def _be_patient(self, done: int) -> None:
        await self._keeper.history_room.wait()
        if done % BREATH_ROWS == 0:
            await asyncio.sleep(BREATH_S)

    def _lane(self, reading: Reading) -> Lane:
        if reading.kind == "image":
            return "pictures"
        if self._patient:
            return "backlog"
        return "backlog" if self._late(reading) else "live"

    def _late(self, reading: Reading) -> bool:
        """With an epoch or in slow motion the machine's clock is not ours: then nothing is late."""
        if reading.kind in {"birth", "event"} or self._around.epoch_us is not None or self._around.pace < 1:
            return False
        return self._around.now_us() - reading.measured_us > LIVE_FOR_S * 1_000_000


class Place(NamedTuple):
    """Where the outbox lies and how large it may become."""

    folder: Path
    limit_bytes: int = LIMIT_BYTES


async def run_gateway(
    name: str, fitted: list[Fitted], around: Surroundings, broker: Broker, place: Place
) -> None:
    """Run until cancelled.

    Raises:
        HeldError: another gateway runs on the data folder.
        OutboxError: the data folder or the outbox cannot be used.
    """
    thread = OutboxThread()
    with hold(place.folder):
        outbox = await thread.call(open_outbox, *place)
        try:
            keeper = Keeper(outbox, Intake(), thread)
            log.info("session %s, %d rows wait in %s", keeper.session, _rows(keeper), place.folder)
            await _work(name, fitted, around, broker, keeper)
        finally:
            await thread.call(outbox.close)


async def _work(name: str, fitted: list[Fitted], around: Surroundings, broker: Broker, keeper: Keeper) -> None:
    words = {each.cell: NOT_YET_READ for each in fitted}
    publisher = Publisher(name, broker, keeper, words)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(keeper.run())
        tasks.create_task(publisher.run())
        for each in fitted:
            _start(tasks, each, keeper, around, words)


def _start(
    tasks: asyncio.TaskGroup, fitted: Fitted, keeper: Keeper, around: Surroundings, words: dict[str, str]
) -> None:
    def tell(what: str) -> None:
        words[fitted.cell] = getattr(fitted.source, "remark", None) or what if what == READ else what

    def tell_of_history(what: str) -> None:
        if words[fitted.cell] == READ and what != READ:
            log.warning("%s: history: %s", fitted.cell, what)

    live = Stream(fitted, "live", keeper, around)
    tasks.create_task(live.run(fitted.source.readings, tell))
    if isinstance(fitted.source, WithHistory):
        history = Stream(fitted, "history", keeper, around)
        tasks.create_task(history.run(fitted.source.history, tell_of_history))


def _rows(keeper: Keeper) -> int:
    return sum(stock.rows for stock in keeper.stock.values())
