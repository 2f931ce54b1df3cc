"""What comes late has its room before it comes, and a small screen is not filled with what can be left out."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from e2e.no_hub import go, serve
from sprue_server.content import told
from sprue_server.content.shelves import shelves
from sprue_server.content.stations import Library

NOW_US = 1_790_000_000_000_000
ONE = {"id": "1-2-3", "cell": "imm-1", "run": "r-1", "camera": "part-2", "of": "part", "cavity": 2}
ONE |= {"shot_counter": 4212, "measured_us": NOW_US, "inspected_us": NOW_US, "verdict": "reject"}
ONE |= {"reason": None, "warnings": [], "score": 7.5, "p_value": 0.003, "worst": "flash", "name": "m1-part"}
ONE |= {"model": "v1", "took_ms": 48, "pictures": [{"light": "diffuse", "sha256": "aa"}], "corrected": None}
LISTED = ONE | {"shot": None, "outlines": [], "mm_to_px": []}
DETAIL = {"inspection": ONE, "mm_to_px": [], "map": False, "map_px_per_mm": 4, "pictures_kept": ["aa"]}
DETAIL |= {"corrections": [], "shot": None, "checks": []}
ANSWERS = {
    "/inspections": {"inspections": [LISTED], "next": None},
    "/inspections/1-2-3": DETAIL,
    "/stations/pressure-curve": told.tell(Library(shelves()), "pressure-curve", "en").model_dump(mode="json"),
}
PHONE, TABLET = {"width": 390, "height": 844}, {"width": 820, "height": 1180}


def drawn(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height)).save(file, "PNG")
    return file.getvalue()


def size(picture: Locator) -> tuple[float, float]:
    box = picture.bounding_box()
    return round(box["width"]), round(box["height"])


@pytest.mark.parametrize("address", ["/inspections", "/inspection/1-2-3"])
@pytest.mark.parametrize("screen", [PHONE, TABLET], ids=["phone", "tablet"])
def test_a_picture_has_its_room_before_it_has_come(tab: Page, address: str, screen):
    waiting = []
    tab.set_viewport_size(screen)
    serve(tab, ANSWERS)
    tab.route("**/export/pictures/**", lambda route: waiting.append(route))  # noqa: PLW0108  # Playwright takes no built-in
    with tab.expect_request("**/export/pictures/**"):
        go(tab, address)
    picture = tab.locator("main .picture img").first
    before = size(picture)
    assert before[0] > 150
    waiting[0].fulfill(body=drawn(640, 480), content_type="image/png")
    tab.wait_for_function("document.querySelector('main .picture img').naturalWidth === 640")
    assert size(picture) == before, "what stands below it has moved"


@pytest.mark.parametrize("address", ["/station/pressure-curve?step=see", "/inspections"])
def test_what_is_said_elsewhere_leaves_a_phone_to_what_is_live(tab: Page, address: str):
    serve(tab, ANSWERS)
    tab.set_viewport_size(PHONE)
    go(tab, address)
    lead = tab.locator("main .lead")
    expect(lead).to_be_attached()
    expect(lead).to_be_hidden()
    tab.set_viewport_size(TABLET)
    expect(lead).to_be_visible()


def test_a_phone_says_a_stations_lead_at_its_first_step(tab: Page):
    serve(tab, ANSWERS)
    tab.set_viewport_size(PHONE)
    go(tab, "/station/pressure-curve")
    expect(tab.locator("main .lead")).to_be_visible()
