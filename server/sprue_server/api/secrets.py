"""Secrets of operators and instructors: whether there is one, a new one, a chosen one. For the admin alone."""

import asyncio
from typing import Literal

from fastapi import Response

from sprue_server import auth
from sprue_server.api import HubIn, Resource
from sprue_server.api.roles import RoleNow, SecretIn, audited, need
from sprue_server.hub import Hub
from sprue_server.refused import Refused
from sprue_server.store.tables import SecretRow
from sprue_server.views import MeView, NewSecretView, SecretView

router = Resource(prefix="/secrets", tags=["roles"])
Of = Literal["operator", "instructor"]


@router.get("", summary="Which roles have a secret, and since when (admin)")
async def secrets(hub: HubIn, role: RoleNow) -> list[SecretView]:
    """Never the secrets themselves: only their hashes are kept."""
    need("admin", role)
    kept = await asyncio.to_thread(hub.reader.secrets_changed)
    return [SecretView(role=name, changed_us=changed_us) for name, changed_us in kept.items()]


@router.post("/{of}", summary="Make a new secret for operators or the instructor (admin)")
async def renew(hub: HubIn, role: RoleNow, response: Response, of: Of) -> NewSecretView:
    """Told this once. The one before is void, and whoever signed in with it is signed out."""
    need("admin", role)
    secret = auth.new_secret()
    changed_us = await _keep(hub, role, of, secret)
    response.headers["Cache-Control"] = "no-store"
    return NewSecretView(secret=secret, changed_us=changed_us)


@router.put("/{of}", summary="Set the secret of operators or the instructor (admin)")
async def choose(hub: HubIn, role: RoleNow, of: Of, body: SecretIn) -> MeView:
    """At least twelve characters, and no other role's own. It ends the one before as a new one does."""
    need("admin", role)
    if len(body.secret) < auth.MIN_SECRET:
        raise Refused(422, "secret_short", least=auth.MIN_SECRET)
    known = await asyncio.to_thread(hub.reader.secrets)
    others = {name: digest for name, digest in known.items() if name != of}
    if await asyncio.to_thread(auth.role_of, others, body.secret):
        raise Refused(422, "secret_taken")
    await _keep(hub, role, of, body.secret)
    return MeView(role=role, may_log_in=True)


async def _keep(hub: Hub, role: auth.Role, of: str, secret: str) -> int:
    digest = await asyncio.to_thread(auth.hashed, secret)
    row = SecretRow(role=of, hash=digest, changed_us=hub.now_us())
    changed_us = row.changed_us
    await audited(hub, role, "secret", of, row)
    return changed_us
