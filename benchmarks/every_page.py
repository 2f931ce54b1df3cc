"""Every page in four sizes, two looks and four languages: photographed for eyes, and looked at by axe.

`python -m benchmarks.every_page --url http://127.0.0.1:8000 --out FOLDER` against a running demo. Told for each
page and language: what axe finds, what the page complains of, how far it is wider than its screen, text that is
cut off, and names of words in the place of words. `--secret` signs in for the pages of who teaches; `--size`,
`--look`, `--language` and `--page` choose some; `--whole` photographs to a page's end. `FOLDER/sheet-PAGE.png`
has all pictures of a page beside each other.
"""

import argparse
import json
import re
import sys
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from benchmarks.common import CHROMIUM, ROOT

SIZES = {"desk": (1280, 800), "phone": (390, 844), "wall": (1920, 1080), "tablet": (820, 1180)}
LOOKS = ("light", "dark")
LANGUAGES = {"en": "en-GB", "es": "es-ES", "ca-valencia": "ca-ES", "it": "it-IT"}
AXE = ROOT / "dashboards/node_modules/axe-core/axe.min.js"
WORDS = ROOT / "dashboards/src/i18n"
STEPS = ("see", "break", "caught", "mine")
LEVELS = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']"
THUMB = (640, 440)
READY = "main[aria-busy=false] h1"
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter((one) => one.children.length === 0
  && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow === 'hidden'
  && getComputedStyle(one).clipPath === 'none').map((one) => one.textContent.trim()).slice(0, 3)"""
# A word's name: 'hall.empty'; a page's own code, addresses and files are not meant.
NAMES = """() => [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility()
  && !one.closest('code, pre, script, style')).flatMap((one) => [...one.childNodes])
  .filter((one) => one.nodeType === 3).map((one) => one.data.trim())
  .filter((text) => /^[a-z][\\w-]*(\\.[\\w-]+)+$|\\{\\w+\\}|undefined|NaN|\\[object/.test(text)).slice(0, 3)"""


class Screen(NamedTuple):
    """How a page is shown."""

    size: str
    tone: str
    language: str

    def file(self, page: str) -> str:
        """The picture of a page on it."""
        return f"{page}-{'-'.join(self)}.png"


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
        "code": "abc234",
        "id": shots[0]["id"] if shots else "1-1-1",
    }
    found = {}
    for path in sorted((ROOT / "dashboards/src/pages").glob("*.svelte")):
        told = re.search(r"path: '([^']+)'", path.read_text("utf-8"))
        assert told, path
        here = known | ({"id": seen[0]["id"]} if "inspection" in told[1] and seen else {})
        found[path.stem] = re.sub(r":(\w+)", lambda name, here=here: here[name[1]], told[1])
    return found | {f"station-{step}": f"{found['station']}?step={step}" for step in STEPS}


def complaints(said: ConsoleMessage) -> list[str]:
    """What a page writes as an error; a hub that refuses (409) is told on the page itself."""
    return [f"console: {said.text}"] if said.type == "error" and "status of 409" not in said.text else []


class Visitor:
    """Somebody in front of a screen of one size and look, with one language."""

    def __init__(self, browser: Browser, options: argparse.Namespace, screen: Screen) -> None:
        width, height = SIZES[screen.size]
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if screen.tone == "dark" else "light",
            locale=LANGUAGES[screen.language],
        )
        self.options, self.screen = options, screen
        self.context.add_init_script(f"localStorage.setItem('sprue.language', '{screen.language}')")

    def sign_in(self) -> None:
        """Each time: a kiosk signs out whoever was there."""
        api = f"{self.options.url}/api/v1"
        if self.options.secret and self.context.request.get(f"{api}/me").json()["role"] == "visitor":
            answer = self.context.request.post(f"{api}/login", data={"secret": self.options.secret})
            assert answer.ok, answer.text()

    def look(self, name: str, address: str) -> list[str]:
        """Photograph a page, and what is wrong with it."""
        self.sign_in()
        page, wrong = self.context.new_page(), list[str]()
        page.on("pageerror", lambda problem: wrong.append(f"error: {problem}"))
        page.on("console", lambda said: wrong.extend(complaints(said)))
        page.goto(f"{self.options.url}/#{address}")
        page.wait_for_selector(READY, state="attached", timeout=60_000)
        loading = json.loads((WORDS / f"{self.screen.language}.json").read_text("utf-8"))["loading"]
        try:
            expect(page.locator("main").get_by_text(loading)).to_have_count(0, timeout=60_000)
        except AssertionError:
            wrong.append("it loads for a minute")
        page.wait_for_timeout(1500)  # let live values come in: this is a picture, not a test
        page.screenshot(path=self.options.out / self.screen.file(name), full_page=self.options.whole)
        wrong += self.measured(page)
        page.close()
        return wrong

    def measured(self, page: Page) -> list[str]:
        """What a program can see of it."""
        wide = page.evaluate("document.documentElement.scrollWidth") - SIZES[self.screen.size][0]
        wrong = [f"{wide} px too wide"] if wide > 0 else []
        wrong += [f"cut off: {text}" for text in page.evaluate(CUT_OFF)]
        wrong += [f"no word: {text}" for text in page.evaluate(NAMES)]
        if self.screen.size == "wall":
            return wrong
        page.evaluate(AXE.read_text("utf-8"))
        only = "['color-contrast']" if self.screen.tone == "dark" else LEVELS
        found = page.evaluate(f"axe.run({{ runOnly: {only} }})")["violations"]
        return wrong + [f"axe: {one['id']} {one['nodes'][0]['target']}" for one in found]


def visitors(browser: Browser, options: argparse.Namespace) -> Iterator[Visitor]:
    """One after the other, one for each kind of screen that is asked for."""
    kinds = product(options.size or SIZES, options.look or LOOKS, options.language or LANGUAGES)
    for kind in kinds:
        visitor = Visitor(browser, options, Screen(*kind))
        yield visitor
        visitor.context.close()


def sheet(page: str, out: Path) -> None:
    """All pictures of a page that there are, beside each other."""
    screens = [Screen(*kind) for kind in product(SIZES, LOOKS, LANGUAGES)]
    files = [path for one in screens if (path := out / one.file(page)).exists()]
    across = min(len(LANGUAGES), len(files))
    whole = Image.new("RGB", (THUMB[0] * across, THUMB[1] * -(-len(files) // across)), "white")
    for at, path in enumerate(files):
        with Image.open(path) as picture:
            picture.thumbnail(THUMB)
            whole.paste(picture, (at % across * THUMB[0], at // across * THUMB[1]))
    whole.save(out / f"sheet-{page}.png")


def asked() -> argparse.Namespace:
    """What to look at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--secret", default="", help="of the admin or an instructor")
    parser.add_argument("--whole", action="store_true", help="down to a page's end")
    parser.add_argument("--page", action="append", help="only this one, by its file's name")
    for name, words in {"size": SIZES, "look": LOOKS, "language": LANGUAGES}.items():
        parser.add_argument(f"--{name}", action="append", choices=list(words))
    return parser.parse_args()


def main() -> int:
    """Look at every page of a demo that runs."""
    options, bad, views, began_s = asked(), 0, 0, time.monotonic()
    options.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        places = addresses(browser.new_page(), options.url)
        for visitor in visitors(browser, options):
            for name in options.page or places:
                views += 1
                for wrong in visitor.look(name, places[name]):
                    bad += 1
                    print(f"{visitor.screen.file(name)}: {wrong}", flush=True)
        browser.close()
    for name in options.page or places:
        sheet(name, options.out)
    print(f"{views} views in {time.monotonic() - began_s:.0f} s, {bad} findings")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
