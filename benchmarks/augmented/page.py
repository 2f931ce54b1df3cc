"""The page /ar in Chromium before a fake camera, and what it said of every frame.

Nothing of the page is changed for it: the page notes how long it looked at a frame and where it found the plate
(`performance.measure`), and the frame's number is read from the very pixels that it looked at.
"""

import functools
import http.server
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from playwright.sync_api import Page, Playwright, Route

from benchmarks.augmented.stream import BIT_PX, BITS, BITS_AT, Numbers, Stream
from benchmarks.common import CHROMIUM

FAKE = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
WATCH = f"""
(() => {{
  const read = CanvasRenderingContext2D.prototype.getImageData, note = Performance.prototype.measure;
  let number = -1;
  window.frames_seen = [];
  CanvasRenderingContext2D.prototype.getImageData = function (...where) {{
    const pixels = read.apply(this, where);
    const first = {BITS_AT[1] + BIT_PX // 2} * pixels.width + {BITS_AT[0] + BIT_PX // 2};
    const on = (bit) => pixels.data[(first + bit * {BIT_PX}) * 4] > 127;
    number = Array.from({{ length: {BITS} }}, (_, bit) => (on(bit) ? 1 << bit : 0)).reduce((a, b) => a + b, 0);
    return pixels;
  }};
  Performance.prototype.measure = function (name, told) {{
    if (name === 'ar-frame') window.frames_seen.push({{ number, ms: told.end - told.start, at: told.end,
      h: told.detail.h ?? null, lost: told.detail.lost ?? null, markers: told.detail.markers.length }});
    return note.call(this, name, told);
  }};
}})();
"""


class Seen(NamedTuple):
    """One frame that the page looked at."""

    number: int
    ms: float
    at_ms: float
    h: Numbers | None
    markers: int


class Errors(NamedTuple):
    """What came of a stream: distances in pixels all over the plate, in frames with a pose."""

    frames: int
    distinct: int
    posed: float
    markers: float
    px: Numbers
    ms: Numbers
    hz: float


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The built pages on a port of their own; there is no hub behind them."""
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@contextmanager
def camera(playwright: Playwright, stream: Stream) -> Iterator[Page]:
    """A telephone whose camera shows the stream over and over."""
    browser = playwright.chromium.launch(
        executable_path="/usr/bin/chromium",
        args=[*CHROMIUM, *FAKE, f"--use-file-for-fake-video-capture={stream.path}"],
    )
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB")
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()
    browser.close()


def answers(page: Page, told: Mapping[str, Any]) -> None:
    """What the hub would say, by the end of the question; to everything else it is not there."""

    def answer(route: Route) -> None:
        path = route.request.url.split("?")[0]
        body = next((body for end, body in told.items() if path.endswith(end)), None)
        if body is None:
            route.fulfill(status=404, json={"detail": "no hub"})
        else:
            route.fulfill(status=200, content_type="application/json", body=json.dumps(body))

    page.route("**/api/v1/**", answer)


def seen(page: Page) -> list[Seen]:
    """All frames since the page was opened."""
    told = page.evaluate("window.frames_seen")
    return [Seen(one["number"], one["ms"], one["at"], _matrix(one["h"]), one["markers"]) for one in told]


def _matrix(told: list[float] | None) -> Numbers | None:
    return np.array(told).reshape(3, 3) if told else None


def errors(found: list[Seen], stream: Stream, width_mm: float) -> Errors:
    """Compare with the truth, at 63 places over four fifths of the plate."""
    across, down = np.meshgrid(np.linspace(-0.4, 0.4, 9), np.linspace(-0.3, 0.3, 7))
    places = np.column_stack([across.ravel(), down.ravel(), np.ones(across.size) / width_mm]) * width_mm
    far = [
        np.hypot(*(_seen(one.h, places) - _seen(stream.homographies[one.number], places)).T)
        for one in found
        if one.h is not None
    ]
    seconds = max((found[-1].at_ms - found[0].at_ms) / 1000, 1e-3)
    return Errors(
        frames=len(found),
        distinct=len({one.number for one in found}),
        posed=len(far) / len(found),
        markers=float(np.mean([one.markers for one in found])),
        px=np.concatenate(far) if far else np.array([np.inf]),
        ms=np.array([one.ms for one in found]),
        hz=(len(found) - 1) / seconds,
    )


def _seen(h: Numbers, places: Numbers) -> Numbers:
    told = places @ h.T
    flat: Numbers = told[:, :2] / told[:, 2:]
    return flat
