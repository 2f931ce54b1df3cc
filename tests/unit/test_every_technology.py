"""Each technology in dashboards/content/technologies, found by its place, is told whole in every language."""

import pytest
import yaml

from sprue_server.content.shelves import LANGUAGES, built_in, load, shelves
from sprue_server.content.stations import Library
from sprue_server.content.technologies import Technology, technologies
from sprue_server.technology_views import SECTORS

FILES = sorted((built_in() / "technologies").glob("*.yaml"))
TOUR = {
    *("sensors", "pressure-curve", "vision", "mould-ar", "spc-oee"),
    *("quality-cost", "energy", "maintenance", "cable-pull", "security"),
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_technology_is_told_in_every_language(path):
    one = load(path, Technology)
    for said in (one.name, one.what, one.ready, *(fit.why for fit in one.fits)):
        assert set(said.texts) == set(LANGUAGES), said
    assert one.station is None or one.station in TOUR


def test_every_station_has_its_place_among_the_technologies():
    placed = {one.station for one in technologies(Library(shelves())).technologies}
    assert set(Library(shelves()).stations) <= placed


def test_a_technology_that_can_be_seen_names_its_station_as_the_visit_does():
    library = Library(shelves())
    for one in technologies(library).technologies:
        if one.station is None:
            assert one.station_title is None
            continue
        assert one.station_title == library.text(one.station, "en")[1].title
        for language in set(LANGUAGES) - {"en"}:
            title = one.translations[language]["station_title"]
            assert title == library.text(one.station, language)[1].title


def test_some_suit_few_and_none_is_praised_for_all_without_a_reason():
    told = technologies(Library(shelves()))
    assert len(told.technologies) >= 16
    assert any(fit.fit == 0 for one in told.technologies for fit in one.sectors.values())
    assert {one.readiness for one in told.technologies} != {9}
    assert all(list(one.sectors) == list(SECTORS) for one in told.technologies)


def test_what_cannot_be_read_is_named_and_the_rest_is_told(tmp_path):
    (tmp_path / "technologies").mkdir()
    good = yaml.safe_load(FILES[0].read_text("utf-8"))
    (tmp_path / "technologies" / "own.yaml").write_text(yaml.safe_dump(good), "utf-8")
    (tmp_path / "technologies" / "half.yaml").write_text(
        yaml.safe_dump(good | {"fits": good["fits"][:1]}), "utf-8"
    )
    told = technologies(Library([tmp_path]))
    assert [one.technology for one in told.technologies] == ["own"]
    assert len(told.problems) == 1
    assert "say it of each sector, once" in told.problems[0]
