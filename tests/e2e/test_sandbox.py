"""What a visitor does with a press of his own, in a real browser, on a whole demo."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.test_visit import AXE, SLOW_MS, until

pytestmark = pytest.mark.timeout(300)  # the first test waits for the whole factory
LOW = """[...document.querySelectorAll('main button, main a.button, main a.back, main a.tag, main .foot a')]
  .map((one) => [one.textContent.trim(), one.getBoundingClientRect().height])
  .filter(([, height]) => height && height < 48)"""


def barriers(page: Page) -> dict:
    page.evaluate(AXE.read_text(encoding="utf-8"))  # the page's own policy refuses foreign scripts
    found = page.evaluate("axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })")
    return {bad["id"]: [node["target"] for node in bad["nodes"]][:3] for bad in found["violations"]}


def cells(page: Page, url: str) -> list[str]:
    return [cell["cell"] for cell in page.request.get(f"{url}/api/v1/cells").json()]


def give_back(page: Page) -> None:
    page.get_by_role("button", name="Give it back", exact=True).click()
    page.get_by_role("button", name="Yes, give it back").click()
    expect(page.get_by_text("Given back")).to_be_visible(timeout=SLOW_MS)


def test_a_visitor_takes_a_press_sees_it_live_breaks_it_and_gives_it_back(page, factory):
    before = cells(page, factory.url)
    page.get_by_role("link", name="A press of your own").click()
    page.get_by_role("button", name="Take it Toy gears").click(timeout=SLOW_MS)
    page.get_by_role("link", name="See it live").click(timeout=SLOW_MS)
    expect(page.get_by_role("link", name="your own")).to_be_visible(timeout=SLOW_MS)
    clock = page.locator(".cycle")
    shown = clock.inner_text()
    expect(clock).not_to_have_text(shown, timeout=SLOW_MS)
    name = page.url.rsplit("/", 1)[1]

    page.get_by_role("link", name="your own").click()
    page.get_by_role("button", name="Worn check ring").click(timeout=SLOW_MS)
    page.get_by_role("button", name="Put in").click()
    expect(page.get_by_role("list", name="In this cell now")).to_contain_text(
        "Worn check ring", timeout=SLOW_MS
    )
    paces = page.get_by_role("group", name="Pace").get_by_role("button")
    expect(paces.last).to_contain_text(re.compile("20$"))
    assert cells(page, factory.url) == before, "nothing of it is the plant's"

    give_back(page)
    until(lambda: page.request.get(f"{factory.url}/api/v1/cells/{name}").status == 404, 30)
    page.goto(f"{factory.url}/#/cell/{name}")
    expect(page.get_by_text("has been given back")).to_be_visible(timeout=SLOW_MS)


def test_another_visitor_watches_and_cannot_turn_anything(page, factory, browser):
    page.goto(f"{factory.url}/#/sandbox")
    page.get_by_role("button", name="Take it Bottle caps").click(timeout=SLOW_MS)
    expect(page.get_by_role("link", name="See it live")).to_be_visible(timeout=SLOW_MS)
    name = page.request.get(f"{factory.url}/api/v1/sandbox").json()["mine"]["cell"]
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    other = context.new_page()
    other.goto(f"{factory.url}/#/cell/{name}")
    expect(other.get_by_text("a visitor's")).to_be_visible(timeout=SLOW_MS)
    refused = other.request.post(f"{factory.url}/api/v1/control/cells/{name}/freeze")
    assert refused.status == 403
    context.close()
    give_back(page)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_press_of_ones_own_can_be_used_by_everyone_on_a_phone_too(browser, factory, look: str):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="en-GB")
    page = context.new_page()
    page.emulate_media(color_scheme=look)

    def fits() -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate(LOW) == []
        assert barriers(page) == {}

    page.goto(f"{factory.url}/#/sandbox")
    take = page.get_by_role("button", name=re.compile("Take it"))
    expect(take.first).to_be_visible(timeout=SLOW_MS)
    fits()
    take.first.click()
    expect(page.get_by_role("heading", name="In your hands")).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_role("button", name="Freeze")).to_be_visible(timeout=SLOW_MS)
    fits()
    page.get_by_role("link", name="See it live").click()
    expect(page.get_by_role("link", name="your own")).to_be_visible(timeout=SLOW_MS)
    fits()
    page.goto(f"{factory.url}/#/sandbox")
    give_back(page)
    context.close()
