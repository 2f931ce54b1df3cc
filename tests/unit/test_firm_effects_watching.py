"""Effects of sensors, eyes, moulds and charts against cases worked by hand."""

import pytest

from sprue_server.content.shelves import shelves
from sprue_server.content.stations import Library
from sprue_server.firm.firm import Firm
from sprue_server.firm.reckon import reckon

STATIONS = Library(shelves()).stations
COSTS = {"once_eur": 1000, "once_per_press_eur": 100, "yearly_eur": 100, "yearly_per_press_eur": 50}
COSTS |= {"own_yearly_h": 0}
PLAIN = Firm(
    presses=10,
    equip_presses=5,
    shifts_h_day=16,
    days_year=200,
    load_pct=50,
    changeovers_week=10,
    changeover_h=2,
    stops_h_week=0,
    cycle_s=36,
    cavities=2,
    claims_eur_year=20_000,
    inspect_h_day=10,
    wage_eur_h=20,
    rate_eur_h=40,
)
WATCHED = {
    "focus": 1.5,
    "looking_less_pct": 50,
    "doubted_pct": 1,
    "again_s": 3.6,
    "visible_pct": 40,
    "caught_pct": 50,
}


def having(**other: object) -> Firm:
    return PLAIN.model_copy(update=other)


def test_hours_of_paper_worked_by_hand():
    own = {"writing_min": 4, "walks_min": 2, "typing_min": 3, "falls_away_pct": 50}
    found = reckon(STATIONS["sensors"], having(hours_fall=True), {**own, **COSTS})
    # 5 presses x 2 shifts x 200 days x half a load = 1,000 shifts of 6 min; 1,000 press-days of 3 min: 150 h
    assert found.workings["paper_h"] == pytest.approx(150)
    assert found.hours["paid_hours"].likely == pytest.approx(75)
    assert found.net_eur.likely == pytest.approx(75 * 20 - 350)
    assert found.payback_months == pytest.approx(1500 / 1150 * 12)


def test_paper_that_nobody_is_sent_home_for_is_worth_nothing():
    found = reckon(STATIONS["sensors"], PLAIN, {})
    assert found.hours["paid_hours"].likely > 0
    assert (found.gain_eur.high, found.payback_months, found.pays_pct) == (0, None, 0)


def test_a_camera_worked_by_hand():
    found = reckon(STATIONS["vision"], having(hours_fall=True), {**WATCHED, **COSTS})
    # Half of the presses x 1.5: 1,500 of 2,000 h, half of it less. 15,060 h of pressing, of which half make
    # 1,506,000 parts; 15,060 are looked at again for 3.6 s: 15.06 h
    assert found.workings["looked_h"] == pytest.approx(1500)
    assert found.hours["paid_hours"].likely == pytest.approx(750 - 15.06)
    assert found.gain_eur.likely == pytest.approx(734.94 * 20 + 20_000 * 0.75 * 0.4 * 0.5)


def test_a_camera_that_doubts_too_much_frees_no_hour():
    found = reckon(STATIONS["vision"], having(hours_fall=True), {**WATCHED, "doubted_pct": 60})
    assert found.hours["paid_hours"].likely == 0
    assert found.gain_eur.likely == pytest.approx(3_000)


def test_a_mould_seen_early_worked_by_hand():
    own = {"repairs": 2, "sooner_pct": 30, "repair_eur": 500, "repair_h": 10}
    found = reckon(STATIONS["mould-ar"], having(bottleneck=True), {**own, "hour_earns_pct": 50, **COSTS})
    # 10 repairs, 3 stay small: 1,500 euros; 30 h of a bottleneck at half of 40 euros
    assert found.gain_eur.likely == pytest.approx(1_500 + 600)
    assert {one.kind: one.eur for one, _ in found.kinds}["avoided"] == pytest.approx(1_500)


def test_hours_of_presses_worked_by_hand():
    own = {
        "changeover_less_pct": 10,
        "waiting_pct": 50,
        "waiting_less_pct": 20,
        "hidden_pct": 4,
        "hidden_less_pct": 25,
        "hour_earns_pct": 50,
    }
    firm = having(bottleneck=True, stops_h_week=10)
    found = reckon(STATIONS["spc-oee"], firm, {**own, **COSTS})
    # Half of 940 h of change-overs: 47 h; of 470 h of stops half wait, a fifth less: 23.5 h; of 14,590 h of
    # running 4 % are hidden, a quarter of these less: 72.95 h
    assert found.workings["fewer_h"] == pytest.approx(47 + 23.5 + 72.95)
    assert found.gain_eur.likely == pytest.approx(143.45 * 20)
    assert reckon(STATIONS["spc-oee"], having(stops_h_week=10), own).gain_eur.likely == 0
