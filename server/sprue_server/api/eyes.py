"""The eyes themselves: how they are, what they have learnt, how they decide, and learning anew."""

import asyncio
from typing import Annotated

from fastapi import HTTPException, Query

from sprue_server.api import HubIn, Resource
from sprue_server.api.roles import RoleNow, need
from sprue_server.eye_views import DecideView, EyesView, ScoreView
from sprue_server.hub import Hub
from sprue_server.inspecting import status
from sprue_server.inspecting.showing import inspection_id
from sprue_server.store.inspections import key_of
from sprue_server.store.tables import AuditRow

router = Resource(prefix="/eyes", tags=["eyes"])


@router.get("", summary="How the eyes are")
async def eyes(hub: HubIn) -> EyesView:
    """What waits, what was skipped since when, the worker, what was learnt and is being learnt."""
    return await asyncio.to_thread(status.view, hub.eyes, hub.reader, hub.now_us())


@router.get("/decide", summary="Scores, to see what a threshold would do")
async def decide(
    hub: HubIn,
    model: Annotated[str, Query(max_length=90, description="Its name, as in /eyes")],
    limit: Annotated[int, Query(ge=1, le=2000)] = 500,
) -> DecideView:
    """Of goods that were held back, of the newest inspections by this version, and what people said of them."""
    return await asyncio.to_thread(_decided, hub, model, limit)


def _decided(hub: Hub, name: str, limit: int) -> DecideView:
    known = hub.eyes.models.known.get(name) if hub.eyes else None
    if known is None or known.facts is None:
        raise HTTPException(404, f"Nothing is learnt under the name {name!r}. /eyes lists what is.")
    facts = known.facts
    rows = hub.reader.scores(name, facts.version, limit)
    told = hub.reader.corrections_of(map(key_of, rows))
    scores = [
        ScoreView.model_validate(
            {
                "id": inspection_id(row),
                "score": row.score,
                "verdict": row.verdict,
                "told": told[key_of(row)][-1].told if key_of(row) in told else None,
            }
        )
        for row in rows
    ]
    promised = status.promise(facts)
    return DecideView(name=name, version=facts.version, promise=promised, held=facts.held, inspections=scores)


@router.post("/models/{model}/learn", summary="Learn anew from what people have told (instructor)")
async def learn(hub: HubIn, role: RoleNow, model: str) -> EyesView:
    """In the background, also with fewer than 20 confirmed defects; what comes of it is in /eyes and noted."""
    need("instructor", role)
    if hub.eyes is None or hub.eyes.models.usable(model) is None:
        raise HTTPException(404, f"Nothing is learnt under the name {model!r}. Nothing was changed.")
    note = AuditRow(at_us=hub.now_us(), role=role, what="eyes_learn", detail=model[:200])
    await hub.writes.change(lambda db: db.add(note))
    hub.eyes.relearning.ask(model)
    return await asyncio.to_thread(status.view, hub.eyes, hub.reader, hub.now_us())
