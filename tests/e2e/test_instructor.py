"""What an instructor does, in a real browser, on a whole demo: sign in, freeze, break, see, mend."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from e2e.test_visit import AXE, SLOW_MS, until

pytestmark = pytest.mark.timeout(300)  # the first test waits for the whole factory
SAID = "Admin secret, shown this once: "


def secret(factory) -> str:
    return next(line.split(SAID)[1].strip() for line in factory.lines if SAID in line)


@pytest.fixture
def page(tab) -> Page:
    """Who teaches has the address of the page and does not come through the hall."""
    return tab


def sign_in(page: Page, factory) -> None:
    page.goto(f"{factory.url}/#/instructor")
    page.get_by_label("Secret", exact=True).fill(secret(factory))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Faults", exact=True)).to_be_visible(timeout=SLOW_MS)


def barriers(page: Page) -> dict:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })")
    return {bad["id"]: [node["target"] for node in bad["nodes"]][:3] for bad in found["violations"]}


def test_a_visitor_finds_no_controls_and_no_way_there_in_the_navigation(page, factory):
    page.goto(factory.url)
    expect(page.locator("main a").first).to_be_visible(timeout=SLOW_MS)
    expect(page.locator("nav a", has_text="Instructor")).to_have_count(0)
    page.goto(f"{factory.url}/#/instructor")
    expect(page.get_by_label("Secret", exact=True)).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_role("button", name="Freeze")).to_have_count(0)
    page.get_by_label("Secret", exact=True).fill("not the secret at all")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("opens nothing", timeout=SLOW_MS)
    assert barriers(page) == {}


def test_an_instructor_freezes_a_cell_breaks_it_and_mends_it(page, factory):
    sign_in(page, factory)
    expect(page.get_by_role("navigation", name="Pages", exact=True)).to_contain_text("Instructor")
    taught = page.get_by_role("navigation", name="Pages of who teaches")
    expect(taught.get_by_role("link")).to_have_text(["Instructor", "Guide", "Moderation", "Report"])
    page.locator("main select").select_option(label="Press 2, bottle caps")
    page.get_by_role("button", name="Freeze").click()
    expect(page.get_by_text(re.compile(r"^Frozen since \d\d:\d\d$"))).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("button", name="One shot").click()
    expect(page.get_by_text(re.compile(r"Shot [\d,]+ was made"))).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("button", name="Worn check ring").click()
    page.get_by_label("How bad").fill("80")
    page.get_by_role("button", name="Put in").click()
    active = page.get_by_role("list", name="In this cell now")
    expect(active).to_contain_text("Worn check ring", timeout=SLOW_MS)
    expect(active).to_contain_text("of 80")
    page.get_by_role("button", name="One shot").click()
    expect(page.get_by_text(re.compile(r"Shot [\d,]+ was made"))).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_role("table")).to_have_count(0)
    page.get_by_role("button", name="Show the truth").click()
    expect(page.get_by_role("table")).to_contain_text("Fault put in: Worn check ring", timeout=SLOW_MS)
    page.get_by_role("button", name="Clear Worn check ring").click()
    expect(page.get_by_text("No fault was put in.")).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Freeze")).to_be_visible(timeout=SLOW_MS)


def test_everybody_sees_that_a_cell_is_frozen_and_since_when_and_that_it_goes_on(page, factory, browser):
    sign_in(page, factory)
    page.locator("main select").select_option(label="Press 5, food tubs")
    page.get_by_role("button", name="Freeze").click()
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    visitor = context.new_page()
    visitor.goto(factory.url)
    card = visitor.locator("a.cell", has_text="Press 5, food tubs")
    expect(card).to_contain_text(re.compile(r"by the instructor, since \d\d:\d\d"), timeout=SLOW_MS)
    visitor.wait_for_timeout(9_000)  # longer than silence takes to be called stale
    expect(card).to_contain_text("Frozen")
    expect(card).not_to_contain_text("Stale")
    visitor.goto(f"{factory.url}/#/cell/tubs")
    expect(visitor.get_by_text(re.compile(r"Frozen by the instructor since \d\d:\d\d\."))).to_be_visible(
        timeout=SLOW_MS
    )
    expect(visitor.get_by_text("No news since")).to_have_count(0)
    context.close()
    page.get_by_role("button", name="Go on").click()
    until(lambda: page.request.get(f"{factory.url}/api/v1/cells/tubs").json()["freshness"] == "live", 30)


def shown_once(page: Page) -> str:
    """The secret on the page, noted and gone."""
    shown = page.locator("section[aria-labelledby=secret-instructor] code")
    expect(shown).to_be_visible(timeout=SLOW_MS)
    told = shown.inner_text()
    page.get_by_role("button", name="I have noted it").click()
    expect(shown).to_have_count(0)
    return told


def test_the_admin_makes_the_instructor_a_secret_and_a_new_one_signs_him_out(page, factory, browser):
    sign_in(page, factory)
    mine = page.get_by_role("region", name="The instructor's secret")
    mine.get_by_role("button", name="Make a secret").click()
    first = shown_once(page)
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    teacher = context.new_page()
    teacher.goto(f"{factory.url}/#/instructor")
    teacher.get_by_label("Secret", exact=True).fill(first)
    teacher.get_by_role("button", name="Sign in").click()
    expect(teacher.get_by_role("button", name="Freeze")).to_be_visible(timeout=SLOW_MS)
    expect(teacher.get_by_role("heading", name="The instructor's secret")).to_have_count(0)
    mine.get_by_role("button", name="Replace it by a new one").click()
    mine.get_by_role("button", name="Yes, replace it").click()
    assert shown_once(page) != first
    assert teacher.request.get(f"{factory.url}/api/v1/me").json()["role"] == "visitor"
    context.close()


def test_a_snapshot_is_kept_and_restored_and_a_setting_turned_with_the_keyboard(page, factory):
    sign_in(page, factory)
    page.locator("main select").select_option(label="Press 4, toy gears")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("moment-1 is kept")).to_be_visible(timeout=SLOW_MS)
    knob = page.get_by_role("button", name="Hold pressure", exact=False).first
    usual = knob.inner_text()
    knob.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Value in bar").fill("333")
    page.keyboard.press("Enter")
    expect(knob).to_contain_text("333", timeout=SLOW_MS)
    page.get_by_role("button", name="Restore moment-1").click()
    expect(page.get_by_text("It goes on as it was in moment-1")).to_be_visible(timeout=SLOW_MS)
    expect(knob).to_have_text(usual, use_inner_text=True, timeout=SLOW_MS)


def test_bending_time_loses_nothing_and_doubles_nothing(page, factory):
    sign_in(page, factory)
    deeds = [
        ("pace", {"pace": 200}),
        ("snapshot", {"name": "a"}),
        ("pace", {"pace": "max"}),
        ("freeze", None),
        ("step", None),
        ("pace", {"pace": 1}),
        ("restore", {"name": "a"}),
        ("go-on", None),
        ("seed", {"seed": 4}),
    ]
    api = f"{factory.url}/api/v1"
    runs = set()
    for deed, wish in deeds:
        told = page.request.post(f"{api}/control/cells/tubs/{deed}", data=wish)
        assert told.status == 200, told.text()
        runs.add(told.json()["run"])
    assert len(runs) == 5, "each new pace, a snapshot and a seed are runs of their own"

    def settled() -> bool:
        count = page.request.get(f"{api}/counters").json()["tubs"]
        return page.request.get(f"{api}/cells/tubs").json()["run"] in runs and count["waiting"] <= 3

    until(settled, 60)
    assert not page.request.get(f"{api}/counters").json()["tubs"]["doubtful"]
    assert page.request.get(f"{api}/quarantine").json() == []


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_page_can_be_used_by_everyone(page, factory, look: str):
    page.emulate_media(color_scheme=look)
    sign_in(page, factory)
    page.get_by_role("button", name="Worn check ring").click()
    page.get_by_role("button", name="Show the truth").click()
    expect(page.get_by_role("table")).to_be_visible(timeout=SLOW_MS)
    assert barriers(page) == {}
    small = page.evaluate(
        "[...document.querySelectorAll('main button, main select, main input:not([type=radio]), main summary')]"
        ".filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 48)"
        ".map((one) => one.outerHTML)"
    )
    assert small == [], "a thumb needs 48 px"


@pytest.mark.parametrize("language", ["en-GB", "es-ES", "it-IT", "ca-ES"])
def test_the_page_fits_a_phone(browser, factory, language: str):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale=language)
    page = context.new_page()
    page.request.post(f"{factory.url}/api/v1/login", data={"secret": secret(factory)})
    page.goto(f"{factory.url}/#/instructor")
    expect(page.locator("#faults")).to_be_visible(timeout=SLOW_MS)
    page.locator("button[aria-expanded]").last.click()
    page.locator("section[aria-labelledby=truth] button").click()
    expect(page.get_by_role("table")).to_be_visible(timeout=SLOW_MS)
    wide = page.evaluate("document.documentElement.scrollWidth")
    thumbs = [one.bounding_box() for one in page.locator("header nav a:visible").all()]
    shown = page.locator("main").inner_text()
    context.close()
    assert wide <= 390
    assert len(thumbs) >= 7
    assert all(one["width"] >= 48 and one["height"] >= 48 for one in thumbs), thumbs
    assert all(one["x"] + one["width"] <= then["x"] + 0.5 for one, then in pairwise(thumbs)), thumbs
    assert thumbs[-1]["x"] + thumbs[-1]["width"] <= 390.5
    assert not re.search(r"\b(instructor|fault|setting|deed|defect|shape|doing)\.[a-z_]+", shown), (
        "a word is missing"
    )
