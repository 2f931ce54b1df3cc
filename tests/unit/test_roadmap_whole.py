"""A technology's figures in a plan: all on one basis, with what comes only because of it; worked by hand."""

from datetime import date

import pytest

from sprue_server.content import numbers
from sprue_server.content.examples import examples
from sprue_server.content.shelves import LANGUAGES, shelves
from sprue_server.content.stations import Library
from sprue_server.firm.cases import HORIZON_Y, in_ten
from sprue_server.roadmap.caps import Amount
from sprue_server.roadmap.desk import Road
from sprue_server.roadmap.planner import Offer
from sprue_server.roadmap.telling import told
from sprue_server.roadmap.whole import whole
from sprue_server.roadmap_views import RoadMapIn

ROAD = Road(Library(shelves()))
DAY = date(2026, 11, 29)
EXAMPLES = {one.name: one.firm for one in examples(shelves())}
LINE = ["own-ground", "common-ground", "free-ground", "eyes", "charts"]
CLAIMS, MORE = {"claims": Amount(4_000.0)}, {"claims": Amount(5_000.0)}
OFFERS = {
    one.slug: one
    for one in (
        Offer("own-ground", gains=False, needs=frozenset(), once_eur=500, yearly_eur=100, gained={}),
        Offer("common-ground", gains=False, needs=frozenset(), once_eur=200, yearly_eur=30, gained={}),
        Offer("free-ground", gains=False, needs=frozenset(), once_eur=0, yearly_eur=0, gained={}),
        Offer("eyes", gains=True, needs=frozenset(LINE[:3]), once_eur=1_000, yearly_eur=50, gained=CLAIMS),
        Offer("charts", gains=True, needs=frozenset(LINE[1:2]), once_eur=2_000, yearly_eur=0, gained=MORE),
    )
}


def test_what_only_it_needs_is_in_its_figures_and_what_others_need_or_save_is_not():
    found = whole("eyes", LINE, OFFERS, {"claims": 10_000})
    # of 10,000 the charts leave 5,000, of which 40 % are 2,000; 100 and 50 a year go off
    assert (found.once_eur.likely, found.yearly_eur.likely) == (1_500, 150)
    assert found.net_eur.likely == pytest.approx(1_850)
    assert found.payback_months == pytest.approx(1_500 / 1_850 * 12)
    assert found.beside == (["own-ground"], 500, 100)
    assert found.shared == (["common-ground"], 200, 30)
    assert found.cut
    assert not whole("eyes", [*LINE[:4]], OFFERS, {"claims": 10_000}).cut


def test_the_only_technology_of_a_plan_has_the_figures_of_the_plan():
    view = told(ROAD, RoadMapIn(firm=EXAMPLES["forty-five"]), DAY)
    (one,) = [step.whole for step in view.steps if step.station]
    for name in ("once_eur", "yearly_eur", "net_eur"):
        assert getattr(one, name).likely == pytest.approx(getattr(view.total, name).likely)
    assert one.payback_months == pytest.approx(view.total.payback_months)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cost_return_and_cases_of_a_technology_are_told_of_the_same_steps(language):
    wish = RoadMapIn(firm=EXAMPLES["hundred-and-twenty"], budget_eur=60_000, language=language)
    view = told(ROAD, wish, DAY)
    mould = next(one for one in view.steps if one.step == "mould-ar")
    first = next(one for one in view.steps if one.step == "training")
    assert mould.whole.once_eur.likely == mould.once_eur.likely + first.once_eur.likely
    assert first.title in mould.whole.text
    assert numbers.euros(first.once_eur.likely, language) in mould.whole.text
    params = mould.reasons[0].params
    assert (params["once_eur"], params["net_eur"]) == (mould.whole.once_eur.likely, mould.whole.net_eur.likely)
    assert params["months"] == mould.whole.payback_months
    assert params["cases"] == in_ten(mould.pays_pct)
    for one in view.steps:
        if one.whole:
            assert one.pays_pct >= 70
            assert one.whole.net_eur.likely * HORIZON_Y > one.whole.once_eur.likely
