"""Controls of a simulated cell, for who teaches and for who has borrowed it: handed on to the simulator.

What is done to a cell of the plant is noted in the record; what visitors do to their own is not.
"""

import logging
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel

from sprue_contract.control import (
    BacktrackWish,
    ClearWish,
    ControlView,
    FaultView,
    FaultWish,
    LapseWish,
    PaceWish,
    RegrindWish,
    SeedWish,
    SettingWish,
    SnapshotWish,
    TruthView,
    What,
)
from sprue_contract.fields import Slug
from sprue_contract.refusals import explained
from sprue_server import auth
from sprue_server.api import HubIn, Resource
from sprue_server.api.roles import RoleNow, need
from sprue_server.api.sandbox import OwnerNow, not_too_often, owns
from sprue_server.hub import Hub
from sprue_server.refused import Refused, said
from sprue_server.store.problems import StoreBlockedError
from sprue_server.store.tables import AuditRow

VISITORS_PACE = 20.0  # all sandboxes together must leave the plant its share of hub and disk
log = logging.getLogger(__name__)
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class PlainRoute(APIRoute):
    """What is wrong with a wish is one sentence, here as at the simulator."""

    def get_route_handler(self) -> Handler:
        """The handler, with its refusals in words."""
        handle = super().get_route_handler()

        async def plainly(request: Request) -> Response:
            try:
                return await handle(request)
            except RequestValidationError as problem:
                told = [{**item, "loc": item["loc"][1:]} for item in problem.errors()]
                raise Refused(422, explained(told)) from problem

        return plainly


router = Resource(prefix="/control", tags=["control"], route_class=PlainRoute)


async def may_control(request: Request, hub: HubIn, role: RoleNow, owner: OwnerNow) -> auth.Role:
    """Who may control a cell, the one place that says so: who teaches, and a visitor his own sandbox."""
    if role == "visitor" and await owns(hub, owner, request.path_params.get("cell", "")):
        if request.method != "GET":
            not_too_often(hub.deeds, owner, hub.now_us(), "too_many_deeds")
        return role
    need("instructor", role)
    return role


Hand = Annotated[auth.Role, Depends(may_control)]


async def _asked(hub: Hub, method: str, path: str, body: BaseModel | None = None) -> Any:  # noqa: ANN401  # JSON
    answer = await hub.simulator.ask(method, path, body and body.model_dump())
    if answer.status != 200:  # noqa: PLR2004
        # 401 is between hub and simulator: whoever asks here has signed in
        raise Refused(503 if answer.status == 401 else answer.status, said(answer.body))  # noqa: PLR2004
    return answer.body


async def _done(hub: Hub, role: auth.Role, cell: str, deed: str, wish: BaseModel | None = None) -> ControlView:
    view = ControlView.model_validate(await _asked(hub, "POST", f"/cells/{cell}/{deed}", wish))
    if role == "visitor":
        return view
    said = " ".join(str(value) for value in (wish.model_dump().values() if wish else ()))
    note = AuditRow(at_us=hub.now_us(), role=role, what="control", detail=f"{cell} {deed} {said}".strip()[:200])
    try:
        await hub.writes.change(lambda db: db.add(note))
    except StoreBlockedError as problem:
        log.warning("%s was done, but cannot be noted: %s", note.detail, problem)
    return view


@router.get("/cells", summary="All simulated cells as their instructor sees them")
async def cells(hub: HubIn, _role: Hand) -> list[ControlView]:
    """503 when no simulator can be asked."""
    return [ControlView.model_validate(one) for one in await _asked(hub, "GET", "/cells")]


@router.get("/cells/{cell}", summary="One simulated cell as its instructor sees it")
async def cell(hub: HubIn, _role: Hand, cell: Slug) -> ControlView:
    """404 when it is not simulated."""
    return ControlView.model_validate(await _asked(hub, "GET", f"/cells/{cell}"))


@router.get("/cells/{cell}/faults", summary="Which faults there are, and which cannot be here")
async def faults(hub: HubIn, _role: Hand, cell: Slug) -> list[FaultView]:
    """With what each does in one sentence."""
    return [FaultView.model_validate(one) for one in await _asked(hub, "GET", f"/cells/{cell}/faults")]


@router.get("/cells/{cell}/truth", summary="What was really the case")
async def truth(
    hub: HubIn,
    _role: Hand,
    cell: Slug,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    what: What | None = None,
) -> list[TruthView]:
    """Shots with the strength of each fault and the defects of each part, and deeds; newest first."""
    query = f"?limit={limit}" + (f"&what={what}" if what else "")
    return [TruthView.model_validate(one) for one in await _asked(hub, "GET", f"/cells/{cell}/truth{query}")]


