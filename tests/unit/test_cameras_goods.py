"""Good parts and moulds to learn from are those that the cells really make."""

from itertools import islice

import pytest

from sprue_sim.cameras import goods, product
from sprue_sim.library import LibraryError

SEEN_BY_ANYBODY = ("short_shot", "flash", "burn", "splay")


@pytest.mark.parametrize("mould", product.names())
def test_a_good_part_is_one_of_settled_production(mould: str):
    seen = list(islice(goods.parts(mould, 5), 40))
    assert max(one.severities[name] for one in seen for name in SEEN_BY_ANYBODY) < 0.02
    assert max(one.severities["weld_line"] for one in seen) > 0, "what every part has is there"
    assert all(one.scale is not None and 0.98 < one.scale < 1.02 for one in seen)
    assert len({one.scale for one in seen}) > 20, "parts differ"


def test_the_same_seed_makes_the_same_parts():
    assert [*islice(goods.parts("toy-gear", 1), 5)] == [*islice(goods.parts("toy-gear", 1), 5)]
    assert [*islice(goods.parts("toy-gear", 1), 5)] != [*islice(goods.parts("toy-gear", 2), 5)]


def test_a_good_mould_is_young_and_clean():
    for one in islice(goods.moulds(3), 50):
        assert one.severities["scratch"] == 0
        assert one.severities["crack"] == 0
        assert max(one.severities.values()) < 0.1


def test_a_mould_that_nobody_pictures_is_said():
    with pytest.raises(LibraryError, match="no cell pictures 'spoon'"):
        next(goods.parts("spoon", 1))
