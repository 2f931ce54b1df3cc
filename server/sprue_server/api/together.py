"""After the visit: meetings with their seats; who looks for what, who offers it, who may see whom."""

import asyncio

from sprue_contract.fields import RowNumber
from sprue_server.api import HubIn, Resource
from sprue_server.api.control import PlainRoute
from sprue_server.api.mine import OwnerNow, Taps, Writes
from sprue_server.api.roles import Teaches
from sprue_server.hub import Hub
from sprue_server.plant_clock import coming, moment
from sprue_server.refused import Refused
from sprue_server.store import together as store
from sprue_server.store.leaving import left, removed
from sprue_server.store.noted import struck
from sprue_server.store.tables import AuditRow
from sprue_server.store.voice_tables import InterestRow, SeatRow
from sprue_server.together import showing
from sprue_server.together_views import (
    HideIn,
    InterestIn,
    InterestView,
    MeetingIn,
    MeetingView,
    SeatIn,
    SeatView,
    TogetherView,
)
from sprue_server.visits.stops import of_this_hall
from sprue_server.voices import leaving

router = Resource(prefix="/together", tags=["together"], route_class=PlainRoute)
NO_SEAT = {
    "cancelled": (409, "meeting_cancelled"),
    "over": (409, "meeting_over"),
    "unknown": (404, "meeting_unknown"),
}


def _view(hub: Hub, owner: str) -> TogetherView:
    rows, interests = hub.reader.meetings(), hub.reader.interests()
    own = {one.meeting: one for one in hub.reader.seats_of(owner)} if owner else {}
    return TogetherView(
        meetings=showing.meetings(rows, hub.reader.taken(), own, hub.now_us()),
        topics=showing.topics(interests),
        mine=[showing.my_interest(one) for one in interests if owner and one.owner == owner],
        matches=showing.matches(owner, interests),
    )


@router.get("", summary="Meetings, topics, and what this browser may see")
async def together(hub: HubIn, owner: OwnerNow) -> TogetherView:
    """Counts are for everybody; contacts only for who has opted in on the same topic."""
    return await asyncio.to_thread(_view, hub, owner)


@router.put("/meetings/{number}/seat", summary="Take a seat")
async def take(hub: HubIn, visitor: Taps, number: RowNumber, body: SeatIn) -> TogetherView:
    """Anonymous, or with name and e-mail and a consent. A full meeting refuses; who has a seat changes it."""
    seat = leaving.seat_of(body, number, visitor)
    found = await hub.writes.change(store.take(visitor, seat))
    if found.outcome == "full":
        raise Refused(409, "meeting_full", places=float(found.places))
    if found.outcome != "taken":
        raise Refused(*NO_SEAT[found.outcome])
    return await asyncio.to_thread(_view, hub, visitor.owner)


@router.delete("/meetings/{number}/seat", summary="Give a seat back")
async def give_back(hub: HubIn, owner: OwnerNow, number: RowNumber) -> TogetherView:
    """It is free at once. Who has none gives none back."""
    own = await asyncio.to_thread(hub.reader.seats_of, owner)
    for one in own:
        if one.meeting == number:
            await hub.writes.change(removed("seat", one.id or 0, owner))
    return await asyncio.to_thread(_view, hub, owner)


@router.post("/interests", summary="We look for this, we offer this")
async def interest(hub: HubIn, visitor: Writes, body: InterestIn) -> TogetherView:
    """Counted at once; a contact is shown to nobody without a consent, and then to who has opted in as well."""
    of_this_hall(hub.library, body.station)
    row = leaving.interest_of(body, visitor)
    same = {"station": row.station, "side": row.side}
    if await hub.writes.change(left(visitor, row, same, leaving.MOST_INTERESTS)) is None:
        raise Refused(409, "left_many", most=leaving.MOST_INTERESTS)
    return await asyncio.to_thread(_view, hub, visitor.owner)


@router.get("/moderation", summary="All interests (instructor)")
async def interests(hub: HubIn, _role: Teaches) -> list[InterestView]:
    """With what was left, to be moderated."""
    rows = await asyncio.to_thread(hub.reader.interests)
    return [showing.interest(one) for one in reversed(rows)]


