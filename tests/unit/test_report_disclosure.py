"""Nobody can be read out of a report: no class of one or two firms follows from all that it tells."""

from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from test_report_counting import AT_US, FROM_US, QUARTER, TO_US, booking, group, interest, slot, voice

from sprue_server.report.facts import Facts
from sprue_server.report.showing import Wanted, report
from sprue_server.report_views import ReportCell, ReportTable, ReportView
from sprue_server.sectors import SECTORS, SIZES
from sprue_server.visits.words import LANGUAGES, ROLES
from sprue_server.voices.disclosure import LEAST
from sprue_server.voices.words import PLANS

STATIONS = ("energy", "sensors", "vision", "spc-oee")
FIRMS = st.lists(st.tuples(*map(st.sampled_from, (SECTORS[:4], SIZES, ROLES, LANGUAGES))), max_size=14)
SOME = st.lists(st.sampled_from(SECTORS[:4]), max_size=3, unique=True)
GROUPS = st.lists(
    st.tuples(SOME, st.lists(st.sampled_from(ROLES), min_size=1, max_size=3, unique=True), st.integers(1, 3)),
    max_size=9,
)
PLANNED = st.lists(st.tuples(st.sampled_from(STATIONS), st.sampled_from([*PLANS, "deed"])), max_size=24)
SIDES = st.lists(st.tuples(st.sampled_from(STATIONS), st.sampled_from(["look", "offer"])), max_size=14)
APART = {  # classes of which each firm is in one: all their names
    "booked_sectors": SECTORS,
    "booked_sizes": SIZES,
    "booked_roles": ROLES,
    "booked_languages": LANGUAGES,
    "guided_languages": LANGUAGES,
    "plans": PLANS,
    "adopted": STATIONS,
    "looked": STATIONS,
    "offered": STATIONS,
}
WHOLE = {"booked": "booked_firms", "guided_languages": "groups"}


@st.composite
def periods(draw) -> Facts:
    groups = draw(GROUPS)
    planned = draw(PLANNED)
    return Facts(
        FROM_US,
        TO_US,
        slots=[slot(1)],
        bookings=[
            booking(at, sector, size, role=role, language=language)
            for at, (sector, size, role, language) in enumerate(draw(FIRMS))
        ],
        groups=[group(sectors, roles, ["vision"], firms=firms) for sectors, roles, firms in groups],
        voices=[
            voice(f"v{at}", "deed", station=station)
            if plan == "deed"
            else voice(f"v{at}", "intention", station=station, plan=plan)
            for at, (station, plan) in enumerate(planned)
        ],
        interests=[
            interest(f"x{at}", side, station=station, left_us=AT_US)
            for at, (station, side) in enumerate(draw(SIDES))
        ],
    )


def made(now: Facts, before: Facts) -> ReportView:
    return report(Wanted(QUARTER, "Hall", date(2026, 11, 29)), now, before)


def cells(table: ReportTable, when: str) -> dict[str, ReportCell]:
    return {row.name: getattr(row, when) for row in table.rows}


def figure(view: ReportView, name: str, when: str) -> ReportCell:
    return next(getattr(one, when) for each in view.sections for one in each.figures if one.name == name)


def computed(told: dict[str, ReportCell], names, total: float | None) -> list[float]:
    """All numbers of single classes that linear algebra draws from a table and the whole."""
    rows, values = [], []
    alone = {name for name, cell in told.items() if name != "rest" and cell.value is not None}
    hidden = [float(name not in alone) for name in names]
    for name in alone:
        rows.append([float(one == name) for one in names])
        values.append(told[name].value)
    rest = told.get("rest")
    if rest is None or rest.value is not None:
        rows.append(hidden)
        values.append(rest.value if rest else 0.0)
    if total is not None:
        rows.append([1.0] * len(names))
        values.append(total)
    solved, rank = np.linalg.lstsq(np.array(rows), np.array(values), rcond=None)[0], np.linalg.matrix_rank(rows)
    known = [at for at in range(len(names)) if np.linalg.matrix_rank([*rows, np.eye(len(names))[at]]) == rank]
    return [round(float(solved[at]), 6) for at in known]


@settings(max_examples=150, deadline=None)
@given(periods(), periods())
def test_no_class_of_one_or_two_firms_follows_from_what_is_told_and_the_whole(now, before):
    view = made(now, before)
    tables = [one for each in view.sections for one in each.tables if one.name in APART]
    for table in tables:
        for when in ("now", "before"):
            told = cells(table, when)
            whole = next((name for start, name in WHOLE.items() if table.name.startswith(start)), None)
            total = figure(view, whole, when).value if whole else None
            if not told or (total is None and told.get("rest") and told["rest"].value is None):
                continue
            small = [one for one in computed(told, APART[table.name], total) if 0 < one < LEAST]
            assert small == [], (table.name, when, told)


@settings(max_examples=100, deadline=None)
@given(periods(), periods())
def test_what_is_told_and_the_rest_are_each_enough_and_never_false(now, before):
    view = made(now, before)
    for table in (one for each in view.sections for one in each.tables if one.name in APART):
        for when, facts in (("now", now), ("before", before)):
            for cell in cells(table, when).values():
                assert cell.value is None or cell.value == 0 or cell.value >= LEAST
            if table.name == "booked_sectors":
                whole = sum(cell.value or 0 for cell in cells(table, when).values())
                assert whole == (0 if len(facts.bookings) < LEAST else len(facts.bookings))
    for name in ("booked_firms", "firms", "project_seats", "seminar_seats", "matches"):
        for when in ("now", "before"):
            assert figure(view, name, when).value not in {1, 2}


@settings(max_examples=100, deadline=None)
@given(periods())
def test_of_groups_with_somebody_neither_those_nor_the_others_are_few(now):
    view = made(now, now)
    (groups,) = {figure(view, "groups", "now").value}
    for table in (one for each in view.sections for one in each.tables):
        if table.name in {"guided_sectors", "guided_roles"}:
            for cell in cells(table, "now").values():
                told = cell.value
                assert told is None or (told >= LEAST and (groups - told == 0 or groups - told >= LEAST))


def test_the_days_of_the_plant_are_those_of_its_zone():
    assert QUARTER.span_us(ZoneInfo("Europe/Madrid")) == (FROM_US, TO_US)
