"""Signing in and out, and the record of who changed what."""

import asyncio
import hashlib
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from pydantic import BaseModel, Field
from sqlmodel import Session, col, delete

from sprue_server import auth
from sprue_server.api import HubIn
from sprue_server.hub import Hub
from sprue_server.refused import Refused
from sprue_server.store.tables import AuditRow, LoginRow, SecretRow
from sprue_server.views import AuditView, MeView

router = APIRouter(tags=["roles"])
COOKIE = "sprue_login"


class SecretIn(BaseModel):
    """A secret typed in by a person."""

    secret: Annotated[str, Field(min_length=1, max_length=200)]


def role_now(request: Request, hub: HubIn) -> auth.Role:
    """Who is asking, by the cookie; visitor without one."""
    token = request.cookies.get(COOKIE)
    row = hub.reader.login(auth.token_hash(token)) if token else None
    if row is None or row.until_us < hub.now_us() or not is_local(request, hub):
        return "visitor"
    return next((role for role in auth.RANK if role == row.role), "visitor")


RoleNow = Annotated[auth.Role, Depends(role_now)]


def is_local(request: Request, hub: Hub) -> bool:
    """While the visitor surface is open to the network, only this machine may do more than read."""
    host = request.client.host if request.client else ""
    return not hub.lan or auth.is_this_machine(host)


def need(role: auth.Role, asking: auth.Role) -> None:
    """Refuse who may not."""
    if auth.RANK[asking] < auth.RANK[role]:
        raise HTTPException(403, f"This needs the {role}. You are {asking}. Nothing was changed.")


def operator_now(role: RoleNow) -> auth.Role:
    """Who is asking, at least an operator; others are refused before anything else is looked at."""
    need("operator", role)
    return role


Operates = Annotated[auth.Role, Depends(operator_now)]


def teacher_now(role: RoleNow) -> auth.Role:
    """Who is asking, at least an instructor; others are refused before anything else is looked at."""
    need("instructor", role)
    return role


Teaches = Annotated[auth.Role, Depends(teacher_now)]


@router.get("/me", summary="Who is asking")
def me(request: Request, hub: HubIn, role: RoleNow) -> MeView:
    """Everybody is a visitor until they sign in."""
    return MeView(role=role, may_log_in=is_local(request, hub))


@router.post("/login", summary="Sign in with a secret")
async def login(request: Request, response: Response, hub: HubIn, body: SecretIn) -> MeView:
    """Operator, instructor or admin, whichever the secret opens; five tries a minute."""
    if not is_local(request, hub):
        raise Refused(403, "sign_in_lan")
    address, now_s = request.client.host if request.client else "", hub.now_us() / 1e6
    if wait := hub.guard.wait_s(address, now_s):
        raise Refused(429, "too_many_secrets", wait=wait)
    known = await asyncio.to_thread(hub.reader.secrets)
    role = await asyncio.to_thread(auth.role_of, known, body.secret)
    if role is None:
        hub.guard.count(address, now_s)
        raise Refused(401, "secret_wrong")
    await _signed_in(hub, response, role)
    return MeView(role=role, may_log_in=True)


async def _signed_in(hub: Hub, response: Response, role: auth.Role) -> None:
    token, digest = auth.new_token()
    life = timedelta(hours=auth.LOGIN_H)
    until = hub.now_us() + int(life.total_seconds() * 1e6)
    await audited(hub, role, "login", "", LoginRow(token_sha256=digest, role=role, until_us=until))
    age = int(life.total_seconds())
    response.set_cookie(COOKIE, token, max_age=age, httponly=True, samesite="strict", path="/api")


@router.post("/logout", summary="Sign out")
async def logout(request: Request, response: Response, hub: HubIn) -> MeView:
    """The token is forgotten on both sides."""
    token = request.cookies.get(COOKIE)
    if token:
        digest = hashlib.sha256(token.encode()).hexdigest()
        await hub.writes.change(lambda db: _forget(db, digest))
    response.delete_cookie(COOKIE, path="/api")
    return MeView(role="visitor", may_log_in=is_local(request, hub))


def _forget(db: Session, digest: str) -> None:
    row = db.get(LoginRow, digest)
    if row is not None:
        db.delete(row)


async def audited(hub: Hub, role: auth.Role, what: str, detail: str, row: LoginRow | SecretRow) -> None:
    """A new secret ends the logins of the old one; a login sweeps out those that have run out."""
    note = AuditRow(at_us=hub.now_us(), role=role, what=what, detail=detail)

    def write(db: Session) -> None:
        ended = (
            col(LoginRow.role) == row.role
            if isinstance(row, SecretRow)
            else col(LoginRow.until_us) < note.at_us
        )
        db.execute(delete(LoginRow).where(ended))
        db.merge(row)
        db.add(note)

    await hub.writes.change(write)


@router.get("/audit", summary="Who changed what (admin)")
async def audit(hub: HubIn, role: RoleNow) -> list[AuditView]:
    """Newest first."""
    need("admin", role)
    rows = await asyncio.to_thread(hub.reader.audit)
    return [AuditView.model_validate(row, from_attributes=True) for row in rows]


@router.post("/cells/{cell}/rebirth", summary="Ask a cell to introduce itself again (instructor)")
async def rebirth(hub: HubIn, cell: str, role: RoleNow) -> MeView:
    """For a consultant who has changed a layout."""
    need("instructor", role)
    view = hub.cell(cell)
    if view.gateway is None:
        raise HTTPException(409, f"No gateway has spoken for {cell!r} yet. Nothing was asked.")
    hub.outside.ask_rebirth(view.gateway, cell, "asked by a person")
    note = AuditRow(at_us=hub.now_us(), role=role, what="rebirth", detail=cell)
    await hub.writes.change(lambda db: db.add(note))
    return MeView(role=role, may_log_in=True)
