"""A visitor pulls the cable of his press on screen, sees its outbox fill, plugs it in, and everything meets."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.test_sandbox import LOW, barriers, give_back
from e2e.test_visit import SLOW_MS, until

pytestmark = pytest.mark.timeout(300)  # the first test waits for the whole factory
LINE = re.compile(r"^([+\N{MINUS SIGN}=≠]?) ?([\d,]+) (.+)$")
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def panel(page: Page):
    return page.get_by_role("region", name="Pull the network cable")


def lines(page: Page) -> dict[str, tuple[str, int]]:
    """The sum on screen: of each line by its words its sign and number."""
    rows = [" ".join(row.split()) for row in panel(page).locator(".sum tr").all_inner_texts()]
    told = [LINE.match(row) for row in rows]
    assert all(told), rows
    return {one[3]: (one[1], int(one[2].replace(",", ""))) for one in told if one}


def equation(page: Page) -> tuple[int, int, int, str]:
    """What the screen says: produced, waiting, stored, and the word of the mark."""
    told = lines(page)
    parts = ("made by the press", "waiting in the gateway", "stored in the hub")
    produced, waiting, stored = (told[part][1] for part in parts)
    return produced, waiting, stored, panel(page).locator(".mark").inner_text().strip()


def borrow(page: Page, url: str) -> None:
    """A press whose time runs five times as fast."""
    page.goto(f"{url}/#/sandbox")
    page.get_by_role("button", name="Take it Bottle caps").click(timeout=SLOW_MS)
    expect(panel(page).locator(".sum table")).to_be_visible(timeout=SLOW_MS)
    cell = page.request.get(f"{url}/api/v1/sandbox").json()["mine"]["cell"]
    assert page.request.post(f"{url}/api/v1/control/cells/{cell}/pace", data={"pace": 5}).ok
    page.cell = cell
    until(lambda: runs_fast(page.request.get(f"{url}/api/v1/cells/{cell}").json()), 30)


def runs_fast(cell: dict) -> bool:
    """A new pace is a new run: something of it has been heard."""
    return cell["pace"] == 5 and cell["clock_us"] is not None


def holds(page: Page) -> bool:
    """It adds up, what counts at both ends taken off."""
    told = lines(page)
    total = sum(-count if sign == "\N{MINUS SIGN}" else count for sign, count in list(told.values())[:-1])
    return told["made by the press"] == ("=", total)


def test_a_pulled_cable_fills_the_outbox_and_a_plugged_one_empties_it(page, factory):
    borrow(page, factory.url)
    panel(page).get_by_role("button", name="Pull the cable").click()
    expect(panel(page)).to_contain_text("the hub does not hear the gateway", timeout=SLOW_MS)
    expect(panel(page)).to_contain_text(re.compile(r"out since \d\d:\d\d:\d\d"))
    until(lambda: equation(page)[1] > 20, 60)
    until(lambda: holds(page), 30)
    stored = equation(page)[2]
    assert page.get_by_role("heading", name="In your hands").is_visible(), "it is still his to turn"
    page.goto(f"{factory.url}/#/cell/{page.cell}")
    expect(page.get_by_text("Offline").first).to_be_visible(timeout=SLOW_MS)
    page.goto(f"{factory.url}/#/sandbox")

    panel(page).get_by_role("button", name="Plug it in again").click(timeout=SLOW_MS)
    expect(panel(page)).to_contain_text(
        re.compile(r"[\d.]+\ss after it went in, all of them were stored"), timeout=SLOW_MS
    )
    expect(panel(page)).to_contain_text("The hub hears the gateway.", timeout=SLOW_MS)
    page.get_by_role("button", name="Freeze").click()
    until(lambda: equation(page)[1:2] == (0,) and equation(page)[3] == "meets", 30)
    produced, _, everything, _ = equation(page)
    assert produced == everything > stored
    expect(panel(page)).to_contain_text("0 lost")
    expect(panel(page)).to_contain_text("0 doubled")
    give_back(page)


@pytest.mark.parametrize(("width", "look"), [(390, "light"), (390, "dark"), (1280, "dark")])
def test_the_cable_can_be_pulled_by_everyone_with_a_thumb_or_a_key(browser, factory, width: int, look: str):
    context = browser.new_context(viewport={"width": width, "height": 844}, has_touch=True, locale="en-GB")
    page = context.new_page()
    page.emulate_media(color_scheme=look)

    def can_be_used() -> None:
        assert not page.evaluate(TOO_WIDE)
        assert page.evaluate(LOW) == []
        assert barriers(page) == {}

    borrow(page, factory.url)
    can_be_used()
    panel(page).get_by_role("button", name="Pull the cable").focus()
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("status")).to_contain_text("The cable is out", timeout=SLOW_MS)
    plug = panel(page).get_by_role("button", name="Plug it in again")
    expect(plug).to_be_focused()
    page.get_by_text("Why nothing is lost").click()
    can_be_used()
    plug.tap()
    expect(panel(page).get_by_role("status")).to_contain_text("all of them were stored", timeout=SLOW_MS)
    can_be_used()
    give_back(page)
    context.close()
