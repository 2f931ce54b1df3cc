"""A first visit on a middling telephone: Chromium at a quarter of its speed, on a slow 4G, with an empty cache.

`python -m benchmarks.first_visit --url http://127.0.0.1:8000` against a running demo. Told for each page: first
content, largest content, interactive (headline there and the last long task over), shifts, and what it fetched.
"""

import argparse
import statistics
import sys
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from benchmarks.common import CHROMIUM, machine

CPU_TIMES = 4
KBIT = 1000 / 8
# Lighthouse's "slow 4G" as DevTools applies it: 150 ms and 1.6 Mbit/s become 562.5 ms and 0.9 of it
SLOW_4G = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1474.56 * KBIT,
    "uploadThroughput": 675 * KBIT,
}
GOAL_CONTENT_S, GOAL_INTERACTIVE_S, GOAL_SCRIPT_KB, GOAL_SHIFT = 2.5, 4.0, 120.0, 0.1
PAGES = ("/", "/visit", "/stations", "/station/pressure-curve", "/my-firm", "/road-map")
WATCH = """() => {
  window.seen = { tasks: 0, shift: 0, largest: 0 };
  const on = (type, tell) => new PerformanceObserver((list) => list.getEntries().forEach(tell))
    .observe({ type, buffered: true });
  on('longtask', (one) => { window.seen.tasks = one.startTime + one.duration; });
  on('layout-shift', (one) => { if (!one.hadRecentInput) window.seen.shift += one.value; });
  on('largest-contentful-paint', (one) => { window.seen.largest = one.startTime; });
}"""
ASK = """() => {
  const files = performance.getEntriesByType('resource');
  const scripts = files.filter((one) => one.name.endsWith('.js') && one.startTime < window.ready);
  const first = performance.getEntriesByName('first-contentful-paint')[0];
  return { content: first ? first.startTime : null, ready: window.ready, ...window.seen,
    script: scripts.reduce((sum, one) => sum + one.encodedBodySize, 0), files: files.length,
    lang: document.documentElement.lang, title: document.title,
    viewport: Boolean(document.querySelector('meta[name=viewport]')),
    described: Boolean(document.querySelector('meta[name=description]')?.content),
    headings: document.querySelectorAll('main h1').length,
    unnamed: [...document.querySelectorAll('img:not([alt]), button:empty:not([aria-label])')].length };
}"""
HEAD = """| page | first content | largest | interactive | shift | scripts, packed | goals |
|---|---|---|---|---|---|---|"""
READY = """() => { const there = document.querySelector('main[aria-busy=false] h1');
  if (there) window.ready ??= performance.now(); return Boolean(there); }"""


class Visit(NamedTuple):
    """One page, opened once; seconds, kilobytes."""

    content_s: float
    largest_s: float
    interactive_s: float
    shift: float
    script_kb: float
    files: int
    faults: list[str]


def visit(browser: Browser, address: str, language: str) -> Visit:
    """Open a page as somebody who was never here."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        has_touch=True,
        locale=language,
        bypass_csp=True,
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda problem: faults.append(str(problem)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW_4G)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": CPU_TIMES})
    page.add_init_script(f"({WATCH})()")
    page.goto(address, wait_until="commit")
    page.wait_for_function(READY, timeout=60_000, polling=50)
    page.wait_for_timeout(3000)  # a long task after this is the live page's, not the opening's
    told: dict[str, Any] = page.evaluate(ASK)
    context.close()
    faults += checks(told)
    interactive = max(told["ready"], min(told["tasks"], told["ready"] + 3000))
    sizes = told["script"] / 1000, told["files"]
    return Visit(told["content"] / 1e3, told["largest"] / 1e3, interactive / 1e3, told["shift"], *sizes, faults)


def checks(told: dict[str, Any]) -> list[str]:
    """What a page owes every visitor, and this one lacks."""
    wanted = {
        "a language": told["lang"],
        "a title": told["title"],
        "a viewport": told["viewport"],
        "a description": told["described"],
        "one headline": told["headings"] == 1,
        "a name for each picture and button": told["unnamed"] == 0,
    }
    return [f"lacks {name}" for name, there in wanted.items() if not there]


def row(path: str, visits: list[Visit]) -> str:
    """A line of the table: medians, and what was wrong in any of them."""
    middle = [statistics.median(getattr(one, name) for one in visits) for name in Visit._fields[:5]]
    content, largest, interactive, shift, script = middle
    good = content < GOAL_CONTENT_S and interactive < GOAL_INTERACTIVE_S and script < GOAL_SCRIPT_KB
    faults = sorted({fault for one in visits for fault in one.faults})
    told = "; ".join(faults) or ("met" if good and shift < GOAL_SHIFT else "missed")
    times = f"{content:.2f} s | {largest:.2f} s | {interactive:.2f} s"
    return f"| {path} | {times} | {shift:.3f} | {script:.0f} kB | {told} |"


def main() -> int:
    """Measure the pages of a demo that runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--language", default="es-ES")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--page", action="append", help="only this one")
    options = parser.parse_args()
    print(f"{machine()}; CPU / {CPU_TIMES}, slow 4G, {options.language}, medians of {options.runs}")
    print(HEAD)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        for path in options.page or PAGES:
            address = f"{options.url}/#{path}"
            print(
                row(path, [visit(browser, address, options.language) for _ in range(options.runs)]), flush=True
            )
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