@router.post("/cells/{cell}/pace", summary="How fast its time runs")
async def pace(hub: HubIn, role: Hand, cell: Slug, wish: PaceWish) -> ControlView:
    """From 0.1 to 1000, or max; for visitors up to 20. A run of its own begins."""
    if role == "visitor" and not (wish.pace != "max" and wish.pace <= VISITORS_PACE):
        raise Refused(403, "visitors_pace", most=VISITORS_PACE)
    return await _done(hub, role, cell, "pace", wish)


@router.post("/cells/{cell}/freeze", summary="Let its time stand")
async def freeze(hub: HubIn, role: Hand, cell: Slug) -> ControlView:
    """What it told stays; nothing new comes."""
    return await _done(hub, role, cell, "freeze")


@router.post("/cells/{cell}/go-on", summary="Let its time run again")
async def go_on(hub: HubIn, role: Hand, cell: Slug) -> ControlView:
    """After more than a minute it meets the plant's clock, in a run of its own."""
    return await _done(hub, role, cell, "go-on")


@router.post("/cells/{cell}/step", summary="One shot of a frozen cell")
async def step(hub: HubIn, role: Hand, cell: Slug) -> ControlView:
    """409 when it is not frozen."""
    return await _done(hub, role, cell, "step")


@router.post("/cells/{cell}/snapshot", summary="Keep it as it is, under a name")
async def snapshot(hub: HubIn, role: Hand, cell: Slug, wish: SnapshotWish) -> ControlView:
    """At most 20; the same name replaces."""
    return await _done(hub, role, cell, "snapshot", wish)


@router.post("/cells/{cell}/restore", summary="Go on as it was in a snapshot")
async def restore(hub: HubIn, role: Hand, cell: Slug, wish: SnapshotWish) -> ControlView:
    """With the faults and settings of then; its clock goes on."""
    return await _done(hub, role, cell, "restore", wish)


@router.post("/cells/{cell}/backtrack", summary="Go on as it was minutes ago")
async def backtrack(hub: HubIn, role: Hand, cell: Slug, wish: BacktrackWish) -> ControlView:
    """`went_back_s` says how far it really went."""
    return await _done(hub, role, cell, "backtrack", wish)


@router.post("/cells/{cell}/seed", summary="Begin anew with a seed")
async def seed(hub: HubIn, role: Hand, cell: Slug, wish: SeedWish) -> ControlView:
    """Settled production without faults: the same seed gives the same shots."""
    return await _done(hub, role, cell, "seed", wish)


@router.post("/cells/{cell}/setting", summary="Change a setting")
async def setting(hub: HubIn, role: Hand, cell: Slug, wish: SettingWish) -> ControlView:
    """In force with the next shot; without a value the cell's own again."""
    return await _done(hub, role, cell, "setting", wish)


@router.post("/cells/{cell}/lot", summary="Open another lot of material")
async def lot(hub: HubIn, role: Hand, cell: Slug) -> ControlView:
    """It arrives over the contents of hopper and barrel."""
    return await _done(hub, role, cell, "lot")


@router.post("/cells/{cell}/regrind", summary="Feed another share of regrind")
async def regrind(hub: HubIn, role: Hand, cell: Slug, wish: RegrindWish) -> ControlView:
    """422 where the parts do not allow it."""
    return await _done(hub, role, cell, "regrind", wish)


@router.post("/cells/{cell}/lapse", summary="Let it wear, foul and scale faster")
async def lapse(hub: HubIn, role: Hand, cell: Slug, wish: LapseWish) -> ControlView:
    """A labelled time lapse for slow faults; a run of its own begins."""
    return await _done(hub, role, cell, "lapse", wish)


@router.post("/cells/{cell}/inject", summary="Put a fault into it")
async def inject(hub: HubIn, role: Hand, cell: Slug, wish: FaultWish) -> ControlView:
    """422 when it cannot be in this cell, 409 when it is there already."""
    return await _done(hub, role, cell, "inject", wish)


@router.post("/cells/{cell}/clear", summary="Take a fault out, or all")
async def clear(hub: HubIn, role: Hand, cell: Slug, wish: ClearWish) -> ControlView:
    """What it has done heals by itself."""
    return await _done(hub, role, cell, "clear", wish)
