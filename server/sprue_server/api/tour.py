"""The shared tour: a guide moves it, screens follow it, tablets join, the next group finds all clean."""

import asyncio
from collections.abc import Callable

from fastapi import Request, Response
from sqlmodel import Session

from sprue_server import auth
from sprue_server.api import HubIn, Resource
from sprue_server.api.guide_pass import Guides
from sprue_server.api.sandbox import COOKIE as PRESS
from sprue_server.api.sandbox import TABLET, pool
from sprue_server.api.visits import counted
from sprue_server.hub import Hub
from sprue_server.refused import Refused
from sprue_server.store.tables import AuditRow
from sprue_server.store.visit_tables import GroupRow
from sprue_server.visit_views import (
    Done,
    GiveBack,
    GroupIn,
    GroupPress,
    GroupView,
    InvitationView,
    JoinIn,
    MoveIn,
    NextIn,
    NextView,
    RatingIn,
    RehearsalIn,
    TourView,
)
from sprue_server.visits import devices, joining, touring
from sprue_server.visits.desk import kept, walking
from sprue_server.visits.itinerary import itinerary
from sprue_server.visits.stops import stops

router = Resource(prefix="/tour", tags=["tour"])
BAD, GONE = 400, 404  # a tablet that hears of the reset gives its press back itself, and may be the first
TABLET_S = 12 * 3600  # so long a tablet is known as one of its group
LEFT_BEHIND = (TABLET, PRESS, "sprue_visitor")  # what a browser keeps of whoever held it
Change = Callable[[Session, TourView], tuple[GroupView | None, int]]


@router.get("", summary="Where the tour stands")
def tour(hub: HubIn) -> TourView:
    """The live stream says the same as soon as it changes."""
    return hub.tour.view


@router.get("/presses", summary="Presses that the group has borrowed")
async def presses(hub: HubIn) -> list[GroupPress]:
    """The one taken last comes last; none while there is no group."""
    group = hub.tour.view.group
    owners = await asyncio.to_thread(hub.reader.owners, group.number) if group else set()
    lent = (await pool(hub)).lent if owners else []
    return [GroupPress(cell=one.cell, machine=one.machine) for one in lent if one.owner in owners]


@router.post("/start", summary="Start a group (guide)")
async def start(hub: HubIn, role: Guides, body: GroupIn) -> TourView:
    """409 while one walks. What an ended group left on its tablets goes."""
    way, code, now_us = (
        itinerary(stops(hub.library), body.roles, body.minutes),
        joining.new_code(),
        hub.now_us(),
    )

    def write(db: Session, before: TourView) -> tuple[GroupView, int]:
        if before.group is not None and before.group.ended_us is None:
            raise Refused(409, "tour_goes_on")
        row = GroupRow(**body.model_dump(), begun_us=now_us, minutes_walked=0, stops=[])
        db.add_all([row, _note(role, f"group of {body.people} started", now_us)])
        db.flush()
        return touring.begun(body, way, row.id or 0, code, now_us), int(before.group is not None)

    return await _kept(hub, write)


@router.post("/move", summary="Move the tour (guide)")
async def move(hub: HubIn, _role: Guides, body: MoveIn) -> TourView:
    """409 when it does not stand where this tablet saw it: a second tap does nothing twice."""
    now_us = hub.now_us()
    return await _kept(hub, lambda _, before: (touring.moved(walking(before), body, now_us), 0), body.seen)


@router.post("/end", summary="End the tour (guide)")
async def end(hub: HubIn, _role: Guides) -> TourView:
    """It is counted. Its screens thank, and ask how it was, until the house is ready for the next group."""
    now_us = hub.now_us()
    return await _kept(hub, lambda db, before: (_counted(db, walking(before), now_us), 0))


@router.post("/next-group", summary="Get ready for the next group (guide)")
async def next_group(hub: HubIn, role: Guides, body: NextIn) -> NextView:
    """Ends the group, clears tablets, wall and language, gives back the presses that were borrowed."""
    now_us, was = hub.now_us(), hub.tour.view.group

    def write(db: Session, before: TourView) -> tuple[None, int]:
        if before.group is not None and before.group.ended_us is None:
            _counted(db, before.group, now_us)
        db.add(_note(role, f"next group, presses: {body.give_back}", now_us))
        return None, 1

    owners = await asyncio.to_thread(hub.reader.owners, was.number) if was else set()
    view = await _kept(hub, write)
    given_back, failed = await _given_back(hub, body.give_back, owners)
    return NextView(tour=view, given_back=given_back, failed=failed)


