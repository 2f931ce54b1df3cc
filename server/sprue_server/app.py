"""The web application around a hub: resources, roles at the door, pages. The only place that joins routes."""

from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from sprue_contract.refusals import RefusalView
from sprue_server.api import BASE, routers
from sprue_server.hub import VERSION, Hub
from sprue_server.refused import Refused, refused
from sprue_server.simulator import AwayError
from sprue_server.static import add_headers, add_pages
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
    app.middleware("http")(add_headers)
    app.middleware("http")(own_pages_only)
    app.exception_handler(StoreBlockedError)(_blocked)
    app.exception_handler(StoreError)(_blocked)
    app.exception_handler(AwayError)(_away)
    app.exception_handler(Refused)(refused)
    add_pages(app, static)
    return app


async def own_pages_only(request: Request, call_next):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """A page of another site must not change anything with our visitor's browser."""
    origin = request.headers.get("origin")
    host = request.headers.get("host")
    if request.method not in {"GET", "HEAD", "OPTIONS"} and origin and origin.split("://")[-1] != host:
        return JSONResponse({"detail": "Asked by a page of another site. Nothing was changed."}, 403)
    return await call_next(request)


async def _away(_request: Request, problem: Exception) -> JSONResponse:
    view = problem.view if isinstance(problem, AwayError) else RefusalView(detail=str(problem))
    return JSONResponse(view.model_dump(), 503)


async def _blocked(_request: Request, problem: Exception) -> JSONResponse:
    return JSONResponse({"detail": str(problem)}, 503)
