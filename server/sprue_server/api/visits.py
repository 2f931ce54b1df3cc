"""Open doors: when one can come, booking without an account, the way through the hall, what is counted."""

import asyncio
from typing import Annotated

from fastapi import Path, Query, Request

from sprue_contract.fields import MAX_EXACT, RowNumber
from sprue_server import auth
from sprue_server.api import HubIn, Moment, Resource
from sprue_server.api.roles import Teaches
from sprue_server.api.sandbox import not_too_often
from sprue_server.hub import Hub
from sprue_server.refused import Refused
from sprue_server.store.tables import AuditRow
from sprue_server.store.visit_tables import BookingRow, SlotRow
from sprue_server.visit_views import (
    BookedView,
    BookingIn,
    BookingView,
    CountsView,
    Done,
    ItineraryView,
    SlotIn,
    SlotView,
    TourStop,
    VisitorFirm,
    WalkIn,
)
from sprue_server.visits import booking
from sprue_server.visits.counting import Visits, counts, walk_row
from sprue_server.visits.itinerary import itinerary
from sprue_server.visits.stops import reachable, stops
from sprue_server.visits.words import LONGEST, SHORTEST, Role

router = Resource(prefix="/visits", tags=["visits"])
Code = Annotated[str, Path(min_length=1, max_length=40, description="What the booking was answered with")]
Period = Annotated[int, Query(gt=0, le=MAX_EXACT, description="UTC, microseconds since 1970")]


def counted(request: Request, hub: Hub) -> None:
    """Who books, tries codes or sends walks too often waits."""
    host = request.client.host if request.client else ""
    not_too_often(hub.visits, host, hub.now_us(), "too_many_visits")


@router.get("/slots", summary="When the doors are open")
async def slots(hub: HubIn) -> list[SlotView]:
    """From a day ago on. How many firms and which sectors come, never their names."""
    return await asyncio.to_thread(_slots, hub)


def _slots(hub: Hub) -> list[SlotView]:
    rows = hub.reader.slots(hub.now_us() - booking.SHOWN_US)
    coming = hub.reader.bookings(row.id for row in rows if row.id is not None)
    return [booking.slot_view(row, coming) for row in rows]


@router.post("/slots", summary="Open the doors at a time (instructor)")
async def open_slot(hub: HubIn, role: Teaches, body: SlotIn) -> SlotView:
    """`starts` is read by the plant's calendar."""
    row = booking.slot_row(body, hub.plant.timezone, hub.now_us())
    await _noted(hub, role, f"slot opened {body.starts}", row)
    return booking.slot_view(row, [])


@router.delete("/slots/{slot}", summary="A slot does not take place (instructor)")
async def close_slot(hub: HubIn, role: Teaches, slot: RowNumber) -> SlotView:
    """It stays on the list as such, and who has booked it sees that with the code."""
    row = await hub.writes.change(booking.closed(slot, hub.now_us()))
    await _noted(hub, role, f"slot {slot} closed")
    return booking.slot_view(row, await asyncio.to_thread(hub.reader.bookings, [slot]))


@router.get("/slots/{slot}/firms", summary="Who comes (instructor)")
async def firms(hub: HubIn, _role: Teaches, slot: RowNumber) -> list[VisitorFirm]:
    """With names and contacts, where they were left with consent."""
    return [booking.firm(row) for row in await asyncio.to_thread(hub.reader.bookings, [slot])]


@router.delete("/slots/{slot}/bookings/{number}", summary="Cancel one booking (instructor)")
async def strike(hub: HubIn, role: Teaches, slot: RowNumber, number: RowNumber) -> list[VisitorFirm]:
    """For a firm that called, or for a mistake: its places are free and its name and contact gone at once."""
    detail = f"booking {number} of slot {slot} cancelled"
    note = AuditRow(at_us=hub.now_us(), role=role, what="visits", detail=detail)
    await hub.writes.change(booking.struck(number, slot, note))
    return await firms(hub, role, slot)


