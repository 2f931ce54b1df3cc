"""An owner without a mouse: from the hall by a station, whose switch he turns, and his firm to his plan."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from factory import Factory
from playwright.sync_api import Browser, expect

from e2e.keyboard import Keys
from e2e.newcomer import LEARN_MS, paper
from e2e.test_visit import SLOW_MS

pytestmark = pytest.mark.timeout(300)  # the first test waits for the whole factory
STATION = "cable-pull"  # its press need not have learnt anything before the switch
FIRM = "45 people, 14 presses, orders wait for a press"
STEPS = ("Problem", "See", "Break", "Caught", "For you")


@pytest.fixture
def keys(browser: Browser, factory: Factory) -> Iterator[Keys]:
    """In front of the hall, on a laptop; a press that is borrowed goes back."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, locale="en-GB", accept_downloads=True
    )
    page = context.new_page()
    page.goto(factory.url)
    yield Keys(page)
    page.request.delete(f"{factory.url}/api/v1/sandbox")
    context.close()


def test_an_owner_comes_to_his_plan_with_the_keyboard_alone(keys: Keys, factory: Factory, tmp_path: Path):
    page = keys.page
    expect(page.locator("main[aria-busy=false] h1")).to_be_attached(timeout=SLOW_MS)
    first = keys.tab()
    assert first is not None
    assert first["name"] == "Skip to the content"
    keys.press("Your visit")
    begins(keys)
    keys.press("All stations")
    keys.arrives("Stations")
    title = page.request.get(f"{factory.url}/api/v1/stations/{STATION}?language=en").json()["title"]
    keys.press(title)
    for step in STEPS:
        keys.arrives(title)
        expect(page.locator("main [aria-current=step]")).to_contain_text(step, timeout=SLOW_MS)
        if step == "Break":
            breaks_and_mends(keys)
        keys.round()
        keys.press(f"Next: {STEPS[STEPS.index(step) + 1]}" if step != STEPS[-1] else "Next: ")
    goes_on_to_his_firm(keys)
    tells_his_firm(keys)
    answers(keys)
    with page.expect_download(timeout=SLOW_MS) as given:
        keys.press("Sheet to print (PDF)")
    keys.holds()
    given.value.save_as(tmp_path / "plan.pdf")
    assert "45 people, 14 presses" in paper(tmp_path / "plan.pdf")


def begins(keys: Keys) -> None:
    """Who he is and how long he has; he is led to the first station."""
    keys.arrives("Your visit")
    keys.press("Owner or manager", "Space")
    keys.press("15 min", "Space")
    expect(keys.page.locator("ol.way")).to_be_visible(timeout=SLOW_MS)
    keys.round()
    keys.press("Begin")
    expect(keys.page).to_have_url(re.compile("/station/"), timeout=SLOW_MS)
    keys.arrives("")


def breaks_and_mends(keys: Keys) -> None:
    """The one big switch, both ways; the focus goes with what comes in the place of what was pressed."""
    page = keys.page
    expect(page.get_by_role("button", name="Borrow the press")).to_be_visible(timeout=SLOW_MS)
    keys.press("Borrow the press")
    switch = page.get_by_role("switch")
    expect(switch).to_have_attribute("aria-checked", "false", timeout=LEARN_MS)
    keys.holds()
    keys.press("undone with the same switch", "Space")
    expect(switch).to_have_attribute("aria-checked", "true", timeout=SLOW_MS)
    expect(switch).to_be_focused()
    expect(page.locator(".count")).to_contain_text("after the deed this was found", timeout=SLOW_MS)
    page.keyboard.press("Space")
    expect(switch).to_have_attribute("aria-checked", "false", timeout=SLOW_MS)
    keys.holds()


def goes_on_to_his_firm(keys: Keys) -> None:
    """By the bar of the visit, past the stations that he leaves out."""
    bar = keys.page.get_by_role("region", name="The visit that runs")
    expect(bar).to_be_visible(timeout=SLOW_MS)
    told = keys.page.request.get(keys.page.url.split("#")[0] + "api/v1/stations?language=en").json()["stations"]
    titles = {f"/station/{one['station']}": one["title"] for one in told}
    while "/my-firm" not in keys.page.url:
        before = keys.page.url
        keys.press("Next: ", tag="button")
        expect(keys.page).not_to_have_url(before, timeout=SLOW_MS)
        path = re.search(r"#([^?]+)", keys.page.url)[1]  # type: ignore[index]
        keys.arrives(titles.get(path, "My firm"))
    expect(bar.get_by_role("link", name="End the visit")).to_be_visible(timeout=SLOW_MS)


def tells_his_firm(keys: Keys) -> None:
    keys.arrives("My firm")
    expect(keys.page.get_by_role("button", name=FIRM)).to_be_visible(timeout=SLOW_MS)
    keys.press(FIRM)
    expect(keys.page.locator("main ol strong.net").first).to_be_visible(timeout=SLOW_MS)
    keys.holds()
    keys.round()
    keys.press("Road map")


def answers(keys: Keys) -> None:
    """All questions, each time the first answer."""
    keys.arrives("Road map")
    expect(keys.page.locator(".plan h3").first).to_be_visible(timeout=SLOW_MS)
    keys.round()
    keys.press("Begin", tag="button")
    asked = keys.page.request.get(f"{keys.page.url.split('#')[0]}api/v1/roadmap/assessment?language=en").json()
    for one in asked["questions"]:
        expect(keys.page.get_by_role("heading", name=one["ask"])).to_be_focused()
        keys.press(one["answers"][0]["words"])
    expect(keys.page.get_by_text(re.compile("^12 of 12 "))).to_be_visible(timeout=SLOW_MS)
    expect(keys.page.locator(".plan")).to_have_attribute("aria-busy", "false", timeout=SLOW_MS)
    keys.holds()
