"""What the eyes have found is drawn where it is, on a camera whose truth is known, and on nothing else."""

import base64
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.augmented.page import FAKE, WATCH, errors, seen
from benchmarks.augmented.stream import BIT_PX, BITS, BITS_AT, Plate, Stream, frames, plate, write_y4m
from e2e.ar_hall import CELL, GONE, OUTLINE, a_hub, drawn, learnt, looked_at, passing
from e2e.conftest import ARGUMENTS
from e2e.test_sandbox import LOW, barriers
from e2e.test_visit import SLOW_MS, until
from sprue_server.vision.fixture import moved

pytestmark = pytest.mark.timeout(240)
PLAIN = "plain.sprue.test"  # a name that is not this machine's own: to a browser, plain HTTP from the network
CANVAS = "document.querySelector('figure canvas').toDataURL('image/png')"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def shown() -> Plate:
    return plate("toy-gear", "mould", residue_at_vents=0.7, blocked_vent=0.6)


@pytest.fixture(scope="module")
def stream(shown, tmp_path_factory) -> Stream:
    return write_y4m(passing(shown), tmp_path_factory.mktemp("camera") / "plate.y4m")


@pytest.fixture(scope="module")
def url(shown, tmp_path_factory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hall")
    learnt(folder / "hub" / "eyes", shown)
    looked_at(folder / "hub")
    with a_hub(folder) as address:
        yield address


@pytest.fixture(scope="module")
def telephone(browser, stream) -> Iterator[Browser]:
    """A Chromium whose camera sees the plate; `browser` has started Playwright already."""
    chromium = shutil.which("chromium")
    more = [f"--use-file-for-fake-video-capture={stream.path}", f"--host-resolver-rules=MAP {PLAIN} 127.0.0.1"]
    started = browser.browser_type.launch(executable_path=chromium, args=[*ARGUMENTS, *FAKE, *more])
    yield started
    started.close()


@pytest.fixture
def page(telephone) -> Iterator[Page]:
    context = telephone.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="en-GB")
    context.add_init_script(WATCH)
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda problem: problems.append(str(problem)))
    yield opened
    context.close()
    assert problems == [], "the page threw an error"


def start(page: Page, url: str) -> None:
    page.goto(f"{url}/#/ar?cell={CELL}&kind=mould")
    page.get_by_role("button", name="Start the camera").tap(timeout=SLOW_MS)
    expect(page.locator("figure [data-pose=found]")).to_be_visible(timeout=SLOW_MS)


