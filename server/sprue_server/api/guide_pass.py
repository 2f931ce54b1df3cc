"""A guide's tablet: it may move the tour and nothing else, once the instructor's own page has let it.

While the network is open, nobody signs in from there; whoever listens in could win no more than the tour.
"""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Query, Request, Response
from sqlalchemy import ColumnElement, delete
from sqlmodel import Session, col

from sprue_server import auth
from sprue_server.api import HubIn, Resource
from sprue_server.api.roles import RoleNow, Teaches, need
from sprue_server.api.visits import counted
from sprue_server.refused import Refused
from sprue_server.store.tables import AuditRow, LoginRow
from sprue_server.visit_views import GuidesView, PassIn, PassView
from sprue_server.visits import joining

router = Resource(prefix="/tour/guide", tags=["tour"])
COOKIE, ROLE = "sprue_guide", "guide"  # no role of `auth`: it opens nothing but the tour
CODE_S, PASS_S = 300, 12 * 3600
S = 1_000_000


def passed(request: Request, hub: HubIn) -> bool:
    """Whether this browser has a guide's pass that holds."""
    token = request.cookies.get(COOKIE)
    row = hub.reader.login(auth.token_hash(token)) if token else None
    return row is not None and row.role == ROLE and row.until_us >= hub.now_us()


Passed = Annotated[bool, Depends(passed)]


def guide_now(role: RoleNow, has_pass: Passed) -> auth.Role:
    """Who moves the tour: who teaches, or a tablet with a pass."""
    if not has_pass:
        need("instructor", role)
    return role


Guides = Annotated[auth.Role, Depends(guide_now)]


@router.get("", summary="May who asks move the tour?")
def may_guide(role: RoleNow, has_pass: Passed) -> GuidesView:
    """For who teaches, and for a guide's tablet."""
    return GuidesView(guides=has_pass or auth.RANK[role] >= auth.RANK["instructor"])


@router.post("/codes", summary="A code for a guide's tablet (instructor)")
def new_pass(request: Request, hub: HubIn, _role: Teaches) -> PassView:
    """Good for one tablet, for five minutes."""
    now_us, code = hub.now_us(), joining.new_code(joining.PASS_LENGTH)
    kept = {one: until_us for one, until_us in hub.tour.passes.items() if until_us > now_us}
    hub.tour.passes = kept | {code: now_us + CODE_S * S}
    host = joining.tablets_host(request.headers.get("host", ""), lan=hub.lan)
    url = _address(request, host, code)
    return PassView(code=code, until_us=hub.tour.passes[code], url=url, here_only=joining.leads_here(host))


@router.post("", summary="This tablet is the guide's")
async def take(request: Request, response: Response, hub: HubIn, body: PassIn) -> GuidesView:
    """With a code that the instructor's page shows. Noted in the record."""
    counted(request, hub)
    now_us = hub.now_us()
    if hub.tour.passes.pop(body.code, 0) <= now_us:
        raise Refused(403, "tour_no_pass")
    token, digest = auth.new_token()
    await hub.writes.change(lambda db: db.add_all(_rows(digest, now_us)))
    response.set_cookie(COOKIE, token, max_age=PASS_S, httponly=True, samesite="strict", path="/api")
    return GuidesView(guides=True)


def _rows(digest: str, now_us: int) -> tuple[LoginRow, AuditRow]:
    login = LoginRow(token_sha256=digest, role=ROLE, until_us=now_us + PASS_S * S)
    return login, AuditRow(at_us=now_us, role=ROLE, what="tour", detail="a tablet guides")


@router.delete("", summary="This tablet is no guide's any more")
async def give_back(request: Request, response: Response, hub: HubIn, role: RoleNow) -> GuidesView:
    """The pass is forgotten on both sides; whoever holds the tablet next moves nothing."""
    if token := request.cookies.get(COOKIE):
        await hub.writes.change(_ended(col(LoginRow.token_sha256) == auth.token_hash(token)))
    response.delete_cookie(COOKIE, path="/api")
    return GuidesView(guides=auth.RANK[role] >= auth.RANK["instructor"])


@router.delete("/codes", summary="End every guide's pass (instructor)")
async def end_all(hub: HubIn, role: Teaches) -> GuidesView:
    """For a tablet that is lost: codes and passes of all tablets end. Noted in the record."""
    hub.tour.passes = {}
    note = AuditRow(at_us=hub.now_us(), role=role, what="tour", detail="no tablet guides any more")
    await hub.writes.change(_ended(col(LoginRow.role) == ROLE, note))
    return GuidesView(guides=True)


def _ended(which: ColumnElement[bool], note: AuditRow | None = None) -> Callable[[Session], None]:
    def change(db: Session) -> None:
        db.execute(delete(LoginRow).where(which, col(LoginRow.role) == ROLE))
        if note is not None:
            db.add(note)

    return change


@router.get("/export/pass.svg", summary="The code as a QR code", response_class=Response)
def pass_svg(
    request: Request, hub: HubIn, code: Annotated[str, Query(pattern=r"^[a-z0-9]{4,20}$")]
) -> Response:
    """Drawn of what is asked for; it says nothing about whether the code holds."""
    host = joining.tablets_host(request.headers.get("host", ""), lan=hub.lan)
    drawn = joining.qr_svg(_address(request, host, code))
    return Response(drawn, media_type="image/svg+xml", headers={"Cache-Control": "no-store"})


def _address(request: Request, host: str, code: str) -> str:
    return f"{request.url.scheme}://{host}/#/guide?pass={code}"
