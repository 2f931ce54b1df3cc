"""Energy, maintenance, cable, security and the cost of quality, each against a case worked by hand."""

import pytest

from sprue_server.content.examples import examples
from sprue_server.content.shelves import shelves
from sprue_server.content.stations import Library
from sprue_server.firm.firm import Firm, doubts
from sprue_server.firm.reckon import reckon

STATIONS = Library(shelves()).stations
FREE = {"once_eur": 0, "once_per_press_eur": 0, "yearly_eur": 0, "yearly_per_press_eur": 0, "own_yearly_h": 0}
PLAIN = Firm(
    people=50,
    presses=10,
    equip_presses=5,
    shifts_h_day=10,
    days_year=200,
    load_pct=50,
    changeovers_week=0,
    stops_h_week=0,
    rate_eur_h=40,
    cycle_s=36,
    cavities=2,
    part_g=10,
    scrap_pct=5,
    claims_eur_year=10_000,
    inspect_h_day=0,
    material_eur_kg=2,
    kwh_per_kg=2,
    energy_eur_kwh=0.25,
)  # 10,000 h, 2,000,000 parts, 20,000 kg, 40,000 kWh, 10,000 euros of energy


def gained(slug: str, own: dict[str, float], **changed: object):
    return reckon(STATIONS[slug], PLAIN.model_copy(update=changed), {**FREE, **own})


def test_energy_worked_by_hand():
    own = {"left_on_pct": 50, "standing_power_pct": 50, "standing_less_pct": 40, "running_less_pct": 5}
    own |= {"runner_pct": 5, "more_fed_pct": 10, "regrind_worth_pct": 50}
    found = gained("energy", own)
    # 10,000 h stand, a quarter of it as if running: 2,500 of 12,500 h; 5,000 euros of 5 presses, 1,000 standing
    assert found.workings["standing_eur"] == pytest.approx(1_000)
    # 400 + 5 % of 4,000; 1,000 kg of scrap and 1,000 of runners, half of it here, a tenth fed: 100 kg at 1 euro
    assert found.gain_eur.likely == pytest.approx(400 + 200 + 100)


def test_a_press_that_is_switched_off_takes_nothing_while_it_stands():
    found = gained("energy", {"left_on_pct": 0, "running_less_pct": 0, "more_fed_pct": 0})
    assert found.gain_eur.high == 0


def test_maintenance_worked_by_hand():
    own = {"wear_pct": 20, "seen_pct": 50, "repair_pct": 25, "stop_h": 4, "hurry_eur": 100}
    found = gained("maintenance", own, stops_h_week=40)
    # 1,880 h, half of them at 5 of 10 presses, a fifth is wear: 188 h, half seen: 94 h, 23.5 stops
    assert found.workings == pytest.approx({"wear_h": 188, "stops": 23.5})
    assert found.gain_eur.likely == pytest.approx(2_350)
    assert found.hours["machine_hours"].likely == pytest.approx(70.5)


def test_a_firm_without_stops_gains_nothing_by_seeing_wear():
    assert gained("maintenance", {}).gain_eur.high == 0


def test_the_cable_worked_by_hand():
    own = {"outages": 10, "outage_h": 2, "stands_pct": 30, "redo_h": 3, "holes_pct": 6}
    found = gained("cable-pull", own, it_level=2, hours_fall=True)
    # 20 h a year, 5 presses of which half work: 50 h, 30 % stand, two thirds on the network: 10 h
    assert found.hours["machine_hours"].likely == pytest.approx(10)
    assert found.hours["paid_hours"].likely == pytest.approx(20)
    kinds = {one.kind: one.eur for one, _ in found.kinds}
    assert kinds["claims"] == pytest.approx(10_000 / 2 * 2 / 3 * 0.06)


def test_a_firm_on_paper_loses_nothing_by_its_network():
    assert gained("cable-pull", {}, it_level=0, bottleneck=True).gain_eur.high == 0


def test_security_worked_by_hand():
    own = {"attack_pct": 2, "days_away": 5, "not_caught_up_pct": 50, "restore_eur": 200, "less_pct": 40}
    found = gained("security", {**own, "hour_earns_pct": 60})
    # 50 press hours a day earn 1,200 euros, half is caught up: 5 x 600; 50 people x 200; 2 % a year, 40 % less
    assert found.workings == pytest.approx({"loss_eur": 13_000, "expected_eur": 260, "day_eur": 600})
    assert found.gain_eur.likely == pytest.approx(104)
    assert gained("security", {**own, "hour_earns_pct": 60}, bottleneck=True).workings["day_eur"] == 1_200


def test_the_cost_of_quality_worked_by_hand():
    own = {"good_pct": 20, "kept_pct": 50, "reused_pct": 25, "again_pct": 50, "solved_pct": 20}
    found = gained("quality-cost", own)
    # 100,000 bad parts, a tenth kept: 100 kg at 2 euros; a quarter comes back; half of 10,000, a fifth of it
    assert found.gain_eur.likely == pytest.approx(150 + 1_000)
    assert found.hours["machine_hours"].likely == pytest.approx(50)
    assert found.workings["bad_eur"] == pytest.approx(2_000 + 10_000)


@pytest.mark.parametrize("example", examples(shelves()), ids=lambda one: one.name)
def test_the_example_firms_fit_together(example):
    assert doubts(example.firm) == []


def test_not_everything_pays_for_everybody():
    firms = {one.name: one.firm for one in examples(shelves())}
    net = {slug: reckon(one, firms["nine"], {}).net_eur.likely for slug, one in STATIONS.items()}
    large = {
        slug: reckon(one, firms["hundred-and-twenty"], {}).net_eur.likely for slug, one in STATIONS.items()
    }
    assert net["maintenance"] < 0 < large["maintenance"]
    assert net["cable-pull"] < 0
    assert net["security"] < 0
    assert reckon(STATIONS["quality-cost"], firms["nine"], {}).pays_pct < 10
    assert reckon(STATIONS["quality-cost"], firms["hundred-and-twenty"], {}).pays_pct > 90
