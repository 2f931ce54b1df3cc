"""Each page in dashboards/src/pages, found by its place: everybody can use it, also dark, also on a phone."""

import re

import pytest
from factory import ROOT, Factory
from playwright.sync_api import Page, expect

from e2e.keyboard import Keys

AXE = (ROOT / "dashboards/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
LEVELS = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']"
SLOW_MS = 30_000
PATHS = {
    path.stem: re.search(r"path: '([^']+)'", path.read_text("utf-8"))[1]  # type: ignore[index]
    for path in sorted((ROOT / "dashboards/src/pages").glob("*.svelte"))
}
WIDTHS = (3840, 1920, 1400, 1280, 1200, 1024, 768, 320, 390)  # walls, desks, tablets, WCAG 1.4.10, a phone
NAME_IS_CUT = """() => { const name = document.querySelector('.mark span');
  return name !== null && name.scrollWidth > name.clientWidth + 1; }"""
OF_ONE = {"/energy", "/oee"}  # of the plant, or of the cell that is chosen: which says more
pytestmark = pytest.mark.timeout(300)  # the first test waits for the whole factory


def address(path: str, factory: Factory, tab: Page) -> str:
    """Of the recorded press when its data is here, else of the first cell; newest shot, newest picture."""
    api = f"{factory.url}/api/v1"
    cells = tab.request.get(f"{api}/cells").json()
    cell = next((one for one in cells if one["origin"] == "recorded"), cells[0])["cell"]
    found = {"cell": cell, "study": "gate_seal", "code": "abc234", "station": "pressure-curve"}
    if path.endswith("/shot/:id"):
        found["id"] = tab.request.get(f"{api}/cells/{cell}/shots?limit=1").json()[0]["id"]
    elif path.startswith("/inspection/"):
        seen = tab.request.get(f"{api}/inspections?limit=1").json()["inspections"]
        found["id"] = seen[0]["id"] if seen else "1-1-1"
    chosen = f"?cell={cells[-1]['cell']}" if path in OF_ONE else ""
    return re.sub(r":(\w+)", lambda name: found[name[1]], path) + chosen


@pytest.mark.parametrize("name", PATHS)
def test_every_page_can_be_used_by_everyone(tab, factory, name: str):
    tab.goto(f"{factory.url}/#{address(PATHS[name], factory, tab)}")
    expect(tab.locator("main h1").first).to_be_visible(timeout=SLOW_MS)
    tab.wait_for_load_state("networkidle")
    tab.evaluate(AXE)  # the page's own policy refuses foreign scripts
    assert told(tab, f"{{ runOnly: {LEVELS} }}") == {}
    tab.emulate_media(color_scheme="dark")
    assert told(tab, "{ runOnly: ['color-contrast'] }") == {}, "in the dark look"
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 844})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert tab.evaluate(NAME_IS_CUT) is False, f"the plant's name at {width}"
    Keys(tab).round()


def told(tab: Page, options: str) -> dict[str, list[str]]:
    """What axe finds, with the first places of each."""
    found = tab.evaluate(f"axe.run({options})")
    return {bad["id"]: [node["target"] for node in bad["nodes"]][:3] for bad in found["violations"]}
