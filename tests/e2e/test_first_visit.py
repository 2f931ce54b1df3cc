"""What a browser asks for when it first opens a page: few files, the words before the page. There is no hub."""

import mimetypes
from urllib.parse import urlsplit

import pytest
from factory import ROOT
from playwright.sync_api import Browser, Route

DIST = ROOT / "dashboards" / "dist"
HASH = len("-12345678")
WORDS = ("first", "tour", "rest")
# Scripts at most: one more than there are; a browser fetches six at once (DECISIONS 76).
MOST = {"/": 7, "/visit": 11, "/stations": 6, "/station/pressure-curve": 8, "/my-firm": 8, "/road-map": 8}


def scripts(browser: Browser, address: str) -> list[str]:
    """Their names without what changes with each build, in the order in which they were asked for."""
    context = browser.new_context(locale="en-GB")
    tab, asked = context.new_page(), []

    def answer(route: Route) -> None:
        name = urlsplit(route.request.url).path.lstrip("/") or "index.html"
        if not (DIST / name).is_file():
            return route.fulfill(status=503, json={"detail": "there is no hub"})
        if name.endswith(".js"):
            asked.append((DIST / name).stem[:-HASH])
        return route.fulfill(path=DIST / name, content_type=mimetypes.guess_type(name)[0])

    tab.route("**/*", answer)
    tab.goto(f"http://sprue.example/#{address}")
    tab.locator("main[aria-busy=false]").wait_for()
    context.close()
    return asked


@pytest.mark.parametrize("address", MOST)
def test_a_page_of_the_tour_comes_in_few_files_and_after_its_words(browser, address: str):
    if not (DIST / "index.html").exists():
        pytest.fail("the dashboards are not built; run ./sprue test, which builds them")
    asked = scripts(browser, address)
    needed = WORDS[:1] if address == "/" else WORDS[:2]
    assert asked[:2] == ["index", "frame"]
    assert tuple(asked[2 : 2 + len(needed)]) == needed, "the words are the largest: they come before the page"
    assert not {*WORDS} - {*needed} & {*asked}, "words that this page does not say"
    assert len(asked) <= MOST[address], asked
