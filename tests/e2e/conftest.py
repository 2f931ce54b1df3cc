"""A whole demo and a real Chromium, shared by all end-to-end tests; both end with the last of them.

Playwright keeps an event loop open, and async tests that come later need their own.
"""

import shutil
from collections.abc import Iterator

import pytest
from factory import ROOT, Factory, free_port
from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="package")
def factory(tmp_path_factory) -> Iterator[Factory]:
    if not (ROOT / "dashboards" / "dist" / "index.html").exists():
        pytest.fail("the dashboards are not built; run ./sprue test, which builds them")
    demo = Factory(tmp_path_factory.mktemp("factory"), free_port())
    try:
        demo.wait_open()
        yield demo
    finally:
        if demo.process.poll() is None:
            demo.end()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def tab(browser) -> Iterator[Page]:
    """An empty one, for tests that go to a page of their own; it knows nobody."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda problem: problems.append(str(problem)))
    yield opened
    context.close()
    assert problems == [], "a page threw an error"


@pytest.fixture
def page(tab, factory) -> Page:
    """The hall, as a visitor finds it."""
    tab.goto(factory.url)
    return tab