@router.post("/rehearse", summary="A first stop to rehearse from (guide)")
def rehearse(hub: HubIn, _role: Guides, body: GroupIn) -> GroupView:
    """Nothing of it is kept, no screen follows it, nothing is counted."""
    return touring.begun(body, itinerary(stops(hub.library), body.roles, body.minutes), 0, "", hub.now_us())


@router.post("/rehearse/move", summary="The next step of a rehearsal (guide)")
def rehearsed(hub: HubIn, _role: Guides, body: RehearsalIn) -> GroupView:
    """What came in with one more deed."""
    return touring.moved(body.group, body.move, hub.now_us())


@router.post("/join", summary="A tablet joins the group")
async def join(request: Request, response: Response, hub: HubIn, body: JoinIn) -> GroupView:
    """The press that it borrows from now on is given back with the group's."""
    counted(request, hub)
    group = _of_code(hub, body.code)
    if group.ended_us is not None:
        raise Refused(404, "tour_no_group")
    token = request.cookies.get(TABLET) or auth.new_token()[0]
    press = request.cookies.get(PRESS)
    device = auth.token_hash(token)
    await hub.writes.change(devices.joined(group.number, device, auth.token_hash(press) if press else None))
    response.set_cookie(TABLET, token, max_age=TABLET_S, httponly=True, samesite="strict", path="/api")
    return group


@router.post("/leave", summary="A tablet forgets who held it")
def leave(response: Response) -> Done:
    """What the browser keeps out of reach of scripts goes; nothing of the hub is changed."""
    for name in LEFT_BEHIND:
        response.delete_cookie(name, path="/api")
    return Done()


@router.post("/rating", summary="Say how the visit was")
async def rate(request: Request, hub: HubIn, body: RatingIn) -> Done:
    """From 1 to 5, once by each device that joined the group of this code. Nobody is in it."""
    counted(request, hub)
    group, device = _of_code(hub, body.code).number, auth.token_hash(request.cookies.get(TABLET, ""))
    await hub.writes.change(devices.rated(group, device, body.rating, hub.now_us()))
    return Done()


@router.get("/invitation", summary="Where a tablet goes to join")
def invitation(request: Request, hub: HubIn) -> InvitationView:
    """With the group's code while one walks; `here_only` when no other device gets here by it."""
    host = joining.tablets_host(request.headers.get("host", ""), lan=hub.lan)
    group = hub.tour.view.group
    page = f"join/{group.code}" if group and group.ended_us is None else "visit"
    url = f"{request.url.scheme}://{host}/#/{page}"
    return InvitationView(url=url, here_only=joining.leads_here(host))


@router.get("/export/join.svg", summary="The same as a QR code", response_class=Response)
def join_svg(request: Request, hub: HubIn) -> Response:
    """Drawn by the hub; no other site is asked."""
    drawn = joining.qr_svg(invitation(request, hub).url)
    return Response(drawn, media_type="image/svg+xml", headers={"Cache-Control": "no-store"})


async def _kept(hub: Hub, change: Change, seen: int | None = None) -> TourView:
    view = await hub.writes.change(kept(change, seen))
    hub.tour.take(view)
    return view


def _note(role: auth.Role, detail: str, now_us: int) -> AuditRow:
    return AuditRow(at_us=now_us, role=role, what="tour", detail=detail)


def _counted(db: Session, group: GroupView, now_us: int) -> GroupView:
    """The group has ended; what is counted of it is written down."""
    done = touring.ended(group, now_us)
    row = db.get(GroupRow, group.number)
    if row is not None:
        row.ended_us, row.minutes_walked, row.stops = now_us, touring.walked_min(done), done.reached
        db.add(row)
    return done


def _of_code(hub: Hub, code: str) -> GroupView:
    group = hub.tour.view.group
    if group is None or group.code != code:
        raise Refused(404, "tour_no_group")
    return group


async def _given_back(hub: Hub, which: GiveBack, owners: set[str]) -> tuple[list[str], list[str]]:
    if which == "none":
        return [], []
    lent = [one.cell for one in (await pool(hub)).lent if which == "all" or one.owner in owners]
    answers = [await hub.simulator.ask("DELETE", f"/sandboxes/{cell}") for cell in lent]
    gone = {
        cell for cell, answer in zip(lent, answers, strict=True) if answer.status < BAD or answer.status == GONE
    }
    return sorted(gone), sorted({*lent} - gone)
