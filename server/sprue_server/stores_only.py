"""The door of a hub that only stores: what it could tell of cells is old, so it tells none and says why."""

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sprue_contract.refusals import refusal
from sprue_server.api import BASE
from sprue_server.hub import Hub

# its own state, what is the same in every process, and what stands in the database alone
OPEN = {*(f"{BASE}/{name}" for name in ("health", "ready", "quarantine", "quantities")), "/api/openapi.json"}
STORES_ONLY = 4503  # of the codes that are free for programs: this will not change by trying again
REASON = "this hub only stores (--store-only); ask one that runs without it"


class StoresOnly:
    """Lets everything pass in every other hub."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A page gets text, a program JSON, a WebSocket the reason of its end, for which it must begin."""
        if scope["type"] == "lifespan" or scope["path"] in OPEN or not _stores_only(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.close", "code": STORES_ONLY, "reason": REASON})
        else:
            await _answer(scope["path"])(scope, receive, send)


def _stores_only(scope: Scope) -> bool:
    hub: Hub | None = scope["app"].state.hub
    return hub is not None and hub.role == "stores only"


def _answer(path: str) -> Response:
    view = refusal("stores_only")
    if path.startswith("/api/"):
        return JSONResponse(view.model_dump(), 503)
    return PlainTextResponse(f"{view.detail}\n", 503)
