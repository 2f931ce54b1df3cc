"""The mould room, how it decides and the light experiment, in a browser; scores are told to the page."""

import json
import re
from functools import partial

import pytest
from factory import ROOT, Factory
from playwright.sync_api import Page, Route, expect

from e2e.test_instructor import barriers
from e2e.test_visit import SLOW_MS

pytestmark = pytest.mark.timeout(300)  # the first test waits for the whole factory
HELD = [round(0.5 + 0.02 * n, 2) for n in range(100)]  # the farthest good one: 2.48
DEFECTS = (1.9, 3.5, 6.0, 20.0)
PROMISE = {"goods": 100, "reject": 1 / 101, "not_passed": 2 / 101, "low": 0.002, "high": 0.05}
MEASURED = ROOT / "dashboards" / "src" / "lib" / "light" / "measured.json"


def told(page: Page, factory: Factory) -> None:
    """The hub's own answer, as if it had learnt one product and people had confirmed four defects."""
    eyes = page.request.get(f"{factory.url}/api/v1/eyes").json()
    model = {"name": "m-part", "of": "part", "version": "v1", "since_us": 1, "lights": [], "promise": PROMISE}
    learnt = {"confirmed_defects": 4, "confirmed_goods": 0, "versions": 1, "relearning": None, "problem": None}
    eyes["models"] = [{**model, **learnt, "held_quantiles": {}, "taught": False}]
    seen = [
        {"id": f"1-{n}-1", "score": s, "verdict": "reject", "told": "defect"} for n, s in enumerate(DEFECTS)
    ]
    scores = {"name": "m-part", "version": "v1", "promise": PROMISE, "held": HELD, "inspections": seen}
    answers = {"**/api/v1/eyes": eyes, "**/api/v1/eyes/decide?*": scores}
    for where, body in answers.items():
        page.route(where, partial(answered, body))


def answered(body: object, asked: Route) -> None:
    asked.fulfill(json=body)


def test_every_mould_says_what_is_seen_in_it_or_why_nothing_is(page, factory):
    moulds = page.request.get(f"{factory.url}/api/v1/mould-room").json()
    page.goto(f"{factory.url}/#/moulds")
    expect(page.get_by_role("heading", name="Mould room")).to_be_visible(timeout=SLOW_MS)
    cards = page.locator("main li.card")
    expect(cards).to_have_count(len(moulds), timeout=SLOW_MS)
    for text in cards.all_inner_texts():
        assert re.search("looks at its cavities|without eyes|No camera|learn|picture yet", text), text
    assert barriers(page) == {}
    cards.first.get_by_role("link").click()
    expect(page.get_by_text("Cavities are pictured one at a time")).to_be_visible(timeout=SLOW_MS)
    assert barriers(page) == {}


def test_the_threshold_is_moved_by_keys_and_by_dragging(page, factory):
    told(page, factory)
    page.goto(f"{factory.url}/#/decide")
    slider = page.get_by_role("slider", name="Threshold")
    expect(slider).to_have_attribute(
        "aria-valuetext", re.compile("^2.48: 0 of .*1 of 4 confirmed"), timeout=SLOW_MS
    )
    slider.focus()
    slider.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("1,000 of 1,000.*0 of 4 confirmed"))
    slider.press("End")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(": 0 of 1,000.*4 of 4 confirmed"))
    plot = page.locator(".spread svg").bounding_box()
    assert plot
    page.mouse.move(plot["x"] + plot["width"] * 0.9, plot["y"] + 50)
    page.mouse.down()
    page.mouse.move(plot["x"] + plot["width"] * 0.2, plot["y"] + 50, steps=4)
    page.mouse.up()
    expect(slider).to_have_attribute("aria-valuetext", re.compile("0 of 4 confirmed"))
    assert barriers(page) == {}
    page.get_by_role("button", name="To the cheapest").click()
    cheapest = page.get_by_role("heading", name=re.compile("At a threshold of 1[.]"))
    expect(cheapest).to_be_visible()  # an escape is dear: below the defect at 1.9


def test_the_light_experiment_shows_what_was_measured(page, factory):
    page.goto(f"{factory.url}/#/light")
    table = page.locator("section[aria-labelledby=measured] tbody tr")
    measured = json.loads(MEASURED.read_text(encoding="utf-8"))["rows"]
    expect(table).to_have_count(len(measured), timeout=SLOW_MS)
    expect(table.first).to_contain_text(f"{measured[0]['four_auroc']:.2f}")
    assert barriers(page) == {}


@pytest.mark.parametrize("path", ["moulds", "decide", "light"])
@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_no_page_is_wider_than_its_screen(browser, factory, path: str, width: int):
    context = browser.new_context(viewport={"width": width, "height": 844}, has_touch=True)
    page = context.new_page()
    told(page, factory)
    page.goto(f"{factory.url}/#/{path}")
    expect(page.locator("main h1").first).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_text("Loading")).to_have_count(0, timeout=SLOW_MS)
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert wide <= width
