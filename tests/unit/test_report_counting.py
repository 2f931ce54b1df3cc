"""A period counted by hand: every figure of the report, and the one beside it from the period before."""

from collections import Counter
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from sprue_server.refused import Refused
from sprue_server.report.days import asked
from sprue_server.report.facts import Facts
from sprue_server.report.showing import MOST_SAID, Wanted, report
from sprue_server.report.table import COLUMNS, csv_text, safe
from sprue_server.store.visit_tables import BookingRow, GroupRow, RatingRow, SlotRow, WalkRow
from sprue_server.store.voice_tables import InterestRow, MeetingRow, VoiceRow

MADRID = ZoneInfo("Europe/Madrid")
QUARTER = asked("quarter", date(2026, 11, 29), None)
TODAY = date(2026, 11, 29)
FROM_US, TO_US = QUARTER.span_us(MADRID)
AT_US = FROM_US + 5_000_000


def booking(number: int, sector: str, size: str = "small", **more) -> BookingRow:
    told = {"slot": 1, "code_sha256": str(number), "people": 2, "role": "owner", "language": "es"}
    return BookingRow(**told | more, sector=sector, size=size, booked_us=AT_US)


def group(sectors: list[str], roles: list[str], stops: list[str], **more) -> GroupRow:
    told = {
        "begun_us": AT_US,
        "firms": 2,
        "people": 5,
        "language": "es",
        "minutes": 45,
        "minutes_walked": 40.25,
    }
    return GroupRow(**told | more, sectors=sectors, roles=roles, stops=stops)


def walk(role: str, *, finished: bool, rating: int | None = None) -> WalkRow:
    told = {"at_us": AT_US, "how": "own", "language": "en", "minutes": 15, "minutes_walked": 10.0}
    return WalkRow(**told, role=role, finished=finished, rating=rating, stops=["vision"])


def voice(owner: str, kind: str, number: int = 1, **more) -> VoiceRow:
    told = {"owner": owner, "left_us": AT_US, "language": "en", "text": "words", "state": "shown"}
    return VoiceRow(id=number, kind=kind, **told | more)


def interest(owner: str, side: str, *, contact: bool = True, **more) -> InterestRow:
    named = {"contact": f"{owner}@example.org", "consent_us": AT_US} if contact else {}
    told = {"left_us": AT_US, "language": "en", "station": "vision", "kind": "firm", "state": "shown"}
    return InterestRow(owner=owner, side=side, **told | named | more)


def slot(number: int, **more) -> SlotRow:
    told = {"starts_us": AT_US, "minutes": 90, "places": 20, "languages": ["es"], "opened_us": 1}
    return SlotRow(id=number, **told | more)


def meeting(number: int, kind: str, **more) -> MeetingRow:
    told = {
        "title": "Sensors",
        "starts_us": AT_US,
        "place": "Ibi",
        "places": 12,
        "language": "es",
        "made_us": 1,
    }
    return MeetingRow(id=number, kind=kind, **told | more)


