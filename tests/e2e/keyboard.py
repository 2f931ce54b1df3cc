"""Somebody who has a keyboard and nothing else: where the focus is, whether it is seen, whether it comes on."""

from typing import TypedDict

from playwright.sync_api import Page, expect

from e2e.test_visit import SLOW_MS

MOST = 400  # stops of the longest page, with room
# What has the focus; how it shows, on itself or on the label that draws it; what lies over it.
HERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const drawn = [one, one.closest('label'), one.parentElement].filter(Boolean);
  const rings = (style) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
  const box = [...one.getClientRects()].find((box) => box.width && box.height) ?? one.getBoundingClientRect();
  const inside = (from, to, share) => from + (to - from) * share;
  const points = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]].map(([x, y]) =>
    [inside(box.left, box.right, x), inside(box.top, box.bottom, y)]);
  const top = (point) => document.elementFromPoint(...point);
  const own = (found) => found && (one.contains(found) || drawn.some((each) => each.contains(found)));
  const label = one.labels?.[0]?.innerText ?? '';
  const told = one.getAttribute('aria-label') ?? (one.innerText || label || one.title);
  window.tabStops ??= 0;  // not `stops`: an element of that id would be it
  one.dataset.stop ??= String(window.tabStops++);
  return {
    stop: one.dataset.stop, name: told.trim().replace(/\\s+/g, ' '), tag: one.tagName.toLowerCase(),
    within: one.closest('main, header, nav, aside, section')?.tagName.toLowerCase() ?? '',
    shown: drawn.some((each) => rings(getComputedStyle(each))),
    over: points.some((point) => own(top(point))) ? ''
      : (top(points[0])?.outerHTML.slice(0, 120) ?? 'out of sight'),
  };
}"""
# What a keyboard must be able to reach and has not; of radio buttons of one name it stops at one.
MISSED = """() => {
  const kinds = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  return [...document.querySelectorAll(kinds)].filter((one) => one.checkVisibility({ visibilityProperty: true })
    && !one.disabled && one.tabIndex >= 0 && one.type !== 'radio' && !('stop' in one.dataset))
    .map((one) => one.outerHTML.slice(0, 120));
}"""


class Stop(TypedDict):
    """What has the focus."""

    stop: str
    name: str
    tag: str
    within: str
    shown: bool
    over: str


class Keys:
    """Presses keys, and asserts of every stop that it is seen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def here(self) -> Stop | None:
        stop: Stop | None = self.page.evaluate(HERE)
        return stop

    def tab(self, key: str = "Tab") -> Stop | None:
        """On to the next; it has a ring around it and nothing over it."""
        self.page.keyboard.press(key)
        stop = self.here()
        if stop is None:
            return None
        assert stop["shown"], f"{self.page.url}: no ring around {stop}"
        assert not stop["over"], f"{self.page.url}: something lies over {stop}"
        assert stop["name"], f"{self.page.url}: a stop without a name: {stop}"
        return stop

    def to(self, name: str, *, tag: str = "") -> Stop:
        """On until the stop of this name has the focus."""
        seen = list[str]()
        for _ in range(MOST):
            stop = self.tab()
            if stop and name in stop["name"] and tag in ("", stop["tag"]):
                return stop
            if stop and seen and stop["stop"] == seen[0]:
                break
            seen += [stop["stop"]] if stop else []
        raise AssertionError(f"{self.page.url}: no way with Tab to {name!r}")

    def press(self, name: str, key: str = "Enter", *, tag: str = "") -> None:
        """Find it and press it."""
        self.to(name, tag=tag)
        self.page.keyboard.press(key)

    def arrives(self, title: str) -> None:
        """The page has come, and the focus is at its top."""
        expect(self.page.locator("main")).to_be_focused(timeout=SLOW_MS)
        expect(self.page.locator("main")).to_have_attribute("aria-busy", "false", timeout=SLOW_MS)
        expect(self.page.locator("main h1").first).to_contain_text(title, timeout=SLOW_MS)

    def holds(self) -> None:
        """What was pressed may have gone, but the focus is somewhere."""
        assert self.here() is not None, f"{self.page.url}: the focus was lost"

    def round(self) -> None:
        """Once through the page and its frame, and again for what came meanwhile: nothing is left out."""
        for _ in range(3):
            self._once()
            missed = self.page.evaluate(MISSED)
            if not missed:
                return
        raise AssertionError(f"{self.page.url}: no way with Tab to {missed}")

    def _once(self) -> None:
        """Until a stop comes again: nothing traps."""
        stops, before = set[str](), self.here()
        for _ in range(MOST):
            stop = self.tab()
            if stop is None and before is None:  # nothing to stop at, as on a wall
                return
            if stop is not None and stop["stop"] in stops:
                return
            stops |= {stop["stop"]} if stop else set()
            before = stop
        raise AssertionError(f"{self.page.url}: Tab comes to no end")
