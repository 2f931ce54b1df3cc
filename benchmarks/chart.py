"""Twenty-four hours of one 1 Hz channel: how fast the series answers, and how fast it is painted.

Goals: answer < 30 ms (86,400 points behind it), first paint < 100 ms after the data has come.
"""

import argparse
import sys
import time
import urllib.request

from playwright.sync_api import sync_playwright

from benchmarks.common import CHROMIUM, spread

DAY_US = 86_400_000_000
RUNS = 15


def answer_ms(url: str, cell: str, channel: str, to_us: int) -> float:
    """Milliseconds from the question to the last byte."""
    ask = (
        f"{url}/api/v1/cells/{cell}/series?channel={channel}&from_us={to_us - DAY_US}&to_us={to_us}&points=2000"
    )
    began = time.perf_counter()
    with urllib.request.urlopen(ask, timeout=30) as answer:  # noqa: S310
        answer.read()
    return (time.perf_counter() - began) * 1000


def paint_ms(url: str, cell: str) -> list[float]:
    """What the page itself measured between data and paint (performance measure `chart-paint`)."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{url}/#/cell/{cell}")
        page.wait_for_function("performance.getEntriesByName('chart-paint').length >= 3", timeout=30_000)
        found = page.evaluate("performance.getEntriesByName('chart-paint').map((entry) => entry.duration)")
        browser.close()
    return [float(duration) for duration in found]


def main() -> int:
    """Ask a running demo that was started with --hours 24."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--cell", default="caps")
    parser.add_argument("--channel", default="cavity_pressure_bar")
    options = parser.parse_args()
    now_us = time.time_ns() // 1000
    answer_ms(options.url, options.cell, options.channel, now_us)
    answers = [answer_ms(options.url, options.cell, options.channel, now_us) for _ in range(RUNS)]
    spread("series over 24 h", answers, "ms")
    paints = paint_ms(options.url, options.cell)
    spread("chart painted after data", paints, "ms")
    return 0 if sorted(answers)[RUNS // 2] < 30 and max(paints) < 100 else 1


if __name__ == "__main__":
    sys.exit(main())