SECTORS = ["toys"] * 4 + ["packaging"] * 3 + ["medical"]
SIZES = ["small"] * 5 + ["micro"] * 3
NOW = Facts(
    FROM_US,
    TO_US,
    slots=[slot(1), slot(2), slot(3, closed_us=AT_US)],
    bookings=[booking(at, *one) for at, one in enumerate(zip(SECTORS, SIZES, strict=True))],
    groups=[
        *(group(["toys"], ["owner"], ["vision", "energy"]) for _ in range(3)),
        *(group(["toys", "medical"], ["owner", "quality"], ["vision"], language="it") for _ in range(3)),
    ],
    walks=[
        walk("owner", finished=True, rating=5),
        walk("owner", finished=True),
        walk("owner", finished=True),
        walk("it", finished=False),
    ],
    ratings=[RatingRow(group=1, at_us=AT_US, rating=mark) for mark in (3, 4, 4, 5)],
    voices=[
        *(voice(f"f{at}", "feedback", stars=stars) for at, stars in enumerate((2, 4, 5))),
        *(voice(f"i{at}", "intention", station="vision", plan="this_year") for at in range(4)),
        *(voice(f"j{at}", "intention", station="vision", plan="no") for at in range(3)),
        *(voice(f"k{at}", "intention", station="energy", plan="later") for at in range(2)),
        *(voice(f"d{at}", "deed", station="vision") for at in range(3)),
        voice("q1", "question", 20, answer="Thursday"),
        voice("q2", "question", 21, state="waiting", text="nobody has read this"),
        voice("p1", "proposal", 30, text="A robot", done="It stands there", done_us=AT_US),
        voice("p2", "proposal", 31, text="A printer"),
        voice("p3", "proposal", 32, text="hidden words", state="hidden"),
    ],
    votes=Counter({30: 2, 31: 7, 32: 9}),
    meetings=[meeting(1, "seminar"), meeting(2, "seminar", cancelled=True), meeting(3, "project", places=6)],
    taken=Counter({1: 9, 2: 4, 3: 2}),
    interests=[
        *(interest(f"l{at}", "look") for at in range(3)),
        interest("o1", "offer", kind="supplier"),
        interest("o2", "offer", kind="supplier", contact=False),
        interest("o3", "offer", kind="supplier", left_us=FROM_US - 1),
    ],
    done=[voice("p1", "proposal", 30, text="A robot", done="It stands there", done_us=AT_US)],
    reachable={"vision", "energy", "my-firm"},
)
BEFORE = Facts(*QUARTER.before().span_us(MADRID), slots=[slot(9)], bookings=[booking(90, "toys")])
MADE = report(Wanted(QUARTER, "Test hall", TODAY), NOW, BEFORE)
FIGURES = {one.name: one for section in MADE.sections for one in section.figures}


def table(name: str, about: str | None = None) -> dict[str, object]:
    (found,) = (one for each in MADE.sections for one in each.tables if (one.name, one.about) == (name, about))
    return {row.name: row.now.state if row.now.value is None else row.now.value for row in found.rows}


@pytest.mark.parametrize(
    ("name", "now"),
    [
        *(("slots", 2), ("slots_closed", 1), ("places", 40), ("booked_firms", 8), ("booked_people", 16)),
        *(("groups", 6), ("firms", 12), ("people", 30), ("guided_min", 241.5)),
        *(("walks", 4), ("walks_finished", 3), ("walks_left", 1), ("alone_min", 40)),
        *(("guided_count", 4), ("guided_mean", 4), ("guided_spread", 0.82)),
        *(("voices_count", 3), ("voices_mean", 3.67), ("voices_spread", 1.53)),
        *(("questions", 2), ("questions_answered", 1), ("proposals", 2), ("proposals_answered", 0)),
        *(("votes", 9), ("done", 1), ("seminars", 1), ("seminar_places", 12), ("seminar_seats", 9)),
        *(("projects", 1), ("project_places", 6)),
        ("matches", 9),  # three that look see each other (3), the offerer of now (3) and of before (3)
    ],
)
def test_a_figure_is_what_a_hand_counts(name, now):
    assert (FIGURES[name].now.state, FIGURES[name].now.value) == ("told", now)


def test_what_is_too_little_is_said_so_and_not_told():
    assert {FIGURES[name].now.state for name in ("alone_count", "alone_mean", "alone_spread")} == {"few"}
    assert FIGURES["project_seats"].now.state == "few"
    assert FIGURES["booked_firms"].before.state == "few"
    assert FIGURES["voices_mean"].before.state == "none"
    assert FIGURES["slots"].before.value == 1


def test_classes_of_firms_go_through_the_rule():
    assert table("booked_sectors") == {"toys": 4, "rest": 4}
    assert table("booked_sizes") == {"small": 5, "micro": 3, "rest": 0}  # before, there was a rest
    assert table("guided_sectors") == {"toys": 6, "medical": 3}
    assert table("guided_languages") == {"es": 3, "it": 3}
    assert table("alone_roles") == {"rest": 4}
    assert table("reached") == {"vision": 10, "energy": 3}
    assert table("plans", "vision") == {"this_year": 4, "later": 0, "no": 3}
    assert table("plans", "energy") == {"this_year": "others", "later": "others", "no": "others", "rest": "few"}
    assert table("adopted") == {"vision": 3}
    assert table("looked") == {"vision": 3}
    assert table("offered") == {"rest": "few"}
    assert table("guided_marks") == {"5": 1, "4": 2, "3": 1, "2": 0, "1": 0}
    assert set(table("alone_marks").values()) == {"few"}


