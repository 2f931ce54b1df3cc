"""What goes on while time passes: hubs that share a database hear of the tour."""

import asyncio
import logging

from sprue_server.store.problems import StoreBlockedError
from sprue_server.store.reader import Reader
from sprue_server.visits.desk import TourDesk, view_of

LOOK_S = 0.5  # a tour that another hub has moved shows here within a second
log = logging.getLogger(__name__)


async def follow_tour(desk: TourDesk, reader: Reader) -> None:
    """For ever: look where the tour stands in the database."""
    while True:
        try:
            desk.take(view_of(await asyncio.to_thread(reader.tour)))
        except StoreBlockedError as problem:
            log.warning("the tour cannot be looked up: %s", problem)
        await asyncio.sleep(LOOK_S)
