"""The built dashboards, served by the hub itself; without them a page that says how to build them."""

from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles
from starlette.middleware.base import RequestResponseEndpoint

NOT_BUILT = (
    "The dashboards are not built. `./sprue demo` builds them; the API is under /api/v1 and its "
    "documentation under /api/docs.\n"
)
FOREVER = "public, max-age=31536000, immutable"  # their names hold a hash of their content
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self' ws: wss:; frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def add_pages(app: FastAPI, folder: Path | None) -> None:
    """Serve index.html at the root and the hashed assets below it."""
    index = folder / "index.html" if folder else None
    if folder is None or index is None or not index.exists():
        app.get("/", include_in_schema=False)(lambda: PlainTextResponse(NOT_BUILT, 503))
        return

    @app.get("/", include_in_schema=False)
    def start() -> FileResponse:
        return FileResponse(index, headers={"Cache-Control": "no-cache"})

    app.mount("/", StaticFiles(directory=folder), name="dashboards")


async def add_headers(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """Security headers everywhere but in the API's own documentation, whose scripts come from elsewhere."""
    response = await call_next(request)
    if not request.url.path.startswith("/api/docs"):
        response.headers.update(HEADERS)
    if request.url.path.startswith("/assets/") and response.status_code < 400:  # noqa: PLR2004  # found
        response.headers["Cache-Control"] = FOREVER
    return response