def test_a_walk_of_earlier_counts_a_station_once_and_tells_no_words_of_its_own():
    walks = [
        WalkRow(**walk("owner", finished=True).model_dump(exclude={"stops"}), stops=stops)
        for stops in (["vision", "energy", "energy", "energy", *["some-words"] * 3], *[["vision"]] * 2)
    ]
    told = report(Wanted(QUARTER, "Test hall", TODAY), NOW._replace(groups=[], walks=walks), BEFORE)
    (section,) = (one for one in told.sections if one.name == "stations")
    rows = {row.name: (row.now.state, row.now.value) for row in section.tables[0].rows}
    assert rows == {"vision": ("told", 3), "energy": ("few", None)}


def test_only_what_was_shown_is_told_in_words():
    assert [(one.text, one.votes) for one in MADE.proposals] == [("A printer", 7)]
    assert [(one.text, one.done, one.votes) for one in MADE.done] == [("A robot", "It stands there", 2)]
    told = MADE.model_dump_json() + csv_text(MADE)
    assert "hidden words" not in told
    assert "nobody has read this" not in told
    assert "example.org" not in told


def test_what_is_left_out_is_said():
    assert {one.reason: one.count for one in MADE.left_out} == {
        "few": 0,
        "names": 0,
        "unseen": 1,
        "hidden": 1,
        "twice": 0,
        "asked": 0,
        "alone": 0,
        "deleted": 0,
        "open": 0,
    }
    many = NOW._replace(voices=[voice("p", "proposal", at) for at in range(MOST_SAID + 2)])
    days = asked("days", date(2026, 10, 1), date(2026, 10, 9))
    other = report(Wanted(days, "Test hall", TODAY), many, BEFORE)
    assert len(other.proposals) == MOST_SAID
    assert {"more": 2, "overlap": 0}.items() <= {one.reason: one.count for one in other.left_out}.items()
    assert "open" not in {one.reason for one in other.left_out}
    without = report(Wanted(days, "Test hall", TODAY), many._replace(walks=()), BEFORE)
    assert "alone" not in {one.reason for one in without.left_out}, "nobody walked"


def test_the_table_has_a_row_for_each_figure_beside_the_one_before():
    head, *rows = [line.split(",") for line in csv_text(MADE).splitlines()]
    assert tuple(head) == COLUMNS
    assert ["period", "first", "2026-10-01", "day", "2026-07-01"] in rows
    assert ["doors", "booked_firms", "8", "firms", "<3"] in rows
    assert ["doors.booked_sectors", "toys", "4", "firms", ""] in rows
    assert ["plans.plans.vision", "this_year", "4", "firms", "0"] in rows
    assert safe("=1+1\nand more") == "'=1+1 and more"


def test_a_period_is_one_of_the_plants_calendar_and_so_is_the_one_before():
    assert (QUARTER.first, QUARTER.last) == (date(2026, 10, 1), date(2026, 12, 31))
    assert QUARTER.before()[1:] == (date(2026, 7, 1), date(2026, 9, 30))
    assert asked("year", date(2024, 5, 5), None).before()[1:] == (date(2023, 1, 1), date(2023, 12, 31))
    nine = asked("days", date(2026, 3, 25), date(2026, 4, 2))
    assert nine.before()[1:] == (date(2026, 3, 16), date(2026, 3, 24))
    assert datetime(2026, 9, 30, 22, tzinfo=ZoneInfo("UTC")).timestamp() * 1e6 == FROM_US
    long = asked("days", date(2026, 10, 25), None).span_us(MADRID)
    assert long[1] - long[0] == 25 * 3600 * 1_000_000
    for first, last in (
        (date(2026, 2, 2), date(2026, 2, 1)),
        (date(1999, 1, 1), None),
        (TODAY, date(2100, 1, 1)),
    ):
        with pytest.raises(Refused):
            asked("days", first, last)