async def _noted(hub: Hub, role: auth.Role, detail: str, row: SlotRow | None = None) -> None:
    note = AuditRow(at_us=hub.now_us(), role=role, what="visits", detail=detail)
    await hub.writes.change(lambda db: db.add_all([note] if row is None else [note, row]))


@router.post("/slots/{slot}/bookings", summary="Book places for a firm")
async def book(request: Request, hub: HubIn, slot: RowNumber, body: BookingIn) -> BookedView:
    """The code is told this once. Competitors are welcome; a full slot says how many places are left."""
    counted(request, hub)
    code = auth.new_secret()
    row = await hub.writes.change(booking.booked(body, slot, auth.token_hash(code), hub.now_us()))
    shown = await asyncio.to_thread(_shown, hub, row)
    return BookedView(**shown.model_dump(), code=code)


@router.get("/bookings/{code}", summary="A booking, by its code")
async def booked(request: Request, hub: HubIn, code: Code) -> BookingView:
    """404 when there is none. Who tries many codes waits."""
    counted(request, hub)
    row = await asyncio.to_thread(hub.reader.booking, auth.token_hash(code))
    if row is None:
        raise Refused(404, "visit_no_booking")
    return await asyncio.to_thread(_shown, hub, row)


@router.put("/bookings/{code}", summary="Change a booking")
async def change(request: Request, hub: HubIn, code: Code, body: BookingIn) -> BookingView:
    """All of it is said anew; a name that is left out is deleted."""
    counted(request, hub)
    row = await hub.writes.change(booking.changed(body, auth.token_hash(code), hub.now_us()))
    return await asyncio.to_thread(_shown, hub, row)


@router.delete("/bookings/{code}", summary="Cancel a booking")
async def cancel(request: Request, hub: HubIn, code: Code) -> BookingView:
    """Its places are free at once; name and contact are deleted at once."""
    counted(request, hub)
    row = await hub.writes.change(booking.cancelled(auth.token_hash(code), hub.now_us()))
    return await asyncio.to_thread(_shown, hub, row)


def _shown(hub: Hub, row: BookingRow) -> BookingView:
    slot = hub.reader.slot(row.slot)
    if slot is None:
        raise Refused(404, "visit_no_slot", slot=float(row.slot))
    return booking.booking_view(row, booking.slot_view(slot, hub.reader.bookings([row.slot])))


@router.get("/itinerary", summary="The way through the hall for a role and a time")
def way(
    hub: HubIn,
    role: Annotated[list[Role], Query(min_length=1, max_length=5, description="Several: a mixed group")],
    minutes: Annotated[int, Query(ge=SHORTEST, le=LONGEST)] = 45,
) -> ItineraryView:
    """Never longer than the time there is; the last stop is the visitor's own firm."""
    planned = itinerary(stops(hub.library), role, minutes)
    return ItineraryView(roles=role, minutes=minutes, stops=[TourStop(**one._asdict()) for one in planned])


@router.post("/walks", summary="Count a visit without a guide, when it has ended")
async def walk(request: Request, hub: HubIn, body: WalkIn) -> Done:
    """One row, without anybody in it. Its stops are stations of this house or `my-firm`, each once."""
    counted(request, hub)
    row = walk_row(body, reachable(hub.library), hub.now_us())
    await hub.writes.change(lambda db: db.add(row))
    return Done()


@router.get("/counts", summary="What is counted of visits (instructor)")
async def counts_of(hub: HubIn, _role: Teaches, from_us: Moment = 0, to_us: Period = MAX_EXACT) -> CountsView:
    """Groups that began, walks that ended, ratings that were given in this time."""
    rows = await asyncio.to_thread(hub.reader.visits, from_us, to_us)
    return counts(Visits(*rows), reachable(hub.library), from_us=from_us, to_us=to_us)
