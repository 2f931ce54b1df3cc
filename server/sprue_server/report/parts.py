"""The parts of a report, counted of one period, and what may be told of each figure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean, stdev
from typing import NamedTuple

from sprue_server.report import rule
from sprue_server.report.facts import Facts
from sprue_server.report.rule import Classes, apart, enough, overlapping, plain
from sprue_server.report_views import ReportCell, Section, Unit, WordGroup
from sprue_server.together import matching
from sprue_server.visit_views import CountsView
from sprue_server.visits.counting import Visits, counts
from sprue_server.voices import counting, disclosure
from sprue_server.voices.disclosure import LEAST
from sprue_server.voices.words import PLANS

MARKS = tuple(str(mark) for mark in range(counting.STARS, 0, -1))


class Figure(NamedTuple):
    """One figure of one period."""

    name: str
    unit: Unit
    told: ReportCell


class Table(NamedTuple):
    """Classes of one period. `always`: those that have a row in any case, in this order."""

    name: str
    words: WordGroup
    unit: Unit
    classes: Classes
    about: str | None = None
    always: Sequence[str] = ()


class Part(NamedTuple):
    """A section of one period."""

    name: Section
    figures: Sequence[Figure]
    tables: Sequence[Table]


def parts(facts: Facts) -> list[Part]:
    """All sections in their order."""
    guided, alone = _counts(facts, guided=True), _counts(facts, guided=False)
    return [
        _doors(facts),
        _guided(guided),
        _alone(alone),
        _stations(guided, alone),
        _marks(facts, guided, alone),
        _plans(facts),
        _adopted(facts),
        _questions(facts),
        _follow_ups(facts),
    ]


def _counts(facts: Facts, *, guided: bool) -> CountsView:
    visits = Visits(facts.groups, (), facts.ratings) if guided else Visits((), facts.walks, ())
    return counts(visits, facts.reachable, from_us=facts.from_us, to_us=facts.to_us)


def _doors(facts: Facts) -> Part:
    held = [one for one in facts.slots if one.closed_us is None]
    figures = [
        Figure("slots", "slots", plain(len(held))),
        Figure("slots_closed", "slots", plain(len(facts.slots) - len(held))),
        Figure("places", "places", plain(sum(one.places for one in held))),
        Figure("booked_firms", "firms", enough(len(facts.bookings))),
        Figure("booked_people", "people", plain(sum(one.people for one in facts.bookings))),
    ]
    of: list[tuple[str, WordGroup]] = [
        ("sector", "sector"),
        ("size", "size"),
        ("role", "visit.role"),
        ("language", "visit.language"),
    ]
    tables = [
        Table(f"booked_{name}s", words, "firms", apart(Counter(getattr(one, name) for one in facts.bookings)))
        for name, words in of
    ]
    return Part("doors", figures, tables)


def _guided(found: CountsView) -> Part:
    figures = [
        Figure("groups", "groups", plain(found.groups)),
        Figure("firms", "firms", enough(found.firms)),
        Figure("people", "people", plain(found.people)),
        Figure("guided_min", "min", plain(found.minutes_walked)),
    ]
    tables = [
        Table("guided_sectors", "sector", "groups", overlapping(found.sectors, found.groups)),
        Table("guided_roles", "visit.role", "groups", overlapping(found.roles, found.groups)),
        Table("guided_languages", "visit.language", "groups", apart(found.languages)),
    ]
    return Part("guided", figures, tables)


def _alone(found: CountsView) -> Part:
    figures = [
        Figure("walks", "visits", plain(found.walks)),
        Figure("walks_finished", "visits", plain(found.walks_finished)),
        Figure("walks_left", "visits", plain(found.walks - found.walks_finished)),
        Figure("alone_min", "min", plain(found.minutes_walked)),
    ]
    tables = [
        Table("alone_roles", "visit.role", "visits", apart(found.roles)),
        Table("alone_languages", "visit.language", "visits", apart(found.languages)),
    ]
    return Part("alone", figures, tables)


def _stations(guided: CountsView, alone: CountsView) -> Part:
    stops = Counter(guided.stops) + Counter(alone.stops)
    seen = dict(stops.most_common())
    return Part("stations", [], [Table("reached", "station", "visits", rule.reached(seen))])


def _marks(facts: Facts, guided: CountsView, alone: CountsView) -> Part:
    voices = counting.satisfaction(counting.counted(facts.voices))
    of = {
        "guided": guided.ratings,
        "alone": alone.ratings,
        "voices": dict(enumerate(voices.often, 1)),
    }
    figures = [one for name, often in of.items() for one in _satisfied(name, often)]
    tables = [
        Table(f"{name}_marks", "report.mark", "marks", _often(often), always=MARKS)
        for name, often in of.items()
    ]
    return Part("marks", figures, tables)


def _satisfied(name: str, often: Mapping[int, int]) -> Iterable[Figure]:
    given = [mark for mark, count in often.items() for _ in range(count)]
    told = len(given) >= LEAST
    missing = rule.FEW if given else rule.NONE
    yield Figure(f"{name}_count", "marks", enough(len(given)))
    yield Figure(f"{name}_mean", "of5", plain(round(fmean(given), 2)) if told else missing)
    yield Figure(f"{name}_spread", "of5", plain(round(stdev(given), 2)) if told else missing)


def _often(often: Mapping[int, int]) -> Classes:
    """How often each mark was given, once enough gave one."""
    if not disclosure.enough(sum(often.values())):
        return Classes({}, rule.FEW)
    return Classes({str(mark): plain(count) for mark, count in often.items()}, plain(0))


def _plans(facts: Facts) -> Part:
    tables = [
        Table(
            "plans",
            "report.plan",
            "firms",
            apart({plan: int(getattr(one, plan)) for plan in PLANS}),
            about=one.station,
            always=PLANS,
        )
        for one in counting.intentions(counting.counted(facts.voices))
        if one.this_year + one.later + one.no
    ]
    return Part("plans", [], tables)


def _adopted(facts: Facts) -> Part:
    done = {one.station: one.done for one in counting.intentions(counting.counted(facts.voices))}
    return Part("adopted", [], [Table("adopted", "station", "firms", apart(done))])


def _questions(facts: Facts) -> Part:
    there = counting.counted(facts.voices)
    questions, proposals = ([one for one in there if one.kind == kind] for kind in ("question", "proposal"))
    done = sum(one.kind in ASKED for one in counting.counted(facts.done))
    figures = [
        Figure("questions", "voices", plain(len(questions))),
        Figure("questions_answered", "voices", plain(sum(bool(one.answer) for one in questions))),
        Figure("proposals", "voices", plain(len(proposals))),
        Figure("proposals_answered", "voices", plain(sum(bool(one.answer) for one in proposals))),
        Figure("votes", "votes", plain(sum(facts.votes[one.id or 0] for one in proposals))),
        Figure("done", "voices", plain(done)),
    ]
    return Part("questions", figures, [])


ASKED = ("question", "proposal", "feedback")  # what an answer and a deed of the house are told of


def _follow_ups(facts: Facts) -> Part:
    figures = []
    for kind in ("seminar", "project"):
        held = [one for one in facts.meetings if one.kind == kind and not one.cancelled]
        figures += [
            Figure(f"{kind}s", "meetings", plain(len(held))),
            Figure(f"{kind}_places", "places", plain(sum(one.places for one in held))),
            Figure(f"{kind}_seats", "seats", enough(sum(facts.taken[one.id or 0] for one in held))),
        ]
    topics = matching.topics(one for one in facts.interests if facts.new(one))
    sides = {
        "looked": {one.station: one.look for one in topics},
        "offered": {one.station: one.offer for one in topics},
    }
    tables = [
        Table(
            name,
            "station",
            "interests",
            apart({station: sum(kinds.values()) for station, kinds in side.items()}),
        )
        for name, side in sides.items()
    ]
    return Part("follow-ups", [*figures, Figure("matches", "pairs", enough(matches(facts)))], tables)


def matches(facts: Facts) -> int:
    """Pairs of visitors that see each other's contact on a topic since one of them left it in this period."""
    pairs = {
        (*sorted((one.owner, other.owner)), one.station)
        for one in facts.interests
        if facts.new(one)
        for other in facts.interests
        if matching.sees(one, other)
    }
    return len(pairs)
