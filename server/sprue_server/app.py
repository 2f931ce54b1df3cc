"""The web application around a hub: resources, roles at the door, pages. The only place that joins routes."""

from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from sprue_contract.refusals import RefusalView
from sprue_server.api import BASE, routers
from sprue_server.hub import VERSION, Hub
from sprue_server.refused import Refused, refused
from sprue_server.simulator import AwayError
from sprue_server.static import SafeHeaders, add_pages
from sprue_server.store.problems import StoreBlockedError, StoreError
from sprue_server.stores_only import StoresOnly

DESCRIPTION = (
    "What the open factory's cells measure, make and report. Visitors read without an account. All times are "
    "microseconds since 1970, UTC. Every number says whether it is simulated, recorded or real."
)


def create_app(hub: Hub | None, static: Path | None = None) -> FastAPI:
    """Make the application; without a hub it only describes itself."""
    app = FastAPI(
        title="Sprue hub",
        version=VERSION,
        description=DESCRIPTION,
        docs_url=None,  # FastAPI's own page loads its scripts from elsewhere; ours is one of the dashboards
        redoc_url=None,
        openapi_url="/api/openapi.json",
        separate_input_output_schemas=False,
    )
    app.state.hub = hub
    for router in routers():
        app.include_router(router, prefix=BASE)
    app.add_middleware(StoresOnly)
    app.add_middleware(SafeHeaders)
    app.add_middleware(OwnPagesOnly)
    app.exception_handler(StoreBlockedError)(_blocked)
    app.exception_handler(StoreError)(_blocked)
    app.exception_handler(AwayError)(_away)
    app.exception_handler(Refused)(refused)
    add_pages(app, static)
    return app


class OwnPagesOnly:
    """A page of another site must not change anything with our visitor's browser."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """403, unless it only reads, or the page is this hub's own."""
        answer: ASGIApp = self.app
        if scope["type"] == "http" and scope["method"] not in {"GET", "HEAD", "OPTIONS"}:
            headers = Headers(scope=scope)
            origin = headers.get("origin")
            if origin and origin.split("://")[-1] != headers.get("host"):
                told = {"detail": "Asked by a page of another site. Nothing was changed."}
                answer = JSONResponse(told, 403)
        await answer(scope, receive, send)


async def _away(_request: Request, problem: Exception) -> JSONResponse:
    view = problem.view if isinstance(problem, AwayError) else RefusalView(detail=str(problem))
    return JSONResponse(view.model_dump(), 503)


async def _blocked(_request: Request, problem: Exception) -> JSONResponse:
    return JSONResponse({"detail": str(problem)}, 503)
