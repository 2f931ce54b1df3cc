"""Twenty-four hours of one 1 Hz channel: how fast the series answers, and how fast it is painted.

Goals: answer < 30 ms (86,400 points behind it), first paint < 100 ms after the data has come.
"""

import statistics
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.common import CHROMIUM, ROOT, Demo, spread

DAY_US = 86_400_000_000
RUNS = 15
CELL, CHANNEL = "caps", "cavity_pressure_bar"


def answer_ms(url: str, to_us: int) -> float:
    """Milliseconds from the question to the last byte."""
    ask = (
        f"{url}/api/v1/cells/{CELL}/series?channel={CHANNEL}&from_us={to_us - DAY_US}&to_us={to_us}&points=2000"
    )
    began = time.perf_counter()
    with urllib.request.urlopen(ask, timeout=30) as answer:  # noqa: S310
        answer.read()
    return (time.perf_counter() - began) * 1000


def paint_ms(url: str) -> list[float]:
    """What the page itself measured between data and paint (performance measure `chart-paint`)."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        page = browser.new_page(viewport={"width": 1280, "height": 800}, bypass_csp=True)  # to ask it
        page.goto(f"{url}/#/cell/{CELL}")
        page.wait_for_function("performance.getEntriesByName('chart-paint').length >= 3", timeout=30_000)
        found = page.evaluate("performance.getEntriesByName('chart-paint').map((entry) => entry.duration)")
        browser.close()
    return [float(duration) for duration in found]


def one_cell(folder: Path) -> Path:
    """A plant with a single simulated press, so that a day of history takes seconds."""
    path = folder / "one.yaml"
    source = "{type: simulated, machine: bottle-cap, history: false}"
    cell = f"  - {{name: {CELL}, title: Bottle caps, at: {{x_m: 1, y_m: 1}}, source: {source}}}"
    path.write_text(f"title: One press\ncells:\n{cell}\n", encoding="utf-8")
    return path


def main() -> int:
    """Fill in 24 hours, ask, paint."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        options = ["--plant", str(one_cell(folder)), "--hours", "24.2", "--days", "0"]
        with Demo(ROOT, folder / "data", 8093, *options) as demo:
            demo.wait_open()
            while demo.get("/health")["rollup_behind"] > 5:
                time.sleep(0.5)
            now_us = demo.get("/plant")["now_us"]
            answer_ms(demo.url, now_us)
            answers = [answer_ms(demo.url, now_us) for _ in range(RUNS)]
            paints = paint_ms(demo.url)
    spread("series over 24 h of 1 Hz", answers, "ms")
    spread("chart painted after data", paints, "ms")
    return 0 if statistics.median(answers) < 30 and statistics.median(paints) < 100 else 1


if __name__ == "__main__":
    sys.exit(main())
