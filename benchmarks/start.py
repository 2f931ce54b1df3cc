"""From a fresh clone with empty caches to a live value in a browser; then a warm start. Goals: 120 s, 6 s."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.common import CHROMIUM, ROOT, Demo, machine, spread

LIVE = "main a.cell:not(.stale) .number strong"  # a live value on a card of the hall


def seconds_to_live_value(demo: Demo) -> float:
    """From the command to the first live value painted in Chromium."""
    demo.wait_open()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        page = browser.new_page()
        page.goto(demo.url)
        page.wait_for_selector(LIVE, timeout=60_000)
        took = time.monotonic() - demo.began
        browser.close()
    return took


def main() -> int:
    """Clone, start once with nothing cached, then start three times more."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clone = folder / "sprue"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        empty = {
            "UV_CACHE_DIR": str(folder / "uv"),
            "npm_config_cache": str(folder / "npm"),
            "PIP_NO_CACHE_DIR": "1",
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        }
        recorded = ROOT.parent / "shared" / "data" / "kassel"
        options = ["--recorded", str(recorded)]
        with Demo(clone, folder / "data", 8092, *options, environment=empty) as demo:
            cold = seconds_to_live_value(demo)
        print(f"fresh clone, empty caches, to a live value: {cold:.1f} s ({machine()})")
        warm = []
        for _ in range(3):
            with Demo(clone, folder / "data", 8092, *options, environment=empty) as demo:
                warm.append(demo.wait_open())
        spread("warm start to an open factory", warm, "s")
    return 0 if cold < 120 and max(warm) < 6 else 1


if __name__ == "__main__":
    sys.exit(main())
