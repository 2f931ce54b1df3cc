"""Carries rows of some lanes over one connection: picks, bundles, sends, sends again until receipted."""

import logging
import sqlite3
import time
from collections.abc import Callable, Sequence

from sprue_contract.messages import message_bytes
from sprue_contract.topics import CellTopic
from sprue_edge.keeper import Keeper, within
from sprue_edge.link import Link
from sprue_edge.outbox import Change, Range
from sprue_edge.outbox_file import Group
from sprue_edge.shelf import Shelf
from sprue_edge.window import Parcel, Window

log = logging.getLogger(__name__)

BUNDLE_BYTES = 200_000
BUNDLE_ROWS = 500
PATIENCE_S = 1.0


class Courier:
    """One connection's worth of delivery."""

    def __init__(self, gateway: str, link: Link, keeper: Keeper, lanes: Sequence[str]) -> None:
        self.window = Window()
        self.wake = link.wake
        self._gateway, self._link, self._keeper = gateway, link, keeper
        self._lanes, self._shelf = lanes, Shelf(lanes, keeper.stock)
        self._current = dict(keeper.born)
        self._connections, self._receipted = 0, False
        self._turns: list[Callable[[], None]] = []
        keeper.on_change.append(self._changed)

    def each_turn(self, work: Callable[[], None]) -> None:
        """Also do this whenever the connection wakes."""
        self._turns.append(work)

    def release(self, ranges: Sequence[Range]) -> None:
        """The hub has these rows."""
        self._receipted = True
        self.window.release(ranges)
        self.wake.set()

    async def run(self) -> None:
        """Send whenever there is something to send, room in the window and a connection."""
        while True:
            await self._woken()
            for work in self._turns:
                work()
            if self._link.connected:
                await self._turn()

    async def _woken(self) -> None:
        due = self.window.next_due() if self._link.connected else None
        patience = PATIENCE_S if due is None else min(PATIENCE_S, max(0.01, due - time.monotonic()))
        if await within(patience, self.wake):
            self.wake.clear()

    async def _turn(self) -> None:
        if self._link.connections != self._connections:
            self._connections = self._link.connections
            await self._begin_anew()
        for parcel in self.window.due(time.monotonic()):
            self._send(parcel)
        try:
            await self._fill()
        except sqlite3.OperationalError as problem:  # locked for a moment; the keeper reports what lasts
            log.warning("the outbox cannot be read (%s); what waits stays there", problem)

    async def _begin_anew(self) -> None:
        """A new connection: what happens now goes first, then the past, in as few messages as it takes.

        What was on its way when the line broke would fill the window. Without a receipt since the last time it
        stays there: what is handed out again and again could not be thinned any more.
        """
        if "live" in self._lanes:
            await self._keeper.set_back()
        if self._receipted:
            self._receipted = False
            self.window.empty()
            self._shelf.begin_anew()
        self.window.all_due()

    async def _fill(self) -> None:
        while (parcel := await self._next_parcel()) is not None:
            self.window.add(parcel)
            self._send(parcel)

    async def _next_parcel(self) -> Parcel | None:
        for group in self._shelf.waiting():
            parcel = await self._pick(group)
            if parcel is not None:
                return parcel
        return None

    async def _pick(self, group: Group) -> Parcel | None:
        room = min(self.window.room(group.lane), BUNDLE_BYTES)
        limit = 1 if group.kind == "birth" else BUNDLE_ROWS  # a retained message is the newest birth alone
        while room > 0:
            after = self._shelf.look(group)
            found = await self._keeper.call(self._keeper.outbox.rows, group, after, room, limit)
            if not found:
                return None
            parcel = Parcel(group, [row for row in found if not self.window.holds(row.seq)])
            if parcel.size > room and len(self.window):
                self._shelf.put_back(group)  # a large row waits for a window with room
                return None
            self._shelf.took(group, found[-1].seq)
            if parcel.rows:
                return parcel
        return None

    def _send(self, parcel: Parcel) -> None:
        gateway, session = self._gateway, self._keeper.session
        payload = message_bytes(gateway, session, time.time_ns() // 1000, list(parcel.rows.values()))
        topic = CellTopic(gateway, parcel.group.cell, parcel.group.kind)
        self._link.publish(str(topic), payload, retain=self._is_current_birth(parcel))
        parcel.sent(time.monotonic())

    def _is_current_birth(self, parcel: Parcel) -> bool:
        """An older one that is sent again must not take the place of what the cell is now."""
        return parcel.group.kind == "birth" and self._current.get(parcel.group.cell) in parcel.rows

    def _changed(self, change: Change) -> None:
        self._shelf.change(change)
        self._current.update(change.births)
        self.wake.set()
