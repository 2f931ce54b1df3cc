"""What a visitor does, in a real browser, on a whole demo."""

import os
import re
import signal
import time

import pytest
from factory import ROOT, Factory
from playwright.sync_api import Page, expect

AXE = ROOT / "dashboards" / "node_modules" / "axe-core" / "axe.min.js"
SLOW_MS = 30_000
HOUR_US = 3_600_000_000
pytestmark = pytest.mark.timeout(300)  # the first test waits for the whole factory


def cell_of(factory: Factory, page: Page) -> dict:
    """The recorded press when its data is here, else the first simulated one."""
    cells = page.request.get(f"{factory.url}/api/v1/cells").json()
    return next((cell for cell in cells if cell["origin"] == "recorded"), cells[0])


def test_the_hall_shows_every_cell_live_with_where_its_data_comes_from(page, factory):
    cells = page.request.get(f"{factory.url}/api/v1/cells").json()
    for cell in cells:
        card = page.locator("main a", has_text=cell["title"]).first
        expect(card).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_text(re.compile("simulated", re.IGNORECASE)).first).to_be_visible()


def test_a_live_value_changes_while_one_watches(tab, factory):
    cell = cell_of(factory, tab)
    tab.goto(f"{factory.url}/#/cell/{cell['cell']}")
    clock = tab.locator(".cycle")
    expect(clock).to_be_visible(timeout=SLOW_MS)
    before = clock.inner_text()
    expect(clock).not_to_have_text(before, timeout=SLOW_MS)


def test_two_taps_lead_to_the_shot_with_the_lowest_cavity_pressure_and_why(page, factory):
    cell = cell_of(factory, page)
    ask = f"{factory.url}/api/v1/cells/{cell['cell']}/shots"
    shots = page.request.get(f"{ask}?order=lowest-cavity-pressure&limit=2000").json()
    page.locator(f"main a[href='#/cell/{cell['cell']}']").first.click(
        timeout=SLOW_MS
    )  # a notice leads elsewhere
    first = page.locator("section[aria-labelledby=standouts] li a").first
    expect(first).to_contain_text("Lowest cavity pressure", timeout=SLOW_MS)
    first.click()
    expect(page).to_have_url(re.compile("/shot/"))
    expect(page.get_by_text("Why it stands out")).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_text("Lowest cavity pressure").first).to_be_visible()
    expect(page.locator("canvas").first).to_be_visible()
    shown = page.url.rsplit("/", 1)[1]
    (newest,) = page.request.get(f"{ask}?limit=1").json()
    looked_at_us = newest["measured_us"] - 8 * HOUR_US  # the page looks eight hours back from its newest shot
    shots = [shot for shot in shots if shot["measured_us"] >= looked_at_us]
    complete = [shot for shot in shots if shot["has_curves"] and not shot["start_up"] and shot["quality"] == 0]
    good = [shot for shot in complete if shot["values"]["cavity_pressure_maximum_bar"] >= 100]
    told = page.request.get(f"{ask}/{shown}").json()
    assert told["shot"]["values"]["cavity_pressure_maximum_bar"] <= (
        good[0]["values"]["cavity_pressure_maximum_bar"] + 1e-6
    )


def test_the_page_speaks_spanish_when_asked(page):
    page.locator("header select").select_option("es")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("h1, h2").first).not_to_have_text(re.compile("Hall|factory", re.IGNORECASE))
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "es", timeout=SLOW_MS)


# Of a long document Swagger UI draws what is in sight.
DOWN = """(path) => new Promise((done) => {
  const late = performance.now() + 20000, there = () => document.querySelector(`[data-path="${path}"]`);
  const look = () => {
    if (there() || performance.now() > late) return done();
    window.scrollBy(0, window.innerHeight / 4);
    requestAnimationFrame(look);
  };
  look();
})"""


def test_the_documentation_of_the_api_needs_nobody_but_the_hub(page, factory):
    asked, refused = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    page.goto(f"{factory.url}/#/hood")
    page.get_by_role("link", name="REST interface").first.click(timeout=SLOW_MS)
    expect(page.locator(".opblock").first).to_be_visible(timeout=SLOW_MS)
    page.evaluate(DOWN, "/api/v1/cells/{cell}/shots")
    expect(page.get_by_text("/api/v1/cells/{cell}/shots", exact=True).first).to_be_visible(timeout=SLOW_MS)
    page.get_by_text("/api/v1/cells/{cell}/shots", exact=True).first.click()
    expect(page.get_by_role("button", name="Try it out").first).to_be_visible(timeout=SLOW_MS)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((factory.url, "data:", "blob:"))] == []
    assert refused == [], "nothing that the page's own policy refuses"


def test_a_visitor_studies_a_copy_of_a_cell_by_keyboard_on_a_phone(browser, factory):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(f"{factory.url}/#/study/gate_seal")
    page.get_by_role("button", name="Run the study").press("Enter", timeout=SLOW_MS)
    expect(page.get_by_text("Simulated copy of")).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_text("Reading", exact=True)).to_be_visible()
    page.get_by_text("The steps as a table").press("Enter")
    expect(page.locator("details tbody tr").first).to_be_visible()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })")
    told = {bad["id"]: [node["target"] for node in bad["nodes"]][:3] for bad in found["violations"]}
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert (told, wide) == ({}, 390)


def test_after_a_broker_restart_values_are_grey_and_then_live_again(page, factory):
    cell = cell_of(factory, page)["cell"]
    page.goto(f"{factory.url}/#/cell/{cell}")
    produced = page.request.get(f"{factory.url}/api/v1/counters").json()[cell]["produced"]
    os.kill(factory.pid_of("mosquitto" if factory.has("mosquitto") else "iotcore"), signal.SIGKILL)

    def view() -> dict:
        return page.request.get(f"{factory.url}/api/v1/cells/{cell}").json()

    until(lambda: page.request.get(f"{factory.url}/api/v1/health").json()["broker"] == "away", 30)
    until(lambda: view()["freshness"] == "live", 90)
    until(lambda: settled(page, factory, cell, produced), 60)


def settled(page: Page, factory: Factory, cell: str, produced: int) -> bool:
    """More was made meanwhile, and all of it is stored: nothing lost, nothing doubled."""
    count = page.request.get(f"{factory.url}/api/v1/counters").json()[cell]
    return count["produced"] > produced and count["waiting"] <= 3 and not count["doubtful"]


def until(true, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not become true in time"
        time.sleep(0.2)
