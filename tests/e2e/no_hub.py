"""The built dashboards in a browser without any hub: files come from disk, answers from the test."""

import mimetypes
from collections.abc import Mapping
from urllib.parse import urlsplit

import pytest
from factory import ROOT
from playwright.sync_api import Page, Route

DIST = ROOT / "dashboards" / "dist"
HOME = "http://sprue.example"
API = "/api/v1"


def serve(tab: Page, answers: Mapping[str, object]) -> list[str]:
    """Answer by path; what is not told is away. The files that were asked for grow in the list."""
    if not (DIST / "index.html").exists():
        pytest.fail("the dashboards are not built; run ./sprue test, which builds them")
    asked: list[str] = []

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith(API):
            told = answers.get(path.removeprefix(API))
            return route.fulfill(
                status=503 if told is None else 200, json=told or {"detail": "there is no hub"}
            )
        name = path.lstrip("/") or "index.html"
        asked.append(name)
        return route.fulfill(path=DIST / name, content_type=mimetypes.guess_type(name)[0])

    tab.route("**/*", answer)
    return asked


def go(tab: Page, address: str) -> None:
    """Open a page and wait until it is there."""
    tab.goto(f"{HOME}/#{address}")
    tab.locator("main[aria-busy=false]").wait_for()
