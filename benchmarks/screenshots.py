"""Take README's pictures from a running demo: hall, cell, shot, under the hood; desktop, phone, wall, dark."""

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.common import CHROMIUM, ROOT

SIZES = {"desktop": (1280, 800), "phone": (390, 844), "wall": (1920, 1080)}
OUT = ROOT / "dashboards" / "pictures"


def shots_of(browser: Browser, options: argparse.Namespace) -> None:
    """All pictures; each page is photographed when it says that it is ready."""
    url, cell, out = options.url, options.cell, options.out
    for size in options.size or SIZES:
        width, height = SIZES[size]
        for look in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if look == "dark" else "light",
                locale="en-GB",
            )
            page = context.new_page()
            shot = page.request.get(f"{url}/api/v1/cells/{cell}/standouts?hours=8").json()[0]["shot"]["id"]
            for name, path in {
                "hall": "#/",
                "cell": f"#/cell/{cell}",
                "shot": f"#/cell/{cell}/shot/{shot}",
                "hood": "#/hood",
            }.items():
                page.goto(f"{url}/{path}")
                page.reload()
                page.wait_for_selector("main h1, main h2", timeout=20_000)
                page.wait_for_timeout(2500)  # let live values come in: this is a picture, not a test
                page.screenshot(path=out / f"{name}-{size}-{look}.png")
            context.close()


def main() -> int:
    """Photograph the demo at --url."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--cell", default="kassel")
    parser.add_argument("--size", action="append", choices=SIZES, help="only this size (default: all)")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        shots_of(browser, options)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
