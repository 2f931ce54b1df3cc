"""One list of sectors for visits, voices and reports; each has its word in every language, and no other has."""

import json
from pathlib import Path

import pytest

from sprue_server import technology_views
from sprue_server.sectors import SECTORS, SIZES

I18N = sorted((Path(__file__).resolve().parents[2] / "dashboards" / "src" / "i18n").glob("*.json"))


@pytest.mark.parametrize("file", I18N, ids=lambda path: path.stem)
def test_every_sector_and_size_has_its_word_in_the_order_of_the_list(file: Path):
    keys = json.loads(file.read_text(encoding="utf-8"))
    for group, names in (("sector", SECTORS), ("size", SIZES)):
        assert [key for key in keys if key.startswith(f"{group}.")] == [f"{group}.{name}" for name in names]
    assert not [key for key in keys if key.startswith(("visit.sector", "visit.size"))]


def test_the_dashboards_offer_the_same_sectors():
    words = (I18N[0].parents[1] / "lib" / "voices" / "words.ts").read_text(encoding="utf-8")
    offered = words.split("SECTORS = [")[1].split("]")[0]
    assert [one.strip(" '") for one in offered.split(",")] == list(SECTORS)


def test_technologies_speak_of_the_same_sectors():
    assert set(technology_views.SECTORS) < set(SECTORS)
