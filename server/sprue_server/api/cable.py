"""The cable-pull demonstration: a visitor unplugs his own press's gateway, and both ends are counted.

What waits is read from the gateway's file, what is stored from the hub's database. Like everything that a
visitor does to his own press it is not noted in the record.
"""

import asyncio
from typing import Annotated

from fastapi import Depends
from pydantic import BaseModel, Field

from sprue_contract.fields import Microseconds
from sprue_contract.refusals import RefusalView
from sprue_contract.sandbox import CableView, CableWish, Lent, Outage, OutboxCount
from sprue_server.api import HubIn, Resource
from sprue_server.api.control import PlainRoute
from sprue_server.api.sandbox import OwnerNow, not_too_often, pool
from sprue_server.hub import Hub
from sprue_server.reckoning import Reckoning, one_moment
from sprue_server.refused import Refused, said
from sprue_server.store.problems import StoreBlockedError

router = Resource(prefix="/sandbox/cable", tags=["sandbox"], route_class=PlainRoute)


class CableDesk(BaseModel):
    """A cable with both its ends. `why_not`: it cannot be pulled here; without numbers there are none yet."""

    cell: str
    why_not: RefusalView | None
    plugged: bool
    lines: int
    outage: Outage | None
    hears: bool = Field(description="Whether the hub hears the gateway: its own knowledge, not the cable's")
    numbers: Reckoning | None
    unread: str | None = Field(description="Why the database cannot be read")
    counted_us: Microseconds


async def mine(hub: HubIn, owner: OwnerNow) -> Lent:
    """The press that this visitor has: 403 for who has never borrowed one, 404 for who has none now."""
    if not owner:
        raise Refused(403, "cable_not_yours")
    found = next((one for one in (await pool(hub)).lent if one.owner == owner), None)
    if found is None:
        raise Refused(404, "cable_no_press")
    return found


Mine = Annotated[Lent, Depends(mine)]


async def _asked(hub: Hub, lent: Lent, wish: CableWish | None = None) -> CableView:
    method, body = ("POST", wish.model_dump()) if wish else ("GET", None)
    answer = await hub.simulator.ask(method, f"/sandboxes/{lent.cell}/cable", body)
    if answer.status != 200:  # noqa: PLR2004
        raise Refused(503 if answer.status == 401 else answer.status, said(answer.body))  # noqa: PLR2004
    return CableView.model_validate(answer.body)


async def _numbers(hub: Hub, lent: Lent, first: OutboxCount | None) -> Reckoning | None:
    async def stored(session: str) -> int:
        found = await asyncio.to_thread(hub.reader.tallies)
        return found.get((lent.cell, session, lent.cell), 0)  # a sandbox's gateway is called as its cell

    async def outbox() -> OutboxCount | None:
        return (await _asked(hub, lent)).outbox

    return await one_moment(first, stored, outbox) if first else None


async def _desk(hub: Hub, lent: Lent, view: CableView) -> CableDesk:
    gateway = hub.live.gateways.get(lent.cell)
    session, unread, numbers = view.outbox and view.outbox.session, None, None
    try:
        numbers = await _numbers(hub, lent, view.outbox)
    except StoreBlockedError as problem:  # a state, and no reason to keep quiet about the cable
        unread = str(problem)
    return CableDesk(
        cell=lent.cell,
        **view.model_dump(include={"why_not", "plugged", "lines", "outage"}),
        hears=gateway is not None and gateway.session == session and gateway.online(hub.now_us()),
        numbers=numbers,
        unread=unread,
        counted_us=hub.now_us(),
    )


@router.get("", summary="My press's cable, and whether everything meets")
async def cable(hub: HubIn, lent: Mine) -> CableDesk:
    """What the gateway's own file and the hub's database say, of one moment if that can be had."""
    return await _desk(hub, lent, await _asked(hub, lent))


@router.post("", summary="Pull the cable, or plug it in")
async def put(hub: HubIn, owner: OwnerNow, lent: Mine, wish: CableWish) -> CableDesk:
    """Nobody else's cable is touched. What is so already stays so."""
    not_too_often(hub.deeds, owner, hub.now_us(), "too_many_deeds")
    if not wish.plugged:
        hub.live.unplugged.hold(lent)  # before the broker says that its gateway is gone
    return await _desk(hub, lent, await _asked(hub, lent, wish))
