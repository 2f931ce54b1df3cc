"""The cable-pull demonstration of one sandbox: its cable, and what its gateway's own file says meanwhile."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from sprue_contract.refusals import RefusalView
from sprue_contract.sandbox import CableView, Outage
from sprue_sim.cable import Cable
from sprue_sim.clock import wall_us
from sprue_sim.orders import Refused
from sprue_sim.outbox_look import Look, OutboxUnreadError, look

LOOK_S = 0.1  # how often a draining outbox is looked at: a file of another process tells nobody
log = logging.getLogger(__name__)


class CablePull:
    """Pulls and plugs, and measures how long what waited takes to the hub."""

    def __init__(self, cell: str, outbox: Path, cable: Cable | RefusalView) -> None:
        self.cell, self.outbox, self._cable = cell, outbox, cable
        self.outage: Outage | None = None
        self.sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
        self._in = asyncio.Event()
        self._in_s, self._mark = 0.0, 0

    @property
    def unplugged(self) -> bool:
        """Whether the cable is out."""
        return isinstance(self._cable, Cable) and not self._cable.plugged and self.outage is not None

    async def work(self) -> None:
        """Carry, and measure after each outage, until cancelled."""
        if not isinstance(self._cable, Cable):
            return
        async with asyncio.TaskGroup() as group:
            group.create_task(self._cable.work())
            while True:
                await self._in.wait()
                self._in.clear()
                await self._drained()

    def close(self) -> None:
        """Also if it has never worked."""
        if isinstance(self._cable, Cable):
            self._cable.close()

    async def put(self, *, plugged: bool) -> CableView:
        """Pull it or put it in; what is so already stays so.

        Raises:
            Refused: there is no cable to pull.
        """
        if not isinstance(self._cable, Cable):
            raise Refused(409, self._cable)
        if plugged and self.unplugged:
            await self._plug(self._cable)
        elif not plugged and not self.unplugged:
            self._cable.pull()
            self.outage = Outage(out_us=wall_us())
        return await self.view()

    async def _plug(self, cable: Cable) -> None:
        found = await self._look()
        if self.outage is None or cable.plugged:  # somebody else was faster
            return
        waiting = found.told.waiting if found else None
        self.outage = self.outage.model_copy(update={"in_us": wall_us(), "waiting": waiting})
        self._in_s, self._mark = time.monotonic(), found.next_seq if found else 0
        await cable.plug()
        self._in.set()

    async def _drained(self) -> None:
        """Until no row is left that waited when the cable was plugged in; another pull ends it."""
        outage = self.outage
        while outage and outage is self.outage:
            found = await self._look()
            if outage is self.outage and found and (found.oldest is None or found.oldest >= self._mark):
                took_s = round(time.monotonic() - self._in_s, 1)
                self.outage = outage.model_copy(update={"drained_s": took_s})
                return
            await self.sleep(LOOK_S)

    async def view(self) -> CableView:
        """How it is."""
        if not isinstance(self._cable, Cable):
            return CableView(why_not=self._cable)
        found = await self._look()
        return CableView(
            plugged=not self.unplugged,
            lines=self._cable.lines,
            outage=self.outage,
            outbox=found and found.told,
        )

    async def _look(self) -> Look | None:
        """None: its gateway has not begun, or its folder is going."""
        try:
            return await asyncio.to_thread(look, self.outbox, self.cell)
        except OutboxUnreadError as problem:
            log.info("%s: its outbox cannot be read now: %s", self.cell, problem)
            return None