@router.post("/interests/{number}/moderation", summary="Hide an interest, or show it again (instructor)")
async def hide(hub: HubIn, role: Teaches, number: RowNumber, body: HideIn) -> list[InterestView]:
    """A hidden one is in no count, sees nobody and is seen by nobody."""
    state = "hidden" if body.hidden else "shown"
    note = AuditRow(at_us=hub.now_us(), role=role, what="interest", detail=f"{number} {state}")
    if not await hub.writes.change(store.hidden(number, state, note)):
        raise Refused(404, "voice_unknown")
    return await interests(hub, role)


@router.delete("/interests/{number}", summary="Delete an interest (instructor)")
async def strike_interest(hub: HubIn, role: Teaches, number: RowNumber) -> list[InterestView]:
    """For who asks for it, also by telephone and without the code: it goes with its contact, at once."""
    note = AuditRow(at_us=hub.now_us(), role=role, what="interest", detail=f"{number} deleted")
    if not await hub.writes.change(struck(InterestRow, number, note)):
        raise Refused(404, "voice_unknown")
    return await interests(hub, role)


@router.post("/meetings", summary="Announce a seminar or a joint project (instructor)")
async def announce(hub: HubIn, role: Teaches, body: MeetingIn) -> MeetingView:
    """It is on the page at once."""
    starts_us = coming(body.starts, hub.plant.timezone, hub.now_us())
    return await _announced(hub, role, None, {**_told(body, starts_us), "made_us": hub.now_us()})


@router.put("/meetings/{number}", summary="Change what was announced (instructor)")
async def change(hub: HubIn, role: Teaches, number: RowNumber, body: MeetingIn) -> MeetingView:
    """Seats stay; with fewer places than seats nobody is sent away. One that has begun keeps its time."""
    starts_us = moment(body.starts, hub.plant.timezone)
    held = {one.id: one.starts_us for one in await asyncio.to_thread(hub.reader.meetings)}
    if held.get(number, starts_us) != starts_us:
        coming(body.starts, hub.plant.timezone, hub.now_us())
    return await _announced(hub, role, number, _told(body, starts_us))


@router.delete("/meetings/{number}", summary="Cancel a meeting (instructor)")
async def cancel(hub: HubIn, role: Teaches, number: RowNumber) -> MeetingView:
    """It stays on the page as cancelled, for those who have a seat."""
    return await _announced(hub, role, number, {"cancelled": True})


def _told(body: MeetingIn, starts_us: int) -> dict[str, object]:
    return body.model_dump(exclude={"starts"}) | {"starts_us": starts_us}


async def _announced(hub: Hub, role: str, number: int | None, told: dict[str, object]) -> MeetingView:
    what = f"{'new' if number is None else number} {told.get('title', 'cancelled')}"
    note = AuditRow(at_us=hub.now_us(), role=role, what="meeting", detail=what)
    row = await hub.writes.change(store.announced(number, told, note))
    if row is None:
        raise Refused(404, "meeting_unknown")
    taken = await asyncio.to_thread(hub.reader.taken)
    return showing.meeting(row, taken.get(row.id or 0, 0), None, hub.now_us())


@router.get("/meetings/{number}/seats", summary="Who comes (instructor)")
async def seats(hub: HubIn, _role: Teaches, number: RowNumber) -> list[SeatView]:
    """Names and addresses of who gave them for this; the others are anonymous."""
    return [showing.seat(one) for one in await asyncio.to_thread(hub.reader.seats, number)]


@router.delete("/meetings/{number}/seats/{seat}", summary="Take one seat back (instructor)")
async def strike(hub: HubIn, role: Teaches, number: RowNumber, seat: RowNumber) -> list[SeatView]:
    """For who called, or for a mistake: it is free, and name and address are deleted, at once."""
    note = AuditRow(at_us=hub.now_us(), role=role, what="meeting", detail=f"seat {seat} of {number} taken back")
    if not await hub.writes.change(struck(SeatRow, seat, note, meeting=number)):
        raise Refused(404, "meeting_no_seat")
    return await seats(hub, role, number)
