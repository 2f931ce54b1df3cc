"""Names and addresses that visitors left go after a while, by themselves."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Protocol, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

from sprue_server.store.leaving import names_gone, old_names
from sprue_server.store.problems import StoreBlockedError
from sprue_server.visits.booking import forgotten
from sprue_server.voices.consent import KEPT_DAYS

REST_S = 3600.0
KEPT_US = int(timedelta(days=KEPT_DAYS).total_seconds() * 1e6)
T = TypeVar("T")
log = logging.getLogger(__name__)


class Writer(Protocol):
    """Who changes the store."""

    async def change(self, work: Callable[[Session], T]) -> T:
        """Run `work` and commit."""
        ...


async def step(writes: Writer, engine: Engine, now_us: int) -> int:
    """Delete those that are too old now; how many."""
    before_us = now_us - KEPT_US
    old = await asyncio.to_thread(old_names, engine, before_us)
    left = await writes.change(names_gone(before_us)) if old else 0
    return left + await writes.change(forgotten(now_us))


async def forget(
    writes: Writer, engine: Engine, now_us: Callable[[], int], rest: Callable[[float], Any] = asyncio.sleep
) -> None:
    """For ever, once an hour."""
    while True:
        try:
            if gone := await step(writes, engine, now_us()):
                log.info(
                    "%d names or contacts of visitors were older than %d days and are deleted", gone, KEPT_DAYS
                )
        except StoreBlockedError as problem:
            log.warning("deleting old contacts waits: %s", problem)
        await rest(REST_S)
