"""What a browser asks for when it first opens a page: few files, the words before the page."""

from pathlib import PurePath

import pytest

from e2e.no_hub import go, serve

HASH = len("-12345678")
WORDS = ("first", "tour", "rest")
# Scripts at most: one more than there are; a browser fetches six at once (DECISIONS 76).
MOST = {"/": 7, "/visit": 11, "/stations": 6, "/station/pressure-curve": 8, "/my-firm": 8, "/road-map": 8}


@pytest.mark.parametrize("address", MOST)
def test_a_page_of_the_tour_comes_in_few_files_and_after_its_words(tab, address: str):
    files = serve(tab, {})
    go(tab, address)
    scripts = [PurePath(name).stem[:-HASH] for name in files if name.endswith(".js")]
    needed = WORDS[:1] if address == "/" else WORDS[:2]
    assert scripts[:2] == ["index", "frame"]
    assert tuple(scripts[2 : 2 + len(needed)]) == needed, "the words are the largest: they come before the page"
    assert not {*WORDS} - {*needed} & {*scripts}, "words that this page does not say"
    assert len(scripts) <= MOST[address], scripts
