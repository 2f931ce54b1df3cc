"""Does everything meet? What a gateway's file says, held against what lies in the hub's database.

The two are never read in the same instant. A file that says the same before and after the database was asked
did not change meanwhile: then all numbers are of one moment.
"""

import asyncio
from collections.abc import Awaitable, Callable

from pydantic import BaseModel, Field

from sprue_contract.sandbox import OutboxCount

# A press at twenty times its pace has always something on its way; in a tenth of a second it has arrived.
TRIES, PAUSE_S = 5, 0.03


class Reckoning(BaseModel):
    """Numbers of both ends. Records: frames, shots and others."""

    produced: int = Field(description="The gateway's file: ever written")
    waiting: int = Field(description="The gateway's file: not yet receipted")
    waiting_rows: int
    waiting_bytes: int
    given_up: int = Field(description="The gateway's file: given up because it was full")
    stored: int = Field(description="The hub's database: counted in the transaction that stored them")
    receipts_due: int = Field(description="Stored, but the gateway has not heard so: they wait there as well")
    lost: int = Field(description="Receipted, but not in the database")
    doubled: int = Field(description="More in the database than was ever produced")
    meets: bool = Field(description="produced = waiting + stored + given up, all of one moment")


def reckon(before: OutboxCount, stored: int, after: OutboxCount) -> Reckoning:
    """Hold the file, as it was before and after, against what is stored.

    What was receipted before the database was asked must be in it; what is in it was produced before it was
    asked. So neither is ever called lost or doubled because it is on its way.
    """
    ends = after.waiting + stored + after.given_up
    return Reckoning(
        **after.model_dump(include={"produced", "waiting", "waiting_rows", "waiting_bytes", "given_up"}),
        stored=stored,
        receipts_due=max(0, stored - after.receipted),
        lost=max(0, before.receipted - stored),
        doubled=max(0, stored + after.given_up - after.produced),
        meets=before == after and after.produced == ends,
    )


async def one_moment(
    first: OutboxCount,
    stored: Callable[[str], Awaitable[int]],
    outbox: Callable[[], Awaitable[OutboxCount | None]],
) -> Reckoning | None:
    """Ask both ends until they meet, a few times at most: the last answer. None: the file is gone."""
    before, found = first, None
    for _ in range(TRIES):
        there = await stored(before.session)
        after = await outbox()
        if after is None:
            return None
        found = reckon(before, there, after)
        if found.meets:
            break
        before = after
        await asyncio.sleep(PAUSE_S)
    return found
