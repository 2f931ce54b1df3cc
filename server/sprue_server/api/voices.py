"""Voices: feedback, questions, proposals with votes, what firms will do and did. Public is what is shown."""

import asyncio
from collections import Counter

from sprue_contract.fields import RowNumber, Slug
from sprue_server.api import HubIn, Resource
from sprue_server.api.control import PlainRoute
from sprue_server.api.mine import OwnerNow, Taps, Writes
from sprue_server.api.roles import Teaches
from sprue_server.hub import Hub
from sprue_server.plant_clock import day
from sprue_server.refused import Refused
from sprue_server.sectors import Sector, Size
from sprue_server.store import voices as store
from sprue_server.store.leaving import left
from sprue_server.store.tables import AuditRow
from sprue_server.store.voice_tables import VoiceRow
from sprue_server.visits.stops import of_this_hall
from sprue_server.voice_views import DeedsView, ModerationIn, VoiceIn, VoicesView, VoiceView, VoteView
from sprue_server.voices import leaving, showing

router = Resource(prefix="/voices", tags=["voices"], route_class=PlainRoute)


def _looking(hub: Hub, owner: str) -> showing.Looking:
    return showing.Looking(owner, hub.reader.votes(), hub.reader.voted(owner) if owner else set())


@router.get("", summary="What visitors say")
async def voices(hub: HubIn, owner: OwnerNow) -> VoicesView:
    """What an instructor has shown, with answers; counts are of this moment and of all that is not hidden."""

    def look() -> VoicesView:
        return showing.everything(hub.reader.voices(), _looking(hub, owner))

    return await asyncio.to_thread(look)


@router.get("/deeds", summary="Which firm like mine did it")
async def deeds(
    hub: HubIn,
    owner: OwnerNow,
    station: Slug | None = None,
    sector: Sector | None = None,
    size: Size | None = None,
) -> DeedsView:
    """Those most alike first. Sector and size of firms without a name are told only where enough share them."""

    def look() -> DeedsView:
        return showing.deeds(hub.reader.voices(), _looking(hub, owner), station, (sector, size))

    return await asyncio.to_thread(look)


@router.get("/moderation", summary="All voices (instructor)")
async def moderation(hub: HubIn, _role: Teaches) -> list[VoiceView]:
    """Whatever their state, the newest first."""
    return await asyncio.to_thread(lambda: showing.all_of(hub.reader.voices(), _looking(hub, "")))


@router.post("", summary="Say something")
async def say(hub: HubIn, visitor: Writes, body: VoiceIn) -> VoiceView:
    """It waits until an instructor shows it; what it counts, it counts at once."""
    row = leaving.voice_of(body, visitor)
    of_this_hall(hub.library, row.station)
    kept = await hub.writes.change(left(visitor, row, leaving.same_voice(row), leaving.MOST_VOICES))
    if kept is None:
        raise Refused(409, "left_many", most=leaving.MOST_VOICES)
    return _own(kept, visitor.owner)


def _own(row: VoiceRow, owner: str) -> VoiceView:
    return showing.all_of([row], showing.Looking(owner, Counter(), set()))[0]


@router.put("/{number}/vote", summary="Be for a proposal")
async def vote(hub: HubIn, visitor: Taps, number: RowNumber) -> VoteView:
    """Once per browser."""
    return _voted(number, await hub.writes.change(store.vote(number, visitor)), voted=True)


@router.delete("/{number}/vote", summary="Take a vote back")
async def unvote(hub: HubIn, owner: OwnerNow, number: RowNumber) -> VoteView:
    """Who gave none takes none back."""
    return _voted(number, await hub.writes.change(store.unvote(number, owner)), voted=False)


def _voted(number: int, found: store.Voted, *, voted: bool) -> VoteView:
    if not found.found:
        raise Refused(404, "voice_no_proposal")
    return VoteView(id=number, votes=found.votes, voted=voted)


@router.post("/{number}/moderation", summary="Show, hide, answer (instructor)")
async def moderate(hub: HubIn, role: Teaches, number: RowNumber, body: ModerationIn) -> VoiceView:
    """What was done has a sentence and a day that is not to come; without a day it is today."""
    told = body.model_dump() | {"done_us": _done_us(body, hub.plant.timezone, hub.now_us())}
    note = AuditRow(at_us=hub.now_us(), role=role, what="voice", detail=f"{number} {body.state}")
    row = await hub.writes.change(store.moderated(number, told, note))
    if row is None:
        raise Refused(404, "voice_unknown")
    return await asyncio.to_thread(lambda: showing.all_of([row], _looking(hub, ""))[0])


@router.delete("/{number}", summary="Delete a voice (instructor)")
async def strike(hub: HubIn, role: Teaches, number: RowNumber) -> list[VoiceView]:
    """For who asks for it, also by telephone and without the code: it goes with its votes, at once."""
    note = AuditRow(at_us=hub.now_us(), role=role, what="voice", detail=f"{number} deleted")
    if not await hub.writes.change(store.voice_struck(number, note)):
        raise Refused(404, "voice_unknown")
    return await moderation(hub, role)


def _done_us(wish: ModerationIn, zone: str, now_us: int) -> int | None:
    """Days are compared, not moments: pages send a day as its noon, also in the morning."""
    if not wish.done:
        return None
    done_us = wish.done_us or now_us
    if day(done_us, zone) > day(now_us, zone):
        raise Refused(422, "floor_future")
    return done_us
