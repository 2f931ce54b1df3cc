"""A press of one's own: any visitor borrows a simulated cell for a while, without an account."""

from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.responses import JSONResponse

from sprue_contract.sandbox import LASTS_MIN, Lent, PoolView
from sprue_server import auth
from sprue_server.api import HubIn, Resource
from sprue_server.hub import Hub
from sprue_server.refused import Refused, said
from sprue_server.simulator import AwayError
from sprue_server.views import FullView, SandboxDesk, SandboxIn, SandboxView

router = Resource(prefix="/sandbox", tags=["sandbox"])
COOKIE = "sprue_sandbox"
TABLET = "sprue_tablet"  # a tablet of a group borrows under its own name, so that the house can take it back
FULL: dict[int | str, dict[str, Any]] = {
    409: {"model": FullView, "description": "All are taken; one can be watched"}
}


async def owner_now(request: Request) -> str:
    """The hash of what this browser keeps; empty for who has never borrowed."""
    token = request.cookies.get(COOKIE)
    return auth.token_hash(token) if token else ""


OwnerNow = Annotated[str, Depends(owner_now)]


async def pool(hub: Hub) -> PoolView:
    """All sandboxes; none, with the reason, when the simulator cannot be asked."""
    found = await _pool(hub)
    hub.live.unplugged.learn(found.lent)
    return found


async def _pool(hub: Hub) -> PoolView:
    try:
        answer = await hub.simulator.ask("GET", "/sandboxes")
    except AwayError as problem:
        return PoolView(minutes=LASTS_MIN, size=0, free=0, why_not=problem.view, machines=[], lent=[])
    if answer.status != 200:  # noqa: PLR2004  # a simulator without sandboxes, or with another token
        return PoolView(minutes=LASTS_MIN, size=0, free=0, why_not=said(answer.body), machines=[], lent=[])
    return PoolView.model_validate(answer.body)


async def owns(hub: Hub, owner: str, cell: str) -> bool:
    """Whether this browser has borrowed this cell: what its visitor may control."""
    return bool(owner) and any(one.owner == owner and one.cell == cell for one in (await pool(hub)).lent)


@router.get("", summary="Which machines there are, how many are free, which is mine")
async def desk(hub: HubIn, owner: OwnerNow) -> SandboxDesk:
    """`why_not` says why none can be borrowed; `watch` names one when all are taken."""
    return _desk(await pool(hub), owner)


def _desk(found: PoolView, owner: str) -> SandboxDesk:
    mine = next((_view(one) for one in found.lent if owner and one.owner == owner), None)
    watch = found.lent[-1].cell if found.lent and not found.free else None
    return SandboxDesk(mine=mine, watch=watch, **found.model_dump(exclude={"lent"}))


def _view(one: Lent) -> SandboxView:
    return SandboxView.model_validate(one, from_attributes=True)


@router.post("", summary="Borrow a machine", responses=FULL, response_model=SandboxView)
async def borrow(
    request: Request, response: Response, hub: HubIn, body: SandboxIn
) -> SandboxView | JSONResponse:
    """For a while, one per visitor. 409 when all are taken: then one can be watched."""
    not_too_often(hub.takes, request.client.host if request.client else "", hub.now_us(), "too_many_takes")
    known = request.cookies.get(COOKIE) or request.cookies.get(TABLET)
    token, digest = (known, auth.token_hash(known)) if known else auth.new_token()
    answer = await hub.simulator.ask("POST", "/sandboxes", {"machine": body.machine, "owner": digest})
    if answer.status == 409 and "watch" in answer.body:  # noqa: PLR2004  # all are taken
        return JSONResponse(answer.body, 409)
    if answer.status != 200:  # noqa: PLR2004
        raise Refused(answer.status, said(answer.body))
    lent = Lent.model_validate(answer.body)
    age = max(1, (lent.expires_us - hub.now_us()) // 1_000_000)
    response.set_cookie(COOKIE, token, max_age=age, httponly=True, samesite="strict", path="/api")
    return _view(lent)


def not_too_often(guard: auth.Guard, who: str, now_us: int, code: str) -> None:
    """Count, and refuse who does it too often."""
    if wait := guard.wait_s(who, now_us / 1e6):
        raise Refused(429, code, wait=wait)
    guard.count(who, now_us / 1e6)


@router.delete("", summary="Give it back")
async def give_back(response: Response, hub: HubIn, owner: OwnerNow) -> SandboxDesk:
    """What it made goes with it. Who has none gives nothing back."""
    found = await pool(hub)
    mine = [one.cell for one in found.lent if owner and one.owner == owner]
    for cell in mine:
        await hub.simulator.ask("DELETE", f"/sandboxes/{cell}")
    response.delete_cookie(COOKIE, path="/api")
    return _desk(await pool(hub) if mine else found, "")
