"""Keeps the outbox up to date: what sources read goes in, what the hub has receipted goes out, in one commit.

All work on the file happens in one thread, so that the loop never waits for a disk. A disk that is full or a
file that is locked is a state with words, not an end: what was read waits here, sources pause because the
intake is full, and everything goes on by itself when there is room.
"""

import asyncio
import logging
import sqlite3
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from sprue_contract.payloads import CellCount
from sprue_edge.intake import Draft, Intake, Lane
from sprue_edge.outbox import LIMIT_BYTES, Change, Outbox, Range
from sprue_edge.outbox_file import Group, Stock

log = logging.getLogger(__name__)
T = TypeVar("T")

LINGER_S = 0.05  # readings that arrive within it share one commit; each commit waits for the disk
RETRY_S = 1.0
LIVE_FOR_S = 60.0
FRESH_S = 1.0  # what is younger when the hub can be reached again goes first
AGE_EVERY_S = 10.0
HISTORY_ROOM_ROWS = 2000
RESERVE_BYTES = 16_000_000  # taking rows out needs room, too: SQLite's log of a transaction
ADVICE = "Free it, repair it or choose another folder with --data. Nothing was started."


async def within(seconds: float, event: asyncio.Event) -> bool:
    """Whether `event` is set in time. Not `wait_for`: in Python 3.11 it loses a cancellation now and then."""
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False


class OutboxError(Exception):
    """The outbox cannot be used at all; the message says where, what, what now and what did not happen."""


class DiskFullError(sqlite3.OperationalError):
    """There is so little room left that nothing new is kept, so that what is kept can still leave."""


class Keeper:
    """The outbox with its writer; `session`, `counts` and `stock` are as of the last commit."""

    def __init__(
        self,
        outbox: Outbox,
        intake: Intake,
        thread: "OutboxThread",
        room_bytes: Callable[[], int] | None = None,
    ) -> None:
        self.outbox, self.intake, self.call = outbox, intake, thread.call
        self.session = outbox.session
        self._room_bytes = room_bytes or outbox.room_bytes
        self.counts: dict[str, CellCount] = outbox.counts()
        self.stock: dict[Group, Stock] = outbox.stock()
        self.born = {birth.cell: birth.seq for birth in outbox.births() if birth.current}
        self.trouble: str | None = None
        self.on_change: list[Callable[[Change], None]] = []
        self.history_room = asyncio.Event()
        self._receipts: list[Range] = []
        # Rows of an earlier life of this process are old, whatever their time: what is read now goes first.
        self._marks = deque([(time.monotonic() - LIVE_FOR_S, outbox.last_seq() + 1)])
        self._see_room()

    async def run(self) -> None:
        """Commit whenever there is something to commit, and now and then to let live rows grow old."""
        while True:
            if await within(AGE_EVERY_S, self.intake.filled):
                await asyncio.sleep(LINGER_S)
            await self.commit()

    async def commit(self) -> None:
        """Write what waits, however often it takes; meanwhile what the hub has receipted makes room."""
        self.intake.filled.clear()
        drafts = self.intake.take()
        while not await self._written(drafts):
            if drafts and self._receipts:
                await self._written([])
            await asyncio.sleep(RETRY_S)
        self._recover()

    def receipted(self, ranges: list[Range]) -> None:
        """These rows are stored at the hub; they leave with the next commit."""
        self._receipts.extend(ranges)
        self.intake.filled.set()

    async def set_back(self) -> None:
        """The hub was away: what waits is the past, so that it does not stand before what happens now."""
        fresh = time.monotonic() - FRESH_S
        self._marks = deque((at - LIVE_FOR_S if at <= fresh else at, below) for at, below in self._marks)
        await self._written([])

    def waiting_bytes(self) -> int:
        """Bytes of all rows without a receipt."""
        return sum(stock.bytes for stock in self.stock.values())

    def rows_in(self, lane: Lane) -> int:
        """Rows without a receipt in one lane."""
        return sum(stock.rows for group, stock in self.stock.items() if group.lane == lane)

    async def _written(self, drafts: list[Draft]) -> bool:
        receipts, self._receipts = self._receipts, []
        try:
            change = await self.call(self._write, drafts, receipts, self._old_below())
        except sqlite3.OperationalError as problem:
            self._receipts = [*receipts, *self._receipts]
            self._complain(problem)
            return False
        self._take_in(change)
        return True

    def _write(self, drafts: list[Draft], receipts: list[Range], old_below: int) -> Change:
        if drafts and self._room_bytes() < RESERVE_BYTES:
            raise DiskFullError
        return self.outbox.write(drafts, receipts, old_below)

    def _complain(self, problem: sqlite3.OperationalError) -> None:
        words = _what_now(problem, self.outbox.path)
        if self.trouble is None:
            log.error("%s", words)
        self.trouble = words

    def _recover(self) -> None:
        if self.trouble is not None:
            log.warning("the outbox can be written again; reading goes on")
        self.trouble = None

    def _take_in(self, change: Change) -> None:
        self.counts = change.counts
        for group, more in change.stock.items():
            now = self.stock.get(group, Stock(0, 0))
            self.stock[group] = Stock(now.rows + more.rows, now.bytes + more.bytes)
        self._marks.append((time.monotonic(), change.last_seq + 1))
        self._see_room()
        for tell in self.on_change:
            tell(change)

    def _old_below(self) -> int:
        """The number below which live rows are older than LIVE_FOR_S; 0 when there is nothing new to say."""
        old = 0
        while self._marks and self._marks[0][0] <= time.monotonic() - LIVE_FOR_S:
            old = self._marks.popleft()[1]
        return old

    def _see_room(self) -> None:
        if self.rows_in("backlog") < HISTORY_ROOM_ROWS:
            self.history_room.set()
        else:
            self.history_room.clear()


def make_folder(folder: Path) -> None:
    """Make the data folder unless it is there.

    Raises:
        OutboxError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutboxError(f"{folder}: cannot be used as data folder: {problem.strerror}. {ADVICE}") from problem


def open_outbox(folder: Path, limit_bytes: int = LIMIT_BYTES) -> Outbox:
    """Open or make the outbox in `folder`; beyond its limit it gives up pictures and thins samples.

    Raises:
        OutboxError: the folder or the file cannot be used.
    """
    make_folder(folder)
    path = folder / "outbox.db"
    try:
        return Outbox(path, limit_bytes)
    except sqlite3.Error as problem:
        raise OutboxError(f"{path}: cannot be used as outbox: {problem}. {ADVICE}") from problem


def _what_now(problem: sqlite3.OperationalError, path: Path) -> str:
    if isinstance(problem, DiskFullError) or problem.sqlite_errorcode == sqlite3.SQLITE_FULL:
        return (
            f"the disk is full (under {RESERVE_BYTES // 1_000_000} MB left): {path} cannot grow. Make room on "
            "it. Reading is paused and goes on by itself; nothing that was kept is lost"
        )
    return (
        f"the outbox cannot be written ({problem}). End the program that locks {path}, or repair its disk. "
        "Reading is paused and goes on by itself; nothing that was kept is lost"
    )


class OutboxThread:
    """The one thread in which the outbox is used: SQLite's waiting for the disk must not stop the loop."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="outbox")

    async def call(self, work: Callable[..., T], *arguments: object) -> T:
        """Do `work` there and wait for it."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work, *arguments)
