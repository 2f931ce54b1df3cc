"""What a browser has left: looked at, taken along, deleted. No account; a cookie says whose it is."""

import asyncio
import json
from typing import Annotated

from fastapi import Depends, Query, Request, Response

from sprue_contract.fields import RowNumber
from sprue_contract.words import Language
from sprue_server import auth
from sprue_server.api import HubIn, Resource
from sprue_server.api.control import PlainRoute
from sprue_server.api.roles import RoleNow
from sprue_server.api.sandbox import not_too_often
from sprue_server.hub import Hub
from sprue_server.mine_views import CodeIn, ConsentText, GoneView, MineKind, MineView
from sprue_server.refused import Refused
from sprue_server.store import leaving
from sprue_server.store.leaving import Visitor
from sprue_server.store.tables import AuditRow
from sprue_server.voices import codes, mine
from sprue_server.voices.consent import KEPT_DAYS

router = Resource(prefix="/mine", tags=["mine"], route_class=PlainRoute)
COOKIE = "sprue_visitor"
AGE_S = KEPT_DAYS * 86_400


async def owner_now(request: Request) -> str:
    """The hash of what this browser keeps; empty for who has left nothing."""
    token = request.cookies.get(COOKIE)
    return auth.token_hash(token) if token else ""


OwnerNow = Annotated[str, Depends(owner_now)]


def address_of(request: Request) -> str:
    """Whence somebody asks."""
    return request.client.host if request.client else ""


def who(request: Request, response: Response, hub: Hub) -> Visitor:
    """Who leaves something now; a browser that is new gets its cookie with the answer."""
    token = request.cookies.get(COOKIE) or auth.new_token()[0]
    response.set_cookie(COOKIE, token, max_age=AGE_S, httponly=True, samesite="strict", path="/api")
    return Visitor(auth.token_hash(token), codes.code_hash(codes.recovery_code(token)), hub.now_us())


def who_writes(request: Request, response: Response, hub: HubIn) -> Visitor:
    """Who writes something, so many things in ten minutes."""
    not_too_often(hub.words, address_of(request), hub.now_us(), "too_many_words")
    return who(request, response, hub)


def who_taps(request: Request, response: Response, hub: HubIn) -> Visitor:
    """Who votes or takes a seat; a class does so at once."""
    not_too_often(hub.taps, address_of(request), hub.now_us(), "too_many_words")
    return who(request, response, hub)


Writes = Annotated[Visitor, Depends(who_writes)]
Taps = Annotated[Visitor, Depends(who_taps)]


async def _mine(hub: Hub, request: Request, owner: str) -> MineView:
    if not owner:
        return MineView(code=None, entries=[])
    found = await asyncio.to_thread(hub.reader.left_by, owner)
    told = mine.entries(found)
    return MineView(code=codes.recovery_code(request.cookies[COOKIE]) if told else None, entries=told)


@router.get("", summary="What this browser has left")
async def what_is_mine(request: Request, hub: HubIn, owner: OwnerNow) -> MineView:
    """With what was agreed to, word by word, and the code that deletes it from elsewhere."""
    return await _mine(hub, request, owner)


@router.get("/consents", summary="What is agreed to when a name is left")
def consents(language: Annotated[Language, Query()] = "en") -> list[ConsentText]:
    """One text per purpose, in English where a language has none."""
    return mine.texts(language)


@router.get("/export/mine.json", summary="What this browser has left, as a file")
async def export(request: Request, hub: HubIn, owner: OwnerNow) -> Response:
    """JSON, with the consents and without the code."""
    found = await _mine(hub, request, owner)
    body = json.dumps(found.model_dump(exclude={"code"}), ensure_ascii=False, indent=1)
    head = {"Content-Disposition": 'attachment; filename="mine.json"', "Cache-Control": "no-store"}
    return Response(body, media_type="application/json", headers=head)


@router.delete("", summary="Delete everything that this browser has left")
async def delete_all(request: Request, response: Response, hub: HubIn, owner: OwnerNow) -> MineView:
    """For good, votes too; counts follow at once."""
    if owner:
        await hub.writes.change(leaving.forgotten(owner))
    response.delete_cookie(COOKIE, path="/api")
    return await _mine(hub, request, "")


@router.delete("/{kind}/{number}", summary="Delete one thing that this browser has left")
async def delete_one(
    request: Request, hub: HubIn, owner: OwnerNow, kind: MineKind, number: RowNumber
) -> MineView:
    """For good. A vote has the number of what was voted for."""
    if not await hub.writes.change(leaving.removed(kind, number, owner)):
        raise Refused(404, "mine_unknown")
    return await _mine(hub, request, owner)


@router.delete("/{kind}/{number}/names", summary="Withdraw a consent")
async def withdraw(
    request: Request, hub: HubIn, owner: OwnerNow, kind: MineKind, number: RowNumber
) -> MineView:
    """Name and contact go at once, and nobody sees them any more; what was said without them stays."""
    if kind == "vote" or not await hub.writes.change(leaving.withdrawn(kind, number, owner)):
        raise Refused(404, "mine_unknown")
    return await _mine(hub, request, owner)


@router.post("/leave", summary="Go, and leave no trace in this browser")
async def leave(response: Response) -> MineView:
    """For a device that others use next: what was left stays, and only its code deletes it from now on."""
    response.delete_cookie(COOKIE, path="/api")
    return MineView(code=None, entries=[])


@router.post("/forget", summary="Delete by code")
async def forget(request: Request, hub: HubIn, role: RoleNow, body: CodeIn) -> GoneView:
    """Everything left under this code, from any device; who teaches does it for who asks in writing."""
    address, now_us = address_of(request), hub.now_us()
    if wait := hub.codes.wait_s(address, now_us / 1e6):
        raise Refused(429, "too_many_codes", wait=wait)
    owner = await asyncio.to_thread(hub.reader.owner_of_code, codes.code_hash(body.code))
    if owner is None:
        hub.codes.count(address, now_us / 1e6)
        raise Refused(404, "code_unknown")
    note = AuditRow(at_us=now_us, role=role, what="forget", detail="by code") if role != "visitor" else None
    return GoneView(deleted=await hub.writes.change(leaving.forgotten(owner, note)))
