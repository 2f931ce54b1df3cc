"""A press that has an alarm says what to check, on a telephone too."""

import json

import pytest
from playwright.sync_api import Browser, WebSocketRoute, expect

from e2e.newcomer import PHONE, WIDE, WORDS
from e2e.test_visit import SLOW_MS

pytestmark = pytest.mark.timeout(300)  # the first test waits for the whole factory
ALARM = "barrel_temperature_out_of_band"  # the longest sentence of all


def alarmed(socket: WebSocketRoute) -> None:
    """All that the hub tells comes through; each press has an alarm beside."""
    hub = socket.connect_to_server()

    def hears(message: str | bytes) -> None:
        told = json.loads(message)
        for cell in told.get("cells", []):
            cell["active_alarms"] = [ALARM]
        socket.send(json.dumps(told))

    hub.on_message(hears)


@pytest.mark.parametrize("language", WORDS)
def test_what_to_check_breaks_into_lines_instead_of_widening_the_page(browser: Browser, factory, language):
    context = browser.new_context(viewport=PHONE, has_touch=True)
    context.add_init_script(f"localStorage.setItem('sprue.language', '{language}')")
    page = context.new_page()
    page.route_web_socket("**/api/v1/live", alarmed)
    page.goto(f"{factory.url}/#/cell/gears")
    expect(page.get_by_text(WORDS[language][f"alarm.{ALARM}"])).to_be_visible(timeout=SLOW_MS)
    wide = page.evaluate(WIDE, PHONE["width"])
    context.close()
    assert wide == []
