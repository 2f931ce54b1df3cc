"""Is the overlay where it belongs? The page /ar in Chromium, before a camera whose truth is known.

`python -m benchmarks.ar` moves a simulated mould plate and a part on its tray before the camera, tilted by 30
degrees both ways, and a careless hand that lets markers leave the picture; then photographs, as the hub finds
their plates.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
from playwright.sync_api import Playwright, sync_playwright

from benchmarks.augmented.page import Errors, answers, camera, errors, seen, served
from benchmarks.augmented.stream import FRAMES, Numbers, Plate, frames, plate, write_y4m
from benchmarks.common import ROOT, machine
from sprue_server.vision import registration
from sprue_server.vision.corners import refined
from sprue_server.vision.fixture import Fixture, moved

POSED, MIDDLE_PX, P95_PX, LOOK_MS = 0.99, 0.5, 1.0, 15.0
HEAD = """| before the camera | frames | a pose on | markers a frame | \
overlay error px: median, p95, most | ms a frame: median, p95 | frames/s |
|---|---|---|---|---|---|---|"""
PHOTO_HEAD = """| photographs by the hub | laid | error px: median, p95, most | ms: median |
|---|---|---|---|"""
PHOTOS = 24


class Scene(NamedTuple):
    """What is moved before the camera."""

    name: str
    shown: Plate
    near: float


def scenes() -> list[Scene]:
    """The mould with residue at its vents, the part with a burn; and the mould held carelessly."""
    mould = plate("toy-gear", "mould", residue_at_vents=0.7, blocked_vent=0.6)
    part = plate("toy-gear", "part", burn=0.8)
    return [
        Scene("mould plate", mould, 1.0),
        Scene("part on its tray", part, 1.0),
        Scene("mould plate, too near", mould, 0.84),
    ]


def overlay(shown: Plate) -> dict[str, Any]:
    """What the hub would say of it."""
    outline = [(-6.0, 10.0), (6.0, 10.0), (6.0, 18.0), (-6.0, 18.0)]
    place = {"check": "vents", "outline_mm": outline, "area_mm2": 96.0}
    frame = {"width_mm": shown.frame.frame_mm, "height_mm": shown.frame.frame_mm * 0.75}
    told = {"verdict": "reject", "reason": None, "warnings": [], "places": [place], "origin": "simulated"}
    when = {"id": "1-1-1", "measured_us": time.time_ns() // 1000, "cavity": 1, "shot_counter": 7}
    return {
        "cell": "imm-1",
        "kind": "mould",
        "mould": "Toy gear",
        "fixture": {**frame, "markers": shown.markers_mm()},
        "cavities": [1],
        "stored": {**told, **when},
    }


def on_page(playwright: Playwright, url: str, scene: Scene, folder: Path, seconds: float) -> Errors:
    """Let the page look for a while."""
    stream = write_y4m(frames(scene.shown, near=scene.near), folder / "camera.y4m")
    with camera(playwright, stream) as page:
        answers(page, {"/ar/overlay": overlay(scene.shown)})
        page.goto(f"{url}/#/ar?cell=imm-1&kind=mould")
        page.get_by_role("button", name="Start the camera").click()
        page.wait_for_function("window.frames_seen.length > 30")  # the machine is warm
        page.evaluate("window.frames_seen.length = 0")
        page.wait_for_timeout(seconds * 1000)
        found = seen(page)
    return errors(found, stream, scene.shown.frame.frame_mm)


def row(name: str, told: Errors) -> str:
    """As it is published."""
    px, ms = np.percentile(told.px, [50, 95, 100]), np.percentile(told.ms, [50, 95])
    figures = [
        name,
        f"{told.frames} ({told.distinct} of {FRAMES} different)",
        f"{told.posed:.1%}",
        f"{told.markers:.2f}",
        ", ".join(f"{one:.2f}" for one in px),
        ", ".join(f"{one:.1f}" for one in ms),
        f"{told.hz:.0f}",
    ]
    return f"| {' | '.join(figures)} |"


def holds(told: Errors) -> bool:
    """The promise, for a plate that is held as a person does who wants to see it."""
    middle, p95 = np.percentile(told.px, [50, 95])
    return bool(told.posed >= POSED and middle <= MIDDLE_PX and p95 <= P95_PX and np.median(told.ms) <= LOOK_MS)


Finder = Callable[[Any], registration.Found]


def plain(pixels: Any) -> registration.Found:
    """Corners as OpenCV refines them."""
    return registration.markers_in(pixels)


def ours(pixels: Any) -> registration.Found:
    """Corners where the sides meet."""
    grey = registration.grey(pixels)
    found = registration.markers_in(pixels)
    return {number: refined(grey, corners).astype(np.float32) for number, corners in found.items()}


def photos(shown: Plate, by: Finder, enlarged: int) -> Iterator[tuple[Numbers | None, float]]:
    """Distances over the plate in pixels of the photo, None where it was not laid; and how long that took."""
    told = {"of": "mould", "width_mm": shown.frame.frame_mm, "height_mm": shown.frame.frame_mm * 0.75}
    fixture = Fixture.model_validate({**told, "markers_mm": [one["corners_mm"] for one in shown.markers_mm()]})
    here = np.array([(x, y) for x in (-0.4, 0, 0.4) for y in (-0.3, 0, 0.3)]) * shown.frame.frame_mm
    for picture, truth in frames(shown, PHOTOS, scale=enlarged):
        pixels = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)
        began = time.perf_counter()
        way = registration.homography(by(pixels), fixture)
        took = (time.perf_counter() - began) * 1000
        wanted = (moved(here, truth) + 0.5) * enlarged - 0.5
        yield None if way is None else np.hypot(*(moved(here, way) - wanted).T), took


def photo_rows(shown: Plate) -> Iterator[str]:
    """The hub's two ways, on small and on large photographs."""
    cv2.setNumThreads(1)
    for enlarged in (1, 3):
        for name, by in (("OpenCV's corners", plain), ("where sides meet", ours)):
            found = list(photos(shown, by, enlarged))
            laid = [far for far, _ in found if far is not None]
            px = np.percentile(np.concatenate(laid), [50, 95, 100]) if laid else [np.inf] * 3
            size, ms = f"{640 * enlarged} x {480 * enlarged}", np.median([took for _, took in found])
            error = ", ".join(f"{one:.2f}" for one in px)
            yield f"| {size}, {name} | {len(laid)} of {PHOTOS} | {error} | {ms:.0f} |"


def main() -> int:
    """Measure; 1 when a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30, help="of each scene")
    parser.add_argument("--dist", type=Path, default=ROOT / "dashboards" / "dist", help="the built dashboards")
    options = parser.parse_args()
    if not (options.dist / "index.html").exists():
        sys.exit(f"no dashboards in {options.dist}: `npm run build` in dashboards/. Nothing was measured.")
    kept, there = True, scenes()
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder, served(options.dist) as url, sync_playwright() as playwright:
        for scene in there:
            told = on_page(playwright, url, scene, Path(folder), options.seconds)
            print(row(scene.name, told), flush=True)
            kept = kept and (scene.near != 1.0 or holds(told))
    print(f"\n{PHOTO_HEAD}")
    for line in photo_rows(there[0].shown):
        print(line, flush=True)
    print(f"\n{machine()}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
