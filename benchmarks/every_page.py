"""Every page in three sizes, two looks and four languages: photographed for eyes, and looked at by axe.

`python -m benchmarks.every_page --url http://127.0.0.1:8000 --out FOLDER` against a running demo. Told for each
page and language: what axe finds, what the page complains of, how far it is wider than a telephone, and text
that is cut off. `FOLDER/sheet-PAGE.png` has all pictures of a page beside each other.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.common import CHROMIUM, ROOT

SIZES = {"desk": (1280, 800), "phone": (390, 844), "wall": (1920, 1080)}
LOOKS = ("light", "dark")
LANGUAGES = {"en": "en-GB", "es": "es-ES", "ca-valencia": "ca-ES", "it": "it-IT"}
AXE = ROOT / "dashboards/node_modules/axe-core/axe.min.js"
LEVELS = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']"
THUMB = (320, 220)
CUT_OFF = """() => [...document.querySelectorAll('main *')].filter((one) => one.children.length === 0
  && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow === 'hidden'
  && getComputedStyle(one).clipPath === 'none').map((one) => one.textContent.trim()).slice(0, 3)"""


class View(NamedTuple):
    """One look at one page."""

    page: str
    size: str
    look: str
    language: str

    @property
    def file(self) -> str:
        """Its picture."""
        return f"{self.page}-{self.size}-{self.look}-{self.language}.png"


def addresses(page: Page, url: str) -> dict[str, str]:
    """Every page that is found by its place, with something to show in it."""
    api = f"{url}/api/v1"
    cell = page.request.get(f"{api}/cells").json()[0]["cell"]
    shots = page.request.get(f"{api}/cells/{cell}/shots?limit=1").json()
    seen = page.request.get(f"{api}/inspections?limit=1").json()["inspections"]
    known = {
        "cell": cell,
        "study": "gate_seal",
        "station": "pressure-curve",
        "id": shots[0]["id"] if shots else "1-1-1",
    }
    found = {}
    for path in sorted((ROOT / "dashboards/src/pages").glob("*.svelte")):
        told = re.search(r"path: '([^']+)'", path.read_text("utf-8"))
        assert told, path
        here = known | ({"id": seen[0]["inspection"]["id"]} if "inspection" in told[1] and seen else {})
        found[path.stem] = re.sub(r":(\w+)", lambda name, here=here: here.get(name[1], "x"), told[1])
    return found


def views(pages: list[str]) -> Iterator[View]:
    """All of them."""
    for page in pages:
        for size in SIZES:
            for look in LOOKS:
                for language in LANGUAGES:
                    yield View(page, size, look, language)


def look(browser: Browser, address: str, view: View, out: Path) -> list[str]:
    """Photograph it, and what is wrong with it."""
    width, height = SIZES[view.size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if view.look == "dark" else "light"
    )
    context.add_init_script(f"localStorage.setItem('sprue.language', '{view.language}')")
    page, wrong = context.new_page(), list[str]()
    page.on("pageerror", lambda problem: wrong.append(f"error: {problem}"))
    page.goto(address)
    page.wait_for_selector("main[aria-busy=false] h1", state="attached", timeout=60_000)
    page.wait_for_timeout(1500)  # let live values come in: this is a picture, not a test
    page.screenshot(path=out / view.file)
    if view.size != "wall":
        page.evaluate(AXE.read_text("utf-8"))
        only = "['color-contrast']" if view.look == "dark" else LEVELS
        found = page.evaluate(f"axe.run({{ runOnly: {only} }})")["violations"]
        wrong += [f"axe: {one['id']} {one['nodes'][0]['target']}" for one in found]
    wide = page.evaluate("document.documentElement.scrollWidth") - width
    wrong += [f"{wide} px too wide"] if wide > 0 else []
    wrong += [f"cut off: {text}" for text in page.evaluate(CUT_OFF)]
    context.close()
    return wrong


def sheet(page: str, out: Path) -> None:
    """All pictures of a page on one."""
    rows = [(size, tone) for size in SIZES for tone in LOOKS]
    whole = Image.new("RGB", (THUMB[0] * len(LANGUAGES), THUMB[1] * len(rows)), "white")
    for down, (size, tone) in enumerate(rows):
        for across, language in enumerate(LANGUAGES):
            with Image.open(out / View(page, size, tone, language).file) as picture:
                picture.thumbnail(THUMB)
                whole.paste(picture, (across * THUMB[0], down * THUMB[1]))
    whole.save(out / f"sheet-{page}.png")


def main() -> int:
    """Look at every page of a demo that runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--page", action="append", help="only this one, by its file's name")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    bad = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        places = addresses(browser.new_page(), options.url)
        pages = options.page or list(places)
        for view in views(pages):
            for wrong in look(browser, f"{options.url}/#{places[view.page]}", view, options.out):
                bad += 1
                print(f"{view.file}: {wrong}", flush=True)
        browser.close()
    for page in pages:
        sheet(page, options.out)
    print(f"{len(pages)} pages, {len(pages) * len(SIZES) * len(LOOKS) * len(LANGUAGES)} views, {bad} findings")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
