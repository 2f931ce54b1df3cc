"""What goes on while time passes: contacts are forgotten, and hubs that share a database hear of the tour."""

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlmodel import Session

from sprue_server.store.problems import StoreBlockedError
from sprue_server.store.reader import Reader
from sprue_server.visits.booking import forgotten
from sprue_server.visits.desk import TourDesk, view_of

T = TypeVar("T")
FORGET_S = 3600.0
LOOK_S = 0.5  # a tour that another hub has moved shows here within a second
log = logging.getLogger(__name__)


class Writes(Protocol):
    """The one writer."""

    async def change(self, work: Callable[[Session], T]) -> T:
        """Run `work` and commit."""
        ...


async def forget(writes: Writes, now_us: Callable[[], int], every_s: float = FORGET_S) -> None:
    """For ever: delete names and contacts that were left 400 days ago."""
    while True:
        try:
            gone = await writes.change(forgotten(now_us()))
            if gone:
                log.info("names and contacts of %d bookings were deleted: their time was over", gone)
        except StoreBlockedError as problem:
            log.warning("deleting old contacts waits: %s", problem)
        await asyncio.sleep(every_s)


async def follow_tour(desk: TourDesk, reader: Reader) -> None:
    """For ever: look where the tour stands in the database."""
    while True:
        try:
            desk.take(view_of(await asyncio.to_thread(reader.tour)))
        except StoreBlockedError as problem:
            log.warning("the tour cannot be looked up: %s", problem)
        await asyncio.sleep(LOOK_S)
