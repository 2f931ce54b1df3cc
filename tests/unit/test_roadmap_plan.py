"""A firm's plan with its reasons, and what aid might pay, against cases worked by hand."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprue_contract.words import Words
from sprue_server.content.shelves import LANGUAGES, shelves
from sprue_server.content.stations import Library
from sprue_server.firm.firm import Firm, year_of
from sprue_server.roadmap import calls, planner
from sprue_server.roadmap.calls import Call, Estimate, estimate, estimates, left_of
from sprue_server.roadmap.caps import HIDDEN_PCT, RUNNERS_PCT, limits_of
from sprue_server.roadmap.desk import Road, plan
from sprue_server.roadmap.reasons import CODES
from sprue_server.roadmap.telling import told
from sprue_server.roadmap_views import RoadMapIn

FOLDERS = shelves()
ROAD = Road(Library(FOLDERS))
DAY = date(2026, 11, 29)
DEAR = Firm(part_g=120, scrap_pct=9, claims_eur_year=120_000, bottleneck=True, changeovers_week=60)
ALL = {one.name: max(one.answers, key=lambda answer: answer.level).name for one in ROAD.asked.questions}
NONE = {one.name: min(one.answers, key=lambda answer: answer.level).name for one in ROAD.asked.questions}
OPEN = Call(
    slug="now",
    name=Words("Voucher"),
    authority=Words("Office"),
    opens=date(2026, 11, 1),
    closes=date(2026, 12, 31),
    rate_pct=25,
    ceiling_eur=10_000,
    least_eur=4_000,
    eligible="all",
    link="https://example.org/",
    historical=False,
    source="made up",
    note=Words("none"),
)


def codes(told_reasons) -> list[str]:
    return [one.code for one in told_reasons]


def test_a_firm_with_dear_parts_gets_the_curve_behind_what_it_needs():
    view = told(ROAD, RoadMapIn(firm=DEAR, budget_eur=60_000, answers=NONE), DAY)
    line = [one.step for one in view.steps]
    assert "pressure-curve" in view.best
    for first in ("register", "machine-network", "pilot-press", "quarter-hour", "training"):
        assert line.index(first) < line.index("pressure-curve")
    curve = next(one for one in view.steps if one.step == "pressure-curve")
    assert codes(curve.reasons)[0] == "brings"
    assert codes(next(one for one in view.steps if one.step == "register").reasons) == ["needed_by", "before"]
    technologies = [codes(one.reasons) for one in view.steps if one.station]
    placed = [place for why, place in technologies if why == "brings"]
    assert placed[0] == "first"
    assert {*placed[1:]} <= {"soonest"}
    assert view.total.once_eur.likely <= 60_000
    assert view.total.left_eur == pytest.approx(60_000 - view.total.once_eur.likely)
    ends = [one.begins_week + one.weeks for one in view.steps]
    assert [one.begins_week for one in view.steps] == [0, *ends[:-1]]
    assert view.total.weeks == ends[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_step_names_its_station_as_the_visit_does_and_groundwork_none(language):
    view = told(ROAD, RoadMapIn(firm=DEAR, budget_eur=60_000, answers=NONE, language=language), DAY)
    all_ = [*view.steps, *view.left_out]
    assert {one.station for one in all_} == {None, *ROAD.library.stations}
    for one in all_:
        title = ROAD.library.text(one.station, language)[1].title if one.station else None
        assert one.station_title == title


def test_what_is_there_is_not_bought_again():
    view = told(ROAD, RoadMapIn(firm=DEAR, budget_eur=60_000, answers=ALL), DAY)
    assert "pressure-curve" in [one.step for one in view.steps]
    out = {one.step: codes(one.reasons) for one in view.left_out}
    for slug in (
        "register",
        "machine-network",
        "pilot-press",
        "quarter-hour",
        "training",
        "backup",
        "passwords",
    ):
        assert out[slug] == ["there"]


def test_what_is_there_hides_nothing_that_is_missing_behind_it():
    """Presses are recorded, but no cable reaches another computer: the network still comes first."""
    answers = {**NONE, "measured": "counted"}
    view = told(ROAD, RoadMapIn(firm=DEAR, budget_eur=60_000, answers=answers), DAY)
    line = [one.step for one in view.steps]
    assert "pilot-press" not in line
    assert line.index("machine-network") < line.index("pressure-curve")


def test_the_best_sound_set_of_all_shipped_stations_is_found_as_by_trying_each_set():
    for budget in (3_000, 15_000, 60_000):
        made = plan(ROAD, RoadMapIn(firm=DEAR, budget_eur=budget, answers=NONE), DAY)
        offers, limits = made.chosen.offers, made.chosen.purse.limits
        gaining = [slug for slug, one in offers.items() if one.gains]
        sets = [
            set(chosen).union(*(offers[slug].needs for slug in chosen))
            for size in range(len(gaining) + 1)
            for chosen in combinations(gaining, size)
        ]
        paid = [one for one in sets if planner.once_eur(one, offers) <= budget]
        sound = [one for one in paid if planner.is_sound(one, offers, limits)]
        best = max(planner.net_eur(one, offers, limits) for one in sound)
        assert planner.net_eur(made.chosen.line, offers, limits) == pytest.approx(best, abs=0.02)


def test_what_does_not_pay_says_in_how_many_cases_and_what_hours_would_be_free():
    view = told(ROAD, RoadMapIn(firm=Firm(claims_eur_year=30_000), answers=NONE), DAY)
    out = {one.step: one.reasons for one in view.left_out}
    curve = out["pressure-curve"]
    assert codes(curve) == ["does_not_pay", "frees_hours"]
    assert 0 <= curve[0].params["cases"] <= 2
    assert f"{curve[0].params['cases']:g} of 10 cases" in curve[0].text


def test_without_money_the_reason_is_the_money():
    view = told(ROAD, RoadMapIn(firm=DEAR, budget_eur=0, answers=NONE), DAY)
    assert all(one.once_eur.likely == 0 for one in view.steps)
    curve = next(one for one in view.left_out if one.step == "pressure-curve")
    assert codes(curve.reasons) == ["over_budget"]
    assert curve.reasons[0].params["left_eur"] == 0
    assert view.monday, "Monday costs nothing"


def test_without_its_level_a_station_says_what_it_lacks(monkeypatch):
    bare = {slug: one.model_copy(update={"gives": {}}) for slug, one in ROAD.steps.known.items()}
    road = Road(ROAD.library)
    monkeypatch.setitem(road.__dict__, "steps", ROAD.steps._replace(known=bare))
    made = plan(road, RoadMapIn(firm=DEAR, budget_eur=60_000, answers=NONE), DAY)
    assert [why.code for why in made.out["pressure-curve"]] == ["lacks_sensor_level"]


def test_what_may_be_saved_at_most_is_what_the_stations_suppose_at_most():
    energy, oee = (ROAD.library.stations[slug].assumes for slug in ("energy", "spc-oee"))
    assert energy["runner_pct"].range.high == RUNNERS_PCT
    assert oee["hidden_pct"].range.high == HIDDEN_PCT


def test_a_promise_of_more_than_there_is_is_cut():
    firm = Firm(claims_eur_year=1_000)
    year, most = year_of(firm), limits_of(firm)
    assert most["material"] == pytest.approx(year.scrap_eur + 0.15 * year.material_eur)
    assert (most["energy"], most["claims"]) == (year.energy_eur, 1_000)
    scrap_h = year.scrap_parts / firm.cavities * firm.cycle_s / 3600
    lost_h = year.stops_h + year.changeover_h + scrap_h + 0.1 * year.run_h
    assert most["machine_hours"] == pytest.approx(lost_h)


@settings(max_examples=15, deadline=None)
@given(st.floats(0, 80_000), st.sampled_from([Firm(), DEAR]), st.sampled_from([NONE, ALL, {}]))
@pytest.mark.parametrize("language", LANGUAGES)
def test_any_plan_is_told_whole_within_its_budget(language, budget, firm, answers):
    view = told(ROAD, RoadMapIn(firm=firm, budget_eur=budget, answers=answers, language=language), DAY)
    assert view.language == language
    assert view.total.once_eur.likely <= budget + 0.01
    assert view.total.net_eur.low <= view.total.net_eur.likely <= view.total.net_eur.high
    known = {*ROAD.steps.known}
    assert {one.step for one in [*view.steps, *view.left_out]} <= known
    for one in [*view.steps, *view.left_out]:
        assert one.reasons
        assert {*codes(one.reasons)} <= {*CODES}
        assert all(reason.text and "{" not in reason.text for reason in one.reasons)
    assert 1 <= len(view.monday) <= 3


def test_aid_is_the_rate_until_something_bounds_it():
    costs = {"a": 8_000.0, "b": 12_000.0}
    assert estimate(OPEN, costs, 300_000, DAY) == Estimate(OPEN, "open", 20_000, 5_000, [])
    narrow = OPEN.model_copy(update={"eligible": ["b"]})
    assert estimate(narrow, costs, 300_000, DAY).estimate_eur == 3_000
    both = estimate(OPEN, {"a": 80_000}, 4_500, DAY)
    assert (both.estimate_eur, [name for name, _ in both.limits]) == (4_500, ["ceiling", "de_minimis"])
    assert estimate(OPEN, {"a": 3_999}, 300_000, DAY)[3:] == (0, [("below_least", 4_000)])
    assert estimate(OPEN, costs, None, DAY)[3:] == (5_000, [("no_rule", 0)])


@pytest.mark.parametrize(("day", "state"), [(date(2026, 10, 31), "not_yet"), (date(2027, 1, 1), "over")])
def test_a_call_that_is_not_open_has_no_figure(day, state):
    assert estimate(OPEN, {"a": 20_000}, 300_000, day) == Estimate(OPEN, state, None, None, [])
    for first_or_last in (OPEN.opens, OPEN.closes):
        assert OPEN.state(first_or_last) == "open"
    assert OPEN.model_copy(update={"historical": True}).state(DAY) == "over"


def test_the_ceiling_of_de_minimis_is_that_of_the_day():
    rules = ROAD.de_minimis
    told_rules = [
        (rules.at(day).ceiling_eur, rules.at(day).counted) for day in (date(2023, 12, 31), date(2024, 1, 1))
    ]
    assert told_rules == [(200_000, "fiscal_years"), (300_000, "any_years")]
    assert rules.at(date(2013, 12, 31)) is None
    assert (left_of(rules.at(DAY), 290_000), left_of(rules.at(DAY), 400_000), left_of(None, 0)) == (
        10_000,
        0,
        None,
    )


def test_open_calls_come_first_and_say_what_bounded_them(monkeypatch):
    late = OPEN.model_copy(update={"slug": "later", "opens": date(2027, 1, 1), "closes": date(2027, 2, 1)})
    assert [one.call.slug for one in estimates([late, OPEN], {}, 0, DAY)] == ["now", "later"]
    road = Road(ROAD.library)
    monkeypatch.setitem(road.__dict__, "every_call", [late, OPEN, *ROAD.every_call])
    view = told(road, RoadMapIn(firm=DEAR, budget_eur=60_000, answers=NONE, aid_received_eur=299_000), DAY)
    now, later, past = view.aid.calls
    assert (now.state, now.estimate_eur) == ("open", 1_000)
    assert "de minimis leaves you 1,000" in now.text.replace("\N{NO-BREAK SPACE}", " ")
    assert (later.state, later.estimate_eur, past.state, past.estimate_eur) == ("not_yet", None, "over", None)
    assert "17 January 2017 to 9 March 2017" in past.text
    assert past.link in past.text


def test_a_plan_too_small_for_a_call_says_so(monkeypatch):
    road = Road(ROAD.library)
    monkeypatch.setitem(road.__dict__, "every_call", [OPEN])
    monkeypatch.setitem(road.__dict__, "de_minimis", ROAD.de_minimis.model_copy(update={"periods": []}))
    view = told(road, RoadMapIn(firm=DEAR, budget_eur=0, answers=NONE), DAY)
    small = view.aid.calls[0]
    assert (small.estimate_eur, [one.name for one in small.limits]) == (0, ["below_least"])
    assert "asks for at least 4,000" in small.text
    assert (view.aid.ceiling_eur, view.aid.left_eur) == (None, None)
    rich = told(road, RoadMapIn(firm=DEAR, budget_eur=60_000, answers=ALL), DAY).aid.calls[0]
    assert rich.limits[-1].name == "no_rule"
    assert "no de minimis" not in rich.text


def test_an_institute_adds_a_call_as_one_file(tmp_path):
    (tmp_path / "calls").mkdir()
    source = (shelves()[0] / "calls/digitaliza-cv-2017.yaml").read_text("utf-8")
    (tmp_path / "calls/ours.yaml").write_text(source, "utf-8")
    assert {one.slug for one in calls.calls([*FOLDERS, tmp_path])} == {"digitaliza-cv-2017", "ours"}


def test_a_call_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="before it opens"):
        Call.model_validate({**OPEN.model_dump(), "closes": date(2026, 1, 1)})
