"""Where a station sends its visitors: a page that there is, and something on it that can be pointed at."""

import re
from pathlib import Path

import pytest

from sprue_server.content.shelves import shelves
from sprue_server.content.stations import Library

WEB = Path(__file__).resolve().parents[2] / "dashboards/src"
STATIONS = Library(shelves()).stations
PATTERNS = [
    re.compile("^" + re.sub(r":\w+", "[^/]+", found[1]) + "$")
    for path in (WEB / "pages").glob("*.svelte")
    if (found := re.search(r"path: '([^']+)'", path.read_text("utf-8")))
]
MARKED = {
    name
    for path in WEB.rglob("*.svelte")
    for name in re.findall(r'data-tour="([^"]+)"', path.read_text("utf-8"))
}


@pytest.mark.parametrize("slug", STATIONS)
@pytest.mark.parametrize("step", ["see", "caught"])
def test_a_station_sends_to_a_page_and_points_at_something_on_it(slug, step):
    place = getattr(STATIONS[slug], step)
    path = place.page.replace("{cell}", STATIONS[slug].cell).split("?")[0]
    assert any(pattern.match(path) for pattern in PATTERNS), f"{slug}: no page is at {path}"
    assert not place.point_at or place.point_at in MARKED, f"{slug}: nothing has data-tour={place.point_at!r}"
