"""The built dashboards, served by the hub itself; without them a page that says how to build them."""

from mimetypes import guess_type
from pathlib import Path

from fastapi import FastAPI, Response
from fastapi.responses import FileResponse, PlainTextResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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


class Packed(StaticFiles):
    """Files, each as its packed twin `.gz` where there is one and the browser takes it."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The twin has the file's own type."""
        takes = Headers(scope=scope).get("accept-encoding", "")
        twin = f"{path}.gz"
        if "gzip" not in takes or not self.lookup_path(twin)[1]:
            return await super().get_response(path, scope)
        response = await super().get_response(twin, scope)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Type"] = guess_type(path)[0] or "application/octet-stream"
        response.headers["Vary"] = "Accept-Encoding"
        return response


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
    app.mount("/", Packed(directory=folder), name="dashboards")


def _add_page(app: FastAPI, path: str, file: Path) -> None:
    @app.get(path, include_in_schema=False)
    def page() -> FileResponse:
        return FileResponse(file, headers={"Cache-Control": "no-cache"})


class SafeHeaders:
    """Security headers everywhere; assets may be kept for ever."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Into the first message of each answer."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if scope["path"].startswith("/assets/") and message["status"] < 400:  # noqa: PLR2004  # found
                    headers["Cache-Control"] = FOREVER
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)
