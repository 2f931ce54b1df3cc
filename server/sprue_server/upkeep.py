"""What a store needs while time passes: roll-ups follow, what is over is packed, what is too old goes."""

import asyncio
import logging
import time
from collections.abc import Callable

from sprue_server.store.following import Following
from sprue_server.store.problems import StoreBlockedError
from sprue_server.store.retention import Retention

REST_S = 1.0
AFTER_YOU_S = 0.02  # charts and ingest go first
BUSY_S = 0.5
PACK_S = 10.0
PURGE_S = 600.0
log = logging.getLogger(__name__)


async def follow(store: Following, now_us: Callable[[], int], busy: Callable[[], bool] = lambda: False) -> None:
    """For ever: roll up, then pack; rest when nothing is to do, and for longer while ingest has much to do.

    Charts read frames where nothing is rolled up yet, so roll-ups can wait; but not until the last gateway has
    told all: what waits is looked through by each chart.
    """
    packed_s = 0.0
    while True:
        if not await store.roll():
            if time.monotonic() - packed_s > PACK_S:
                packed_s = time.monotonic()
                await store.pack(now_us())
            await asyncio.sleep(REST_S)
        await asyncio.sleep(BUSY_S if busy() else AFTER_YOU_S)


async def purge(retention: Retention, now_us: Callable[[], int]) -> None:
    """For ever: let go of what the plant file does not want kept, a little at a time."""
    while True:
        try:
            gone = await retention.step(now_us())
        except StoreBlockedError as problem:
            log.warning("purging waits: %s", problem)
            gone = 0
        await asyncio.sleep(AFTER_YOU_S if gone else PURGE_S)
