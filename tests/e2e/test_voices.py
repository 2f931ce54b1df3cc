"""A visitor proposes, an instructor shows it, another votes; whoever wants to goes without a trace."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.test_instructor import barriers, secret, sign_in
from e2e.test_visit import SLOW_MS

pytestmark = pytest.mark.timeout(300)  # the first test waits for the whole factory
PROPOSAL = "A robot that stacks caps"


@pytest.fixture
def other(browser: Browser) -> Iterator[Page]:
    """Another visitor's browser."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="es-ES")
    yield context.new_page()
    context.close()


@pytest.fixture
def teacher(browser: Browser, factory) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    page = context.new_page()
    sign_in(page, factory)
    yield page
    context.close()


def test_what_is_proposed_is_shown_voted_for_and_deleted_with_its_votes(tab, other, teacher, factory):
    tab.goto(f"{factory.url}/#/voices")
    tab.get_by_role("button", name="Show this next").click(timeout=SLOW_MS)
    tab.get_by_label("What should be shown next?").fill(PROPOSAL)
    tab.get_by_role("button", name="Send").click()
    expect(tab.get_by_text("Of yours still waiting to be read: 1.")).to_be_visible(timeout=SLOW_MS)

    teacher.goto(f"{factory.url}/#/moderation")
    waiting = teacher.get_by_role("listitem").filter(has_text=PROPOSAL)
    waiting.get_by_label("Answer:").fill("In March")
    waiting.get_by_role("button", name="Show it").click(timeout=SLOW_MS)
    expect(teacher.get_by_text("Everybody can read it now.")).to_be_visible(timeout=SLOW_MS)
    assert barriers(teacher) == {}

    other.goto(f"{factory.url}/#/voices")
    shown = other.get_by_role("listitem").filter(has_text=PROPOSAL)
    expect(shown).to_contain_text("In March", timeout=SLOW_MS)
    shown.get_by_role("button", name="Quiero verlo").click()
    expect(shown).to_contain_text("1 voto", timeout=SLOW_MS)
    assert barriers(other) == {}

    tab.goto(f"{factory.url}/#/my-data")
    tab.get_by_role("button", name="Delete everything").click(timeout=SLOW_MS)
    tab.get_by_role("button", name="Yes, delete").first.click()
    expect(tab.get_by_text("This browser has left nothing.")).to_be_visible(timeout=SLOW_MS)
    other.reload()
    expect(other.get_by_text("Aún no hay propuestas.", exact=False)).to_be_visible(timeout=SLOW_MS)


def test_a_contact_is_seen_by_who_has_opted_in_and_by_nobody_else(tab, other, factory):
    for page, side, name, we_are in (
        (tab, "We look for this", "Anna", "firm"),
        (other, "Lo ofrecemos", "Bert", "supplier"),
    ):
        page.goto(f"{factory.url}/#/together?station=vision")
        form = page.locator("form").last
        form.get_by_role("button", name=side).click(timeout=SLOW_MS)
        form.get_by_role("combobox").nth(1).select_option(we_are)
        form.get_by_role("textbox").nth(0).fill(name)
        form.get_by_role("textbox").nth(1).fill(f"{name.lower()}@example.org")
        box = form.get_by_role("checkbox")
        expect(box).not_to_be_checked(timeout=SLOW_MS)
        send = form.get_by_role("button").last
        expect(send).to_be_disabled()
        box.check()
        send.click()
    expect(other.get_by_text("anna@example.org")).to_be_visible(timeout=SLOW_MS)
    tab.reload()
    expect(tab.get_by_text("bert@example.org")).to_be_visible(timeout=SLOW_MS)
    assert "@example.org" not in other.request.get(f"{factory.url}/api/v1/voices").text()
    tab.get_by_role("button", name="Withdraw the contact").click()
    tab.get_by_role("button", name="Yes, withdraw it").click()
    expect(tab.get_by_text("bert@example.org")).to_have_count(0, timeout=SLOW_MS)
    other.reload()
    expect(other.get_by_text("Nadie más ha aceptado aún en este tema.")).to_be_visible(timeout=SLOW_MS)


def test_an_instructors_secret_is_needed_to_moderate(tab, factory):
    assert secret(factory)
    tab.goto(f"{factory.url}/#/moderation")
    expect(tab.get_by_label("Secret", exact=True)).to_be_visible(timeout=SLOW_MS)
    assert tab.request.get(f"{factory.url}/api/v1/voices/moderation").status == 403
