"""Newcomers of every role walk every itinerary in every language on a phone, down to the plan on paper.

`python -m benchmarks.walks --url http://127.0.0.1:8000` against a running demo: who he is and how long he has,
all five steps of each station of his way, an example firm, the road map and its PDF. Each page must be in his
language and fit, as the tests' own newcomer demands; nothing is broken on the way, which takes a press of one's
own and minutes (`tests/e2e/test_newcomer.py` does it whole). `--language`, `--role`, `--minutes` choose some.
"""

import argparse
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from benchmarks.common import CHROMIUM, ROOT, machine

sys.path.insert(0, str(ROOT / "tests"))  # what a page owes a newcomer is written down there, once
from e2e.newcomer import PHONE, WORDS, Newcomer, paper, strange

ROLES = ("owner", "production", "maintenance", "quality", "it")
LENGTHS = (15, 45, 90)
STEPS = ("problem", "see", "break", "caught", "mine")
SLOW_MS = 60_000


class Walker(Newcomer):
    """A newcomer who knows the words of his language by their names."""

    def word(self, key: str, **parts: object) -> str:
        """As the page says it."""
        text = WORDS[self.language][key]
        for name, value in parts.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def begins(self, role: str, minutes: int) -> list[str]:
        """The stops of his way."""
        self.look(self.word("visit"))
        self.page.get_by_role("button", name=self.word(f"visit.role.{role}"), exact=True).tap(timeout=SLOW_MS)
        self.tap("button", self.word("visit.minutes", minutes=minutes))
        way = self.page.request.get(f"{self.api}/visits/itinerary?role={role}&minutes={minutes}").json()
        expect(self.page.locator("ol.way li")).to_have_count(len(way["stops"]), timeout=SLOW_MS)
        self.tap("button", self.word("visit.begin"))
        return [one["slug"] for one in way["stops"]]

    def passes(self, stop: str) -> None:
        """Each step of a station, and the way to the next stop."""
        told = self.page.request.get(f"{self.api}/stations/{stop}?language={self.language}").json()
        for at, step in enumerate(STEPS):
            name = self.word(f"station.step.{step}")
            if at:
                self.tap("link", self.word("station.next", step=name))
            expect(self.page.locator("main [aria-current=step]")).to_contain_text(name, timeout=SLOW_MS)
            self.look(told["title"])
        here = self.page.get_by_role("region", name=self.word("tour.bar"))
        self.tap("button", self.word("tour.next", stop=""), here)

    def plans(self, folder: Path) -> None:
        """An example firm, its road map, and paper."""
        self.look(self.word("firm"))
        example = self.page.request.get(f"{self.api}/firm/examples").json()[0]
        self.tap("button", example["translations"].get(self.language, example)["title"])
        expect(self.page.locator("main ol strong.net").first).to_be_visible(timeout=SLOW_MS)
        self.look()
        self.tap("link", self.word("roadmap"), self.page.locator("main"))
        expect(self.page.locator(".plan h3").first).to_be_visible(timeout=SLOW_MS)
        self.look(self.word("roadmap"))
        with self.page.expect_download(timeout=SLOW_MS) as given:
            self.tap("button", self.word("roadmap.take.pdf"))
        given.value.save_as(folder / "plan.pdf")
        text = paper(folder / "plan.pdf")
        assert strange(text, self.language) == set(), text
        assert self.word("roadmap") in text, text


def walk(browser: Browser, url: str, language: str, role: str, minutes: int) -> tuple[int, float]:
    """One of them; how many stations, in how many seconds."""
    began_s = time.monotonic()
    context = browser.new_context(viewport=PHONE, has_touch=True, locale=language, accept_downloads=True)
    context.add_init_script(f"localStorage.setItem('sprue.language', '{language}')")
    page: Page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda problem: problems.append(str(problem)))
    page.goto(f"{url}/#/visit")
    him = Walker(page, url, language)
    stops = him.begins(role, minutes)
    for stop in stops[:-1]:
        him.passes(stop)
    with tempfile.TemporaryDirectory() as folder:
        him.plans(Path(folder))
    context.close()
    assert problems == [], problems
    return len(stops) - 1, time.monotonic() - began_s


def main() -> int:
    """All of them, or those that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--language", action="append", choices=sorted(WORDS))
    parser.add_argument("--role", action="append", choices=ROLES)
    parser.add_argument("--minutes", action="append", type=int, choices=LENGTHS)
    options = parser.parse_args()
    print(f"{machine()}; walks on a phone of {PHONE['width']} x {PHONE['height']}")
    ways = list(product(options.language or sorted(WORDS), options.role or ROLES, options.minutes or LENGTHS))
    failed = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        for language, role, minutes in ways:
            try:
                stations, took_s = walk(browser, options.url, language, role, minutes)
                print(f"{language} {role} {minutes}: {stations} stations, {took_s:.0f} s", flush=True)
            except (AssertionError, Error) as problem:  # told, counted, and the next one walks
                failed += 1
                print(f"{language} {role} {minutes}: FAILED: {problem}", flush=True)
        browser.close()
    print(f"{len(ways)} walks, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