def number_of(picture: np.ndarray) -> int:
    x, y = (one + BIT_PX // 2 for one in BITS_AT)
    return sum(1 << bit for bit in range(BITS) if picture[y, x + bit * BIT_PX].mean() > 127)


def snapped(page: Page) -> tuple[int, np.ndarray]:
    """Which frame is on the canvas, and where the colour of a reject is."""
    png = base64.b64decode(page.evaluate(CANVAS).split(",")[1])
    picture, points = drawn(png)
    assert picture.shape[:2] == (480, 640)
    return number_of(picture), points


def test_the_plate_is_found_on_every_frame_that_shows_it_to_a_fraction_of_a_pixel(page, url, shown, stream):
    start(page, url)
    until(lambda: len(seen(page)) > 150, 60)
    there = [one for one in seen(page)[5:] if one.number not in GONE]
    told = errors(there, stream, shown.frame.frame_mm)
    assert told.posed >= 0.97
    assert np.percentile(told.px, 50) < 0.5
    assert np.percentile(told.px, 95) < 1.0
    away = [one for one in seen(page) if one.number in GONE]
    assert away
    assert all(one.h is None for one in away)


def test_the_outline_is_painted_around_the_very_place_and_never_on_a_frame_without_the_plate(page, url, stream):
    start(page, url)
    with_plate, without = 0, 0

    def look() -> bool:
        nonlocal with_plate, without
        number, points = snapped(page)
        if number in GONE:
            assert len(points) == 0, f"frame {number} shows no plate, and something is drawn on it"
            without += 1
            return with_plate > 4 and without > 2
        truth = moved(np.array(OUTLINE), stream.homographies[number])
        mask = np.zeros((480, 640), np.uint8)
        cv2.polylines(mask, [np.round(truth).astype(np.int32)], isClosed=True, color=255)
        far = cv2.distanceTransform(255 - mask, cv2.DIST_L2, 5)
        line = points[far[points[:, 1], points[:, 0]] < 12]  # the rest is its word
        assert len(line) > 200, f"frame {number}: no outline there"
        assert np.median(far[line[:, 1], line[:, 0]]) < 1.5, f"frame {number}"
        with_plate += 1
        return with_plate > 4 and without > 2

    until(look, 60)


def test_the_page_says_at_once_when_the_markers_are_gone_and_when_they_are_back(page, url):
    start(page, url)
    status = page.locator("figcaption")
    for _ in range(2):
        expect(status).to_contain_text("No marker in sight", timeout=SLOW_MS)
        expect(page.locator("figure [data-pose=lost]")).to_be_visible()
        expect(status).to_contain_text(re.compile("In place: [34] of 4 markers"), timeout=SLOW_MS)


def test_a_camera_that_stands_still_shows_no_outline_and_says_so(page, url):
    start(page, url)
    page.evaluate("document.querySelector('video').pause()")
    expect(page.locator("figcaption")).to_contain_text("stands still since", timeout=SLOW_MS)
    assert len(snapped(page)[1]) == 0
    expect(page.locator("figure [data-pose=lost]")).to_be_visible()
    page.evaluate("document.querySelector('video').play()")
    expect(page.locator("figcaption")).to_contain_text("In place", timeout=SLOW_MS)


def test_inspect_sends_one_picture_and_shows_it_with_a_verdict_and_back_again(page, url):
    start(page, url)
    page.get_by_role("button", name="Inspect").tap()
    expect(page.get_by_text("Cannot judge")).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_text("nothing of it is kept")).to_be_visible()
    page.get_by_role("button", name="Back to the camera").tap()
    expect(page.locator("figcaption")).to_contain_text("In place", timeout=SLOW_MS)
    page.get_by_role("button", name="Stop the camera").tap()
    expect(page.get_by_role("button", name="Start the camera")).to_be_visible()


def photograph(shown: Plate, path: Path) -> Path:
    *_, (picture, _) = frames(shown, 5, scale=3)
    cv2.imwrite(str(path), picture)
    return path


def test_a_visitors_own_telephone_needs_no_certificate_it_sends_a_photo(page, url, shown, tmp_path):
    page.goto(f"{url.replace('127.0.0.1', PLAIN)}/#/ar?cell={CELL}&kind=mould")
    expect(page.get_by_text("gives it no live camera")).to_be_visible(timeout=SLOW_MS)
    assert page.evaluate("window.isSecureContext") is False
    assert page.get_by_role("button", name="Start the camera").count() == 0
    expect(page.get_by_text("Gear with 24 teeth").or_(page.get_by_text("Reject")).first).to_be_visible()
    page.set_input_files("input[type=file]", photograph(shown, tmp_path / "photo.jpg"))
    expect(page.locator("canvas[data-painted='1']")).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_text("Cannot judge")).to_be_visible()
    (tmp_path / "empty.jpg").write_bytes(b"")
    page.set_input_files("input[type=file]", tmp_path / "empty.jpg")
    expect(page.get_by_role("alert")).to_contain_text("empty (0 bytes)", timeout=SLOW_MS)


@pytest.mark.parametrize(("look", "language"), [("light", "en"), ("dark", "es")])
def test_it_can_be_used_by_everyone_with_one_thumb(page, url, look: str, language: str):
    page.emulate_media(color_scheme=look)
    page.goto(f"{url}/#/ar?cell={CELL}&kind=mould")
    page.locator("header select").first.select_option(language)
    begin = page.get_by_role("button", name={"en": "Start the camera", "es": "Encender la cámara"}[language])
    expect(begin).to_be_visible(timeout=SLOW_MS)

    def can_be_used() -> None:
        assert not page.evaluate(TOO_WIDE)
        assert page.evaluate(LOW) == []
        assert barriers(page) == {}

    can_be_used()
    begin.tap()
    expect(page.locator("figure [data-pose=found]")).to_be_visible(timeout=SLOW_MS)
    can_be_used()
