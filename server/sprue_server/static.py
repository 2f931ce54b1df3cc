"""The built dashboards, served by the hub itself; without them a page that says how to build them."""

from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse, PlainTextResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.middleware.base import RequestResponseEndpoint

NOT_BUILT = (
    "The dashboards are not built, nor is the API's documentation; `./sprue demo` builds both. The API is "
    "under /api/v1, its description for programs at /api/openapi.json.\n"
)
FOREVER = "public, max-age=31536000, immutable"  # their names hold a hash of their content
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self' ws: wss:; frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), display-capture=()",  # for /ar
}


def add_pages(app: FastAPI, folder: Path | None) -> None:
    """Serve index.html at the root, the API's documentation, and the hashed assets below both."""
    if folder is None or not (folder / "index.html").exists():
        for path in ("/", "/api/docs"):
            app.get(path, include_in_schema=False)(lambda: PlainTextResponse(NOT_BUILT, 503))
        return
    _add_page(app, "/", folder / "index.html")
    _add_page(app, "/docs.html", folder / "docs.html")
    # Its assets lie beside it, so it is no page below /api.
    app.get("/api/docs", include_in_schema=False)(lambda: RedirectResponse("../docs.html"))
    app.mount("/", StaticFiles(directory=folder), name="dashboards")


def _add_page(app: FastAPI, path: str, file: Path) -> None:
    @app.get(path, include_in_schema=False)
    def page() -> FileResponse:
        return FileResponse(file, headers={"Cache-Control": "no-cache"})


async def add_headers(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """Security headers everywhere; assets may be kept for ever."""
    response = await call_next(request)
    response.headers.update(HEADERS)
    if request.url.path.startswith("/assets/") and response.status_code < 400:  # noqa: PLR2004  # found
        response.headers["Cache-Control"] = FOREVER
    return response
